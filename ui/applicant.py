"""Somebody who fills a form in by touch, with the example answers that the form itself gives. Used by tour, tests, bench."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPoint

from kiosk.services.form import Kind, Question
from ui.hand import Hand, NotOnScreen, centre

if TYPE_CHECKING:
    from ui.screens.form.form import FormModel
    from ui.tour import Guide

_MOST_PAGES = 80


class Applicant:
    """Answers page after page; `touches` counts taps beside typing."""

    def __init__(self, guide: "Guide", answers: dict[str, str] | None = None) -> None:
        self._guide = guide
        self._hand: Hand = guide.hand
        self._answers = answers or {}
        self.touches = 0

    @property
    def _form(self) -> "FormModel":
        model: Any = self._guide.kiosk.shell.viewModel
        return cast("FormModel", model)

    def fill(self, look: Callable[[str], None] = lambda _: None, until: str = "summary") -> None:
        """Answer until a page of that kind, or the question of that id, is reached.

        Args:
            look: called with the question's id on each page, before it is answered (to take a picture).
            until: the kind or the id to stop at.

        Raises:
            NotOnScreen: the form does not go on.
        """
        for _ in range(_MOST_PAGES):
            question = self._form.question_of_now
            if until in (self._form.property("kind"), question.id if question else ""):
                return
            if question is None:
                break
            look(question.id)
            self._answer(question)
            if self._form.property("slip"):
                raise NotOnScreen(f"{question.id}: {self._form.property('slip')}")
        raise NotOnScreen("the form does not end")

    def tap(self, name: str) -> None:
        """A touch that counts."""
        self._hand.touch(name)
        self.touches += 1

    def sign(self) -> None:
        """Two strokes, as a name has at least."""
        field = next(i for i in self._hand.items() if i.metaObject().className().startswith("SignatureField"))
        middle = centre(field)
        self._hand.swipe(middle + QPoint(-150, -20), middle + QPoint(0, 30))
        self._hand.swipe(middle + QPoint(10, -30), middle + QPoint(150, 20))
        self.touches += 2

    def _answer(self, question: Question) -> None:
        example = self._answers.get(question.id, question.example)
        if question.optional and not example and question.kind is not Kind.PHOTOS:
            self.tap("这一项不填")
        else:
            self._ways.get(question.kind, self._go_on)(question, example)

    @property
    def _ways(self) -> dict[Kind, Callable[[Question, str], None]]:
        return {
            Kind.ONE: self._choose,
            Kind.YES_NO: self._choose,
            Kind.SLOT: self._choose,
            Kind.MANY: self._choose_several,
            Kind.NUMBER: self._press,
            Kind.MONEY: self._press,
            Kind.IDENTITY: self._press,
            Kind.PHONE: self._press,
            Kind.TEXT: self._write,
            Kind.LONG: self._write,
            Kind.ADDRESS: self._parts,
            Kind.PERSON: self._parts,
            Kind.PHOTOS: lambda *_: self.tap("就这些" if self._form.photos_taken else "现在没有"),
            Kind.SIGNATURE: lambda *_: self._sign(),
            Kind.CONSENT: lambda *_: self.tap("我同意"),
            Kind.ASSESSMENT: lambda *_: self.tap("现在就申请"),
        }

    def _go_on(self, *_: object) -> None:
        self.tap("下一步")

    def _choose(self, _: Question, example: str) -> None:
        self.tap(self._title(example))

    def _choose_several(self, _: Question, example: str) -> None:
        for value in example.split(","):
            self.tap(self._title(value.strip()))
        self._go_on()

    def _press(self, _: Question, example: str) -> None:
        for key in example:
            self._hand.touch(key)
        self._go_on()

    def _write(self, _: Question, example: str) -> None:
        self._hand.tap_field()
        self._hand.write(example)
        self._go_on()

    def _sign(self) -> None:
        self.sign()
        self.tap("签好了")

    def _parts(self, question: Question, example: str) -> None:
        parts = example.split("/")
        if question.kind is Kind.ADDRESS:
            self.tap(parts.pop(0))
        for number, part in enumerate(parts):
            if part:
                self._hand.tap_field(number)
                self._hand.write(part)
        self.tap("下一步")

    def _title(self, value: str) -> str:
        """What stands on the button of a choice; the first one where the example names none."""
        rows = self._form.choice_rows()
        return next((row["title"] for row in rows if row["value"] == value), rows[0]["title"])
