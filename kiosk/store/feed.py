"""What the centre tells this terminal, put where it belongs: steps and messages of matters, slots, commands.

Nothing of it is trusted to come once or in order: a step that is not higher than the last is passed over (the table's
trigger), a message or a command of the same place in the feed is taken once.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any

from annotated_types import MaxLen, MinLen
from pydantic import TypeAdapter, ValidationError
from sqlite_utils import Database

from kiosk.store import links
from kiosk.store.model import Command, Item, Message, Step, moment, stamp

_log = logging.getLogger(__name__)

_Slots = Annotated[tuple[Annotated[str, MinLen(1), MaxLen(80)], ...], MaxLen(10_000)]
_Words = Annotated[str, MinLen(1), MaxLen(4000)]


@dataclass(slots=True, frozen=True)
class _Booked:
    taken: _Slots = ()
    freed: _Slots = ()


def apply(db: Database, at: datetime, items: Iterable[Item], cursor: int) -> None:
    """Take items in, and the cursor with them; see `Store.apply`."""
    for item in items:
        take = _KINDS.get(item.kind)
        if take is None:
            continue  # of a newer centre
        try:
            take(db, at, item)
        except (ValidationError, KeyError, TypeError) as error:
            _log.warning("feed item %d (%s) cannot be used: %s", item.seq, item.kind, type(error).__name__)
    links.write(db, {links.CURSOR: str(cursor)})


def steps(db: Database, record: str) -> list[Step]:
    """The steps of a record's matter, oldest first."""
    rows = db.query(
        "SELECT version, step, label, at, note, next, due, asks, closed FROM step "
        "WHERE record = (SELECT seq FROM record WHERE id = ?) ORDER BY version",
        (record,),
    )
    return [_step(row) for row in rows]


def messages(db: Database, record: str) -> list[Message]:
    """The messages about a record, oldest first."""
    rows = db.execute(
        "SELECT text, at FROM message WHERE record = (SELECT seq FROM record WHERE id = ?) ORDER BY id", (record,)
    )
    return [Message(text, moment(at)) for text, at in rows]


def commands(db: Database) -> list[Command]:
    """What is still to be done, in the order it came."""
    rows = db.execute("SELECT id, name, body FROM command WHERE body IS NOT NULL ORDER BY id")
    return [Command(id, name, json.loads(body)) for id, name, body in rows]


def done(db: Database, id: int) -> None:
    """A command has been done, or cannot be."""
    db.execute("UPDATE command SET body = NULL WHERE id = ?", (id,))


def forget_words(db: Database, limit: str, form: str | None) -> None:
    """Take away what staff wrote about matters that were closed before `limit` and whose content has gone, and whose."""
    _forget(
        db,
        "SELECT seq FROM record WHERE form = coalesce(?, form) AND seq NOT IN (SELECT record FROM content) AND EXISTS "
        "(SELECT 1 FROM step WHERE step.record = seq AND closed AND at <= ? "
        "AND version = (SELECT max(version) FROM step later WHERE later.record = seq))",
        (form, limit),
    )


def forget_all_words(db: Database) -> None:
    """Take away what staff wrote about any matter whose content has gone, and to nobody in particular."""
    db.execute("DELETE FROM message WHERE record IS NULL")
    _forget(db, "SELECT seq FROM record WHERE seq NOT IN (SELECT record FROM content)", ())


def _forget(db: Database, which: str, values: tuple[str | None, ...]) -> None:
    written = "(note <> '' OR next <> '' OR asks <> '[]')"
    db.execute(
        f"UPDATE step SET note = '', next = '', asks = '[]' WHERE {written} AND record IN ({which})",  # noqa: S608
        values,
    )
    db.execute(f"DELETE FROM message WHERE record IN ({which})", values)  # noqa: S608 - our own two texts
    db.execute(f"DELETE FROM owner WHERE record IN ({which})", values)  # noqa: S608


def _take_step(db: Database, _: datetime, item: Item) -> None:
    step: Step = _reader(Step).validate_python(dict(item.body))
    seq = _seq(db, item.body["record"], item)
    if seq is None:
        return
    row = asdict(step)
    row |= {
        "at": stamp(step.at),
        "due": stamp(step.due) if step.due else None,
        "asks": json.dumps(step.asks, ensure_ascii=False),
        "closed": int(step.closed),
    }
    db.execute(
        "INSERT INTO step VALUES (:record, :version, :step, :label, :at, :note, :next, :due, :asks, :closed)",
        row | {"record": seq},
    )


def _take_message(db: Database, at: datetime, item: Item) -> None:
    text: str = _reader(_Words).validate_python(item.body["text"])
    about = item.body.get("record")
    seq = _seq(db, about, item) if about else None
    if about and seq is None:
        return
    db.execute(
        "INSERT OR IGNORE INTO message (seq, record, at, text) VALUES (?, ?, ?, ?)", (item.seq, seq, stamp(at), text)
    )


def _take_booked(db: Database, _: datetime, item: Item) -> None:
    told: _Booked = _reader(_Booked).validate_python(dict(item.body))
    db.conn.executemany("DELETE FROM elsewhere WHERE slot = ?", [(slot,) for slot in told.freed])
    db.conn.executemany("INSERT OR IGNORE INTO elsewhere VALUES (?)", [(slot,) for slot in told.taken])


def _take_command(db: Database, _: datetime, item: Item) -> None:
    name = item.kind if item.kind != "command" else item.body["name"]
    body = json.dumps(dict(item.body), ensure_ascii=False, sort_keys=True)
    mark = hashlib.sha256(f"{name} {body}".encode()).hexdigest()
    db.execute(
        "INSERT OR IGNORE INTO command (seq, mark, name, body) VALUES (?, ?, ?, ?)",
        (item.seq, mark, _reader(_Words).validate_python(name), body),
    )


_KINDS: Mapping[str, Callable[[Database, datetime, Item], None]] = {
    "status": _take_step,
    "message": _take_message,
    "booked": _take_booked,
    "timetable": _take_command,
    "settings": _take_command,
    "command": _take_command,
}


@cache
def _reader(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def _seq(db: Database, id: object, item: Item) -> int | None:
    row = db.execute("SELECT seq FROM record WHERE id = ?", (str(id),)).fetchone()
    if row is None:
        _log.warning("feed item %d (%s) is about a record that is not in this store", item.seq, item.kind)
        return None
    return int(row[0])


def _step(row: dict[str, Any]) -> Step:
    return Step(
        **row
        | {
            "at": moment(row["at"]),
            "due": moment(row["due"]) if row["due"] else None,
            "asks": tuple(json.loads(row["asks"])),
            "closed": bool(row["closed"]),
        }
    )
