import QtQuick
import ui.controls
import ui.theme

// One article that was found: where it stands, in plain words, and the passage that matches.
CardButton {
    id: hit

    required property int index
    required property string title
    required property string label
    required property string excerpt
    required property string digest
    required property bool old

    text: title + " " + label

    Badge {
        visible: hit.old
        text: qsTr("No longer in force")
    }
    Label {
        width: parent.width
        visible: text
        objectName: "excerpt"
        text: hit.digest
        maximumLineCount: 4
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    Label {
        width: parent.width
        visible: text
        text: hit.excerpt
        textFormat: Text.StyledText
        font.pixelSize: Theme.small
        color: Theme.inkSoft
        Accessible.ignored: true
    }
}
