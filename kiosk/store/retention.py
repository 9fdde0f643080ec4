"""Retention: what the centre has had for long enough leaves the terminal; number, kind, state and times stay.

SQLite overwrites deleted rows with zeros (`secure_delete`); the log, which still holds the pages as they were, is then moved
into the database and cut to nothing.
"""

import time
from datetime import datetime, timedelta

from kiosk.store import drafts, feed
from kiosk.store.attachments import remove_loose
from kiosk.store.audit import add_line
from kiosk.store.base import Base
from kiosk.store.files import Files
from kiosk.store.model import stamp

_AT_ONCE = 50  # records a transaction, and then a pause, so that nobody who submits has to wait long
_PAUSE_S = 0.03
_PATIENCE_S = 2.0
_EVER = "9999"  # later than every stamp, also one of a clock that was ahead
# A matter may take longer than its content stays: whoever handed it in still finds it by her card. See feed.forget_words.
_KEEP_OWNER = (
    "INSERT INTO owner SELECT record, identity FROM content WHERE record = ? AND identity IS NOT NULL "
    "AND record IN (SELECT record FROM step)"
)


def sweep(base: Base, files: Files, now: datetime, days: int, form: str | None) -> int:
    """Take away content; see `Store.sweep`."""
    limit = stamp(now - timedelta(days=days))
    swept = _sweep_until(base, now, limit, form)
    with base.writing() as db:
        feed.forget_words(db, limit, form)
    remove_loose(base, files)
    empty_log(base, _PATIENCE_S)
    return swept


def wipe(base: Base, files: Files, now: datetime) -> int:
    """Take away everything that the centre has; see `Store.wipe`."""
    swept = _sweep_until(base, now, _EVER, None)
    with base.writing() as db:
        feed.forget_all_words(db)
        drafts.forget_all(db, now)
    remove_loose(base, files)
    empty_log(base, _PATIENCE_S)
    return swept


def empty_log(base: Base, patience_s: float) -> bool:
    """Cut the log to nothing, waiting this long for readers in other processes; False when one of them goes on reading."""
    until = time.monotonic() + patience_s
    while not base.checkpoint():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _sweep_until(base: Base, now: datetime, limit: str, form: str | None) -> int:
    swept = 0
    while swept_now := _sweep_some(base, now, limit, form):
        swept += swept_now
        time.sleep(_PAUSE_S)
    return swept


def _sweep_some(base: Base, now: datetime, limit: str, form: str | None) -> int:
    with base.writing() as db:
        rows = db.execute(
            "SELECT r.seq, r.id FROM content c JOIN delivery d ON d.record = c.record JOIN record r ON r.seq = c.record "
            "WHERE d.state IN ('accepted', 'already') AND d.answered_at <= ? AND r.form = coalesce(?, r.form) "
            "ORDER BY c.record LIMIT ?",
            (limit, form, _AT_ONCE),
        ).fetchall()
        for seq, id in rows:
            db.execute(_KEEP_OWNER, (seq,))
            db.execute("DELETE FROM content WHERE record = ?", (seq,))
            db.execute("DELETE FROM attached WHERE record = ?", (seq,))
            db.execute("UPDATE delivery SET reason = '', compared = 1 WHERE record = ?", (seq,))
            add_line(db, now, "swept", record=id)
    return len(rows)
