pragma ComponentBehavior: Bound
import QtQuick
import ui.controls

// All calculators.
ScrollArea {
    id: screen

    required property var model

    PageTitle { text: qsTr("Work it out") }
    Repeater {
        model: screen.model.rows
        delegate: CardButton {
            required property int index
            required property string title
            required property string about
            required property string picture
            width: screen.inner
            text: title
            note: about
            drawing: picture
            onClicked: screen.model.open(index)
        }
    }
}
