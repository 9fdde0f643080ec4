import QtQuick
import QtQuick.Templates as T
import ui.controls
import ui.theme

// Nobody has been here for some minutes: a picture that invites. Any touch begins.
T.AbstractButton {
    id: resting

    objectName: "covering"

    property string station: ""

    signal woken

    text: qsTr("Touch the screen to begin")
    Accessible.name: text
    Accessible.role: Accessible.Button
    onClicked: woken()

    background: Rectangle { color: Theme.paper }
    contentItem: Item {
        Drawing {
            anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
            width: parent.width
            folder: "illustrations"
            name: resting.width > resting.height ? "hero" : "attract"
            fillMode: Image.PreserveAspectCrop
            verticalAlignment: Image.AlignBottom
            clip: true
        }
        Rectangle {
            id: foot
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            height: words.height + 2 * Theme.xl
            color: Theme.primary

            Column {
                id: words
                anchors { left: parent.left; right: parent.right; margins: Theme.l; verticalCenter: parent.verticalCenter }
                spacing: Theme.s
                Label {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: resting.text
                    font.pixelSize: Theme.display
                    strong: true
                    lineHeight: 1.0
                    color: Theme.primaryInk
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTr("%1: look up the law, free of charge").arg(resting.station)
                    color: Theme.primaryInk
                    Accessible.ignored: true
                }
            }
        }
    }
}
