pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// Tiles in as many columns as fit; rows have a title and a picture.
Flow {
    id: grid

    property alias model: tiles.model
    property int most: 3
    readonly property int columns: Math.max(1, Math.min(most, Math.floor((width + Theme.s) / (Theme.dp(560) * Theme.iconScale + Theme.s))))
    readonly property int tileWidth: Math.floor((width - (columns - 1) * Theme.s) / columns)

    signal chosen(int row)

    spacing: Theme.s

    Repeater {
        id: tiles
        delegate: Tile {
            required property int index
            required property string title
            required property string picture
            width: grid.tileWidth
            text: title
            drawing: picture
            onClicked: grid.chosen(index)
        }
    }
}
