import QtQuick
import ui.theme

// Two keys to go down and up a long page, for whoever does not know that one can push it.
Column {
    id: keys

    required property Flickable target

    readonly property bool needed: target.contentHeight > target.height + Theme.s

    spacing: Theme.s
    visible: needed

    ActionButton {
        width: Theme.target
        implicitWidth: width
        height: Theme.target
        enabled: !keys.target.atYBeginning
        visible: enabled
        text: qsTr("Up")
        onClicked: keys.turn(-1)
        contentItem: Item {
            Drawing { anchors.centerIn: parent; name: "up"; color: Theme.primary }
        }
    }
    ActionButton {
        width: Theme.target
        implicitWidth: width
        height: Theme.target
        enabled: !keys.target.atYEnd
        visible: enabled
        text: qsTr("Down")
        onClicked: keys.turn(1)
        contentItem: Item {
            Drawing { anchors.centerIn: parent; name: "down"; color: Theme.primary }
        }
    }

    function turn(way: int) {
        const from = target.originY
        const last = Math.max(from, from + target.contentHeight - target.height)
        target.contentY = Math.max(from, Math.min(last, target.contentY + way * target.height * 0.8))
    }
}
