"""Severance, worked by hand from 劳动合同法 and its 实施条例. Today is 15 March 2026."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.guides.calculators import calculator
from kiosk.guides.calculators.model import Figure, Figures

TODAY = date(2026, 3, 15)
LOCAL = Figure(
    "local-average-wage", "全市上年度职工月平均工资", Decimal(6000), date(2025, 7, 1), "统计局", date(2026, 1, 1)
)


def case(start="2020-03-01", last="2025-12-31", wage="5000", how="layoff", contract="signed", **more):
    return {"start": start, "last": last, "wage": wage, "how": how, "contract": contract, **more}


# Article 47: a month's wage a full year; from six months on a whole year, below six months half a month.
@pytest.mark.parametrize(
    ("start", "last", "due"),
    [
        ("2020-03-01", "2025-02-28", 25000_00),  # five years to the day: 5
        ("2020-03-01", "2025-03-01", 27500_00),  # a day more: 5.5
        ("2024-01-01", "2024-06-30", 5000_00),  # six months to the day: 1
        ("2024-01-01", "2024-06-29", 2500_00),  # a day less: 0.5
        ("2025-12-31", "2025-12-31", 2500_00),  # one day: 0.5
        ("2020-03-01", "2025-08-31", 30000_00),  # five years and six months: 6
        ("2024-02-29", "2025-02-27", 5000_00),  # a year, as there is no 29 February 2025
    ],
)
def test_years_count_as_the_article_says(ask, amounts, start, last, due):
    assert amounts(ask("severance", case(start, last)))["经济补偿"] == due


@pytest.mark.parametrize("how", ["unfit", "layoff", "mutual", "forced", "expired", "closed"])
def test_these_ends_earn_severance_once(ask, amounts, how):
    assert amounts(ask("severance", case(how=how))) == {"经济补偿": 30000_00}  # 5 years 10 months: 6 × 5,000


def test_an_unlawful_dismissal_earns_it_twice(ask, amounts):
    # 2022-11-01 to 2025-12-31: 3 years 2 months: 3.5 × 6,000 × 2
    outcome = ask("severance", case("2022-11-01", wage="6000", how="illegal"))
    assert amounts(outcome) == {"赔偿金": 42000_00}
    assert outcome.headline == "单位应当付你赔偿金42,000元。"
    assert "劳动合同法 第八十七条" in {step.article for step in outcome.steps}
    # 5,000.55 × 2.5 × 2 = 25,002.75, rounded once
    assert amounts(ask("severance", case("2024-02-29", "2026-03-01", "5000.55", "illegal"))) == {"赔偿金": 25002_75}


def test_without_notice_a_month_is_paid_in_its_place(ask, amounts):
    outcome = ask("severance", case(how="unfit-at-once"))
    assert amounts(outcome) == {"经济补偿": 30000_00, "代通知金": 5000_00}
    assert "35,000元" in outcome.headline


def test_who_leaves_by_choice_is_owed_none(ask, amounts):
    outcome = ask("severance", case(how="resigned"))
    assert amounts(outcome) == {"经济补偿": 0}
    assert "不用付" in outcome.headline


def test_a_high_wage_is_capped_at_three_times_and_twelve_years(ask, amounts):
    known = Figures([LOCAL])
    # 15 years; 20,000 is above 3 × 6,000: 18,000 × 12. At 18,000 it is not above: 18,000 × 15.
    assert amounts(ask("severance", case("2011-01-01", wage="20000"), known=known)) == {"经济补偿": 216000_00}
    assert amounts(ask("severance", case("2011-01-01", wage="18000"), known=known)) == {"经济补偿": 270000_00}


def test_without_the_local_wage_the_cap_is_said_to_be_left_out(ask):
    warnings = ask("severance", case()).warnings
    assert any("没有本市上年度职工月平均工资" in said for said in warnings)
    known = ask("severance", case(), known=Figures([LOCAL]))
    assert not any("没有本市" in said for said in known.warnings)
    assert known.figures == [LOCAL]


def test_a_local_wage_that_nobody_looked_after_is_said_to_be_old(ask):
    old = Figures([replace(LOCAL, since=date(2023, 7, 1), checked=date(2024, 1, 1))])
    assert any("只核对到2024年1月1日" in said for said in ask("severance", case(), known=old).warnings)


def test_years_before_2008_are_counted_for_unlawful_dismissal_only(ask, amounts):
    # 2003-07-01 to 2025-06-30 is 22 years; from 2008-01-01 it is 17 years and six months: 18.
    outcome = ask("severance", case("2003-07-01", "2025-06-30"))
    assert amounts(outcome) == {"经济补偿": 90000_00}
    assert any("2008年以前" in said for said in outcome.warnings)
    assert amounts(ask("severance", case("2003-07-01", "2025-06-30", how="illegal"))) == {"赔偿金": 220000_00}


# 实施条例 Articles 6, 7: from the second month to the day before the signing, eleven months at most.
@pytest.mark.parametrize(
    ("start", "last", "contract", "due"),
    [
        ("2024-03-01", "2026-02-28", {"contract": "never"}, 44000_00),  # 2024-04-01 to 2025-02-28: 11 × 4,000
        ("2024-03-01", "2024-08-31", {"contract": "never"}, 20000_00),  # left after six months: 5 × 4,000
        # 2024-04-01 to 2024-06-10: two months and 10 of 30 days: 4,000 × (2 + 10/30) = 9,333.33
        ("2024-03-01", "2026-02-28", {"contract": "later", "signed": "2024-06-11"}, 9333_33),
        ("2024-03-01", "2026-02-28", {"contract": "later", "signed": "2025-06-11"}, 44000_00),
    ],
)
def test_no_written_contract_earns_a_second_wage(ask, start, last, contract, due):
    outcome = ask("severance", {**case(start, last, "4000", "resigned"), **contract}, at=date.fromisoformat(last))
    assert [line.amount for line in outcome.lines] == [0, due]
    assert f"单位应当补你{due // 100:,}" in outcome.headline


def test_a_contract_within_the_first_month_earns_none(ask, amounts):
    outcome = ask("severance", case(contract="later", how="resigned", signed="2020-04-01"))
    assert amounts(outcome) == {"经济补偿": 0}


def test_both_are_added_up_while_there_is_time(ask, amounts):
    # 2025-03-01 to 2026-02-28: 1 × 4,000 × 2 and 11 × 4,000
    outcome = ask("severance", case("2025-03-01", "2026-02-28", "4000", "illegal", "never"))
    assert amounts(outcome) == {"赔偿金": 8000_00, "没签合同，要补的一倍工资": 44000_00, "合计": 52000_00}
    assert outcome.headline == "连赔偿金和双倍工资，单位应当付你52,000元。"


def test_what_is_asked_for_too_late_is_not_added_up(ask, amounts):
    # the eleven months ended on 2025-02-28, the year after it on 2026-02-28
    outcome = ask("severance", case("2024-03-01", "2026-02-28", "4000", "illegal", "never"))
    assert amounts(outcome) == {"赔偿金": 16000_00, "没签合同，要补的一倍工资（时效可能已过）": 44000_00}
    assert outcome.headline == "单位应当付你赔偿金16,000元。"
    assert any("没有加进总数" in said for said in outcome.warnings)


def test_a_year_after_the_last_day_the_time_limit_is_told(ask):
    def late(last):
        return any("离职已经过了一年" in said for said in ask("severance", case(last=last)).warnings)

    assert late("2025-03-14")
    assert not late("2025-03-15")


@pytest.mark.parametrize(
    ("field", "typed"),
    [("start", "2026-03-16"), ("start", "2025-02-31"), ("start", ""), ("start", "去年"), ("last", "2020-02-29"),
     ("last", "2007-12-31"), ("wage", "-5000"), ("wage", "五千"), ("wage", "1" + "0" * 15), ("wage", "0"),
     ("how", "else"), ("contract", "")],
)  # fmt: skip
def test_bad_input_is_met_at_its_field(slips, field, typed):
    assert set(slips("severance", {**case(), field: typed})) == {field}


def test_a_contract_is_not_signed_before_the_first_day_of_work(slips):
    assert set(slips("severance", case(contract="later", signed="2020-02-28"))) == {"signed"}


def test_full_width_digits_are_read(ask, amounts):
    assert amounts(ask("severance", case("２０２０年３月１日", "2025-02-28", "５０００元"))) == {"经济补偿": 25000_00}


@given(
    st.dates(date(2000, 1, 1), date(2025, 1, 1)), st.integers(0, 9000), st.integers(1_00, 10**8), st.integers(0, 10**6)
)
def test_longer_and_better_paid_is_never_less(start, days, wage, more):
    def due(last: date, paid: int) -> int:
        answers = {"start": start, "last": last, "wage": paid, "how": "illegal", "contract": "never"}
        return sum(line.amount or 0 for line in calculator("severance").rule(answers, Figures(), TODAY).lines)

    first = max(start, date(2008, 1, 1))
    later = date.fromordinal(first.toordinal() + days)
    assert 0 < due(first, wage) <= due(later, wage) <= due(later, wage + more)
