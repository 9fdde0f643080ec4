import QtQuick
import ui.controls
import ui.theme

// Nobody has touched for a while: a warning that one tap takes away.
Rectangle {
    id: warning

    objectName: "covering"

    property int secondsLeft: 0

    signal stays
    signal leaves

    color: Theme.shade

    MouseArea {
        anchors.fill: parent
        onClicked: warning.stays()
    }
    Card {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.l, Theme.dp(1300))
        padding: Theme.l

        Column {
            width: parent.width
            spacing: Theme.m

            Drawing {
                anchors.horizontalCenter: parent.horizontalCenter
                folder: "illustrations"
                name: "waiting"
                width: Math.min(parent.width * 0.6, Theme.dp(620))
                height: Math.round(width * 2 / 3)
            }
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Are you still there?")
                font.pixelSize: Theme.title
                strong: true
            }
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("If nobody touches the screen, this visit ends in %1 seconds and everything on it is cleared.").arg(warning.secondsLeft)
            }
            ActionButton {
                width: parent.width
                text: qsTr("I am still here")
                primary: true
                onClicked: warning.stays()
            }
            ActionButton {
                width: parent.width
                text: qsTr("I am done, clear it")
                onClicked: warning.leaves()
            }
        }
    }
}
