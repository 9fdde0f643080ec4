"""Take an article home: its text in codes, or the centre's page for it where the terminal is connected."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.law.library import Ref
from kiosk.law.model import Kind
from kiosk.law.takeaway import pieces
from sync.terminal.link import Link
from ui.codes import Codes
from ui.shelf import Shelf


class TakeawayModel(QObject):
    """`codes` texts or one address; one code is shown at a time."""

    changed = Signal()

    def __init__(self, shelf: Shelf, codes: Codes, link: Link, ref: Ref) -> None:
        super().__init__()
        library = shelf.library
        node, statute = library.node(ref), library.owner(ref)
        self._codes = codes
        self._title = f"《{statute.short}》{node.label}"
        digest = library.digest(statute.short, node.number, node.sub) if node.kind is Kind.ARTICLE else ""
        page = link.law_page(node.key)
        self._online = bool(page)
        texts = [page] if page else pieces(self._title, node.text or digest)
        self._addresses = [codes.put(text) for text in texts]
        self._place = 0
        self.destroyed.connect(lambda _=None, a=tuple(self._addresses): [codes.forget(x) for x in a])

    @Property(str, constant=True)
    def title(self) -> str:
        return self._title

    @Property(bool, constant=True)
    def online(self) -> bool:
        """Whether the code is the address of a page rather than the text itself."""
        return self._online

    @Property(int, constant=True)
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
