"""Scores every article for a weighted bag of terms, over all packs at once.

What speaks for an article (FEATURES), each number times its weight, added up:

- text, cover: BM25 of its own text with the headings above it, as a share of the best text score and of the most that the
  query could score;
- digest: BM25 of its digest and the ways of asking for it;
- learnt, vote: BM25 of the terms that consultations about it were seen to hold, and the cube of that as a share of all;
- need, section_need: how often consultations need its statute and its section (logarithm);
- statute_fit, part_fit, section_fit: how much likelier the query's terms are where people ask for its area (areas.py);
- regulation, interpretation: whether it is one.

The weights are learnt (bench/learn.py). Official text, digests, what was learnt and areas lie in postings of one shape, so
one routine scores all four.
"""

from __future__ import annotations

import math
import sqlite3
from typing import TYPE_CHECKING

import numpy as np

from kiosk.law.areas import FOLD, LEVELS
from kiosk.law.index import SHARD, STEPS, idf
from kiosk.law.learnt import FEATURES
from kiosk.law.model import Authority, Kind, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kiosk.law.library import Library

    Scores = NDArray[np.float32]
    Places = NDArray[np.int64]
    Row = tuple[str, int, bytes, bytes]  # term, shard, documents, impacts

# For a starter pack without weights, and where learning begins.
UNLEARNT = {"text": 1.0, "digest": 0.6, "learnt": 0.35, "need": 0.05, "section_fit": 0.01}
ALONE_WEIGHT = 0.8  # of a digest as its article's text, where no official text is installed

# Of a statute that no consultation was seen to need: its level's share (laws before ministry rules at equal match).
_BASE = {
    Authority.CONSTITUTION: 1.0,
    Authority.LAW: 1.0,
    Authority.REGULATION: 0.5,
    Authority.INTERPRETATION: 0.7,
    Authority.LOCAL: 0.3,
    Authority.RULE: 0.2,
}
_UNASKED = 0.1  # times that a section was needed which no consultation needed


class Ranker:
    """The vectors of one library; made once, about 0.1 s for the whole national corpus."""

    def __init__(self, library: Library) -> None:
        self._documents = _Documents(library)
        self._official = [
            (_Field(library.packs[n], "posting", self._documents.sizes[n]), self._documents.span(n))
            for n in library.official
        ]
        self._digests, self._learnt = (
            [
                _Field(library.packs[n], table, len(targets), targets)
                for n in library.starter
                for targets in [_targets(library, n, table, self._documents)]
            ]
            for table in ("posting", "learnt_posting")
        )
        told = [n for n in library.starter if _has_areas(library.packs[n])]
        self._areas = [_Areas(library, n, self._documents) for n in told]
        self._weights = dict(UNLEARNT)
        for n in told:
            self._weights.update(library.packs[n].execute("SELECT name, value FROM weight"))

    def rank(
        self, weights: dict[str, float], count: int, *, all_versions: bool = False
    ) -> list[tuple[int, int, float]]:
        """The best articles as (pack, node, score), best first; versions not in force last, and only on request."""
        features = self.features(weights)
        if features is None:
            return []
        total = combine(features, self._weights)
        total[(features["text"] + features["digest"] + features["learnt"]) <= 0] = -np.inf
        total[~self.current] -= np.float32(100.0 if all_versions else np.inf)
        return [(*self._documents.place(d), float(total[d])) for d in _best(total, count)]

    def features(self, weights: dict[str, float]) -> dict[str, Scores] | None:
        """What speaks for each document, by name as in FEATURES; None when nothing matches.

        Documents are numbered pack by pack, as `document` tells.
        """
        if not weights:
            return None
        official = [(field, span, field.rows(weights)) for field, span in self._official]
        added = [[(field, field.rows(weights)) for field in fields] for fields in (self._digests, self._learnt)]
        rarity = _rarity(weights, [(f, r) for f, _, r in official] or [pair for pairs in added for pair in pairs])
        text, digest, learnt = (np.zeros(self._documents.size, dtype=np.float32) for _ in range(3))
        for field, span, rows in official:
            text[span] += field.score(rows, rarity)
        for total, pairs in zip((digest, learnt), added, strict=True):
            for field, rows in pairs:
                field.add(field.score(rows, rarity), total)
        if not official:
            text = digest * np.float32(ALONE_WEIGHT)
        best = float(text.max(initial=0.0)) or float((digest + learnt).max(initial=0.0))
        if not best:
            return None
        vote = learnt**3
        found = {
            "text": text / np.float32(best),
            "cover": text / np.float32(sum(rarity.values()) or 1.0),
            "digest": digest / np.float32(best),
            "learnt": learnt / np.float32(best),
            "vote": vote / np.float32(float(vote.sum()) or 1.0),
            **self._documents.standing,
        }
        nothing = np.zeros(self._documents.size, dtype=np.float32)
        for level in LEVELS:
            found[f"{level}_fit"] = nothing
        found["section_need"] = nothing
        for areas in self._areas:
            found.update(areas.features(weights))
        return found

    @property
    def current(self) -> NDArray[np.bool_]:
        """Which documents are of versions in force."""
        return self._documents.current

    def document(self, pack: int, node: int) -> int:
        """The number of a document, by pack and node. Raises KeyError when there is none."""
        return self._documents.number(pack, node)


class _Documents:
    """All packs' documents in one row: their nodes, and what speaks for each before any question is asked."""

    def __init__(self, library: Library) -> None:
        need: dict[str, int] = {}
        for pack in library.starter:
            need.update(library.packs[pack].execute("SELECT statute, times FROM need"))
        total = sum(need.values()) + 1
        self.starts: dict[int, int] = {}
        self.sizes: dict[int, int] = {}
        self._nodes: dict[int, NDArray[np.uint32]] = {}
        self.size = 0
        priors, currents, levels = [], [], []
        for pack in (*library.official, *library.starter):
            db = library.packs[pack]
            vectors = dict(db.execute("SELECT name, data FROM vector"))
            owners = np.frombuffer(vectors["doc_statute"], dtype="<u2")
            self._nodes[pack] = np.frombuffer(vectors["doc_node"], dtype="<u4")
            self.starts[pack], self.sizes[pack] = self.size, len(owners)
            self.size += len(owners)
            rows = db.execute("SELECT id, short, authority, status FROM statute").fetchall()
            highest = max((row[0] for row in rows), default=0)
            prior = np.zeros(highest + 1, dtype=np.float32)
            current = np.zeros(highest + 1, dtype=bool)
            level = np.zeros(highest + 1, dtype=np.int8)
            for id_, short, authority, status in rows:
                times = need.get(short, 0) if authority != Authority.RULE else 0
                prior[id_] = math.log((times + _BASE[Authority(authority)]) / total)
                current[id_] = status == Status.IN_FORCE
                level[id_] = authority
            priors.append(prior[owners])
            currents.append(current[owners])
            levels.append(level[owners])
        self.current = np.concatenate([*currents, np.zeros(0, dtype=bool)])
        authority = np.concatenate([*levels, np.zeros(0, dtype=np.int8)])
        self.standing: dict[str, Scores] = {
            "need": np.concatenate([*priors, np.zeros(0, dtype=np.float32)]),
            "regulation": (authority == Authority.REGULATION).astype(np.float32),
            "interpretation": (authority == Authority.INTERPRETATION).astype(np.float32),
        }

    def span(self, pack: int) -> slice:
        """Where a pack's documents lie in the row."""
        return slice(self.starts[pack], self.starts[pack] + self.sizes[pack])

    def numbers(self, pack: int, nodes: list[int]) -> Places:
        """The documents of nodes that are documents."""
        return np.searchsorted(self._nodes[pack], nodes) + self.starts[pack]

    def number(self, pack: int, node: int) -> int:
        """One node's document. Raises KeyError when there is none."""
        at = int(np.searchsorted(self._nodes[pack], node))
        if at == self.sizes[pack] or self._nodes[pack][at] != node:
            raise KeyError((pack, node))
        return at + self.starts[pack]

    def place(self, document: int) -> tuple[int, int]:
        """A document's pack and node."""
        pack = next(n for n, start in self.starts.items() if start <= document < start + self.sizes[n])
        return pack, int(self._nodes[pack][document - self.starts[pack]])


class _Field:
    """Postings of one table, and the document (or -1) that each of its own documents speaks for."""

    def __init__(self, db: sqlite3.Connection, table: str, size: int, targets: Places | None = None) -> None:
        self._db = db
        self._table = table
        self.size = size
        self._targets = np.zeros(0, dtype=np.int64) if targets is None else targets

    def rows(self, weights: dict[str, float]) -> list[Row]:
        """The postings of the terms: term, shard, documents, impacts."""
        marks = ",".join("?" * len(weights))
        sql = f"SELECT term, shard, docs, impacts FROM {self._table} WHERE term IN ({marks})"  # noqa: S608 - our own table names
        return self._db.execute(sql, list(weights)).fetchall()

    def score(self, rows: list[Row], rarity: dict[str, float]) -> Scores:
        """The weighted sum of the terms' impacts in every document of this field: BM25, where the weights are rarity."""
        scores = np.zeros(self.size, dtype=np.float32)
        for term, shard, docs, impacts in rows:
            part = scores[shard * SHARD : (shard + 1) * SHARD]
            weight = np.float32(rarity.get(term, 0.0) / STEPS)
            part[np.frombuffer(docs, dtype="<u2")] += np.frombuffer(impacts, dtype=np.uint8) * weight
        return scores

    def add(self, mine: Scores, total: Scores) -> None:
        """Add this field's scores to the documents it speaks for."""
        here = np.flatnonzero((self._targets >= 0) & (mine > 0))
        np.add.at(total, self._targets[here], mine[here])


class _Areas:
    """The areas of the law that one starter pack knows, and the documents in them."""

    def __init__(self, library: Library, pack: int, documents: _Documents) -> None:
        db = library.packs[pack]
        rows = db.execute("SELECT level, statute, first, last, times, unheard FROM area ORDER BY id").fetchall()
        self._field = _Field(db, "area_posting", len(rows))
        self._unheard = np.array([row[5] for row in rows], dtype=np.float32)
        # A document outside all areas of a level points at a last one, about which nothing is known.
        self._of = {level: np.full(documents.size, len(rows), dtype=np.intp) for level in LEVELS}
        places: dict[str, tuple[list[int], Places]] = {}
        for place, (level, short, first, last, _, _) in enumerate(rows):
            if short not in places:
                places[short] = _articles(library, short, documents)
            numbers, found = places[short]
            self._of[level][found[np.searchsorted(numbers, first) : np.searchsorted(numbers, last, "right")]] = place
        asked = np.array([*(row[4] for row in rows), 0], dtype=np.float32)
        self._need = np.log(asked + np.float32(_UNASKED))[self._of["section"]]

    def features(self, weights: dict[str, float]) -> dict[str, Scores]:
        """How well the query fits each document's areas, and how often its section is needed."""
        once = {term: min(weight, 1.0) for term, weight in weights.items()}
        rows = self._field.rows(weights)
        known = sum(once[term] for term in {row[0] for row in rows})
        fit = self._field.score(rows, once) * np.float32(FOLD) + self._unheard * np.float32(known)
        fit = np.append(fit, np.float32(0.0))
        return {f"{level}_fit": fit[of] for level, of in self._of.items()} | {"section_need": self._need}


def combine(features: dict[str, Scores], weights: dict[str, float]) -> Scores:
    """Each document's features times their weights (none: 0), added up."""
    total = np.zeros_like(features["text"])
    for name in FEATURES:
        if name in weights:
            total += features[name] * np.float32(weights[name])
    return total


def _has_areas(db: sqlite3.Connection) -> bool:
    """Whether a starter pack holds areas and weights; those of older releases do not."""
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {"area", "area_posting", "weight"} <= names


def _articles(library: Library, short: str, documents: _Documents) -> tuple[list[int], Places]:
    """The article numbers of a statute in order, and the document of each.

    None of a statute known from digests alone where others are installed: what speaks for its area was weighed for
    articles whose text is searched as well, and would put digests before official text that matches better.
    """
    statute = library.by_short(short)
    if statute is None or (statute.digest_only and library.official):
        return [], np.zeros(0, dtype=np.int64)
    rows = library.packs[statute.pack].execute(
        "SELECT number, id FROM node WHERE statute = ? AND number > 0 ORDER BY number, sub", (statute.id,)
    ).fetchall()  # fmt: skip
    return [row[0] for row in rows], documents.numbers(statute.pack, [row[1] for row in rows])


def _best(total: Scores, count: int) -> list[int]:
    """The documents of the highest finite totals, best first; equal ones in printed order, or pages would repeat."""
    count = min(count, len(total))
    last = np.partition(total, -count)[-count]
    above = np.flatnonzero(total > last)
    equal = np.flatnonzero(total == last)[: count - len(above)]
    top = np.concatenate([above, equal])
    top = top[np.lexsort((top, -total[top]))]
    return [int(d) for d in top if np.isfinite(total[d])]


def _rarity(weights: dict[str, float], found: list[tuple[_Field, list[Row]]]) -> dict[str, float]:
    """Each term's weight times its inverse document frequency over the given fields together."""
    size = sum(field.size for field, _ in found)
    holding: dict[str, int] = {}
    for _, rows in found:
        for term, _, _, impacts in rows:
            holding[term] = holding.get(term, 0) + len(impacts)
    return {term: weight * idf(size, holding.get(term, 0)) for term, weight in weights.items()}


def _targets(library: Library, pack: int, table: str, documents: _Documents) -> Places:
    """The document that each document of a starter pack speaks for: the official one, else the digest's own."""
    if table == "posting":
        sql = (
            "SELECT s.short, n.number, n.sub FROM node n JOIN statute s ON s.id = n.statute"
            " WHERE n.kind != ? ORDER BY n.id"
        )
        rows = library.packs[pack].execute(sql, (str(Kind.HEADING),)).fetchall()
    else:
        rows = library.packs[pack].execute("SELECT statute, number, sub FROM learnt ORDER BY id").fetchall()
    out = []
    for short, number, sub in rows:
        statute = library.by_short(short)
        ref = library.article(statute, number, sub) if statute else None
        out.append(documents.number(ref.pack, ref.node) if ref else -1)
    return np.array(out, dtype=np.int64)
