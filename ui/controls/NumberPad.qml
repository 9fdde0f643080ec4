pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// A number and the twelve keys to put it in.
Column {
    id: pad

    property string text: ""
    property string unit: ""
    property string extra: "." // the key beside the zero, or none

    signal pressed(string key)

    spacing: Theme.s

    Rectangle {
        width: parent.width
        height: Math.round(value.implicitHeight + Theme.m)
        radius: Theme.radius
        color: Theme.card
        border.width: 2 * Theme.line
        border.color: Theme.primary

        Label {
            id: value
            anchors { left: parent.left; leftMargin: Theme.m; right: measure.left; rightMargin: Theme.s; verticalCenter: parent.verticalCenter }
            text: pad.text || "0"
            color: pad.text ? Theme.ink : Theme.inkSoft
            font.pixelSize: Theme.title
            strong: true
            horizontalAlignment: Text.AlignRight
            lineHeight: 1.0
            fontSizeMode: Text.HorizontalFit
            wrapMode: Text.NoWrap
        }
        Label {
            id: measure
            anchors { right: parent.right; rightMargin: Theme.m; verticalCenter: parent.verticalCenter }
            text: pad.unit
            wrapMode: Text.NoWrap
            lineHeight: 1.0
        }
    }
    Grid {
        id: keys
        width: parent.width
        columns: 3
        spacing: Theme.s
        readonly property int share: Math.floor((width - 2 * spacing) / 3)
        readonly property int tall: Math.round(Theme.target * 1.3)

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", pad.extra, "0"]
            delegate: ActionButton {
                required property string modelData
                width: keys.share
                height: keys.tall
                text: modelData
                enabled: modelData
                onClicked: pad.pressed(modelData)
            }
        }
        ActionButton {
            width: keys.share
            height: keys.tall
            text: qsTr("Delete")
            drawing: "backspace"
            onClicked: pad.pressed("")
        }
    }
}
