"""Small facts about the link to the centre: the sync process writes them, the screen and the doctor read them.

`store` is this database's own id, made with it. The others are the sync process's (sync/terminal).
"""

from collections.abc import Mapping

from sqlite_utils import Database

CURSOR = "cursor"  # of the feed, as applied


def read(db: Database, name: str) -> str:
    """A fact, "" where there is none."""
    row = db.execute("SELECT value FROM link WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def write(db: Database, facts: Mapping[str, str]) -> None:
    """Write facts over what they were."""
    db.conn.executemany(
        "INSERT INTO link VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value "
        "WHERE value <> excluded.value",
        list(facts.items()),
    )
