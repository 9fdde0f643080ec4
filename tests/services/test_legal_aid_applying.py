"""Who applies, where, with what papers, and how it goes on: Legal Aid Law, Articles 24, 29, 33, 38 to 40, 43, 49."""

import pytest

from kiosk.services.legal_aid import (
    CaseIn,
    Covered,
    Matter,
    NextKind,
    Party,
    Situation,
    Stage,
    Standing,
    Victim,
    assess,
)

SUSPECT, VICTIM = Matter.CRIMINAL_SUSPECT, Matter.CRIMINAL_VICTIM
GUARDIAN, OTHER_GUARDIAN, RELATIVE = Standing.GUARDIAN, Standing.OTHER_GUARDIAN, Standing.RELATIVE


def told(matter=Matter.MAINTENANCE, **facts):
    return assess(Situation(matter, **facts))


def who(matter=Matter.MAINTENANCE, **facts):
    got = told(matter, **facts)
    return got.may_apply, got.may_apply_reason.article.removeprefix("法律援助法 ")


# 40: for another


@pytest.mark.parametrize("party", [{"minor": True}, {"lacks_capacity": True}])
def test_article_40_paragraph_1_guardians_apply_for_who_cannot(party):
    assert who(standing=GUARDIAN, **party) == (True, "第四十条")
    assert who(standing=OTHER_GUARDIAN, **party) == (True, "第四十条")
    assert who(standing=RELATIVE, **party) == (False, "第四十条")
    assert who(standing=Standing.OTHER, **party) == (False, "第四十条")


@pytest.mark.parametrize("detained", [False, True])
def test_article_40_paragraph_1_where_the_guardian_does_harm_others_step_in(detained):
    child = {"minor": True, "guardian_harms": True, "detained": detained}
    assert who(standing=GUARDIAN, **child) == (False, "第四十条")
    assert "监护人自己侵害" in told(standing=GUARDIAN, **child).may_apply_reason.text
    assert who(standing=OTHER_GUARDIAN, **child) == (True, "第四十条")
    assert who(standing=RELATIVE, **child) == (True, "第四十条")
    assert who(standing=Standing.OTHER, **child) == (False, "第四十条")


def test_article_40_a_child_that_comes_alone_is_not_sent_away():
    got = told(minor=True, abused=True)
    assert got.may_apply
    assert "援助中心会帮你联系" in got.may_apply_reason.text


@pytest.mark.parametrize("standing", [GUARDIAN, RELATIVE])
def test_article_40_paragraph_2_in_custody_the_family_applies(standing):
    assert who(standing=standing, detained=True) == (True, "第四十条")
    assert who(SUSPECT, standing=standing, detained=True) == (True, "第四十条")
    assert who(standing=standing, detained=False) == (False, "第三十一条")


def test_article_39_in_custody_the_application_is_passed_on_within_24_hours():
    got = told(SUSPECT, detained=True)
    assert (got.may_apply, got.may_apply_reason.article) == (True, "法律援助法 第三十九条")
    assert got.where.article == "法律援助法 第三十九条"
    assert "法律援助法 第三十九条" in {r.article for r in got.course}
    outside = told(SUSPECT, detained=True, standing=RELATIVE)
    assert outside.where.article == "法律援助法 第三十八条"  # the family goes to the centre


def test_article_39_paragraph_2_the_lawyer_on_duty_passes_it_on():
    assert who(SUSPECT, standing=Standing.DUTY_LAWYER) == (True, "第三十九条")
    assert who(standing=Standing.DUTY_LAWYER) == (False, "第三十一条")


def test_article_24_near_kin_apply_for_a_suspect_who_is_free():
    got = told(SUSPECT, standing=RELATIVE)
    assert got.may_apply
    assert "同胞兄弟姐妹" in got.may_apply_reason.text  # narrower than the Civil Code: 刑事诉讼法 第一百零八条
    assert who(SUSPECT, standing=Standing.OTHER)[0] is False


def test_article_29_near_kin_apply_in_public_prosecution_only():
    assert who(VICTIM, standing=RELATIVE) == (True, "第二十九条")
    assert who(VICTIM, standing=RELATIVE, victim=Victim.PRIVATE) == (False, "第二十九条")
    assert who(VICTIM, standing=RELATIVE, victim=Victim.CLAIMANT) == (False, "第二十九条")


def test_article_29_guardians_apply_for_every_victim():
    for victim in Victim:
        assert who(VICTIM, standing=GUARDIAN, victim=victim, minor=True)[0]


def test_article_33_near_kin_apply_where_a_retrial_is_ordered():
    assert who(standing=RELATIVE, retrial_ordered=True) == (True, "第三十三条")


@pytest.mark.parametrize("standing", [RELATIVE, Standing.OTHER])
def test_a_grown_person_may_send_somebody_with_a_signed_paper(standing):
    without, signed = told(standing=standing), told(standing=standing, authorised=True)
    assert (without.may_apply, signed.may_apply) == (False, True)
    for got in (without, signed):
        assert any("授权委托书" in paper.text for paper in got.papers)  # told before they come again
    assert not told(standing=standing, authorised=True, lacks_capacity=True).may_apply  # who cannot sign


def test_who_may_not_apply_is_offered_an_appointment_at_home():
    got = told(standing=Standing.OTHER, elderly=True)
    assert NextKind.APPLY not in {way.kind for way in got.next}
    assert got.next[0].kind is NextKind.APPOINTMENT
    assert "上门" in got.next[0].title


def test_article_28_nobody_needs_to_apply():
    for standing in Standing:
        assert who(Matter.COMPULSORY_TREATMENT, standing=standing) == (True, "第二十八条")


# 38: where


@pytest.mark.parametrize(
    ("matter", "stage", "said"),
    [
        (Matter.TRAFFIC, Stage.COURT, "办案的法院、检察院、公安所在地"),
        (VICTIM, Stage.NOT_BEGUN, "办案的法院、检察院、公安所在地"),
        (Matter.WAGES, Stage.AUTHORITY, "处理这件事的机关所在地，或者事情发生地"),
        (Matter.WAGES, Stage.NOT_BEGUN, "还没开始的"),
    ],
)
def test_article_38_where_to_apply(matter, stage, said):
    got = told(matter, stage=stage)
    assert said in got.where.text
    assert got.where.article == "法律援助法 第三十八条"


@pytest.mark.parametrize(
    ("case_in", "said"),
    [
        (CaseIn.COUNTY, "在本站交就行"),
        (CaseIn.CHUANYU, "川渝通办"),
        (CaseIn.ELSEWHERE, "打12348问到那边"),
        (CaseIn.UNKNOWN, "拿不准"),
    ],
)
def test_article_38_wherever_it_is_the_station_helps(case_in, said):
    got = told(case_in=case_in)
    assert said in got.where.text
    assert "本站" in got.where.text
    assert got.next[0].kind is NextKind.APPLY


# 43, 49: what happens then


def test_article_43_seven_days_three_days_and_told_once():
    said = [r.text for r in told().course if r.article == "法律援助法 第四十三条"]
    assert ["七天内" in said[0], "三天内" in said[1], "一次给你说清" in said[2]] == [True] * 3


def test_article_49_a_no_can_be_contested_within_the_authority_in_five_days():
    last = told().course[-1]
    assert last.article == "法律援助法 第四十九条"
    assert "五天内" in last.text


def test_article_20_it_costs_nothing():
    assert "法律援助法 第二十条" in {r.article for r in told().course}


def test_papers_are_told_completely_for_a_wage_case_that_has_begun():
    texts = [paper.text for paper in told(Matter.WAGES, stage=Stage.AUTHORITY, migrant_worker=True).papers]
    for word in ("身份证", "申请表", "进城打工", "欠条", "仲裁委"):
        assert any(word in text for text in texts), word
    assert len(texts) == 5


def test_a_forgotten_identity_card_stops_nothing():
    card = told(minor=True).papers[0]
    assert "身份证" in card.text
    assert card.may_follow


def test_victims_of_violence_need_no_paper_to_begin():
    assert any("没有也先申请" in paper.text for paper in told(abused=True).papers)
    assert not any("没有也先申请" in paper.text for paper in told(SUSPECT, abused=True).papers)


def test_what_a_guardian_and_a_relative_bring():
    cards = [p.text for p in told(minor=True, standing=GUARDIAN).papers if "身份证" in p.text]
    assert ["要援助的那个人的" in cards[0], "你自己的" in cards[1], len(cards)] == [True, True, 2]
    assert any("监护人" in p.text for p in told(minor=True, standing=GUARDIAN).papers)
    assert any("亲属" in p.text for p in told(SUSPECT, standing=RELATIVE, detained=True).papers)
    assert any("执业证" in p.text for p in told(SUSPECT, standing=Standing.DUTY_LAWYER).papers)


# ways on


@pytest.mark.parametrize(
    ("matter", "offered"),
    [
        (Matter.OTHER_CIVIL, True),
        (Matter.MAINTENANCE, True),
        (Matter.CAPACITY, False),  # nobody to settle with
        (Matter.PENSION, False),
        (SUSPECT, False),
        (VICTIM, False),
    ],
)
def test_mediation_is_offered_where_there_is_something_to_settle(matter, offered):
    assert (NextKind.MEDIATION in {way.kind for way in told(matter).next}) is offered


@pytest.mark.parametrize("matter", [Matter.ADMINISTRATIVE_OTHER, Matter.SOCIAL_INSURANCE, Matter.PENSION])
def test_reconsideration_is_offered_against_an_authority(matter):
    assert NextKind.RECONSIDERATION in {way.kind for way in told(matter).next}


def test_the_old_and_disabled_are_offered_a_visit_at_home():
    for facts in ({"elderly": True}, {"disabled": True}, {"sense_disability": True}):
        assert NextKind.APPOINTMENT in {way.kind for way in told(**facts).next}
    assert NextKind.APPOINTMENT not in {way.kind for way in told().next}


def test_a_company_is_offered_somebody_to_talk_to():
    got = told(Matter.OTHER_CIVIL, party=Party.ORGANISATION)
    assert got.covered is Covered.NO
    assert any("企业" in way.title for way in got.next)
