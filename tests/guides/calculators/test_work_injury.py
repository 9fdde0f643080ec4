"""Work injury, worked by hand from 工伤保险条例 Articles 33 to 39 and 64."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.guides.calculators import calculator
from kiosk.guides.calculators.model import Figures

ONCE = "一次性伤残补助金（工伤保险付）"


def case(grade="10", wage="5000", **more):
    care = {"care": "none"} if grade in "123456" else {}
    return {"grade": grade, "wage": wage, **care, **more}


def death(died="2025-06-01", wage="5000", spouse="no", others="0", **more):
    return {"grade": "death", "wage": wage, "died": died, "spouse": spouse, "others": others, **more}


# months of the own wage: 27 25 23 21 18 16 13 11 9 7
@pytest.mark.parametrize(
    ("grade", "once", "monthly"),
    [("1", 135000_00, 4500_00), ("2", 125000_00, 4250_00), ("3", 115000_00, 4000_00), ("4", 105000_00, 3750_00),
     ("5", 90000_00, 3500_00), ("6", 80000_00, 3000_00), ("7", 65000_00, None), ("8", 55000_00, None),
     ("9", 45000_00, None), ("10", 35000_00, None)],
)  # fmt: skip
def test_each_grade_has_its_months_and_its_allowance(ask, amounts, grade, once, monthly):
    outcome = ask("work-injury", case(grade))
    got = amounts(outcome)
    assert got.pop(ONCE) == once
    assert list(got.values()) == ([monthly] if monthly else [])
    assert any("保底（60%）和封顶（300%）没有算" in said for said in outcome.warnings)


@pytest.mark.parametrize(
    ("wage", "once"),
    [
        ("3000", 43200_00),  # below 60 % of 8,000: 4,800 × 9
        ("4800", 43200_00),
        ("8000", 72000_00),
        ("24000", 216000_00),
        ("30000", 216000_00),  # above 300 % of 8,000: 24,000 × 9
    ],
)
def test_the_own_wage_has_a_floor_and_a_cap(ask, amounts, wage, once):
    outcome = ask("work-injury", case("9", wage, average="8000"))
    assert amounts(outcome)[ONCE] == once
    assert not any("没有算" in said for said in outcome.warnings)


@pytest.mark.parametrize(("care", "due"), [("all", 4000_00), ("most", 3200_00), ("part", 2400_00)])
def test_care_is_paid_by_the_average_wage(ask, amounts, care, due):
    got = amounts(ask("work-injury", {**case("1", average="8000"), "care": care}))
    assert got["每个月生活护理费（工伤保险付）"] == due


def test_care_without_the_average_wage_is_a_percentage(ask, texts):
    outcome = ask("work-injury", {**case("1"), "care": "all"})
    assert texts(outcome)["每个月生活护理费（工伤保险付）"] == "当地上年度职工月平均工资的50%"
    assert any("只能告诉你比例" in said for said in outcome.warnings)


def test_the_wage_goes_on_while_treatment_stops_the_work(ask, amounts):
    label = "停工治伤期间的工资（单位付）"
    assert amounts(ask("work-injury", case(months="2.5")))[label] == 12500_00
    unrated = ask("work-injury", case("unrated", months="13"))
    assert amounts(unrated) == {label: 65000_00}
    assert any("超过12个月" in said for said in unrated.warnings)


# 20 × the year before: 2023 51,821, 2024 54,188
@pytest.mark.parametrize(("died", "grant"), [("2024-12-31", 1036420_00), ("2025-01-01", 1083760_00)])
def test_a_death_is_paid_by_the_income_of_the_year_before(ask, amounts, died, grant):
    assert amounts(ask("work-injury", death(died)))["一次性工亡补助金"] == grant


@pytest.mark.parametrize("died", ["2026-01-01", "2023-12-31"])
def test_an_income_that_is_not_known_is_not_guessed(ask, amounts, died):
    outcome = ask("work-injury", death(died))
    assert "一次性工亡补助金" not in amounts(outcome)
    assert any(f"没有{int(died[:4]) - 1}年的全国城镇居民人均可支配收入" in said for said in outcome.warnings)
    assert outcome.figures == []


@pytest.mark.parametrize(
    ("spouse", "others", "monthly"),
    [("yes", "0", 2000_00), ("no", "1", 1500_00), ("yes", "1", 3500_00), ("yes", "2", 5000_00), ("yes", "5", 5000_00)],
)  # 40 % and 30 % each of 5,000, together no more than the wage
def test_dependants_are_paid_every_month(ask, amounts, spouse, others, monthly):
    got = amounts(ask("work-injury", death(spouse=spouse, others=others, average="8000")))
    assert got["供养亲属抚恤金，每个月一共"] == monthly
    assert got["丧葬补助金"] == 48000_00


def test_what_the_province_sets_is_not_counted_and_said(ask):
    assert any("省里定" in said for said in ask("work-injury", case("8")).excludes)


def test_an_employer_without_insurance_pays_it_all(ask):
    articles = {step.article for step in ask("work-injury", case()).steps}
    assert "工伤保险条例 第六十二条" in articles


@pytest.mark.parametrize(
    ("field", "typed"),
    [("grade", "11"), ("grade", ""), ("wage", "-5000"), ("wage", "1" + "0" * 15), ("wage", "五千"), ("average", "x"),
     ("average", "0"), ("months", "25"), ("months", "-1")],
)  # fmt: skip
def test_bad_input_is_met_at_its_field(slips, field, typed):
    assert field in slips("work-injury", {**case(), field: typed})


@pytest.mark.parametrize(
    ("field", "typed"),
    [("died", "2026-03-16"), ("died", "2025-02-31"), ("died", "2010-12-31"), ("spouse", "maybe"), ("others", "1.5"),
     ("others", "21")],
)  # fmt: skip
def test_bad_input_about_a_death_is_met_at_its_field(slips, field, typed):
    assert set(slips("work-injury", {**death(), field: typed})) == {field}


def test_full_width_digits_are_read(ask, amounts):
    assert amounts(ask("work-injury", case("１０", "５０００")))[ONCE] == 35000_00


@given(st.integers(1, 10), st.integers(1_00, 10**9), st.integers(1_00, 10**9), st.integers(1_00, 10**9))
def test_a_graver_grade_or_a_higher_wage_is_never_less(grade, one, other, average):
    def once(grade: int, wage: int) -> int:
        answers = {"grade": str(grade), "wage": wage, "average": average}
        return calculator("work-injury").rule(answers, Figures(), date(2026, 3, 15)).lines[0].amount or 0

    low, high = sorted((one, other))
    assert 0 < once(grade, low) <= once(grade, high) <= once(max(grade - 1, 1), high)
