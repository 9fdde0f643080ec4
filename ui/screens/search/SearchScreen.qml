pragma ComponentBehavior: Bound
import QtQuick
import ui.controls
import ui.theme

// A question above, what it led to below.
Item {
    id: screen

    required property var model
    readonly property string stage: model.state

    onStageChanged: if (stage === "found" && model.position === 0) Qt.callLater(results.showStart)

    SearchField {
        id: field
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.m; leftMargin: Theme.l; rightMargin: Theme.l }
        hint: qsTr("For example: the boss does not pay my wages")
        text: screen.model.query
        focus: screen.model.state === "asking"
        onSubmitted: text => {
            results.forceActiveFocus()
            screen.model.submit(text)
        }
    }
    ListArea {
        id: results
        anchors { left: parent.left; right: parent.right; top: field.bottom; topMargin: Theme.s; bottom: parent.bottom }
        visible: screen.model.state === "found"
        model: screen.model.hits
        header: Found {
            width: results.rowWidth
            model: screen.model
        }
        delegate: HitCard {
            width: results.rowWidth
            onClicked: screen.model.openHit(index)
        }
        footer: Item {
            width: results.rowWidth
            height: older.height + 2 * Theme.m

            Chip {
                id: older
                anchors { left: parent.left; verticalCenter: parent.verticalCenter }
                text: qsTr("Older versions too")
                drawing: "history"
                checkable: true
                checked: screen.model.allVersions
                onClicked: screen.model.toggleVersions()
            }
        }
        list.onAtYEndChanged: if (list.atYEnd && list.count > 0) screen.model.more()
        list.onContentHeightChanged: if (list.atYEnd && list.count > 0) screen.model.more()
        onFirstRowChanged: screen.model.position = firstRow
        Component.onCompleted: showRow(screen.model.position)
    }
    ScrollArea {
        anchors.fill: results
        visible: screen.model.state !== "found"

        QuestionBack {
            width: parent.width
            visible: screen.model.state === "question"
            question: screen.model.question
            choices: screen.model.choices
            otherwise: qsTr("None of these, show what the law says")
            onChosen: row => screen.model.choose(row)
            onNone: screen.model.noneOfThese()
        }
        Placeholder {
            width: parent.width
            visible: screen.model.state === "waiting"
            picture: "waiting"
            headline: qsTr("Looking it up…")
        }
        Placeholder {
            width: parent.width
            visible: screen.model.state === "asking"
            picture: "welcome"
            headline: qsTr("Say what happened, in your own words")
            advice: qsTr("A statute, an article, or a few letters of its pinyin will do as well.")
        }
        Placeholder {
            width: parent.width
            visible: screen.model.state === "empty"
            picture: "empty"
            headline: qsTr("Nothing was found for this")
            advice: qsTr("Try other words, or ask a person: 12348 is free, day and night.")
            action: qsTr("Find a person")
            actionDrawing: "person-help"
            onActed: screen.model.help()
        }
        Placeholder {
            width: parent.width
            visible: screen.model.state === "failed"
            picture: "failed"
            headline: qsTr("The law books cannot be read just now")
            advice: qsTr("Please tell the staff here. For advice now, dial 12348: it is free.")
            action: qsTr("Find a person")
            actionDrawing: "person-help"
            onActed: screen.model.help()
        }
    }
}
