import pytest

from kiosk.law.model import Kind, Node, Paragraph, Statute, paragraphs, short_title


def test_people_drop_the_republic_from_a_title():
    assert short_title("中华人民共和国劳动合同法") == "劳动合同法"


def test_blanks_and_narrow_brackets_do_not_make_another_title():
    assert short_title("关于适用〈婚姻法〉若干问题的解释(二)") == short_title(
        "关于适用《婚姻法》若干问题的　解释（二）"
    )


@pytest.mark.parametrize(
    ("line", "level"),
    [("（一）归还；", 1), ("(十二)归还；", 1), ("1.长柄伞；", 2), ("１．", 2), ("（3）伞骨；", 2), ("①伞面", 2),
     ("雨停归还。", 0), ("（以下简称借伞）", 0), ("2020年", 0)],
)  # fmt: skip
def test_numbered_items_are_set_by_their_level(line, level):
    assert paragraphs(line) == [Paragraph(line, level)]


def test_paragraphs_keep_their_order_and_drop_blank_lines():
    assert [p.text for p in paragraphs("甲：\n\n（一）乙；\n1.丙。")] == ["甲：", "（一）乙；", "1.丙。"]


def test_a_nodes_content_is_all_that_the_source_had():
    assert Node(Kind.ARTICLE, "第一条", "甲。").content == "第一条\n甲。"
    assert Node(Kind.ANNEX, "附件", "").content == "附件"


def test_a_statutes_articles_are_its_articles_only(desk):
    desk.put("行政法/借伞法(2020-01-01).md")
    (statute,) = desk.read().statutes
    assert isinstance(statute, Statute)
    assert [n.number for n in statute.articles] == [1, 2, 3]
    assert statute.short == "借伞法"
