"""Interest, worked by hand from the rules on private lending, and the LPR as published. Today is 15 March 2026."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.guides.calculators import calculator
from kiosk.guides.calculators.model import Figures


def case(lent="2024-01-01", until="2025-01-01", rate="12", principal="100000", **more):
    return {"principal": principal, "agreed": "rate", "rate": rate, "lent": lent, "until": until, **more}


def free(agreed="none", lent="2024-01-01", until="2025-12-31", **more):
    return {"principal": "100000", "agreed": agreed, "lent": lent, "until": until, **more}


# 2024-01-01 to 2025-01-01 is 366 days; LPR 3.45 %, four times 13.8 %
@pytest.mark.parametrize(
    ("rate", "due"),
    [
        ("12", 12032_88),  # 100,000 × 12 % × 366 / 365 = 12,032.876…
        ("13.8", 13837_81),  # 13,837.808…
        ("13.81", 13837_81),  # cut
        ("36", 13837_81),
        ("0.01", 10_03),
    ],
)
def test_what_was_agreed_is_owed_up_to_four_times_the_lpr(ask, amounts, rate, due):
    got = amounts(ask("lending-interest", case(rate=rate)))
    assert got["利息"] == due
    assert got["本金加利息"] == 100000_00 + due


def test_what_lies_above_the_cap_is_told(ask, amounts):
    outcome = ask("lending-interest", case(rate="36"))
    assert amounts(outcome)["超过上限、法院不支持的利息"] == 22260_82  # 36,098.63 − 13,837.81
    assert "利息最多是13,837.81元" in outcome.headline


# the LPR of the day on which the loan was made: 3.45 until 21 July 2024, then 3.35, from 21 October 2024 on 3.10
@pytest.mark.parametrize(
    ("lent", "until", "due"),
    [
        ("2024-07-21", "2025-07-21", 13800_00),
        ("2024-07-22", "2025-07-22", 13400_00),
        ("2024-10-21", "2025-10-21", 12400_00),
        ("2025-12-22", "2025-12-22", 0),
    ],
)
def test_the_cap_is_of_the_day_of_the_loan(ask, amounts, lent, until, due):
    outcome = ask("lending-interest", case(lent, until, "24"))
    assert amounts(outcome)["利息"] == due
    assert outcome.warnings == []
    assert len(outcome.figures) == 1


def test_after_the_last_look_the_lpr_must_be_asked_for(ask):
    outcome = ask("lending-interest", case("2025-12-23", "2026-03-01"))
    assert any("只核对到2025年12月22日" in said and "问柜台" in said for said in outcome.warnings)


def test_without_any_figure_the_cap_is_said_to_be_left_out(ask, amounts):
    outcome = ask("lending-interest", case(), known=Figures())
    assert amounts(outcome) == {"按说好的利率（没有比上限）": 12032_88}
    assert any("没有2024年1月1日的一年期LPR" in said for said in outcome.warnings)


@pytest.mark.parametrize("agreed", ["none", "unclear"])
def test_nothing_agreed_is_nothing_owed(ask, amounts, agreed):
    outcome = ask("lending-interest", free(agreed))
    assert amounts(outcome) == {"利息": 0}
    assert "最高人民法院关于审理民间借贷案件适用法律若干问题的规定 第二十四条" in {s.article for s in outcome.steps}


def test_nothing_agreed_and_overdue_costs_the_lpr_of_then(ask, amounts):
    # due 2024-12-31, overdue from 2025-01-01, 365 days at 3.10 %
    got = amounts(ask("lending-interest", free(due="2024-12-31")))
    assert got == {"借期里的利息": 0, "逾期利息": 3100_00, "本金加利息": 103100_00}
    assert amounts(ask("lending-interest", free(due="2025-12-31"))) == {"利息": 0}


def test_overdue_without_the_figure_is_not_guessed(ask, amounts, texts):
    outcome = ask("lending-interest", free(due="2024-12-31"), known=Figures())
    assert amounts(outcome) == {}
    assert "逾期365天" in texts(outcome)["逾期利息"]


def test_an_agreed_rate_goes_on_when_overdue(ask, amounts):
    outcome = ask("lending-interest", case(due="2024-06-30"))
    assert amounts(outcome)["利息"] == 12032_88
    assert any("以后是逾期" in step.text for step in outcome.steps)


def test_an_old_loan_below_the_present_cap_is_counted_whole(ask, amounts):
    # LPR at the suit (March 2026, as last known) 3.00 %: cap 12 %; 731 days at 10 % = 20,027.397…
    got = amounts(ask("lending-interest", case("2019-01-01", "2021-01-01", "10")))
    assert got["利息"] == 20027_40


def test_of_an_old_dear_loan_only_the_clear_part_is_counted(ask, amounts, texts):
    # from 2020-08-20 to 2021-01-01 134 days at 12 %: 4,405.479…
    outcome = ask("lending-interest", case("2019-01-01", "2021-01-01", "24"))
    assert amounts(outcome)["利息"] == 4405_48
    assert "按借款当时的规定" in texts(outcome)["2020年8月20日以前的利息"]
    assert outcome.headline.startswith("2020年8月20日以后的利息")
    assert amounts(ask("lending-interest", case("2019-01-01", "2020-08-20", "24"))) == {}


@pytest.mark.parametrize(
    ("field", "typed"),
    [("principal", "-1"), ("principal", "0"), ("principal", "1" + "0" * 15), ("principal", "十万"), ("rate", "0"),
     ("rate", "两分"), ("rate", "1001"), ("lent", "2026-03-16"), ("lent", "2024-02-31"), ("until", ""),
     ("until", "2023-12-31"), ("due", "2023-12-31"), ("agreed", "yes")],
)  # fmt: skip
def test_bad_input_is_met_at_its_field(slips, field, typed):
    assert field in slips("lending-interest", {**case(), field: typed})


def test_full_width_digits_are_read(ask, amounts):
    got = amounts(ask("lending-interest", case("２０２４．１．１", "2025-01-01", "１２％".replace("％", ""))))
    assert got["利息"] == 12032_88


@given(st.integers(1, 10**13), st.decimals(Decimal("0.01"), 1000, places=2), st.integers(0, 2000), st.integers(0, 9000))
def test_more_or_longer_is_never_less_and_never_above_the_cap(figures, principal, rate, days, more):
    def due(principal: int, days: int) -> int:
        until = date.fromordinal(date(2024, 1, 1).toordinal() + days)
        answers = {"principal": principal, "agreed": "rate", "rate": rate, "lent": date(2024, 1, 1), "until": until}
        amount = calculator("lending-interest").rule(answers, figures, date(2026, 3, 15)).lines[0].amount
        assert amount is not None
        return amount

    assert 0 <= due(principal, days) <= due(principal + more, days) <= due(principal + more, days + more)
    assert due(principal, days) <= principal * days * Decimal("0.138") / 365 + 1
