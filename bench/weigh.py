"""How much each thing that speaks for an article should count: the weights of kiosk/law/ranker.py.

A listwise logistic regression by Newton's method: the weights under which the needed articles are likeliest among the
candidates of their questions. What a question itself taught would flatter the learnt features, so each question is seen
with what four other fifths taught. Besides the questions of the development set, one way of asking of each digest is held
out and asked, for the county speech that the set does not hold.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kiosk.content import guidance
from kiosk.content.pack import SUFFIX, new_pack, seal
from kiosk.content.starter import write
from kiosk.content.store import ContentStore
from kiosk.guides.calculators.model import Figures
from kiosk.guides.model import Guidance
from kiosk.law.digests import Digest, Starter, read_starter
from kiosk.law.learnt import FEATURES
from kiosk.law.library import Library
from kiosk.law.numerals import article_number
from kiosk.law.ranker import UNLEARNT, combine
from kiosk.law.search import Search
from kiosk.law.terms import normalise

FOLDS = 5
CANDIDATES = 1000
ASK_WEIGHT = 0.3  # of a held-out way of asking, beside 1 of a consultation
RIDGE = 1e-3
STEPS = 10
TOLERANCE = 1e-6

Query = dict[str, Any]
Needed = list[tuple[str, str]]  # statute, label
Array = NDArray[np.float64]


@dataclass(slots=True, frozen=True)
class Shelf:
    """What learning needs to try things out: a folder with the pack of statutes, and the content that is not learnt."""

    packs: Path
    scratch: Path
    content: Starter

    def search(self, learnt: dict[str, str], digests: list[Digest], guides: Guidance | None = None) -> Search:
        """A search with what was learnt, given as the texts of its files, and with these digests and guides."""
        for name in ("need.toml", "associations.tsv", "areas.tsv", "weights.toml"):
            (self.scratch / name).unlink(missing_ok=True)
        for name, text in learnt.items():
            (self.scratch / name).write_text(text, "utf-8")
        starter = read_starter(self.scratch)
        starter = replace(
            starter, digests=digests, lexicon=self.content.lexicon, namings=self.content.namings, topics=[]
        )
        with new_pack(self.packs / f"starter{SUFFIX}") as db:
            counts = write(db, starter) | (guidance.write(db, guides, Figures()) if guides else {})
            seal(db, id="starter", kind="starter", version="0", source="learning", counts=counts)
        return Search(Library(ContentStore(self.packs).open()[0]))


def fold_of(count: int, seed: int) -> list[int]:
    """A fold for each of so many questions, always the same."""
    folds = np.arange(count) % FOLDS
    np.random.RandomState(seed).shuffle(folds)
    return folds.tolist()


def learn_weights(
    queries: list[Query],
    needed: Callable[[Query], Needed],
    learn: Callable[[list[Query]], dict[str, str]],
    shelf: Shelf,
) -> dict[str, float]:
    """The weights that these questions teach, by name, to three figures."""
    folds = fold_of(len(queries), 1)
    kept, held_out = hold_out(shelf.content.digests)
    lists: list[tuple[Array, NDArray[np.bool_], float]] = []
    for fold in range(FOLDS):
        search = shelf.search(learn([q for q, f in zip(queries, folds, strict=True) if f != fold]), kept)
        for query, mine in zip(queries, folds, strict=True):
            if mine == fold:
                lists += _list(search, query["query"], needed(query), 1.0)
        for ask, article in held_out[fold::FOLDS]:
            lists += _list(search, ask, [article], ASK_WEIGHT)
        search.library.close()
    weights = _fit(lists)
    return {name: float(f"{weight:.3g}") for name, weight in zip(FEATURES, weights, strict=True)}


def hold_out(digests: list[Digest]) -> tuple[list[Digest], list[tuple[str, tuple[str, str]]]]:
    """The digests less one way of asking each (now the first, now the second), and those with the articles they ask for."""
    kept, held_out = [], []
    for place, digest in enumerate(digests):
        ask = digest.asks[(place + 1) % 2 % len(digest.asks)]
        kept.append(replace(digest, asks=tuple(other for other in digest.asks if other != ask)))
        held_out.append((ask, (digest.statute, digest.label)))
    return kept, held_out


def _list(
    search: Search, text: str, articles: Needed, weight: float
) -> Iterator[tuple[Array, NDArray[np.bool_], float]]:
    """The features of a question's candidates, which of them are needed, and what the question counts."""
    ranker = search.warm()
    features = ranker.features(search.weights(normalise(text)))
    documents = set()
    for title, label in articles:
        statute = search.library.by_short(title)
        ref = search.library.article(statute, *article_number(label)) if statute and label.startswith("第") else None
        if ref:
            documents.add(ranker.document(ref.pack, ref.node))
    if features is None:
        return
    total = combine(features, UNLEARNT)
    total[~ranker.current] = -np.inf
    count = min(CANDIDATES, len(total) - 1)
    chosen = np.sort(np.argpartition(-total, count)[:count])
    hit = np.isin(chosen, sorted(documents))
    if hit.any():
        yield np.stack([features[name][chosen] for name in FEATURES], axis=1).astype(np.float64), hit, weight


def _fit(lists: list[tuple[Array, NDArray[np.bool_], float]]) -> Array:
    """Newton's method on the listwise likelihood, with a ridge on the scale of each feature's spread."""
    stacked = np.concatenate([features for features, _, _ in lists])
    spread = stacked.std(axis=0) + 1e-9
    middle = stacked.mean(axis=0)
    scaled = [((features - middle) / spread, hit / hit.sum(), weight) for features, hit, weight in lists]
    ridge = RIDGE * sum(weight for _, _, weight in lists)
    weights = np.zeros(len(FEATURES))
    loss = _loss(scaled, weights, ridge)
    for _ in range(STEPS):
        slope, bend = ridge * weights, ridge * np.eye(len(weights))
        for features, wanted, weight in scaled:
            likely = np.exp(features @ weights - (features @ weights).max())
            likely /= likely.sum()
            mean = likely @ features
            slope += weight * (mean - wanted @ features)
            bend += weight * ((features * likely[:, None]).T @ features - np.outer(mean, mean))
        step = np.linalg.solve(bend, slope)
        while _loss(scaled, weights - step, ridge) > loss and np.abs(step).max() > TOLERANCE:
            step /= 2
        weights = weights - step
        loss = _loss(scaled, weights, ridge)
    return np.asarray(weights / spread)


def _loss(lists: list[tuple[Array, Array, float]], weights: Array, ridge: float) -> float:
    """What is to be made small: how unlikely the needed articles are, and how large the weights."""
    total = 0.5 * ridge * float(weights @ weights)
    for features, wanted, weight in lists:
        scores = features @ weights
        highest = float(scores.max())
        total += weight * (float(np.log(np.exp(scores - highest).sum())) + highest - float(wanted @ scores))
    return total
