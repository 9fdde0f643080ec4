import QtQuick
import QtQuick.Templates as T
import ui.theme

// One answer among several: chosen or not is seen by a sign as well as by colour.
T.AbstractButton {
    id: choice

    property string note: ""
    property bool several: false // whether more than one can be chosen

    implicitHeight: Math.max(Theme.target, words.height + 2 * Theme.s)
    Accessible.name: note ? text + " " + note : text
    Accessible.role: several ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: checked

    background: Rectangle {
        radius: Theme.radius
        color: choice.down || choice.checked ? Theme.pressed : Theme.card
        border.width: choice.visualFocus || choice.checked ? Theme.focusLine : Theme.line
        border.color: choice.visualFocus ? Theme.accent : choice.checked ? Theme.primary : Theme.rule
    }
    contentItem: Item {
        Rectangle {
            id: box
            anchors { left: parent.left; leftMargin: Theme.m; verticalCenter: parent.verticalCenter }
            width: Theme.icon
            height: width
            radius: choice.several ? Theme.xs : width / 2
            color: choice.checked ? Theme.primary : Theme.card
            border.width: Theme.focusLine / 2
            border.color: Theme.primary
            Drawing {
                anchors.centerIn: parent
                visible: choice.checked
                width: Math.round(Theme.icon * 0.8)
                name: "check"
                color: Theme.primaryInk
            }
        }
        Column {
            id: words
            anchors { left: box.right; leftMargin: Theme.m; right: parent.right; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
            Label { width: parent.width; text: choice.text; strong: choice.checked; lineHeight: 1.0; Accessible.ignored: true }
            Label {
                width: parent.width
                visible: text
                text: choice.note
                font.pixelSize: Theme.small
                color: Theme.inkSoft
                lineHeight: 1.0
                Accessible.ignored: true
            }
        }
    }
}
