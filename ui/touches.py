"""Notices every touch on the window, wherever it lands, and tells the visit."""

from PySide6.QtCore import QEvent, QObject

from ui.shell import Shell

_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)


class Touches(QObject):
    """An event filter that swallows nothing."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in _TOUCHES:
            self._shell.noticed()
        return False
