import QtQuick
import ui.controls
import ui.theme

// A code for the citizen's phone, good while this page is open.
ScrollArea {
    id: screen

    required property var model

    PageTitle { text: qsTr("Send photos from your phone"); horizontalAlignment: Text.AlignHCenter }
    Label {
        width: parent.width
        visible: screen.model.code
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Join the station's wireless network, scan the code, choose photos and send them.")
    }
    Rectangle {
        id: paper
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.model.code
        width: Math.min(screen.inner, Theme.dp(800))
        height: width
        radius: Theme.radius
        color: Theme.codePaper

        Image {
            anchors.centerIn: parent
            source: screen.model.code
            sourceSize.width: paper.width
            fillMode: Image.Pad
            smooth: false
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("A code for your phone")
        }
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("%n photo(s) arrived", "", screen.model.count)
        font.pixelSize: Theme.heading
        strong: true
        color: Theme.primary
    }
    Card {
        width: parent.width
        visible: screen.model.slip
        color: Theme.warm
        border.color: Theme.accent
        Label { width: parent.width; text: screen.model.slip; strong: true; color: Theme.accent }
    }
    ActionButton { width: parent.width; text: qsTr("Back to the form"); drawing: "check"; primary: true; onClicked: screen.model.done() }
}
