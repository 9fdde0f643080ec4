"""Reading records: one whole, lists, and how a citizen finds hers again."""

import hmac
import json
import logging
import unicodedata
import uuid
from typing import Any

from sqlite_utils import Database

from kiosk.store import attachments
from kiosk.store.base import Base
from kiosk.store.errors import NumberRefused, RecordUnknown, StoreDamaged
from kiosk.store.key import StoreKey
from kiosk.store.model import Attachment, Entry, Record, State, moment
from kiosk.store.receipt import parse_number
from kiosk.store.submitting import tail

_log = logging.getLogger(__name__)

_ENTRY = (
    "SELECT r.seq, r.id, r.number, r.kind, r.form, r.form_version, r.station, r.terminal, r.time, r.about, "
    "d.state, d.reason, d.answered_at, r.token, r.booking FROM record r JOIN delivery d ON d.record = r.seq "
)


def one(db: Database, number_or_id: str) -> Record:
    """A record whole; see `Store.record`."""
    return _whole(db, _row(db, number_or_id))


def page(db: Database, search: str, limit: int, offset: int) -> list[Entry]:
    """Newest first; see `Store.records`."""
    # The page is chosen in a narrow table or index first, and only its rows are then read.
    wanted = "".join(unicodedata.normalize("NFKC", search).split())
    values: tuple[str, ...] = (wanted,) if wanted else ()
    if not wanted:
        chosen = "SELECT record FROM delivery ORDER BY record DESC"
    elif wanted.isdecimal():
        chosen = "SELECT seq FROM record WHERE instr(number, ?) ORDER BY seq DESC"
    else:
        chosen = (
            "SELECT record FROM delivery JOIN record ON seq = record "
            "WHERE ? IN (kind, form, id, state) ORDER BY record DESC"
        )
    sql = f"{_ENTRY} WHERE r.seq IN ({chosen} LIMIT ? OFFSET ?) ORDER BY r.seq DESC"
    return [_entry(row) for row in db.query(sql, (*values, limit, offset))]


def waiting(base: Base, limit: int, after: str) -> list[Record]:
    """Records that the centre does not have yet, oldest first, whole; see `Store.outbox`."""
    return _chosen(base, "state = 'waiting'", limit, after)


def delivered(base: Base, limit: int, after: str) -> list[Record]:
    """Records to compare with the centre, oldest first, whole; see `Store.delivered`."""
    return _chosen(base, "compared = 0 AND state IN ('accepted', 'already')", limit, after)


def naming(db: Database, id: str) -> list[Entry]:
    """Records that change or add to that one, oldest first."""
    return [_entry(row) for row in db.query(f"{_ENTRY} WHERE r.about = ? ORDER BY r.seq", (id,))]


def track(db: Database, key: StoreKey, number: str, *, token: str, identity_tail: str) -> Entry:
    """Find a citizen's own record; see `Store.track`."""
    row = _row(db, parse_number(number))
    content = db.execute(
        "SELECT identity FROM content WHERE record = :seq UNION ALL SELECT identity FROM owner WHERE record = :seq",
        {"seq": row["seq"]},
    ).fetchone()
    mark = key.mark("identity-tail", row["number"] + tail(identity_tail))
    by_token = bool(token) and hmac.compare_digest(row["token"].encode(), token.encode())
    by_identity = bool(content and content[0]) and hmac.compare_digest(content[0], mark)
    if not (by_token or by_identity):
        raise RecordUnknown("neither token nor identity number fits")
    return _entry(row)


def _chosen(base: Base, condition: str, limit: int, after: str) -> list[Record]:
    """Records whole, in the order they were made; one on a damaged page holds up no other."""
    chosen: list[Record] = []
    place = 0
    while len(chosen) < limit:
        with base.reading() as db:
            rows = db.execute(
                f"SELECT record FROM delivery WHERE {condition} AND record > "  # noqa: S608 - our own condition
                "max(?, coalesce((SELECT seq FROM record WHERE id = ?), 0)) ORDER BY record LIMIT ?",
                (place, after, limit - len(chosen)),
            ).fetchall()
        if not rows:
            break
        place = rows[-1][0]
        chosen += _readable(base, [row[0] for row in rows])
    return chosen


def _readable(base: Base, places: list[int]) -> list[Record]:
    try:
        with base.reading() as db:
            return _several(db, places)
    except StoreDamaged as error:
        if len(places) == 1:
            _log.warning("record %d cannot be sent: %s", places[0], error)
            return []
    return [record for seq in places for record in _readable(base, [seq])]


def _several(db: Database, places: list[int]) -> list[Record]:
    """These records whole, in their order, by three statements however many they are."""
    among = f"IN ({', '.join('?' * len(places))})"
    rows = list(db.query(f"{_ENTRY} WHERE r.seq {among} ORDER BY r.seq", places))
    data = dict(db.execute(f"SELECT record, data FROM content WHERE record {among}", places).fetchall())  # noqa: S608
    files = attachments.of_records(db, places)
    return [_made(row, data.get(row["seq"]), files.get(row["seq"], ())) for row in rows]


def _row(db: Database, number_or_id: str) -> dict[str, Any]:
    try:
        column, value = "id", str(uuid.UUID(number_or_id))
    except ValueError:
        try:
            column, value = "number", parse_number(number_or_id)
        except NumberRefused as error:
            raise RecordUnknown("neither a record's id nor a number") from error
    row = next(iter(db.query(f"{_ENTRY} WHERE r.{column} = ?", (value,))), None)
    if row is None:
        raise RecordUnknown("no record of that id or number")
    return row


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    fields = {name: row[name] for name in Entry.__dataclass_fields__}
    answered = row["answered_at"]
    return fields | {
        "time": moment(row["time"]),
        "state": State(row["state"]),
        "answered_at": moment(answered) if answered else None,
    }


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**_fields(row))


def _whole(db: Database, row: dict[str, Any]) -> Record:
    content = db.execute("SELECT data FROM content WHERE record = ?", (row["seq"],)).fetchone()
    return _made(row, content[0] if content else None, attachments.of_owner(db, "attached", row["seq"]))


def _made(row: dict[str, Any], data: str | None, files: tuple[Attachment, ...]) -> Record:
    return Record(
        **_fields(row),
        token=row["token"],
        booking=row["booking"],
        data=json.loads(data) if data is not None else None,
        attachments=files,
    )
