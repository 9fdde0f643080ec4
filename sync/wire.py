"""The conversation between a terminal and the centre, once, for both ends.

One round, a step a message, in this order; the terminal speaks, the centre answers:

1. `hello`        who I am, how I am, which turn this is  → which wire to speak, the time, whether one of us lost its memory
2. `records`      some records, oldest first              → each by its id: accepted, already there, refused, deferred; and
                                                            which of its attachments are still missing
3. `bundle`       small attachments, several at once      → which are kept                                   (wire 2)
   `attachment`   one attachment, a chunk at a time       → how much of it is there
4. `compare`      what I believe to have delivered        → what of it is missing, differs or is not whole
5. `feed`         what comes after my cursor              → statuses, messages, bookings, settings, commands

A record is delivered, and the terminal says so in its store, only when the centre has it with every attachment. Every step
may be repeated at any time and changes nothing the second time; that is why none of them needs a clock or a nonce. Only
`hello` moves something: the turn.

**Turns.** Each hello carries a serial number, a new random `turn`, and the turn of the last hello that was answered. It is
written down before it is sent, so that a retry is the same hello. Two machines with one disk both follow the same turn with
different ones: the centre sees the fork. A centre that was restored from a backup knows an older turn than the terminal
follows, or has taken less from it than it had told (`ledger`): it says `behind`, and the terminal compares everything it
still has and reads the feed from its beginning.

**Versions.** A terminal offers the wires it speaks, the centre chooses the newest that both do. Unknown fields are ignored
and missing ones have defaults, so that either side may be upgraded first.

Bodies are JSON in UTF-8, compressed with gzip, but for attachments, which are raw bytes. Every request but `enrol` is signed
(RFC 9421, Ed25519; `sync/signing.py`).
"""

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

NEWEST = 2
OLDEST = 1

BASE = "/api/sync"
ENROL, HELLO, RECORDS, BUNDLE, COMPARE, FEED = (
    f"{BASE}/{step}" for step in ("enrol", "hello", "records", "bundle", "compare", "feed")
)
ATTACHMENT = BASE + "/attachments/{sha256}"  # PUT ?offset= a chunk, GET how much is there

MOST_RECORDS = 100  # a batch
MOST_COMPARED = 1000  # records a comparison
MOST_ITEMS = 100  # of the feed an answer
MOST_BODY = 8 * 1024 * 1024  # bytes of any message, unpacked
CHUNK = 1024 * 1024  # bytes of an attachment a request
BUNDLE_BYTES = 4 * 1024 * 1024  # of attachments a bundle; larger than CHUNK go alone
MOST_ATTACHMENT = 32 * 1024 * 1024
TYPE_HEADER, TYPE_JSON = "Content-Type", "application/json"
ANSWER_HEADER = "Kiosk-Centre"  # stands in every answer of the centre; a captive portal's page has none

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Id = Annotated[str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
Code = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:+/-]*$")]
Line = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=4000)]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]
Position = Annotated[int, Field(ge=0, le=2**53)]
Turn = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")]


def _storable(data: dict[str, Any]) -> dict[str, Any]:
    """PostgreSQL keeps no NUL and nobody keeps half a surrogate pair."""
    text = json.dumps(data, ensure_ascii=False)
    if "\\u0000" in text:
        raise ValueError("a NUL character")
    text.encode()
    return data


def _conceivable(moment: datetime) -> datetime:
    """A clock may say anything, but nobody computes with the years beyond (a dead battery gives 1970)."""
    if not 1970 <= moment.year <= 2200:
        raise ValueError("no conceivable time")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_conceivable)]


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Attachment(_Message):
    """What a record says of a file: its content is named by its SHA-256."""

    sha256: Sha256
    size: Annotated[int, Field(ge=0, le=MOST_ATTACHMENT)]
    media_type: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9.+-]+$", max_length=80)]
    label: Line = ""


class Record(_Message):
    """A submission whole, as the terminal's store has it (kiosk/store/model.py). It never changes."""

    id: Id
    number: Annotated[str, Field(pattern=r"^[0-9]{13}$")]
    token: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
    kind: Code
    form: Code
    form_version: Annotated[str, Field(max_length=20)]
    station: Line
    terminal: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    time: Moment  # by the terminal's clock
    about: Id | None = None
    booking: Annotated[str, Field(max_length=80)] | None = None
    data: Annotated[dict[str, JsonValue], AfterValidator(_storable)]
    attachments: Annotated[list[Attachment], Field(max_length=300)] = []

    def fingerprint(self) -> str:
        """32 hex digits over all of it; both ends compute it and compare."""
        return fingerprint(self.model_dump(mode="json"))


def fingerprint(record: Mapping[str, Any]) -> str:
    """The fingerprint of a record as JSON has it; fields that a newer wire added and that are empty do not count."""
    told = {name: value for name, value in record.items() if value not in (None, [], "")}
    told["time"] = datetime.fromisoformat(told["time"].replace("Z", "+00:00")).timestamp()
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def digest(fingerprints: Iterable[str]) -> str:
    """One value over many fingerprints, in any order."""
    return hashlib.sha256("".join(sorted(fingerprints)).encode()).hexdigest()[:32]


# 0. enrol: the only message that is not signed; the code is its proof


class Enrol(_Message):
    """A terminal presents the one-time code that staff issued, and the public half of the key it has made."""

    code: Annotated[str, Field(min_length=6, max_length=40)]
    public_key: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]  # Ed25519, raw, base64
    store: Id
    program: Code


class Enrolled(_Message):
    """Who the terminal is from now on."""

    key: Code  # the key's id, which signatures name
    terminal: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    station: Line
    centre: Id


# 1. hello


class Health(_Message):
    """One part of the terminal as its doctor sees it."""

    part: Code
    state: Literal["ok", "warning", "failed", "absent"]
    note: Line = ""


class Pack(_Message):
    """Installed content."""

    id: Code
    version: Line


class Hello(_Message):
    """How the terminal is, and which turn this is."""

    oldest: int = OLDEST
    newest: int = NEWEST
    store: Id
    serial: Annotated[int, Field(ge=1, le=2**53)]
    turn: Turn
    previous: Turn | None = None  # none before the first that was answered
    now: Moment
    program: Code
    content: Annotated[list[Pack], Field(max_length=50)] = []
    health: Annotated[list[Health], Field(max_length=50)] = []
    disk_free_mb: Position = 0
    waiting: Count = 0
    refused: Count = 0
    delivered: Count = 0
    waiting_since: Moment | None = None
    cursor: Position = 0  # of the feed, as applied
    ledger: Position = 0  # as the last clean `compare` told


class Notice(StrEnum):
    """What the centre noticed about the two memories."""

    NONE = ""
    BEHIND = "behind"  # the centre was restored from an older backup: compare everything, read the feed anew
    FORKED = "forked"  # another machine follows the same turn: a copied disk, or this one was set back


class Welcome(_Message):
    """The centre's side of hello."""

    wire: int
    centre: Id
    turn: str = ""  # of the hello that it answers
    now: Moment
    notice: Notice = Notice.NONE
    head: int = 0  # of this terminal's feed
    poll_after_s: Annotated[int, Field(ge=5, le=86_400)] = 30
    terminal: Annotated[str, Field(pattern=r"^[0-9]{3}$")]
    station: Line


# 2. records


class Records(_Message):
    """A batch, oldest first; each stands for itself."""

    now: Moment  # the terminal's clock, so that the records' times can be put right
    records: Annotated[list[dict[str, Any]], Field(max_length=MOST_RECORDS)]  # each checked alone, as a Record


class Outcome(StrEnum):
    """The centre's answer to one record."""

    ACCEPTED = "accepted"
    ALREADY = "already"
    REFUSED = "refused"
    DEFERRED = "deferred"  # not now (what it is about has not come, the disk is full): it goes on waiting


class Answer(_Message):
    """To one record, by its id. It is delivered where nothing is missing."""

    id: str
    outcome: Outcome
    reason: Line = ""  # for staff, without personal data
    missing: list[Sha256] = []


class Answers(_Message):
    answers: list[Answer]


# 3. attachments


class Kept(_Message):
    """How much of an attachment the centre has. `received` begins anew at 0 where what came was not what it was named."""

    received: Annotated[int, Field(ge=0)]
    whole: bool


class Bundled(_Message):
    kept: list[Sha256]
    refused: list[Sha256] = []  # nobody asked for it, or it is not what it is named


_HEAD = struct.Struct(">32sI")


def pack_bundle(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Attachments in one body: name (32 bytes), length (4, big endian), content."""
    return b"".join(_HEAD.pack(bytes.fromhex(sha256), len(content)) + content for sha256, content in files)


def unpack_bundle(body: bytes) -> Iterator[tuple[str, bytes]]:
    """What `pack_bundle` packed, as it is named; whether it is that, the reader checks.

    Raises:
        ValueError: it is cut off.
    """
    at = 0
    while at < len(body):
        if at + _HEAD.size > len(body):
            raise ValueError("a bundle that is cut off")
        name, size = _HEAD.unpack_from(body, at)
        at += _HEAD.size
        if at + size > len(body):
            raise ValueError("a bundle that is cut off")
        yield name.hex(), body[at : at + size]
        at += size


# 4. compare


class Compare(_Message):
    """Records that the terminal holds for delivered: id and fingerprint."""

    records: Annotated[
        list[tuple[Id, Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]]], Field(max_length=MOST_COMPARED)
    ]


class Compared(_Message):
    """The same from the centre's side: over those that it has whole and equal, their number and digest; and the others."""

    count: int
    digest: str
    ledger: int = (
        0  # how many records and attachments it has ever taken from this terminal; rises, unless it was restored
    )
    missing: list[Id] = []
    differing: list[Id] = []
    wanting: dict[Id, list[Sha256]] = {}  # attachments that are not there


# 5. feed: the cursor is the `seq` of the last item applied; nothing new is 204 without a body


class Step(_Message):
    """Where a matter stands (feed kind `status`); `version` rises, and only a higher one replaces what is known."""

    record: Id
    version: int
    step: Code  # cases/steps.py
    label: Line  # in Chinese, for the citizen
    at: Moment
    note: Text = ""  # from staff to the citizen
    next: Text = ""  # what happens now
    due: Moment | None = None
    asks: list[Line] = []  # papers that the citizen shall bring or photograph
    closed: bool = False


class ItemKind(StrEnum):
    STATUS = "status"  # a Step
    MESSAGE = "message"  # {record?, text}: a word to the citizen
    BOOKED = "booked"  # {taken: [slot], freed: [slot]} at this station, from elsewhere
    TIMETABLE = "timetable"  # {windows: [...]} as in assets/content/timetable.toml
    SETTINGS = "settings"  # {name: value}, of kiosk.settings; only those that staff may set from afar
    COMMAND = "command"  # {name: resend | wipe | log-level, …}


class Item(_Message):
    """One thing for the terminal; of a kind that it does not know, it takes no notice."""

    seq: int
    kind: str
    body: dict[str, Any]


class Feed(_Message):
    """Items after the cursor, in order. `reset`: the cursor is ahead of the centre; begin at 0."""

    items: list[Item] = []
    head: int = 0
    reset: bool = False


class Trouble(_Message):
    """The body of every answer that is no success. `code` is one of `TROUBLES`."""

    code: str
    detail: Line = ""  # in English, for logs; never personal


TROUBLES: Mapping[str, int] = {
    "malformed": 400,  # this message will never be taken
    "unsigned": 401,  # no signature, or not over this message
    "unknown-key": 401,  # the centre knows no such key (restored from before it, or never enrolled here)
    "revoked": 403,  # staff have shut this key out: enrol again
    "bad-code": 403,  # the one-time code is wrong, used or too old
    "unasked": 404,  # nobody needs that attachment
    "offset": 409,  # a chunk that does not begin where the last one ended: see Kept
    "too-large": 413,
    "wire": 426,  # no version that both speak
    "later": 503,  # busy, or the disk is full: the same again after Retry-After
}
