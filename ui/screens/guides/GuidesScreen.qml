import QtQuick
import ui.controls
import ui.theme

// Guides for whom, and by field of life.
ScrollArea {
    id: screen

    required property var model

    limit: Theme.dp(2400)

    PageTitle { text: qsTr("Step by step guides") }
    Heading { text: qsTr("Made for you"); visible: screen.model.packages.rowCount() > 0 }
    TileGrid {
        width: parent.width
        model: screen.model.packages
        onChosen: row => screen.model.openPackage(row)
    }
    Heading { text: qsTr("By what happened"); visible: screen.model.themes.rowCount() > 0 }
    TileGrid {
        width: parent.width
        model: screen.model.themes
        onChosen: row => screen.model.openTheme(row)
    }
    Placeholder {
        width: parent.width
        visible: screen.model.themes.rowCount() === 0
        picture: "empty"
        headline: qsTr("There are no guides on this terminal yet")
        advice: qsTr("Please tell the staff here. For advice now, dial 12348: it is free.")
        action: qsTr("Find a person")
        actionDrawing: "person-help"
        onActed: screen.model.help()
    }
}
