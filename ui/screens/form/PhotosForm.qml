pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// Photos of documents: by the terminal's camera, from the citizen's phone, or later at the desk.
Column {
    id: form

    required property var model

    spacing: Theme.m

    Flow {
        width: parent.width
        spacing: Theme.s

        Repeater {
            model: form.model.album.photos
            delegate: Column {
                id: photo
                required property int index
                required property string picture
                spacing: Theme.xs

                Image {
                    width: Theme.dp(360)
                    height: Theme.dp(480)
                    source: photo.picture
                    sourceSize: Qt.size(width, height)
                    fillMode: Image.PreserveAspectFit
                    cache: false
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Photo %1").arg(photo.index + 1)
                }
                ActionButton { width: Theme.dp(360); text: qsTr("Take it out"); drawing: "trash"; onClicked: form.model.album.drop(photo.index) }
            }
        }
    }
    ActionButton {
        width: parent.width
        visible: form.model.album.hasCamera
        text: qsTr("Photograph a document here")
        drawing: "camera"
        onClicked: form.model.takePhoto()
    }
    ActionButton {
        width: parent.width
        visible: form.model.album.hasPhone
        text: qsTr("Send photos from my phone")
        drawing: "phone"
        onClicked: form.model.fromPhone()
    }
    Label {
        width: parent.width
        visible: !form.model.album.hasCamera && !form.model.album.hasPhone
        text: qsTr("Photos cannot be taken at this terminal. Bring the papers to the desk, the staff will copy them.")
        color: Theme.inkSoft
    }
    ActionButton {
        width: parent.width
        visible: form.model.album.count > 0 || form.model.optional
        text: form.model.album.count > 0 ? qsTr("These are all, go on") : qsTr("None now, go on")
        drawing: "next"
        primary: true
        onClicked: form.model.enterPhotos()
    }
}
