"""A form on the screen: one question a page, a summary to check, then it is handed in and the receipt follows.

The view-model holds what is on the page; what may be answered is decided by `kiosk/services`.
"""

import logging
from typing import Any

from PySide6.QtCore import Property, QByteArray, QObject, Slot

import ui.signature  # noqa: F401 - QML knows its field from here on
from kiosk.devices.errors import DeviceError
from kiosk.services.desk import Case
from kiosk.services.errors import AnswerRefused, ServiceError
from kiosk.services.form import Kind, Question
from kiosk.services.shown import choices, shown
from kiosk.store.errors import SlotTaken, StoreError
from ui import errand
from ui.counter import Counter
from ui.rows import Rows
from ui.screens.form.album import Album
from ui.screens.form.page import QuestionPage
from ui.screens.form.verdict import VerdictView
from ui.shell import Shell

_CARD_S = 10.0  # to lay the card on the reader
_NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.IDENTITY, Kind.PHONE)
_BOOKED_OUT = "这几个星期都约满了。请退回去换一种方式，或者打12348、问本站工作人员。"
_log = logging.getLogger(__name__)


class FormModel(QuestionPage):
    """`kind` is that of the question of now, or "summary"."""

    def __init__(self, shell: Shell, counter: Counter, what: str | Case) -> None:
        super().__init__(counter, what if isinstance(what, Case) else counter.desk.begin(what))
        self._shell = shell
        counter.case = self._case
        self._chosen: set[str] = set()
        self._lines = Rows(("key", "title", "answer"), parent=self)
        self._told = VerdictView(self)
        self._show()

    @Property(QObject, constant=True)
    def told(self) -> VerdictView:
        """What the rules say, on the page that tells it."""
        return self._told

    @Property(QObject, constant=True)
    def album(self) -> Album:
        """The photos, on a page that asks for them."""
        return self._album

    def add_photo(self, jpeg: bytes) -> str:
        """Keep a photo for the question of now; returns what is wrong, or nothing."""
        return self._album.add(self._case, jpeg)

    @Slot()
    def takePhoto(self) -> None:  # noqa: N802
        """To the camera; what it takes comes back here."""
        self._shell.open("camera", self)

    @Slot()
    def fromPhone(self) -> None:  # noqa: N802
        """To the page with the code for the citizen's phone."""
        self._shell.open("phone", self)

    @Slot()
    def enterPhotos(self) -> None:  # noqa: N802
        self._submit(self._album.answer())

    # -- answers -----------------------------------------------------------------------------------------------------------

    @Slot(str)
    def press(self, key: str) -> None:
        """A key of the number pad; an empty one takes the last away."""
        self._typed = (self._typed + key)[:24] if key else self._typed[:-1]
        self._slip = ""
        self.changed.emit()

    @Slot()
    def readCard(self) -> None:  # noqa: N802
        """Read the identity card on the reader, off the screen's thread."""
        reader = self._counter.devices.card_reader
        if reader is None or self._busy:
            return
        self._busy, self._slip = True, ""
        self.changed.emit()

        def read() -> tuple[str, str, str]:
            try:
                card = reader.read(_CARD_S)
            except DeviceError as error:
                _log.warning("%s", error)
                return "", "", error.sentence
            return card.number, card.name, ""

        errand.run(self, read, self._card)

    def _card(self, read: tuple[str, str, str]) -> None:
        self._busy = False
        number, name, self._slip = read
        if number and self._question and self._question.kind is Kind.IDENTITY:
            self._case.filling.know("name", name)
            self._submit(number)
        self.changed.emit()

    @Slot()
    def enterNumber(self) -> None:  # noqa: N802
        self._submit(self._typed)

    @Slot(str)
    def enterText(self, text: str) -> None:  # noqa: N802
        self._submit(text)

    @Slot(int, int, int)
    def enterDate(self, year: int, month: int, day: int) -> None:  # noqa: N802
        self._submit(f"{year}-{month}-{day}")

    @Slot(int)
    def choose(self, row: int) -> None:
        """One answer: the next page follows at once. Several: it is put in or taken out."""
        value = self._choices.row(row)["value"]
        if self._question is not None and self._question.kind is Kind.MANY:
            self._chosen ^= {value}
            self._show_choices()
        else:
            self._submit(value)

    @Slot()
    def enterMany(self) -> None:  # noqa: N802
        self._submit(
            [self._choices.row(n)["value"] for n in range(len(self._choices)) if self._choices.row(n)["chosen"]]
        )

    @Slot(str, str, str)
    def enterAddress(self, town: str, village: str, rest: str) -> None:  # noqa: N802
        self._submit({"town": town, "village": village, "rest": rest})

    @Slot(str, str, str)
    def enterPerson(self, name: str, phone: str, address: str) -> None:  # noqa: N802
        self._submit({"name": name, "phone": phone, "address": address})

    @Slot(QByteArray)
    def enterSignature(self, png: QByteArray) -> None:  # noqa: N802
        try:
            self._submit(self._case.put(bytes(png.data()), "image/png", "签名"))
        except StoreError as error:
            self._trouble(error)

    @Slot()
    def agree(self) -> None:
        """Consent, or a page that was read."""
        self._submit(True)

    @Slot()
    def skip(self) -> None:
        self._submit(None)

    @Slot()
    def previous(self) -> None:
        if self._case.filling.back():
            self._show()

    @Slot(int)
    def correct(self, row: int) -> None:
        """From the summary to one answer."""
        self._case.filling.go_to(self._lines.row(row)["key"])
        self._show()

    # -- the end -----------------------------------------------------------------------------------------------------------

    @Property(QObject, constant=True)
    def lines(self) -> Rows:
        return self._lines

    @Slot()
    def submit(self) -> None:
        """Hand it in; the receipt is shown once all of it is durable."""
        if self._busy:
            return
        self._busy = True
        self.changed.emit()
        try:
            receipt = self._case.submit()
        except SlotTaken as error:
            self._to_slot()
            self._trouble(error)
        except (ServiceError, StoreError) as error:
            self._show()
            self._trouble(error)
        else:
            self._counter.case = None
            self._shell.replace("receipt", (self._case, receipt))
        self._busy = False

    @Slot()
    def keep(self) -> None:
        """Keep it beyond this visit: a code to take it up again."""
        try:
            self._shell.open("kept", (self._case, self._case.keep()))
        except StoreError as error:
            self._trouble(error)

    @Slot(int)
    def go(self, row: int) -> None:
        """A way on from the verdict."""
        page, argument = _WAYS[self._told.way(row)]
        if page:
            self._shell.open(page, argument)
        else:
            self.agree()

    def _submit(self, given: Any) -> None:
        try:
            self._case.answer(given)
        except AnswerRefused as slip:
            self._slip = slip.sentence
            self.changed.emit()
            return
        except StoreError as error:  # the answer itself is held; the store is told of
            _log.error("a draft could not be saved: %s", error)
        self._show()

    def _to_slot(self) -> None:
        slot = next((q for q in self._case.filling.asked() if q.kind is Kind.SLOT), None)
        if slot:
            self._case.filling.go_to(slot.id)
        self._show()

    def _trouble(self, error: ServiceError | StoreError) -> None:
        _log.error("%s: %s", type(error).__name__, error)
        self._slip = error.sentence
        self.changed.emit()

    def _show(self) -> None:
        self._slip = ""
        question = self._question
        value = self._case.filling.answer(question.id) if question else None
        self._typed = _as_typed(question, value)
        self._chosen = set(value) if question and question.kind is Kind.MANY and value else set()
        self._told.show(self._case.verdict() if question and question.kind is Kind.ASSESSMENT else None)
        self._show_choices()
        self._album.show(question, value)
        if question and question.kind is Kind.SLOT and not len(self._choices):
            self._slip = _BOOKED_OUT
        self._lines.reset(
            [
                {
                    "key": line.question.id,
                    "title": line.question.short or line.question.label,
                    "answer": shown(line.question, line.value),
                }
                for line in self._case.filling.summary()
            ]
            if question is None
            else []
        )
        self.changed.emit()

    def _show_choices(self) -> None:
        question = self._question
        offered = choices(question, self._counter.slots) if question else []
        value = self._case.filling.answer(question.id) if question else None
        self._choices.reset(
            [
                {
                    "value": c.value,
                    "title": c.label,
                    "note": c.note,
                    "chosen": c.value in self._chosen or c.value == value,
                }
                for c in offered
            ]
        )
        self.changed.emit()


_WAYS: dict[str, tuple[str, Any]] = {
    "apply": ("", None),
    "hotline": ("help", None),
    "station-lawyer": ("help", None),
    "mediation": ("service", "mediation"),
    "appointment": ("service", "appointment"),
    "reconsideration": ("service", "reconsideration"),
}


def _as_typed(question: Question | None, value: Any) -> str:
    """A number as one would have typed it."""
    if question is None or question.kind not in _NUMBERS or value is None:
        return ""
    if question.kind is Kind.MONEY:
        return f"{value / 100:g}" if value % 100 else str(value // 100)
    return str(value)
