import QtQuick
import QtQuick.Templates as T
import ui.theme

// A short choice among several: a common worry, an option that is on or off.
T.AbstractButton {
    id: chip

    property string drawing: ""

    implicitWidth: row.implicitWidth + 2 * Theme.m
    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.s)
    Accessible.name: text
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.checkable: checkable
    Accessible.checked: checked

    background: Rectangle {
        radius: height / 2
        color: chip.down || chip.checked ? Theme.pressed : Theme.card
        border.width: chip.visualFocus ? Theme.focusLine : Theme.line
        border.color: chip.visualFocus ? Theme.accent : chip.checked ? Theme.primary : Theme.rule
    }
    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.s
            Drawing {
                anchors.verticalCenter: parent.verticalCenter
                visible: name
                name: chip.checkable && chip.checked ? "check" : chip.drawing
                color: Theme.primary
            }
            Label {
                id: words
                anchors.verticalCenter: parent.verticalCenter
                text: chip.text
                lineHeight: 1.0
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
