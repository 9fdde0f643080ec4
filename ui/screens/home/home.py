"""The first screen: one question, the common worries, the ways to look for oneself."""

from PySide6.QtCore import Property, QObject, Slot

from ui.arrival import ArrivalLine
from ui.rows import Rows
from ui.shelf import Shelf
from ui.shell import Shell


class HomeModel(QObject):
    def __init__(self, shelf: Shelf, shell: Shell, arrival: ArrivalLine) -> None:
        super().__init__()
        self._shell, self._arrival = shell, arrival
        self._ready = not shelf.empty
        rows = [{"title": t, "query": q, "picture": i} for t, q, i in shelf.library.topics()]
        self._topics = Rows(("title", "query", "picture"), rows, self)

    @Property(bool, constant=True)
    def ready(self) -> bool:
        """Whether any content is installed."""
        return self._ready

    @Property(QObject, constant=True)
    def arrival(self) -> ArrivalLine:
        """Whether what was handed in has arrived."""
        return self._arrival

    @Property(QObject, constant=True)
    def topics(self) -> Rows:
        return self._topics

    @Slot(int)
    def ask(self, row: int) -> None:
        """Look a common worry up."""
        self._shell.open("search", self._topics.row(row)["query"])

    @Slot()
    def search(self) -> None:
        self._shell.open("search")

    @Slot(str)
    def go(self, page: str) -> None:
        """Guides, calculators, or the law itself."""
        self._shell.open(page)

    @Slot()
    def help(self) -> None:
        self._shell.open("help")
