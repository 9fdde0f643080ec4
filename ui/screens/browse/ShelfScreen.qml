pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// The statutes of one shelf; those with digests first.
Item {
    id: screen

    required property var model

    ListArea {
        id: shelf
        anchors.fill: parent
        model: screen.model.rows
        header: Column {
            width: shelf.rowWidth
            spacing: Theme.s
            bottomPadding: Theme.s

            PageTitle { text: screen.model.category }
            Chip {
                text: qsTr("Older versions too")
                drawing: "history"
                checkable: true
                checked: screen.model.allVersions
                onClicked: screen.model.toggleVersions()
            }
        }
        delegate: CardButton {
            id: row
            required property int index
            required property string title
            required property string version
            required property int digests
            required property bool old
            width: shelf.rowWidth
            text: title
            drawing: digests > 0 ? "digest" : "book"
            note: digests > 0 ? qsTr("%n article(s) in plain words", "", digests) : version ? qsTr("Version of %1").arg(version) : ""
            onClicked: screen.model.open(index)

            Badge {
                visible: row.old
                text: qsTr("No longer in force")
            }
        }
        onFirstRowChanged: screen.model.position = firstRow
        Component.onCompleted: showRow(screen.model.position)
    }
}
