"""Finding: a question in any form to the articles that answer it.

A citation leads to its article and a name to its statute; everything is also scored as free text by the ranker. What
people say is read as what the law calls it as well (the lexicon). Versions not in force come only on request, and last.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.law import citation
from kiosk.law.excerpt import excerpt
from kiosk.law.library import Library, NodeInfo, Ref, StatuteInfo
from kiosk.law.model import Kind
from kiosk.law.terms import normalise, query_terms, terms
from kiosk.law.titles import TitleHit, Titles

if TYPE_CHECKING:
    from kiosk.law.ranker import Ranker

LEXICON_WEIGHT = 0.6  # of the law's word for what was said; tuned on the development queries


@dataclass(slots=True, frozen=True)
class Hit:
    """An article that was found. `spans` are (start, end) of matched words in `excerpt`."""

    ref: Ref
    key: str
    statute: StatuteInfo
    node: NodeInfo
    excerpt: str
    spans: tuple[tuple[int, int], ...]
    digest: str
    score: float


@dataclass(slots=True)
class Results:
    """What a query led to: statutes by name, then articles best first; and which words were read as which."""

    query: str
    titles: list[TitleHit] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    read_as: list[tuple[str, str]] = field(default_factory=list)


class Search:
    """Searches one library. Opening is cheap; the vectors are read at the first search."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.titles = Titles(library)
        self._ranker: Ranker | None = None
        self._lexicon: dict[str, list[str]] = {}
        self._longest = 0

    def warm(self) -> Ranker:
        """Read what the first search needs."""
        if self._ranker is None:
            from kiosk.law.ranker import Ranker  # numpy costs 80 ms and 25 MB: not at start

            self._ranker = Ranker(self.library)
            for number in self.library.starter:
                for said, means in self.library.packs[number].execute("SELECT said, means FROM lexicon"):
                    self._lexicon[said] = means.split("\n")
            self._longest = max(map(len, self._lexicon), default=0)
        return self._ranker

    def search(self, query: str, limit: int = 20, offset: int = 0, *, all_versions: bool = False) -> Results:
        """Search for a query.

        Args:
            query: anything that can be typed; it is normalised and capped.
            limit: how many articles at most.
            offset: how many of the best to leave out (the next page).
            all_versions: whether replaced and repealed versions come too, after those in force.
        """
        text = normalise(query)
        results = Results(text)
        if not text or not self.library.packs:
            return results
        self.warm()
        if not offset:
            results.titles = self.titles.find(text, all_versions=all_versions)
        cited = self._cited(text)
        weights, results.read_as = self._weights(text)
        ranked = self._rank(weights, offset + limit + 1, all_versions)
        order = [(ref, math.inf) for ref in cited] + [(ref, score) for ref, score in ranked if ref not in cited]
        results.total = len(order)
        words = [term for term in weights if len(term) > 1] or list(weights)
        for ref, score in order[offset : offset + limit]:
            results.hits.append(self.hit(ref, score, words))
        return results

    def keys(self, query: str, limit: int) -> list[str]:
        """The keys of the best articles, without reading their texts for display."""
        text = normalise(query)
        if not text or not self.library.packs:
            return []
        weights = self.weights(text)
        refs = self._cited(text)
        refs += [ref for ref, _ in self._rank(weights, limit, False) if ref not in refs]
        return [self.library.node(ref).key for ref in refs[:limit]]

    def weights(self, text: str) -> dict[str, float]:
        """What the ranker is asked for a normalised query: terms with their weights."""
        self.warm()
        return self._weights(text)[0]

    def _cited(self, text: str) -> list[Ref]:
        cite = citation.typed(text)
        if not cite or not cite.title:
            return []
        statute = self.titles.exact(cite.title)
        ref = self.library.article(statute, cite.number, cite.sub) if statute else None
        return [ref] if ref else []

    def _weights(self, text: str) -> tuple[dict[str, float], list[tuple[str, str]]]:
        """Terms of a query with their weights; words of the lexicon add the law's words for them."""
        weights: dict[str, float] = {}
        for term in query_terms(text):
            weights[term] = weights.get(term, 0.0) + 1.0
        read_as = []
        at = 0
        while at < len(text):
            said = next(
                (
                    text[at : at + n]
                    for n in range(min(self._longest, len(text) - at), 0, -1)
                    if text[at : at + n] in self._lexicon
                ),
                "",
            )
            if said:
                means = self._lexicon[said]
                read_as.append((said, means[0]))
                for place, word in enumerate(means):
                    for term in terms(word):
                        weight = LEXICON_WEIGHT / (1 + 0.5 * place)
                        weights[term] = max(weights.get(term, 0.0), weight)
            at += len(said) or 1
        return weights, read_as

    def _rank(self, weights: dict[str, float], count: int, all_versions: bool) -> list[tuple[Ref, float]]:
        ranked = self.warm().rank(weights, count, all_versions=all_versions)
        return [(Ref(pack, node), score) for pack, node, score in ranked]

    def hit(self, ref: Ref, score: float = 0.0, words: Sequence[str] = ()) -> Hit:
        """An article as it is shown in a list."""
        node = self.library.node(ref)
        statute = self.library.owner(ref)
        digest = self.library.digest(statute.short, node.number, node.sub) if node.kind is Kind.ARTICLE else ""
        shown, spans = excerpt(node.text or digest, words)
        return Hit(ref, node.key, statute, node, shown, spans, digest, score)
