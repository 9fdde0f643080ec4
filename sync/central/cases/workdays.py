"""Which days somebody works, and the last day of a period. No Django.

Counting: the day on which a period begins is left out, and a last day on which nobody works moves to the next on which
somebody does (民法典 第二百零一条、第二百零三条; for reconsideration 民事诉讼法 第八十五条, by 行政复议法 第八十八条).
A last day ends when the office closes (民法典 第二百零三条).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from borax.calendars.lunardate import LunarDate, TermUtils

from kiosk.store.model import CHINA

Wait = tuple[datetime, datetime]  # from when to when a period stood still
_DAY = timedelta(days=1)


@cache
def statutory(year: int) -> frozenset[date]:
    """The days of a year off for everybody, before anything is exchanged (全国年节及纪念日放假办法 第二条)."""
    spring = LunarDate(year, 1, 1).to_solar_date()
    return frozenset(
        {
            date(year, 1, 1),
            *(spring + n * _DAY for n in range(-1, 3)),  # from New Year's Eve to the third day
            TermUtils.nth_term_day(year, term_name="清明"),
            date(year, 5, 1),
            date(year, 5, 2),
            LunarDate(year, 5, 5).to_solar_date(),
            LunarDate(year, 8, 15).to_solar_date(),
            *(date(year, 10, day) for day in (1, 2, 3)),
        }
    )


@dataclass(slots=True, frozen=True)
class Calendar:
    """The days off and the exchanged working days (调休) of the years that are known.

    In a year that is not, weekends and the statutory days are off and nothing is exchanged: a last day that is worked out
    so is at most some days too early or too late, and `missing` says that it may be.
    """

    years: frozenset[int] = frozenset()
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    closes: time = time(17)

    def works(self, day: date) -> bool:
        """Whether somebody works on this day."""
        if day in self.on:
            return True
        if day.weekday() >= 5 or day in self.off:
            return False
        return day.year in self.years or day not in statutory(day.year)

    def missing(self, *days: date) -> tuple[int, ...]:
        """The years of these days whose arrangement is not known."""
        return tuple(sorted({day.year for day in days} - self.years))

    def end_of(self, day: date) -> datetime:
        """When the office closes on a day."""
        return datetime.combine(day, self.closes, CHINA)


def last_day(start: datetime, days: int, calendar: Calendar, *, working: bool, waits: Sequence[Wait] = ()) -> datetime:
    """The end of a period.

    Args:
        start: what the period is counted from, aware of its zone; its day in China is left out.
        days: how many.
        calendar: the days off.
        working: whether only working days count.
        waits: while these lasted the period stood still. The day on which one began counts, for it was there to be used;
            the day on which it ended does not, as the first of any period.
    """
    still = stood_still(waits)
    day = local(start)
    while days:
        day += _DAY
        days -= day not in still and (not working or calendar.works(day))
    while day in still or not calendar.works(day):
        day += _DAY
    return calendar.end_of(day)


def stood_still(waits: Sequence[Wait]) -> Collection[date]:
    """The days that do not count, because something was waited for."""
    return {local(begun) + n * _DAY for begun, over in waits for n in range(1, (local(over) - local(begun)).days + 1)}


def local(at: datetime) -> date:
    """The day in China."""
    return at.astimezone(CHINA).date()
