import QtQuick
import ui.theme

// One thing that happened, on a line that runs down the page: a ticked mark, and a ring around the newest.
Item {
    id: step

    property string when: ""
    property string text: ""
    property string note: ""
    property bool first: false
    property bool last: false

    implicitHeight: words.height + Theme.m
    Accessible.role: Accessible.ListItem
    Accessible.name: [when, text, note].filter(part => part).join(" ")

    Rectangle {
        x: Math.round(mark.x + mark.width / 2 - width / 2)
        y: step.first ? mark.y + mark.height / 2 : 0
        width: Theme.focusLine / 2
        height: (step.last ? mark.y + mark.height / 2 : step.height) - y
        color: Theme.primary
    }
    Rectangle {
        id: mark
        x: Theme.xs
        y: Theme.xs
        width: Theme.icon
        height: width
        radius: width / 2
        color: step.last ? Theme.card : Theme.primary
        border.width: Theme.focusLine
        border.color: Theme.primary

        Drawing {
            anchors.centerIn: parent
            visible: !step.last
            width: Math.round(Theme.icon * 0.7)
            name: "check"
            color: Theme.primaryInk
        }
        Rectangle {
            anchors.centerIn: parent
            visible: step.last
            width: Math.round(Theme.icon * 0.4)
            height: width
            radius: width / 2
            color: Theme.primary
        }
    }
    Column {
        id: words
        anchors { left: mark.right; leftMargin: Theme.m; right: parent.right }

        Label { width: parent.width; text: step.text; strong: true; font.pixelSize: step.last ? Theme.heading : Theme.body; lineHeight: 1.0; Accessible.ignored: true }
        Label { width: parent.width; text: step.when; font.pixelSize: Theme.small; color: Theme.inkSoft; lineHeight: 1.0; Accessible.ignored: true }
        Label { width: parent.width; visible: text; text: step.note; Accessible.ignored: true }
    }
}
