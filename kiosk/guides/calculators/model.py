"""What a calculator is: questions with their kinds, a rule that turns answers into an outcome, and yearly figures.

A rule never sees an answer that was not checked: `check` meets bad input at its field, in plain Chinese, and money is
integer 分 throughout. Rounding is half up to the 分 and happens only where a step says so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from kiosk.law.terms import normalise

Answer = int | Decimal | date | str | bool
Answers = Mapping[str, Answer]
MOST_MONEY = 100_000_000_000_00  # 分: a hundred billion 元; more is a slip of the finger
EARLIEST = date(1950, 1, 1)


class Kind(StrEnum):
    """Kinds of answer."""

    MONEY = "money"  # asked in 元, kept in 分
    NUMBER = "number"  # a decimal number with a unit (months, hours, percent)
    WHOLE = "whole"  # a whole number
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes-no"


@dataclass(slots=True, frozen=True)
class Choice:
    """One answer to choose; `value` is what the rule sees."""

    value: str
    label: str


def _always(_: Answers) -> bool:
    return True


@dataclass(slots=True, frozen=True)
class Field:
    """One question. `least` and `most` are in the answer's own measure (分 for money), both allowed."""

    id: str
    kind: Kind
    label: str  # the question, as one would ask it aloud
    hint: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    least: int | Decimal | date | None = None
    most: int | Decimal | date | None = None
    future: bool = False  # whether a date may lie ahead
    after: str = ""  # the id of an earlier question whose date this one may not precede
    optional: bool = False  # may be left empty, and is then no answer at all: the rule says what it cannot tell
    needed: Callable[[Answers], bool] = _always  # by the answers before it


class BadAnswer(Exception):
    """An answer that cannot be used; the text tells the person what is expected."""


@dataclass(slots=True, frozen=True)
class Step:
    """One step of the sum: what is done in words, with its numbers, and the article that says so."""

    text: str
    article: str = ""  # "劳动合同法 第四十七条"


@dataclass(slots=True, frozen=True)
class Line:
    """One line of the result: a sum in 分, or a text (a date, a range, a sentence)."""

    label: str
    amount: int | None = None
    text: str = ""


@dataclass(slots=True, frozen=True)
class Figure:
    """An amount that changes by year: its value, since when, where from, and until when it was looked after."""

    id: str
    name: str
    value: Decimal
    since: date
    source: str
    checked: date  # the last day on which it was known to be the newest


@dataclass(slots=True)
class Outcome:
    """What a calculator answers."""

    headline: str  # one sentence to be read aloud
    lines: list[Line] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    formula: str = ""
    excludes: list[str] = field(default_factory=list)  # what it does not cover
    warnings: list[str] = field(default_factory=list)  # missing or old figures, limits that have passed
    figures: list[Figure] = field(default_factory=list)  # those that were used


@dataclass(slots=True)
class Figures:
    """The yearly figures at hand."""

    rows: list[Figure] = field(default_factory=list)

    def at(self, id_: str, day: date) -> Figure | None:
        """The figure that held on a day, or None where none is known."""
        held = [f for f in self.rows if f.id == id_ and f.since <= day]
        return max(held, key=lambda f: f.since, default=None)

    def old(self, figure: Figure, day: date, months: int) -> bool:
        """Whether nobody has looked for so many months, counted to `day`, whether the newest figure still holds."""
        newest = max((f.since for f in self.rows if f.id == figure.id), default=figure.since)
        return figure.since == newest and (day - figure.checked).days > months * 31


@dataclass(slots=True, frozen=True)
class Calculator:
    """A calculator: `rule` takes checked answers, the figures and today's date."""

    id: str
    title: str
    about: str
    icon: str
    fields: tuple[Field, ...]
    rule: Callable[[Answers, Figures, date], Outcome]

    def needed(self, answers: Answers) -> list[Field]:
        """The questions that the answers so far call for, in order."""
        return [f for f in self.fields if f.needed(answers)]


def read(calculator: Calculator, typed: Mapping[str, str], today: date) -> tuple[dict[str, Answer], dict[str, str]]:
    """Answers as typed, by the questions that are needed: those that are good, and for each other one what is expected.

    An optional question that was left empty is in neither. An answer to a question that is not needed is passed over.
    """
    answers: dict[str, Answer] = {}
    slips: dict[str, str] = {}
    for asked in calculator.fields:
        text = typed.get(asked.id, "")
        if not asked.needed(answers) or (asked.optional and not normalise(text)):
            continue
        try:
            answers[asked.id] = check(asked, text, today, answers)
        except BadAnswer as slip:
            slips[asked.id] = str(slip)
    return answers, slips


def check(asked: Field, text: str, today: date, earlier: Answers | None = None) -> Answer:
    """An answer as typed or chosen, checked and in the rule's measure; `earlier` are the answers before it.

    Raises:
        BadAnswer: it is empty, no number, no date, out of range, before the date it follows, or not among the choices.
    """
    said = normalise(text)
    if not said:
        raise BadAnswer("请填一下这一项")
    if asked.kind is Kind.CHOICE:
        if said not in {c.value for c in asked.choices}:
            raise BadAnswer("请从上面选一个")
        return said
    if asked.kind is Kind.YES_NO:
        if said not in ("yes", "no"):
            raise BadAnswer("请选“是”或“不是”")
        return said == "yes"
    if asked.kind is Kind.DATE:
        day, first = _date(asked, said, today), (earlier or {}).get(asked.after)
        if isinstance(first, date) and day < first:
            raise BadAnswer(f"这一天不能在{day_text(first)}以前，请看看前后两个日子")
        return day
    return _number(asked, said)


def _date(asked: Field, said: str, today: date) -> date:
    parts = re.fullmatch(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", said)
    if not parts:
        raise BadAnswer("请按年、月、日填，比如 2026-3-15")
    try:
        day = date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        raise BadAnswer("没有这一天，请看看年月日对不对") from None
    if not asked.future and day > today:
        raise BadAnswer("这一天还没有到，请填已经过去的日子")
    least = asked.least if isinstance(asked.least, date) else EARLIEST
    if day < least:
        raise BadAnswer(f"请填{least.year}年{least.month}月{least.day}日以后的日子")
    if isinstance(asked.most, date) and day > asked.most:
        raise BadAnswer(f"请填{asked.most.year}年{asked.most.month}月{asked.most.day}日以前的日子")
    if day.year > today.year + 30:
        raise BadAnswer("这一天太远了，请看看年份对不对")
    return day


def _number(asked: Field, said: str) -> int | Decimal:
    plain = re.sub(r"[,，\s¥￥]|元$", "", said)
    if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        raise BadAnswer("请只填数字，比如 3500")
    if len(plain) > 20:
        raise BadAnswer("这个数太大了，请看看有没有多按")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise BadAnswer("请只填数字，比如 3500") from None
    if value < 0:
        raise BadAnswer("不能是负数")
    if asked.kind is Kind.MONEY:
        if value != value.quantize(Decimal("0.01")):
            raise BadAnswer("最多填到分，也就是两位小数")
        fen = int(value * 100)
        if fen > MOST_MONEY:
            raise BadAnswer("这个数太大了，请看看有没有多按")
        return _within(asked, fen, lambda bound: f"{yuan(int(bound))}元")
    if asked.kind is Kind.WHOLE and value != value.to_integral_value():
        raise BadAnswer("请填整数")
    number = int(value) if asked.kind is Kind.WHOLE else value
    return _within(asked, number, lambda bound: f"{bound}{asked.unit}")


def _within(asked: Field, value: int | Decimal, shown: Callable[[int | Decimal], str]) -> int | Decimal:
    if isinstance(asked.least, (int, Decimal)) and value < asked.least:
        raise BadAnswer(f"至少是{shown(asked.least)}")
    if isinstance(asked.most, (int, Decimal)) and value > asked.most:
        raise BadAnswer(f"最多是{shown(asked.most)}，请看看有没有多按")
    return value


def whole(answers: Answers, id_: str) -> int:
    """A checked sum in 分 or whole number; 0 where an optional one was left out."""
    value = answers.get(id_, 0)
    if not isinstance(value, int):
        raise TypeError(f"{id_}: not a whole number")
    return value


def number(answers: Answers, id_: str) -> Decimal:
    """A checked decimal number; 0 where an optional one was left out."""
    value = answers.get(id_, 0)
    if not isinstance(value, int | Decimal):
        raise TypeError(f"{id_}: not a number")
    return Decimal(value)


def day(answers: Answers, id_: str) -> date:
    """A checked date."""
    value = answers[id_]
    if not isinstance(value, date):
        raise TypeError(f"{id_}: not a date")
    return value


def add_months(start: date, months: int) -> date:
    """The same day so many months later; where there is none, the month's last day (民法典 第二百零二条)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> tuple[int, int]:
    """Whole months from a day up to a later one that is no longer counted, and the days beyond them."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return months, (end - add_months(start, months)).days


def plain(value: Decimal) -> str:
    """A decimal number without trailing zeros: 2.50 is 2.5, 20 stays 20."""
    return f"{value.normalize():f}"


def fen(value: Decimal) -> int:
    """A sum in 分, rounded half up from a fraction of a 分."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def yuan(amount: int) -> str:
    """A sum in 分 as people read it: 12,345.60 without the 元; whole sums without decimals.

    >>> yuan(1234560)
    '12,345.60'
    >>> yuan(500000)
    '5,000'
    """
    whole, rest = divmod(abs(amount), 100)
    sign = "-" if amount < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:02d}" if rest else "")


def day_text(day: date) -> str:
    """A date as it is written: 2026年3月15日."""
    return f"{day.year}年{day.month}月{day.day}日"
