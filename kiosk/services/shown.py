"""Answers and choices as people read them: on the summary, the slip, and paper."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from borax.calendars.lunardate import LunarDate

from kiosk.guides.calculators.model import day_text, yuan
from kiosk.services.form import Choice, Kind, Question

YES_NO = (Choice("yes", "是"), Choice("no", "不是"))
Slots = Callable[[str], list[Choice]]  # the free appointments of a timetable


def choices(question: Question, slots: Slots) -> list[Choice]:
    """What a question offers to choose from."""
    if question.kind is Kind.YES_NO:
        return list(YES_NO)
    if question.kind is Kind.SLOT:
        return slots(question.slots)
    return list(question.choice)


def shown(question: Question, value: Any) -> str:
    """An answer in words."""
    labels = {c.value: c.label for c in question.choice}
    words: dict[Kind, Callable[[], str]] = {
        Kind.ONE: lambda: labels.get(value, str(value)),
        Kind.MANY: lambda: "、".join(labels.get(v, str(v)) for v in value),
        Kind.YES_NO: lambda: "是" if value else "不是",
        Kind.CONSENT: lambda: "同意",
        Kind.MONEY: lambda: f"{yuan(value)}元",
        Kind.DATE: lambda: day_text(date.fromisoformat(value)),
        Kind.ADDRESS: lambda: " ".join(part for part in value.values() if part),
        Kind.PERSON: lambda: " ".join(part for part in value.values() if part),
        Kind.PHOTOS: lambda: f"{len(value)}张照片",
        Kind.SIGNATURE: lambda: "已签名",
        Kind.SLOT: lambda: slot_text(value),
    }
    return words.get(question.kind, lambda: str(value))()


def slot_text(slot: str) -> str:
    """An appointment's time, as its id has it: 2026-11-28T09:30/window/1."""
    moment = slot.split("/", 1)[0]
    day, _, hour = moment.partition("T")
    return f"{day_of_week(date.fromisoformat(day))}{hour}"


def day_of_week(day: date) -> str:
    """A day near enough to go without its year: 11月28日（周六）."""
    return f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def moment_text(moment: datetime) -> str:
    """A moment near enough to go without its year: 11月28日 9:30."""
    return f"{moment.month}月{moment.day}日 {moment.hour}:{moment:%M}"


def lunar(day: date) -> str:
    """A day of the lunar calendar, as the old count: 农历十月十七; nothing outside the years that are known."""
    try:
        return f"农历{LunarDate.from_solar_date(day.year, day.month, day.day).strftime('%M月%D')}"
    except ValueError:
        return ""
