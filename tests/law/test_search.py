"""What a citizen types, in whatever form, leads to the article that answers; nothing that can be typed breaks it.

The statutes are invented. The starter content is the real one, so that its names, lexicon and digests are tried too.
"""

import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.law.library import Library
from kiosk.law.model import Status
from kiosk.law.numerals import article_label
from kiosk.law.search import Search

STARTER = Path(__file__).parents[2] / "assets" / "content"

BROKEN = "借伞人折断伞骨的，应当照价买一把新伞。"
UMBRELLA = f"""## 第一章 总则

第一条 为了让行人不淋雨，制定本法。

第二条 {BROKEN}

第三条 雨停三日还不归还雨伞的，管伞人可以上门去取。

第三条之一 雨伞被大风吹走的，借伞人不用买新伞。

## 第二章 鹦鹉寄养

第四条 每日喂食两次。

第五条 本法自2020年6月1日起施行。《蓑衣法》同时废止。
"""
LAWS = {
    "社会法/中华人民共和国借伞法(2020-05-01).md": UMBRELLA,
    "社会法/中华人民共和国借伞法(2010-05-01).md": f"第一条 {BROKEN}\n\n第二条 旧木屐一律涂成绿色。\n",
    "社会法/蓑衣法(2001-01-01).md": "第一条 蓑衣每年晾晒一次。\n\n第二条 本法自2001年2月1日起施行。\n",
    "部门规章/借伞管理规定(2021-01-01).md": f"第一条 {BROKEN}\n",
    "行政法/风筝登记法(2019-01-01).md": "\n\n".join(f"{article_label(n)} 放飞者登记编号。" for n in range(1, 1101)),
    "社会法/木桥养护法(2021-01-01).md": "第一条 桥面结冰时撒炉灰两斗。\n",
    "部门规章/木桥养护令(2021-01-01).md": "第一条 桥面结冰时撒炉灰两斗。\n\n第二条 守桥人的劳动报酬按日结清。\n",
    # Its name is in the starter, its wording is not the real one's.
    "社会法/中华人民共和国劳动合同法(2018-12-29).md": "第三十条 灯塔看守人每逢月圆领取蜡烛十支。\n",
}


def key(title: str, article: str) -> str:
    return next(f"{name}#{article}" for name in LAWS if title in name)


@pytest.fixture(scope="session")
def search(tmp_path_factory) -> Search:
    root = tmp_path_factory.mktemp("search")
    for name, body in LAWS.items():
        path = root / "laws" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {path.name.partition('(')[0]}\n\n2001年1月1日 通过\n\n<!-- INFO END -->\n\n{body}", "utf-8")
    for source in (root / "laws", STARTER):
        assert build(source, root / "packs", "1").refused == []
    store = ContentStore(root / "installed")
    store.install(root / "packs")
    packs, troubles = store.open()
    assert troubles == []
    return Search(Library(packs))


def keys(search: Search, query: str, **options) -> list[str]:
    return [hit.key for hit in search.search(query, **options).hits]


def names(search: Search, query: str, **options) -> list[str]:
    return [hit.statute.short for hit in search.search(query, **options).titles]


# Free text


@pytest.mark.parametrize("query", ["大风把伞吹走了要买新的吗", "雨伞  被大风\n吹走", "请问雨伞被大风吹走怎么办？"])
def test_a_question_in_plain_words_leads_to_the_article(search, query):
    assert keys(search, query)[0] == key("借伞法(2020", "第三条之一")


def test_a_word_of_the_heading_above_leads_to_the_article_below(search):
    assert keys(search, "鹦鹉寄养")[:2] == [key("借伞法(2020", "第四条"), key("借伞法(2020", "第五条")]


def test_county_speech_is_read_as_the_laws_words_and_it_is_told(search):
    results = search.search("工钱几时发")
    assert ("工钱", "劳动报酬") in results.read_as
    assert key("养护令", "第二条") in keys(search, "工钱几时发", limit=2000)
    assert search.search("劳动报酬").read_as == []


def test_where_only_a_digest_is_installed_it_is_found_by_what_people_ask(search):
    hit = search.search("离婚了娃儿归哪个带").hits[0]
    assert hit.key == "民法典#第一千零八十四条"
    assert hit.digest
    assert not hit.node.text


@pytest.mark.parametrize("query", ["伞骨", "折断伞骨", "灯塔看守人"])
def test_the_marked_words_are_the_words_that_were_looked_for(search, query):
    hit = search.search(query).hits[0]
    assert "".join(hit.excerpt[start:end] for start, end in hit.spans) == query
    assert hit.excerpt.strip("…") in hit.node.text


def test_question_words_are_not_marked(search):
    hit = search.search("借伞人应当怎么办").hits[0]
    assert {hit.excerpt[start:end] for start, end in hit.spans} == {"借伞人"}


def test_the_digest_stands_beside_the_official_text(search):
    hit = search.search("灯塔看守人").hits[0]
    assert hit.node.text == "灯塔看守人每逢月圆领取蜡烛十支。"
    assert hit.digest == search.library.digest("劳动合同法", 30) != ""
    assert not hit.statute.digest_only


# Citations


@pytest.mark.parametrize(
    ("query", "title", "article"),
    [
        ("借伞法第三条", "借伞法(2020", "第三条"),
        ("借伞法 3 条", "借伞法(2020", "第三条"),
        ("借伞法３条", "借伞法(2020", "第三条"),
        ("《中华人民共和国借伞法》第三条", "借伞法(2020", "第三条"),
        ("借伞法的第三条讲的什么", "借伞法(2020", "第三条"),
        ("借伞法第三条第二款", "借伞法(2020", "第三条"),
        ("借伞法第三条之一", "借伞法(2020", "第三条之一"),
        ("借伞法3条之1", "借伞法(2020", "第三条之一"),
        ("风筝登记法1042条", "风筝登记法", "第一千零四十二条"),
        ("风筝登记法第一〇四二条", "风筝登记法", "第一千零四十二条"),
        ("风筝登记法第一千零四十二条", "风筝登记法", "第一千零四十二条"),
        ("风筝登记法１０４２条", "风筝登记法", "第一千零四十二条"),
        ("劳动合同法第三十条", "劳动合同法", "第三十条"),
        ("借伞管理规定第1条", "管理规定", "第一条"),
    ],
)
def test_a_citation_leads_straight_to_its_article(search, query, title, article):
    hit = search.search(query).hits[0]
    assert (hit.key, hit.score) == (key(title, article), math.inf)
    assert search.keys(query, 5)[0] == hit.key


@pytest.mark.parametrize("query", ["借伞法第九百条", "不存在法第三条", "第三条", "借伞法第0条", "借伞法第三条之九十九"])
def test_a_citation_of_what_is_not_there_is_read_as_free_text(search, query):
    assert all(math.isfinite(hit.score) for hit in search.search(query).hits)


def test_a_cited_article_stands_once(search):
    found = keys(search, "借伞法第三条", limit=50)
    assert found.count(key("借伞法(2020", "第三条")) == 1


def test_an_article_known_from_its_digest_alone_can_be_cited(search):
    hit = search.search("民法典1079条").hits[0]
    assert (hit.key, hit.statute.digest_only) == ("民法典#第一千零七十九条", True)
    assert hit.excerpt
    assert hit.excerpt.strip("…") in hit.digest


# Titles


@pytest.mark.parametrize(
    ("query", "short"),
    [
        ("中华人民共和国借伞法", "借伞法"),
        ("借伞法", "借伞法"),
        ("劳动合同", "劳动合同法"),
        ("农民工工资条例", "保障农民工工资支付条例"),
        ("laodonghetong", "劳动合同法"),
        ("Lao Dong He Tong Fa", "劳动合同法"),
        ("ldht", "劳动合同法"),
        ("劳动和同", "劳动合同法"),
        ("劳动和同法", "劳动合同法"),
        ("消费者保护法", "消费者权益保护法"),
    ],
)
def test_a_statute_is_found_by_its_name_in_any_form(search, query, short):
    assert names(search, query)[0] == short


def test_statutes_are_listed_on_the_first_page_only(search):
    assert names(search, "借伞法", limit=1)
    assert names(search, "借伞法", limit=1, offset=1) == []


# Which version, and which level


def test_only_what_is_in_force_is_found_unless_asked_for(search):
    for query in ("借伞法", "旧木屐借伞法", "蓑衣法晾晒"):
        results = search.search(query, limit=2000)
        assert {found.statute.status for found in (*results.hits, *results.titles)} == {Status.IN_FORCE}


def test_older_versions_come_on_request_last_and_marked(search):
    hits = search.search("折断伞骨", limit=5000, all_versions=True).hits
    wording = [(hit.key, hit.statute.status) for hit in hits if "折断伞骨" in hit.node.text]
    assert wording == [
        (key("借伞法(2020", "第二条"), Status.IN_FORCE),
        (key("管理规定", "第一条"), Status.IN_FORCE),
        (key("借伞法(2010", "第一条"), Status.REPLACED),
    ]
    in_force = [hit.statute.status is Status.IN_FORCE for hit in hits]
    assert in_force == sorted(in_force, reverse=True)
    assert [t.statute.status for t in search.search("蓑衣法", all_versions=True).titles] == [Status.REPEALED]


def test_a_repealed_statute_is_found_where_it_is_cited_and_marked(search):
    hit = search.search("蓑衣法第一条").hits[0]
    assert (hit.key, hit.statute.status) == (key("蓑衣法", "第一条"), Status.REPEALED)


def test_a_law_stands_before_a_ministry_rule_of_the_same_wording(search):
    law, rule = search.search("结冰炉灰").hits[:2]
    assert law.node.text == rule.node.text
    assert (law.key, rule.key) == (key("养护法", "第一条"), key("养护令", "第一条"))
    assert law.score > rule.score


# Pages


@pytest.mark.parametrize("query", ["雨伞", "借伞法第三条", "老板拖欠工资不给", "放飞者登记编号"])
def test_pages_are_the_one_list_cut_up(search, query):
    whole = keys(search, query, limit=30)
    paged = [k for offset in range(0, 30, 7) for k in keys(search, query, limit=7, offset=offset)][:30]
    assert paged == whole
    assert len(set(whole)) == len(whole)


def test_the_page_after_the_last_is_empty(search):
    total = search.search("折断伞骨", limit=5000).total
    assert len(keys(search, "折断伞骨", limit=5000)) == total
    assert keys(search, "折断伞骨", limit=5, offset=total) == []


def test_the_total_tells_that_there_is_more(search):
    assert search.search("雨伞", limit=1).total > 1


# Whatever is typed


ODD = [
    "", " ", "　\t\n", "，。？！", "怎么办", "请问可以吗", "的了吗", "第条之", "第零条", "《》第三条", "〈", "?", "伞骨?1",
    "伞" * 10_000, "a" * 10_000, "借伞法第" + "九" * 5_000 + "条", "ﷺ" * 300, "e" + "\u0301" * 500,
    "☂🌂👨‍👩‍👧", "\x00", "\x00伞\x1b[31m骨\x7f", "\u202e伞骨\u202c", "\ud800伞", "²³条", "١条", "İ",
    "'; DROP TABLE node", "伞骨' OR 1=1 --", '"伞', "伞 AND NOT (骨 OR *", "伞* NEAR/2 ^骨", "col:伞", "%伞_骨%", "{}[]\\",
]  # fmt: skip


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_an_odd_query_never_breaks_the_search(search, query):
    results = search.search(query)
    assert len(results.query) <= 200
    assert search.keys(query, 20) == [hit.key for hit in results.hits]


@pytest.mark.parametrize("query", ["", "  ", "，。？！", "☂🌂", "\x00\x7f"])
def test_a_query_without_a_word_finds_nothing(search, query):
    results = search.search(query)
    assert (results.hits, results.titles, results.total) == ([], [], 0)


def test_only_the_words_in_a_damaged_query_count(search):
    clean = keys(search, "折断伞骨")
    assert keys(search, "\x00折断伞骨\x1b") == clean
    assert keys(search, "'折断伞骨'; --") == clean


def test_an_empty_library_finds_nothing():
    search = Search(Library([]))
    assert search.search("借伞").hits == []
    assert search.keys("借伞", 5) == []


PIECES = st.sampled_from(
    [
        "借伞",
        "法",
        "第三条",
        "3条",
        "之一",
        "工钱",
        "怎么办",
        "蓑衣",
        "ldht",
        "《",
        "》",
        "'",
        "%",
        "\x00",
        " ",
        "登记编号",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60) | st.lists(PIECES, max_size=8).map("".join), all_versions=st.booleans())
def test_any_text_gives_an_ordered_list_without_repeats(search, query, all_versions):
    results = search.search(query, limit=40, all_versions=all_versions)
    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)
    refs = [hit.ref for hit in results.hits]
    assert len(set(refs)) == len(refs) <= 40
    for hit in results.hits:
        assert all(0 <= start < end <= len(hit.excerpt) for start, end in hit.spans)
