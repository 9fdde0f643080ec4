"""Finding: a question in any form to the articles that answer it.

A citation leads to its article and a name to its statute; everything is also scored as free text. The score of an
article is BM25 over characters and pairs, of its own text and of the headings above it; plus the same over its digest
and the ways of asking for it; plus how often people's questions turn out to need its statute, and its authority. What
people say is also read as what the law calls it (the lexicon). Versions not in force come only on request, and last.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.law import citation
from kiosk.law.excerpt import excerpt
from kiosk.law.index import SHARD, STEPS, idf
from kiosk.law.library import Library, NodeInfo, Ref, StatuteInfo
from kiosk.law.model import Authority, Kind, Status
from kiosk.law.terms import normalise, query_terms, terms
from kiosk.law.titles import TitleHit, Titles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

# Weights, tuned on the development queries (docs/measurements.md tells how).
NEED_WEIGHT = 0.05
DIGEST_WEIGHT = 0.6
LEXICON_WEIGHT = 0.7

# Of a statute that no consultation was seen to need: its level's share (laws before ministry rules at equal match).
_BASE = {
    Authority.CONSTITUTION: 1.0,
    Authority.LAW: 1.0,
    Authority.REGULATION: 0.5,
    Authority.INTERPRETATION: 0.7,
    Authority.LOCAL: 0.3,
    Authority.RULE: 0.2,
}


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
        self._packs: list[_Pack] = []
        self._lexicon: dict[str, list[str]] = {}
        self._longest = 0

    def warm(self) -> None:
        """Read what the first search needs."""
        if self._packs or not self.library.packs:
            return
        need = self._need()
        self._packs = [_Pack(self.library, number, need) for number in range(len(self.library.packs))]
        for number in self.library.starter:
            for said, means in self.library.packs[number].execute("SELECT said, means FROM lexicon"):
                self._lexicon[said] = means.split("\n")
        self._longest = max(map(len, self._lexicon), default=0)
        for number in self.library.starter:
            self._packs[number].lead_to(self.library)

    def _need(self) -> dict[str, int]:
        out: dict[str, int] = {}
        for number in self.library.starter:
            out.update(self.library.packs[number].execute("SELECT statute, times FROM need"))
        return out

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
            results.hits.append(self._hit(ref, score, words))
        return results

    def keys(self, query: str, limit: int) -> list[str]:
        """The keys of the best articles, without reading their texts for display."""
        text = normalise(query)
        if not text or not self.library.packs:
            return []
        self.warm()
        weights, _ = self._weights(text)
        refs = self._cited(text)
        refs += [ref for ref, _ in self._rank(weights, limit, False) if ref not in refs]
        return [self.library.node(ref).key for ref in refs[:limit]]

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
                (text[at : at + n] for n in range(min(self._longest, len(text) - at), 0, -1) if text[at : at + n] in self._lexicon),
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
        """The best articles over all packs, best first."""
        import numpy as np

        texts = {number: self._packs[number].score(weights) for number in self.library.official}
        best = max((float(scores.max(initial=0.0)) for scores in texts.values()), default=0.0)
        alone: list[tuple[Ref, float]] = []
        for number in self.library.starter:
            pack = self._packs[number]
            scores = pack.score(weights)
            top = float(scores.max(initial=0.0))
            if not top:
                continue
            scale = (best or top) * DIGEST_WEIGHT / max(top, pack.typical)
            for doc in np.flatnonzero(scores):
                target = pack.targets[doc]
                if target is None:
                    alone.append((Ref(number, int(pack.nodes[doc])), float(scores[doc]) * scale / (best or top)))
                else:
                    texts[target[0]][target[1]] += scores[doc] * scale
        best = max((float(scores.max(initial=0.0)) for scores in texts.values()), default=0.0)
        ranked = alone
        for number, scores in texts.items():
            if best:
                ranked = ranked + self._packs[number].best(scores, best, count, all_versions)
        ranked.sort(key=lambda pair: -pair[1])
        return ranked[:count]

    def _hit(self, ref: Ref, score: float, words: list[str]) -> Hit:
        node = self.library.node(ref)
        statute = self.library.owner(ref)
        digest = self.library.digest(statute.short, node.number, node.sub) if node.kind is Kind.ARTICLE else ""
        shown, spans = excerpt(node.text or digest, words)
        return Hit(ref, node.key, statute, node, shown, spans, digest, score)


class _Pack:
    """One pack's vectors and postings."""

    def __init__(self, library: Library, number: int, need: dict[str, int]) -> None:
        import numpy as np

        self.number = number
        self.db = library.packs[number]
        vectors = dict(self.db.execute("SELECT name, data FROM vector"))
        self.nodes = np.frombuffer(vectors["doc_node"], dtype="<u4")
        self.owners = np.frombuffer(vectors["doc_statute"], dtype="<u2")
        self.targets: list[tuple[int, int] | None] = [None] * len(self.nodes)
        self.typical = 1.0
        rows = self.db.execute("SELECT id, short, authority, status FROM statute").fetchall()
        size = max((row[0] for row in rows), default=0) + 1
        prior = np.zeros(size, dtype=np.float32)
        current = np.zeros(size, dtype=bool)
        total = sum(need.values()) + 1
        for id_, short, authority, status in rows:
            times = need.get(short, 0) if authority != Authority.RULE else 0
            prior[id_] = math.log((times + _BASE[Authority(authority)]) / total)
            current[id_] = status == Status.IN_FORCE
        self.prior = prior[self.owners] * NEED_WEIGHT
        self.current = current[self.owners]

    def lead_to(self, library: Library) -> None:
        """Learn which official document each digest belongs to."""
        import numpy as np

        documents = {n: np.frombuffer(_vector(library, n, "doc_node"), dtype="<u4") for n in library.official}
        rows = self.db.execute("SELECT n.id, s.short, n.number, n.sub FROM node n JOIN statute s ON s.id = n.statute")
        named = {row[0]: row[1:] for row in rows}
        for doc, node in enumerate(self.nodes):
            short, number, sub = named[int(node)]
            statute = library.by_short(short)
            if statute and not statute.digest_only:
                ref = library.article(statute, number, sub)
                if ref:
                    self.targets[doc] = (ref.pack, int(np.searchsorted(documents[ref.pack], ref.node)))

    def score(self, weights: dict[str, float]) -> Scores:
        """BM25 of every document for weighted terms."""
        import numpy as np

        scores = np.zeros(len(self.nodes), dtype=np.float32)
        marks = ",".join("?" * len(weights))
        rows = self.db.execute(
            f"SELECT term, shard, docs, impacts FROM posting WHERE term IN ({marks})",  # noqa: S608 - question marks only
            list(weights),
        ).fetchall()
        holding: dict[str, int] = {}
        for term, _, _, impacts in rows:
            holding[term] = holding.get(term, 0) + len(impacts)
        for term, shard, docs, impacts in rows:
            weight = weights[term] * idf(len(self.nodes), holding[term]) / STEPS
            part = scores[shard * SHARD : (shard + 1) * SHARD]
            part[np.frombuffer(docs, dtype="<u2")] += np.frombuffer(impacts, dtype=np.uint8) * np.float32(weight)
        return scores

    def best(self, scores: Scores, highest: float, count: int, all_versions: bool) -> list[tuple[Ref, float]]:
        """The best documents as (node, score); those not in force follow those in force."""
        import numpy as np

        total = scores / np.float32(highest) + self.prior
        total[scores <= 0] = -np.inf
        total[~self.current] -= np.float32(100.0 if all_versions else np.inf)
        count = min(count, len(total))
        top = np.argpartition(-total, count - 1)[:count]
        top = top[np.lexsort((top, -total[top]))]
        return [(Ref(self.number, int(self.nodes[d])), float(total[d])) for d in top if np.isfinite(total[d])]


def _vector(library: Library, pack: int, name: str) -> bytes:
    row = library.packs[pack].execute("SELECT data FROM vector WHERE name = ?", (name,)).fetchone()
    return bytes(row[0])
