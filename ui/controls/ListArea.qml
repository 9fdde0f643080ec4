import QtQuick
import ui.theme

// A long list: only what is seen is made. Header and rows share the page's margins; keys lead on.
Item {
    id: area

    property alias model: list.model
    property alias delegate: list.delegate
    property alias header: list.header
    property alias footer: list.footer
    property alias list: list
    property int firstRow: 0 // the row at the top, for coming back to it
    property bool placed: false // put back where one had been before
    readonly property real headHeight: list.headerItem ? list.headerItem.height : 0


    onHeadHeightChanged: Qt.callLater(keepHead)
    readonly property int keysWidth: Theme.target + Theme.s
    readonly property int rowWidth: Math.min(width - 2 * Theme.l - keysWidth, Theme.pageWidth)
    readonly property int rowX: Math.max(Theme.l, Math.round((width - keysWidth - rowWidth) / 2))

    ListView {
        id: list
        anchors { fill: parent; leftMargin: area.rowX }
        topMargin: Theme.m
        bottomMargin: Theme.l
        spacing: Theme.s
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: Math.max(0, height)
        clip: true
        onContentYChanged: {
            const row = indexAt(0, contentY + topMargin + Theme.target / 2)
            if (row >= 0)
                area.firstRow = row
        }
    }
    ScrollKeys {
        anchors { right: parent.right; bottom: parent.bottom; margins: Theme.s }
        target: list
    }

    function showStart() {
        list.forceLayout()
        list.contentY = list.originY - list.topMargin
    }

    function keepHead() { // a header that grows must not grow out of sight
        if (!placed && firstRow === 0)
            showStart()
    }

    function showRow(row: int) {
        placed = row > 0
        if (placed)
            list.positionViewAtIndex(row, ListView.Beginning)
    }
}
