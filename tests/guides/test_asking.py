"""A visit to the question box: said in one's own words, met by a guide, asked back, looked up, or honestly not known.

Guides, questions and statutes are those of the invented orchard county.
"""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.guides.asking import Answer, Asker, Outcome
from kiosk.law.library import Library
from kiosk.law.search import Search
from kiosk.law.terms import MAX_QUERY_CHARS, normalise

ORANGES, TEA = "社会法/柑橘保护法(2024-05-01).md", "行政法规/茶园管理条例(2020-01-01).md"


def opened(folder: Path) -> Asker:
    packs, troubles = ContentStore(folder).open()
    assert troubles == []
    return Asker(Search(Library(packs)))


def said(answer: Answer) -> tuple[Outcome, str]:
    """What it led to, by name."""
    return answer.outcome, answer.guide.id if answer.guide else answer.question.id if answer.question else ""


# A guide


@pytest.mark.parametrize(
    ("asked", "guide"),
    [
        ("收柑子的老板不给钱", "orange-unpaid"),
        ("老板把柑子拉走了一直不给钱", "orange-unpaid"),
        ("请问 收购商跑了，货款怎么办？", "orange-unpaid"),
        ("他不准我自己卖柑子", "orange-forced"),
        ("隔壁邻居占了我两行树", "orange-boundary"),
        ("承包的茶园别人来采", "tea-picking"),
        ("驴子丢了", "donkey-lost"),
        ("找到驴他不肯还", "donkey-lost"),
    ],
)
def test_a_guide_answers_when_it_fits(asker, asked, guide):
    answer = asker.ask(asked)
    assert said(answer) == (Outcome.GUIDE, guide)
    assert answer.question is None
    assert guide not in [other.id for other in answer.others]


def test_the_articles_that_a_guide_cites_are_its_hits_most_telling_first(asker):
    assert [hit.key for hit in asker.ask("收柑子的老板不给钱").cited] == [f"{ORANGES}#第三条之一", f"{ORANGES}#第三条"]
    assert [hit.key for hit in asker.ask("承包的茶园别人来采").cited] == [f"{TEA}#第七条", f"{TEA}#第八条"]


def test_an_article_that_this_terminal_does_not_have_is_not_shown(asker):
    answer = asker.ask("找到驴不肯还")
    assert (answer.guide.cites, answer.cited) == (("寻驴法 第一条",), [])


def test_it_is_told_which_words_led_there(asker):
    answer = asker.ask("老板把柑子拉走了一直不给钱")
    assert answer.why == [("柑子", "柑橘"), ("老板把柑子拉走了一直不给钱", "柑子拉走了钱没给")]


def test_a_word_that_is_said_again_and_again_is_told_once(asker):
    assert asker.ask("柑子柑子柑子，柑子卖了").why == [("柑子", "柑橘")]


def test_what_may_be_meant_stands_beside(asker):
    answer = asker.ask("柑子卖了钱要不回来")
    assert answer.guide is None
    assert [other.id for other in answer.others] == ["orange-unpaid"]
    assert answer.others[0].first == "收了柑子就要当日付清货款。"


# Asking back


@pytest.mark.parametrize("asked", ["柑子的事", "说一下柑子", "柑子出事了", "请问柑子的事怎么办"])
def test_an_open_phrase_is_asked_back(asker, asked):
    answer = asker.ask(asked)
    assert said(answer) == (Outcome.QUESTION, "orange")
    assert (answer.guide, answer.cited) == (None, [])


def test_a_question_leads_to_a_guide_or_to_one_question_more(asker):
    first = asker.ask("柑子的事").question
    unpaid, field = first.choice
    assert asker.guides.guide(unpaid.guide).title == "收柑子不给钱"
    second = asker.guides.question(field.question)
    assert second.text == "地头上的哪样？"
    assert [asker.guides.guide(choice.guide).id for choice in second.choice] == ["orange-boundary", "tea-picking"]


def test_a_guide_that_holds_the_very_words_is_not_passed_over(invented, folder, tmp_path):
    file = "guides/orange-unpaid.toml"
    text = invented[file].replace("柑子钱一拖再拖", "柑子出事了。")
    build(folder(tmp_path / "own", invented | {file: text}), tmp_path / "packs")
    assert opened(tmp_path / "packs").ask("柑子出事了").question is None


# Looking up stays looking up


@pytest.mark.parametrize(
    "asked", ["柑橘保护法第三条", "《柑橘保护法》第3条", "中华人民共和国柑橘保护法 第三条", "橘法3条"]
)
def test_a_citation_leads_to_its_article(asker, asked):
    answer = asker.ask(asked)
    assert said(answer) == (Outcome.ARTICLES, "")
    assert answer.results.hits[0].key == f"{ORANGES}#第三条"


@pytest.mark.parametrize("asked", ["柑橘保护法", "橘法", "茶园管理条例", "gjbhf", "ganjubaohufa"])
def test_a_statutes_name_leads_to_the_statute(asker, asked):
    answer = asker.ask(asked)
    assert said(answer) == (Outcome.ARTICLES, "")
    assert answer.results.titles


def test_where_no_guide_fits_the_articles_answer_when_they_hold_it(asker):
    answer = asker.ask("强行收购柑橘")
    assert said(answer) == (Outcome.ARTICLES, "")
    assert f"{ORANGES}#第四条" in [hit.key for hit in answer.results.hits[:3]]


def test_neither_gives_way_to_a_guide_that_holds_the_same_words(invented, folder, statutes, tmp_path):
    file = "guides/orange-unpaid.toml"
    text = invented[file].replace("柑子钱一拖再拖", "橘法第三条").replace("柑子拉走了钱没给", "橘法")
    build(folder(tmp_path / "own", invented | {file: text}), tmp_path / "packs")
    build(statutes, tmp_path / "packs")
    asker = opened(tmp_path / "packs")
    for asked in ("橘法第三条", "橘法"):
        assert asker.matches(asked)[0].id == "orange-unpaid"
        assert said(asker.ask(asked)) == (Outcome.ARTICLES, "")
    assert asker.keys("橘法第三条", 5) == asker.search.keys("橘法第三条", 5)


# Not known


@pytest.mark.parametrize(
    "asked", ["飞天扫帚", "月亮上的兔子会唱歌", "今天天气好", "asdf qwer", "12345678", "唱歌跳舞打麻将"]
)
def test_nothing_is_pretended(asker, asked):
    answer = asker.ask(asked)
    assert said(answer) == (Outcome.UNSURE, "")
    assert (answer.others, answer.cited) == ([], [])


# Wrong characters that sound right


@pytest.mark.parametrize(
    ("asked", "guide"),
    [
        ("卖了柑子拿不到火款", "orange-unpaid"),  # h/f and tone: 货
        ("换子拖欠柑子款", "orange-unpaid"),  # f/h: 贩
        ("柑子那走了钱没给", "orange-unpaid"),  # n/l: 拉
        ("过成以后不认帐", "orange-unpaid"),  # the same sound: 秤, 账
        ("不怎我自己卖柑子", "orange-forced"),  # zh/z, -n/-ng: 准
        ("果园冰界扯不清", "orange-boundary"),  # -n/-ng: 边 is heard as 冰 by the pairs around it
        ("界石备人挪了", "orange-boundary"),
        ("承包的茶员别人来踩", "tea-picking"),
    ],
)
def test_wrong_characters_that_sound_right_still_lead_to_the_guide(asker, asked, guide):
    assert said(asker.ask(asked)) == (Outcome.GUIDE, guide)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("收柑子的老板不给钱", "售干紫得佬办补几前"),  # the same sound, other tones
        ("界石被人挪了", "借死背任罗乐"),  # sh/s, n/l
        ("贩子拖欠柑子款", "换紫脱前干自宽"),  # f/h
        ("两家争一条田坎", "粮加真以跳天砍"),  # zh/z, -n/-ng
        ("果园边界扯不清", "锅员变届彻补亲"),
    ],
)
def test_by_sound_alone_the_guide_is_still_the_likeliest(asker, right, wrong):
    assert not set(right) & set(wrong)
    assert asker.matches(normalise(wrong))[0].id == asker.matches(normalise(right))[0].id


# Keys, for measuring


def test_the_articles_of_the_guide_come_first(asker):
    asked = "收柑子的老板不给钱"
    assert asker.search.keys(asked, 5)[:2] != [f"{ORANGES}#第三条之一", f"{ORANGES}#第三条"]
    keys = asker.keys(asked, 5)
    assert keys[:2] == [f"{ORANGES}#第三条之一", f"{ORANGES}#第三条"]
    assert len(keys) == len(set(keys)) <= 5
    assert len(asker.keys(asked, 1)) == 1


def test_a_citation_stays_first(asker):
    assert asker.keys("柑橘保护法第三条", 3) == asker.search.keys("柑橘保护法第三条", 3)
    assert asker.keys("柑橘保护法第三条", 3)[0] == f"{ORANGES}#第三条"


def test_guides_that_are_hardly_meant_move_nothing_up(asker):
    asked = "月亮上的兔子会唱歌"
    found = asker.search.keys(asked, 5)
    assert 0 < len(found) < 5
    assert asker.keys(asked, 5)[: len(found)] == found
    assert asker.keys("", 5) == []


# Whatever can be typed


@pytest.mark.parametrize("asked", ["", "   ", "\n\t", "。，？！", "😀😀😀", "\x00\x1b[2J", "\u200b\u202e"])
def test_nothing_said_is_not_known(asker, asked):
    assert said(asker.ask(asked)) == (Outcome.UNSURE, "")
    assert asker.keys(asked, 5) == []


@pytest.mark.parametrize(
    "asked",
    ["'; DROP TABLE guide; --", '" OR 1=1 --', "<script>alert(1)</script>", "<b>驴</b>", "%s %n {0} ${x}", "🍊" * 9],
)
def test_what_looks_like_code_is_only_words(asker, asked):
    answer = asker.ask(asked)
    assert answer.guide is None
    assert asker.guides.guide("orange-unpaid").title == "收柑子不给钱"


def test_a_long_story_is_cut_and_answered(asker):
    answer = asker.ask("收柑子的老板不给钱" + "，真的" * 10_000)
    assert len(answer.results.query) <= MAX_QUERY_CHARS
    assert answer.outcome in Outcome
    assert asker.matches(answer.results.query)[0].id == "orange-unpaid"
    for long in ("柑" * 20_000, "柑子钱" * 7_000, "x" * 20_000, "😀" * 20_000):
        assert asker.ask(long).question is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text("柑子老板不给钱驴茶园第三条法 ，。？", max_size=40))
def test_whatever_is_typed_one_of_four_things_comes_of_it(asker, asked):
    answer = asker.ask(asked)
    assert (answer.guide is not None) == (answer.outcome is Outcome.GUIDE)
    assert (answer.question is not None) == (answer.outcome is Outcome.QUESTION)
    assert len(asker.keys(asked, 3)) <= 3


# Terminals that have less


def test_without_any_pack_nothing_is_known():
    empty = Asker(Search(Library([])))
    assert said(empty.ask("收柑子的老板不给钱")) == (Outcome.UNSURE, "")
    assert (empty.keys("柑子", 5), empty.guides.themes(), empty.guides.packages()) == ([], [], [])


def test_with_statutes_alone_it_is_law_lookup(statutes, tmp_path):
    build(statutes, tmp_path)
    lookup = opened(tmp_path)
    assert said(lookup.ask("强行收购柑橘")) == (Outcome.ARTICLES, "")
    assert said(lookup.ask("驴子丢了")) == (Outcome.UNSURE, "")
    assert lookup.keys("强行收购柑橘", 3) == lookup.search.keys("强行收购柑橘", 3)


def test_with_guides_alone_a_guide_still_answers(invented, folder, tmp_path):
    build(folder(tmp_path / "own", invented), tmp_path / "packs")
    answer = opened(tmp_path / "packs").ask("有人硬要收我的柑子")
    assert said(answer) == (Outcome.GUIDE, "orange-forced")
    assert [(hit.key, hit.digest) for hit in answer.cited] == [("柑橘保护法#第二条", "柑子卖给哪个，种的人自己定。")]


def test_starter_content_without_guides_is_law_lookup(invented, folder, statutes, tmp_path):
    bare = {name: text for name, text in invented.items() if name.startswith(("digests", "lexicon"))}
    build(folder(tmp_path / "own", bare), tmp_path / "packs")
    build(statutes, tmp_path / "packs")
    lookup = opened(tmp_path / "packs")
    assert said(lookup.ask("强收柑子")) in [(Outcome.ARTICLES, ""), (Outcome.UNSURE, "")]
    assert lookup.keys("强收柑子", 3) == lookup.search.keys("强收柑子", 3)


def test_an_older_starter_pack_that_knows_no_guides_is_law_lookup(invented, folder, tmp_path):
    path = build(folder(tmp_path / "own", invented), tmp_path / "packs").path
    with sqlite3.connect(path) as db:
        for table in ("guide", "theme", "package", "service", "question", "figure", "ask_posting", "text_posting"):
            db.execute(f"DROP TABLE {table}")
    old = opened(tmp_path / "packs")
    assert old.guides.db is None
    assert said(old.ask("柑子想卖给哪个")) == (Outcome.ARTICLES, "")
    assert (old.guides.themes(), old.guides.services(), old.guides.figures().rows) == ([], [], [])
    with pytest.raises(KeyError):
        old.guides.guide("orange-unpaid")
