pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// A number that is turned by a flick or by its two keys: the one before and the one after are seen.
Column {
    id: wheel

    property int from: 1
    property int to: 31
    property string unit: ""
    property int wanted: from // what it is put to from outside
    readonly property int value: from + drum.currentIndex

    spacing: Theme.xs

    ActionButton {
        width: parent.width
        height: Math.round(implicitHeight * 1.25)
        text: qsTr("%1 less").arg(wheel.unit)
        drawing: "up"
        autoRepeat: true
        onClicked: drum.decrementCurrentIndex()
    }
    ListView {
        id: drum
        width: parent.width
        height: 3 * rowHeight
        model: wheel.to - wheel.from + 1
        clip: true
        snapMode: ListView.SnapToItem
        highlightRangeMode: ListView.StrictlyEnforceRange
        preferredHighlightBegin: Math.round((height - rowHeight) / 2)
        preferredHighlightEnd: preferredHighlightBegin + rowHeight
        highlightMoveDuration: Theme.quick
        readonly property int rowHeight: Math.round(Theme.title * 2.1)
        delegate: Item {
            id: entry
            required property int index
            width: drum.width
            height: drum.rowHeight

            Label {
                anchors.centerIn: parent
                text: (wheel.from + entry.index) + wheel.unit
                font.pixelSize: entry.ListView.isCurrentItem ? Theme.display : Theme.body
                strong: entry.ListView.isCurrentItem
                color: entry.ListView.isCurrentItem ? Theme.primary : Theme.inkSoft
                wrapMode: Text.NoWrap
                lineHeight: 1.0
            }
        }
        property int put: Math.max(0, Math.min(count - 1, wheel.wanted - wheel.from))

        onPutChanged: place()
        onCountChanged: place()
        Component.onCompleted: place()

        function place() { // a list whose length changes stays where it was, so it is put there in any case
            currentIndex = put
            positionViewAtIndex(put, ListView.Center)
        }
    }
    ActionButton {
        width: parent.width
        height: Math.round(implicitHeight * 1.25)
        text: qsTr("%1 more").arg(wheel.unit)
        drawing: "down"
        autoRepeat: true
        onClicked: drum.incrementCurrentIndex()
    }
}
