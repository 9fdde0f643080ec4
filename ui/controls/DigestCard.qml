import QtQuick
import ui.theme

// An article in plain words, set apart from the official text.
Card {
    id: digest

    property string text: ""
    property int size: Theme.body

    color: Theme.tint
    border.color: Theme.primary

    Column {
        width: parent.width
        spacing: Theme.xs

        Row {
            spacing: Theme.s
            Drawing {
                anchors.verticalCenter: parent.verticalCenter
                name: "digest"
                color: Theme.primary
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("In plain words")
                strong: true
                color: Theme.primary
                wrapMode: Text.NoWrap
                lineHeight: 1.0
            }
        }
        Label {
            width: parent.width
            text: digest.text
            font.pixelSize: digest.size
            lineHeight: 1.15
        }
    }
}
