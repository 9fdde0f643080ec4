import QtQuick
import QtQuick.Templates as T
import ui.theme

// A place in the bottom bar: drawing above, word below.
T.AbstractButton {
    id: button

    property string drawing: ""

    implicitHeight: Math.max(Theme.target, column.implicitHeight + 2 * Theme.s)
    Accessible.name: text
    Accessible.role: Accessible.Button

    background: Rectangle {
        color: button.down ? Theme.pressed : "transparent"
        radius: Theme.radius
        border.width: button.visualFocus ? Theme.focusLine : 0
        border.color: Theme.accent
    }
    contentItem: Item {
        Column {
            id: column
            anchors.centerIn: parent
            spacing: Theme.xs / 2
            Drawing {
                anchors.horizontalCenter: parent.horizontalCenter
                name: button.drawing
                color: words.color
            }
            Label {
                id: words
                anchors.horizontalCenter: parent.horizontalCenter
                text: button.text
                font.pixelSize: Theme.small
                lineHeight: 1.0
                wrapMode: Text.NoWrap
                color: button.enabled ? Theme.primary : Theme.inkSoft
                strong: button.enabled
                Accessible.ignored: true
            }
        }
    }
}
