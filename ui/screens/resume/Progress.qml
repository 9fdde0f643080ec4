pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// What is told of a matter: where it stands, what to do now, what happened so far, what staff wrote.
Column {
    id: told

    required property var model
    readonly property bool asked: model.papers.length > 0

    spacing: Theme.m

    Column {
        width: parent.width
        Label { width: parent.width; visible: text; text: told.model.title; color: Theme.inkSoft; lineHeight: 1.0 }
        Label { width: parent.width; text: qsTr("Number %1").arg(told.model.number); color: Theme.inkSoft; lineHeight: 1.0 }
    }
    PageTitle { text: told.model.headline }

    Label { width: parent.width; visible: text; text: told.model.note; font.pixelSize: Theme.reading }

    // -- papers that are asked for
    Card {
        width: parent.width
        visible: told.asked
        color: Theme.warm
        border.color: Theme.accent

        Column {
            width: parent.width
            spacing: Theme.s

            Repeater {
                model: told.model.papers
                delegate: Item {
                    id: paper
                    required property int index
                    required property string modelData
                    width: parent ? parent.width : 0
                    height: name.height

                    Label { id: number; text: (paper.index + 1) + "."; strong: true; lineHeight: 1.0; wrapMode: Text.NoWrap }
                    Label { id: name; anchors { left: number.right; leftMargin: Theme.s; right: parent.right } text: paper.modelData; strong: true; lineHeight: 1.0 }
                }
            }
            Label { width: parent.width; visible: text; text: told.model.by; strong: true; color: Theme.accent }
        }
    }
    Label { width: parent.width; visible: text; text: told.model.advice }
    ActionButton {
        width: parent.width
        visible: told.model.canPhotograph
        text: qsTr("Photograph the papers now")
        drawing: "camera"
        primary: true
        onClicked: told.model.addPapers()
    }
    Label {
        width: parent.width
        visible: told.asked && !told.model.canPhotograph
        text: qsTr("Photos cannot be taken at this terminal. Bring the papers to the desk, the staff will copy them.")
        strong: true
    }
    Row {
        visible: told.model.by && !told.asked
        width: parent.width
        spacing: Theme.s
        Drawing { id: clock; anchors.verticalCenter: parent.verticalCenter; name: "clock"; color: Theme.primary }
        Label { anchors.verticalCenter: parent.verticalCenter; width: parent.width - clock.width - Theme.s; text: told.model.by; strong: true; lineHeight: 1.0 }
    }

    // -- what staff wrote, what happened
    Heading { visible: messages.count > 0; text: qsTr("The staff write to you") }
    Repeater {
        id: messages
        model: told.model.messages
        delegate: Card {
            id: message
            required property string when
            required property string said
            width: told.width
            color: Theme.tint
            border.color: Theme.primary

            Column {
                width: parent.width
                Label { width: parent.width; text: message.said }
                Label { width: parent.width; text: message.when; font.pixelSize: Theme.small; color: Theme.inkSoft; lineHeight: 1.0 }
            }
        }
    }
    Heading { text: qsTr("What happened so far") }
    Column {
        width: parent.width

        Repeater {
            id: happened
            model: told.model.happened
            delegate: TimelineStep {
                required property int index
                required property string said
                required when
                required note
                width: told.width
                text: said
                first: index === 0
                last: index === happened.count - 1
            }
        }
    }
}
