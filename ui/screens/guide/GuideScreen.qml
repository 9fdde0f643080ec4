pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// One guide, read from the top: what holds, what to do, by when, with what, where; then the law behind it.
Item {
    id: screen

    required property var model

    ScrollArea {
        id: page
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: actions.top }

        Label { width: parent.width; text: screen.model.theme; color: Theme.inkSoft; lineHeight: 1.0 }
        PageTitle { text: screen.model.title }
        Card {
            width: parent.width
            padding: Theme.l
            color: Theme.tint
            border.color: Theme.primary

            Column {
                width: parent.width
                spacing: Theme.m

                Repeater {
                    model: screen.model.answer
                    delegate: Label {
                        required property string modelData
                        width: parent ? parent.width : 0
                        text: modelData
                        font.pixelSize: Theme.reading
                        lineHeight: 1.15
                    }
                }
            }
        }
        Heading { text: qsTr("Step by step") }
        Repeater {
            model: screen.model.steps
            delegate: StepCard {
                required property int index
                width: page.inner
                number: index + 1
                required title
                required text
            }
        }
        Card {
            width: parent.width
            visible: screen.model.careful
            color: Theme.warm
            border.color: Theme.accent

            Item {
                width: parent.width
                height: Math.max(sign.height, warning.height)
                Drawing { id: sign; name: "warning"; color: Theme.accent }
                Label {
                    id: warning
                    anchors { left: sign.right; leftMargin: Theme.s; right: parent.right }
                    text: screen.model.careful
                }
            }
        }
        Heading { text: qsTr("By when"); visible: screen.model.deadlines.rowCount() > 0 }
        Repeater {
            model: screen.model.deadlines
            delegate: Card {
                id: deadline
                required property string what
                required property string within
                required property string article
                width: page.inner

                Column {
                    width: parent.width
                    spacing: Theme.xs
                    Label { width: parent.width; text: deadline.what }
                    Label { width: parent.width; text: deadline.within; strong: true; color: Theme.accent; lineHeight: 1.0 }
                    Label { width: parent.width; text: deadline.article; font.pixelSize: Theme.small; color: Theme.inkSoft }
                }
            }
        }
        Heading { text: qsTr("Bring along") }
        PointList { width: parent.width; points: screen.model.papers }
        Heading { text: qsTr("Where to go, whom to call") }
        Repeater {
            model: screen.model.places
            delegate: PlaceCard {
                width: page.inner
                required name
                required matter
                required phone
            }
        }
        Heading { text: qsTr("What can be done here"); visible: screen.model.service || screen.model.calculator }
        CardButton {
            width: parent.width
            visible: screen.model.service
            text: screen.model.service
            note: screen.model.serviceOfficial
            drawing: screen.model.serviceIcon
            onClicked: screen.model.openService()
        }
        CardButton {
            width: parent.width
            visible: screen.model.calculator
            text: screen.model.calculator
            note: qsTr("Work it out")
            drawing: "calculator"
            onClicked: screen.model.openCalculator()
        }
        Heading { text: qsTr("What the law says"); visible: screen.model.cited.rowCount() > 0 }
        Repeater {
            model: screen.model.cited
            delegate: CardButton {
                required property int index
                required property string title
                required property string digest
                width: page.inner
                text: title
                note: digest
                onClicked: screen.model.openCited(index)
            }
        }
        Label {
            width: parent.width
            text: qsTr("Written by %1, reviewed on %2").arg(screen.model.author).arg(screen.model.reviewed)
            font.pixelSize: Theme.small
            color: Theme.inkSoft
        }
    }
    Rectangle {
        id: actions
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: buttons.height + 2 * Theme.s
        color: Theme.paper

        Flow {
            id: buttons
            anchors { left: parent.left; right: parent.right; margins: Theme.m; verticalCenter: parent.verticalCenter }
            spacing: Theme.s

            readonly property int perRow: width > 3 * Theme.dp(420) * Theme.textScale ? 3 : 2
            readonly property int share: Math.floor((width - (perRow - 1) * spacing) / perRow)

            ActionButton {
                width: buttons.share
                text: qsTr("Larger")
                drawing: "text-larger"
                enabled: screen.model.canGrow
                onClicked: screen.model.larger()
            }
            ActionButton {
                width: buttons.share
                text: qsTr("Smaller")
                drawing: "text-smaller"
                enabled: screen.model.canShrink
                onClicked: screen.model.smaller()
            }
            ActionButton {
                width: buttons.perRow === 3 ? buttons.share : buttons.width
                text: qsTr("Take home")
                drawing: "qr"
                primary: true
                onClicked: screen.model.takeAway()
            }
        }
    }
}
