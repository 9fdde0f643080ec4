import QtQuick
import ui.theme

// A line that nobody has to read: its mark, and small soft words. Takes no place where it has nothing to say.
Row {
    id: line

    property string text: ""
    property string drawing: ""

    visible: text
    spacing: Theme.s

    Drawing { id: mark; anchors.verticalCenter: parent.verticalCenter; name: line.drawing; color: Theme.inkSoft }
    Label {
        anchors.verticalCenter: parent.verticalCenter
        width: line.width - mark.width - line.spacing
        text: line.text
        font.pixelSize: Theme.small
        lineHeight: 1.0
        color: Theme.inkSoft
    }
}
