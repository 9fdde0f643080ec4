"""What must hold of every situation: never a dead end, every article exists, hardship never harms, no needless question."""

import re
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.law.numerals import article_label, article_number
from kiosk.services.legal_aid import (
    CaseIn,
    Clause,
    Covered,
    LocalRule,
    Matter,
    Means,
    NextKind,
    Party,
    Relief,
    Situation,
    Stage,
    Standard,
    Standing,
    Victim,
    assess,
)

ROOT = Path(__file__).resolve().parents[2]
LAWS = ROOT.parent / "shared" / "laws"
LOCAL = [LocalRule(f"r-{clause}", clause, "地方上另有规定。", "法律援助法 第三十一条") for clause in Clause]
MONEY = st.none() | st.integers(0, 50_000_00)
STANDARDS = st.none() | st.builds(
    Standard, monthly_income_fen=st.integers(1, 5_000_00), source=st.just("样本"), since=st.just(date(2025, 1, 1)),
    chuanyu=st.booleans(),
)  # fmt: skip
FACTS = {
    "matter": st.sampled_from(Matter),
    "party": st.sampled_from([Party.CITIZEN, *Party]),
    "relief": st.frozensets(st.sampled_from(Relief), max_size=2),
    "victim": st.sampled_from(Victim),
    "household_members": st.none() | st.integers(0, 12),
    "household_monthly_fen": MONEY,
    "days_left": st.none() | st.integers(-400, 400),
    "standing": st.sampled_from(Standing),
    "stage": st.sampled_from(Stage),
    "case_in": st.sampled_from(CaseIn),
    "local": st.frozensets(st.sampled_from([rule.id for rule in LOCAL]), max_size=2),
}
FLAGS = [field.name for field in fields(Situation) if field.name not in FACTS]
SITUATIONS = st.builds(Situation, **FACTS, **dict.fromkeys(FLAGS, st.booleans()))

# What makes a case harder, or one more ground to be helped, one at a time.
HARDSHIPS = [
    *({flag: True} for flag in (
        "minor", "elderly", "disabled", "lacks_capacity", "no_fixed_income", "migrant_worker", "military", "veteran",
        "abused", "hero_deed", "martyr_kin", "acquitted_on_retrial", "sense_disability", "grave_sentence",
        "death_review", "in_absence", "detained", "recognised_in_chuanyu", "retrial_ordered", "needs_preservation",
        "deadline_near",
    )),
    *({"relief": frozenset({relief})} for relief in Relief),
    {"household_monthly_fen": 0},
    {"household_members": 20},
    {"days_left": 3},
]  # fmt: skip


def everything(got):
    return [*got.reasons, got.means_reason, got.may_apply_reason, got.where, *got.course,
            *([got.urgent_reason] if got.urgent_reason else [])]  # fmt: skip


def test_every_yes_or_no_fact_is_played_with():
    assert len(FLAGS) > 20
    assert all(isinstance(getattr(Situation(Matter.WAGES), flag), bool) for flag in FLAGS)


@given(SITUATIONS, STANDARDS)
def test_there_is_never_a_dead_end(situation, standard):
    got = assess(situation, standard, LOCAL)
    kinds = [way.kind for way in got.next]
    assert {NextKind.HOTLINE, NextKind.STATION_LAWYER} <= set(kinds)
    assert all(way.title and way.text for way in got.next)
    assert len({(way.kind, way.title) for way in got.next}) == len(got.next)
    assert got.reasons
    assert got.papers
    if got.covered is not Covered.NO:
        assert (NextKind.APPLY in kinds) is got.may_apply
    if not got.may_apply:
        assert NextKind.APPLY not in kinds
        assert NextKind.APPOINTMENT in kinds or got.covered is Covered.NO


@given(SITUATIONS, STANDARDS)
def test_every_sentence_names_its_article_and_is_short_enough_to_be_heard(situation, standard):
    for reason in everything(assess(situation, standard, LOCAL)):
        assert re.fullmatch(r"[\u4e00-\u9fff]+ 第[零一二三四五六七八九十百千]+条", reason.article)
        assert reason.item == "" or re.fullmatch("（[一二三四五六七八九]）", reason.item)
        assert 8 <= len(reason.text) <= 90
        assert reason.text.endswith("。")


@given(SITUATIONS, STANDARDS, st.sampled_from(HARDSHIPS))
def test_more_hardship_never_makes_it_worse(situation, standard, hardship):
    if "relief" in hardship:
        hardship = {"relief": situation.relief | hardship["relief"]}
    if "household_members" in hardship and situation.household_members is None:
        return  # an answer to an open question is no hardship
    if "household_monthly_fen" in hardship and situation.household_monthly_fen is None:
        return
    before, after = assess(situation, standard, LOCAL), assess(replace(situation, **hardship), standard, LOCAL)
    assert after.covered >= before.covered
    assert after.asks_income <= before.asks_income


@given(SITUATIONS, STANDARDS)
def test_who_is_exempt_is_asked_for_no_income(situation, standard):
    got = assess(situation, standard, LOCAL)
    declares = any("诚信承诺" in paper.text for paper in got.papers)
    assert got.asks_income is declares is (got.means not in (Means.NOT_NEEDED, Means.EXEMPT, Means.RECOGNISED))
    if not got.asks_income:
        other = replace(situation, household_members=1, household_monthly_fen=10**9)
        assert assess(other, standard, LOCAL) == got  # nor would it change a thing


@given(SITUATIONS, STANDARDS)
def test_only_the_means_say_above_and_only_with_a_standard(situation, standard):
    got = assess(situation, standard, LOCAL)
    assert (got.means in (Means.WITHIN, Means.ABOVE)) <= (standard is not None)
    if got.covered is Covered.NO:
        assert situation.has_lawyer or situation.party is Party.ORGANISATION or got.means is Means.ABOVE


@given(SITUATIONS)
def test_urgent_or_not_the_form_is_the_one_thing_that_cannot_follow(situation):
    got = assess(situation)
    now = [paper.text for paper in got.papers if not paper.may_follow]
    assert any("申请表" in text for text in now)
    assert not got.urgent or len(now) == 1


# against the statutes themselves

here = pytest.mark.skipif(not LAWS.is_dir(), reason="../shared is not here")


@cache
def articles(title):
    """The articles of a statute's newest version, by number, read by rules of our own."""
    files = sorted(LAWS.glob(f"*/{title}(*.md")) or sorted((LAWS / title).glob("*.md"))
    files = [files[-1]] if files and files[-1].parent.name != title else files
    out, current = {}, None
    for line in "\n".join(file.read_text("utf-8") for file in files).splitlines():
        if match := re.match(r"(第[零一二三四五六七八九十百千]+条)\s", line):
            current = article_number(match[1])[0]
        if current:
            out[current] = out.get(current, "") + line + "\n"
    return out


def cited():
    """Every article named in the rules' source."""
    room = ROOT / "kiosk" / "services" / "legal_aid"
    source = "".join((room / name).read_text("utf-8") for name in ("rules.py", "told.py"))
    own = {("法律援助法", n) for n in re.findall(r'"(第[零一二三四五六七八九十百]+条)"', source)}
    return sorted(own | set(re.findall(r'"([\u4e00-\u9fff]+) (第[零一二三四五六七八九十百千]+条)"', source)))


@here
@pytest.mark.parametrize(("title", "label"), cited(), ids=str)
def test_every_article_that_is_cited_exists(title, label):
    number, sub = article_number(label)
    assert number in articles(title)
    assert article_label(number, sub) == label


def test_the_citations_are_found_at_all():
    found = set(cited())
    assert len(found) > 25
    assert {("法律援助法", "第三十一条"), ("老年人权益保障法", "第五十六条")} <= found


WORDS = {
    Matter.STATE_COMPENSATION: "国家赔偿",
    Matter.SOCIAL_INSURANCE: "社会救助",
    Matter.PENSION: "抚恤金",
    Matter.MAINTENANCE: "赡养费",
    Matter.LABOUR_RELATION: "确认劳动关系",
    Matter.WAGES: "支付劳动报酬",
    Matter.CAPACITY: "民事行为能力",
    Matter.WORK_INJURY: "工伤事故",
    Matter.TRAFFIC: "交通事故",
    Matter.FOOD_DRUG: "食品药品",
    Matter.MEDICAL: "医疗事故",
    Matter.POLLUTION: "环境污染",
}


@here
@pytest.mark.parametrize(("matter", "word"), WORDS.items(), ids=str)
def test_article_31_the_item_named_is_the_item_of_the_statute(matter, word):
    item = assess(Situation(matter)).reasons[0].item
    line = next(line for line in articles("法律援助法")[31].splitlines() if line.startswith(item))
    assert word in line


@here
@pytest.mark.parametrize(
    ("article", "item", "word", "facts"),
    [
        (25, "（二）", "听力", {"matter": Matter.CRIMINAL_SUSPECT, "sense_disability": True}),
        (25, "（三）", "不能完全辨认", {"matter": Matter.CRIMINAL_SUSPECT, "lacks_capacity": True}),
        (25, "（六）", "缺席", {"matter": Matter.CRIMINAL_SUSPECT, "in_absence": True}),
        (32, "（一）", "英雄烈士", {"matter": Matter.OTHER_CIVIL, "martyr_kin": True}),
        (32, "（二）", "见义勇为", {"matter": Matter.OTHER_CIVIL, "hero_deed": True}),
        (32, "（三）", "再审改判无罪", {"matter": Matter.STATE_COMPENSATION, "acquitted_on_retrial": True}),
        (32, "（四）", "家庭暴力", {"matter": Matter.OTHER_CIVIL, "abused": True}),
        (42, "（一）", "固定生活来源", {"matter": Matter.TRAFFIC, "elderly": True, "no_fixed_income": True}),
        (42, "（二）", "优抚", {"matter": Matter.TRAFFIC, "relief": frozenset({Relief.PREFERENTIAL})}),
        (42, "（三）", "进城务工", {"matter": Matter.WAGES, "migrant_worker": True}),
    ],
)
def test_items_of_25_32_and_42_are_those_of_the_statute(article, item, word, facts):
    got = assess(Situation(**facts)).means_reason
    assert (got.article, got.item) == (f"法律援助法 {article_label(article)}", item)
    assert any(line.startswith(item) and word in line for line in articles("法律援助法")[article].splitlines())
