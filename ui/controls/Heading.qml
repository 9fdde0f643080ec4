import QtQuick
import ui.theme

// The name of a part of a page.
Label {
    width: parent ? parent.width : 0
    font.pixelSize: Theme.heading
    strong: true
    Accessible.role: Accessible.Heading
}
