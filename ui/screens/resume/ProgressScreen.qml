import QtQuick
import ui.controls
import ui.theme

// How a matter stands: number, then the end of the identity number, then the answer.
ScrollArea {
    id: screen

    required property var model
    readonly property string stage: model.stage

    PageTitle {
        text: screen.stage === "number" ? qsTr("The number on your slip") : screen.stage === "tail" ? qsTr("The last four characters of your identity number") : screen.model.headline
    }
    Label {
        width: parent.width
        visible: text
        text: screen.stage === "number" ? qsTr("13 digits, with or without gaps.") : screen.stage === "told" ? screen.model.advice : ""
        color: screen.stage === "told" ? Theme.ink : Theme.inkSoft
    }
    Label { width: parent.width; visible: screen.stage === "told"; text: screen.model.number; strong: true }
    NumberPad {
        width: Math.min(parent.width, Theme.dp(1000) * Theme.iconScale)
        visible: screen.stage !== "told"
        text: screen.model.typed
        extra: screen.stage === "tail" ? "X" : ""
        onPressed: key => screen.model.press(key)
    }
    Card {
        width: parent.width
        visible: screen.model.slip
        color: Theme.warm
        border.color: Theme.accent
        Label { width: parent.width; text: screen.model.slip; strong: true; color: Theme.accent }
    }
    ActionButton {
        width: parent.width
        visible: screen.stage !== "told"
        text: qsTr("Go on")
        drawing: "next"
        primary: true
        onClicked: screen.model.enter()
    }
    Flow {
        width: parent.width
        spacing: Theme.s
        ActionButton { visible: screen.stage !== "number"; text: qsTr("Another number"); drawing: "refresh"; onClicked: screen.model.again() }
        ActionButton { text: qsTr("Find a person"); drawing: "person-help"; onClicked: screen.model.help() }
    }
}
