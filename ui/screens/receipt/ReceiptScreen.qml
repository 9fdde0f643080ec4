pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// It is handed in: the number, the code, and what happens now.
ScrollArea {
    id: screen

    required property var model

    Drawing {
        anchors.horizontalCenter: parent.horizontalCenter
        name: "check"
        width: Theme.iconLarge
        color: Theme.primary
    }
    PageTitle { text: qsTr("It is handed in"); horizontalAlignment: Text.AlignHCenter }
    Label { width: parent.width; text: screen.model.title; horizontalAlignment: Text.AlignHCenter; color: Theme.inkSoft }
    Card {
        width: parent.width
        color: Theme.tint
        border.color: Theme.primary

        Column {
            width: parent.width
            Label { width: parent.width; text: qsTr("Your number"); horizontalAlignment: Text.AlignHCenter; color: Theme.inkSoft }
            Label {
                width: parent.width
                text: screen.model.number
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.title
                strong: true
                color: Theme.primary
            }
        }
    }
    Rectangle {
        id: paper
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(screen.inner, Theme.dp(520))
        height: width
        radius: Theme.radius
        color: Theme.codePaper

        Image {
            anchors.centerIn: parent
            source: screen.model.code
            sourceSize.width: paper.width
            fillMode: Image.Pad
            smooth: false
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("A code with this number")
        }
    }
    Label {
        width: parent.width
        text: qsTr("Photograph the number or scan the code: with it you ask how things stand.")
        horizontalAlignment: Text.AlignHCenter
    }
    Heading { text: qsTr("What happens now") }
    Repeater {
        model: screen.model.next
        delegate: StepCard {
            required property int index
            required property string modelData
            width: screen.inner
            number: index + 1
            title: modelData
        }
    }
    Flow {
        width: parent.width
        spacing: Theme.s

        ActionButton {
            visible: screen.model.canPrintSlip
            enabled: !screen.model.busy
            text: qsTr("Print the slip")
            drawing: "printer"
            onClicked: screen.model.printSlip()
        }
        ActionButton {
            visible: screen.model.canPrintForm
            enabled: !screen.model.busy
            text: qsTr("Print the application")
            drawing: "printer"
            onClicked: screen.model.printForm()
        }
    }
    Label { width: parent.width; visible: text; text: screen.model.told; strong: true }
    ActionButton { width: parent.width; text: qsTr("Done"); drawing: "check"; primary: true; onClicked: screen.model.done() }
}
