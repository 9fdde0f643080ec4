import QtQuick
import ui.controls
import ui.theme

// A way to a person.
ScrollArea {
    id: screen

    required property var model

    Drawing {
        anchors.horizontalCenter: parent.horizontalCenter
        folder: "illustrations"
        name: "welcome"
        width: Math.min(screen.inner * 0.6, Theme.dp(700))
        height: Math.round(width * 2 / 3)
    }
    PageTitle {
        text: qsTr("You can always ask a person")
        horizontalAlignment: Text.AlignHCenter
    }
    Card {
        width: parent.width
        padding: Theme.l

        Column {
            width: parent.width
            spacing: Theme.s
            Label { width: parent.width; text: qsTr("Legal service hotline, free, day and night"); color: Theme.inkSoft }
            Label { width: parent.width; text: "12348"; font.pixelSize: Theme.display; strong: true; color: Theme.primary }
        }
    }
    Card {
        width: parent.width
        padding: Theme.l

        Column {
            width: parent.width
            spacing: Theme.s
            Label { width: parent.width; text: qsTr("The desk of this station"); color: Theme.inkSoft }
            Label { width: parent.width; text: screen.model.station; strong: true }
            Label {
                width: parent.width
                visible: text
                text: screen.model.deskPhone
                font.pixelSize: Theme.display
                strong: true
                color: Theme.primary
            }
            Label {
                width: parent.width
                text: qsTr("Tell the staff what happened. Asking costs nothing, and you need no papers to ask.")
            }
        }
    }
    Card {
        width: parent.width
        padding: Theme.l

        Column {
            width: parent.width
            spacing: Theme.s
            Label { width: parent.width; text: qsTr("In danger now?"); color: Theme.inkSoft }
            Label { width: parent.width; text: qsTr("Police 110, ambulance 120"); font.pixelSize: Theme.title; strong: true; lineHeight: 1.0; color: Theme.accent }
        }
    }
}
