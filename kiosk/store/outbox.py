"""The outbox: not a second copy, but where each record stands with the centre."""

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from kiosk.store.audit import add_line
from kiosk.store.errors import RecordUnknown
from kiosk.store.model import State, moment, stamp

# What the centre has, it has: an answer that comes late or twice does not take that back. A refused record may be accepted
# after all, when staff have put right what stood against it.
_NEXT = {
    State.WAITING: {State.ACCEPTED, State.ALREADY, State.REFUSED},
    State.REFUSED: {State.ACCEPTED, State.ALREADY, State.WAITING},
    State.ACCEPTED: set(),
    State.ALREADY: set(),
}


def acknowledge(db: Database, at: datetime, id: str, state: State, reason: str) -> bool:
    """Note the centre's answer; see `Store.acknowledge`."""
    row = db.execute(
        "SELECT record, state FROM delivery JOIN record ON record.seq = delivery.record WHERE id = ?", (id,)
    ).fetchone()
    if row is None:
        raise RecordUnknown("the answer names a record that is not in this store")
    if state not in _NEXT[State(row[1])]:
        return False
    answered = None if state is State.WAITING else stamp(at)
    db.execute(
        "UPDATE delivery SET state = ?, reason = ?, answered_at = ?, compared = 0 WHERE record = ?",
        (state, reason, answered, row[0]),
    )
    if state is State.REFUSED:
        db.execute("DELETE FROM booking WHERE record = ?", (row[0],))
    add_line(db, at, state.value, record=id)
    return True


def take_back(db: Database, at: datetime, ids: Iterable[str]) -> int:
    """What the centre turned out not to have waits again; see `Store.take_back`."""
    taken = 0
    for id in ids:
        changed = db.execute(
            "UPDATE delivery SET state = 'waiting', reason = '', answered_at = NULL, compared = 0 "
            "WHERE state IN ('accepted', 'already') AND record = (SELECT seq FROM record "
            "JOIN content ON content.record = seq WHERE id = ?)",
            (id,),
        ).rowcount
        if changed:
            add_line(db, at, "missed", record=id)
        taken += changed
    return taken


def mark_compared(db: Database, ids: Iterable[str]) -> None:
    """Both ends hold the same of these."""
    db.conn.executemany(
        "UPDATE delivery SET compared = 1 WHERE state IN ('accepted', 'already') "
        "AND record = (SELECT seq FROM record WHERE id = ?)",
        [(id,) for id in ids],
    )


def doubt(db: Database, at: datetime) -> None:
    """What was delivered and is still here is to be compared again, and what was refused is to be shown to staff again."""
    db.execute("UPDATE delivery SET compared = 0 WHERE record IN (SELECT record FROM content)")
    for id in sorted(refused(db)):
        acknowledge(db, at, id, State.WAITING, "")


def refused(db: Database) -> set[str]:
    """Ids of the records that the centre refused."""
    sql = "SELECT id FROM record WHERE seq IN (SELECT record FROM delivery WHERE state = 'refused')"
    return {row[0] for row in db.execute(sql)}


def waiting_since(db: Database) -> datetime | None:
    """When the oldest of the waiting records was made."""
    sql = "SELECT time FROM record WHERE seq = (SELECT min(record) FROM delivery WHERE state = 'waiting')"
    row = db.execute(sql).fetchone()
    return moment(row[0]) if row else None


def counts(db: Database) -> dict[State, int]:
    """How many records stand where."""
    told = dict(db.execute("SELECT state, count(*) FROM delivery GROUP BY state").fetchall())
    return {state: told.get(state.value, 0) for state in State}
