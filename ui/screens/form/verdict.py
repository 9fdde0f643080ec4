"""What a form's rules say, for its page."""

from PySide6.QtCore import Property, QObject, Signal

from kiosk.services.verdict import Verdict
from ui.rows import Rows


class VerdictView(QObject):
    """Shows one verdict, or none."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = None
        self._points = Rows(("said", "article"), parent=self)
        self._ways = Rows(("title", "said"), parent=self)

    def show(self, verdict: Verdict | None) -> None:
        """Another verdict."""
        self._verdict = verdict
        points = (*verdict.points, *verdict.course) if verdict else ()
        self._points.reset([{"said": p.text, "article": p.article} for p in points])
        self._ways.reset([{"title": w.title, "said": w.text} for w in verdict.ways] if verdict else [])
        self.changed.emit()

    def way(self, row: int) -> str:
        """The kind of one way on."""
        return self._verdict.ways[row].kind if self._verdict else ""

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._verdict.headline if self._verdict else ""

    @Property(bool, notify=changed)
    def covered(self) -> bool:
        """Whether it makes sense to go on with the form."""
        return not self._verdict or self._verdict.good is not False

    @Property(list, notify=changed)
    def papers(self) -> list[str]:
        return list(self._verdict.papers) if self._verdict else []

    @Property(QObject, constant=True)
    def points(self) -> Rows:
        return self._points

    @Property(QObject, constant=True)
    def ways(self) -> Rows:
        return self._ways
