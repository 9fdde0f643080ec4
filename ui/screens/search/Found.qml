pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// Above the articles: the guide that answers, or that nobody is sure; how the words were read; other guides; statutes.
Column {
    id: found

    required property var model

    spacing: Theme.s
    bottomPadding: Theme.s

    Card {
        width: parent.width
        visible: found.model.guide
        padding: Theme.l
        color: Theme.tint
        border.color: Theme.primary

        Column {
            width: parent.width
            spacing: Theme.s

            Label { width: parent.width; text: found.model.guide; font.pixelSize: Theme.heading; strong: true; lineHeight: 1.0 }
            Repeater {
                model: found.model.answer
                delegate: Label {
                    required property string modelData
                    width: parent ? parent.width : 0
                    text: modelData
                }
            }
            Label {
                width: parent.width
                visible: text
                text: found.model.because ? qsTr("Understood as: %1").arg(found.model.because) : ""
                font.pixelSize: Theme.small
                color: Theme.inkSoft
            }
            ActionButton {
                width: parent.width
                text: qsTr("See what to do, step by step")
                drawing: "next"
                primary: true
                onClicked: found.model.openGuide()
            }
        }
    }
    Card {
        width: parent.width
        visible: found.model.unsure
        padding: Theme.l
        color: Theme.warm
        border.color: Theme.accent

        Column {
            width: parent.width
            spacing: Theme.s

            Label { width: parent.width; text: qsTr("I am not sure about this one"); font.pixelSize: Theme.heading; strong: true; lineHeight: 1.0 }
            Label { width: parent.width; text: qsTr("Better ask a person: 12348 is free, day and night; or the desk here; or make an appointment with a lawyer.") }
            ActionButton {
                width: parent.width
                text: qsTr("Find a person")
                drawing: "person-help"
                primary: true
                onClicked: found.model.help()
            }
            ActionButton {
                width: parent.width
                text: qsTr("Make an appointment")
                drawing: "clock"
                onClicked: found.model.book()
            }
        }
    }
    Label {
        width: parent.width
        visible: found.model.readAs
        text: qsTr("Read as: %1").arg(found.model.readAs)
        font.pixelSize: Theme.small
        color: Theme.inkSoft
    }
    Heading { text: qsTr("Or is it this?"); visible: others.count > 0 }
    Repeater {
        id: others
        model: found.model.others
        delegate: CardButton {
            required property int index
            required property string title
            required property string first
            width: found.width
            text: title
            note: first
            onClicked: found.model.openOther(index)
        }
    }
    Repeater {
        model: found.model.statutes
        delegate: CardButton {
            required property int index
            required property string title
            required property string version
            required property bool old
            width: found.width
            text: title
            note: old ? qsTr("Version of %1, no longer in force").arg(version) : version ? qsTr("Version of %1").arg(version) : ""
            drawing: "book"
            onClicked: found.model.openStatute(index)
        }
    }
    Heading { text: qsTr("What the law says"); visible: found.model.guide || others.count > 0 || found.model.unsure }
}
