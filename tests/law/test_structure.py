import pytest

from kiosk.law.errors import SourceRefused
from kiosk.law.model import Kind
from kiosk.law.structure import Line, build, is_heading, starts_annex


def nodes(*texts: str | Line):
    notices = []
    lines = [t if isinstance(t, Line) else Line(n, t) for n, t in enumerate(texts, 1)]
    return build(lines, "x.md", notices), [n.text for n in notices]


def kinds(*texts: str | Line):
    return [(n.kind, n.label, n.text) for n in nodes(*texts)[0]]


def test_an_article_keeps_its_paragraphs_and_items():
    (article,) = nodes("第一条　借伞的人应当：", "（一）归还；", "（二）不折断。")[0]
    assert (article.label, article.number, article.sub) == ("第一条", 1, 0)
    assert article.text == "借伞的人应当：\n（一）归还；\n（二）不折断。"


def test_a_sub_article_follows_its_article():
    found, notices = nodes(
        "第二百八十七条 甲。", "第二百八十七条之一 乙。", "第二百八十七条之二 丙。", "第二百八十八条 丁。"
    )
    assert [(n.number, n.sub) for n in found] == [(287, 0), (287, 1), (287, 2), (288, 0)]
    assert notices == []


def test_headings_know_their_level():
    marked = [("第一编 总则", 1), ("第一分编 通则", 2), ("第一章 总则", 3), ("第一节 管辖", 3), ("一、一般规定", 1)]
    found = [nodes(Line(1, text, heading=level), "第一条 甲。")[0][0] for text, level in marked]
    assert [(n.label, n.depth) for n in found] == [
        ("第一编", 1),
        ("第一分编", 2),
        ("第一章", 3),
        ("第一节", 4),
        ("一、", 2),
    ]
    assert [n.text for n in found] == ["总则", "通则", "总则", "管辖", "一般规定"]


def test_points_are_points_only_where_there_are_no_articles():
    assert kinds("一、在第九条后增加一条。", "“第十条 …”")[0] == (
        Kind.POINT,
        "一、",
        "在第九条后增加一条。\n“第十条 …”",
    )
    assert kinds("第一条 包括：", "一、伞；", "二、雨衣。") == [
        (Kind.ARTICLE, "第一条", "包括：\n一、伞；\n二、雨衣。")
    ]


def test_text_before_the_first_article_stands_by_itself():
    assert kinds("为了不淋雨，作如下解释：", "第一条 甲。")[0] == (Kind.TEXT, "", "为了不淋雨，作如下解释：")


def test_a_label_that_runs_into_its_text_is_an_article_when_it_is_the_next_one():
    found, notices = nodes("第一条 甲。", "第二 条侦查人员应当勘验。", "第三条检察院可以复验。")
    assert [(n.label, n.text) for n in found[1:]] == [("第二条", "侦查人员应当勘验。"), ("第三条", "检察院可以复验。")]
    assert notices == ["unusual article label 第二 条"]


@pytest.mark.parametrize(
    "line", ["第二条规定的期限不变。", "第二条、第三条不适用。", "第二条和第五条同。", "第九条侦查人员勘验。"]
)
def test_a_sentence_that_begins_with_a_reference_is_no_article(line):
    assert kinds("第一条 甲。", line) == [(Kind.ARTICLE, "第一条", f"甲。\n{line}")]


def test_articles_set_into_one_line_come_apart():
    found, _ = nodes("第一条 甲。 依照第九条。 第二条 乙。　第三条 丙。 第九条 丁。")
    assert [(n.label, n.text) for n in found] == [
        ("第一条", "甲。 依照第九条。"), ("第二条", "乙。"), ("第三条", "丙。 第九条 丁。"),
    ]  # fmt: skip


def test_a_slip_of_the_pen_in_a_label_is_read_and_told():
    found, notices = nodes("第一条 甲。", "笫二条 乙。", "第三条 丙。")
    assert [n.number for n in found] == [1, 2, 3]
    assert notices == ["unusual article label 笫二条"]


def test_a_gap_and_a_step_back_are_told():
    assert nodes("第一条 甲。", "第四条 乙。")[1] == ["第一条 is followed by 第四条"]
    assert nodes("第四条 甲。", "第一条 乙。")[1] == ["第一条 comes after 第四条"]


def test_no_article_has_a_number_that_cannot_be():
    assert kinds("第一条 甲。", "第零条 乙。", "第九九九九九条 丙。", "第1十条 丁。")[0][2].count("\n") == 3


def test_an_article_that_stands_twice_is_refused_with_both_places():
    with pytest.raises(SourceRefused, match=r"第一条 stands twice \(first in line 1\)") as caught:
        nodes("第一条 甲。", "第二条 乙。", "第一条 丙。")
    assert caught.value.line == 3


def test_an_annex_keeps_articles_of_its_own_as_text():
    found, _ = nodes("第一条 甲。", "第二条 乙。", "附件1：合同样式", "第一条 租金。", "第二条 押金。", "第三条 期限。")
    assert [(n.kind, n.label, n.text) for n in found[2:]] == [
        (Kind.ANNEX, "附件1：合同样式", "第一条 租金。\n第二条 押金。\n第三条 期限。")
    ]


def test_an_annex_may_open_with_a_heading_and_another_may_follow():
    found, _ = nodes(
        "第一条 甲。", Line(2, "附件一", heading=1), "第一条 租金。", "附件2", "第一条 押金。", "第二条 期限。"
    )
    assert [n.label or n.text for n in found if n.kind is not Kind.TEXT] == ["第一条", "附件一", "附件2"]
    assert found[-1].text == "第一条 押金。\n第二条 期限。"


def test_articles_that_go_on_after_an_annex_are_the_bodys():
    found, notices = nodes("第一条 甲。", "附表：", "各种伞", "第二条 乙。", "第三条 丙。")
    assert [n.number for n in found if n.kind is Kind.ARTICLE] == [1, 2, 3]
    assert notices == ["第二条 follows an annex, and is taken as the body's"]


@pytest.mark.parametrize(
    "line", ["附：", "附件", "附 件：", "附件2", "附录一 名单", "附表1《伞》", "附图 标志式样", "附件一：办法"]
)
def test_annexes_are_known_by_their_first_words(line):
    assert starts_annex(line)


@pytest.mark.parametrize(
    "line", ["附则", "附　则", "附件三所列的决定", "附表一所列货物免税。", "附条件不起诉", "附利息的债权"]
)
def test_words_that_begin_like_an_annex_are_none(line):
    assert not starts_annex(line)


def test_rows_of_a_table_stay_together():
    assert kinds(Line(1, "| 伞 | 1 |", table=True), Line(2, "| 雨衣 | 2 |", table=True), "第一条 甲。")[0] == (
        Kind.TABLE, "", "| 伞 | 1 |\n| 雨衣 | 2 |",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["本法由国务", "本法由国务院规定，", "下列行为无效：（", "国务院规定下列机关负责全国的借伞工作并且"],
)
def test_a_sentence_without_an_end_is_cut_short(text):
    with pytest.raises(SourceRefused, match="cut short: 第一条 breaks off at"):
        nodes(f"第一条 {text}")


def test_a_chapter_or_article_with_nothing_in_it_is_cut_short():
    with pytest.raises(SourceRefused, match="cut short: nothing follows 第二章 归还"):
        nodes("第一条 甲。", Line(2, "第二章 归还", heading=2))
    with pytest.raises(SourceRefused, match="cut short: 第二条 has no text"):
        nodes("第一条 甲。", "第二条")


@pytest.mark.parametrize("end", ["第", "第八十", "（六）", "(6)", "6.", "六、", "技工学校、工读", "雨停归还。借伞"])
def test_a_last_line_that_only_begins_is_cut_short(end):
    with pytest.raises(SourceRefused, match="cut short: 第二条 breaks off at"):
        nodes("第一条 甲。", "第二条 乙：", "（一）丙；", end)


@pytest.mark.parametrize(
    "end",
    ["第二条 本办法自发布之日起施行", "第二条 本办法由民政部负责解释", "第二条 乙。\n中华人民共和国主席 某某某某某某",
     "第二条 乙。\n二〇二〇年十二月三十一日", "第二条 乙。\n2020年12月31日", "第二条 乙。\n套式肩章", "第二条 乙：”"],
)  # fmt: skip
def test_what_ends_oddly_but_wholly_goes_in(end):
    assert len(nodes("第一条 甲。", *end.split("\n"))[0]) == 2


def test_a_last_line_without_full_stop_is_told():
    assert nodes("第一条 甲。", "第二条 乙。", "套式肩章")[1] == ["the last line has no full stop: “套式肩章”"]


def test_headings_without_marks_are_known_by_their_words():
    assert all(
        is_heading(t) for t in ["第一章　总则", "第二十一章", "附　则", "序言", "第三节法律责任", "第一分编 通则"]
    )
    assert not any(is_heading(t) for t in ["第二章规定的行为", "第三章和第四章", "第一章 甲，", "附则一", "第一条 甲"])
