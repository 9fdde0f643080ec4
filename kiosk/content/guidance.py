"""Guides and what stands around them into the starter pack, with an index of every way of asking.

Each guide is a document twice: its ways of asking, and its text. They are indexed by characters and pairs as statutes are,
the ways of asking also by the sound of pairs, so that a question typed with the wrong characters is still understood.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlite_utils import Database

from kiosk.guides.calculators.model import Figures
from kiosk.guides.model import Guidance, Guide
from kiosk.law.index import postings
from kiosk.law.pinyin import readings
from kiosk.law.sound import merged
from kiosk.law.terms import normalise, query_terms, sound_pairs, terms

# The 3,755 everyday characters (GB 2312, first level): what people type wrongly is among them.
_EVERYDAY = [
    char
    for row in range(0xB0, 0xD8)
    for char in bytes(b for cell in range(0xA1, 0xFF) for b in (row, cell)).decode("gb2312", errors="ignore")
]

_SCHEMA = """
CREATE TABLE theme (id TEXT PRIMARY KEY, place INTEGER NOT NULL, title TEXT NOT NULL, icon TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE guide (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, theme TEXT NOT NULL, audience TEXT NOT NULL, answer TEXT NOT NULL,
    cites TEXT NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE package (
    id TEXT PRIMARY KEY, place INTEGER NOT NULL, title TEXT NOT NULL, icon TEXT NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE service (id TEXT PRIMARY KEY, place INTEGER NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE question (id TEXT PRIMARY KEY, asks TEXT NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE figure (
    id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, since TEXT NOT NULL, source TEXT NOT NULL,
    checked TEXT NOT NULL, PRIMARY KEY (id, since)) WITHOUT ROWID;
CREATE TABLE ask_posting (term TEXT PRIMARY KEY, docs BLOB NOT NULL, impacts BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE text_posting (term TEXT PRIMARY KEY, docs BLOB NOT NULL, impacts BLOB NOT NULL) WITHOUT ROWID;
"""


def write(db: sqlite3.Connection, guidance: Guidance, figures: Figures) -> dict[str, int]:
    """Add guidance to a new pack; returns its counts."""
    db.executescript(_SCHEMA)
    utils = Database(db)
    utils.table("theme").insert_all(
        {"id": t.id, "place": place, "title": t.title, "icon": t.icon} for place, t in enumerate(guidance.themes)
    )
    utils.table("guide").insert_all(
        {
            "id": g.id,
            "title": g.title,
            "theme": g.theme,
            "audience": " ".join(g.audience),
            "answer": "\n".join(g.answer),
            "cites": "\n".join(g.cites),
            "data": _json(g),
        }
        for g in guidance.guides
    )
    utils.table("package").insert_all(
        {"id": p.id, "place": p.place, "title": p.title, "icon": p.icon, "data": _json(p)} for p in guidance.packages
    )
    utils.table("service").insert_all(
        {"id": s.id, "place": place, "data": _json(s)} for place, s in enumerate(guidance.services)
    )
    utils.table("question").insert_all(
        {"id": q.id, "asks": "\n".join(q.asks), "data": _json(q)} for q in guidance.questions
    )
    utils.table("figure").insert_all(
        {"id": f.id, "name": f.name, "value": str(f.value), "since": f.since.isoformat()}
        | {"source": f.source, "checked": f.checked.isoformat()}
        for f in figures.rows
    )
    guides = sorted(guidance.guides, key=lambda g: g.id)  # document numbers are places in this order
    sounds = readings({*_EVERYDAY, *(char for g in guides for ask in g.asks for char in ask)})
    db.executemany("INSERT OR IGNORE INTO sound VALUES (?, ?)", sounds)
    said = {char: merged(all_of_it.split(" ", 1)[0]) for char, all_of_it in sounds}
    _index(db, "ask_posting", (_ask_terms(g, said) for g in guides))
    _index(db, "text_posting", (Counter(terms(_text(g))) for g in guides))
    counts = {"guides": len(guidance.guides), "packages": len(guidance.packages), "services": len(guidance.services)}
    return {name: count for name, count in counts.items() if count}


def _index(db: sqlite3.Connection, table: str, documents: Iterator[Counter[str]]) -> None:
    found = postings((words, {}) for words in documents)
    db.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", ((p.term, p.docs, p.impacts) for p in found))  # noqa: S608


def _ask_terms(guide: Guide, said: dict[str, str]) -> Counter[str]:
    """In how many of its ways of asking each term stands."""
    out: Counter[str] = Counter()
    for ask in map(normalise, (guide.title, *guide.asks)):
        out.update({*query_terms(ask), *sound_pairs(ask, [said.get(char, char) for char in ask])})
    return out


def _text(guide: Guide) -> str:
    steps = (f"{s.title}\n{s.text}" for s in guide.step)
    matters = (*(p.matter for p in guide.place), *(d.what for d in guide.deadline))
    return "\n".join((guide.title, *guide.answer, *steps, guide.careful, *guide.papers, *matters))


def _json(thing: Any) -> str:
    return json.dumps(asdict(thing), ensure_ascii=False, default=_date)


def _date(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(value)
