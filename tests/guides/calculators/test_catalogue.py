"""What holds of every calculator: known without being loaded, true to the statutes, and met as a person meets it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from kiosk.guides.calculators import CALCULATORS, calculator
from kiosk.guides.calculators.model import (
    Answer,
    Answers,
    BadAnswer,
    Calculator,
    Field,
    Figures,
    Kind,
    Outcome,
    check,
    read,
)
from kiosk.guides.model import is_cite
from kiosk.law.folder import read_folder
from kiosk.law.model import Status
from kiosk.law.numerals import article_number

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
TODAY = date(2026, 3, 15)
IDS = list(CALCULATORS)

SAMPLES = {
    Kind.MONEY: ("600000000", "5000"),
    Kind.NUMBER: ("13", "36"),
    Kind.WHOLE: ("2", "1"),
    Kind.DATE: ("2019-02-28", "2024-02-29", "2026-03-01"),
}
ONE_SAMPLE = {
    "born": ("2009-01-05", "2001-01-01"),
    "start": ("2005-07-01", "2024-07-01"),
    "died": ("2025-03-01", "2026-01-02"),
}


def samples(asked: Field) -> tuple[str, ...]:
    if asked.kind is Kind.CHOICE:
        return tuple(choice.value for choice in asked.choices)
    if asked.kind is Kind.YES_NO:
        return ("yes", "no")
    tried = ONE_SAMPLE.get(asked.id, SAMPLES.get(asked.kind, ()))
    return (*tried, "") if asked.optional else tried


def walks(one: Calculator) -> Iterator[Answers]:
    """Every way through the questions, with a few answers to each."""

    def walk(left: tuple[Field, ...], answers: dict[str, Answer]) -> Iterator[Answers]:
        if not left:
            yield answers
        elif not left[0].needed(answers):
            yield from walk(left[1:], answers)
        else:
            for text in samples(left[0]):
                with suppress(BadAnswer):
                    given = {left[0].id: check(left[0], text, TODAY, answers)} if text else {}
                    yield from walk(left[1:], {**answers, **given})

    return walk(one.fields, {})


@pytest.fixture(scope="module")
def outcomes(figures) -> dict[str, list[Outcome]]:
    found = {}
    for id_ in IDS:
        one = calculator(id_)
        found[id_] = [one.rule(a, known, TODAY) for a in walks(one) for known in (figures, Figures())]
    return found


def test_ids_are_known_without_loading_a_calculator():
    code = (
        "import sys; from kiosk.guides.calculators import CALCULATORS as c; "
        "assert 'court-fees' in c and 'nothing' not in c; print(*c); "
        "assert [m for m in sys.modules if m.startswith('kiosk.guides.calculators.')] == []"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (ran.stderr, ran.stdout.split()) == ("", IDS)


def test_an_unknown_calculator_is_a_key_error():
    with pytest.raises(KeyError):
        calculator("nothing")


@pytest.mark.parametrize("id_", IDS)
def test_its_own_words_are_in_place(id_):
    one = calculator(id_)
    assert one.id == id_
    assert 2 <= len(one.title) <= 16
    assert one.about.endswith("。")
    assert (ROOT / "assets" / "icons" / f"{one.icon}.svg").is_file()
    ids = [asked.id for asked in one.fields]
    assert len(set(ids)) == len(ids)
    assert all(asked.label.endswith("？") for asked in one.fields)
    assert all(bool(asked.choices) == (asked.kind is Kind.CHOICE) for asked in one.fields)
    assert all(asked.after in ids[: ids.index(asked.id)] for asked in one.fields if asked.after)


@pytest.mark.parametrize("id_", IDS)
def test_no_way_through_asks_more_than_six_questions(id_):
    one = calculator(id_)
    assert max(len(one.needed(answers)) for answers in walks(one)) <= 6


@pytest.mark.parametrize("id_", IDS)
def test_every_outcome_can_be_read_aloud_and_checked(outcomes, id_):
    assert len(outcomes[id_]) >= 8
    for outcome in outcomes[id_]:
        assert outcome.headline.endswith("。")
        assert outcome.headline.count("。") == 1
        assert outcome.lines or "问柜台" in outcome.headline
        assert outcome.formula
        assert outcome.excludes
        assert all(line.amount is not None or line.text for line in outcome.lines)
        assert all(line.amount is None or (type(line.amount) is int and line.amount >= 0) for line in outcome.lines)
        assert [step.article for step in outcome.steps if not is_cite(step.article)] == []
        assert len(set(outcome.warnings)) == len(outcome.warnings)


def test_every_article_cited_is_there(outcomes):
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    official = {
        (statute.short, node.number, node.sub)
        for statute in read_folder(SHARED / "laws").statutes
        if statute.status is Status.IN_FORCE
        for node in statute.articles
    }
    cited = {step.article for each in outcomes.values() for outcome in each for step in outcome.steps}
    assert len(cited) > 80
    assert [c for c in sorted(cited) if (c.split(" ")[0], *article_number(c.split(" ")[1])) not in official] == []


@pytest.mark.parametrize("id_", IDS)
def test_no_answer_at_all_is_met_at_every_question_that_needs_one(id_):
    one = calculator(id_)
    answers, slips = read(one, {}, TODAY)
    assert answers == {}
    assert set(slips) == {asked.id for asked in one.needed({}) if not asked.optional}


def test_an_answer_that_is_not_asked_for_is_passed_over():
    answers, slips = read(calculator("court-fees"), {"kind": "labour", "claim": "nonsense", "way": "judged"}, TODAY)
    assert set(answers) == {"kind", "way"}
    assert set(slips) == {"relief"}


def test_a_date_may_not_precede_the_one_it_follows():
    last = next(asked for asked in calculator("severance").fields if asked.id == "last")
    assert check(last, "2025-1-1", TODAY, {"start": date(2025, 1, 1)}) == date(2025, 1, 1)
    with pytest.raises(BadAnswer, match="不能在2025年1月2日以前"):
        check(last, "2025-1-1", TODAY, {"start": date(2025, 1, 2)})
