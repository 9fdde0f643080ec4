import QtQuick
import ui.theme

// A page that may be longer than the screen: margins, a column, and keys to go on.
Item {
    id: area

    default property alias content: column.data
    property alias spacing: column.spacing
    property alias flickable: flick
    property int gap: Theme.l

    Flickable {
        id: flick
        anchors.fill: parent
        contentWidth: width
        contentHeight: column.height + 2 * Theme.l
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.VerticalFlick
        clip: true

        Column {
            id: column
            y: Theme.l
            x: Math.round((flick.width - width) / 2) - (keys.needed ? Math.round(Math.min(keys.width, Math.max(0, keys.width + 2 * Theme.s - (flick.width - width) / 2)) / 2) : 0)
            width: Math.min(flick.width - 2 * area.gap - (keys.needed ? keys.width : 0), Theme.pageWidth)
            spacing: Theme.m
        }
    }
    ScrollKeys {
        id: keys
        anchors { right: parent.right; bottom: parent.bottom; margins: Theme.s }
        target: flick
    }
}
