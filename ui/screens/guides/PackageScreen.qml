pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// A package for one audience: services, guides, offices.
ScrollArea {
    id: screen

    required property var model

    Row {
        spacing: Theme.m
        Drawing {
            id: sign
            anchors.verticalCenter: parent.verticalCenter
            name: screen.model.icon
            width: Theme.iconLarge
            color: Theme.primary
        }
        PageTitle {
            anchors.verticalCenter: parent.verticalCenter
            width: screen.inner - sign.width - Theme.m
            text: screen.model.title
        }
    }
    Label { width: parent.width; text: screen.model.about }
    Heading { text: qsTr("What can be done here") }
    Repeater {
        model: screen.model.services
        delegate: CardButton {
            required property int index
            required property string title
            required property string official
            required property string picture
            width: screen.inner
            text: title
            note: official
            drawing: picture
            onClicked: screen.model.openService(index)
        }
    }
    Heading { text: qsTr("Step by step guides") }
    Repeater {
        model: screen.model.guides
        delegate: CardButton {
            required property int index
            required property string title
            required property string first
            width: screen.inner
            text: title
            note: first
            onClicked: screen.model.openGuide(index)
        }
    }
    Heading { text: qsTr("Work it out"); visible: screen.model.calculators.rowCount() > 0 }
    Repeater {
        model: screen.model.calculators
        delegate: CardButton {
            required property int index
            required property string title
            required property string picture
            width: screen.inner
            text: title
            drawing: picture
            onClicked: screen.model.openCalculator(index)
        }
    }
    Heading { text: qsTr("Where to go, whom to call") }
    Repeater {
        model: screen.model.offices
        delegate: PlaceCard {
            width: screen.inner
            required name
            required matter
            required phone
        }
    }
}
