pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// How a matter stands: its number, whose it is, then what is told. A code reader that plays a keyboard is heard, too.
ScrollArea {
    id: screen

    required property var model
    readonly property string stage: model.stage

    focus: true
    onStageChanged: flickable.contentY = 0
    Component.onCompleted: model.look()
    Keys.onPressed: event => screen.model.scanned(event.text)

    Column {
        width: parent.width
        visible: screen.stage !== "told"
        spacing: Theme.m

        PageTitle { text: screen.stage === "number" ? qsTr("The number on your slip") : qsTr("The last four characters of your identity number") }
        Label {
            width: parent.width
            visible: screen.stage === "number"
            text: qsTr("13 digits, with or without gaps.")
            color: Theme.inkSoft
        }
        ActionButton {
            width: parent.width
            visible: screen.stage === "number" && screen.model.hasCamera
            text: qsTr("Photograph the code on my slip instead")
            drawing: "qr"
            onClicked: screen.model.showCode()
        }
        ActionButton {
            width: parent.width
            visible: screen.stage === "tail" && screen.model.hasReader
            enabled: !screen.model.busy
            text: screen.model.busy ? qsTr("Lay your identity card on the reader…") : qsTr("Read my identity card")
            drawing: "card"
            onClicked: screen.model.readCard()
        }
        Label {
            width: parent.width
            visible: screen.stage === "tail" && screen.model.readerIsVirtual
            text: qsTr("Demonstration: this reads a recorded card.")
            color: Theme.accent
        }
        NumberPad {
            width: Math.min(parent.width, Theme.dp(1000) * Theme.iconScale)
            text: screen.model.typed
            extra: screen.stage === "tail" ? "X" : ""
            onPressed: key => screen.model.press(key)
        }
    }
    Loader {
        width: parent.width
        active: screen.stage === "told"
        visible: active
        sourceComponent: Progress { width: screen.inner; model: screen.model }
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
