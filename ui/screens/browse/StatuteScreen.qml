pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// A statute's contents: headings and articles, narrowed by a word.
Item {
    id: screen

    required property var model
    readonly property bool roomy: height > Theme.target * 6 // while one types on a small screen, the field comes first

    Column {
        id: head
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.m; leftMargin: Theme.l; rightMargin: Theme.l }
        spacing: Theme.s

        PageTitle {
            visible: screen.roomy
            text: screen.model.title
            font.pixelSize: Theme.heading
        }
        Label {
            width: parent.width
            visible: screen.roomy && text
            text: screen.model.old ? qsTr("Version of %1, no longer in force").arg(screen.model.version)
                : screen.model.digestOnly ? qsTr("On this terminal in plain words only")
                : screen.model.version ? qsTr("Version of %1").arg(screen.model.version) : ""
            font.pixelSize: Theme.small
            lineHeight: 1.0
            color: screen.model.old ? Theme.accent : Theme.inkSoft
        }
        SearchField {
            id: field
            width: parent.width
            hint: qsTr("Find a word in this statute")
            action: qsTr("Find")
            text: screen.model.word
            onSubmitted: text => {
                    contents.forceActiveFocus()
                screen.model.find(text)
            }
            onCleared: screen.model.find("")
        }
    }
    ListArea {
        id: contents
        anchors { left: parent.left; right: parent.right; top: head.bottom; topMargin: Theme.s; bottom: parent.bottom }
        visible: !screen.model.empty
        model: screen.model.rows
        delegate: ContentsRow {
            width: contents.rowWidth
            onChosen: screen.model.open(index)
        }
        onFirstRowChanged: screen.model.position = firstRow
        Component.onCompleted: showRow(screen.model.position)
    }
    ScrollArea {
        anchors.fill: contents
        visible: screen.model.empty

        Placeholder {
            width: parent.width
            picture: "empty"
            headline: qsTr("This word is not in the statute")
            action: qsTr("Show everything")
            onActed: screen.model.find("")
        }
    }
}
