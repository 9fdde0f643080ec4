import QtQuick
import QtQuick.VirtualKeyboard.Styles
import ui.controls
import ui.theme

// How the keyboard on the screen looks: paper keys, large letters, word candidates as large as the page's own type.
KeyboardStyle {
    keyboardDesignWidth: 2560
    keyboardDesignHeight: 900
    keyboardRelativeLeftMargin: 20 / keyboardDesignWidth
    keyboardRelativeRightMargin: 20 / keyboardDesignWidth
    keyboardRelativeTopMargin: 12 / keyboardDesignHeight
    keyboardRelativeBottomMargin: 16 / keyboardDesignHeight

    keyboardBackground: Rectangle { color: Theme.bar }

    component Face: KeyPanel {
        id: face

        property string words: control.displayText
        property string drawing: ""
        property bool quiet: false

        Rectangle {
            anchors { fill: parent; margins: Theme.xs / 2 }
            radius: Theme.xs
            color: face.control.pressed ? Theme.pressed : face.quiet ? Theme.tint : Theme.card
            border.width: Theme.line
            border.color: Theme.rule

            Label {
                anchors.centerIn: parent
                visible: !face.drawing
                text: face.words
                lineHeight: 1.0
                wrapMode: Text.NoWrap
                color: face.control.enabled ? Theme.ink : Theme.inkSoft
                Accessible.ignored: true
            }
            Drawing {
                anchors.centerIn: parent
                visible: face.drawing
                name: face.drawing
                color: Theme.primary
            }
        }
    }

    keyPanel: Face {}
    backspaceKeyPanel: Face { drawing: "backspace"; quiet: true }
    languageKeyPanel: Face { quiet: true }
    enterKeyPanel: Face { words: qsTr("Done"); quiet: true }
    hideKeyPanel: Face { drawing: "down"; quiet: true }
    shiftKeyPanel: Face { drawing: "up"; quiet: true }
    spaceKeyPanel: Face { words: qsTr("Space") }
    symbolKeyPanel: Face { quiet: true }
    modeKeyPanel: Face { quiet: true }
    handwritingKeyPanel: Face { quiet: true }

    selectionListHeight: Theme.target
    selectionListBackground: Rectangle { color: Theme.card }
    selectionListHighlight: Rectangle { color: Theme.tint; radius: Theme.xs }
    selectionListDelegate: SelectionListItem {
        // Qt's item reads `index` from the delegate's context, which a required property would take away.
        width: Math.max(Theme.target, word.implicitWidth + 2 * Theme.s)

        Label {
            id: word
            objectName: "wordCandidate"
            anchors.centerIn: parent
            text: display // qmllint disable unqualified
            lineHeight: 1.0
            wrapMode: Text.NoWrap
        }
    }

    alternateKeysListItemWidth: Theme.target
    alternateKeysListItemHeight: Theme.target
    alternateKeysListDelegate: Item {
        id: alternate

        required property string text

        width: Theme.target
        height: Theme.target

        Label {
            anchors.centerIn: parent
            text: alternate.text
            lineHeight: 1.0
            wrapMode: Text.NoWrap
        }
    }
    alternateKeysListHighlight: Rectangle { color: Theme.pressed; radius: Theme.xs }
    alternateKeysListBackground: Rectangle { color: Theme.card; radius: Theme.xs; border.width: Theme.line; border.color: Theme.rule }

    popupListDelegate: SelectionListItem {
        width: popupWord.implicitWidth + 2 * Theme.m
        height: Theme.target

        Label {
            id: popupWord
            anchors.centerIn: parent
            text: display // qmllint disable unqualified
            lineHeight: 1.0
            wrapMode: Text.NoWrap
        }
    }
    popupListHighlight: Rectangle { color: Theme.pressed }
    popupListBackground: Rectangle { color: Theme.card; border.width: Theme.line; border.color: Theme.rule }
}
