"""What a service gives, to whom, what it costs, how it goes and what to bring: told before anything is started."""

from PySide6.QtCore import Property, QObject, Slot

from ui.shelf import Shelf
from ui.shell import Shell


class ServiceModel(QObject):
    def __init__(self, shelf: Shelf, shell: Shell, id_: str) -> None:
        super().__init__()
        self._shell = shell
        self._service = shelf.guides.service(id_)

    @Property(str, constant=True)
    def title(self) -> str:
        return self._service.title

    @Property(str, constant=True)
    def official(self) -> str:
        return self._service.official

    @Property(str, constant=True)
    def icon(self) -> str:
        return self._service.icon

    @Property(str, constant=True)
    def gives(self) -> str:
        return self._service.gives

    @Property(str, constant=True)
    def who(self) -> str:
        return self._service.who

    @Property(str, constant=True)
    def cost(self) -> str:
        return self._service.cost

    @Property(list, constant=True)
    def how(self) -> list[str]:
        return list(self._service.how)

    @Property(list, constant=True)
    def papers(self) -> list[str]:
        return list(self._service.papers)

    @Slot()
    def help(self) -> None:
        self._shell.open("help")
