pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// A question at a time, then the result.
Item {
    id: screen

    required property var model
    readonly property string kind: model.kind

    ScrollArea {
        id: page
        anchors.fill: parent
        visible: screen.kind !== "result"

        Row {
            spacing: Theme.s
            Drawing { id: sign; anchors.verticalCenter: parent.verticalCenter; name: screen.model.icon; color: Theme.primary }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: page.inner - sign.width - Theme.s
                text: qsTr("%1, question %2").arg(screen.model.title).arg(screen.model.place)
                color: Theme.inkSoft
                lineHeight: 1.0
            }
        }
        PageTitle { text: screen.model.question }
        Label { width: parent.width; visible: text; text: screen.model.hint; color: Theme.inkSoft }
        Repeater {
            model: screen.kind === "choice" ? screen.model.choices : null
            delegate: CardButton {
                required property int index
                required property string title
                width: page.inner
                text: title
                onClicked: screen.model.choose(index)
            }
        }
        DateWheels {
            id: wheels
            width: parent.width
            visible: screen.kind === "date"
            day: screen.model.day
            years: screen.model.years
        }
        NumberPad {
            width: Math.min(parent.width, Theme.dp(1000) * Theme.iconScale)
            visible: screen.kind === "number"
            text: screen.model.typed
            unit: screen.model.unit
            onPressed: key => screen.model.press(key)
        }
        Card {
            width: parent.width
            visible: screen.model.slip
            color: Theme.warm
            border.color: Theme.accent
            Label { width: parent.width; text: screen.model.slip; strong: true; color: Theme.accent }
        }
        ActionButton {
            width: parent.width
            visible: screen.kind !== "choice"
            text: qsTr("Go on")
            drawing: "next"
            primary: true
            onClicked: screen.kind === "date" ? screen.model.enterDate(wheels.year, wheels.month, wheels.dayOfMonth) : screen.model.enterNumber()
        }
        Flow {
            width: parent.width
            spacing: Theme.s

            ActionButton {
                text: qsTr("Previous question")
                drawing: "previous"
                visible: screen.model.place > 1
                onClicked: screen.model.previous()
            }
            ActionButton {
                text: qsTr("I do not know, go on")
                visible: screen.model.optional
                onClicked: screen.model.skip()
            }
        }
    }
    Loader {
        anchors.fill: parent
        active: screen.kind === "result"
        sourceComponent: Result { model: screen.model }
    }
}
