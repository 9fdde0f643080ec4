"""The outbox: not a second copy, but where each record stands with the centre."""

from datetime import datetime

from sqlite_utils import Database

from kiosk.store.audit import add_line
from kiosk.store.errors import RecordUnknown
from kiosk.store.model import State, stamp

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
        "UPDATE delivery SET state = ?, reason = ?, answered_at = ? WHERE record = ?", (state, reason, answered, row[0])
    )
    if state is State.REFUSED:
        db.execute("DELETE FROM booking WHERE record = ?", (row[0],))
    add_line(db, at, state.value, record=id)
    return True


def counts(db: Database) -> dict[State, int]:
    """How many records stand where."""
    told = dict(db.execute("SELECT state, count(*) FROM delivery GROUP BY state").fetchall())
    return {state: told.get(state.value, 0) for state in State}
