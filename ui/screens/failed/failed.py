"""In place of a page whose content could not be read."""

from PySide6.QtCore import Property, QObject, Slot

from ui.shell import Shell


class FailedModel(QObject):
    """Leads to a person."""

    def __init__(self, shell: Shell, sentence: str = "") -> None:
        super().__init__()
        self._shell = shell
        self._sentence = sentence

    @Property(str, constant=True)
    def sentence(self) -> str:
        """What is the matter, where more is known than that content cannot be read."""
        return self._sentence

    @Slot()
    def help(self) -> None:
        self._shell.open("help")
