pragma ComponentBehavior: Bound
import QtQuick
import ui.controls

// Everything that can be started here, and what one has begun or handed in before.
ScrollArea {
    id: screen

    required property var model

    PageTitle { text: qsTr("Do it here") }
    Repeater {
        model: screen.model.rows
        delegate: CardButton {
            required property int index
            required property string title
            required property string official
            required property string picture
            width: screen.inner
            text: title
            note: official
            drawing: picture
            onClicked: screen.model.open(index)
        }
    }
    Heading { text: qsTr("Handed in or begun before") }
    CardButton { width: parent.width; text: qsTr("How does my matter stand?"); drawing: "search"; onClicked: screen.model.go("progress") }
    CardButton { width: parent.width; text: qsTr("Go on with what you began"); drawing: "history"; onClicked: screen.model.go("resume") }
    CardButton { width: parent.width; text: qsTr("Rate a service"); note: qsTr("Five grades, it takes a minute"); drawing: "theme-complaint"; onClicked: screen.model.go("rating") }
    QuietLine { width: parent.width; text: screen.model.arrival.text; drawing: screen.model.arrival.drawing }
}
