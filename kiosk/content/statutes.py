"""Statutes into a pack: tables of what is read, tables of what is searched."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from kiosk.law.index import postings
from kiosk.law.model import Kind, Status, Statute
from kiosk.law.pinyin import readings, syllables
from kiosk.law.terms import terms

_SCHEMA = """
CREATE TABLE statute (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, short TEXT NOT NULL, category TEXT NOT NULL, authority INTEGER NOT NULL,
    version TEXT, status TEXT NOT NULL, history TEXT NOT NULL, source TEXT NOT NULL, articles INTEGER NOT NULL,
    pinyin TEXT NOT NULL, initials TEXT NOT NULL);
CREATE INDEX statute_short ON statute (short);
CREATE TABLE node (
    id INTEGER PRIMARY KEY, statute INTEGER NOT NULL REFERENCES statute, kind TEXT NOT NULL, depth INTEGER NOT NULL,
    label TEXT NOT NULL, number INTEGER NOT NULL, sub INTEGER NOT NULL, text TEXT NOT NULL, source TEXT NOT NULL);
CREATE INDEX node_statute ON node (statute, number, sub);
CREATE TABLE posting (
    term TEXT NOT NULL, shard INTEGER NOT NULL, docs BLOB NOT NULL, impacts BLOB NOT NULL,
    PRIMARY KEY (term, shard)) WITHOUT ROWID;
CREATE TABLE vector (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sound (char TEXT PRIMARY KEY, readings TEXT NOT NULL) WITHOUT ROWID;
"""


def write(db: sqlite3.Connection, statutes: list[Statute]) -> dict[str, int]:
    """Fill a new pack with statutes and their index.

    Statutes in force are numbered first and the highest authority before the rest, so that equal matches come out in
    that order. Returns the pack's counts.
    """
    db.executescript(_SCHEMA)
    utils = Database(db)
    ordered = sorted(
        statutes, key=lambda s: (s.status is not Status.IN_FORCE, s.authority, s.category, s.short, _version(s))
    )
    utils.table("statute").insert_all(_statute_row(number, s) for number, s in enumerate(ordered, 1))
    utils.table("node").insert_all(_node_rows(ordered), batch_size=500)
    doc_node, doc_statute = _documents(ordered)
    db.executemany(
        "INSERT INTO vector VALUES (?, ?)",
        [("doc_node", doc_node.tobytes()), ("doc_statute", doc_statute.tobytes())],
    )
    db.executemany(
        "INSERT INTO posting VALUES (?, ?, ?, ?)",
        (
            (p.term, p.shard, p.docs, p.impacts)
            for p in postings((Counter(terms(text)), Counter(terms(head))) for text, head in _texts(ordered))
        ),
    )
    chars = {c for s in ordered for c in s.short} | {
        c for (t,) in db.execute("SELECT DISTINCT term FROM posting WHERE length(term) = 1") for c in t
    }
    db.executemany("INSERT INTO sound VALUES (?, ?)", readings(chars))
    return {
        "statutes": len(ordered),
        "in_force": sum(s.status is Status.IN_FORCE for s in ordered),
        "articles": sum(len(s.articles) for s in ordered),
        "documents": len(doc_node),
    }


def _statute_row(number: int, s: Statute) -> dict[str, object]:
    sounds = syllables(s.short)
    return {
        "id": number,
        "title": s.title,
        "short": s.short,
        "category": s.category,
        "authority": int(s.authority),
        "version": _version(s),
        "status": str(s.status),
        "history": json.dumps([e.text for e in s.history], ensure_ascii=False),
        "source": s.source,
        "articles": len(s.articles),
        "pinyin": " ".join(sounds),
        "initials": "".join(sound[:1] for sound in sounds),
    }


def _version(s: Statute) -> str:
    return s.version.isoformat() if s.version else ""


def _node_rows(statutes: Iterable[Statute]) -> Iterator[dict[str, object]]:
    number = 0
    for statute, s in enumerate(statutes, 1):
        for node in s.nodes:
            number += 1
            yield {
                "id": number,
                "statute": statute,
                "kind": str(node.kind),
                "depth": node.depth,
                "label": node.label,
                "number": node.number,
                "sub": node.sub,
                "text": node.text,
                "source": node.source,
            }


def _documents(statutes: Iterable[Statute]) -> tuple[array[int], array[int]]:
    """Which node and which statute each document is, by document number."""
    nodes, owners = array("I"), array("H")
    number = 0
    for statute, s in enumerate(statutes, 1):
        for node in s.nodes:
            number += 1
            if node.kind is not Kind.HEADING:
                nodes.append(number)
                owners.append(statute)
    return nodes, owners


def _texts(statutes: Iterable[Statute]) -> Iterator[tuple[str, str]]:
    """Each document's text and heading line (title and the headings above it)."""
    for s in statutes:
        above: dict[int, str] = {}
        for node in s.nodes:
            if node.kind is Kind.HEADING:
                above = {depth: text for depth, text in above.items() if depth < node.depth}
                above[node.depth] = node.text
            else:
                label = node.label if node.kind is Kind.ANNEX else ""
                yield f"{label}\n{node.text}", "\n".join([s.short, *above.values()])
