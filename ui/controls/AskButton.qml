import QtQuick
import QtQuick.Templates as T
import ui.theme

// Looks like the line that one types into, and leads to it.
T.AbstractButton {
    id: ask

    implicitHeight: Math.max(Theme.target * 1.2, words.implicitHeight + 2 * Theme.m)
    Accessible.name: text
    Accessible.role: Accessible.Button

    background: Rectangle {
        radius: Theme.radius
        color: ask.down ? Theme.pressed : Theme.card
        border.width: ask.visualFocus ? Theme.focusLine : 2 * Theme.line
        border.color: ask.visualFocus ? Theme.accent : Theme.primary
    }
    contentItem: Item {
        Drawing {
            id: lens
            anchors { left: parent.left; leftMargin: Theme.m; verticalCenter: parent.verticalCenter }
            name: "search"
            color: Theme.primary
        }
        Label {
            id: words
            anchors { left: lens.right; right: parent.right; leftMargin: Theme.s; rightMargin: Theme.m; verticalCenter: parent.verticalCenter }
            text: ask.text
            color: Theme.inkSoft
            lineHeight: 1.0
            Accessible.ignored: true
        }
    }
}
