pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// All answers, each to be corrected by a touch; then it is handed in.
Column {
    id: form

    required property var model

    spacing: Theme.s

    Repeater {
        model: form.model.lines
        delegate: CardButton {
            required property int index
            required property string title
            required property string answer
            width: form.width
            text: title
            note: answer
            onClicked: form.model.correct(index)
        }
    }
    Label {
        width: parent.width
        text: qsTr("Touch a line to change it. When all is right, hand it in.")
        color: Theme.inkSoft
    }
    ActionButton {
        width: parent.width
        enabled: !form.model.busy
        text: form.model.busy ? qsTr("Handing it in…") : qsTr("All right, hand it in")
        drawing: "check"
        primary: true
        onClicked: form.model.submit()
    }
}
