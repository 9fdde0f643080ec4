"""The guidance as it is shipped: enough of it, without slips, in our own words, and true to the articles that it cites.

What can only be compared with the statutes themselves is skipped where ../shared is not beside the checkout.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.guides.asking import Asker
from kiosk.guides.calculators import CALCULATORS, calculator
from kiosk.guides.model import Guidance, Guide
from kiosk.guides.source import read_guidance
from kiosk.law.folder import read_folder
from kiosk.law.library import Library
from kiosk.law.model import Status
from kiosk.law.numerals import article_number
from kiosk.law.search import Search
from kiosk.law.terms import normalise

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
ICONS = ROOT / "assets" / "icons"
LONGEST_RUN = 24  # characters that a guide may share with an article: names of things, not sentences
ENOUGH = 120
FIRST_THREE = 0.92  # of the paraphrases
THEMES = [
    "wages", "work-injury", "labour-contract", "elder-support", "child-support", "marriage", "violence",
    "inheritance", "land", "neighbours", "loans", "traffic", "consumer", "medical", "tenancy", "demolition",
    "fraud", "police", "reconsideration", "village", "school", "disability", "veterans", "resettlement", "business",
    "ip", "legal-aid", "mediation", "notary",
]  # fmt: skip
PACKAGES = {"migrant", "women-children", "elderly", "disabled", "veterans", "business", "resettlement", "chuanyu"}

Article = tuple[str, int, int]


@pytest.fixture(scope="module")
def shipped() -> Guidance:
    return read_guidance(ROOT / "assets" / "content")


@pytest.fixture(scope="module")
def official() -> dict[Article, str]:
    """Every article in force, by short title, number and sub-number."""
    if not (SHARED / "laws").is_dir():
        pytest.skip("../shared/laws is not here")
    return {
        (statute.short, node.number, node.sub): node.text
        for statute in read_folder(SHARED / "laws").statutes
        if statute.status is Status.IN_FORCE
        for node in statute.articles
    }


@pytest.fixture(scope="module")
def asker(tmp_path_factory) -> Asker:
    out = tmp_path_factory.mktemp("shipped")
    assert build(ROOT / "assets" / "content", out).refused == []
    packs, _ = ContentStore(out).open()
    return Asker(Search(Library(packs)))


@pytest.fixture(scope="module")
def paraphrases() -> list[tuple[str, str]]:
    """(guide, how somebody else would say it)"""
    lines = (Path(__file__).with_name("paraphrases.jsonl")).read_text("utf-8").splitlines()
    return [(row["guide"], row["query"]) for row in map(json.loads, lines)]


def article(cite: str) -> Article:
    title, _, label = cite.partition(" ")
    return title, *article_number(label)


def cites(guide: Guide) -> list[str]:
    return [*guide.cites, *(deadline.article for deadline in guide.deadline)]


# Enough of it


def test_nothing_of_it_is_refused(shipped):
    assert shipped.refused == []


def test_there_are_enough_guides_and_each_can_be_asked_for_in_many_ways(shipped):
    assert len(shipped.guides) >= ENOUGH
    assert [guide.id for guide in shipped.guides if len({normalise(ask) for ask in guide.asks}) < 8] == []


def test_no_two_guides_bear_the_same_title(shipped):
    titles = Counter(guide.title for guide in shipped.guides)
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_field_of_life_has_its_guides(shipped, theme):
    assert theme in {t.id for t in shipped.themes}
    assert [guide.id for guide in shipped.guides if guide.theme == theme]


def test_no_theme_is_empty(shipped):
    assert {theme.id for theme in shipped.themes} == {guide.theme for guide in shipped.guides}


def test_every_audience_has_its_package_with_guides_services_and_offices(shipped):
    assert {package.id for package in shipped.packages} == PACKAGES
    assert sorted(package.place for package in shipped.packages) == [1, 2, 3, 4, 5, 6, 7, 8]
    for package in shipped.packages:
        assert len(set(package.guides)) >= 5, package.id
        assert package.services, package.id
        assert len(package.office) >= 2, package.id
        assert any(office.phone for office in package.office), package.id


def test_every_calculator_is_offered_by_a_guide_or_a_package(shipped):
    offered = {guide.calculator for guide in shipped.guides}.union(*(p.calculators for p in shipped.packages))
    assert offered - {""} == set(CALCULATORS)


def test_every_icon_is_there(shipped):
    named = [*shipped.themes, *shipped.packages, *shipped.services, *(calculator(c) for c in CALCULATORS)]
    assert [thing.id for thing in named if not (ICONS / f"{thing.icon}.svg").is_file()] == []


# True to the statutes


def test_every_article_that_is_cited_is_in_force(shipped, official):
    cited = [(thing.id, cite) for thing in shipped.services for cite in thing.cites]
    cited += [(guide.id, cite) for guide in shipped.guides for cite in cites(guide)]
    assert [(by, cite) for by, cite in cited if article(cite) not in official] == []


_LEFT_OUT = re.compile(r"[\W_]+")


def runs(text: str) -> set[str]:
    """Every run of one character more than may be shared, marks and blanks left out."""
    bare = _LEFT_OUT.sub("", text)
    return {bare[at : at + LONGEST_RUN + 1] for at in range(len(bare) - LONGEST_RUN)}


def texts(value: object) -> Iterator[str]:
    """Every text in a guide, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def test_every_text_of_a_guide_is_looked_at(shipped):
    guide = shipped.guides[0]
    assert {guide.title, guide.answer[0], guide.step[1].text, guide.place[0].matter} <= set(texts(asdict(guide)))


def test_guides_are_in_our_own_words(shipped, official):
    copied = []
    for guide in shipped.guides:
        ours = set().union(*(runs(text) for text in texts(asdict(guide))))
        for cite in cites(guide):
            copied += [(guide.id, cite, run) for run in ours & runs(official.get(article(cite), ""))]
    assert copied == []


# Found by those who say it otherwise


def test_every_guide_has_three_paraphrases_that_stand_in_no_guide(shipped, paraphrases):
    assert Counter(guide for guide, _ in paraphrases) == {guide.id: 3 for guide in shipped.guides}
    whole = {guide.id: "\n".join(map(normalise, texts(asdict(guide)))) for guide in shipped.guides}
    assert [query for _, query in paraphrases if any(normalise(query) in text for text in whole.values())] == []


def test_what_people_say_otherwise_leads_to_the_right_guide(asker, paraphrases):
    missed = [
        (guide, query)
        for guide, query in paraphrases
        if guide not in [match.id for match in asker.matches(normalise(query), 3)]
    ]
    assert 1 - len(missed) / len(paraphrases) >= FIRST_THREE, missed


def test_a_guides_own_ways_of_asking_lead_to_it(asker, shipped):
    """The second of each: nearly all are answered, and hardly ever by another guide."""
    answers = [(guide.id, asker.ask(guide.asks[1])) for guide in shipped.guides]
    right = sum(answer.guide is not None and answer.guide.id == id_ for id_, answer in answers)
    assert right / len(answers) >= 0.9


def test_every_opening_question_is_asked_back_for_its_own_words(asker, shipped):
    """The first two of each; a question without any only follows another."""
    for question in shipped.questions:
        for ask in question.asks[:2]:
            answer = asker.ask(ask)
            assert answer.question, ask
            assert answer.question.id == question.id, ask


def test_every_choice_leads_to_a_guide_or_a_question(asker, shipped):
    for choice in (choice for question in shipped.questions for choice in question.choice):
        led = asker.guides.guide(choice.guide) if choice.guide else asker.guides.question(choice.question)
        assert led.id in (choice.guide, choice.question)


@pytest.mark.parametrize(
    "asked",
    [
        "今天天气怎么样",
        "红烧肉怎么做好吃",
        "帮我写一首诗",
        "皇帝轮流做明年到我家",
        "asdfghjkl qwerty",
        "手机没有信号了重启还是不行",
    ],
)
def test_what_is_no_matter_of_law_is_not_answered_by_a_guide(asker, asked):
    assert asker.ask(asked).guide is None
