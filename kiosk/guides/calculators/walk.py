"""Going through a calculator one question after the other, forward and back, to its outcome."""

from collections.abc import Callable
from datetime import date

from kiosk.guides.calculators.model import Answer, BadAnswer, Calculator, Field, Figures, Outcome, check, read


class Walk:
    """One person's way through a calculator. Going back keeps what was answered."""

    def __init__(self, calculator: Calculator, figures: Figures, today: Callable[[], date] = date.today) -> None:
        self.calculator = calculator
        self._figures = figures
        self._today = today
        self._typed: dict[str, str] = {}
        self._passed: list[str] = []  # questions behind one, in order

    @property
    def field(self) -> Field | None:
        """The question of now, or None when all are answered."""
        return next((f for f in self.calculator.needed(self._answers()) if f.id not in self._passed), None)

    @property
    def typed(self) -> str:
        """What was answered to the question of now before, or nothing."""
        return self._typed.get(self.field.id, "") if self.field else ""

    @property
    def place(self) -> int:
        """The number of the question of now, from 1."""
        return len(self._passed) + 1

    def submit(self, text: str) -> None:
        """Answer the question of now and go on.

        Raises:
            BadAnswer: the answer cannot be used; the question stays.
        """
        asked = self.field
        if asked is None:
            return
        if text.strip() or not asked.optional:
            check(asked, text, self._today(), self._answers())
        self._typed[asked.id] = text
        self._passed.append(asked.id)

    def back(self) -> bool:
        """One question back; whether there was one."""
        if self._passed:
            self._passed.pop()
            return True
        return False

    def again(self) -> None:
        """From the beginning, with nothing answered."""
        self._typed.clear()
        self._passed.clear()

    def outcome(self) -> Outcome:
        """The result, once every question is answered.

        Raises:
            BadAnswer: a question is still open.
        """
        if self.field is not None:
            raise BadAnswer(self.field.label)
        return self.calculator.rule(self._answers(), self._figures, self._today())

    def _answers(self) -> dict[str, Answer]:
        """The answers so far, of the questions behind one."""
        answers, _ = read(self.calculator, {k: v for k, v in self._typed.items() if k in self._passed}, self._today())
        return answers
