import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings

// The keyboard on the screen: pinyin with candidates, letters and digits. It keeps nothing of what was typed.
InputPanel {
    id: panel

    required property string scratch // a folder for what the input method writes; cleared after each visit

    function forget() {
        InputContext.clear()
        VirtualKeyboardSettings.userDataReset()
    }

    Component.onCompleted: {
        VirtualKeyboardSettings.userDataPath = scratch
        VirtualKeyboardSettings.styleName = "kiosk"
        VirtualKeyboardSettings.activeLocales = ["zh_CN"]
        VirtualKeyboardSettings.locale = "zh_CN"
        VirtualKeyboardSettings.wordCandidateList.alwaysVisible = true
        VirtualKeyboardSettings.visibleFunctionKeys = QtVirtualKeyboard.KeyboardFunctionKeys.Hide
    }
}
