import QtQuick
import ui.controls
import ui.theme

// One question, the common worries, the shelves.
ScrollArea {
    id: screen

    required property var model

    limit: Theme.dp(2400)
    topGap: screen.height > Theme.dp(1500) ? 0 : Theme.l

    Drawing {
        x: -screen.margin
        folder: "illustrations"
        name: "hero"
        width: screen.width
        height: Math.round(Math.min(width * 520 / 1200, screen.height * 0.3))
        fillMode: Image.PreserveAspectCrop
        visible: screen.height > Theme.dp(1500)
    }
    PageTitle {
        text: qsTr("What has happened to you?")
        font.pixelSize: Theme.display
        horizontalAlignment: Text.AlignHCenter
    }
    AskButton {
        width: parent.width
        visible: screen.model.ready
        text: qsTr("Ask in your own words")
        onClicked: screen.model.search()
    }
    Heading { text: qsTr("Common worries"); visible: screen.model.ready }
    TileGrid {
        id: worries
        width: parent.width
        visible: screen.model.ready
        model: screen.model.topics
        onChosen: row => screen.model.ask(row)
    }
    Heading { text: qsTr("Look for yourself"); visible: screen.model.ready }
    Flow {
        width: parent.width
        visible: screen.model.ready
        spacing: Theme.s

        Tile {
            width: worries.tileWidth
            text: qsTr("Do it here")
            drawing: "check"
            onClicked: screen.model.go("services")
        }
        Tile {
            width: worries.tileWidth
            text: qsTr("Step by step guides")
            drawing: "guide"
            onClicked: screen.model.go("guides")
        }
        Tile {
            width: worries.tileWidth
            text: qsTr("Work it out")
            drawing: "calculator"
            onClicked: screen.model.go("calculators")
        }
        Tile {
            width: worries.tileWidth
            text: qsTr("The law itself")
            drawing: "bookshelf"
            onClicked: screen.model.go("shelves")
        }
    }
    QuietLine { width: parent.width; text: screen.model.arrival.text; drawing: screen.model.arrival.drawing }
    Placeholder {
        width: parent.width
        visible: !screen.model.ready
        picture: "failed"
        headline: qsTr("The law books on this terminal are not ready")
        advice: qsTr("Please tell the staff here. For advice now, dial 12348: it is free.")
        action: qsTr("Find a person")
        actionDrawing: "person-help"
        onActed: screen.model.help()
    }
}
