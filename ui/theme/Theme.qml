pragma Singleton
import QtQuick

// The one place that holds a number of pixels or a colour. Lengths are in dp (1/160 inch); type follows the text scale.
// Sizes are chosen for reading from a metre: body type is 6.7 mm high on any screen.
QtObject {
    id: theme

    property real pxPerDp: 0.64
    property real textScale: 1.0
    property bool highContrast: false

    readonly property string family: "Noto Sans CJK SC"
    readonly property string serif: "Noto Serif CJK SC"

    // Type
    readonly property int display: type(64)
    readonly property int title: type(50)
    readonly property int heading: type(44)
    readonly property int reading: type(46)
    readonly property int body: type(42)
    readonly property int small: type(34)
    readonly property real lineHeight: 1.1  // on top of the 1.45 that Noto Sans CJK has of its own

    // Space
    readonly property int xs: dp(8)
    readonly property int s: dp(16)
    readonly property int m: dp(28)
    readonly property int l: dp(44)
    readonly property int xl: dp(72)
    readonly property int radius: dp(22)
    readonly property int line: Math.max(1, dp(2))
    readonly property int focusLine: Math.max(2, dp(6))

    // Targets
    readonly property int target: Math.max(dp(104), Math.round(body * 2.0))
    readonly property int icon: Math.round(dp(44) * iconScale)
    readonly property int iconLarge: Math.round(dp(84) * iconScale)
    readonly property real iconScale: 1 + (textScale - 1) * 0.5
    readonly property int pageWidth: type(1560) // about 37 characters a line

    // Motion
    readonly property int quick: 120

    // Colour: ink on paper, jade to act, tangerine to notice
    readonly property color paper: highContrast ? "#000000" : "#FBF7EF"
    readonly property color card: highContrast ? "#000000" : "#FFFFFF"
    readonly property color pressed: highContrast ? "#333300" : "#E3EFEA"
    readonly property color ink: highContrast ? "#FFFFFF" : "#22302E"
    readonly property color inkSoft: highContrast ? "#FFFFFF" : "#4A5957"
    readonly property color rule: highContrast ? "#FFFFFF" : "#DDD5C4"
    readonly property color primary: highContrast ? "#FFD84A" : "#0E5A4B"
    readonly property color primaryPressed: highContrast ? "#FFE99A" : "#0A4439"
    readonly property color primaryInk: highContrast ? "#000000" : "#FFFFFF"
    readonly property color accent: highContrast ? "#FFD84A" : "#A84A0B"
    readonly property color tint: highContrast ? "#000000" : "#E8F1EE"
    readonly property color warm: highContrast ? "#000000" : "#FCEEDD"
    readonly property color bar: highContrast ? "#000000" : "#F2EBDD"
    readonly property color shade: "#B3101817"
    readonly property color codePaper: "#FFFFFF"

    function dp(n: real): int { return Math.round(n * pxPerDp) }
    function type(n: real): int { return Math.round(n * pxPerDp * textScale) }
}
