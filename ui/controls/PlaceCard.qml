import QtQuick
import ui.theme

// Where to go or whom to call, the number large enough to dial from.
Card {
    id: place

    property string name: ""
    property string matter: ""
    property string phone: ""

    Column {
        width: parent.width
        spacing: Theme.xs

        Label { width: parent.width; text: place.name; strong: true; lineHeight: 1.0 }
        Label { width: parent.width; text: place.matter; color: Theme.inkSoft; lineHeight: 1.0 }
        Row {
            visible: place.phone
            spacing: Theme.s
            Drawing { anchors.verticalCenter: parent.verticalCenter; name: "phone"; color: Theme.primary }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: place.phone
                font.pixelSize: Theme.heading
                strong: true
                color: Theme.primary
                lineHeight: 1.0
                wrapMode: Text.NoWrap
            }
        }
    }
}
