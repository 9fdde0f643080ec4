"""A question that shares no word with its article is led by what people ask in the article's chapter."""

import math
import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.law.areas import FOLD, SMOOTHING, Area, evidence, read_areas
from kiosk.law.errors import SourceRefused
from kiosk.law.index import STEPS
from kiosk.law.learnt import FEATURES
from kiosk.law.library import Library
from kiosk.law.search import Search

LAW = """# 借伞法

2020年5月1日 通过

<!-- INFO END -->

## 第一章 总则

第一条 雨具由保管处登记。

## 第二章 归还

第二条 逾期的，保管处登记。
"""
CONTENT = {
    "digests/umbrella.toml": """statute = "蓑衣法"
reviewed = 2026-11-24

[[digest]]
article = "第一条"
text = "蓑衣每年晒一回。"
asks = ["蓑衣几时晒"]
""",
    "need.toml": '[statute]\n"借伞法" = 2\n',
    "associations.tsv": "借伞法\t第二条\t还晚:3 罚\n",
    "areas.tsv": (
        "statute\t借伞法\t第一条\t第二条\t2\npart\t借伞法\t第二条\t第二条\t2\nsection\t借伞法\t第二条\t第二条\t2\n"
        "statute\t风筝法\t第一条\t第九条\t0\n"
    ),
    "weights.toml": "[weight]\n" + "".join(f"{name} = 1.0\n" for name in FEATURES),
}
AREAS = [Area("statute", "借伞法", 1, 9, 4), Area("section", "借伞法", 3, 4, 1), Area("statute", "蓑衣法", 1, 2, 0)]


def open_search(root: Path, content: dict[str, str]) -> Search:
    for name, text in {
        "laws/社会法/借伞法(2020-05-01).md": LAW,
        **{f"content/{n}": t for n, t in content.items()},
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for source in ("laws", "content"):
        assert build(root / source, root / "packs", "1").refused == []
    return Search(Library(ContentStore(root / "packs").open()[0]))


def test_areas_are_read(tmp_path):
    path = tmp_path / "areas.tsv"
    path.write_text("# made\n\nsection\t借伞法\t第三条\t第四条之二\t7\n", "utf-8")
    assert list(read_areas(path)) == [Area("section", "借伞法", 3, 4, 7)]


@pytest.mark.parametrize(
    "line",
    ["借伞法", "chapter\t借伞法\t第三条\t第四条\t7", "part\t\t第三条\t第四条\t7", "part\t借伞法\t三\t第四条\t7",
     "part\t借伞法\t第三条\t第四条\t-1", "part\t借伞法\t第三条\t第四条\tviel", "part\t借伞法\t第三条\t第四条"],
)  # fmt: skip
def test_a_wrong_line_is_refused_by_its_number(tmp_path, line):
    path = tmp_path / "areas.tsv"
    path.write_text(f"# made\n{line}\n", "utf-8")
    with pytest.raises(SourceRefused) as caught:
        list(read_areas(path))
    assert caught.value.line == 2


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "areas.tsv"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SourceRefused, match="not UTF-8"):
        list(read_areas(path))


def test_a_term_speaks_for_the_areas_where_it_was_heard():
    heard = [
        ("借伞法", 3, {"伞": 3, "还": 1}),
        ("借伞法", 8, {"伞": 1}),
        ("蓑衣法", 2, {"晒": 5}),
        ("无名法", 1, {"伞": 9}),
    ]
    unheard, postings = evidence(AREAS, heard)
    assert unheard == [math.log(SMOOTHING / (SMOOTHING + terms)) for terms in (5, 4, 5)]
    found = {p.term: (list(np.frombuffer(p.docs, "<u2")), np.frombuffer(p.impacts, np.uint8)) for p in postings}
    assert {term: docs for term, (docs, _) in found.items()} == {"伞": [0, 1], "晒": [2], "还": [0, 1]}
    expected = SMOOTHING * 5.5 / (19 + 1.5)
    assert found["晒"][1][0] / STEPS * FOLD == pytest.approx(math.log1p(5 / expected), abs=FOLD / STEPS)


def test_the_section_that_people_ask_about_comes_first(tmp_path):
    search = open_search(tmp_path, CONTENT)
    assert [hit.node.number for hit in search.search("登记还晚").hits[:2]] == [2, 1]


def test_what_is_outside_every_known_area_gets_nothing_from_them(tmp_path):
    ranker = open_search(tmp_path, CONTENT).warm()
    features = ranker.features({"登": 1.0, "还晚": 1.0})
    first, second = ranker.document(0, 2), ranker.document(0, 4)
    assert features["section_fit"][first] == features["part_fit"][first] == 0
    assert features["section_fit"][second] > 0
    assert features["section_need"][second] > features["section_need"][first]
    assert set(features) == set(FEATURES)


@pytest.mark.parametrize("missing", [{"areas.tsv"}, {"weights.toml"}, {"areas.tsv", "weights.toml", "need.toml"}])
def test_a_starter_without_some_of_it_still_finds(tmp_path, missing):
    search = open_search(tmp_path, {name: text for name, text in CONTENT.items() if name not in missing})
    assert search.search("登记还晚").hits[0].node.number == 2


def test_a_pack_of_an_older_release_still_finds(tmp_path):
    search = open_search(tmp_path, CONTENT)
    older = sqlite3.connect(tmp_path / "packs" / "starter.pack")
    older.executescript("DROP TABLE area; DROP TABLE area_posting; DROP TABLE weight")
    search = Search(Library([search.library.packs[search.library.official[0]], older]))
    assert search.search("登记还晚").hits[0].node.number == 2


def test_digests_alone_are_found(tmp_path):
    search = open_search(tmp_path, CONTENT)
    search = Search(Library([search.library.packs[search.library.starter[0]]]))
    assert [hit.key for hit in search.search("蓑衣几时晒").hits] == ["蓑衣法#第一条"]


def test_an_areas_line_is_read_again(tmp_path):
    area = replace(AREAS[1], times=12)
    path = tmp_path / "areas.tsv"
    path.write_text(area.line("第三条", "第四条"), "utf-8")
    assert list(read_areas(path)) == [area]
