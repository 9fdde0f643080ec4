pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// Short points one under another, each with a sign.
Card {
    id: list

    property var points: []
    property string drawing: "check"

    Column {
        width: parent.width
        spacing: Theme.s

        Repeater {
            model: list.points
            delegate: Item {
                id: point
                required property string modelData
                width: parent ? parent.width : 0
                height: Math.max(sign.height, words.height)

                Drawing {
                    id: sign
                    y: Math.round((words.font.pixelSize * 1.5 - height) / 2)
                    name: list.drawing
                    color: Theme.primary
                }
                Label {
                    id: words
                    anchors { left: sign.right; leftMargin: Theme.s; right: parent.right }
                    text: point.modelData
                }
            }
        }
    }
}
