"""How well each guide, and each opening question, answers what was said.

A guide is scored with BM25 over all its ways of asking together, over the sound of their pairs, and over its own text. An
opening question is met by its words: a short phrase that says as much, and as little, as one of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kiosk.law.index import STEPS, idf
from kiosk.law.terms import normalise, query_terms

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    from kiosk.guides.library import Guides

    Scores = NDArray[np.float32]

# Tuned on paraphrases of the guides, by cross-validation (docs/measurements.md).
ASK_WEIGHT = 0.5
SOUND_WEIGHT = 0.3
TEXT_WEIGHT = 0.3
HEARD = 0.9  # of the trust in words that only sound right
FIT_BASE, FIT_LIKE, FIT_COVERED, FIT_MASS = -11.5, 7.3, 5.7, 1.9

_HOLDING = """SELECT term, max(size) / 2 FROM
    (SELECT term, length(docs) AS size FROM ask_posting UNION ALL SELECT term, length(docs) FROM text_posting)
    GROUP BY term"""


@dataclass(slots=True, frozen=True)
class Match:
    """A guide, and how well it fits: about 1 where it holds every word of what was said, and often."""

    id: str
    score: float


@dataclass(slots=True, frozen=True)
class Fit:
    """How surely a guide is meant (0 to 1), how like its likest way of asking is (1: the same words), and which that is."""

    sure: float
    like: float
    ask: str


class Matcher:
    """The ways of asking of one pack; made once, in some 30 ms."""

    def __init__(self, guides: Guides) -> None:
        self._db = guides.db
        self._ids: list[str] = []
        self._open: list[tuple[str, frozenset[str]]] = []
        self._tells: dict[str, float] = {}  # all terms at once, not those that were asked for: these end with the visit
        if self._db:
            self._ids = [id_ for (id_,) in self._db.execute("SELECT id FROM guide ORDER BY id")]
            self._tells = {term: idf(len(self._ids), holding) for term, holding in self._db.execute(_HOLDING)}
            for question, asks in self._db.execute("SELECT id, asks FROM question ORDER BY id"):
                self._open += [(question, frozenset(query_terms(normalise(a)))) for a in asks.split("\n") if a]
        self._unheard = idf(len(self._ids), 0)

    def match(self, words: dict[str, float], sounds: list[str], count: int = 12) -> list[Match]:
        """The best fitting guides, best first.

        Args:
            words: terms of the question, with their weights.
            sounds: its terms by sound.
            count: how many at most.
        """
        if self._db is None or not self._ids or not words:
            return []
        asks, texts = _rows(self._db, "ask_posting", [*words, *sounds]), _rows(self._db, "text_posting", [*words])
        rarity = {term: weight * self._telling(term) for term, weight in words.items()}
        scores = np.zeros(len(self._ids), dtype=np.float32)
        whole = sum(rarity.values()) or 1.0
        for term, docs, impacts in asks:
            weight = SOUND_WEIGHT * self._telling(term) if term.startswith("~") else ASK_WEIGHT * rarity[term]
            scores[np.frombuffer(docs, dtype="<u2")] += np.frombuffer(impacts, dtype=np.uint8) * np.float32(
                weight / STEPS
            )
        for term, docs, impacts in texts:
            weight = TEXT_WEIGHT * rarity[term]
            scores[np.frombuffer(docs, dtype="<u2")] += np.frombuffer(impacts, dtype=np.uint8) * np.float32(
                weight / STEPS
            )
        scores /= np.float32(whole)
        best = np.argsort(-scores, kind="stable")[:count]
        return [Match(self._ids[n], float(scores[n])) for n in best if scores[n] > 0]

    def fit(self, said: str, asks: tuple[str, ...], sounds: Callable[[str], list[str]]) -> Fit:
        """How surely these ways of asking, of one guide, are meant: by the words, or by how they sound.

        A logistic regression over how like the likest one is, how much of what was said stands in any of them, and how
        much was said at all.
        """
        normal = [normalise(ask) for ask in asks]
        by_words = self._fit(frozenset(query_terms(said)), [frozenset(query_terms(a)) for a in normal], asks)
        by_sound = self._fit(frozenset(sounds(said)), [frozenset(sounds(a)) for a in normal], asks)
        return by_words if by_words.sure >= HEARD * by_sound.sure else replace(by_sound, sure=HEARD * by_sound.sure)

    def _fit(self, mine: frozenset[str], theirs: list[frozenset[str]], asks: tuple[str, ...]) -> Fit:
        rarity = self.rarity(mine.union(*theirs))
        whole = sum(rarity[t] for t in mine)
        if not whole:
            return Fit(0.0, 0.0, "")
        like, ask = max(zip((_alike(mine, words, rarity) for words in theirs), asks, strict=True))
        covered = sum(rarity[t] for t in mine.intersection(frozenset().union(*theirs))) / whole
        logit = FIT_BASE + FIT_LIKE * like + FIT_COVERED * covered + FIT_MASS * math.log(whole)
        return Fit(1 / (1 + math.exp(-logit)), like, ask)

    def opening(self, said: str) -> tuple[float, str]:
        """The opening question that it is most like, and how like; (0, "") where there is none."""
        mine = frozenset(query_terms(said))
        near = [(question, words) for question, words in self._open if words & mine]
        rarity = self.rarity(mine.union(*(words for _, words in near)))
        return max(((_alike(mine, words, rarity), question) for question, words in near), default=(0.0, ""))

    def rarity(self, terms: frozenset[str]) -> dict[str, float]:
        """How much each term tells, by how few guides hold it."""
        return {term: self._telling(term) for term in terms}

    def _telling(self, term: str) -> float:
        return self._tells.get(term, self._unheard)


def _alike(one: frozenset[str], other: frozenset[str], rarity: dict[str, float]) -> float:
    most = max(sum(rarity[t] for t in one), sum(rarity[t] for t in other))
    return sum(rarity[t] for t in one & other) / most if most else 0.0


def _rows(db: sqlite3.Connection, table: str, terms: list[str]) -> list[tuple[str, bytes, bytes]]:
    marks = ",".join("?" * len(terms))
    sql = f"SELECT term, docs, impacts FROM {table} WHERE term IN ({marks})"  # noqa: S608 - our own table names
    return db.execute(sql, terms).fetchall()
