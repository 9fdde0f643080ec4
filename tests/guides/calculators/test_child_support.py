"""Child support, worked by hand from the rules on marriage and family, Articles 49 to 53. Today is 15 March 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.guides.calculators import calculator
from kiosk.guides.calculators.model import Figures


def case(month="6000", children="1", born="2020-03-15"):
    return {"income": "fixed", "month": month, "children": children, "born": born}


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("6000", "1,200元至1,800元"),
        ("4999.99", "1,000元至1,500元"),
        ("3333.33", "666.67元至1,000元"),
    ],
)
def test_one_child_is_due_20_to_30_percent(ask, texts, month, said):
    assert texts(ask("child-support", case(month)))["每个月抚养费"] == said


@pytest.mark.parametrize(("children", "each"), [("2", 1500_00), ("3", 1000_00), ("7", 428_57)])
def test_more_children_are_due_half_at_most(ask, amounts, texts, children, each):
    outcome = ask("child-support", case(children=children))
    assert texts(outcome)[f"{children}个孩子加起来，每个月"] == "1,200元至3,000元"
    assert amounts(outcome)["平均分，每个孩子每个月最多"] == each


def test_an_income_that_is_not_fixed_is_counted_by_the_year(ask, texts):
    typed = {"income": "unfixed", "year": "60000", "children": "1", "born": "2020-03-15"}
    assert texts(ask("child-support", typed))["每个月抚养费"] == "1,000元至1,500元"
    # 50,000 / 12 × 50 % = 2,083.333…: the month's income is not rounded on the way
    got = texts(ask("child-support", {**typed, "year": "50000", "children": "2"}))
    assert got["2个孩子加起来，每个月"] == "833.33元至2,083.33元"


@pytest.mark.parametrize(
    ("born", "left"),
    [
        ("2020-03-15", "144个月"),  # to 2038-03-15
        ("2020-03-20", "145个月"),  # 144 months and 5 days
        ("2008-03-16", "1个月"),  # one day
        ("2026-03-15", "216个月"),  # born today
        ("2008-04-15", "1个月"),
    ],
)
def test_how_long_it_is_paid(ask, texts, born, left):
    assert texts(ask("child-support", case(born=born)))["还要给几个月"] == left


def test_all_at_once_is_the_months_together(ask, texts):
    # 144 × 1,200 and 144 × 1,800
    assert texts(ask("child-support", case()))["一次给清的话，一共"] == "172,800元至259,200元"


@pytest.mark.parametrize("born", ["2008-03-15", "2000-01-01"])
def test_from_eighteen_on_it_ends_with_an_exception(ask, texts, born):
    outcome = ask("child-support", case(born=born))
    assert texts(outcome)["还要给几个月"] == "已经满18岁"
    assert "每个月抚养费" not in texts(outcome)
    assert "还在读高中" in outcome.headline


def test_a_child_of_29_february_grows_up_on_the_28th(ask, texts):
    assert texts(ask("child-support", case(born="2012-02-29")))["给到哪天"] == "2030年2月28日（满18岁）"


def test_from_sixteen_on_own_work_counts(ask):
    def said(born):
        return any("满16岁" in step.text for step in ask("child-support", case(born=born)).steps)

    assert said("2010-03-15")
    assert not said("2010-03-16")


def test_no_income_does_not_end_the_duty(ask):
    outcome = ask("child-support", case("0"))
    assert outcome.headline.startswith("没有收入，按比例算不出来")
    assert any("没有收入不等于" in said for said in outcome.warnings)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("income", ""), ("month", "-1"), ("month", "1" + "0" * 15), ("month", "六千"), ("children", "0"),
     ("children", "1.5"), ("children", "21"), ("born", "2026-03-16"), ("born", "2020-02-31"), ("born", "")],
)  # fmt: skip
def test_bad_input_is_met_at_its_field(slips, field, typed):
    assert field in slips("child-support", {**case(), field: typed})


def test_full_width_digits_are_read(ask, texts):
    assert (
        texts(ask("child-support", case("６０００", "１", "２０２０／３／１５")))["每个月抚养费"] == "1,200元至1,800元"
    )


@given(st.integers(0, 10**12), st.integers(0, 10**9), st.integers(2, 20))
def test_more_income_is_never_less(month, more, children):
    def most(month: int) -> int:
        answers = {"income": "fixed", "month": month, "children": children, "born": date(2020, 3, 15)}
        lines = calculator("child-support").rule(answers, Figures(), date(2026, 3, 15)).lines
        return next(line.amount for line in lines if line.amount is not None)

    assert 0 <= most(month) <= most(month + more)
