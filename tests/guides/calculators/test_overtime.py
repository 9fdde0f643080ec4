"""Overtime, worked by hand from 劳动法 Article 44; 174 paid hours a month."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.guides.calculators import calculator
from kiosk.guides.calculators.model import Figures


def case(wage="4350", workday="0", restday="0", holiday="0"):
    return {"wage": wage, "workday": workday, "restday": restday, "holiday": holiday}


# 4,350 / 174 = 25 an hour
@pytest.mark.parametrize(
    ("typed", "total"),
    [
        (case(workday="10"), 375_00),  # 25 × 10 × 150 %
        (case(restday="8"), 400_00),  # 25 × 8 × 200 %
        (case(holiday="8"), 600_00),  # 25 × 8 × 300 %
        (case(workday="10", restday="8", holiday="8"), 1375_00),
        (case(workday="0.5"), 18_75),
        (case("5000", workday="10"), 431_03),  # 75,000 / 174 = 431.0344…
        (case("5000", restday="16"), 919_54),  # 160,000 / 174 = 919.5402…
        (case("2100", holiday="24"), 868_97),  # 151,200 / 174 = 868.9655…
        (case(), 0),
    ],
)
def test_hours_are_paid_by_the_day_they_fall_on(ask, amounts, typed, total):
    assert amounts(ask("overtime", typed))["加班费合计"] == total


def test_each_sort_of_day_has_its_line_and_its_step(ask, amounts):
    outcome = ask("overtime", case(workday="10", holiday="8"))
    assert amounts(outcome) == {"平时加班": 375_00, "法定节假日加班": 600_00, "加班费合计": 975_00}
    steps = [step.text for step in outcome.steps]
    assert "平时加班：4,350元 ÷ 174小时 × 10小时 × 150% = 375元" in steps
    assert outcome.headline == "加班费至少应当是975元。"


def test_where_the_paid_days_come_from_is_said(ask):
    assert any("21.75" in step.text and "劳社部发〔2008〕3号" in step.text for step in ask("overtime", case()).steps)


def test_nothing_worked_is_said_plainly(ask):
    assert ask("overtime", case()).headline == "没有填加班的时间，加班费是0元。"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("wage", "-1"), ("wage", "1" + "0" * 15), ("wage", "四千"), ("wage", ""), ("wage", "0"), ("workday", "-8"),
     ("restday", "八小时"), ("holiday", ""), ("holiday", "99999")],
)  # fmt: skip
def test_bad_input_is_met_at_its_field(slips, field, typed):
    assert set(slips("overtime", {**case(), field: typed})) == {field}


def test_full_width_digits_are_read(ask, amounts):
    assert amounts(ask("overtime", case("４３５０", "１０")))["加班费合计"] == 375_00


HOURS = st.decimals(0, 20000, places=1)


@given(st.integers(1_00, 10**9), HOURS, HOURS)
def test_longer_is_never_paid_less(wage, one, other):
    def due(hours):
        answers = {"wage": wage, "workday": hours, "restday": hours, "holiday": hours}
        return calculator("overtime").rule(answers, Figures(), date(2026, 3, 15)).lines[-1].amount

    low, high = sorted((one, other))
    assert 0 <= due(low) <= due(high)
