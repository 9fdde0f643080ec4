"""Going through a calculator: a question at a time, forward and back, until it can say what is due."""

from datetime import date

import pytest

from kiosk.guides.calculators.model import (
    Answers,
    BadAnswer,
    Calculator,
    Choice,
    Field,
    Figures,
    Kind,
    Line,
    Outcome,
    whole,
)
from kiosk.guides.calculators.walk import Walk

TODAY = date(2026, 3, 15)


def _rule(answers: Answers, figures: Figures, today: date) -> Outcome:
    due = whole(answers, "crates") * 8_00 - whole(answers, "paid")
    return Outcome(f"{today.year}年还差", [Line("货款", due), Line("说的", text="、".join(answers))])


ORANGES = Calculator(
    "oranges",
    "柑子款",
    "算一算还差多少柑子款。",
    "calc-oranges",
    (
        Field("crates", Kind.WHOLE, "一共拉走多少筐？", least=1, most=1000),
        Field("left", Kind.DATE, "哪天拉走的？"),
        Field("some", Kind.CHOICE, "给过钱没有？", choices=(Choice("yes", "给过"), Choice("no", "没有"))),
        Field("paid", Kind.MONEY, "给过多少？", needed=lambda answers: answers.get("some") == "yes"),
        Field("promised", Kind.DATE, "说好哪天给？", optional=True, future=True, after="left"),
    ),
    _rule,
)


@pytest.fixture
def walk() -> Walk:
    return Walk(ORANGES, Figures(), lambda: TODAY)


def go(walk: Walk, *answers: str) -> Walk:
    for answer in answers:
        walk.submit(answer)
    return walk


def asked(walk: Walk) -> str:
    return walk.field.id if walk.field else ""


def test_one_question_follows_the_other_to_the_outcome(walk):
    seen = []
    for answer in ("10", "2026-3-1", "yes", "30", "2026-4-1"):
        seen.append((walk.place, asked(walk), walk.typed))
        walk.submit(answer)
    assert seen == [(1, "crates", ""), (2, "left", ""), (3, "some", ""), (4, "paid", ""), (5, "promised", "")]
    assert walk.field is None
    assert (walk.outcome().headline, walk.outcome().lines[0].amount) == ("2026年还差", 50_00)


def test_a_question_that_the_answers_do_not_call_for_is_not_asked(walk):
    assert asked(go(walk, "10", "2026-3-1", "no")) == "promised"
    assert walk.place == 4


def test_a_bad_answer_stays_at_its_question(walk):
    go(walk, "10")
    with pytest.raises(BadAnswer, match="没有这一天"):
        walk.submit("2026-2-30")
    assert (asked(walk), walk.place, walk.typed) == ("left", 2, "")
    go(walk, "2026-3-1")
    assert asked(walk) == "some"


@pytest.mark.parametrize("typed", ["", "  ", "几筐", "0", "1001", "1.5", "😀", "9" * 500])
def test_no_answer_that_cannot_be_used_is_taken(walk, typed):
    with pytest.raises(BadAnswer):
        walk.submit(typed)
    assert (asked(walk), walk.place) == ("crates", 1)


def test_going_back_keeps_what_was_answered(walk):
    go(walk, "10", "2026-3-1")
    assert walk.back()
    assert (asked(walk), walk.typed, walk.place) == ("left", "2026-3-1", 2)
    assert walk.back()
    assert (asked(walk), walk.typed, walk.place) == ("crates", "10", 1)
    assert not walk.back()
    go(walk, "20")
    assert (asked(walk), walk.typed) == ("left", "2026-3-1")


def test_an_answer_mended_on_the_way_back_is_the_one_that_counts(walk):
    go(walk, "10", "2026-3-1", "yes", "30", "")
    for _ in range(3):
        walk.back()
    assert asked(walk) == "some"
    go(walk, "no")
    assert asked(walk) == "promised"
    go(walk, "")
    assert [line.amount for line in walk.outcome().lines] == [80_00, None]
    assert walk.outcome().lines[1].text == "crates、left、some"  # what was paid is no longer said


def test_a_bad_answer_does_not_take_the_place_of_the_good_one_before(walk):
    go(walk, "10").back()
    with pytest.raises(BadAnswer):
        walk.submit("x")
    assert walk.typed == "10"


def test_what_may_be_left_out_can_be_skipped_and_is_then_no_answer(walk):
    go(walk, "10", "2026-3-1", "no", "  ")
    assert walk.field is None
    assert walk.outcome().lines[1].text == "crates、left、some"


def test_what_may_be_left_out_is_checked_when_it_is_said(walk):
    go(walk, "10", "2026-3-1", "no")
    with pytest.raises(BadAnswer, match="2026年3月1日以前"):
        walk.submit("2026-2-1")
    assert asked(walk) == "promised"


def test_there_is_no_outcome_before_the_last_answer(walk):
    for answer in ("10", "2026-3-1", "no"):
        with pytest.raises(BadAnswer):
            walk.outcome()
        walk.submit(answer)
    with pytest.raises(BadAnswer, match="说好哪天给"):
        walk.outcome()


def test_an_answer_too_many_changes_nothing(walk):
    go(walk, "10", "2026-3-1", "no", "", "noch was")
    assert (walk.field, walk.place) == (None, 5)


def test_from_the_outcome_one_goes_back_to_the_last_question(walk):
    go(walk, "10", "2026-3-1", "no", "2026-5-1").back()
    assert (asked(walk), walk.typed) == ("promised", "2026-5-1")


def test_beginning_again_forgets_everything(walk):
    go(walk, "10", "2026-3-1", "yes").again()
    assert (asked(walk), walk.typed, walk.place) == ("crates", "", 1)
    go(walk, "20")
    assert (asked(walk), walk.typed) == ("left", "")
    go(walk, "2026-3-1")
    assert walk.typed == ""


def test_a_day_that_is_earlier_than_its_answers_after_all_is_asked_again(walk):
    """Back to change the first day: the later one, taken before, no longer fits and may not be used."""
    go(walk, "10", "2026-3-1", "no", "2026-3-5")
    walk.back(), walk.back(), walk.back()
    assert asked(walk) == "left"
    go(walk, "2026-3-10", "no")
    assert (asked(walk), walk.typed) == ("promised", "2026-3-5")
    with pytest.raises(BadAnswer):
        walk.submit(walk.typed)
