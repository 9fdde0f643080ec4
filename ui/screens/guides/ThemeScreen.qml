pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// The guides of one field of life.
Item {
    id: screen

    required property var model

    ListArea {
        id: guides
        anchors.fill: parent
        model: screen.model.guides
        header: Item {
            width: guides.rowWidth
            height: title.height + Theme.m
            PageTitle { id: title; width: parent.width; text: screen.model.title }
        }
        delegate: CardButton {
            required property int index
            required property string title
            required property string first
            width: guides.rowWidth
            text: title
            note: first
            onClicked: screen.model.open(index)
        }
        onFirstRowChanged: screen.model.position = firstRow
        Component.onCompleted: showRow(screen.model.position)
    }
}
