pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// An address (town by button, then village and the rest) or a person (name, telephone, where to find them).
Column {
    id: form

    required property bool person
    required property var parts
    required property var towns
    property string town: parts.town ?? ""

    signal entered(string one, string two, string three)

    spacing: Theme.m

    Flow {
        width: parent.width
        visible: !form.person
        spacing: Theme.s

        Repeater {
            model: form.person ? [] : form.towns
            delegate: ChoiceButton {
                required property string modelData
                width: Math.floor((form.width - 2 * Theme.s) / (form.width > Theme.dp(1500) * Theme.textScale ? 3 : 2)) - Theme.s
                text: modelData
                checked: form.town === modelData
                onClicked: form.town = modelData
            }
        }
    }
    InputLine {
        id: first
        width: parent.width
        label: form.person ? qsTr("Name, or what people call them") : qsTr("Village or community")
        text: (form.person ? form.parts.name : form.parts.village) ?? ""
    }
    InputLine {
        id: second
        width: parent.width
        label: form.person ? qsTr("Telephone, if you know it") : qsTr("Group, street, house")
        hints: form.person ? Qt.ImhDialableCharactersOnly : Qt.ImhNoPredictiveText
        text: (form.person ? form.parts.phone : form.parts.rest) ?? ""
    }
    InputLine {
        id: third
        width: parent.width
        visible: form.person
        label: qsTr("Where they live or work, if you know it")
        text: (form.person ? form.parts.address : "") ?? ""
    }
    ActionButton {
        width: parent.width
        text: qsTr("Go on")
        drawing: "next"
        primary: true
        onClicked: {
            first.commit()
            if (form.person)
                form.entered(first.text, second.text, third.text)
            else
                form.entered(form.town, first.text, second.text)
        }
    }
}
