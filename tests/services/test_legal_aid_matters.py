"""What legal aid covers, a test a clause: Legal Aid Law, Articles 2, 24, 25, 28 to 33 and 69."""

import pytest

from kiosk.services.legal_aid import (
    Clause,
    Covered,
    LocalRule,
    Matter,
    Means,
    NextKind,
    Party,
    Situation,
    Victim,
    assess,
)

SUSPECT, CIVIL = Matter.CRIMINAL_SUSPECT, Matter.OTHER_CIVIL


def told(matter, rules=(), **facts):
    return assess(Situation(matter, **facts), local=rules)


def first(assessment):
    reason = assessment.reasons[0]
    return reason.article, reason.item


def yes(assessment, article, item=""):
    return assessment.covered is Covered.YES and (article, item) in {(r.article, r.item) for r in assessment.reasons}


@pytest.mark.parametrize("matter", Matter)
def test_a_company_is_not_helped_and_told_where_it_is(matter):
    got = told(matter, party=Party.ORGANISATION)
    assert (got.covered, first(got)) == (Covered.NO, ("法律援助法 第二条", ""))
    assert {NextKind.HOTLINE, NextKind.STATION_LAWYER} <= {way.kind for way in got.next}
    assert NextKind.APPLY not in {way.kind for way in got.next}


@pytest.mark.parametrize(
    ("matter", "article"),
    [(Matter.WAGES, "第三十一条"), (SUSPECT, "第二十五条"), (Matter.CRIMINAL_VICTIM, "第二十九条")],
)
def test_who_has_retained_a_lawyer_gets_no_second_one(matter, article):
    got = told(matter, has_lawyer=True, minor=True, abused=True)
    assert (got.covered, first(got)[0]) == (Covered.NO, f"法律援助法 {article}")
    assert "不再请他的，可以再来" in got.reasons[0].text


def test_a_foreigner_is_left_to_the_centre_69():
    got = told(Matter.WAGES, party=Party.FOREIGNER)
    assert (got.covered, first(got)) == (Covered.UNCLEAR, ("法律援助法 第六十九条", ""))
    assert told(SUSPECT, party=Party.FOREIGNER, grave_sentence=True).covered is Covered.YES


# 24, 25: who is suspected or accused


def test_article_24_suspect_may_apply_for_hardship_or_other_reasons():
    got = told(SUSPECT)
    assert (got.covered, first(got)) == (Covered.YES, ("法律援助法 第二十四条", ""))
    assert got.means is Means.UNDECLARED
    assert "法律援助法 第三十条" in {r.article for r in got.reasons}  # the lawyer on duty until then


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        ("（一）", {"minor": True}),
        ("（二）", {"sense_disability": True}),
        ("（三）", {"lacks_capacity": True}),
        ("（四）", {"grave_sentence": True}),
        ("（五）", {"death_review": True}),
        ("（六）", {"in_absence": True}),
    ],
)
def test_article_25_items_1_to_6_a_lawyer_without_asking(item, facts):
    got = told(SUSPECT, **facts)
    assert (got.covered, first(got)) == (Covered.YES, ("法律援助法 第二十五条", item))
    assert got.means is Means.NOT_NEEDED
    assert "必须通知派律师" in got.reasons[0].text
    assert got.where.article == "法律援助法 第三十六条"
    assert got.course[0].article == "法律援助法 第三十六条"


def test_article_25_item_3_is_for_adults_so_a_child_hears_one_reason():
    items = [r.item for r in told(SUSPECT, minor=True, lacks_capacity=True).reasons]
    assert items == ["（一）"]


def test_article_25_item_7_others_named_by_law():
    rule = LocalRule("army", Clause.NOTIFIED, "另有规定的，也要通知。", "刑事诉讼法 第三十五条")
    assert told(SUSPECT, [rule], local=frozenset({"army"})).means is Means.NOT_NEEDED
    assert told(SUSPECT, [rule]).means is Means.UNDECLARED


def test_article_25_paragraph_2_the_court_may_notify():
    assert any("普通程序" in r.text and r.article == "法律援助法 第二十五条" for r in told(SUSPECT).reasons)


def test_article_25_is_for_the_accused_only():
    assert told(Matter.WAGES, minor=True, sense_disability=True, grave_sentence=True).means is Means.UNDECLARED
    assert told(SUSPECT, disabled=True).means is Means.UNDECLARED  # a lame leg is not (二)


def test_article_28_compulsory_treatment():
    got = told(Matter.COMPULSORY_TREATMENT)
    assert (got.covered, first(got), got.means) == (Covered.YES, ("法律援助法 第二十八条", ""), Means.NOT_NEEDED)


@pytest.mark.parametrize(
    ("victim", "word"), [(Victim.PUBLIC, "被害人"), (Victim.PRIVATE, "自诉人"), (Victim.CLAIMANT, "附带民事")]
)
def test_article_29_victims(victim, word):
    got = told(Matter.CRIMINAL_VICTIM, victim=victim)
    assert (got.covered, first(got)) == (Covered.YES, ("法律援助法 第二十九条", ""))
    assert word in got.reasons[0].text
    assert got.asks_income


# 31


def test_article_31_item_1_state_compensation():
    assert yes(told(Matter.STATE_COMPENSATION), "法律援助法 第三十一条", "（一）")


def test_article_31_item_2_social_insurance_and_relief():
    assert yes(told(Matter.SOCIAL_INSURANCE), "法律援助法 第三十一条", "（二）")


def test_article_31_item_3_pension():
    assert yes(told(Matter.PENSION), "法律援助法 第三十一条", "（三）")


def test_article_31_item_4_maintenance():
    assert yes(told(Matter.MAINTENANCE), "法律援助法 第三十一条", "（四）")


@pytest.mark.parametrize("matter", [Matter.LABOUR_RELATION, Matter.WAGES])
def test_article_31_item_5_labour(matter):
    assert yes(told(matter), "法律援助法 第三十一条", "（五）")


def test_article_31_item_6_capacity():
    assert yes(told(Matter.CAPACITY), "法律援助法 第三十一条", "（六）")


@pytest.mark.parametrize("matter", [Matter.WORK_INJURY, Matter.TRAFFIC, Matter.FOOD_DRUG, Matter.MEDICAL])
def test_article_31_item_7_accidents(matter):
    assert yes(told(matter), "法律援助法 第三十一条", "（七）")


def test_article_31_item_8_pollution():
    assert yes(told(Matter.POLLUTION), "法律援助法 第三十一条", "（八）")


@pytest.mark.parametrize("matter", [CIVIL, Matter.ADMINISTRATIVE_OTHER, Matter.RECONSIDERATION])
def test_article_31_item_9_is_open_so_the_terminal_does_not_say_no(matter):
    got = told(matter)
    assert (got.covered, first(got)) == (Covered.UNCLEAR, ("法律援助法 第三十一条", "（九）"))
    assert {NextKind.APPLY, NextKind.HOTLINE, NextKind.STATION_LAWYER} <= {way.kind for way in got.next}


@pytest.mark.parametrize(
    ("facts", "article"),
    [
        ({"elderly": True}, "老年人权益保障法 第五十六条"),
        ({"minor": True}, "未成年人保护法 第一百零四条"),
        ({"disabled": True}, "残疾人保障法 第六十条"),
        ({"sense_disability": True}, "残疾人保障法 第六十条"),
        ({"military": True}, "军人地位和权益保障法 第六十一条"),
    ],
)
def test_article_31_item_9_laws_that_name_the_person(facts, article):
    assert yes(told(CIVIL, **facts), article)
    assert article not in {r.article for r in told(Matter.WAGES, **facts).reasons}  # not needed there


def test_article_31_item_9_a_veteran_is_told_and_the_centre_looks():
    got = told(CIVIL, veteran=True)
    assert got.covered is Covered.UNCLEAR
    assert "退役军人保障法 第七十条" in {r.article for r in got.reasons}


def test_article_31_item_9_what_the_province_adds_is_content():
    rule = LocalRule(
        "seeds", Clause.COVERED, "买到假种子的，可以申请。", "四川省法律援助条例 第十条", frozenset({CIVIL})
    )
    assert yes(told(CIVIL, [rule], local=frozenset({"seeds"})), "四川省法律援助条例 第十条")
    assert told(CIVIL, [rule]).covered is Covered.UNCLEAR
    assert told(Matter.ADMINISTRATIVE_OTHER, [rule], local=frozenset({"seeds"})).covered is Covered.UNCLEAR


def test_reconsideration_names_its_own_law_and_the_way():
    got = told(Matter.RECONSIDERATION)
    assert "行政复议法 第十八条" in {r.article for r in got.reasons}
    assert NextKind.RECONSIDERATION in {way.kind for way in got.next}


def test_migrant_wages_are_a_priority():
    assert yes(told(Matter.WAGES, migrant_worker=True), "保障农民工工资支付条例 第四十五条")
    assert not yes(told(Matter.WAGES), "保障农民工工资支付条例 第四十五条")


# 32: no means test, whatever the matter


def test_article_32_item_1_kin_of_heroes_and_martyrs():
    got = told(CIVIL, martyr_kin=True)
    assert yes(got, "法律援助法 第三十二条", "（一）")
    assert got.means is Means.NOT_NEEDED
    assert told(Matter.WAGES, martyr_kin=True).means is Means.UNDECLARED  # wages are no honour


def test_article_32_item_2_brave_deeds():
    got = told(Matter.TRAFFIC, hero_deed=True)
    assert yes(got, "法律援助法 第三十二条", "（二）")
    assert got.means is Means.NOT_NEEDED
    assert told(Matter.ADMINISTRATIVE_OTHER, hero_deed=True).covered is Covered.UNCLEAR  # civil rights only


def test_article_32_item_3_acquitted_on_retrial():
    got = told(Matter.STATE_COMPENSATION, acquitted_on_retrial=True)
    assert yes(got, "法律援助法 第三十二条", "（三）")
    assert got.means is Means.NOT_NEEDED
    assert told(CIVIL, acquitted_on_retrial=True).means is Means.UNDECLARED


@pytest.mark.parametrize("matter", [CIVIL, Matter.MAINTENANCE, Matter.CRIMINAL_VICTIM])
def test_article_32_item_4_abuse_abandonment_violence(matter):
    got = told(matter, abused=True)
    assert yes(got, "法律援助法 第三十二条", "（四）")
    assert got.means is Means.NOT_NEEDED
    assert NextKind.MEDIATION not in {way.kind for way in got.next}
    assert "先保安全" in {way.title for way in got.next}


def test_article_32_item_4_is_not_for_who_is_accused():
    assert told(SUSPECT, abused=True).means is Means.UNDECLARED


def test_article_32_item_5_what_other_laws_add():
    rule = LocalRule("x", Clause.NO_MEANS_TEST, "不看有没有钱。", "四川省法律援助条例 第十二条")
    got = told(CIVIL, [rule], local=frozenset({"x"}))
    assert (got.covered, got.means) == (Covered.YES, Means.NOT_NEEDED)


def test_article_33_retrial_covers_any_matter():
    got = told(CIVIL, retrial_ordered=True)
    assert yes(got, "法律援助法 第三十三条")
    assert got.asks_income
