import QtQuick
import ui.theme

// The empty, the waiting and the failed state: a picture, what is the matter, and what to do now.
Column {
    id: placeholder

    property string picture: "empty"
    property string headline: ""
    property string advice: ""
    property string action: ""
    property string actionDrawing: ""

    signal acted

    spacing: Theme.m

    Drawing {
        anchors.horizontalCenter: parent.horizontalCenter
        folder: "illustrations"
        name: placeholder.visible ? placeholder.picture : ""
        width: Math.min(placeholder.width * 0.6, Theme.dp(620))
        height: Math.round(width * 2 / 3)
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: placeholder.headline
        strong: true
        font.pixelSize: Theme.heading
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        visible: text
        text: placeholder.advice
        color: Theme.inkSoft
    }
    ActionButton {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: placeholder.action
        text: placeholder.action
        drawing: placeholder.actionDrawing
        primary: true
        onClicked: placeholder.acted()
    }
}
