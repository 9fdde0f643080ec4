import QtQuick
import ui.theme

// One of our drawings: an icon in the colour of its text, or an illustration.
Image {
    property string name: ""
    property string folder: "icons"
    property color color: Theme.ink

    // The width is part of the address: through sourceSize the picture would be asked for twice.
    source: name && width > 0 ? "image://drawn/" + [folder, name, String(color).substring(1), Math.round(width)].join("/") : ""
    width: Theme.icon
    height: width
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
