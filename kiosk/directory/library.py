"""The directory as the screens meet it: read from the starter pack."""

import json
import sqlite3
from collections.abc import Iterable

from kiosk.directory.model import Window
from kiosk.directory.timetable import Timetable


class Directory:
    """Reads timetable and towns from packs; an older starter pack without them has none."""

    def __init__(self, packs: Iterable[sqlite3.Connection]) -> None:
        self._db = next((db for db in packs if _has_towns(db)), None)

    def timetable(self) -> Timetable:
        """The station's timetable."""
        if self._db is None:
            return Timetable()
        rows = [json.loads(data) for (data,) in self._db.execute("SELECT data FROM timetable ORDER BY place")]
        return Timetable([Window(**{**row, "weekdays": tuple(row["weekdays"])}) for row in rows])

    def towns(self) -> list[str]:
        """The names of the county's towns, in their order."""
        return [row[0] for row in self._db.execute("SELECT name FROM town ORDER BY place")] if self._db else []

    def villages(self, town: str) -> list[str]:
        """A town's villages, where they are known."""
        if self._db is None:
            return []
        row = self._db.execute("SELECT villages FROM town WHERE name = ?", (town,)).fetchone()
        return row[0].split("\n") if row and row[0] else []


def _has_towns(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'town'").fetchone() is not None
