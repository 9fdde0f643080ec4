import QtQuick
import ui.theme

// One step: its number in a medal, what to do, how, and where that stands.
Card {
    id: step

    property int number: 1
    property string title: ""
    property string text: ""
    property string note: ""

    Item {
        width: parent.width
        height: Math.max(medal.height, words.height)

        Rectangle {
            id: medal
            width: Math.round(figure.implicitHeight * 1.1)
            height: width
            radius: width / 2
            color: Theme.primary
            Label {
                id: figure
                anchors.centerIn: parent
                text: step.number
                strong: true
                color: Theme.primaryInk
                lineHeight: 1.0
                wrapMode: Text.NoWrap
            }
        }
        Column {
            id: words
            anchors { left: medal.right; leftMargin: Theme.m; right: parent.right }
            spacing: Theme.xs
            Label { width: parent.width; visible: text; text: step.title; strong: true }
            Label { width: parent.width; visible: text; text: step.text }
            Label { width: parent.width; visible: text; text: step.note; font.pixelSize: Theme.small; color: Theme.inkSoft; lineHeight: 1.0 }
        }
    }
}
