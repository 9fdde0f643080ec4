import QtQuick
import ui.controls

// The second question asked back.
ScrollArea {
    id: screen

    required property var model

    QuestionBack {
        width: parent.width
        question: screen.model.question
        choices: screen.model.choices
        otherwise: qsTr("None of these, ask a person")
        onChosen: row => screen.model.choose(row)
        onNone: screen.model.help()
    }
}
