import QtQuick
import ui.controls
import ui.theme

// A form that is to be finished another day: its code.
ScrollArea {
    id: screen

    required property var model

    PageTitle { text: qsTr("Kept for another day"); horizontalAlignment: Text.AlignHCenter }
    Label { width: parent.width; text: screen.model.title; horizontalAlignment: Text.AlignHCenter; color: Theme.inkSoft }
    Card {
        width: parent.width
        color: Theme.tint
        border.color: Theme.primary
        Label {
            width: parent.width
            text: screen.model.code
            horizontalAlignment: Text.AlignHCenter
            font.pixelSize: Theme.display
            strong: true
            color: Theme.primary
        }
    }
    Label {
        width: parent.width
        text: qsTr("Write this number down. With it you go on here within %n day(s); after that it is deleted.", "", screen.model.days)
    }
    ActionButton { width: parent.width; visible: screen.model.canPrint; text: qsTr("Print the slip"); drawing: "printer"; onClicked: screen.model.printSlip() }
    Label { width: parent.width; visible: text; text: screen.model.told; strong: true }
    ActionButton { width: parent.width; text: qsTr("Done"); drawing: "check"; primary: true; onClicked: screen.model.done() }
}
