"""How often each guide was read: the one thing that outlives a visit, and it names nobody.

A count by guide and month, nothing of what was typed. A terminal that cannot write it goes on without.
"""

import logging
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

_SCHEMA = """CREATE TABLE IF NOT EXISTS count (
    month TEXT NOT NULL, guide TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (month, guide)) WITHOUT ROWID"""
_log = logging.getLogger(__name__)


class Counts:
    """The counts of one terminal, in a small file of their own."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, guide: str) -> None:
        """Count a guide as read once this month."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=0.2)) as db, db:
                db.execute(_SCHEMA)
                db.execute(
                    "INSERT INTO count VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
                    (f"{date.today():%Y-%m}", guide),
                )
        except (sqlite3.Error, OSError) as error:
            _log.warning("a count could not be kept: %s", error)

    def all(self) -> dict[tuple[str, str], int]:
        """Every count by (month, guide)."""
        if not self._path.is_file():
            return {}
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as db:
            return {(month, guide): times for month, guide, times in db.execute("SELECT * FROM count")}
