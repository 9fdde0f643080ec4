"""Take an article home: its text in codes, or the centre's page for it where the terminal is connected.

A guide or the result of a calculator goes home as a leaflet, in codes only.
"""

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.law.library import Ref
from kiosk.law.model import Kind
from kiosk.law.takeaway import Leaflet, pieces
from sync.terminal.link import Link
from ui import errand
from ui.codes import Codes
from ui.press import Press
from ui.shelf import Shelf


class TakeawayModel(QObject):
    """The text in one or more codes, one shown at a time; replaced by the page's address once the centre has it."""

    changed = Signal()

    def __init__(self, shelf: Shelf, codes: Codes, link: Link, press: Press, what: Ref | Leaflet) -> None:
        super().__init__()
        self._press = press
        self._told = ""
        self._printing = False
        self._codes = codes
        self._online = False
        self._place = 0
        self._addresses: list[str] = []
        self.destroyed.connect(codes.clear)
        if isinstance(what, Leaflet):
            self._title, self._text = what.title, what.text
            self._show(pieces(what.title, what.text))
        else:
            self._article(shelf, link, what)

    def _article(self, shelf: Shelf, link: Link, ref: Ref) -> None:
        library = shelf.library
        node, statute = library.node(ref), library.owner(ref)
        self._title = f"《{statute.short}》{node.label}"
        digest = library.digest(statute.short, node.number, node.sub) if node.kind is Kind.ARTICLE else ""
        self._text = node.text or digest
        self._show(pieces(self._title, self._text))
        if link.configured and node.number:
            name, number, sub = statute.short, node.number, node.sub
            errand.run(self, lambda: link.law_page(name, number, sub), self._found)

    @Property(str, constant=True)
    def title(self) -> str:
        return self._title

    @Property(bool, constant=True)
    def canPrint(self) -> bool:  # noqa: N802
        return self._press.available

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        return self._printing

    @Property(str, notify=changed)
    def told(self) -> str:
        """What became of the printing, or nothing."""
        return self._told

    @Slot()
    def printIt(self) -> None:  # noqa: N802
        if not self._printing:
            self._printing, self._told = True, ""
            self.changed.emit()
            leaflet = Leaflet(self._title, self._text)
            errand.run(self, lambda: self._press.print_leaflet(leaflet), self._printed)

    def _printed(self, told: str) -> None:
        self._printing, self._told = False, told
        self.changed.emit()

    @Property(bool, notify=changed)
    def online(self) -> bool:
        """Whether the code is the address of a page rather than the text itself."""
        return self._online

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._addresses)

    @Property(int, notify=changed)
    def place(self) -> int:
        """Which code is shown, from 1."""
        return self._place + 1

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._addresses[self._place]

    @Slot()
    def previous(self) -> None:
        self._place = max(0, self._place - 1)
        self.changed.emit()

    @Slot()
    def next(self) -> None:
        self._place = min(len(self._addresses) - 1, self._place + 1)
        self.changed.emit()

    def _found(self, page: str) -> None:
        if page:
            self._online = True
            self._show([page])

    def _show(self, texts: list[str]) -> None:
        self._codes.clear()
        self._addresses = [self._codes.put(text) for text in texts]
        self._place = 0
        self.changed.emit()
