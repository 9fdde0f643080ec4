"""What stands on a form's page now: the question, what can be answered, what was answered before."""

from datetime import date
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.services.desk import Case
from kiosk.services.form import Kind, Question
from kiosk.services.shown import lunar
from ui.counter import Counter
from ui.rows import Rows
from ui.screens.form.album import Album


class QuestionPage(QObject):
    """The page's side of a form's view-model; `FormModel` answers and goes on.

    All properties that change stand here: PySide crashes where a subclass notifies by its base's signal.
    """

    changed = Signal()

    def __init__(self, counter: Counter, case: Case) -> None:
        super().__init__()
        self._counter, self._case = counter, case
        self._slip = ""
        self._typed = ""
        self._busy = False
        self._choices = Rows(("value", "title", "note", "chosen"), parent=self)
        self._album = Album(counter, self)

    @property
    def question_of_now(self) -> Question | None:
        """The question on the page, None at the summary."""
        return self._case.filling.question

    def choice_rows(self) -> list[dict[str, Any]]:
        """The choices on the page."""
        return [self._choices.row(number) for number in range(len(self._choices))]

    @property
    def photos_taken(self) -> int:
        """How many photos are on the page."""
        return len(self._album.answer())

    @property
    def _question(self) -> Question | None:
        return self._case.filling.question

    @Property(str, constant=True)
    def title(self) -> str:
        return self._case.form.title

    @Property(str, notify=changed)
    def kind(self) -> str:
        return str(self._question.kind) if self._question else "summary"

    @Property(str, notify=changed)
    def question(self) -> str:
        return self._question.label if self._question else ""

    @Property(str, notify=changed)
    def hint(self) -> str:
        if self._question is None:
            return self._case.form.about
        earlier = self._case.earlier
        if self._question.kind is Kind.PHOTOS and earlier is not None and earlier.papers:
            papers = "\n".join(f"{place}. {paper}" for place, paper in enumerate(earlier.papers, 1))
            return f"{papers}\n{self._question.hint}"
        return self._question.hint

    @Property(list, notify=changed)
    def text(self) -> list[str]:
        """What a page that tells says."""
        return list(self._question.text) if self._question else []

    @Property(bool, notify=changed)
    def optional(self) -> bool:
        return bool(self._question and self._question.optional)

    @Property(int, notify=changed)
    def place(self) -> int:
        return self._case.filling.place[0]

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._case.filling.place[1]

    @Property(str, notify=changed)
    def slip(self) -> str:
        """What is wrong, or nothing."""
        return self._slip

    @Property(str, notify=changed)
    def unit(self) -> str:
        return "元" if self._question and self._question.kind is Kind.MONEY else ""

    @Property(str, notify=changed)
    def extraKey(self) -> str:  # noqa: N802
        """The key beside the zero: a point, an X, a hyphen, or none."""
        kind = self._question.kind if self._question else None
        return {Kind.MONEY: ".", Kind.IDENTITY: "X", Kind.PHONE: "-"}.get(kind, "") if kind else ""

    @Property(str, notify=changed)
    def typed(self) -> str:
        return self._typed

    @Property(str, notify=changed)
    def answered(self) -> str:
        """A text as it was answered before."""
        value = self._case.filling.answer(self._question.id) if self._question else None
        return value if isinstance(value, str) else ""

    @Property(dict, notify=changed)
    def parts(self) -> dict[str, str]:
        """An address or a person as it was answered before."""
        value = self._case.filling.answer(self._question.id) if self._question else None
        return dict(value) if isinstance(value, dict) else {}

    @Property(list, notify=changed)
    def towns(self) -> list[str]:
        return self._counter.towns()

    @Property(QObject, constant=True)
    def choices(self) -> Rows:
        return self._choices

    @Property(list, notify=changed)
    def day(self) -> list[int]:
        value = self._case.filling.answer(self._question.id) if self._question else None
        kind = self._question.kind if self._question else None
        day = date.fromisoformat(value) if kind is Kind.DATE and isinstance(value, str) else date.today()
        return [day.year, day.month, day.day]

    @Property(list, notify=changed)
    def years(self) -> list[int]:
        today = date.today().year
        if self._question and self._question.future:
            return [today if not self._question.past else today - 100, today + 2]
        return [today - 110, today]

    @Slot(int, int, int, result=str)
    def lunarOf(self, year: int, month: int, day: int) -> str:  # noqa: N802
        """The day in the old calendar."""
        try:
            return lunar(date(year, month, day))
        except ValueError:
            return ""

    @Property(bool, constant=True)
    def canKeep(self) -> bool:  # noqa: N802
        """Whether it can be taken up again another day."""
        return self._case.form.draft_days > 0

    @Property(bool, constant=True)
    def hasReader(self) -> bool:  # noqa: N802
        return self._counter.devices.card_reader is not None

    @Property(bool, constant=True)
    def readerIsVirtual(self) -> bool:  # noqa: N802
        """Whether the card only plays a card."""
        reader = self._counter.devices.card_reader
        return reader is not None and reader.virtual

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy
