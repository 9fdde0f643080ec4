"""Areas of the law (a statute, its parts, its sections), and which terms point to each.

A question may share no word with the article that answers it and still show which chapter it is about. Which articles an
area holds is read from areas.tsv, made by `make rank`; its evidence is counted when the starter pack is built, from what
was learnt and from the ways of asking for the digests in it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.law.errors import SourceRefused
from kiosk.law.index import Posting, shards
from kiosk.law.numerals import article_number

LEVELS = ("statute", "part", "section")  # a part stands below one outermost heading, a section below one innermost
SMOOTHING = 100.0  # terms of the average question that every area is taken to have been asked beforehand
FOLD = 3.0  # postings hold the evidence divided by so much, so that it fits a byte

Heard = tuple[str, int, Mapping[str, int]]  # statute, article number, counts of the terms that asked for it


@dataclass(slots=True, frozen=True)
class Area:
    """Articles `first` to `last` of a statute, and how often consultations needed one of them."""

    level: str
    statute: str  # short title
    first: int
    last: int
    times: int

    def line(self, first: str, last: str) -> str:
        """The area as a line of areas.tsv, given its labels."""
        return "\t".join((self.level, self.statute, first, last, str(self.times)))


def read_areas(path: Path) -> Iterator[Area]:
    """Read areas.tsv: level, statute, first and last article, times.

    Raises:
        SourceRefused: a line is not that.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise SourceRefused("not UTF-8") from error
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        try:
            level, statute, first, last, times = line.split("\t")
            if level not in LEVELS or not statute or int(times) < 0:
                raise ValueError(f"not an area: {line!r}")
            yield Area(level, statute, article_number(first)[0], article_number(last)[0], int(times))
        except ValueError as error:
            raise SourceRefused(str(error), number) from error


def evidence(areas: list[Area], heard: Iterable[Heard]) -> tuple[list[float], Iterator[Posting]]:
    """What a term of a question says for each area: the log of how much likelier it is there than anywhere.

    Returns:
        For each area what a term says that was never heard there (zero or less), and postings (term to areas by place in
        the list) of what a term that was heard says on top of it, divided by FOLD.
    """
    by_statute: dict[str, list[int]] = {}
    for place, area in enumerate(areas):
        by_statute.setdefault(area.statute, []).append(place)
    counts: list[Counter[str]] = [Counter() for _ in areas]
    everywhere: Counter[str] = Counter()
    for statute, number, terms in heard:
        everywhere.update(terms)
        for place in by_statute.get(statute, ()):
            if areas[place].first <= number <= areas[place].last:
                counts[place].update(terms)
    return (
        [math.log(SMOOTHING / (SMOOTHING + count.total())) for count in counts],
        _postings(counts, everywhere),
    )


def _postings(counts: list[Counter[str]], everywhere: Counter[str]) -> Iterator[Posting]:
    whole = everywhere.total() + 0.5 * len(everywhere)
    by_term: dict[str, dict[int, float]] = {}
    for place, count in enumerate(counts):
        for term, times in count.items():
            expected = SMOOTHING * (everywhere[term] + 0.5) / whole
            by_term.setdefault(term, {})[place] = math.log1p(times / expected) / FOLD
    for term in sorted(by_term):
        yield from shards(term, by_term[term])
