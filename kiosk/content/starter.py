"""Starter content into a pack: digests as articles that can be found before any statute is imported, the lexicon, names.

The tables are those of a statute pack, so that the same search runs on them, and more: `digest`, `lexicon`, `naming`,
`topic` (the first screen's worries), and what was learnt: `need` (how often consultations need a statute), `learnt` articles,
`area`s of the law, and the ranker's `weight`s.
"""

import sqlite3
from collections import Counter
from itertools import groupby
from pathlib import Path

from sqlite_utils import Database

from kiosk.content import statutes
from kiosk.law.areas import Heard, evidence
from kiosk.law.digests import Digest, Starter
from kiosk.law.index import postings
from kiosk.law.model import Authority, Kind, Node, Statute
from kiosk.law.terms import query_terms

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "content"  # what comes with this release

_SCHEMA = """
CREATE TABLE digest (
    statute TEXT NOT NULL, number INTEGER NOT NULL, sub INTEGER NOT NULL, label TEXT NOT NULL, text TEXT NOT NULL,
    asks TEXT NOT NULL, reviewed TEXT NOT NULL, PRIMARY KEY (statute, number, sub)) WITHOUT ROWID;
CREATE TABLE lexicon (
    said TEXT PRIMARY KEY, means TEXT NOT NULL, sense TEXT NOT NULL, example TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE naming (alias TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE topic (place INTEGER PRIMARY KEY, title TEXT NOT NULL, query TEXT NOT NULL, icon TEXT NOT NULL);
CREATE TABLE learnt (
    id INTEGER PRIMARY KEY, statute TEXT NOT NULL, number INTEGER NOT NULL, sub INTEGER NOT NULL);
CREATE TABLE learnt_posting (
    term TEXT NOT NULL, shard INTEGER NOT NULL, docs BLOB NOT NULL, impacts BLOB NOT NULL,
    PRIMARY KEY (term, shard)) WITHOUT ROWID;
CREATE TABLE need (statute TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE area (
    id INTEGER PRIMARY KEY, level TEXT NOT NULL, statute TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    times INTEGER NOT NULL, unheard REAL NOT NULL);
CREATE TABLE area_posting (
    term TEXT NOT NULL, shard INTEGER NOT NULL, docs BLOB NOT NULL, impacts BLOB NOT NULL,
    PRIMARY KEY (term, shard)) WITHOUT ROWID;
CREATE TABLE weight (name TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;
"""


def write(db: sqlite3.Connection, starter: Starter) -> dict[str, int]:
    """Fill a new pack with starter content; returns its counts."""
    statutes.write(db, _as_statutes(starter))
    db.executescript(_SCHEMA)
    utils = Database(db)
    utils.table("digest").insert_all(
        {
            "statute": d.statute,
            "number": d.number,
            "sub": d.sub,
            "label": d.label,
            "text": d.text,
            "asks": "\n".join(d.asks),
            "reviewed": d.reviewed.isoformat(),
        }
        for d in starter.digests
    )
    utils.table("lexicon").insert_all(
        (
            {"said": said, "means": "\n".join(e.means), "sense": e.sense, "example": e.example}
            for e in starter.lexicon
            for said in e.said
        ),
        ignore=True,
    )
    utils.table("naming").insert_all(
        ({"alias": a, "title": n.title} for n in starter.namings for a in n.aliases), ignore=True
    )
    utils.table("topic").insert_all(
        {"place": place, "title": t.title, "query": t.query, "icon": t.icon}
        for place, t in enumerate(starter.topics, 1)
    )
    utils.table("need").insert_all({"statute": s, "times": t} for s, t in starter.need.items())
    utils.table("learnt").insert_all(
        {"id": place, "statute": a.statute, "number": a.number, "sub": a.sub} for place, a in enumerate(starter.learnt)
    )
    db.executemany(
        "INSERT INTO learnt_posting VALUES (?, ?, ?, ?)",
        ((p.term, p.shard, p.docs, p.impacts) for p in postings([(a.terms, {}) for a in starter.learnt])),
    )
    _write_areas(db, starter)
    db.executemany("INSERT INTO weight VALUES (?, ?)", sorted(starter.weights.items()))
    return {"digests": len(starter.digests), "lexicon": db.execute("SELECT count(*) FROM lexicon").fetchone()[0]}


def _write_areas(db: sqlite3.Connection, starter: Starter) -> None:
    """Areas of the law, and what the words of consultations and of the ways of asking say for each."""
    heard: list[Heard] = [(a.statute, a.number, a.terms) for a in starter.learnt]
    heard += [(d.statute, d.number, Counter(t for ask in d.asks for t in query_terms(ask))) for d in starter.digests]
    unheard, found = evidence(starter.areas, heard)
    db.executemany(
        "INSERT INTO area VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (place, a.level, a.statute, a.first, a.last, a.times, unheard[place])
            for place, a in enumerate(starter.areas)
        ),
    )
    db.executemany(
        "INSERT INTO area_posting VALUES (?, ?, ?, ?)", ((p.term, p.shard, p.docs, p.impacts) for p in found)
    )


def _as_statutes(starter: Starter) -> list[Statute]:
    """Digests as statutes whose articles hold our words; the official text, once installed, takes their place."""
    names = {n.title: n for n in starter.namings}
    out = []
    for title, group in groupby(sorted(starter.digests, key=_order), key=lambda d: d.statute):
        naming = names.get(title)
        out.append(
            Statute(
                title=title,
                category=naming.shelf if naming else "其他",
                authority=naming.authority if naming else Authority.RULE,
                version=None,
                nodes=[
                    Node(Kind.ARTICLE, d.label, "\n".join((d.text, *d.asks)), number=d.number, sub=d.sub, source=title)
                    for d in group
                ],
                source=title,
            )
        )
    return out


def _order(digest: Digest) -> tuple[str, int, int]:
    return digest.statute, digest.number, digest.sub
