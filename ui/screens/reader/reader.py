"""One article in large type: the digest above the official text, citations that lead on, previous and next."""

from html import escape

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.law.citation import Link, links
from kiosk.law.library import NodeInfo, Ref
from kiosk.law.model import Kind, paragraphs
from ui.look import Look
from ui.rows import Rows
from ui.shelf import Shelf
from ui.shell import Shell


class ReaderModel(QObject):
    """Shows one node; previous and next move within the statute."""

    changed = Signal()

    def __init__(self, shelf: Shelf, shell: Shell, look: Look, ref: Ref) -> None:
        super().__init__()
        self._library = shelf.library
        self._shell = shell
        self._look = look
        look.changed.connect(self.changed)
        self._statute = self._library.owner(ref)
        self._paragraphs = Rows(("modelText", "level"), parent=self)
        self._cited = Rows(("title", "pack", "node"), parent=self)
        self._node: NodeInfo | None = None
        self._digest = ""
        self._above: list[str] = []
        self._order: list[int] = []
        self._show(ref)

    @Property(str, constant=True)
    def statute(self) -> str:
        return self._statute.short

    @Property(str, constant=True)
    def version(self) -> str:
        return self._statute.version

    @Property(bool, constant=True)
    def old(self) -> bool:
        return self._statute.status != "in_force"

    @Property(str, constant=True)
    def status(self) -> str:
        return str(self._statute.status)

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._node.label if self._node else ""

    @Property(str, notify=changed)
    def above(self) -> str:
        """The headings it stands under, on one line."""
        return "　".join(self._above[-2:])

    @Property(str, notify=changed)
    def digest(self) -> str:
        return self._digest

    @Property(bool, notify=changed)
    def hasText(self) -> bool:  # noqa: N802
        """Whether the official text is on this terminal."""
        return bool(self._node and self._node.text)

    @Property(QObject, constant=True)
    def paragraphs(self) -> Rows:
        return self._paragraphs

    @Property(QObject, constant=True)
    def cited(self) -> Rows:
        return self._cited

    @Property(bool, notify=changed)
    def hasPrevious(self) -> bool:  # noqa: N802
        return self._place() > 0

    @Property(bool, notify=changed)
    def hasNext(self) -> bool:  # noqa: N802
        return 0 <= self._place() < len(self._order) - 1

    @Property(bool, notify=changed)
    def canGrow(self) -> bool:  # noqa: N802
        return self._look.canGrow

    @Property(bool, notify=changed)
    def canShrink(self) -> bool:  # noqa: N802
        return self._look.canShrink

    @Slot()
    def larger(self) -> None:
        self._look.larger()

    @Slot()
    def smaller(self) -> None:
        self._look.smaller()

    @Slot()
    def previous(self) -> None:
        if self.hasPrevious:
            self._show(Ref(self._statute.pack, self._order[self._place() - 1]))

    @Slot()
    def next(self) -> None:
        if self.hasNext:
            self._show(Ref(self._statute.pack, self._order[self._place() + 1]))

    @Slot()
    def contents(self) -> None:
        """The statute's own page."""
        self._shell.open("statute", (self._statute.pack, self._statute.id))

    @Slot()
    def takeAway(self) -> None:  # noqa: N802
        if self._node:
            self._shell.open("takeaway", self._node.ref)

    @Slot(int)
    def openCited(self, row: int) -> None:  # noqa: N802
        cited = self._cited.row(row)
        self._shell.open("reader", Ref(cited["pack"], cited["node"]))

    @Slot(str)
    def openLink(self, link: str) -> None:  # noqa: N802
        """A citation touched within the text: `pack/node`."""
        pack, _, node = link.partition("/")
        if pack.isdigit() and node.isdigit():
            self._shell.open("reader", Ref(int(pack), int(node)))

    def _place(self) -> int:
        return self._order.index(self._node.ref.node) if self._node and self._node.ref.node in self._order else -1

    def _show(self, ref: Ref) -> None:
        if not self._order:
            self._order = [n.ref.node for n in self._library.nodes(self._statute) if n.kind is not Kind.HEADING]
        node = self._library.node(ref)
        self._above = self._library.headings_above(ref)
        article = node.kind is Kind.ARTICLE
        self._digest = self._library.digest(self._statute.short, node.number, node.sub) if article else ""
        self._node = node
        self._set_text(node)
        self.changed.emit()

    def _set_text(self, node: NodeInfo) -> None:
        cited: dict[Ref, str] = {}
        rows = []
        for paragraph in paragraphs(node.text):
            html, at = [], 0
            for link in links(paragraph.text):
                ref = self._target(link)
                if ref is None or ref == node.ref:
                    continue
                words = escape(paragraph.text[link.start : link.end])
                html += [escape(paragraph.text[at : link.start]), f'<a href="{ref.pack}/{ref.node}">{words}</a>']
                at = link.end
                name = "" if self._library.owner(ref) == self._statute else self._library.owner(ref).short
                cited.setdefault(ref, name + paragraph.text[link.start : link.end])
            html.append(escape(paragraph.text[at:]))
            rows.append({"modelText": "".join(html), "level": paragraph.level})
        self._paragraphs.reset(rows)
        self._cited.reset([{"title": name, "pack": r.pack, "node": r.node} for r, name in cited.items()])

    def _target(self, link: Link) -> Ref | None:
        statute = self._library.by_short(link.title) if link.title else self._statute
        return self._library.article(statute, link.number, link.sub) if statute else None
