import QtQuick
import QtQuick.Templates as T
import ui.theme

// A line to type into, with its name above. The keyboard on the screen comes with the focus.
FocusScope {
    id: field

    property alias text: input.text
    property string label: ""
    property string hint: ""
    property int longest: 400
    property bool lines: false // several
    property int hints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase

    signal accepted

    implicitHeight: (field.label ? name.implicitHeight + Theme.xs : 0) + box.height

    function commit() {
        Qt.inputMethod.commit() // qmllint disable missing-property
    }

    Label {
        id: name
        width: parent.width
        visible: field.label
        text: field.label
        color: Theme.inkSoft
    }
    Rectangle {
        id: box
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: field.lines ? Math.max(5 * Theme.body * 1.6, input.implicitHeight + Theme.m) : Math.max(Theme.target, input.implicitHeight + Theme.m)
        radius: Theme.radius
        color: Theme.card
        border.width: input.activeFocus ? Theme.focusLine : 2 * Theme.line
        border.color: Theme.primary

        T.TextArea {
            id: input
            anchors { fill: parent; margins: Theme.s }
            focus: true
            implicitHeight: contentHeight + Theme.s
            font.family: Theme.family
            font.pixelSize: Theme.body
            color: Theme.ink
            selectionColor: Theme.primary
            selectedTextColor: Theme.primaryInk
            verticalAlignment: field.lines ? TextInput.AlignTop : TextInput.AlignVCenter
            wrapMode: TextEdit.Wrap
            textFormat: TextEdit.PlainText
            selectByMouse: true
            inputMethodHints: field.hints
            Accessible.name: field.label || field.hint
            Accessible.role: Accessible.EditableText
            Keys.onReturnPressed: event => {
                event.accepted = !field.lines
                if (!field.lines)
                    field.accepted()
            }

            Label {
                width: parent.width
                anchors.verticalCenter: field.lines ? undefined : parent.verticalCenter
                visible: !input.text && !input.preeditText
                text: field.hint
                color: Theme.inkSoft
                lineHeight: 1.0
                Accessible.ignored: true
            }
        }
    }
}
