import QtQuick
import ui.theme

// What this page is, in one line or two.
Label {
    width: parent ? parent.width : 0
    font.pixelSize: Theme.title
    strong: true
    lineHeight: 1.0
    Accessible.role: Accessible.Heading
}
