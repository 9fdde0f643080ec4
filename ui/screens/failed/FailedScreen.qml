import QtQuick
import ui.controls

// In place of a page whose content could not be read.
ScrollArea {
    id: screen

    required property var model

    Placeholder {
        width: parent.width
        picture: "failed"
        headline: screen.model.sentence ? qsTr("This cannot be done here just now") : qsTr("The law books cannot be read just now")
        advice: screen.model.sentence || qsTr("Please tell the staff here. For advice now, dial 12348: it is free.")
        action: qsTr("Find a person")
        actionDrawing: "person-help"
        onActed: screen.model.help()
    }
}
