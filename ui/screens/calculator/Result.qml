pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// What came out, how, by which article, and what it does not cover.
ScrollArea {
    id: result

    required property var model

    Label { width: parent.width; text: result.model.title; color: Theme.inkSoft; lineHeight: 1.0 }
    Card {
        width: parent.width
        padding: Theme.l
        color: Theme.tint
        border.color: Theme.primary
        Label { width: parent.width; text: result.model.headline; font.pixelSize: Theme.reading; strong: true }
    }
    Repeater {
        model: result.model.lines
        delegate: Card {
            id: line
            required property string label
            required property string value
            width: result.inner

            Column {
                width: parent.width
                Label { width: parent.width; text: line.label; color: Theme.inkSoft }
                Label { width: parent.width; text: line.value; font.pixelSize: Theme.heading; strong: true; color: Theme.primary }
            }
        }
    }
    Repeater {
        model: result.model.warnings
        delegate: Card {
            id: warning
            required property string modelData
            width: result.inner
            color: Theme.warm
            border.color: Theme.accent

            Item {
                width: parent.width
                height: Math.max(sign.height, words.height)
                Drawing { id: sign; name: "warning"; color: Theme.accent }
                Label {
                    id: words
                    anchors { left: sign.right; leftMargin: Theme.s; right: parent.right }
                    text: warning.modelData
                }
            }
        }
    }
    Flow {
        width: parent.width
        spacing: Theme.s

        ActionButton { text: qsTr("Take home"); drawing: "qr"; primary: true; onClicked: result.model.takeAway() }
        ActionButton { text: qsTr("Once more"); drawing: "refresh"; onClicked: result.model.again() }
        ActionButton { text: qsTr("Previous question"); drawing: "previous"; onClicked: result.model.previous() }
    }
    Heading { text: qsTr("How it was worked out") }
    Label { width: parent.width; visible: text; text: result.model.formula }
    Repeater {
        model: result.model.steps
        delegate: StepCard {
            required property int index
            required property string article
            width: result.inner
            number: index + 1
            required text
            note: article
        }
    }
    Heading { text: qsTr("What this does not cover"); visible: result.model.excludes.length > 0 }
    PointList { width: parent.width; visible: result.model.excludes.length > 0; points: result.model.excludes; drawing: "info" }
    Repeater {
        model: result.model.figures
        delegate: Label {
            required property string modelData
            width: result.inner
            text: modelData
            font.pixelSize: Theme.small
            color: Theme.inkSoft
        }
    }
}
