pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// Above the results: how the words were read, and statutes of that name.
Column {
    id: found

    required property var model

    spacing: Theme.s
    bottomPadding: Theme.s

    Label {
        width: parent.width
        visible: found.model.readAs
        text: qsTr("Read as: %1").arg(found.model.readAs)
        font.pixelSize: Theme.small
        color: Theme.inkSoft
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
}
