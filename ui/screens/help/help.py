"""A way to a person: the hotline, this station's desk, and that asking is free."""

from PySide6.QtCore import Property, QObject

from ui.shell import Shell


class HelpModel(QObject):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell

    @Property(str, constant=True)
    def deskPhone(self) -> str:  # noqa: N802
        """The desk's number, or nothing where the station has not set one."""
        return str(self._shell.deskPhone)

    @Property(str, constant=True)
    def station(self) -> str:
        return str(self._shell.station)
