import QtQuick
import ui.controls
import ui.theme

// Always in the same place, within reach from a wheelchair: back, home, reading aids, a person, the end.
Rectangle {
    id: bar

    required property var shell
    required property var look

    implicitHeight: row.height + 2 * Theme.xs
    color: Theme.bar

    Rectangle {
        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: Theme.line
        color: Theme.rule
    }
    Row {
        id: row
        anchors { left: parent.left; right: parent.right; leftMargin: Theme.xs; rightMargin: Theme.xs; verticalCenter: parent.verticalCenter }

        readonly property real share: width / 6

        BarButton {
            width: row.share
            text: qsTr("Back")
            drawing: "back"
            enabled: bar.shell.canGoBack
            onClicked: bar.shell.back()
        }
        BarButton {
            width: row.share
            text: qsTr("Home")
            drawing: "home"
            enabled: bar.shell.canGoBack
            onClicked: bar.shell.home()
        }
        BarButton {
            width: row.share
            text: qsTr("Text size")
            drawing: "text-larger"
            onClicked: bar.look.cycleText()
        }
        BarButton {
            width: row.share
            text: bar.look.highContrast ? qsTr("Softer") : qsTr("Contrast")
            drawing: "contrast"
            onClicked: bar.look.toggleContrast()
        }
        BarButton {
            width: row.share
            text: qsTr("A person")
            drawing: "person-help"
            onClicked: bar.shell.open("help")
        }
        BarButton {
            width: row.share
            text: qsTr("I am done")
            drawing: "check"
            onClicked: bar.shell.leave()
        }
    }
}
