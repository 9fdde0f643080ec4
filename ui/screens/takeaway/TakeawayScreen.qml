import QtQuick
import ui.controls
import ui.theme

// The article in a code that a phone reads; several codes where it is long, one at a time.
ScrollArea {
    id: screen

    required property var model

    PageTitle {
        text: qsTr("Take it home on your phone")
        horizontalAlignment: Text.AlignHCenter
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: screen.model.title
        color: Theme.inkSoft
    }
    Rectangle {
        id: paper
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(screen.inner, Theme.dp(900))
        height: width
        radius: Theme.radius
        color: Theme.codePaper

        Image {
            objectName: "code"
            anchors.centerIn: parent
            source: screen.model.code
            sourceSize.width: paper.width
            fillMode: Image.Pad
            smooth: false
            cache: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("A code with this article")
        }
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.model.count > 1
        spacing: Theme.m

        ActionButton {
            text: qsTr("Previous code")
            drawing: "previous"
            enabled: screen.model.place > 1
            onClicked: screen.model.previous()
        }
        ActionButton {
            text: qsTr("Next code")
            drawing: "next"
            primary: true
            enabled: screen.model.place < screen.model.count
            onClicked: screen.model.next()
        }
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        visible: screen.model.count > 1
        text: qsTr("Code %1 of %2").arg(screen.model.place).arg(screen.model.count)
        strong: true
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: screen.model.online ? qsTr("Scan it in WeChat: the page opens on your phone.")
            : qsTr("Scan it in WeChat or with the camera: the text appears on your phone. No network needed.")
    }
    ActionButton {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.model.canPrint
        enabled: !screen.model.printing
        text: screen.model.printing ? qsTr("Printing…") : qsTr("Print it as well")
        drawing: "printer"
        onClicked: screen.model.printIt()
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        visible: text
        text: screen.model.told
        strong: true
    }
}
