"""What a service gives, to whom, what it costs, how it goes and what to bring: told before anything is started."""

from PySide6.QtCore import Property, QObject, Slot

from kiosk.services.library import Forms
from ui.arrival import ArrivalLine
from ui.rows import Rows
from ui.shelf import Shelf
from ui.shell import Shell

_OWN_TILE = ("rating",)  # stands in the list of services by itself


class ServicesModel(QObject):
    """All that can be started here."""

    def __init__(self, shelf: Shelf, shell: Shell, arrival: ArrivalLine) -> None:
        super().__init__()
        self._shell, self._arrival = shell, arrival
        found = [
            {"key": s.id, "title": s.title, "official": s.official, "picture": s.icon} for s in shelf.guides.services()
        ]
        self._rows = Rows(("key", "title", "official", "picture"), found, self)

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        return self._rows

    @Property(QObject, constant=True)
    def arrival(self) -> ArrivalLine:
        """Whether what was handed in has arrived."""
        return self._arrival

    @Slot(int)
    def open(self, row: int) -> None:
        self._shell.open("service", self._rows.row(row)["key"])

    @Slot(str)
    def go(self, page: str) -> None:
        """How a matter stands, a form begun another day; a rating."""
        if page == "rating":
            self._shell.open("form", page)
        else:
            self._shell.open(page)


class ServiceModel(QObject):
    def __init__(self, shelf: Shelf, shell: Shell, id_: str) -> None:
        super().__init__()
        self._shell = shell
        self._service = shelf.guides.service(id_)
        self._forms = [f for f in Forms(shelf.library.packs).of_service(id_) if f not in _OWN_TILE]

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

    @Property(bool, constant=True)
    def canStart(self) -> bool:  # noqa: N802
        """Whether it can be done at this terminal."""
        return bool(self._forms)

    @Slot()
    def start(self) -> None:
        """Begin the form."""
        if self._forms:
            self._shell.open("form", self._forms[0])

    @Slot()
    def help(self) -> None:
        self._shell.open("help")
