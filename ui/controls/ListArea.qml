import QtQuick
import ui.theme

// A long list: only what is seen is made. Header and rows share the page's margins.
Item {
    id: area

    property alias model: list.model
    property alias delegate: list.delegate
    property alias header: list.header
    property alias footer: list.footer
    property alias list: list
    property alias rowWidth: list.rowWidth

    ListView {
        id: list

        readonly property int rowWidth: Math.min(width - 2 * Theme.l - (keys.needed ? keys.width : 0), Theme.pageWidth)
        readonly property int rowX: keys.needed ? Math.max(Theme.l, Math.min((width - rowWidth) / 2, width - rowWidth - keys.width - 2 * Theme.s)) : Math.round((width - rowWidth) / 2)

        anchors.fill: parent
        topMargin: Theme.m
        bottomMargin: Theme.l
        spacing: Theme.s
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: Math.max(0, height)
        reuseItems: true
        clip: true
    }
    ScrollKeys {
        id: keys
        anchors { right: parent.right; bottom: parent.bottom; margins: Theme.s }
        target: list
    }
}
