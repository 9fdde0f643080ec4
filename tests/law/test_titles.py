"""A statute is found by its name however it is remembered; a question that merely mentions one is no name.

Titles and aliases are invented; sounds are known of characters that stand somewhere in a pack (散, 和, 俺).
"""

import pytest

from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.law.library import Library
from kiosk.law.titles import Match, Titles

STATUTE = "# {title}\n\n{version} 通过\n\n<!-- INFO END -->\n\n第一条 散步和跑步的人，俺都借。\n"
LAWS = {
    "社会法/中华人民共和国借伞合同法(2020-01-01).md": "2020年1月1日",
    "社会法/中华人民共和国借伞合同法(2010-01-01).md": "2010年1月1日",
    "社会法/中华人民共和国借伞法(2020-01-01).md": "2020年1月1日",
    "行政法规/借伞合同法实施条例(2020-01-01).md": "2020年1月1日",
    "司法解释/最高人民法院关于适用《借伞合同法》的解释(2020-01-01).md": "2020年1月1日",
    "部门规章/借伞人权益保护办法（试行）(2020-01-01).md": "2020年1月1日",
}
NAMES = """[[statute]]
title = "借伞合同法"
shelf = "社会法"
aliases = ["伞约法"]
"""
DIGEST = """statute = "蓑衣法"
reviewed = 2026-01-01

[[digest]]
article = "第一条"
text = "蓑衣要晒。"
asks = ["晒不晒"]
"""


@pytest.fixture(scope="module")
def titles(tmp_path_factory) -> Titles:
    root = tmp_path_factory.mktemp("titles")
    for name, day in LAWS.items():
        path = root / "laws" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STATUTE.format(title=path.name.rpartition("(")[0], version=day), "utf-8")
    (root / "own" / "digests").mkdir(parents=True)
    (root / "own" / "digests" / "cape.toml").write_text(DIGEST, "utf-8")
    (root / "own" / "statutes.toml").write_text(NAMES, "utf-8")
    for source in ("laws", "own"):
        assert build(root / source, root / "packs").refused == []
    packs, _ = ContentStore(root / "packs").open()
    return Titles(Library(packs))


@pytest.mark.parametrize(
    ("query", "short", "match"),
    [
        ("借伞合同法", "借伞合同法", Match.EXACT),
        ("中华人民共和国借伞合同法", "借伞合同法", Match.EXACT),
        ("借 伞 合 同 法", "借伞合同法", Match.EXACT),
        ("借伞人权益保护办法(试行)", "借伞人权益保护办法（试行）", Match.EXACT),
        ("伞约法", "借伞合同法", Match.ALIAS),
        ("借伞合", "借伞合同法", Match.START),
        ("实施条例", "借伞合同法实施条例", Match.INSIDE),
        ("借散和同法", "借伞合同法", Match.SOUND),
        ("jiesanhetongfa", "借伞合同法", Match.PINYIN),
        ("jie san he t", "借伞合同法", Match.PINYIN),
        ("jsht", "借伞合同法", Match.INITIALS),
        ("借伞人保护办法（试行）", "借伞人权益保护办法（试行）", Match.SKIPPING),
        ("蓑衣法", "蓑衣法", Match.EXACT),
    ],
)
def test_a_name_is_met_and_it_is_known_how(titles, query, short, match):
    hit = titles.find(query)[0]
    assert (hit.statute.short, hit.match) == (short, match)


@pytest.mark.parametrize(
    "query", ["", "法", "借伞合同法第三条怎么说", "怎么借伞", "借象", "俺和同", "qwerty", "飞天扫帚法", "？！", "123"]
)
def test_what_is_no_name_meets_no_statute(titles, query):
    assert titles.find(query) == []


@pytest.mark.parametrize("query", ["''", "' '", "'''''"])
def test_apostrophes_are_no_initials(titles, query):
    assert titles.find(query) == []


def test_the_best_match_stands_first_then_the_higher_authority(titles):
    assert [(h.statute.short, h.match) for h in titles.find("借伞合同法")] == [
        ("借伞合同法", Match.EXACT),
        ("借伞合同法实施条例", Match.START),
        ("最高人民法院关于适用《借伞合同法》的解释", Match.INSIDE),
    ]


def test_no_more_than_asked_for(titles):
    assert len(titles.find("借伞", 2)) == 2


def test_a_replaced_version_comes_on_request_after_the_one_in_force(titles):
    found = [h.statute.version for h in titles.find("借伞合同法", all_versions=True) if h.match is Match.EXACT]
    assert found == ["2020-01-01", "2010-01-01"]
    assert "2010-01-01" not in [h.statute.version for h in titles.find("借伞合同法")]
    assert "2010-01-01" in [h.statute.version for h in titles.find("借散和同", all_versions=True)]
    assert "2010-01-01" not in [h.statute.version for h in titles.find("借散和同")]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("借伞合同法", "借伞合同法"),
        ("伞约法", "借伞合同法"),
        ("蓑衣", "蓑衣法"),
        ("合同法实施条例", "借伞合同法实施条例"),
    ],
)
def test_a_citation_names_one_statute_in_force(titles, name, short):
    statute = titles.exact(name)
    assert (statute.short, statute.version in ("2020-01-01", "")) == (short, True)


@pytest.mark.parametrize("name", ["", " ", "飞天扫帚法"])
def test_a_citation_of_an_unknown_statute_names_none(titles, name):
    assert titles.exact(name) is None
