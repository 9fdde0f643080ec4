"""Law lookup: what was typed, what it led to, more of it as one scrolls."""

import logging
import sqlite3
from html import escape

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from kiosk.law.library import Ref
from kiosk.law.search import Hit, Results
from ui.rows import ListPage, Rows
from ui.shelf import Shelf
from ui.shell import Shell

PAGE = 12
MOST = 120
_ROLES = ("title", "label", "excerpt", "digest", "old", "pack", "node")
_log = logging.getLogger(__name__)


class SearchModel(ListPage):
    """`state` is one of asking, waiting, found, empty, failed."""

    changed = Signal()

    def __init__(self, shelf: Shelf, shell: Shell, query: str | None) -> None:
        super().__init__()
        self._shelf = shelf
        self._shell = shell
        self._query = ""
        self._state = "asking"
        self._all_versions = False
        self._more = False
        self._hits = Rows(_ROLES, parent=self)
        self._statutes = Rows(("title", "version", "old", "pack", "id"), parent=self)
        self._read_as = ""
        if query:
            self.submit(query)
        else:
            QTimer.singleShot(0, self._warm)

    @Property(str, notify=changed)
    def query(self) -> str:
        return self._query

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(QObject, constant=True)
    def hits(self) -> Rows:
        return self._hits

    @Property(QObject, constant=True)
    def statutes(self) -> Rows:
        return self._statutes

    @Property(str, notify=changed)
    def readAs(self) -> str:  # noqa: N802
        """How county words were read, or nothing."""
        return self._read_as

    @Property(bool, notify=changed)
    def allVersions(self) -> bool:  # noqa: N802
        return self._all_versions

    @Slot(str)
    def submit(self, query: str) -> None:
        """Search; an empty query asks again."""
        self._query = query.strip()
        self._position = 0
        self._state = "waiting" if self._query else "asking"
        self.changed.emit()
        if self._query:
            QTimer.singleShot(0, self._run)

    @Slot()
    def toggleVersions(self) -> None:  # noqa: N802
        """Older versions too, or only what is in force."""
        self._all_versions = not self._all_versions
        self.submit(self._query)

    @Slot()
    def more(self) -> None:
        """The next results, where there are any."""
        if self._more and len(self._hits) < MOST:
            self._take(offset=len(self._hits))

    @Slot(int)
    def openHit(self, row: int) -> None:  # noqa: N802
        hit = self._hits.row(row)
        self._shell.open("reader", Ref(hit["pack"], hit["node"]))

    @Slot(int)
    def openStatute(self, row: int) -> None:  # noqa: N802
        statute = self._statutes.row(row)
        self._shell.open("statute", (statute["pack"], statute["id"]))

    @Slot()
    def help(self) -> None:
        self._shell.open("help")

    def _warm(self) -> None:
        try:
            self._shelf.search.warm()
        except sqlite3.Error as error:
            self._fail(error)

    def _run(self) -> None:
        self._hits.reset([])
        results = self._take(offset=0)
        if results is None:
            return
        self._statutes.reset(
            [
                {
                    "title": t.statute.title,
                    "version": t.statute.version,
                    "old": t.statute.status != "in_force",
                    "pack": t.statute.pack,
                    "id": t.statute.id,
                }
                for t in results.titles[:3]
            ]
        )
        self._read_as = "，".join(f"{said} → {law}" for said, law in results.read_as[:3])
        self._state = "found" if len(self._hits) or len(self._statutes) else "empty"
        self.changed.emit()

    def _take(self, offset: int) -> Results | None:
        try:
            results = self._shelf.search.search(self._query, PAGE, offset, all_versions=self._all_versions)
        except sqlite3.Error as error:
            self._fail(error)
            return None
        self._hits.extend([_row(hit) for hit in results.hits])
        self._more = results.total > offset + len(results.hits) and len(self._hits) < MOST
        self.changed.emit()
        return results

    def _fail(self, error: Exception) -> None:
        _log.error("content cannot be searched: %s", error)
        self._state = "failed"
        self.changed.emit()


def _row(hit: Hit) -> dict[str, object]:
    return {
        "title": hit.statute.short,
        "label": hit.node.label,
        "excerpt": marked(hit.excerpt, hit.spans) if hit.node.text else "",
        "digest": hit.digest,
        "old": hit.statute.status != "in_force",
        "pack": hit.ref.pack,
        "node": hit.ref.node,
    }


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """A text as StyledText with the spans in bold."""
    out, at = [], 0
    for start, end in spans:
        out += [escape(text[at:start]), "<b>", escape(text[start:end]), "</b>"]
        at = end
    return "".join((*out, escape(text[at:])))
