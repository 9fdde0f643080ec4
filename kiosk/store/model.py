"""What goes into the store and comes out of it: plain values without behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Any

from annotated_types import Ge, Le, MaxLen, MinLen

# China keeps one time without daylight saving, so a receipt's date is right on a terminal whose own zone is wrong.
CHINA = timezone(timedelta(hours=8))


class State(StrEnum):
    """Where a record stands with the centre."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    ALREADY = "already"  # the centre had it before: an answer was lost on the way
    REFUSED = "refused"


@dataclass(slots=True, frozen=True)
class Attachment:
    """A kept file: the SHA-256 of its content in hex, its size in bytes, its media type, its name for people."""

    sha256: str
    size: int
    media_type: str
    label: str


@dataclass(slots=True, frozen=True)
class Submission:
    """What a citizen hands in.

    `key` is the id of the visit's draft: one key is submitted once. `data` must be JSON. `about` is the id of the
    earlier record that this one changes or adds to. `booking` is the appointment slot asked for. Of `identity`, the
    applicant's identity number, only a keyed hash of the last four characters is kept beside `data`, for `track`.
    """

    key: str
    kind: str
    form: str
    form_version: str
    data: Mapping[str, Any]
    attachments: tuple[Attachment, ...] = ()
    about: str | None = None
    booking: str | None = None
    identity: str = ""


@dataclass(slots=True, frozen=True)
class Entry:
    """A record without its content, for lists; all that is left of it once retention has swept it.

    `number` is 13 digits; `receipt.show_number` groups them.
    """

    id: str
    number: str
    kind: str
    form: str
    form_version: str
    station: str
    terminal: str
    time: datetime
    about: str | None
    state: State
    reason: str  # why the centre refused it
    answered_at: datetime | None


@dataclass(slots=True, frozen=True)
class Record(Entry):
    """A record whole. `data` is None once retention has swept it, and `attachments` is empty then.

    `booking` is the slot that was asked for, whoever has it now.
    """

    token: str
    booking: str | None
    data: dict[str, Any] | None
    attachments: tuple[Attachment, ...]


@dataclass(slots=True, frozen=True)
class Draft:
    """An application that is being filled in. `kept`: the citizen has a code to take it up again."""

    id: str
    form: str
    form_version: str
    answers: dict[str, Any]
    attachments: tuple[Attachment, ...]
    kept: bool
    saved_at: datetime
    expires_at: datetime


_Word = Annotated[str, MaxLen(4000)]
_Line = Annotated[str, MaxLen(200)]


@dataclass(slots=True, frozen=True)
class Item:
    """One thing from the centre's feed as it came: its place there, its kind, and what it says."""

    seq: int
    kind: str
    body: Mapping[str, Any]


@dataclass(slots=True, frozen=True)
class Step:
    """Where a matter stands, as the centre told it; of one record only a higher version follows."""

    version: Annotated[int, Ge(0), Le(2**62)]
    step: Annotated[str, MinLen(1), MaxLen(80)]  # a code, for icons and colours
    label: _Line  # in Chinese
    at: datetime
    note: _Word = ""  # from staff to the citizen
    next: _Word = ""  # what happens now
    due: datetime | None = None
    asks: Annotated[tuple[_Line, ...], MaxLen(50)] = ()  # papers that the citizen shall bring or photograph
    closed: bool = False


@dataclass(slots=True, frozen=True)
class Message:
    """A word from staff to the citizen, and when it came here."""

    text: str
    at: datetime


@dataclass(slots=True, frozen=True)
class Command:
    """What the centre wants done here: resend, wipe, log-level, settings or timetable, with what belongs to it."""

    id: int
    name: str
    body: dict[str, Any]


def now() -> datetime:
    """This moment."""
    return datetime.now(CHINA)


def to_china(moment: datetime) -> datetime:
    """A moment in China's time, to the millisecond that the database keeps."""
    moment = moment.astimezone(CHINA)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def stamp(moment: datetime) -> str:
    """A moment as the database has it: ISO 8601 in China's time to the millisecond: order of text is order of time."""
    return to_china(moment).isoformat(timespec="milliseconds")


def moment(text: str) -> datetime:
    """What `stamp` wrote."""
    return to_china(datetime.fromisoformat(text))
