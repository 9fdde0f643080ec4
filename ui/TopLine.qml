import QtQuick
import ui.controls
import ui.theme

// Whose terminal this is, and what time it is.
Rectangle {
    id: line

    property string station: ""
    property string time: ""

    implicitHeight: name.implicitHeight + 2 * Theme.s
    color: Theme.bar

    Drawing {
        id: mark
        anchors { left: parent.left; leftMargin: Theme.m; verticalCenter: parent.verticalCenter }
        name: "app"
    }
    Label {
        id: name
        anchors { left: mark.right; leftMargin: Theme.s; right: clock.left; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
        text: line.station
        font.pixelSize: Theme.small
        lineHeight: 1.0
        strong: true
        color: Theme.primary
    }
    Label {
        id: clock
        anchors { right: parent.right; rightMargin: Theme.m; verticalCenter: parent.verticalCenter }
        text: line.time
        font.pixelSize: Theme.small
        lineHeight: 1.0
        wrapMode: Text.NoWrap
        color: Theme.inkSoft
    }
}
