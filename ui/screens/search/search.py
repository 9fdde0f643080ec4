"""Asking and law lookup: what was said, the guide or the question back, and the articles, more of them as one scrolls."""

import logging
import sqlite3
from html import escape

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from kiosk.guides.asking import Answer, Outcome
from kiosk.law.library import Ref
from kiosk.law.search import Hit
from ui.rows import ListPage, Rows
from ui.shelf import Shelf
from ui.shell import Shell

PAGE = 12
MOST = 120
_ROLES = ("title", "label", "excerpt", "digest", "old", "pack", "node")
_log = logging.getLogger(__name__)


class SearchModel(ListPage):
    """`state` is one of asking, waiting, found, question, empty, failed; found says whether it is sure."""

    changed = Signal()

    def __init__(self, shelf: Shelf, shell: Shell, query: str | None) -> None:
        super().__init__()
        self._shelf = shelf
        self._shell = shell
        self._query = ""
        self._state = "asking"
        self._all_versions = False
        self._more = False
        self._taken = 0
        self._answer: Answer | None = None
        self._hits = Rows(_ROLES, parent=self)
        self._statutes = Rows(("title", "version", "old", "pack", "id"), parent=self)
        self._others = Rows(("key", "title", "first"), parent=self)
        self._choices = Rows(("title",), parent=self)
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

    @Property(bool, notify=changed)
    def unsure(self) -> bool:
        """Whether what was found may well be beside the point."""
        return self._answer is not None and self._answer.outcome is Outcome.UNSURE

    @Property(str, notify=changed)
    def guide(self) -> str:
        """The title of the guide that answers, or nothing."""
        return self._answer.guide.title if self._answer and self._answer.guide else ""

    @Property(list, notify=changed)
    def answer(self) -> list[str]:
        """The guide's answer."""
        return list(self._answer.guide.answer) if self._answer and self._answer.guide else []

    @Property(str, notify=changed)
    def question(self) -> str:
        """What is asked back."""
        return self._answer.question.text if self._answer and self._answer.question else ""

    @Property(QObject, constant=True)
    def choices(self) -> Rows:
        return self._choices

    @Property(QObject, constant=True)
    def others(self) -> Rows:
        """Other guides that may be meant."""
        return self._others

    @Property(QObject, constant=True)
    def hits(self) -> Rows:
        return self._hits

    @Property(QObject, constant=True)
    def statutes(self) -> Rows:
        return self._statutes

    @Property(str, notify=changed)
    def readAs(self) -> str:  # noqa: N802
        """How county words were read, or nothing."""
        read_as = self._answer.results.read_as if self._answer else []
        return "，".join(f"{said} → {law}" for said, law in read_as[:3])

    @Property(str, notify=changed)
    def because(self) -> str:
        """The way of asking that the guide was found by, or nothing."""
        return self._answer.why[-1][1] if self._answer and self._answer.guide and self._answer.why else ""

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
        if self._more and self._taken < MOST:
            try:
                search = self._shelf.search
                results = search.search(self._query, PAGE, self._taken, all_versions=self._all_versions)
            except sqlite3.Error as error:
                self._fail(error)
                return
            self._extend(results.hits, results.total)

    @Slot()
    def openGuide(self) -> None:  # noqa: N802
        if self._answer and self._answer.guide:
            self._shell.open("guide", self._answer.guide.id)

    @Slot(int)
    def openOther(self, row: int) -> None:  # noqa: N802
        self._shell.open("guide", self._others.row(row)["key"])

    @Slot(int)
    def choose(self, row: int) -> None:
        """An answer to the question asked back: a guide, or one more question."""
        if self._answer and self._answer.question:
            choice = self._answer.question.choice[row]
            self._shell.open("guide" if choice.guide else "question", choice.guide or choice.question)

    @Slot()
    def noneOfThese(self) -> None:  # noqa: N802
        """The question asked back was beside the point: the articles, then."""
        self._state = "found" if len(self._hits) else "empty"
        self.changed.emit()

    @Slot()
    def book(self) -> None:
        """Talk to a lawyer at an agreed time."""
        self._shell.open("service", "appointment")

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
            self._shelf.asker.warm()
        except sqlite3.Error as error:
            self._fail(error)

    def _run(self) -> None:
        self._hits.reset([])
        self._taken = 0
        try:
            if self._all_versions:
                results = self._shelf.search.search(self._query, PAGE, all_versions=True)
                self._answer = Answer(Outcome.ARTICLES, results)
            else:
                self._answer = self._shelf.asker.ask(self._query, PAGE)
        except sqlite3.Error as error:
            self._fail(error)
            return
        self._show(self._answer)

    def _show(self, answer: Answer) -> None:
        self._statutes.reset(
            [
                {
                    "title": t.statute.title,
                    "version": t.statute.version,
                    "old": t.statute.status != "in_force",
                    "pack": t.statute.pack,
                    "id": t.statute.id,
                }
                for t in answer.results.titles[:3]
            ]
        )
        self._others.reset([{"key": g.id, "title": g.title, "first": g.first} for g in answer.others])
        self._choices.reset([{"title": c.label} for c in answer.question.choice] if answer.question else [])
        self._hits.reset([_row(hit) for hit in answer.cited])
        self._extend(answer.results.hits, answer.results.total)
        something = len(self._hits) or len(self._statutes) or len(self._others)
        self._state = "question" if answer.question else "found" if something else "empty"
        self.changed.emit()

    def _extend(self, hits: list[Hit], total: int) -> None:
        """More rows, without those that the guide cites and that stand above already."""
        cited = {hit.ref for hit in self._answer.cited} if self._answer else set()
        self._hits.extend([_row(hit) for hit in hits if hit.ref not in cited])
        self._taken += len(hits)
        self._more = total > self._taken and self._taken < MOST
        self.changed.emit()

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
