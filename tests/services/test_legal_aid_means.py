"""The means test and urgent cases, a test a clause: Legal Aid Law, Articles 34, 41, 42 and 44."""

from datetime import date

import pytest

from kiosk.services.legal_aid import (
    Clause,
    Covered,
    LocalRule,
    Matter,
    Means,
    NextKind,
    Relief,
    Situation,
    Standard,
    assess,
)

STANDARD = Standard(monthly_income_fen=1_500_00, source="样本文件", since=date(2025, 1, 1), chuanyu=True)
HERE_ONLY = Standard(monthly_income_fen=1_500_00, source="样本文件", since=date(2025, 1, 1), chuanyu=False)


def told(matter=Matter.TRAFFIC, standard=STANDARD, local=(), **facts):
    return assess(Situation(matter, **facts), standard, local)


def household(members, income_fen):
    return {"household_members": members, "household_monthly_fen": income_fen}


def bring(assessment):
    return " ".join(paper.text for paper in assessment.papers)


# 34, 41: declared in good faith


@pytest.mark.parametrize(
    "facts", [{}, household(3, None), household(None, 1), household(0, 1), household(-1, 1)], ids=str
)
def test_article_41_nothing_declared_leaves_it_open(facts):
    got = told(**facts)
    assert (got.means, got.covered) == (Means.UNDECLARED, Covered.YES)
    assert got.means_reason.article == "法律援助法 第四十一条"


@pytest.mark.parametrize(
    ("members", "income_fen", "means"),
    [
        (1, 1_500_00, Means.WITHIN),  # up to and including
        (1, 1_500_01, Means.ABOVE),
        (4, 6_000_00, Means.WITHIN),
        (4, 6_000_01, Means.ABOVE),  # a 分 for the whole household
        (7, 0, Means.WITHIN),
    ],
)
def test_article_41_declared_income_a_head_beside_the_standard(members, income_fen, means):
    got = told(**household(members, income_fen))
    assert got.means is means
    assert "每人每月1,500元，2025年起，样本文件" in got.means_reason.text
    assert "诚信承诺" in bring(got)


def test_article_34_above_the_standard_says_why_first_and_leaves_every_way_open():
    got = told(**household(2, 9_000_00))
    assert got.covered is Covered.NO
    assert got.reasons[0] == got.means_reason
    assert got.means_reason.article == "法律援助法 第三十四条"
    assert [way.kind for way in got.next][-1] is NextKind.APPLY  # the centre decides, in writing
    assert {NextKind.HOTLINE, NextKind.MEDIATION, NextKind.STATION_LAWYER} <= {way.kind for way in got.next}


def test_article_24_income_alone_does_not_end_a_suspects_case():
    assert told(Matter.CRIMINAL_SUSPECT, **household(1, 9_000_00)).covered is Covered.UNCLEAR


def test_article_34_no_standard_at_hand_is_said_and_the_application_goes_on():
    got = told(standard=None, **household(2, 9_000_00))
    assert (got.means, got.covered) == (Means.NO_STANDARD, Covered.YES)
    assert "没有现行的困难标准" in got.means_reason.text
    assert got.next[0].kind is NextKind.APPLY


def test_article_41_who_declares_is_told_what_a_lie_costs():
    assert "法律援助法 第六十四条" in {r.article for r in told().course}
    assert "法律援助法 第六十四条" not in {r.article for r in told(abused=True).course}


def test_chuanyu_a_finding_of_the_other_side_is_taken_over():
    got = told(recognised_in_chuanyu=True, **household(1, 9_000_00))
    assert (got.means, got.covered, got.asks_income) == (Means.RECOGNISED, Covered.YES, False)
    assert "认定困难的那份文书" in bring(got)


@pytest.mark.parametrize("standard", [HERE_ONLY, None])
def test_chuanyu_is_not_promised_where_content_does_not_say_so(standard):
    got = told(standard=standard, recognised_in_chuanyu=True)
    assert got.means is Means.UNDECLARED
    assert "认定困难的那份文书" in bring(got)  # the centre may still take it


# 42: exempt from the check


@pytest.mark.parametrize(
    ("who", "word"),
    [("minor", "没满18岁"), ("elderly", "老年"), ("disabled", "残疾"), ("sense_disability", "残疾")],
)
def test_article_42_item_1_no_fixed_income(who, word):
    got = told(**{who: True}, no_fixed_income=True)
    assert (got.means, got.means_reason.item) == (Means.EXEMPT, "（一）")
    assert word in got.means_reason.text
    assert "没有固定生活来源的说明" in bring(got)
    assert told(**{who: True}).means is Means.UNDECLARED
    assert told(no_fixed_income=True).means is Means.UNDECLARED  # of working age


@pytest.mark.parametrize(
    ("relief", "proof"),
    [
        (Relief.SUBSISTENCE, "低保证"),
        (Relief.DESTITUTE, "特困供养证"),
        (Relief.OTHER_SOCIAL, "社会救助证明"),
        (Relief.JUDICIAL, "司法救助决定书"),
        (Relief.PREFERENTIAL, "优抚对象的证件"),
    ],
)
def test_article_42_item_2_relief_and_its_proof(relief, proof):
    got = told(relief=frozenset({relief}), **household(1, 9_000_00))
    assert (got.means, got.means_reason.item, got.covered) == (Means.EXEMPT, "（二）", Covered.YES)
    assert proof in bring(got)
    assert "诚信承诺" not in bring(got)


@pytest.mark.parametrize("matter", [Matter.WAGES, Matter.WORK_INJURY])
def test_article_42_item_3_migrant_workers_pay_and_injury(matter):
    got = told(matter, migrant_worker=True)
    assert (got.means, got.means_reason.item) == (Means.EXEMPT, "（三）")
    assert "进城打工的东西" in bring(got)


@pytest.mark.parametrize("matter", [Matter.LABOUR_RELATION, Matter.TRAFFIC, Matter.OTHER_CIVIL])
def test_article_42_item_3_is_for_nothing_else(matter):
    assert told(matter, migrant_worker=True).means is Means.UNDECLARED


def test_article_42_item_4_what_other_laws_add():
    rule = LocalRule("widow", Clause.EXEMPT, "不查家里的钱。", "四川省法律援助条例 第十五条")
    got = told(local=[rule], **{"household_members": 1})
    assert got.means is Means.UNDECLARED
    got = assess(Situation(Matter.TRAFFIC, local=frozenset({"widow"})), STANDARD, [rule])
    assert got.means is Means.EXEMPT
    assert "能证明不用查困难的证件" in bring(got)


def test_article_32_goes_before_42():
    got = told(abused=True, relief=frozenset({Relief.SUBSISTENCE}))
    assert (got.means, got.means_reason.article) == (Means.NOT_NEEDED, "法律援助法 第三十二条")
    assert "低保证" not in bring(got)  # nothing to bring that nobody needs


# 44: urgent cases


@pytest.mark.parametrize(("days", "urgent"), [(8, False), (7, False), (6, True), (1, True), (0, True), (-1, False)])
def test_article_44_item_1_less_than_seven_days(days, urgent):
    got = told(days_left=days)
    assert got.urgent is urgent
    if urgent:
        assert (got.urgent_reason.article, got.urgent_reason.item) == ("法律援助法 第四十四条", "（一）")
        assert got.next[0].title == "今天就交，材料后补"
        assert [paper.may_follow for paper in got.papers].count(False) == 1  # the form alone
        assert "法律援助法 第四十四条" in {r.article for r in got.course}


def test_article_44_item_1_near_is_enough_where_nobody_counted():
    got = told(deadline_near=True)
    assert (got.urgent, got.urgent_reason.item) == (True, "（一）")
    assert not told(deadline_near=True, days_left=30).urgent


def test_article_44_item_1_the_last_day_is_said_as_such():
    assert "今天就到头" in told(days_left=0).urgent_reason.text
    assert "只剩1天" in told(days_left=1).urgent_reason.text


@pytest.mark.parametrize("matter", [Matter.WAGES, Matter.OTHER_CIVIL])
def test_a_time_limit_that_is_over_leads_to_a_lawyer_and_is_no_refusal(matter):
    got = told(matter, days_left=-30)
    assert got.urgent_reason.article == "民法典 第一百九十五条"
    assert got.next[0].kind is NextKind.STATION_LAWYER
    assert [way.kind for way in got.next].count(NextKind.STATION_LAWYER) == 1
    assert got.covered is not Covered.NO


def test_article_44_item_2_preservation():
    got = told(needs_preservation=True, days_left=-1)
    assert (got.urgent, got.urgent_reason.item) == (True, "（二）")


def test_article_44_item_3_what_other_laws_add():
    rule = LocalRule("crowd", Clause.URGENT, "人多的案子，先派人办。", "四川省法律援助条例 第二十条")
    assert assess(Situation(Matter.WAGES, local=frozenset({"crowd"})), local=[rule]).urgent
    assert not assess(Situation(Matter.WAGES), local=[rule]).urgent
