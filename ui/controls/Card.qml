import QtQuick
import ui.theme

// A sheet of paper that holds things.
Rectangle {
    id: card

    default property alias content: inner.data
    property int padding: Theme.m

    implicitHeight: inner.childrenRect.height + 2 * padding
    radius: Theme.radius
    color: Theme.card
    border.width: Theme.line
    border.color: Theme.rule

    Item {
        id: inner
        anchors { fill: parent; margins: card.padding }
    }
}
