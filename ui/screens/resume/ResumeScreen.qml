import QtQuick
import ui.controls
import ui.theme

// Going on with a form that was begun another day.
ScrollArea {
    id: screen

    required property var model

    PageTitle { text: qsTr("Go on with what you began") }
    Label { width: parent.width; text: qsTr("The eight digits on your slip, or your whole identity number."); color: Theme.inkSoft }
    NumberPad {
        width: Math.min(parent.width, Theme.dp(1000) * Theme.iconScale)
        text: screen.model.typed
        extra: "X"
        onPressed: key => screen.model.press(key)
    }
    Card {
        width: parent.width
        visible: screen.model.slip
        color: Theme.warm
        border.color: Theme.accent
        Label { width: parent.width; text: screen.model.slip; strong: true; color: Theme.accent }
    }
    ActionButton { width: parent.width; text: qsTr("Go on"); drawing: "next"; primary: true; onClicked: screen.model.enter() }
}
