import QtQuick
import QtQuick.Templates as T
import ui.theme

// A sheet that can be touched as a whole; its height follows what stands on it.
T.AbstractButton {
    id: card

    default property alias content: inner.data

    implicitHeight: Math.max(Theme.target, inner.childrenRect.height + 2 * Theme.m)
    Accessible.name: text
    Accessible.role: Accessible.Button

    background: Rectangle {
        radius: Theme.radius
        color: card.down ? Theme.pressed : Theme.card
        border.width: card.visualFocus ? Theme.focusLine : Theme.line
        border.color: card.visualFocus ? Theme.accent : Theme.rule
    }
    contentItem: Item {
        Item {
            id: inner
            anchors {
                left: parent.left; leftMargin: Theme.m
                right: arrow.left; rightMargin: Theme.s
                verticalCenter: parent.verticalCenter
            }
            height: childrenRect.height
        }
        Drawing {
            id: arrow
            anchors { right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
            name: "chevron-right"
            color: Theme.primary
        }
    }
}
