import QtQuick
import ui.controls
import ui.theme

// The document camera: lay a sheet down, take it, look, keep it or take it again.
ScrollArea {
    id: screen

    required property var model

    PageTitle { text: qsTr("Lay the paper under the camera") }
    Label { width: parent.width; visible: screen.model.virtual; text: qsTr("Demonstration: these are stored pictures, there is no camera."); color: Theme.accent }
    Label { width: parent.width; visible: screen.model.kept > 0; text: qsTr("%n photo(s) kept", "", screen.model.kept); strong: true; color: Theme.primary }
    Image {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(screen.inner, Theme.dp(1000))
        height: visible ? width * 1.3 : 0
        visible: screen.model.picture
        source: screen.model.picture
        sourceSize: Qt.size(width, height)
        fillMode: Image.PreserveAspectFit
        cache: false
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("The photo just taken")
    }
    Label {
        width: parent.width
        visible: screen.model.whole && screen.model.picture
        text: qsTr("No edge of a sheet was seen, so the picture is kept as it is. If it is hard to read, take it again.")
        color: Theme.accent
    }
    Card {
        width: parent.width
        visible: screen.model.slip
        color: Theme.warm
        border.color: Theme.accent
        Label { width: parent.width; text: screen.model.slip; strong: true; color: Theme.accent }
    }
    ActionButton {
        width: parent.width
        visible: screen.model.picture
        text: qsTr("Keep this one")
        drawing: "check"
        primary: true
        onClicked: screen.model.keep()
    }
    ActionButton {
        width: parent.width
        enabled: !screen.model.busy
        text: screen.model.busy ? qsTr("Taking it…") : screen.model.picture ? qsTr("Take it again") : qsTr("Take the photo")
        drawing: "camera"
        primary: !screen.model.picture
        onClicked: screen.model.shoot()
    }
    ActionButton { width: parent.width; text: qsTr("Back to the form"); drawing: "previous"; onClicked: screen.model.done() }
}
