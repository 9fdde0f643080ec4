import QtQuick
import ui.theme

// Text in the theme's type; wraps, never cuts.
Text {
    property bool strong: false

    font.family: Theme.family
    font.pixelSize: Theme.body
    font.bold: strong
    color: Theme.ink
    linkColor: Theme.primary
    lineHeight: Theme.lineHeight
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
