import QtQuick
import QtQuick.Templates as T
import ui.theme

// A way into something: drawing, name, and a line of what is there.
T.AbstractButton {
    id: tile

    property string drawing: ""
    property string note: ""
    property bool wide: false

    implicitHeight: Math.max(Theme.target * 1.5, column.implicitHeight + 2 * Theme.m)
    Accessible.name: note ? text + " " + note : text
    Accessible.role: Accessible.Button

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.pressed : Theme.card
        border.width: tile.visualFocus ? Theme.focusLine : Theme.line
        border.color: tile.visualFocus ? Theme.accent : Theme.rule
    }
    contentItem: Item {
        Rectangle {
            id: medal
            anchors { left: parent.left; leftMargin: Theme.m; verticalCenter: parent.verticalCenter }
            width: Math.round(Theme.iconLarge * 1.25)
            height: width
            radius: width / 2
            color: Theme.tint
            border.width: Theme.highContrast ? Theme.line : 0
            border.color: Theme.rule
            Drawing {
                anchors.centerIn: parent
                width: Math.round(Theme.iconLarge * 0.8)
                name: tile.drawing
                color: Theme.primary
            }
        }
        Column {
            id: column
            anchors {
                left: medal.right; leftMargin: Theme.m
                right: parent.right; rightMargin: Theme.s
                verticalCenter: parent.verticalCenter
            }
            Label { width: parent.width; text: tile.text; strong: true; lineHeight: 1.0; Accessible.ignored: true }
            Label {
                width: parent.width
                visible: text
                text: tile.note
                font.pixelSize: Theme.small
                lineHeight: 1.0
                color: Theme.inkSoft
                Accessible.ignored: true
            }
        }
    }
}
