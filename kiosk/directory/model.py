"""The shapes of `timetable.toml` and `towns.toml`."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from annotated_types import Ge, Le, Len, MaxLen, MinLen, Predicate

from kiosk.guides.model import Name

_STRICT = {"extra": "forbid"}


def is_hour(text: str) -> bool:
    """Whether a text is a time of day such as 09:30."""
    hour, colon, minute = text.partition(":")
    return (
        bool(colon)
        and len(text) == 5
        and text.isascii()
        and hour.isdigit()
        and minute.isdigit()
        and int(hour) < 24
        and int(minute) < 60
    )


Hour = Annotated[str, Predicate(is_hour)]


@dataclass(slots=True, frozen=True)
class Window:
    """Appointments of one kind on some weekdays: every so many minutes, so many at a time."""

    __pydantic_config__: ClassVar = _STRICT
    slots: Name
    weekdays: Annotated[tuple[Annotated[int, Ge(1), Le(7)], ...], Len(1, 7)]
    begins: Hour
    ends: Hour
    minutes: Annotated[int, Ge(5), Le(240)]
    places: Annotated[int, Ge(1), Le(20)] = 1
    note: Annotated[str, MaxLen(60)] = ""


@dataclass(slots=True, frozen=True)
class Town:
    """A town or street (镇、街道) and its villages (村、社区)."""

    __pydantic_config__: ClassVar = _STRICT
    name: Annotated[str, MinLen(2), MaxLen(20)]
    villages: tuple[Annotated[str, MinLen(2), MaxLen(20)], ...] = ()
