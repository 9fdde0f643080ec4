import QtQuick
import ui.theme

// A word of warning on a coloured ground: replaced, repealed.
Rectangle {
    id: badge

    property alias text: words.text

    implicitWidth: words.implicitWidth + 2 * Theme.s
    implicitHeight: words.implicitHeight + Theme.xs
    radius: Theme.xs
    color: Theme.warm
    border.width: Theme.line
    border.color: Theme.accent

    Label {
        id: words
        anchors.centerIn: parent
        font.pixelSize: Theme.small
        lineHeight: 1.0
        strong: true
        wrapMode: Text.NoWrap
        color: Theme.accent
    }
}
