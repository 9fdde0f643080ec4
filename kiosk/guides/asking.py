"""Asking: a question in one's own words to a guide, to articles, or to an honest “I am not sure”.

1. what cites an article or names a statute is law lookup, and stays so
2. words too open for one answer are asked back (at most twice), when an opening question fits best
3. a guide answers when it fits: enough of what was said is in it
4. else the articles answer, when they hold enough of it
5. else nothing is pretended: 12348, the desk, a booking
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.guides.library import GuideInfo, Guides
from kiosk.guides.model import Guide, Question
from kiosk.law import citation
from kiosk.law.library import Ref
from kiosk.law.numerals import article_number
from kiosk.law.search import Hit, Results, Search
from kiosk.law.sound import Sounds
from kiosk.law.terms import normalise, query_terms
from kiosk.law.titles import Match as TitleMatch

if TYPE_CHECKING:
    from kiosk.guides.matcher import Fit, Match, Matcher

# Tuned on the ways of asking, each left out in turn, and on the development queries (docs/measurements.md).
SURE = 0.4  # that the guide is meant, from here on it answers
MAYBE = 0.05  # that it is meant, and may be shown beside
OPEN_FITS = 0.75
ARTICLES_FIT = 0.35
CITES = 4  # of a guide's articles that count as its answer
OTHERS = 4
NEAR = 0.6  # of the best guide's score: what is shown beside it
DEPTH = 100  # articles among which guides move theirs up
FUSED = 3  # guides that move their articles up
PLACE = 3  # flattens the places of both lists when they are merged
GUIDE_WEIGHT = 1.0


class Outcome(StrEnum):
    """What a question led to."""

    GUIDE = "guide"
    QUESTION = "question"
    ARTICLES = "articles"
    UNSURE = "unsure"


@dataclass(slots=True)
class Answer:
    """What a question led to, and why: `why` holds (what was said, what it was taken for)."""

    outcome: Outcome
    results: Results
    guide: Guide | None = None
    question: Question | None = None
    others: list[GuideInfo] = field(default_factory=list)
    cited: list[Hit] = field(default_factory=list)
    why: list[tuple[str, str]] = field(default_factory=list)


class Asker:
    """Answers questions from one library and its guides. Opening is cheap; the indexes are read at the first question."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.guides = Guides(search.library.packs)
        self._matcher: Matcher | None = None
        self._sounds: Sounds | None = None
        self._cites: dict[str, list[Ref]] = {}

    def warm(self) -> tuple[Matcher, Sounds]:
        """Read what the first question needs."""
        if self._matcher is None or self._sounds is None:
            from kiosk.guides.matcher import Matcher  # numpy: not at start

            self.search.warm()
            self._matcher = Matcher(self.guides)
            self._sounds = Sounds(self.search.library.packs)
            self._cites = {guide: self._refs(cites) for guide, cites in self.guides.cites().items()}
        return self._matcher, self._sounds

    def matches(self, text: str, count: int = 12) -> list[Match]:
        """Guides and opening questions that fit a normalised text, best first."""
        matcher, sounds = self.warm()
        words = self.search.weights(text)
        return matcher.match(words, sounds.pairs(text), count)

    def ask(self, question: str, limit: int = 12) -> Answer:
        """Answer a question.

        Args:
            question: anything that can be typed or said; it is normalised and capped.
            limit: how many articles at most.
        """
        text = normalise(question)
        results = self.search.search(text, limit)
        if not text or not self.search.library.packs:
            return Answer(Outcome.UNSURE, results)
        answer = Answer(Outcome.UNSURE, results, why=list(dict.fromkeys(results.read_as)))
        guides = self.matches(text)
        if not _is_lookup(text, results) and guides:
            self._decide(text, answer, guides)
        if answer.outcome is Outcome.UNSURE and self._articles_fit(text, results):
            answer.outcome = Outcome.ARTICLES
        answer.others = self._others(text, answer, guides)
        return answer

    def _others(self, text: str, answer: Answer, guides: list[Match]) -> list[GuideInfo]:
        """Other guides that may be meant."""
        near = [self.guides.guide(m.id) for m in guides[: OTHERS + 1] if m.score >= NEAR * guides[0].score]
        meant = [g.id for g in near if self._fit(text, g).sure >= MAYBE]
        return self.guides.infos([id_ for id_ in meant if not answer.guide or id_ != answer.guide.id][:OTHERS])

    def _decide(self, text: str, answer: Answer, guides: list[Match]) -> None:
        """Ask back, or let a guide answer, or neither."""
        matcher, _ = self.warm()
        best = self.guides.guide(guides[0].id)
        fit = self._fit(text, best)
        open_like, question = matcher.opening(text)
        if open_like >= OPEN_FITS and open_like > fit.like:
            answer.outcome, answer.question = Outcome.QUESTION, self.guides.question(question)
        elif fit.sure >= SURE:
            answer.outcome, answer.guide = Outcome.GUIDE, best
            answer.cited = [self.search.hit(ref) for ref in self._cites[best.id]]
            answer.why.append((text, fit.ask))

    def keys(self, question: str, limit: int) -> list[str]:
        """The keys of the articles that answer, best first: those that fitting guides cite first, moved up."""
        text = normalise(question)
        keys = self.search.keys(text, max(limit, DEPTH))
        if not text or not self.search.library.packs:
            return keys[:limit]
        if citation.typed(text):
            return keys[:limit]
        scores = {key: 1 / (PLACE + place) for place, key in enumerate(keys)}
        for rank, match in enumerate(self.matches(text, FUSED)):
            guide = self.guides.guide(match.id)
            sure = self._fit(text, guide).sure
            for place, ref in enumerate(self._cites[match.id][:CITES]):
                key = self.search.library.node(ref).key
                scores[key] = scores.get(key, 0.0) + GUIDE_WEIGHT * sure / (PLACE + place + 2 * rank)
        return sorted(scores, key=lambda key: -scores[key])[:limit]

    def _fit(self, text: str, guide: Guide) -> Fit:
        matcher, sounds = self.warm()
        return matcher.fit(text, (guide.title, *guide.asks), sounds.pairs)

    def _articles_fit(self, text: str, results: Results) -> bool:
        """Whether the best articles hold enough of what was said."""
        if results.titles or _is_lookup(text, results):
            return True
        pairs = {t for t in query_terms(text) if len(t) > 1}
        if not pairs:
            return False
        for hit in results.hits[:3]:
            held = f"{hit.statute.short}\n{hit.node.text}\n{hit.digest}"
            covered = {t for t in pairs if t in held}
            covered |= {t for said, law in results.read_as if law in held for t in query_terms(said)} & pairs
            if len(covered) >= ARTICLES_FIT * len(pairs):
                return True
        return False

    def _refs(self, cites: list[str]) -> list[Ref]:
        """The articles of these citations that this terminal has."""
        out = []
        for cite in cites:
            title, _, label = cite.partition(" ")
            statute = self.search.library.by_short(title)
            ref = self.search.library.article(statute, *article_number(label)) if statute else None
            if ref:
                out.append(ref)
        return out


def _is_lookup(text: str, results: Results) -> bool:
    """Whether somebody looks a statute or an article up, rather than asks."""
    named = {TitleMatch.EXACT, TitleMatch.ALIAS, TitleMatch.PINYIN, TitleMatch.INITIALS}
    return citation.typed(text) is not None or any(hit.match in named for hit in results.titles)
