"""What the service screens need of content: forms, the timetable, the towns, the standard of hardship."""

import json
import sqlite3
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from kiosk.directory.model import Town, Window
from kiosk.guides.source import rows
from kiosk.services.form import Form
from kiosk.services.forms import read_forms
from kiosk.services.hardship import StandardRow

_SCHEMA = """
CREATE TABLE form (id TEXT PRIMARY KEY, version INTEGER NOT NULL, service TEXT NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE timetable (place INTEGER PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE town (place INTEGER PRIMARY KEY, name TEXT NOT NULL, villages TEXT NOT NULL);
CREATE TABLE standard (
    since TEXT PRIMARY KEY, monthly_income_fen INTEGER NOT NULL, source TEXT NOT NULL,
    chuanyu INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Counter:
    """All of it, as read from a folder; `refused` holds file, line (0: the whole file) and reason."""

    forms: list[Form] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    towns: list[Town] = field(default_factory=list)
    standards: list[StandardRow] = field(default_factory=list)
    refused: list[tuple[str, int, str]] = field(default_factory=list)


def read(root: Path, services: set[str]) -> Counter:
    """Read a content folder's forms, timetable, towns and standards; any of them may be missing."""
    told = Counter()
    told.windows = rows(root / "timetable.toml", root, "window", Window, told)
    told.towns = rows(root / "towns.toml", root, "town", Town, told)
    told.standards = rows(root / "hardship.toml", root, "standard", StandardRow, told)
    told.forms = read_forms(root, told, services)
    return told


def write(db: sqlite3.Connection, told: Counter) -> dict[str, int]:
    """Add it to a new pack; returns its counts."""
    db.executescript(_SCHEMA)
    utils = Database(db)
    utils.table("form").insert_all(
        {"id": f.id, "version": f.version, "service": f.service, "data": json.dumps(asdict(f), ensure_ascii=False)}
        for f in told.forms
    )
    utils.table("timetable").insert_all(
        {"place": place, "data": json.dumps(asdict(w), ensure_ascii=False)} for place, w in enumerate(told.windows)
    )
    utils.table("town").insert_all(
        {"place": place, "name": t.name, "villages": "\n".join(t.villages)} for place, t in enumerate(told.towns)
    )
    utils.table("standard").insert_all(
        {"since": s.since.isoformat(), "monthly_income_fen": s.monthly_income_fen, "source": s.source}
        | {"chuanyu": int(s.chuanyu)}
        for s in told.standards
    )
    return {"forms": len(told.forms)} if told.forms else {}


def standard(db: sqlite3.Connection, day: date) -> StandardRow | None:
    """The standard of hardship that holds on a day, or None where none is known."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'standard'").fetchone() is None:
        return None
    row = db.execute(
        "SELECT since, monthly_income_fen, source, chuanyu FROM standard WHERE since <= ? ORDER BY since DESC LIMIT 1",
        (day.isoformat(),),
    ).fetchone()
    return StandardRow(date.fromisoformat(row[0]), row[1], row[2], bool(row[3])) if row else None
