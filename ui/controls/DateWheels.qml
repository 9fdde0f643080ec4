import QtQuick
import ui.theme

// A day by three wheels. `day` (year, month, day) and `years` (first, last) come from outside; what is turned is read back.
Row {
    id: wheels

    property var day: [2026, 1, 1]
    property var years: [1950, 2026]
    readonly property int year: yearWheel.value
    readonly property int month: monthWheel.value
    readonly property int dayOfMonth: dayWheel.value // the 31st of a month of 30 days is told, not mended unseen
    readonly property int share: Math.floor((width - 2 * spacing) / 3)

    spacing: Theme.s

    Wheel { id: yearWheel; width: wheels.share; from: wheels.years[0]; to: wheels.years[1]; wanted: wheels.day[0]; unit: qsTr("year") }
    Wheel { id: monthWheel; width: wheels.share; from: 1; to: 12; wanted: wheels.day[1]; unit: qsTr("month") }
    Wheel { id: dayWheel; width: wheels.share; from: 1; wanted: wheels.day[2]; to: 31; unit: qsTr("day") }
}
