pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// The shelves: kinds of law, from the Constitution down.
ScrollArea {
    id: screen

    required property var model

    readonly property int columns: Math.max(1, Math.min(3, Math.floor((inner + Theme.s) / (Theme.dp(560) * Theme.iconScale + Theme.s))))

    limit: Theme.dp(2400)

    PageTitle { text: qsTr("Browse the law") }
    Flow {
        width: parent.width
        spacing: Theme.s

        Repeater {
            model: screen.model.rows
            delegate: Tile {
                required property int index
                required property string name
                required property int count
                required property string picture
                width: Math.floor((screen.inner - (screen.columns - 1) * Theme.s) / screen.columns)
                text: name
                note: qsTr("%n statute(s)", "", count)
                drawing: picture
                onClicked: screen.model.open(index)
            }
        }
    }
    Placeholder {
        width: parent.width
        visible: screen.model.count === 0
        picture: "empty"
        headline: qsTr("There are no law books on this terminal yet")
        advice: qsTr("Please tell the staff here. For advice now, dial 12348: it is free.")
    }
}
