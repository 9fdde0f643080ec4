pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// A question asked back, with one big button an answer, and a way out.
Column {
    id: back

    property string question: ""
    property alias choices: buttons.model
    property string otherwise: ""

    signal chosen(int row)
    signal none

    spacing: Theme.m

    PageTitle { text: back.question }
    Repeater {
        id: buttons
        delegate: CardButton {
            required property int index
            required property string title
            width: back.width
            text: title
            onClicked: back.chosen(index)
        }
    }
    ActionButton {
        text: back.otherwise
        onClicked: back.none()
    }
}
