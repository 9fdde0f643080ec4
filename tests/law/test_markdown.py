from datetime import date

import pytest

from kiosk.law.errors import SourceRefused
from kiosk.law.markdown import event, read
from kiosk.law.model import Authority, Kind


def statute(text, notices=None):
    return read(text, "a/x.md", "行政法", Authority.LAW, notices if notices is not None else [])


def test_a_file_becomes_title_history_and_nodes(law):
    found = statute(law("## 第一章 总则\n\n　　第一条　为了不淋雨，制定本法。\n\n第二条 本法自公布之日起施行。"))
    assert (found.title, found.category, found.authority, found.version) == ("借伞法", "行政法", Authority.LAW, None)
    assert [(e.text, e.on) for e in found.history] == [("2020年1月1日 第一届全国借伞大会通过", date(2020, 1, 1))]
    assert [(n.kind, n.label, n.text, n.line) for n in found.nodes] == [
        (Kind.HEADING, "第一章", "总则", 7),
        (Kind.ARTICLE, "第一条", "为了不淋雨，制定本法。", 9),
        (Kind.ARTICLE, "第二条", "本法自公布之日起施行。", 11),
    ]
    assert found.source_chars == len("第一章总则第一条为了不淋雨，制定本法。第二条本法自公布之日起施行。")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_on_other_systems(law, end):
    assert len(statute(law("第一条 甲。\n\n第二条 乙。").replace("\n", end)).articles) == 2


def test_a_table_loses_its_marks_and_no_row(law):
    rows = "| 条 | 罪 |\n|---|:-:|\n| - | - |\n| 1 | 乙 |"
    found = statute(law(f"第一条 甲。\n\n<!-- TABLE -->\n{rows}\n<!-- TABLE END -->\n\n第二条 丙。"))
    assert [n.kind for n in found.nodes] == [Kind.ARTICLE, Kind.TABLE, Kind.ARTICLE]
    assert found.nodes[1].text == "| 条 | 罪 |\n| - | - |\n| 1 | 乙 |"


def test_a_table_without_comments_around_it_is_one(law):
    assert (
        statute(law("第一条 甲。\n| 条 | 罪 |\n|---|---|\n| 1 | 乙 |\n第二条 丙。")).nodes[1].text
        == "| 条 | 罪 |\n| 1 | 乙 |"
    )


def test_each_table_has_its_own_rule(law):
    found = statute(law("第一条 甲。\n| 条 |\n|---|\n| 1 |\n又：\n| 罪 |\n|---|\n| 2 |\n第二条 丙。"))
    assert [n.text for n in found.nodes] == ["甲。", "| 条 |\n| 1 |", "又：", "| 罪 |\n| 2 |", "丙。"]


def test_a_line_with_one_bar_is_prose(law):
    assert statute(law("第一条 甲。\n| 乙。")).nodes[0].text == "甲。\n| 乙。"


def test_a_heading_without_a_number_has_the_level_of_its_marks(law):
    found = statute(law("## 归还\n\n### 时间\n\n第一条 甲。"))
    assert [(n.label, n.text, n.depth) for n in found.nodes[:2]] == [("", "归还", 2), ("", "时间", 3)]


def test_what_is_left_out_is_told_with_its_line(law):
    notices = []
    found = statute(law("第一条 甲\u200b乙。\n\n<!-- 编者按：待校 -->\n\n第二条 丙。"), notices)
    assert found.nodes[0].text == "甲乙。"
    assert [(n.line, n.text) for n in notices] == [
        (7, "invisible characters left out: 1"),
        (9, "comment left out: 编者按：待校"),
    ]


def test_a_book_of_a_code_has_two_titles():
    found = statute("# 民法典\n\n# 婚姻家庭编\n\n2020年5月28日 通过\n<!-- INFO END -->\n第一千零四十条 甲。\n")
    assert (found.title, found.book) == ("民法典", "婚姻家庭编")


def test_a_chapter_marked_like_a_title_is_a_chapter(law):
    assert statute(law("# 第一章 总则\n\n第一条 甲。")).nodes[0].kind is Kind.HEADING


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("借伞法\n<!-- INFO END -->\n第一条 甲。", "no title", 1),
        ("#\n<!-- INFO END -->\n第一条 甲。", "no title", 1),
        ("## 借伞法\n<!-- INFO END -->\n第一条 甲。", "no title", 1),
        ("<!-- INFO END -->\n第一条 甲。", "no title", 1),
        ("# 甲法\n# 乙法\n<!-- INFO END -->\n第一条 甲。", "two titles: “乙法” after “甲法”", 2),
        ("# 甲法\n<!-- INFO END -->\n第一条 甲。\n# 乙法\n第一条 乙。", "two titles: “乙法” in the body", 4),
        ("# 甲法\n2020年1月1日 通过\n<!-- INFO END -->\n\n", "no body", 2),
        ("# 甲法\n2020年1月1日 通过\n<!-- INFO E", "cut short: no line <!-- INFO END -->", None),
        ("# 甲法\n<!-- INFO END -->\n<!-- TABLE -->\n| 甲 | 乙 |\n| 丙 ", "cut short: the table is not closed", 3),
        ("# 甲法\n<!-- INFO END -->\n<!-- TABLE -->\n", "no body", 1),
    ],
)
def test_a_file_that_cannot_be_a_statute_is_refused_with_its_line(text, reason, line):
    with pytest.raises(SourceRefused, match=reason) as caught:
        statute(text)
    assert caught.value.line == line


def test_events_begin_with_their_date():
    assert event("2018年7月26日 修正").on == date(2018, 7, 26)
    assert event("根据2012年12月28日《关于修改〈借伞法〉的决定》修正").on == date(2012, 12, 28)
    assert event("一九九四年十二月六日").on == date(1994, 12, 6)
    assert event("２０１３年１月１日 施行").on == date(2013, 1, 1)
    assert event("国务院令第514号，2007年12月14日公布").on is None
    assert event("2021年2月30日 通过").on is None
