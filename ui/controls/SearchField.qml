import QtQuick
import QtQuick.Templates as T
import ui.theme

// A line to type into, with a button that searches. The keyboard on the screen comes with the focus.
FocusScope {
    id: field

    property alias text: input.text
    property string hint: ""
    property string action: qsTr("Search")

    signal submitted(string text)
    signal cleared

    implicitHeight: Math.max(Theme.target, input.implicitHeight + Theme.m)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.card
        border.width: input.activeFocus ? Theme.focusLine : 2 * Theme.line
        border.color: Theme.primary
    }
    Drawing {
        id: lens
        anchors { left: parent.left; leftMargin: Theme.m; verticalCenter: parent.verticalCenter }
        name: "search"
        color: Theme.primary
    }
    T.TextField {
        id: input
        anchors {
            left: lens.right; leftMargin: Theme.s
            right: clear.visible ? clear.left : go.left; rightMargin: Theme.s
            top: parent.top; bottom: parent.bottom
        }
        focus: true
        implicitHeight: contentHeight
        maximumLength: 200
        font.family: Theme.family
        font.pixelSize: Theme.body
        color: Theme.ink
        selectionColor: Theme.primary
        selectedTextColor: Theme.primaryInk
        placeholderText: field.hint
        verticalAlignment: TextInput.AlignVCenter
        selectByMouse: true
        clip: true
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        Accessible.name: field.hint
        Accessible.role: Accessible.EditableText
        onAccepted: field.submit()

        Label {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            visible: !input.text && !input.preeditText
            text: field.hint
            color: Theme.inkSoft
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            lineHeight: 1.0
            Accessible.ignored: true
        }
    }
    T.AbstractButton {
        id: clear
        anchors { right: go.left; verticalCenter: parent.verticalCenter }
        width: Theme.target * 0.8
        height: field.height
        visible: input.text
        text: qsTr("Clear")
        Accessible.name: text
        Accessible.role: Accessible.Button
        onClicked: {
            input.clear()
            field.cleared()
            input.forceActiveFocus()
        }
        background: Rectangle {
            radius: Theme.radius
            color: clear.down ? Theme.pressed : "transparent"
        }
        contentItem: Item {
            Drawing { anchors.centerIn: parent; name: "close"; color: Theme.inkSoft }
        }
    }
    ActionButton {
        id: go
        anchors { right: parent.right; top: parent.top; bottom: parent.bottom; margins: Theme.xs }
        text: field.action
        primary: true
        onClicked: field.submit()
    }

    function submit() {
        Qt.inputMethod.commit() // qmllint disable missing-property
        submitted(input.text)
    }
}
