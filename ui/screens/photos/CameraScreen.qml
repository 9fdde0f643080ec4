import QtQuick
import QtQuick.Shapes
import ui.controls
import ui.theme

// The document camera: lay a sheet down, see it, take it, look, keep it or take it again.
ScrollArea {
    id: screen

    required property var model
    readonly property var live: model.live

    PageTitle { text: qsTr("Lay the paper under the camera") }
    Label { width: parent.width; visible: screen.model.virtual; text: qsTr("Demonstration: these are stored pictures, there is no camera."); color: Theme.accent }
    Label { width: parent.width; visible: screen.model.kept > 0; text: qsTr("%n photo(s) kept", "", screen.model.kept); strong: true; color: Theme.primary }
    Rectangle {
        id: desk
        anchors.horizontalCenter: parent.horizontalCenter
        visible: !screen.model.picture && !screen.model.lost
        width: Math.round(Math.min(screen.inner, screen.height * 0.55 * screen.live.ratio))
        height: Math.round(width / screen.live.ratio)
        color: Theme.bar

        Image {
            anchors.fill: parent
            source: screen.live.frame
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("What the camera sees now")
        }
        Shape {
            anchors.fill: parent
            visible: screen.live.corners.length > 0

            ShapePath {
                strokeColor: Theme.accent
                strokeWidth: Theme.focusLine
                fillColor: "transparent"
                joinStyle: ShapePath.RoundJoin
                PathPolyline { path: screen.live.corners.map(p => Qt.point(p.x * desk.width, p.y * desk.height)) }
            }
        }
    }
    Label {
        width: parent.width
        visible: desk.visible
        strong: screen.live.seen
        text: !screen.live.frame ? qsTr("The camera is being opened…")
            : screen.live.seen ? qsTr("The whole sheet is seen: take the photo.")
            : qsTr("The whole sheet is not seen yet. Lay it flat, with all four corners in the picture. You can take the photo as it is, too.")
    }
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
        visible: screen.model.picture
        text: qsTr("Take it again")
        drawing: "camera"
        onClicked: screen.model.again()
    }
    ActionButton {
        width: parent.width
        visible: desk.visible
        enabled: !screen.model.busy
        text: screen.model.busy ? qsTr("Taking it…") : qsTr("Take the photo")
        drawing: "camera"
        primary: true
        onClicked: screen.model.shoot()
    }
    ActionButton {
        width: parent.width
        visible: screen.model.lost && !screen.model.picture
        text: qsTr("Try the camera again")
        drawing: "camera"
        onClicked: screen.model.retry()
    }
    ActionButton {
        width: parent.width
        visible: screen.model.lost && !screen.model.picture && screen.model.hasPhone
        text: qsTr("Send photos from my phone")
        drawing: "phone"
        onClicked: screen.model.fromPhone()
    }
    ActionButton { width: parent.width; text: qsTr("Back to the form"); drawing: "previous"; onClicked: screen.model.done() }
}
