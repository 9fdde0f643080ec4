import QtQuick
import QtQuick.Templates as T
import ui.theme

// A button with words: what happens when it is touched stands on it. `primary` is the page's clear next step.
T.AbstractButton {
    id: button

    property string drawing: ""
    property bool primary: false

    implicitWidth: Math.max(Theme.target * 1.6, row.implicitWidth + 2 * Theme.m)
    implicitHeight: Math.max(Theme.target, words.implicitHeight + 2 * Theme.s)
    opacity: enabled ? 1 : 0.999
    Accessible.name: text
    Accessible.role: Accessible.Button

    background: Rectangle {
        radius: Theme.radius
        color: button.primary ? (button.down ? Theme.primaryPressed : Theme.primary)
                              : (button.down ? Theme.pressed : Theme.card)
        border.width: button.visualFocus ? Theme.focusLine : Theme.line
        border.color: button.visualFocus ? Theme.accent : button.primary ? Theme.primary : Theme.rule
    }
    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.s
            Drawing {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.drawing
                name: button.drawing
                color: words.color
            }
            Label {
                id: words
                anchors.verticalCenter: parent.verticalCenter
                text: button.text
                strong: button.primary
                color: button.primary ? Theme.primaryInk : button.enabled ? Theme.ink : Theme.inkSoft
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
