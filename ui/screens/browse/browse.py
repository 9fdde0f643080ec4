"""Shelves, the statutes of a shelf, and a statute's contents with its articles."""

from html import escape

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.law.excerpt import excerpt
from kiosk.law.library import Ref, StatuteInfo
from kiosk.law.model import Kind
from ui.rows import ListPage, Rows
from ui.screens.search.search import marked
from ui.shelf import Shelf
from ui.shell import Shell

ICONS = {
    "宪法": "cat-constitution",
    "民法典": "cat-code",
    "民商法": "cat-commerce",
    "社会法": "cat-social",
    "刑法": "cat-criminal",
    "行政法": "cat-admin",
    "经济法": "cat-economic",
    "诉讼程序法": "cat-procedure",
    "宪法相关法": "cat-constitution",
    "行政法规": "cat-regulation",
    "司法解释": "cat-interpretation",
    "部门规章": "cat-rule",
    "地方性法规": "cat-local",
}


class ShelvesModel(QObject):
    """The categories."""

    def __init__(self, shelf: Shelf, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        rows = [{"name": n, "count": c, "picture": ICONS.get(n, "book")} for n, c in shelf.library.shelves()]
        self._rows = Rows(("name", "count", "picture"), rows, self)

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        return self._rows

    @Property(int, constant=True)
    def count(self) -> int:
        return len(self._rows)

    @Slot(int)
    def open(self, row: int) -> None:
        self._shell.open("shelf", self._rows.row(row)["name"])


class ShelfModel(ListPage):
    """The statutes of a category."""

    changed = Signal()

    def __init__(self, shelf: Shelf, shell: Shell, category: str) -> None:
        super().__init__()
        self._shelf = shelf
        self._shell = shell
        self._category = category
        self._all_versions = False
        self._rows = Rows(("title", "version", "digests", "old", "pack", "id"), parent=self)
        self._fill()

    @Property(str, constant=True)
    def category(self) -> str:
        return self._category

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        return self._rows

    @Property(bool, notify=changed)
    def allVersions(self) -> bool:  # noqa: N802
        return self._all_versions

    @Slot()
    def toggleVersions(self) -> None:  # noqa: N802
        self._all_versions = not self._all_versions
        self._position = 0
        self._fill()
        self.changed.emit()

    @Slot(int)
    def open(self, row: int) -> None:
        statute = self._rows.row(row)
        self._shell.open("statute", (statute["pack"], statute["id"]))

    def _fill(self) -> None:
        library = self._shelf.library
        digested = library.digested()
        self._rows.reset(
            [
                {
                    "title": s.title,
                    "version": s.version,
                    "digests": digested.get(s.short, 0),
                    "old": s.status != "in_force",
                    "pack": s.pack,
                    "id": s.id,
                }
                for s in library.shelf(self._category, all_versions=self._all_versions)
            ]
        )


class StatuteModel(ListPage):
    """A statute's contents: headings and articles; a word narrows them to the articles that hold it."""

    changed = Signal()

    def __init__(self, shelf: Shelf, shell: Shell, key: tuple[int, int]) -> None:
        super().__init__()
        self._shelf = shelf
        self._shell = shell
        self._statute: StatuteInfo = shelf.library.statute(*key)
        self._word = ""
        self._rows = Rows(("kind", "depth", "label", "text", "digest", "node"), parent=self)
        self.find("")

    @Property(str, constant=True)
    def title(self) -> str:
        return self._statute.title

    @Property(str, constant=True)
    def version(self) -> str:
        return self._statute.version

    @Property(bool, constant=True)
    def old(self) -> bool:
        return self._statute.status != "in_force"

    @Property(bool, constant=True)
    def digestOnly(self) -> bool:  # noqa: N802
        return self._statute.digest_only

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        return self._rows

    @Property(str, notify=changed)
    def word(self) -> str:
        return self._word

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        """Whether nothing in the statute holds the word."""
        return len(self._rows) == 0

    @Slot(str)
    def find(self, word: str) -> None:
        """Narrow the list to what holds a word; an empty word shows all again."""
        self._word = word.strip()
        self._position = 0
        self._rows.reset(self._found() if self._word else self._all())
        self.changed.emit()

    @Slot(int)
    def open(self, row: int) -> None:
        chosen = self._rows.row(row)
        if chosen["kind"] != Kind.HEADING:
            self._shell.open("reader", Ref(self._statute.pack, chosen["node"]))

    def _all(self) -> list[dict[str, object]]:
        digests = self._shelf.library.digests_of(self._statute.short)
        return [
            {
                "kind": str(n.kind),
                "depth": n.depth,
                "label": n.label,
                "text": n.text if n.kind is Kind.HEADING else escape(n.text),
                "digest": escape(digests.get((n.number, n.sub), "")) if n.number else "",
                "node": n.ref.node,
            }
            for n in self._shelf.library.nodes(self._statute)
        ]

    def _found(self) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        for node, digest in self._shelf.library.find_in(self._statute, self._word):
            shown, spans = excerpt(node.text or digest, [self._word.lower()], 60)
            rows.append(
                {
                    "kind": str(node.kind),
                    "depth": 0,
                    "label": node.label,
                    "text": marked(shown, spans),
                    "digest": "",
                    "node": node.ref.node,
                }
            )
        return rows
