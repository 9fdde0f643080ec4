"""Somebody who fills a form in by touch, with the example answers that the form itself gives. Used by tour, tests, bench."""

from collections.abc import Callable
from typing import TYPE_CHECKING

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
        model: FormModel = self._guide.kiosk.shell.viewModel
        return model

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
            assert question is not None
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
        match question.kind:
            case Kind.ONE | Kind.YES_NO | Kind.SLOT:
                self.tap(self._title(example))
            case Kind.MANY:
                for value in example.split(","):
                    self.tap(self._title(value.strip()))
                self.tap("下一步")
            case Kind.NUMBER | Kind.MONEY | Kind.IDENTITY | Kind.PHONE:
                for key in example:
                    self._hand.touch(key)
                self.tap("下一步" if example else "这一项不填")
            case Kind.TEXT | Kind.LONG:
                if not example:
                    self.tap("这一项不填")
                    return
                self._hand.tap_field()
                self._hand.write(example)
                self.tap("下一步")
            case Kind.ADDRESS | Kind.PERSON:
                self._parts(question, example)
            case Kind.PHOTOS:
                self.tap("现在没有" if not self._form.album.property("count") else "就这些")
            case Kind.SIGNATURE:
                self.sign()
                self.tap("签好了")
            case Kind.CONSENT:
                self.tap("我同意")
            case Kind.ASSESSMENT:
                self.tap("现在就申请")
            case _:
                self.tap("下一步")

    def _parts(self, question: Question, example: str) -> None:
        if not example:
            self.tap("这一项不填")
            return
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
        rows = [self._form.choice_row(number) for number in range(self._form.choices.rowCount())]
        return next((row["title"] for row in rows if row["value"] == value), rows[0]["title"])
