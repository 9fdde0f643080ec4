"""The quiet line that says whether what was handed in has arrived at the centre; nothing where the terminal stands alone."""

from PySide6.QtCore import Property, QObject, QTimer, Signal

from kiosk.store.errors import StoreError
from ui import errand
from ui.backoffice import BackOffice

_LOOK_MS = 5_000
_DRAWINGS = {"arrived": "check", "on-its-way": "clock", "ask": "info"}


class ArrivalLine(QObject):
    """Read by the first screen and the list of services. The store is looked at by a worker, every few seconds."""

    changed = Signal()

    def __init__(self, back_office: BackOffice, *, linked: bool) -> None:
        """`linked` is whether the terminal belongs to a centre."""
        super().__init__()
        self._back_office = back_office
        self._text, self._drawing = "", ""
        self._looking = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        if linked:
            self._timer.start()

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._text

    @Property(str, notify=changed)
    def drawing(self) -> str:
        """Its mark, so that it is not told by colour."""
        return self._drawing

    def look(self) -> None:
        """Look how things stand; the line follows a moment later."""
        if not self._looking and self._back_office.has_store:
            self._looking = True
            errand.run(self, self._back_office.load, lambda _: self._ask())

    def _ask(self) -> None:
        from kiosk.services.arrival import Arrival, arrival

        try:
            store = self._back_office().desk.store
        except StoreError:
            self._looking = False  # who hands something in is told; the doctor says more
            return

        def read() -> Arrival:
            try:
                return arrival(store)
            except StoreError:
                return Arrival()

        errand.run(self, read, lambda told: self._show(told.text, _DRAWINGS.get(told.sign, "")))

    def _show(self, text: str, drawing: str) -> None:
        self._looking = False
        if (text, drawing) != (self._text, self._drawing):
            self._text, self._drawing = text, drawing
            self.changed.emit()
