pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// One article in large type; what can be done with it stands below, in reach.
Item {
    id: screen

    required property var model

    ScrollArea {
        id: page
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: actions.top }

        Label {
            width: parent.width
            text: screen.model.statute
            color: Theme.inkSoft
            lineHeight: 1.0
        }
        PageTitle { text: screen.model.label }
        Row {
            spacing: Theme.s

            ActionButton {
                text: qsTr("Larger")
                drawing: "text-larger"
                enabled: screen.model.canGrow
                onClicked: screen.model.larger()
            }
            ActionButton {
                text: qsTr("Smaller")
                drawing: "text-smaller"
                enabled: screen.model.canShrink
                onClicked: screen.model.smaller()
            }
        }
        Badge {
            visible: screen.model.old
            text: screen.model.status === "repealed" ? qsTr("Repealed") : qsTr("Replaced by a newer version")
        }
        DigestCard {
            width: parent.width
            visible: screen.model.digest
            text: screen.model.digest
            size: Theme.reading
        }
        Card {
            width: parent.width
            visible: screen.model.hasText
            padding: Theme.l

            Column {
                width: parent.width
                spacing: Theme.m

                Label {
                    width: parent.width
                    visible: screen.model.above
                    text: screen.model.above
                    font.pixelSize: Theme.small
                    color: Theme.inkSoft
                }
                Repeater {
                    model: screen.model.paragraphs
                    delegate: Label {
                        required property string modelText
                        required property int level
                        x: level * Theme.m
                        width: parent ? parent.width - x : 0
                        text: modelText
                        textFormat: Text.StyledText
                        font.pixelSize: Theme.reading
                        lineHeight: 1.2
                        onLinkActivated: link => screen.model.openLink(link)
                    }
                }
                Label {
                    width: parent.width
                    visible: screen.model.version
                    text: qsTr("Official text, version of %1").arg(screen.model.version)
                    font.pixelSize: Theme.small
                    color: Theme.inkSoft
                }
            }
        }
        Label {
            width: parent.width
            visible: !screen.model.hasText
            text: qsTr("The official text is not on this terminal. Staff here can show it to you.")
            color: Theme.inkSoft
        }
        Label {
            visible: citations.count > 0
            text: qsTr("Articles it refers to")
            font.pixelSize: Theme.heading
            strong: true
            Accessible.role: Accessible.Heading
        }
        Repeater {
            id: citations
            model: screen.model.cited
            delegate: CardButton {
                required property int index
                required property string title
                width: screen.width > 0 ? page.inner : 0
                text: title
                drawing: "book"
                onClicked: screen.model.openCited(index)
            }
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

            readonly property int perRow: width > 4 * Theme.dp(380) * Theme.textScale ? 4 : 2
            readonly property int share: Math.floor((width - (perRow - 1) * spacing) / perRow)

            ActionButton {
                width: buttons.share
                text: qsTr("Previous")
                drawing: "previous"
                enabled: screen.model.hasPrevious
                onClicked: screen.model.previous()
            }
            ActionButton {
                width: buttons.share
                text: qsTr("Next")
                drawing: "next"
                enabled: screen.model.hasNext
                onClicked: screen.model.next()
            }
            ActionButton {
                width: buttons.share
                text: qsTr("Contents")
                drawing: "contents"
                onClicked: screen.model.contents()
            }
            ActionButton {
                width: buttons.share
                text: qsTr("Take home")
                drawing: "qr"
                primary: true
                onClicked: screen.model.takeAway()
            }
        }
    }
}
