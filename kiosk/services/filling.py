"""Filling a form in: one question after the other, forward and back, to a summary that can be corrected.

What was answered to questions that are no longer asked is kept until the end, and is left out of what is handed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk.services import conditions
from kiosk.services.answers import check
from kiosk.services.errors import AnswerRefused, FormIncomplete
from kiosk.services.form import SILENT, Form, Kind, Question


@dataclass(slots=True, frozen=True)
class Line:
    """One line of the summary."""

    question: Question
    value: Any


class Filling:
    """One person's way through a form. `today` is asked anew, for a visit may pass midnight.

    `on_paper`: the person signs what is printed, so that the form does not ask for a signature.
    """

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, Any] | None = None,
        today: Callable[[], date] = date.today,
        *,
        on_paper: bool = False,
    ) -> None:
        self.form = form
        self.today = today
        self.on_paper = on_paper
        self._answers: dict[str, Any] = {}
        self._seen: set[str] = set()  # questions that were passed, answered or not
        self._at: str | None = None  # the question one went back to
        for question in form.question:
            if answers and question.id in answers:
                self._take_back(question, answers[question.id])
        last = max((n for n, q in enumerate(form.question) if q.id in self._answers), default=0)
        self._seen |= {q.id for q in form.question[:last] if q.kind in SILENT or q.optional}

    # -- where one is --------------------------------------------------------------------------------------------------

    @property
    def question(self) -> Question | None:
        """The question of now, or None at the summary."""
        asked = self.asked()
        if self._at is not None:
            at = next((q for q in asked if q.id == self._at), None)
            if at is not None:
                return at
        return next((q for q in asked if q.id not in self._seen), None)

    @property
    def place(self) -> tuple[int, int]:
        """The number of the question of now, from 1, and how many there are as things stand."""
        asked = self.asked()
        now = self.question
        return (asked.index(now) + 1 if now else len(asked)), len(asked)

    def asked(self) -> list[Question]:
        """The questions that these answers call for, in order."""
        out: list[Question] = []
        so_far: dict[str, Any] = {}
        for question in self.form.question:
            if self.on_paper and question.kind is Kind.SIGNATURE:
                continue
            if conditions.holds(question.when, conditions.scope(so_far, self.today())):
                out.append(question)
                if question.id in self._answers:
                    so_far[question.id] = self._answers[question.id]
        return out

    def answer(self, id_: str) -> Any:
        """What was answered to a question, or None."""
        return self._answers.get(id_)

    # -- going on --------------------------------------------------------------------------------------------------------

    def submit(self, given: Any) -> None:
        """Answer the question of now and go on.

        Raises:
            AnswerRefused: the answer cannot be used; the question stays, and so does what was answered before.
        """
        question = self.question
        if question is None:
            return
        value = check(question, given, self.today())
        self._must(question, value)
        if question.kind not in SILENT and value is not None:
            self._answers[question.id] = value
        elif value is None:
            self._answers.pop(question.id, None)
        self._seen.add(question.id)
        self._at = None

    def know(self, id_: str, value: Any) -> None:
        """Fill in an answer that is known from elsewhere (a card), unless the person has given one. A bad one is left out."""
        question = next((q for q in self.form.question if q.id == id_ and q.kind not in SILENT), None)
        if question is not None and id_ not in self._answers and value:
            try:
                self._answers[id_] = check(question, value, self.today())
            except AnswerRefused:
                return

    def back(self) -> bool:
        """One question back; whether there was one."""
        asked = self.asked()
        now = self.question
        place = asked.index(now) if now else len(asked)
        if not place:
            return False
        self._at = asked[place - 1].id
        return True

    def go_to(self, id_: str) -> None:
        """To one question, to correct it; afterwards the next open one follows, or the summary."""
        self._at = id_

    # -- the end -----------------------------------------------------------------------------------------------------------

    def summary(self) -> list[Line]:
        """What is handed in, question by question."""
        return [Line(q, self._answers[q.id]) for q in self.asked() if q.id in self._answers]

    def data(self) -> dict[str, Any]:
        """The answers that are handed in.

        Raises:
            FormIncomplete: a question is still open, or an answer no longer holds (a day has passed).
        """
        for question in self.asked():
            if question.kind in SILENT:
                continue
            try:
                self._must(question, check(question, self._answers.get(question.id), self.today()))
            except AnswerRefused as slip:
                self._at = question.id
                raise FormIncomplete(
                    f"{self.form.id}: {question.id} is open", f"{question.label} {slip.sentence}"
                ) from slip
        return {line.question.id: line.value for line in self.summary()}

    def draft(self) -> dict[str, Any]:
        """All that was answered, for taking it up again later."""
        return dict(self._answers)

    def _must(self, question: Question, value: Any) -> None:
        if value is None or not question.must:
            return
        given = {line.question.id: line.value for line in self.summary()}
        scope = conditions.scope(given | {question.id: value}, self.today())
        for must in question.must:
            if not conditions.holds(must.rule, scope):
                raise AnswerRefused(must.say)

    def _take_back(self, question: Question, value: Any) -> None:
        """An answer of a draft: taken where it still holds, else asked again."""
        try:
            checked = check(question, value, self.today())
        except AnswerRefused:
            return
        if checked is not None:
            self._answers[question.id] = checked
            self._seen.add(question.id)
