"""Court fees, worked by hand from 诉讼费用交纳办法."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.guides.calculators import calculator
from kiosk.guides.calculators.model import Figures

TODAY = date(2026, 3, 15)
NONE = {"way": "judged", "relief": "none"}


# Article 13 (1), tiers added up:
#   1万 50 | to 10万 +9万×2.5% = 2,250 | to 20万 +10万×2% = 2,000 | to 50万 +30万×1.5% = 4,500 | to 100万 +50万×1% = 5,000
#   to 200万 +100万×0.9% = 9,000 | to 500万 +300万×0.8% = 24,000 | to 1000万 +500万×0.7% = 35,000
#   to 2000万 +1000万×0.6% = 60,000 | above 0.5%
@pytest.mark.parametrize(
    ("claim", "fee"),
    [("0.01", 50_00), ("10000", 50_00), ("10000.40", 50_01), ("10001", 50_03), ("100000", 2300_00),
     ("100001", 2300_02), ("200000", 4300_00), ("500000", 8800_00), ("1000000", 13800_00), ("2000000", 22800_00),
     ("5000000", 46800_00), ("10000000", 81800_00), ("20000000", 141800_00), ("30000000", 191800_00)],
)  # fmt: skip
def test_a_claim_is_charged_by_tiers(ask, amounts, claim, fee):
    outcome = ask("court-fees", {"kind": "property", "claim": claim, **NONE})
    assert amounts(outcome) == {"案件受理费": fee}
    assert outcome.headline.startswith("案件受理费是")


def test_every_tier_is_shown_with_its_numbers(ask):
    steps = [step.text for step in ask("court-fees", {"kind": "property", "claim": "150000", **NONE}).steps]
    assert steps[:4] == [
        "1万元以内：50元",
        "1万元到10万元的部分：90,000元 × 2.5% = 2,250元",
        "10万元到20万元的部分：50,000元 × 2% = 1,000元",
        "加起来：3,300元",
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({"kind": "divorce", "estate": "0"}, "50元至300元"),
        ({"kind": "divorce", "estate": "200000"}, "50元至300元"),
        ({"kind": "divorce", "estate": "500000"}, "1,550元至1,800元"),  # 30万 × 0.5% = 1,500
        ({"kind": "personality", "damages": "0"}, "100元至500元"),
        ({"kind": "personality", "damages": "50000"}, "100元至500元"),
        ({"kind": "personality", "damages": "100000"}, "600元至1,000元"),  # 5万 × 1% = 500
        ({"kind": "personality", "damages": "200000"}, "1,100元至1,500元"),  # + 10万 × 0.5% = 500
        ({"kind": "other"}, "50元至100元"),
        ({"kind": "ip", "disputed": "0"}, "500元至1,000元"),
    ],
)
def test_where_the_statute_leaves_a_range_the_range_is_told(ask, texts, typed, shown):
    outcome = ask("court-fees", {**typed, **NONE})
    assert texts(outcome)["案件受理费"] == shown
    assert any("由省里规定" in warning for warning in outcome.warnings)


@pytest.mark.parametrize(
    ("typed", "label", "fee"),
    [
        ({"kind": "labour"}, "案件受理费", 10_00),
        ({"kind": "administrative"}, "案件受理费", 50_00),
        ({"kind": "ip", "disputed": "100000"}, "案件受理费", 2300_00),
        ({"kind": "public-notice"}, "公示催告申请费", 100_00),
        # a third of the fee for a claim: 2,300 / 3 = 766.666…; 50 / 3 = 16.666…
        ({"kind": "payment-order", "claim": "100000"}, "支付令申请费", 766_67),
        ({"kind": "payment-order", "claim": "3000"}, "支付令申请费", 16_67),
        # Article 14 (1): 50 | 1万 to 50万 1.5% = 7,350 | to 500万 1% = 45,000 | to 1000万 0.5% = 25,000 | above 0.1%
        ({"kind": "enforcement", "enforced": "10000"}, "申请执行费", 50_00),
        ({"kind": "enforcement", "enforced": "500000"}, "申请执行费", 7400_00),
        ({"kind": "enforcement", "enforced": "5000000"}, "申请执行费", 52400_00),
        ({"kind": "enforcement", "enforced": "10000000"}, "申请执行费", 77400_00),
        ({"kind": "enforcement", "enforced": "20000000"}, "申请执行费", 87400_00),
        # Article 14 (2): 30 | 1,000 to 10万 1% = 990 | above 0.5%, at most 5,000, which is reached at 896,000
        ({"kind": "preservation", "preserved": "0"}, "财产保全申请费", 30_00),
        ({"kind": "preservation", "preserved": "1000"}, "财产保全申请费", 30_00),
        ({"kind": "preservation", "preserved": "100000"}, "财产保全申请费", 1020_00),
        ({"kind": "preservation", "preserved": "896000"}, "财产保全申请费", 5000_00),
        ({"kind": "preservation", "preserved": "9000000"}, "财产保全申请费", 5000_00),
    ],
)
def test_other_cases_and_applications(ask, amounts, typed, label, fee):
    assert amounts(ask("court-fees", {**typed, **NONE}))[label] == fee


def test_no_sum_to_enforce_and_jurisdiction_are_ranges_too(ask, texts):
    assert texts(ask("court-fees", {"kind": "enforcement", "enforced": "0", **NONE}))["申请执行费"] == "50元至500元"
    assert texts(ask("court-fees", {"kind": "jurisdiction", **NONE}))["管辖权异议的受理费"] == "50元至100元"


@pytest.mark.parametrize(
    ("way", "article"),
    [("simple", "第十六条"), ("mediated", "第十五条"), ("withdrawn", "第十五条"), ("counterclaim", "第十八条")],
)
def test_the_fee_is_halved(ask, amounts, way, article):
    outcome = ask("court-fees", {"kind": "property", "claim": "100000", "way": way, "relief": "none"})
    assert amounts(outcome) == {"案件受理费": 1150_00}
    assert f"诉讼费用交纳办法 {article}" in {step.article for step in outcome.steps}


def test_an_application_has_no_course_of_trial_to_ask_for():
    needed = calculator("court-fees").needed({"kind": "enforcement"})
    assert [asked.id for asked in needed] == ["kind", "enforced", "relief"]


def test_upkeep_may_be_free(ask, amounts):
    outcome = ask("court-fees", {"kind": "other", "way": "judged", "relief": "upkeep"})
    assert amounts(outcome)["批准免交以后要交"] == 0
    assert "免交" in outcome.headline


def test_a_disaster_takes_at_least_three_tenths_off(ask, amounts):
    outcome = ask("court-fees", {"kind": "property", "claim": "100000", "way": "judged", "relief": "disaster"})
    assert amounts(outcome)["批准减交以后最多交"] == 1610_00  # 2,300 × 70%


def test_whoever_was_hurt_may_pay_later(ask, texts):
    outcome = ask("court-fees", {"kind": "property", "claim": "100000", "way": "judged", "relief": "hurt"})
    assert "批准缓交以后" in texts(outcome)
    assert "诉讼费用交纳办法 第四十七条" in {step.article for step in outcome.steps}


@pytest.mark.parametrize(
    ("typed", "article"),
    [
        ({"kind": "labour", **NONE}, "第二十九条"),
        ({"kind": "divorce", "estate": "0", **NONE}, "第三十三条"),
        ({"kind": "labour", "way": "mediated", "relief": "none"}, "第三十一条"),
        ({"kind": "divorce", "estate": "0", "way": "withdrawn", "relief": "none"}, "第三十四条"),
        ({"kind": "payment-order", "claim": "1", **NONE}, "第三十六条"),
        ({"kind": "preservation", "preserved": "1", **NONE}, "第三十八条"),
    ],
)
def test_who_bears_it_is_told(ask, texts, typed, article):
    outcome = ask("court-fees", typed)
    bears = texts(outcome)["谁出这笔钱"]
    assert [step.article for step in outcome.steps if step.text == bears] == [f"诉讼费用交纳办法 {article}"]


@pytest.mark.parametrize("claim", ["-1", "1" + "0" * 15, "一百万", "12e3", "", "0", "1.005"])
def test_what_is_no_claim_is_met_at_its_field(slips, claim):
    assert set(slips("court-fees", {"kind": "property", "claim": claim, **NONE})) == {"claim"}


def test_full_width_digits_are_a_claim(ask, amounts):
    outcome = ask("court-fees", {"kind": "property", "claim": "１００，０００．００", **NONE})
    assert amounts(outcome) == {"案件受理费": 2300_00}


SUMS = st.integers(1, 100_000_000_000_00)


@given(
    st.sampled_from([("property", "claim"), ("payment-order", "claim"), ("enforcement", "enforced"),
                     ("preservation", "preserved"), ("ip", "disputed")]),
    SUMS, SUMS,
)  # fmt: skip
def test_more_never_costs_less(kind, one, other):
    def fee(amount: int) -> int:
        answers = {"kind": kind[0], kind[1]: amount, "way": "judged", "relief": "none"}
        paid = calculator("court-fees").rule(answers, Figures(), TODAY).lines[0].amount
        assert paid is not None
        return paid

    low, high = sorted((one, other))
    assert 0 < fee(low) <= fee(high)
