"""The audit chain: what happened to records and drafts, never what is in them.

Each line's hash covers the line before it, so a line that is changed, put in or taken out breaks the chain there. Lines cut
off at the end are noticed by SQLite's own count of the rows ever made.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from kiosk.store.model import stamp

_START = "0" * 64


@dataclass(slots=True, frozen=True)
class Gap:
    """Where the chain first breaks: the number of the line, and how."""

    line: int
    text: str


def add_line(db: Database, at: datetime, event: str, **facts: str) -> None:
    """Add one line within the caller's transaction; facts are ids, numbers and states, nothing personal."""
    last = db.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone() or (0, _START)
    line = (last[0] + 1, stamp(at), event, json.dumps(facts, sort_keys=True))
    db.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?)", (*line, _hash(last[1], line)))


def first_gap(db: Database) -> Gap | None:
    """Follow the chain from its first line; None when it is whole."""
    before, expected = _START, 1
    for *line, given in db.execute("SELECT seq, time, event, facts, hash FROM audit ORDER BY seq"):
        if line[0] != expected:
            return Gap(expected, f"line {expected} is missing")
        if _hash(before, tuple(line)) != given:
            return Gap(expected, f"line {expected} does not follow from the one before")
        before, expected = given, expected + 1
    made = (db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").fetchone() or (0,))[0]
    if made >= expected:
        return Gap(expected, f"line {expected} and what followed, up to {made}, are missing")
    return None


def _hash(before: str, line: tuple[int, str, str, str]) -> str:
    text = json.dumps([before, *line], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
