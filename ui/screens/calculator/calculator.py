"""The calculators: the list of them, and one of them, a question at a time to its result."""

from datetime import date
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.guides.calculators import CALCULATORS, calculator
from kiosk.guides.calculators.model import EARLIEST, BadAnswer, Choice, Field, Kind, Outcome, day_text
from kiosk.guides.calculators.walk import Walk
from kiosk.guides.leaflet import result, shown
from ui.rows import Rows
from ui.shelf import Shelf
from ui.shell import Shell

_YES_NO = (Choice("yes", "是"), Choice("no", "不是"))


class CalculatorsModel(QObject):
    """All calculators."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        found = [calculator(id_) for id_ in CALCULATORS]
        self._rows = Rows(
            ("key", "title", "about", "picture"),
            [{"key": c.id, "title": c.title, "about": c.about, "picture": c.icon} for c in found],
            self,
        )

    @Property(QObject, constant=True)
    def rows(self) -> Rows:
        return self._rows

    @Slot(int)
    def open(self, row: int) -> None:
        self._shell.open("calculator", self._rows.row(row)["key"])


class CalculatorModel(QObject):
    """One calculator. `kind` is that of the question of now, or "result"."""

    changed = Signal()

    def __init__(self, shelf: Shelf, shell: Shell, id_: str) -> None:
        super().__init__()
        self._shell = shell
        self._walk = Walk(calculator(id_), shelf.guides.figures())
        self._outcome: Outcome | None = None
        self._slip = ""
        self._typed = ""
        self._choices = Rows(("key", "title"), parent=self)
        self._lines = Rows(("label", "value"), parent=self)
        self._steps = Rows(("text", "article"), parent=self)
        self._show()

    @Property(str, constant=True)
    def title(self) -> str:
        return self._walk.calculator.title

    @Property(str, constant=True)
    def icon(self) -> str:
        return self._walk.calculator.icon

    @Property(str, notify=changed)
    def kind(self) -> str:
        field = self._walk.field
        if field is None:
            return "result"
        if field.kind in (Kind.CHOICE, Kind.YES_NO):
            return "choice"
        return "date" if field.kind is Kind.DATE else "number"

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._field.label if self._field else ""

    @Property(str, notify=changed)
    def hint(self) -> str:
        return self._field.hint if self._field else ""

    @Property(str, notify=changed)
    def unit(self) -> str:
        if not self._field:
            return ""
        return "元" if self._field.kind is Kind.MONEY else self._field.unit

    @Property(bool, notify=changed)
    def optional(self) -> bool:
        return bool(self._field and self._field.optional)

    @Property(int, notify=changed)
    def place(self) -> int:
        return self._walk.place

    @Property(QObject, constant=True)
    def choices(self) -> Rows:
        return self._choices

    @Property(str, notify=changed)
    def slip(self) -> str:
        """What is wrong with the answer, or nothing."""
        return self._slip

    @Property(str, notify=changed)
    def typed(self) -> str:
        """The number so far."""
        return self._typed

    @Property(list, notify=changed)
    def day(self) -> list[int]:
        """The date to begin with: what was answered before, else today."""
        try:
            year, month, day = (int(part) for part in self._walk.typed.split("-"))
        except ValueError:
            today = date.today()
            year, month, day = today.year, today.month, today.day
        return [year, month, day]

    @Property(list, notify=changed)
    def years(self) -> list[int]:
        """The first and the last year that can be chosen."""
        least = self._field.least if self._field else None
        first = least.year if isinstance(least, date) else EARLIEST.year
        return [first, date.today().year + (3 if self._field and self._field.future else 0)]

    # -- the result --------------------------------------------------------------------------------------------------

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._outcome.headline if self._outcome else ""

    @Property(str, notify=changed)
    def formula(self) -> str:
        return self._outcome.formula if self._outcome else ""

    @Property(QObject, constant=True)
    def lines(self) -> Rows:
        return self._lines

    @Property(QObject, constant=True)
    def steps(self) -> Rows:
        return self._steps

    @Property(list, notify=changed)
    def warnings(self) -> list[str]:
        return self._outcome.warnings if self._outcome else []

    @Property(list, notify=changed)
    def excludes(self) -> list[str]:
        return self._outcome.excludes if self._outcome else []

    @Property(list, notify=changed)
    def figures(self) -> list[str]:
        """The yearly figures that were used, each with its day and source."""
        found = self._outcome.figures if self._outcome else []
        return [f"{f.name}：{f.value}，{day_text(f.since)}起，{f.source}" for f in found]

    # -- touches -----------------------------------------------------------------------------------------------------

    @Slot(str)
    def press(self, key: str) -> None:
        """A key of the number pad: a digit, a point, or nothing for taking the last one away."""
        self._typed = (self._typed + key)[:16] if key else self._typed[:-1]
        self._slip = ""
        self.changed.emit()

    @Slot()
    def enterNumber(self) -> None:  # noqa: N802
        self._submit(self._typed)

    @Slot(int, int, int)
    def enterDate(self, year: int, month: int, day: int) -> None:  # noqa: N802
        self._submit(f"{year}-{month}-{day}")

    @Slot(int)
    def choose(self, row: int) -> None:
        self._submit(self._choices.row(row)["key"])

    @Slot()
    def skip(self) -> None:
        """Leave an optional question unanswered."""
        self._submit("")

    @Slot()
    def previous(self) -> None:
        """One question back."""
        self._walk.back()
        self._show()

    @Slot()
    def again(self) -> None:
        self._walk.again()
        self._show()

    @Slot()
    def takeAway(self) -> None:  # noqa: N802
        if self._outcome:
            self._shell.open("takeaway", result(self._walk.calculator, self._outcome))

    @property
    def _field(self) -> Field | None:
        return self._walk.field

    def _submit(self, text: str) -> None:
        try:
            self._walk.submit(text)
        except BadAnswer as slip:
            self._slip = str(slip)
            self.changed.emit()
            return
        self._show()

    def _show(self) -> None:
        """The question of now, or the result."""
        self._slip = ""
        field = self._field
        self._typed = self._walk.typed if field and field.kind in (Kind.MONEY, Kind.NUMBER, Kind.WHOLE) else ""
        choices = _YES_NO if field and field.kind is Kind.YES_NO else field.choices if field else ()
        self._choices.reset([{"key": c.value, "title": c.label} for c in choices])
        self._outcome = self._walk.outcome() if field is None else None
        lines: list[dict[str, Any]] = []
        steps: list[dict[str, Any]] = []
        if self._outcome:
            lines = [{"label": line.label, "value": shown(line)} for line in self._outcome.lines]
            steps = [{"text": s.text, "article": s.article.replace(" ", "")} for s in self._outcome.steps]
        self._lines.reset(lines)
        self._steps.reset(steps)
        self.changed.emit()
