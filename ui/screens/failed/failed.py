"""In place of a page whose content could not be read."""

from PySide6.QtCore import QObject, Slot

from ui.shell import Shell


class FailedModel(QObject):
    """Leads to a person."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell

    @Slot()
    def help(self) -> None:
        self._shell.open("help")
