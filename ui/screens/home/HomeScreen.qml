pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// One question, the common worries, the shelves.
ScrollArea {
    id: screen

    required property var model

    readonly property int columns: Math.max(1, Math.min(3, Math.floor((inner + Theme.s) / (Theme.dp(560) * Theme.iconScale + Theme.s))))
    readonly property int tileWidth: Math.floor((inner - (columns - 1) * Theme.s) / columns)

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
    Label {
        visible: screen.model.ready
        text: qsTr("Common worries")
        font.pixelSize: Theme.heading
        strong: true
        Accessible.role: Accessible.Heading
    }
    Flow {
        width: parent.width
        visible: screen.model.ready
        spacing: Theme.s

        Repeater {
            model: screen.model.topics
            delegate: Tile {
                required property int index
                required property string title
                required property string picture
                width: screen.tileWidth
                text: title
                drawing: picture
                onClicked: screen.model.ask(index)
            }
        }
    }
    CardButton {
        width: parent.width
        visible: screen.model.ready
        text: qsTr("Browse the law by subject")
        drawing: "bookshelf"
        onClicked: screen.model.browse()
    }
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
