import QtQuick
import ui.theme

// A page that may be longer than the screen: margins, a column, and keys to go on.
Item {
    id: area

    default property alias content: column.data
    property alias spacing: column.spacing
    property alias flickable: flick
    property int limit: Theme.pageWidth
    property int topGap: Theme.l
    readonly property int inner: column.width
    readonly property int margin: column.x

    readonly property int keysWidth: keys.needed ? Theme.target + Theme.s : 0

    Flickable {
        id: flick
        anchors.fill: parent
        contentWidth: width
        contentHeight: column.height + area.topGap + Theme.l
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.VerticalFlick
        clip: true

        Column {
            id: column
            y: area.topGap
            x: Math.max(Theme.l, Math.round((flick.width - area.keysWidth - width) / 2))
            width: Math.min(flick.width - 2 * Theme.l - area.keysWidth, area.limit)
            spacing: Theme.m
        }
    }
    ScrollKeys {
        id: keys
        anchors { right: parent.right; bottom: parent.bottom; margins: Theme.s }
        target: flick
    }
}
