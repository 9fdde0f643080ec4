import os
from datetime import date

import pytest

from kiosk.law.errors import SourceRefused
from kiosk.law.folder import read_folder
from kiosk.law.model import Authority, Kind, Status


def one(intake):
    assert intake.refused == []
    (statute,) = intake.statutes
    return statute


@pytest.mark.parametrize(
    ("name", "shelf", "authority"),
    [
        ("民法商法/借伞法(2020-01-01).md", "民商法", Authority.LAW),
        ("行政法规/借伞条例(2020-01-01).md", "行政法规", Authority.REGULATION),
        ("DLC/重庆地方法规/地方性法规/重庆/重庆市借伞条例(2020-01-01).md", "地方性法规", Authority.LOCAL),
        ("部门规章/公安部/借伞规定(2020-01-01).md", "部门规章", Authority.RULE),
        ("司法解释/借伞解释(2020-01-01).md", "司法解释", Authority.INTERPRETATION),
    ],
)
def test_the_path_says_on_which_shelf_a_statute_stands(desk, name, shelf, authority):
    desk.put(name)
    statute = one(desk.read())
    assert (statute.category, statute.authority, statute.source) == (shelf, authority, name)


@pytest.mark.parametrize(
    ("title", "passed", "shelf", "authority"),
    [
        ("最高人民法院关于借伞的解释", "通过", "司法解释", Authority.INTERPRETATION),
        ("借伞条例", "重庆市第五届人民代表大会常务委员会通过", "地方性法规", Authority.LOCAL),
        ("中华人民共和国借伞法", "第十三届全国人民代表大会通过", "行政法", Authority.LAW),
        ("中华人民共和国民事借伞法", "第十三届全国人民代表大会通过", "民商法", Authority.LAW),
        ("中华人民共和国雨伞组织法", "第十三届全国人民代表大会通过", "宪法相关法", Authority.LAW),
        ("借伞条例", "国务院令第1号公布", "行政法规", Authority.REGULATION),
        ("借伞办法", "民政部公布", "部门规章", Authority.RULE),
    ],
)
def test_without_a_known_shelf_the_promulgator_decides_and_it_is_told(desk, law, title, passed, shelf, authority):
    desk.put("新到/伞(2020-01-01).md", law("第一条 甲。", title, f"2020年1月1日 {passed}"))
    intake = desk.read()
    statute = one(intake)
    assert (statute.category, statute.authority) == (shelf, authority)
    assert [n.text for n in intake.notices] == [f"no known shelf in its path: put with {shelf}"]


@pytest.mark.parametrize("name", ["伞(2020-05-06)", "伞（2020-05-06）", "伞_20200506", "伞 (2020-05-06)"])
def test_the_file_name_gives_the_version(desk, name):
    desk.put(f"行政法/{name}.md")
    intake = desk.read()
    assert one(intake).version == date(2020, 5, 6)
    assert intake.notices == []


def test_without_a_date_in_the_name_the_history_gives_it_but_not_the_day_of_effect(desk, law):
    history = "2018年3月1日 通过\n\n2019年4月2日 修正\n\n2021年1月1日 起施行"
    desk.put("行政法/借伞法.md", law("第一条 甲。", history=history))
    intake = desk.read()
    assert one(intake).version == date(2019, 4, 2)
    assert [n.text for n in intake.notices] == ["no date in the file name: the history's last date is taken"]


def test_a_statute_without_any_date_goes_in_without_version(desk, law):
    desk.put("行政法/借伞法.md", law("第一条 甲。", history="国务院公布"))
    intake = desk.read()
    assert one(intake).version is None
    assert [n.text for n in intake.notices] == ["no date in the file name, and none in the history"]


def test_a_day_that_does_not_exist_is_told(desk):
    desk.put("行政法/借伞法(2020-02-30).md")
    intake = desk.read()
    assert one(intake).version == date(2020, 1, 1)
    assert "does not exist" in intake.notices[0].text


def test_only_the_newest_version_is_in_force(desk):
    for name in ("刑法/借伞法(2022-01-01)", "民法商法/借伞法(2018-01-01)", "行政法/借伞法(2020-01-01)"):
        desk.put(f"{name}.md")
    assert {s.version.year: s.status for s in desk.read().statutes} == {
        2018: Status.REPLACED,
        2020: Status.REPLACED,
        2022: Status.IN_FORCE,
    }


def test_the_same_version_twice_is_told(desk):
    desk.put("行政法/借伞法(2020-01-01).md")
    desk.put("社会法/借伞法(2020-01-01).md")
    intake = desk.read()
    assert sorted(s.status for s in intake.statutes) == [Status.IN_FORCE, Status.REPLACED]
    assert [n.source for n in intake.notices] == ["社会法/借伞法(2020-01-01).md"]


def test_a_statute_ends_what_it_repeals_but_not_what_came_with_it(desk, law):
    end = "第九条 本法自公布之日起施行。《中华人民共和国借伞条例》和《雨衣办法》同时废止。"
    desk.put("行政法/雨具法(2020-01-01).md", law(end, "雨具法"))
    desk.put("行政法规/借伞条例(2010-01-01).md", law("第一条 甲。", "借伞条例"))
    desk.put("行政法规/雨衣办法(2020-01-01).md", law("第一条 甲。", "雨衣办法"))
    assert {s.title: s.status for s in desk.read().statutes} == {
        "雨具法": Status.IN_FORCE,
        "借伞条例": Status.REPEALED,
        "雨衣办法": Status.IN_FORCE,
    }


def test_the_books_of_a_code_become_one_statute(desk):
    head = "# 民法典\n\n# {}\n\n2020年5月28日 通过\n\n<!-- INFO END -->\n\n"
    desk.put("民法典/物权编.md", head.format("物权编") + "第二百零五条 乙。\n")
    desk.put("民法典/总则.md", head.format("总则") + "第一条 甲。\n")
    desk.put("民法典/重编.md", head.format("重编") + "第一条 丙。\n")
    intake = desk.read()
    (code,) = intake.statutes
    assert [n.text for n in code.nodes if n.kind is Kind.HEADING] == ["总则", "物权编"]
    assert [n.number for n in code.articles] == [1, 205]
    assert [n.source for n in code.articles][1] == "民法典/物权编.md"
    assert code.version == date(2020, 5, 28)
    assert [(n.source, n.text) for n in intake.refused] == [
        ("民法典/重编.md", "第一条 stands in 民法典/总则.md as well")
    ]


def test_what_is_no_statute_is_passed_over_and_told(desk):
    desk.put("行政法/借伞法(2020-01-01).md")
    desk.put("README.md", "about this folder")
    desk.put("行政法/封面.pdf", "x")
    desk.put("行政法/~$借伞法.docx", "x")
    desk.put("行政法/._借伞法(2020-01-01).md", "x")
    intake = desk.read()
    one(intake)
    told = {"行政法/._借伞法(2020-01-01).md", "行政法/封面.pdf", "行政法/~$借伞法.docx"}
    assert {n.source for n in intake.notices} == told


def test_the_order_of_reading_does_not_depend_on_the_disk(desk, monkeypatch):
    for name in "丙甲乙":
        desk.put(f"行政法/{name}(2020-01-01).md")
    first = [s.source for s in desk.read().statutes]
    walk = os.walk
    monkeypatch.setattr(os, "walk", lambda *a, **k: ((at, d[::-1], f[::-1]) for at, d, f in walk(*a, **k)))
    assert [s.source for s in desk.read().statutes] == first == sorted(first)


def test_a_folder_that_is_none_is_refused(desk):
    with pytest.raises(SourceRefused, match="not a folder"):
        read_folder(desk.root / "nowhere")
