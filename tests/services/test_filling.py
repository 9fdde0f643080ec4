"""A person's way through a form: forward, back, to another branch and back again, and never into a dead end."""

import json
from dataclasses import replace
from datetime import date

import pytest
from services.trying import SHA, SLOT, fill, named

from kiosk.services.errors import AnswerRefused, FormIncomplete
from kiosk.services.filling import Filling

BUYER = {"name": "张某", "phone": "13900000000", "address": "马踏镇"}


@pytest.fixture
def filling(form, today) -> Filling:
    return Filling(form, today=today)


def at(filling: Filling) -> str:
    return filling.question.id if filling.question else "summary"


def summary(filling: Filling) -> list[str]:
    return [line.question.id for line in filling.summary()]


# What cannot be


def test_a_bad_answer_leaves_one_where_one_is_and_what_was_answered_before(filling):
    fill(filling, until="trees")
    for bad in ("zero", "", None, "501", ["30"]):
        with pytest.raises(AnswerRefused):
            filling.submit(bad)
        assert at(filling) == "trees"
    filling.submit("30")
    filling.back()
    with pytest.raises(AnswerRefused):
        filling.submit("x")
    assert (at(filling), filling.answer("trees")) == ("trees", 30)


def test_a_must_that_does_not_hold_is_said_in_its_own_words(filling):
    fill(filling, until="wrong")
    with pytest.raises(AnswerRefused) as slip:
        filling.submit(["scale", "none"])
    assert slip.value.sentence == "选了“都没有”，就不要再选别的"
    assert (at(filling), filling.answer("wrong")) == ("wrong", None)
    filling.submit(["none"])
    assert filling.answer("wrong") == ["none"]


def test_what_is_open_is_not_handed_in(filling):
    with pytest.raises(FormIncomplete) as slip:
        filling.data()
    assert slip.value.sentence.startswith("您叫什么名字？")
    assert "name" in str(slip.value)
    assert at(filling) == "name"


def test_what_is_open_further_on_is_where_one_stands_then(filling):
    fill(filling, until="consent")
    with pytest.raises(FormIncomplete):
        filling.data()
    assert at(filling) == "consent"


def test_a_day_that_has_passed_meanwhile_is_asked_for_again(form):
    days = [date(2040, 1, 5)]
    filling = Filling(form, today=lambda: days[-1])
    fill(filling)
    assert filling.data()["weighed-on"] == "2040-01-05"
    days.append(date(2040, 1, 6))
    with pytest.raises(FormIncomplete) as slip:
        filling.data()
    assert at(filling) == "weighed-on"
    assert "已经过了" in slip.value.sentence
    filling.submit("2040-01-06")
    with pytest.raises(FormIncomplete):
        filling.data()
    assert at(filling) == "time"  # and so is the appointment of yesterday
    filling.submit(SLOT.replace("01-05", "01-07"))
    assert filling.data()["time"] == SLOT.replace("01-05", "01-07")


def test_an_answer_after_the_last_changes_nothing(filling):
    fill(filling)
    filling.submit("one more")
    assert at(filling) == "summary"


def test_before_the_first_there_is_nothing(filling):
    assert not filling.back()
    assert at(filling) == "start"


# Forward and back


def test_question_by_question_to_the_summary(filling, form):
    assert filling.place == (1, 17)
    answered = fill(filling)
    assert answered == list(form.question)
    assert (filling.question, filling.place) == (None, (18, 18))
    assert filling.data() == {
        "name": "罗某", "story": "秤不准。", "trees": 30, "price": 1250, "picked": "2026-10-01",
        "weighed-on": "2040-01-05", "sold": True, "buyer": BUYER, "sort": "sweet", "wrong": ["scale"],
        "identity": "511124196503120018", "phone": "13800000000",
        "address": {"town": "马踏镇", "village": "某村", "rest": "3组12号"}, "photos": [{"sha256": SHA, "label": ""}],
        "time": SLOT, "consent": True, "signature": {"sha256": SHA},
    }  # fmt: skip


def test_back_and_forward_again(filling):
    fill(filling, until="price")
    assert filling.back()
    assert (at(filling), filling.place[0]) == ("trees", 4)
    assert filling.back()
    assert at(filling) == "story"
    filling.submit("秤还是不准。")
    assert at(filling) == "price"  # the questions between were answered before
    while filling.back():
        pass
    assert at(filling) == "start"


def test_back_from_the_summary_is_the_last_question(filling):
    fill(filling)
    assert filling.back()
    assert at(filling) == "signature"


def test_one_answer_is_corrected_from_the_summary(filling):
    fill(filling)
    filling.go_to("phone")
    assert (at(filling), filling.place[0]) == ("phone", 13)
    filling.submit("13911112222")
    assert at(filling) == "summary"
    assert filling.data()["phone"] == "13911112222"


def test_to_a_question_that_is_not_there_or_not_asked_is_nowhere(filling):
    fill(filling, sold="no")
    for nowhere in ("umbrella", "buyer"):
        filling.go_to(nowhere)
        assert at(filling) == "summary"


def test_an_optional_answer_is_taken_back(filling):
    fill(filling)
    filling.go_to("identity")
    filling.submit(None)
    assert at(filling) == "summary"
    assert "identity" not in filling.data()


# Branches


def test_a_branch_that_is_not_taken_is_not_asked(filling):
    answered = fill(filling, sold="no")
    assert "buyer" not in [q.id for q in answered]
    assert "buyer" not in filling.data()
    assert filling.place == (17, 17)


def test_answers_of_a_branch_that_was_left_stay_out_and_come_back_with_it(filling):
    fill(filling)
    filling.go_to("sold")
    filling.submit("no")
    assert at(filling) == "summary"
    assert "buyer" not in summary(filling)
    assert "buyer" not in filling.data()
    filling.go_to("sold")
    filling.submit("yes")
    assert at(filling) == "summary"
    assert filling.data()["buyer"] == BUYER


def test_a_branch_that_opens_late_is_asked_before_the_summary(filling):
    fill(filling, sold="no")
    filling.go_to("sold")
    filling.submit("yes")
    assert at(filling) == "buyer"
    with pytest.raises(FormIncomplete):
        filling.data()
    filling.submit({"name": "李某"})
    assert at(filling) == "summary"


def test_a_condition_does_not_see_answers_of_a_branch_that_was_left(form, today):
    """`sort` is asked of whoever sold to somebody: the buyer of a sale taken back is nobody."""
    questions = tuple(replace(q, when="buyer != null") if q.id == "sort" else q for q in form.question)
    filling = Filling(replace(form, question=questions), today=today)
    fill(filling)
    filling.go_to("sold")
    filling.submit("no")
    assert "sort" not in filling.data()


def test_a_must_does_not_see_answers_of_a_branch_that_was_left(form, today):
    must = (replace(named(form, "wrong").must[0], rule="buyer == null or 'scale' in wrong"),)
    questions = tuple(replace(q, must=must) if q.id == "wrong" else q for q in form.question)
    filling = Filling(replace(form, question=questions), today=today)
    fill(filling)
    filling.go_to("sold")
    filling.submit("no")
    filling.go_to("wrong")
    filling.submit(["boxes"])
    assert filling.data()["wrong"] == ["boxes"]


def test_signed_on_paper_no_signature_is_asked_for(form, today):
    filling = Filling(form, today=today, on_paper=True)
    assert "signature" not in [q.id for q in fill(filling)]
    assert "signature" not in filling.data()


# From elsewhere


def test_what_the_card_says_is_filled_in_and_still_shown(filling):
    fill(filling, until="story")
    filling.know("name", "李某")
    assert filling.answer("name") == "罗某"  # what a person said goes before
    filling.know("phone", "13911112222")
    for id_, bad in (("identity", "no card"), ("umbrella", "x"), ("start", True), ("address", None)):
        filling.know(id_, bad)
        assert filling.answer(id_) is None
    fill(filling, until="phone")
    assert (at(filling), filling.answer("phone")) == ("phone", "13911112222")


# Drafts


def test_a_draft_is_taken_up_where_it_was_left(form, filling, today):
    fill(filling, until="wrong", sold="no")
    kept = json.loads(json.dumps(filling.draft()))
    again = Filling(form, kept, today)
    assert again.draft() == kept
    assert at(again) == "wrong"  # a page that was read is not told again
    fill(again)
    assert again.data()["price"] == 1250


def test_the_branch_that_was_left_comes_back_from_a_draft_too(form, filling, today):
    fill(filling)
    filling.go_to("sold")
    filling.submit("no")
    again = Filling(form, filling.draft(), today)
    again.go_to("sold")
    again.submit("yes")
    assert again.data() == Filling(form, filling.draft() | {"sold": True}, today).data()


def test_of_a_draft_only_what_still_holds_is_taken(form, today):
    draft = {
        "name": "罗某",
        "phone": "5",
        "sort": "bitter",
        "trees": 10**9,
        "price": None,
        "umbrella": "x",
        "wrong": "scale",
    }
    assert Filling(form, draft, today).draft() == {"name": "罗某"}


def test_what_was_passed_over_is_not_asked_again_and_what_was_not_reached_is(form, filling, today):
    fill(filling, until="address", identity=None)
    again = Filling(form, filling.draft(), today)
    assert at(again) == "address"
    assert [q.id for q in fill(again)] == ["address", "photos", "time", "consent", "signature"]
