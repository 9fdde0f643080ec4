import QtQuick
import QtQuick.Templates as T
import ui.theme

// A sheet that can be touched as a whole: a drawing, a line of what it is, a note; or whatever is put on it.
T.AbstractButton {
    id: card

    property string drawing: ""
    property string note: ""
    default property alias content: inner.data

    implicitHeight: Math.max(Theme.target, inner.height + 2 * Theme.m)
    Accessible.name: note ? text + " " + note : text
    Accessible.role: Accessible.Button

    background: Rectangle {
        radius: Theme.radius
        color: card.down ? Theme.pressed : Theme.card
        border.width: card.visualFocus ? Theme.focusLine : Theme.line
        border.color: card.visualFocus ? Theme.accent : Theme.rule
    }
    contentItem: Item {
        Drawing {
            id: sign
            anchors { left: parent.left; leftMargin: Theme.m; verticalCenter: parent.verticalCenter }
            visible: card.drawing
            name: card.drawing
            color: Theme.primary
        }
        Column {
            id: inner
            anchors {
                left: card.drawing ? sign.right : parent.left; leftMargin: Theme.m
                right: arrow.left; rightMargin: Theme.s
                verticalCenter: parent.verticalCenter
            }
            spacing: Theme.xs

            Label {
                width: parent.width
                visible: text
                text: card.text
                strong: true
                lineHeight: 1.0
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text
                text: card.note
                font.pixelSize: Theme.small
                color: Theme.inkSoft
                lineHeight: 1.0
                Accessible.ignored: true
            }
        }
        Drawing {
            id: arrow
            anchors { right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
            name: "chevron-right"
            color: Theme.primary
        }
    }
}
