"""Submitting: one transaction from a visit's draft to a record that waits for the centre."""

import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database
from uuid6 import uuid7

from kiosk.store import attachments
from kiosk.store.audit import add_line
from kiosk.store.base import Base
from kiosk.store.errors import AlreadySubmitted, RecordUnknown, SlotTaken
from kiosk.store.files import Files
from kiosk.store.key import StoreKey
from kiosk.store.model import Submission, moment, stamp
from kiosk.store.receipt import (
    LAST_OF_DAY,
    Receipt,
    first_of_fresh_store,
    make_number,
    new_token,
)

TAIL = 4  # characters of an identity number that a person is asked for


@dataclass(slots=True, frozen=True)
class Place:
    """Where this store stands: the station's name, and the terminal's number of three digits."""

    station: str
    terminal: str


def submit(
    base: Base, files: Files, key: StoreKey, place: Place, holder: str, at: datetime, given: Submission
) -> Receipt:
    """Make the record; see `Store.submit`."""
    text = to_json(given.data)
    seal = key.mark("seal", _sealed(given, text))
    with base.writing() as db:
        if earlier := _earlier(db, given, seal):
            return earlier
        attachments.require(files, given.attachments)
        prior = _prior(db, given)
        receipt = Receipt(str(uuid7()), _take_number(db, place.terminal, at), new_token(), at)
        seq = db.execute(
            "INSERT INTO record (id, number, token, draft, kind, form, form_version, station, terminal, time, about, "
            "booking) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq",
            (
                receipt.id, receipt.number, receipt.token, given.key, given.kind, given.form, given.form_version,
                place.station, place.terminal, stamp(at), given.about, given.booking,
            ),
        ).fetchone()[0]  # fmt: skip
        end = tail(given.identity)
        identity = key.mark("identity-tail", receipt.number + end) if end else None
        db.execute("INSERT INTO content VALUES (?, ?, ?, ?)", (seq, text, seal, identity))
        attachments.attach(db, "attached", seq, given.attachments)
        attachments.let_go(db, holder, given.attachments)
        db.execute("INSERT INTO delivery (record, state) VALUES (?, 'waiting')", (seq,))
        _book(db, given, seq, prior)
        db.execute("DELETE FROM draft WHERE id = ?", (given.key,))
        add_line(
            db, at, "submitted", record=receipt.id, number=receipt.number, kind=given.kind, form=given.form,
            version=given.form_version, attachments=str(len(given.attachments)),
        )  # fmt: skip
    return receipt


def to_json(data: Mapping[str, Any]) -> str:
    """JSON as it is stored.

    Half a surrogate pair, which a cut emoji leaves behind, is no character and could neither be stored nor sent: it becomes
    U+FFFD.

    Raises:
        TypeError, ValueError: it is not JSON.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def tail(identity: str) -> str:
    """The end of an identity number as a person says it: the last four characters, X in capitals; "" of less than four."""
    end = unicodedata.normalize("NFKC", identity).strip()[-TAIL:].upper()
    return end if len(end) == TAIL else ""


def receipt_of(db: Database, draft: str) -> Receipt | None:
    """The receipt of a draft that was submitted before."""
    row = db.execute("SELECT id, number, token, time FROM record WHERE draft = ?", (draft,)).fetchone()
    return Receipt(row[0], row[1], row[2], moment(row[3])) if row else None


def _sealed(given: Submission, text: str) -> str:
    """All of a submission in one text, to tell a second tap from other content under the same key."""
    names = [a.sha256 for a in given.attachments]
    return json.dumps([given.kind, given.form, given.form_version, text, names, given.about, given.booking])


def _earlier(db: Database, given: Submission, seal: bytes) -> Receipt | None:
    receipt = receipt_of(db, given.key)
    if receipt is None:
        return None
    kept = db.execute(
        "SELECT seal FROM content JOIN record ON record.seq = content.record WHERE draft = ?", (given.key,)
    ).fetchone()
    if kept and not hmac.compare_digest(kept[0], seal):
        raise AlreadySubmitted(f"record {receipt.id} was made of the same draft with other content")
    return receipt


def _prior(db: Database, given: Submission) -> tuple[int, bool] | None:
    """The record that this one is about, and whether it takes that one's place: the same form for the same matter."""
    if given.about is None:
        return None
    row: tuple[int, bool] | None = db.execute(
        "SELECT seq, kind = ? AND form = ? FROM record WHERE id = ?", (given.kind, given.form, given.about)
    ).fetchone()
    if row is None:
        raise RecordUnknown("the record that the submission is about is not in this store")
    return row


def _book(db: Database, given: Submission, seq: int, prior: tuple[int, bool] | None) -> None:
    """Take the slot; a record by the same form that changes an earlier one gives that one's slot back, papers do not."""
    if prior and prior[1]:
        db.execute("DELETE FROM booking WHERE record = ?", (prior[0],))
    if given.booking is None:
        return
    taken = "SELECT slot FROM booking UNION ALL SELECT slot FROM elsewhere"
    if db.execute(f"SELECT 1 FROM ({taken}) WHERE slot = ?", (given.booking,)).fetchone():  # noqa: S608 - our own text
        raise SlotTaken(f"slot {given.booking} is booked")
    db.execute("INSERT INTO booking VALUES (?, ?, ?)", (given.booking, given.kind, seq))


def _take_number(db: Database, terminal: str, at: datetime) -> str:
    """The day's next number. A day that has used all its numbers goes on with the next day's."""
    fresh = db.execute("SELECT 1 FROM sequence LIMIT 1").fetchone() is None
    day = at.date()
    while True:
        last = db.execute("SELECT last FROM sequence WHERE day = ?", (day.isoformat(),)).fetchone()
        sequence = last[0] + 1 if last else first_of_fresh_store() if fresh else 1
        if sequence <= LAST_OF_DAY:
            break
        day += timedelta(days=1)
    db.execute(
        "INSERT INTO sequence VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET last = excluded.last",
        (day.isoformat(), sequence),
    )
    return make_number(terminal, day, sequence)
