"""The inverted index of a pack: for every term the documents that hold it, and how much they are about it.

A document is a node that can be found (article, point, loose text, table, annex). The impact of a term in a document is
BM25's term-frequency part, text and heading line together, in 1/72 steps so that it fits a byte; the inverse document
frequency is applied when a query is scored, from the length of the posting. Postings are cut into shards of 65,536
documents, so that a document takes two bytes.
"""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SHARD = 1 << 16
STEPS = 72  # impact 1.0; the largest, 2.2 of the text and 0.4 x 2.2 of the heading line, is 222

K1 = 1.2
B_TEXT = 0.6
B_HEAD = 0.75
HEAD_WEIGHT = 0.4


@dataclass(slots=True, frozen=True)
class Posting:
    """One term's documents in one shard: little-endian uint16 numbers, and a byte of impact each."""

    term: str
    shard: int
    docs: bytes
    impacts: bytes


def idf(documents: int, holding: int) -> float:
    """Inverse document frequency as BM25 has it; never negative."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


def postings(documents: Iterable[tuple[Mapping[str, int], Mapping[str, int]]]) -> Iterator[Posting]:
    """Index documents, given as the term counts of text and heading line; their numbers are their places in the sequence.

    Yields postings ordered by term and shard, so that the same documents give the same file.
    """
    text_field, head_field = _Field(B_TEXT), _Field(B_HEAD)
    for text, head in documents:
        text_field.add(text)
        head_field.add(head)
    text_field.finish()
    head_field.finish()
    for term in sorted(text_field.docs.keys() | head_field.docs.keys()):
        impacts: dict[int, float] = dict(text_field.impacts(term))
        for doc, impact in head_field.impacts(term):
            impacts[doc] = impacts.get(doc, 0.0) + HEAD_WEIGHT * impact
        yield from shards(term, impacts)


def shards(term: str, impacts: Mapping[int, float]) -> Iterator[Posting]:
    """One term's postings, given its impact in each document (0 to 3.5)."""
    by_shard: dict[int, list[int]] = {}
    for doc in sorted(impacts):
        by_shard.setdefault(doc // SHARD, []).append(doc)
    for shard, docs in by_shard.items():
        numbers = array("H", (doc % SHARD for doc in docs))
        steps = bytes(max(1, min(255, round(impacts[doc] * STEPS))) for doc in docs)
        yield Posting(term, shard, numbers.tobytes(), steps)


class _Field:
    """Term frequencies of one field, kept in flat arrays: seven million of them must fit beside the source."""

    def __init__(self, b: float) -> None:
        self.b = b
        self.docs: dict[str, array[int]] = {}
        self.counts: dict[str, array[int]] = {}
        self.lengths: array[int] = array("I")
        self.norms: list[float] = []

    def add(self, counts: Mapping[str, int]) -> None:
        number = len(self.lengths)
        self.lengths.append(sum(counts.values()))
        for term, count in counts.items():
            if term not in self.docs:
                self.docs[term] = array("I")
                self.counts[term] = array("H")
            self.docs[term].append(number)
            self.counts[term].append(min(count, 65535))

    def finish(self) -> None:
        average = (sum(self.lengths) / len(self.lengths) if self.lengths else 1.0) or 1.0
        self.norms = [K1 * (1 - self.b + self.b * length / average) for length in self.lengths]

    def impacts(self, term: str) -> Iterator[tuple[int, float]]:
        for doc, count in zip(self.docs.get(term, ()), self.counts.get(term, ()), strict=True):
            yield doc, count * (K1 + 1) / (count + self.norms[doc])
