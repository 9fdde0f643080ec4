"""One guide: the answer, the steps, by when, with which papers, where; what can be done from here; and the articles."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.guides.calculators import calculator
from kiosk.guides.leaflet import leaflet
from kiosk.law.library import Ref
from kiosk.law.numerals import article_number
from ui.look import Look
from ui.rows import Rows
from ui.shelf import Shelf
from ui.shell import Shell


class GuideModel(QObject):
    """Shows one guide. It is counted as read once, without who or when."""

    changed = Signal()

    def __init__(self, shelf: Shelf, shell: Shell, look: Look, id_: str) -> None:
        super().__init__()
        self._shelf, self._shell, self._look = shelf, shell, look
        look.changed.connect(self.changed)
        self._guide = guide = shelf.guides.guide(id_)
        self._theme = next((t.title for t in shelf.guides.themes() if t.id == guide.theme), "")
        self._service = shelf.guides.service(guide.service) if guide.service else None
        self._steps = Rows(("title", "text"), [{"title": s.title, "text": s.text} for s in guide.step], self)
        self._deadlines = Rows(
            ("what", "within", "article"),
            [{"what": d.what, "within": d.within, "article": d.article.replace(" ", "")} for d in guide.deadline],
            self,
        )
        self._places = Rows(
            ("name", "matter", "phone"),
            [{"name": p.name, "matter": p.matter, "phone": p.phone} for p in guide.place],
            self,
        )
        self._cited = Rows(("title", "digest", "pack", "node"), [r for c in guide.cites if (r := self._cite(c))], self)
        shelf.counts.add(id_)

    def _cite(self, cite: str) -> dict[str, object] | None:
        title, _, label = cite.partition(" ")
        library = self._shelf.library
        statute = library.by_short(title)
        ref = library.article(statute, *article_number(label)) if statute else None
        if ref is None or statute is None:
            return None
        node = library.node(ref)
        digest = library.digest(statute.short, node.number, node.sub)
        return {"title": f"{statute.short} {node.label}", "digest": digest, "pack": ref.pack, "node": ref.node}

    @Property(str, constant=True)
    def title(self) -> str:
        return self._guide.title

    @Property(str, constant=True)
    def theme(self) -> str:
        return self._theme

    @Property(list, constant=True)
    def answer(self) -> list[str]:
        return list(self._guide.answer)

    @Property(QObject, constant=True)
    def steps(self) -> Rows:
        return self._steps

    @Property(QObject, constant=True)
    def deadlines(self) -> Rows:
        return self._deadlines

    @Property(list, constant=True)
    def papers(self) -> list[str]:
        return list(self._guide.papers)

    @Property(QObject, constant=True)
    def places(self) -> Rows:
        return self._places

    @Property(str, constant=True)
    def careful(self) -> str:
        return self._guide.careful

    @Property(str, constant=True)
    def service(self) -> str:
        return self._service.title if self._service else ""

    @Property(str, constant=True)
    def serviceOfficial(self) -> str:  # noqa: N802
        return self._service.official if self._service else ""

    @Property(str, constant=True)
    def serviceIcon(self) -> str:  # noqa: N802
        return self._service.icon if self._service else ""

    @Property(str, constant=True)
    def calculator(self) -> str:
        """The title of the calculator that helps here, or nothing."""
        return calculator(self._guide.calculator).title if self._guide.calculator else ""

    @Slot()
    def openCalculator(self) -> None:  # noqa: N802
        self._shell.open("calculator", self._guide.calculator)

    @Property(QObject, constant=True)
    def cited(self) -> Rows:
        return self._cited

    @Property(str, constant=True)
    def author(self) -> str:
        return self._guide.author

    @Property(str, constant=True)
    def reviewed(self) -> str:
        return self._guide.reviewed.isoformat()

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
    def openService(self) -> None:  # noqa: N802
        if self._service:
            self._shell.open("service", self._service.id)

    @Slot(int)
    def openCited(self, row: int) -> None:  # noqa: N802
        cited = self._cited.row(row)
        self._shell.open("reader", Ref(cited["pack"], cited["node"]))

    @Slot()
    def takeAway(self) -> None:  # noqa: N802
        self._shell.open("takeaway", leaflet(self._guide))
