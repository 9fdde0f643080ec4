pragma ComponentBehavior: Bound
import QtQuick
import ui.theme

// The frame that never changes: a line of who and when above, the screen, the bar below, and what may lie over them.
Window {
    id: root

    required property var shell
    required property var look
    required property string scratch

    visible: false
    title: qsTr("Legal service")
    color: Theme.paper

    Item {
        id: touchable
        anchors.fill: parent

        TopLine {
            id: top
            anchors { left: parent.left; right: parent.right; top: parent.top }
            station: root.shell.station
            time: root.shell.time
        }
        Loader {
            id: page
            objectName: "page"
            anchors { left: parent.left; right: parent.right; top: top.bottom; bottom: keyboard.top }
            focus: true
        }
        Rectangle {
            anchors { left: parent.left; right: parent.right; top: keyboard.top; bottom: keyboard.bottom }
            color: Theme.bar
        }
        Loader {
            id: keyboard
            objectName: "keyboard"
            // Its height follows its width: on a wide screen it must not cover what one types into.
            width: Math.min(root.width, Math.round(root.height * 1.05))
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: bar.top
            readonly property bool called: Qt.inputMethod.visible // qmllint disable missing-property
            height: item && called ? implicitHeight : 0
            visible: height > 0

            function forget() {
                if (item)
                    (item as Keyboard).forget()
            }
        }
        BottomBar {
            id: bar
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            shell: root.shell
            look: root.look
        }
    }
    Loader {
        anchors.fill: parent
        active: root.shell.visit === "warned"
        sourceComponent: StillThere {
            secondsLeft: root.shell.secondsLeft
            onStays: root.shell.touched()
            onLeaves: root.shell.leave()
        }
    }
    Loader {
        anchors.fill: parent
        active: root.shell.resting
        sourceComponent: Resting {
            station: root.shell.station
            onWoken: root.shell.wake()
        }
    }

    onActiveFocusItemChanged: {
        if (activeFocusItem instanceof TextInput && !keyboard.item) {
            keyboard.setSource("Keyboard.qml", { "scratch": root.scratch })
        }
    }

    Connections {
        target: root.shell
        function onPageChanged() {
            page.setSource(root.shell.page, { "model": root.shell.viewModel })
        }
        function onEnded() {
            keyboard.forget()
        }
    }
}
