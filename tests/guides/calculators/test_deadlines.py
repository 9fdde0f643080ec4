"""Deadlines, counted by hand on a calendar. Today is 15 March 2026, a Sunday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.guides.calculators import calculator
from kiosk.guides.calculators.deadline_matters import AREAS, MATTERS, RULES, Unit
from kiosk.guides.calculators.deadlines import is_off, last_day, moved


def case(matter, start, **more):
    area = MATTERS[matter].area
    return {"area": area, f"matter-{area}": matter, f"from-{matter}": start, **more}


@pytest.mark.parametrize(
    ("matter", "start", "last"),
    [
        ("debt", "2024-03-15", "2027年3月15日（星期一）"),
        ("hurt", "2024-03-20", "2027年3月22日（星期一）"),  # 20 March 2027 is a Saturday
        ("product", "2024-06-03", "2026年6月3日（星期三）"),  # two years by 产品质量法 45
        ("mistaken", "2026-01-05", "2026年4月6日（星期一）"),  # 90 days end on Sunday 5 April
        ("wages", "2025-06-30", "2026年6月30日（星期二）"),
        ("award", "2026-03-02", "2026年3月17日（星期二）"),
        ("award", "2026-02-27", "2026年3月16日（星期一）"),  # 14 March is a Saturday
        ("work-injury", "2025-03-20", "2026年3月20日（星期五）"),
        ("reconsider", "2026-01-20", "2026年3月23日（星期一）"),  # 60 days end on Saturday 21 March
        ("sue-state", "2025-08-31", "2026年3月2日（星期一）"),  # no 31 February: 28 February, a Saturday
        ("sue-state", "2025-11-12", "2026年5月12日（星期二）"),
        ("after-reconsideration", "2026-03-10", "2026年3月25日（星期三）"),
        ("appeal", "2025-09-16", "2025年10月6日（星期一）"),  # 1 to 3 October, then a weekend
        ("appeal", "2026-03-05", "2026年3月20日（星期五）"),
        ("appeal-ruling", "2026-03-05", "2026年3月16日（星期一）"),  # ten days: today, a Sunday
        ("retrial", "2025-12-01", "2026年6月1日（星期一）"),
        ("enforcement", "2024-04-30", "2026年4月30日（星期四）"),
        ("enforcement", "2024-05-01", "2026年5月4日（星期一）"),  # 1 May, then a weekend
        ("confirmation", "2026-02-20", "2026年3月23日（星期一）"),  # 22 March is a Sunday
        ("traffic", "2026-03-12", "2026年3月17日（星期二）"),  # Friday, Monday, Tuesday
        ("coerced-marriage", "2025-12-31", "2026年12月31日（星期四）"),
        ("coerced-marriage", "2024-02-29", "2025年2月28日（星期五）"),
        ("bequest", "2026-03-01", "2026年4月30日（星期四）"),
    ],
)
def test_the_last_day(ask, texts, matter, start, last):
    outcome = ask("deadlines", case(matter, start))
    assert texts(outcome)["最后一天"] == last
    assert MATTERS[matter].article in {step.article for step in outcome.steps}


@pytest.mark.parametrize(
    ("matter", "start", "headline"),
    [
        ("award", "2026-03-02", "向法院起诉最晚到2026年3月17日，还有2天。"),
        ("award", "2026-02-27", "向法院起诉最晚到2026年3月16日，还有1天。"),
        ("award", "2026-02-02", "向法院起诉的最后一天是2026年2月17日，已经过了26天，请问柜台。"),
    ],
)
def test_how_many_days_are_left(ask, matter, start, headline):
    assert ask("deadlines", case(matter, start)).headline == headline


def test_on_the_last_day_itself(ask):
    outcome = ask("deadlines", case("award", "2026-03-02"), at=date(2026, 3, 17))
    assert outcome.headline == "向法院起诉，今天就是最后一天，请马上办。"


def test_a_day_that_moved_may_be_a_working_day_after_all(ask):
    moved_ = ask("deadlines", case("award", "2026-02-27"))
    assert any("2026年3月14日要是因为调休要上班" in said for said in moved_.warnings)
    kept = ask("deadlines", case("award", "2026-03-02"))
    assert any("农历节日" in said for said in kept.warnings)


def test_a_passed_limitation_is_not_the_end(ask):
    outcome = ask("deadlines", case("debt", "2020-01-10"))
    assert "已经过了" in outcome.headline
    assert "法院不会主动说过期" in outcome.warnings[0]
    assert "民法典 第一百九十五条" in {step.article for step in outcome.steps}


def test_an_unmoving_period_is_not_told_to_be_interrupted(ask):
    articles = {step.article for step in ask("deadlines", case("cheated", "2025-06-03")).steps}
    assert "民法典 第一百九十九条" in articles
    assert "民法典 第一百九十五条" not in articles


def test_twenty_years_cut_the_three_short(ask, texts):
    outcome = ask("deadlines", case("hurt", "2025-01-10", **{"happened-hurt": "2006-04-01"}))
    assert texts(outcome)["最后一天"] == "2026年4月1日（星期三）"
    without = ask("deadlines", case("hurt", "2025-01-10"))
    assert any("最长20年" in step.text for step in without.steps)


def test_the_employer_has_thirty_days_of_the_year(ask, texts):
    # 19 April 2025 is a Saturday
    outcome = ask("deadlines", case("work-injury", "2025-03-20"))
    assert texts(outcome)["单位应当申请的最后一天"] == "2025年4月21日（星期一）"


def test_after_the_first_thirty_days_of_a_divorce_come_thirty_more(ask, texts):
    got = texts(ask("deadlines", case("cooling-off", "2026-03-02")))
    assert got["最后一天"] == "2026年4月1日（星期三）"
    assert got["不撤回的，一起去领离婚证的最后一天"] == "2026年5月4日（星期一）"  # 1 May, then a weekend


def test_for_a_refused_legal_aid_it_is_the_authority_that_has_days(ask):
    outcome = ask("deadlines", case("aid-refused", "2026-03-12"))
    assert outcome.headline == "司法行政部门答复异议最晚到2026年3月17日，还有2天。"
    assert any("法律没有写" in step.text for step in outcome.steps)


def test_the_second_of_may_is_free_since_2025():
    assert not is_off(date(2024, 5, 2))
    assert is_off(date(2025, 5, 2))


def test_at_most_four_questions_lead_to_a_day():
    for id_, matter in MATTERS.items():
        needed = calculator("deadlines").needed({"area": matter.area, f"matter-{matter.area}": id_})
        assert len(needed) <= 4
    assert {matter.area for matter in MATTERS.values()} == set(AREAS)
    assert {matter.rule for matter in MATTERS.values()} == set(RULES)


@pytest.mark.parametrize("typed", ["", "2026-03-16", "2026-02-31", "前天", "-1", "10000000000000000", "1949-10-01"])
def test_bad_input_is_met_at_its_field(slips, typed):
    assert set(slips("deadlines", case("award", typed))) == {"from-award"}


def test_full_width_digits_are_read(ask, texts):
    assert texts(ask("deadlines", case("award", "２０２６年３月２日")))["最后一天"] == "2026年3月17日（星期二）"


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.integers(0, 400), st.integers(1, 100), st.sampled_from(Unit))
def test_a_later_beginning_never_ends_earlier(start, days, amount, unit):
    later = start + timedelta(days=days)
    assert start < last_day(start, amount, unit) <= last_day(later, amount, unit)
    end = moved(last_day(start, amount, unit))
    assert not is_off(end)
    assert (end - last_day(start, amount, unit)).days <= 5
