"""Scores every article for a weighted bag of terms, over all packs at once.

An article's score is BM25 of its own text with the headings above it, plus BM25 of its digest and the ways of asking for
it, plus BM25 of the terms that consultations about it were seen to hold (learnt), all on one scale; divided by the best
text score, plus a prior: how often consultations need its statute, and its authority. Official text, digests and what
was learnt lie in postings of one shape, so one routine scores all three.
"""

from __future__ import annotations

import math
import sqlite3
from typing import TYPE_CHECKING

import numpy as np

from kiosk.law.index import SHARD, STEPS, idf
from kiosk.law.model import Authority, Kind, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kiosk.law.library import Library

    Scores = NDArray[np.float32]

# Tuned by cross-validation on the development queries (docs/measurements.md).
NEED_WEIGHT = 0.05
DIGEST_WEIGHT = 0.6
LEARNT_WEIGHT = 0.35
ALONE_WEIGHT = 0.8  # of a digest whose official text is not installed

# Of a statute that no consultation was seen to need: its level's share (laws before ministry rules at equal match).
_BASE = {
    Authority.CONSTITUTION: 1.0,
    Authority.LAW: 1.0,
    Authority.REGULATION: 0.5,
    Authority.INTERPRETATION: 0.7,
    Authority.LOCAL: 0.3,
    Authority.RULE: 0.2,
}

Place = tuple[int, int]  # pack, document


class Ranker:
    """The vectors of one library; made once, about 60 ms for the whole national corpus."""

    def __init__(self, library: Library) -> None:
        need: dict[str, int] = {}
        for pack in library.starter:
            need.update(library.packs[pack].execute("SELECT statute, times FROM need"))
        self._documents = {n: _Documents(library, n, need) for n in (*library.official, *library.starter)}
        self._official = [
            _Field(library.packs[n], "posting", [(n, -1)], self._documents[n].size) for n in library.official
        ]
        self._added: list[tuple[_Field, float]] = []
        places = {(p, int(node)): d for p in self._documents for d, node in enumerate(self._documents[p].nodes)}
        for pack in library.starter:
            db = library.packs[pack]
            for table, weight in (("posting", DIGEST_WEIGHT), ("learnt_posting", LEARNT_WEIGHT)):
                targets = _targets(library, pack, table, places)
                self._added.append((_Field(db, table, targets, len(targets)), weight))

    def rank(
        self, weights: dict[str, float], count: int, *, all_versions: bool = False
    ) -> list[tuple[int, int, float]]:
        """The best articles as (pack, node, score), best first; versions not in force last, and only on request."""
        if not weights:
            return []
        rows = [(field, field.rows(weights)) for field in self._official]
        added = [(field, weight, field.rows(weights)) for field, weight in self._added]
        rarity = _rarity(weights, rows or [(f, r) for f, _, r in added])
        scores = {n: np.zeros(d.size, dtype=np.float32) for n, d in self._documents.items()}
        for field, found in rows:
            scores[field.pack] += field.score(found, rarity)
        best = max((float(scores[f.pack].max(initial=0.0)) for f in self._official), default=0.0)
        for field, weight, found in added:
            field.add(field.score(found, rarity), weight, scores, alone=not self._official)
        best = best or max((float(s.max(initial=0.0)) for s in scores.values()), default=0.0)
        if not best:
            return []
        ranked: list[tuple[int, int, float]] = []
        for pack, documents in self._documents.items():
            ranked += [(pack, node, score) for node, score in documents.best(scores[pack], best, count, all_versions)]
        ranked.sort(key=lambda hit: -hit[2])
        return ranked[:count]


class _Documents:
    """One pack's documents: their nodes, and what speaks for each before any question is asked."""

    def __init__(self, library: Library, pack: int, need: dict[str, int]) -> None:
        db = library.packs[pack]
        vectors = dict(db.execute("SELECT name, data FROM vector"))
        self.nodes = np.frombuffer(vectors["doc_node"], dtype="<u4")
        owners = np.frombuffer(vectors["doc_statute"], dtype="<u2")
        self.size = len(self.nodes)
        rows = db.execute("SELECT id, short, authority, status FROM statute").fetchall()
        prior = np.zeros(max((row[0] for row in rows), default=0) + 1, dtype=np.float32)
        current = np.zeros(len(prior), dtype=bool)
        total = sum(need.values()) + 1
        for id_, short, authority, status in rows:
            times = need.get(short, 0) if authority != Authority.RULE else 0
            prior[id_] = math.log((times + _BASE[Authority(authority)]) / total)
            current[id_] = status == Status.IN_FORCE
        self._prior = prior[owners] * np.float32(NEED_WEIGHT)
        self._current = current[owners]

    def best(self, scores: Scores, best: float, count: int, all_versions: bool) -> list[tuple[int, float]]:
        """The best documents as (node, score)."""
        total = scores / np.float32(best) + self._prior
        total[scores <= 0] = -np.inf
        total[~self._current] -= np.float32(100.0 if all_versions else np.inf)
        count = min(count, len(total))
        last = np.partition(total, -count)[-count]
        above = np.flatnonzero(total > last)
        equal = np.flatnonzero(total == last)[: count - len(above)]  # in printed order, or pages would repeat
        top = np.concatenate([above, equal])
        top = top[np.lexsort((top, -total[top]))]
        return [(int(self.nodes[d]), float(total[d])) for d in top if np.isfinite(total[d])]


class _Field:
    """Postings of one table, and the document that each of its own documents speaks for."""

    def __init__(self, db: sqlite3.Connection, table: str, targets: list[Place], size: int) -> None:
        self._db = db
        self._table = table
        self.size = size
        self.pack = targets[0][0] if targets else 0
        self._targets = np.array(targets, dtype=np.int64).reshape(-1, 2)

    def rows(self, weights: dict[str, float]) -> list[tuple[str, int, bytes, bytes]]:
        """The postings of the terms: term, shard, documents, impacts."""
        marks = ",".join("?" * len(weights))
        sql = f"SELECT term, shard, docs, impacts FROM {self._table} WHERE term IN ({marks})"  # noqa: S608 - our own table names
        return self._db.execute(sql, list(weights)).fetchall()

    def score(self, rows: list[tuple[str, int, bytes, bytes]], rarity: dict[str, float]) -> Scores:
        """BM25 of every document of this field."""
        scores = np.zeros(self.size, dtype=np.float32)
        for term, shard, docs, impacts in rows:
            part = scores[shard * SHARD : (shard + 1) * SHARD]
            weight = np.float32(rarity.get(term, 0.0) / STEPS)
            part[np.frombuffer(docs, dtype="<u2")] += np.frombuffer(impacts, dtype=np.uint8) * weight
        return scores

    def add(self, mine: Scores, weight: float, scores: dict[int, Scores], *, alone: bool) -> None:
        """Add this field's scores to the documents it speaks for."""
        for pack, total in scores.items():
            here = np.flatnonzero((self._targets[:, 0] == pack) & (mine > 0))
            factor = ALONE_WEIGHT if alone and self._table == "posting" else weight
            np.add.at(total, self._targets[here, 1], mine[here] * np.float32(factor))


def _rarity(
    weights: dict[str, float], found: list[tuple[_Field, list[tuple[str, int, bytes, bytes]]]]
) -> dict[str, float]:
    """Each term's weight times its inverse document frequency over the given fields together."""
    size = sum(field.size for field, _ in found)
    holding: dict[str, int] = {}
    for _, rows in found:
        for term, _, _, impacts in rows:
            holding[term] = holding.get(term, 0) + len(impacts)
    return {term: weight * idf(size, holding.get(term, 0)) for term, weight in weights.items()}


def _targets(library: Library, pack: int, table: str, places: dict[tuple[int, int], int]) -> list[Place]:
    """The document that each document of a starter pack speaks for: the official one, else the digest's own."""
    if table == "posting":
        sql = (
            "SELECT s.short, n.number, n.sub FROM node n JOIN statute s ON s.id = n.statute"
            " WHERE n.kind != ? ORDER BY n.id"
        )
        rows = library.packs[pack].execute(sql, (str(Kind.HEADING),)).fetchall()
    else:
        rows = library.packs[pack].execute("SELECT statute, number, sub FROM learnt ORDER BY id").fetchall()
    out: list[Place] = []
    for short, number, sub in rows:
        statute = library.by_short(short)
        ref = library.article(statute, number, sub) if statute else None
        out.append((ref.pack, places[ref.pack, ref.node]) if ref else (-1, -1))
    return out
