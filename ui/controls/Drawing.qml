import QtQuick
import ui.theme

// One of our drawings: an icon in the colour of its text, or an illustration.
Image {
    property string name: ""
    property string folder: "icons"
    property color color: Theme.ink

    source: name ? "image://drawn/" + folder + "/" + name + "/" + String(color).substring(1) : ""
    width: Theme.icon
    height: width
    sourceSize.width: width
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
