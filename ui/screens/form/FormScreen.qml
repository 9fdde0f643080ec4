pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme
import ui.signature

// One question a page, a summary at the end. The clear next step stands below the answer, always in the same words.
ScrollArea {
    id: screen

    required property var model
    readonly property string kind: model.kind
    readonly property bool typing: kind === "text" || kind === "long"
    readonly property bool padded: kind === "number" || kind === "money" || kind === "identity" || kind === "phone"

    onKindChanged: flickable.contentY = 0

    // -- where one is
    Row {
        visible: screen.kind !== "summary"
        spacing: Theme.s
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("%1, %2 of %3").arg(screen.model.title).arg(screen.model.place).arg(screen.model.count)
            color: Theme.inkSoft
            lineHeight: 1.0
            width: screen.inner
        }
    }
    Rectangle {
        width: parent.width
        height: Theme.xs
        radius: height / 2
        color: Theme.rule
        visible: screen.kind !== "summary"
        Rectangle {
            height: parent.height
            radius: parent.radius
            color: Theme.primary
            width: parent.width * screen.model.place / Math.max(1, screen.model.count)
        }
    }
    PageTitle { text: screen.kind === "summary" ? qsTr("Please check it") : screen.model.question }
    Label { width: parent.width; visible: text; text: screen.model.hint; color: Theme.inkSoft }

    // -- by kind
    Loader {
        width: parent.width
        active: screen.typing
        visible: active
        sourceComponent: Column {
            spacing: Theme.m

            InputLine {
                id: line
                width: parent.width
                lines: screen.kind === "long"
                text: screen.model.answered
                focus: true
                Component.onCompleted: forceActiveFocus()
                onAccepted: next.clicked()
            }
            ActionButton {
                id: next
                width: parent.width
                text: qsTr("Go on")
                drawing: "next"
                primary: true
                onClicked: {
                    line.commit()
                    screen.model.enterText(line.text)
                }
            }
        }
    }
    ActionButton {
        width: parent.width
        visible: screen.kind === "identity" && screen.model.hasReader
        enabled: !screen.model.busy
        text: screen.model.busy ? qsTr("Lay your identity card on the reader…") : qsTr("Read my identity card")
        drawing: "card"
        onClicked: screen.model.readCard()
    }
    Label {
        width: parent.width
        visible: screen.kind === "identity" && screen.model.readerIsVirtual
        text: qsTr("Demonstration: this reads a recorded card.")
        color: Theme.accent
    }
    NumberPad {
        width: Math.min(parent.width, Theme.dp(1000) * Theme.iconScale)
        visible: screen.padded
        text: screen.model.typed
        unit: screen.model.unit
        extra: screen.model.extraKey
        onPressed: key => screen.model.press(key)
    }
    DateWheels {
        id: wheels
        width: parent.width
        visible: screen.kind === "date"
        day: screen.model.day
        years: screen.model.years
    }
    Label {
        width: parent.width
        visible: screen.kind === "date" && text
        text: screen.model.lunarOf(wheels.year, wheels.month, wheels.dayOfMonth)
        horizontalAlignment: Text.AlignHCenter
        color: Theme.inkSoft
    }
    Repeater {
        model: screen.model.choices
        delegate: ChoiceButton {
            required property int index
            required property string title
            required property bool chosen
            required note
            width: screen.inner
            text: title
            several: screen.kind === "many"
            checked: chosen
            onClicked: screen.model.choose(index)
        }
    }
    Loader {
        width: parent.width
        active: screen.kind === "address" || screen.kind === "person"
        visible: active
        sourceComponent: PartsForm {
            width: screen.inner
            person: screen.kind === "person"
            parts: screen.model.parts
            towns: screen.model.towns
            onEntered: (one, two, three) => screen.kind === "person" ? screen.model.enterPerson(one, two, three) : screen.model.enterAddress(one, two, three)
        }
    }
    Loader {
        width: parent.width
        active: screen.kind === "photos"
        visible: active
        sourceComponent: PhotosForm { width: screen.inner; model: screen.model }
    }
    Loader {
        width: parent.width
        active: screen.kind === "signature"
        visible: active
        sourceComponent: Column {
            spacing: Theme.m

            Rectangle {
                width: parent.width
                height: Math.round(width / 3)
                radius: Theme.radius
                color: Theme.codePaper
                border.width: 2 * Theme.line
                border.color: Theme.primary

                SignatureField {
                    id: field
                    anchors.fill: parent
                    ink: "black"
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Sign here with a finger")
                }
            }
            Row {
                spacing: Theme.s
                ActionButton { text: qsTr("Sign again"); drawing: "refresh"; onClicked: field.clear() }
                ActionButton {
                    text: qsTr("I have signed")
                    drawing: "check"
                    primary: true
                    enabled: field.signed
                    onClicked: screen.model.enterSignature(field.png())
                }
            }
        }
    }
    Repeater {
        model: screen.model.text
        delegate: Card {
            id: told
            required property string modelData
            width: screen.inner
            Label { width: parent.width; text: told.modelData }
        }
    }
    Loader {
        width: parent.width
        active: screen.kind === "assessment"
        visible: active
        sourceComponent: VerdictForm { width: screen.inner; model: screen.model }
    }
    Loader {
        width: parent.width
        active: screen.kind === "summary"
        visible: active
        sourceComponent: SummaryForm { width: screen.inner; model: screen.model }
    }

    // -- what is wrong, and how to go on
    Card {
        width: parent.width
        visible: screen.model.slip
        color: Theme.warm
        border.color: Theme.accent
        Label { width: parent.width; text: screen.model.slip; strong: true; color: Theme.accent }
    }
    ActionButton {
        width: parent.width
        visible: screen.padded || screen.kind === "date" || screen.kind === "many" || screen.kind === "tell"
        text: qsTr("Go on")
        drawing: "next"
        primary: true
        onClicked: {
            if (screen.kind === "date")
                screen.model.enterDate(wheels.year, wheels.month, wheels.dayOfMonth)
            else if (screen.kind === "many")
                screen.model.enterMany()
            else if (screen.kind === "tell")
                screen.model.agree()
            else
                screen.model.enterNumber()
        }
    }
    ActionButton {
        width: parent.width
        visible: screen.kind === "consent"
        text: qsTr("I agree, go on")
        drawing: "check"
        primary: true
        onClicked: screen.model.agree()
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
            text: qsTr("Leave this out")
            visible: screen.model.optional && screen.kind !== "photos"
            onClicked: screen.model.skip()
        }
        ActionButton {
            text: qsTr("Go on another day")
            drawing: "clock"
            visible: screen.model.canKeep
            onClicked: screen.model.keep()
        }
    }
}
