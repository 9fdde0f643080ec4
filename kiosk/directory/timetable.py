"""The station's timetable: which appointments there are, and which are free.

A slot's id says all of it and is booked once: `2026-11-28T09:30/window/1`, the day and hour, the kind, the place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kiosk.directory.model import Window

LINK = "timetable"  # the store's name for what the centre has published (Store.link)


@dataclass(slots=True)
class Timetable:
    """The windows of one station."""

    windows: list[Window] = field(default_factory=list)

    def free(self, kind: str, first: date, days: int, taken: Iterable[str]) -> list[str]:
        """The free slots of a kind, soonest first, one a time: the first place that is not taken.

        Args:
            kind: window, phone, video, home.
            first: the day before the first: nobody is expected within the same day.
            days: how many days ahead.
            taken: ids of the slots that are booked.
        """
        booked = set(taken)
        out: dict[str, str] = {}
        for ahead in range(1, days + 1):
            for slot in self._on(first + timedelta(days=ahead), kind):
                when = slot.split("/", 1)[0]
                if slot not in booked and when not in out:
                    out[when] = slot
        return [out[when] for when in sorted(out)]

    def published(self, text: str) -> "Timetable":
        """The timetable to go by: what the centre has published to this terminal (`Store.link(LINK)`), else this one."""
        if not text:
            return self
        from pydantic import TypeAdapter  # 40 ms that a terminal without a centre need not wait for

        return Timetable(TypeAdapter(list[Window]).validate_json(text))

    def _on(self, day: date, kind: str) -> Iterator[str]:
        for window in self.windows:
            if window.slots != kind or day.isoweekday() not in window.weekdays:
                continue
            at = datetime.fromisoformat(f"{day.isoformat()}T{window.begins}")
            end = datetime.fromisoformat(f"{day.isoformat()}T{window.ends}")
            while at + timedelta(minutes=window.minutes) <= end:
                for place in range(1, window.places + 1):
                    yield f"{at:%Y-%m-%dT%H:%M}/{kind}/{place}"
                at += timedelta(minutes=window.minutes)
