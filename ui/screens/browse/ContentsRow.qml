import QtQuick
import ui.controls
import ui.theme

// A line of a statute's contents: a heading, or an article that can be opened.
Item {
    id: row

    required property int index
    required property string kind
    required property int depth
    required property string label
    required property string text
    required property string digest

    readonly property bool isHeading: kind === "heading"

    signal chosen

    height: isHeading ? title.implicitHeight + Theme.s : article.implicitHeight

    Label {
        id: title
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: row.isHeading
        text: row.isHeading ? (row.label + " " + row.text).trim() : ""
        font.pixelSize: row.depth < 4 ? Theme.heading : Theme.body
        strong: true
        lineHeight: 1.0
        color: Theme.primary
        Accessible.role: Accessible.Heading
    }
    CardButton {
        id: article
        width: row.width
        visible: !row.isHeading
        text: row.isHeading ? "" : row.label
        onClicked: row.chosen()

        Label {
            width: parent.width
            visible: text
            text: row.isHeading ? "" : row.digest ? row.digest : row.text
            objectName: "excerpt"
            textFormat: Text.StyledText
            font.pixelSize: Theme.small
            maximumLineCount: 2
            elide: Text.ElideRight
            color: Theme.inkSoft
            Accessible.ignored: true
        }
    }
}
