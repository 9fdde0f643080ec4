pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// A service in plain words, and the way to it.
ScrollArea {
    id: screen

    required property var model

    Row {
        spacing: Theme.m
        Drawing {
            id: sign
            anchors.verticalCenter: parent.verticalCenter
            name: screen.model.icon
            width: Theme.iconLarge
            color: Theme.primary
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: screen.inner - sign.width - Theme.m
            PageTitle { text: screen.model.title }
            Label { width: parent.width; text: screen.model.official; color: Theme.inkSoft }
        }
    }
    Label { width: parent.width; text: screen.model.gives; font.pixelSize: Theme.reading }
    ActionButton {
        width: parent.width
        visible: screen.model.canStart
        text: qsTr("Begin now")
        drawing: "next"
        primary: true
        onClicked: screen.model.start()
    }
    Heading { text: qsTr("Who can have it") }
    Label { width: parent.width; text: screen.model.who }
    Heading { text: qsTr("What it costs") }
    Label { width: parent.width; text: screen.model.cost }
    Heading { text: qsTr("How it goes") }
    Repeater {
        model: screen.model.how
        delegate: StepCard {
            required property int index
            required property string modelData
            width: screen.inner
            number: index + 1
            title: modelData
        }
    }
    Heading { text: qsTr("Bring along") }
    PointList { width: parent.width; points: screen.model.papers }
    ActionButton {
        width: parent.width
        text: qsTr("Tell the staff here that you want this")
        drawing: "person-help"
        primary: !screen.model.canStart
        onClicked: screen.model.help()
    }
}
