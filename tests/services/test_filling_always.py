"""The shipped forms, whatever is answered: never a dead end, the summary holds what is asked, the examples go to the end."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.trying import example, fill, give

from kiosk.services.answers import check
from kiosk.services.errors import FormIncomplete
from kiosk.services.filling import Filling
from kiosk.services.form import SILENT, Kind, Question

FORMS = [
    "appointment",
    "business",
    "complaint",
    "legal-aid",
    "mediation",
    "notary",
    "papers",
    "rating",
    "reconsideration",
    "wages",
]
NOW = date(2026, 11, 25)


def test_these_are_the_shipped_forms(shipped):
    assert shipped.ids() == FORMS


@pytest.mark.parametrize("id_", FORMS)
def test_every_shipped_form_is_filled_in_with_its_examples_to_the_end(shipped, id_):
    form = shipped.form(id_)
    filling = Filling(form, today=lambda: NOW)
    asked = fill(filling)
    assert {line.question.id for line in filling.summary()} <= {q.id for q in asked}
    data = filling.data()
    missing = [q.id for q in filling.asked() if q.kind not in SILENT and not q.optional and q.id not in data]
    assert missing == []


@pytest.mark.parametrize("id_", FORMS)
def test_an_example_is_an_answer_of_its_question(shipped, id_):
    for question in shipped.form(id_).question:
        if question.example:
            check(question, example(question), NOW)


ONE_LINE = st.text("王李某镇村欠钱abc 123'<>\"&;#", min_size=1, max_size=20).filter(str.strip)
ANSWERS: dict[Kind, Callable[[Question], st.SearchStrategy[Any]]] = {
    Kind.TEXT: lambda q: st.just(q.example) if q.must else ONE_LINE,
    Kind.LONG: lambda _: ONE_LINE,
    Kind.NUMBER: lambda q: st.integers(q.least or 0, q.most or 99).map(str),
    Kind.MONEY: lambda q: st.integers(max(q.least or 0, 100) // 100, 90_000).map(str),
    Kind.DATE: lambda q: st.dates(NOW if not q.past else date(2020, 1, 1), date(2027, 1, 1) if q.future else NOW).map(
        str
    ),
    Kind.YES_NO: lambda _: st.sampled_from(["yes", "no"]),
    Kind.ONE: lambda q: st.sampled_from([c.value for c in q.choice]),
    Kind.MANY: lambda q: st.sets(st.sampled_from([c.value for c in q.choice]), min_size=1).map(sorted),
    Kind.SLOT: lambda q: st.dates(NOW, date(2026, 12, 20)).map(lambda day: f"{day}T09:30/{q.slots}/1"),
}


def answers(question: Question) -> st.SearchStrategy[Any]:
    """An answer that may be given, and nothing where that is allowed."""
    some = ANSWERS[question.kind](question) if question.kind in ANSWERS else st.just(example(question))
    return st.none() | some if question.optional else some


def reached(filling: Filling, data: st.DataObject) -> None:
    """Go to the summary with answers that are drawn."""
    for _ in range(120):
        question = filling.question
        if question is None:
            return
        give(filling, data.draw(answers(question), label=question.id))
    pytest.fail("the form does not end")


def given_in(filling: Filling, data: st.DataObject) -> dict[str, Any]:
    """What is handed in. A correction may have made a later answer wrong: one stands there then, and goes on."""
    try:
        return filling.data()
    except FormIncomplete:
        assert filling.question.must
        reached(filling, data)
        return filling.data()


SHIPPED = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@SHIPPED
@given(st.sampled_from(FORMS), st.data())
def test_whatever_is_answered_the_summary_is_reached_and_may_be_handed_in(shipped, id_, data):
    form = shipped.form(id_)
    filling = Filling(form, today=lambda: NOW)
    reached(filling, data)
    asked = filling.asked()
    assert [q for q in form.question if q in asked] == asked
    assert {line.question.id for line in filling.summary()} <= {q.id for q in asked}
    assert filling.place == (len(asked), len(asked))
    handed_in = filling.data()
    assert list(handed_in) == [line.question.id for line in filling.summary()]
    assert json.loads(json.dumps(handed_in)) == handed_in


@SHIPPED
@given(st.sampled_from(FORMS), st.data())
def test_whatever_is_changed_from_the_summary_the_summary_is_reached_again(shipped, id_, data):
    form = shipped.form(id_)
    filling = Filling(form, today=lambda: NOW)
    reached(filling, data)
    for _ in range(3):
        filling.go_to(data.draw(st.sampled_from([q.id for q in filling.asked()])))
        reached(filling, data)
        assert list(given_in(filling, data)) == [line.question.id for line in filling.summary()]
    again = Filling(form, json.loads(json.dumps(filling.draft())), lambda: NOW)
    assert again.draft() == filling.draft()
    assert again.data() == filling.data()


@SHIPPED
@given(st.sampled_from(FORMS), st.data())
def test_going_back_again_and_again_passes_every_question_that_is_asked(shipped, id_, data):
    filling = Filling(shipped.form(id_), today=lambda: NOW)
    reached(filling, data)
    passed = []
    while filling.back():
        passed.append(filling.question)
    assert passed[::-1] == filling.asked()
