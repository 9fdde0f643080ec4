pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// What the law says of the answers so far, before anybody spends more time: yes or no, why, what to bring, the ways on.
Column {
    id: form

    required property var model

    spacing: Theme.m

    Card {
        width: parent.width
        padding: Theme.l
        color: form.model.told.covered ? Theme.tint : Theme.warm
        border.color: form.model.told.covered ? Theme.primary : Theme.accent
        Label { width: parent.width; text: form.model.told.headline; font.pixelSize: Theme.reading; strong: true }
    }
    ActionButton {
        width: parent.width
        visible: form.model.told.covered
        text: qsTr("Apply now")
        drawing: "next"
        primary: true
        onClicked: form.model.agree()
    }
    Heading { text: qsTr("Why") }
    Repeater {
        model: form.model.told.points
        delegate: Card {
            id: point
            required property string said
            required property string article
            width: form.width
            Column {
                width: parent.width
                Label { width: parent.width; text: point.said }
                Label { width: parent.width; visible: text; text: point.article; font.pixelSize: Theme.small; color: Theme.inkSoft }
            }
        }
    }
    Heading { text: qsTr("Bring along"); visible: form.model.told.papers.length > 0 }
    PointList { width: parent.width; visible: form.model.told.papers.length > 0; points: form.model.told.papers }
    Heading { text: qsTr("What you can do") }
    Repeater {
        model: form.model.told.ways
        delegate: CardButton {
            required property int index
            required property string title
            required property string said
            width: form.width
            text: title
            note: said
            onClicked: form.model.go(index)
        }
    }
}
