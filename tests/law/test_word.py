"""Documents as the official statute database publishes them, made here by python-docx."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kiosk.law.errors import SourceRefused
from kiosk.law.folder import read_folder
from kiosk.law.model import Authority, Kind
from kiosk.law.word import read

TITLE = "中华人民共和国借伞法"
HISTORY = (
    "（2007年12月29日第十届全国借伞大会常务委员会第三十一次会议通过　"
    "根据2018年8月31日第十三届全国借伞大会常务委员会第五次会议《关于修改〈中华人民共和国借伞法〉的决定》修正）"
)
BODY = (
    "第一章　总　则",
    "第一条　为了不淋雨，制定本法。",
    "第二章　归　还",
    "第二条　雨停归还。",
    "附　则",
    "第三条　自公布之日起施行。",
)


class Paper:
    """A .docx being typed."""

    def __init__(self, path: Path, *paragraphs: str, title: str = TITLE, history: str = HISTORY) -> None:
        self.path = path
        self.doc = Document()
        for text in (title, history):
            if text:
                self.doc.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text in paragraphs:
            self.doc.add_paragraph(text)

    def run(self, xml: str, text: str = "") -> None:
        """A paragraph that holds the given run-level XML after its text."""
        self.doc.add_paragraph(text)._p.append(parse_xml(xml.replace(">", f" {nsdecls('w', 'wp', 'a')}>", 1)))

    def read(self, notices=None):
        self.doc.save(str(self.path))
        found = read(self.path, "x.docx", "行政法", Authority.LAW, [] if notices is None else notices)
        assert found.version is None  # the folder sets it
        return found


@pytest.fixture
def paper(tmp_path):
    return lambda *paragraphs, **kw: Paper(tmp_path / "x.docx", *paragraphs, **kw)


def outline(statute):
    return [(n.kind, n.label, n.text) for n in statute.nodes]


def test_an_official_document_becomes_a_statute(paper):
    found = paper(*BODY).read()
    assert found.title == TITLE
    assert [(e.on, e.text[-2:]) for e in found.history] == [(date(2007, 12, 29), "通过"), (date(2018, 8, 31), "修正")]
    assert outline(found) == [
        (Kind.HEADING, "第一章", "总　则"),
        (Kind.ARTICLE, "第一条", "为了不淋雨，制定本法。"),
        (Kind.HEADING, "第二章", "归　还"),
        (Kind.ARTICLE, "第二条", "雨停归还。"),
        (Kind.HEADING, "附　则", ""),
        (Kind.ARTICLE, "第三条", "自公布之日起施行。"),
    ]
    assert found.source_chars == len("".join("".join(BODY).split()))


@pytest.mark.parametrize("title", ["中华人民共和国\n借伞法", "中华人民共和国　借伞法", "中华人民共和国\t\n　借伞法"])
def test_a_title_may_be_broken_by_hand(paper, title):
    assert paper(*BODY, title=title).read().title == TITLE


def test_a_title_may_stand_in_two_paragraphs_and_the_history_in_three(paper):
    found = paper(*BODY, title="", history="")
    first = found.doc.paragraphs[0]
    title = ("全国借伞大会常务委员会", "关于修改《借伞法》的决定")
    history = ("（2007年12月29日第十届全国借伞大会", "第三次会议通过", "自2008年1月1日起施行）")
    for text in title + history:
        first.insert_paragraph_before(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    statute = found.read()
    assert statute.title == "全国借伞大会常务委员会关于修改《借伞法》的决定"
    assert [e.text for e in statute.history] == [
        "2007年12月29日第十届全国借伞大会第三次会议通过",
        "自2008年1月1日起施行",
    ]
    assert len(statute.articles) == 3


def test_the_text_that_follows_a_title_without_history_stays_text(paper):
    found = paper(
        "各省、自治区、直辖市：", "一、收伞。", title="国务院关于收伞的批复", history="国函〔2020〕12号"
    ).read()
    assert found.title == "国务院关于收伞的批复"
    assert [e.text for e in found.history] == ["国函〔2020〕12号"]
    assert outline(found) == [(Kind.TEXT, "", "各省、自治区、直辖市："), (Kind.POINT, "一、", "收伞。")]


def test_a_line_below_a_whole_title_is_text_unless_it_is_centred(paper):
    found = paper("收伞事项", "一、收伞。", title="国务院关于收伞的批复", history="").read()
    assert (found.title, found.nodes[0].text) == ("国务院关于收伞的批复", "收伞事项")


def test_a_title_may_be_one_by_its_style(paper):
    sheet = paper(title="", history="")
    for text in ("借伞条例", "（试行）"):
        sheet.doc.add_paragraph(text, style="Title")
    sheet.doc.add_paragraph("第一条　甲。")
    assert sheet.read().title == "借伞条例（试行）"


def test_a_history_whose_bracket_never_closes_is_told(paper):
    notices = []
    found = paper(*BODY, history="（2007年12月29日第十届全国借伞大会通过").read(notices)
    assert [e.on for e in found.history] == [date(2007, 12, 29)]
    assert outline(found) == outline(paper(*BODY).read())
    assert [(n.line, n.text) for n in notices] == [(2, "the bracket around the history does not close")]


def test_a_table_of_contents_goes_when_the_body_repeats_it(paper):
    notices = []
    found = paper("目　　录", "第一章　总则\t1", "第二章　归　还……2", "附则", *BODY).read(notices)
    assert outline(found) == outline(paper(*BODY).read())
    assert [n.text for n in notices] == ["table of contents left out: 3 lines, all repeated in the body"]


def test_a_table_of_contents_in_one_paragraph_goes_too(paper):
    found = paper("目录\n第一章　总则\n第二章　归还\n附则", *BODY).read()
    assert found.nodes[0].text == "总　则"


def test_a_table_of_contents_that_the_body_does_not_repeat_stays(paper):
    notices = []
    found = paper("目录", "第一章　总则", "第二章　归还", "第三章　赔偿", *BODY).read(notices)
    assert outline(found)[0] == (Kind.TEXT, "", "目录\n第一章　总则\n第二章　归还\n第三章　赔偿")
    assert len(found.nodes) == 1 + len(BODY)
    assert [n.text for n in notices] == ["table of contents kept: “第三章赔偿” is not repeated in the body"]


def test_a_preamble_before_the_first_chapter_is_no_part_of_the_contents(paper):
    preamble = ("序　言", "伞是劳动人民的创造。")
    found = paper("目录", "第一章　总则", "第二章　归还", "附则", *preamble, *BODY).read()
    assert outline(found)[:3] == [
        (Kind.HEADING, "序　言", ""), (Kind.TEXT, "", "伞是劳动人民的创造。"), (Kind.HEADING, "第一章", "总　则"),
    ]  # fmt: skip


def test_sections_of_the_same_name_do_not_end_the_contents(paper):
    contents = ("第一章　伞", "第一节　一般规定", "第二章　雨衣", "第一节　一般规定")
    body = (*contents[:2], "第一条　甲。", *contents[2:], "第二条　乙。")
    assert outline(paper("目录", *contents, *body).read()) == outline(paper(*body).read())


def test_a_long_heading_broken_by_hand_is_one(paper):
    found = paper("第一章　伞面、伞骨、\n伞柄的生产", "第一条　甲。").read()
    assert outline(found)[0] == (Kind.HEADING, "第一章", "伞面、伞骨、伞柄的生产")


def test_breaks_tabs_and_wide_blanks_part_words_and_lose_none(paper):
    found = paper("第一章\n总　则", "第一条\t借伞：\n　　（一）归还；\n\t（二）不折断。", "第二条　甲\t乙。").read()
    assert outline(found) == [
        (Kind.HEADING, "第一章", "总　则"),
        (Kind.ARTICLE, "第一条", "借伞：\n（一）归还；\n（二）不折断。"),
        (Kind.ARTICLE, "第二条", "甲　乙。"),
    ]


def test_a_chapter_and_its_name_in_two_paragraphs_are_one_heading(paper):
    assert outline(paper("第一章", "总　则", "第一条　甲。").read())[0] == (Kind.HEADING, "第一章", "总　则")


def test_headings_of_interpretations_and_of_style(paper):
    sheet = paper("一、一般规定", "第一条　甲。")
    sheet.doc.add_heading("归还的办法", 2)
    sheet.doc.add_paragraph("第二条　包括：")
    sheet.doc.add_paragraph("一、伞。")
    found = sheet.read()
    assert [(n.kind, n.label, n.text, n.depth) for n in found.nodes] == [
        (Kind.HEADING, "一、", "一般规定", 2),
        (Kind.ARTICLE, "第一条", "甲。", 0),
        (Kind.HEADING, "", "归还的办法", 3),
        (Kind.ARTICLE, "第二条", "包括：\n一、伞。", 0),
    ]


def test_tables_keep_every_cell_also_nested_ones(paper):
    sheet = paper("第一条　甲。")
    table = sheet.doc.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "伞\n雨衣", "一元"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "合计"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "押金", "二元"
    sheet.doc.add_paragraph("附件1：样式")
    sheet.doc.add_paragraph("第一条　合同。")
    assert outline(sheet.read())[1:] == [
        (Kind.TABLE, "", "| 伞 雨衣 | 一元 押金 二元 |\n| 合计 |"),
        (Kind.ANNEX, "附件1：样式", "第一条　合同。"),
    ]


def test_a_table_of_one_row_or_one_column_is_a_table(paper):
    sheet = paper("第一条　甲。")
    for rows, columns in ((1, 2), (2, 1)):
        table = sheet.doc.add_table(rows, columns)
        for number, cell in enumerate(table._cells):
            cell.text = "伞"[number:] or "衣"
        sheet.doc.add_paragraph("又：")
    assert [n.text for n in sheet.read().nodes if n.kind is Kind.TABLE] == ["| 伞 | 衣 |", "| 伞 |\n| 衣 |"]


def test_a_table_of_one_cell_is_only_a_frame(paper):
    sheet = paper()
    cell = sheet.doc.add_table(1, 1).cell(0, 0)
    cell.text = "第一条　甲。"
    cell.add_paragraph("第二条　乙。")
    assert [n.label for n in sheet.read().nodes] == ["第一条", "第二条"]


def test_tracked_insertions_are_text_and_deletions_are_not(paper):
    notices = []
    sheet = paper("第一条　甲。")
    sheet.run("<w:ins><w:r><w:t>雨停</w:t></w:r><w:r><w:tab/><w:t>归还。</w:t></w:r></w:ins>", "第二条　")
    sheet.run("<w:del><w:r><w:delText>不还。</w:delText></w:r></w:del>", "第三条　丙。")
    control = "<w:sdtContent><w:p><w:r><w:t>丁。</w:t></w:r></w:p></w:sdtContent>"
    sheet.doc.element.body.insert(4, parse_xml(f"<w:sdt {nsdecls('w')}>{control}</w:sdt>"))
    assert [(n.label, n.text) for n in sheet.read(notices).nodes] == [
        ("第一条", "甲。"), ("第二条", "雨停　归还。\n丁。"), ("第三条", "丙。"),
    ]  # fmt: skip
    assert [n.text for n in notices] == ["tracked deletion left out: 1"]


def test_what_is_no_running_text_is_told(paper):
    notices = []
    sheet = paper("第一条　甲。")
    sheet.run("<w:r><w:drawing><wp:inline><w:txbxContent><w:p><w:r><w:t>仅供参考</w:t></w:r></w:p></w:txbxContent>"
              "</wp:inline></w:drawing></w:r>")  # fmt: skip
    sheet.doc.add_paragraph("第二条　乙。", style="List Number")
    sheet.run('<w:r><w:footnoteReference w:id="2"/></w:r>', "第三条　丙。")
    sheet.doc.sections[0].header.paragraphs[0].text = "借伞局 印"
    sheet.doc.sections[0].footer.paragraphs[0].text = "— 1 —"
    assert len(sheet.read(notices).articles) == 3
    assert sorted(n.text for n in notices) == [
        "mark of a footnote left out: 1",
        "number that Word itself sets before a paragraph left out: 1",
        "page header left out: “借伞局 印”",
        "picture or drawing left out: 1",
        "text box left out: “仅供参考”",
    ]


def test_a_formula_keeps_its_characters_and_a_symbol_its_place(paper):
    notices = []
    sheet = paper("第一条　甲。")
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    sheet.run(f'<m:oMath xmlns:m="{math}"><m:r><m:t>y=</m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>'
              "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>", "第二条　")  # fmt: skip
    sheet.run('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Arial" w:char="00D7"/></w:r>', "第三条　")
    sheet.doc.add_paragraph("第四条　丁。")
    assert [n.text for n in sheet.read(notices).nodes] == ["甲。", "y=ab", "□×", "丁。"]
    assert [(n.line, n.text) for n in notices] == [
        (4, "layout of <f> left out: 1"),
        (5, "symbol that exists only in its font left out: 1"),
    ]


def test_the_folder_takes_the_date_from_the_name_else_from_the_history(paper, tmp_path):
    sheet = paper(*BODY)
    sheet.doc.save(str(tmp_path / "行政法.docx"))
    sheet.doc.save(str(tmp_path / "借伞法(2020-05-01).docx"))
    assert {s.source: s.version for s in read_folder(tmp_path).statutes} == {
        "借伞法(2020-05-01).docx": date(2020, 5, 1),
        "行政法.docx": date(2018, 8, 31),
    }


# What must not go in.


def refusal(path):
    with pytest.raises(SourceRefused) as caught:
        read(path, "x.docx", "行政法", Authority.LAW, [])
    return caught.value.reason


def rezip(path, change, method=zipfile.ZIP_DEFLATED):
    """Write a document again with its parts changed: name and data in, data out."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", method) as new:
        for name, data in parts:
            if (data := change(name, data)) is not None:
                new.writestr(name, data)


@pytest.fixture
def saved(paper):
    sheet = paper(*BODY)
    sheet.read()
    return sheet.path


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"hello", "not a .docx file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password protected",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old .doc"),
    ],
)
def test_what_is_no_docx_is_named_for_what_it_is(tmp_path, raw, reason):
    path = tmp_path / "x.docx"
    path.write_bytes(raw)
    assert refusal(path).startswith(reason)


def test_a_document_cut_short_or_damaged_is_refused(saved):
    whole = saved.read_bytes()
    saved.write_bytes(whole[: len(whole) // 2])
    assert "cut short" in refusal(saved)
    at = whole.index(b"word/document.xml") + 40
    saved.write_bytes(whole[:at] + bytes(64) + whole[at + 64 :])
    assert refusal(saved).startswith("damaged")


def test_a_part_under_a_password_is_refused(saved):
    raw = bytearray(saved.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    saved.write_bytes(raw)
    assert "password protected" in refusal(saved)


def test_an_unusual_packing_is_refused(saved):
    rezip(saved, lambda _, data: data, zipfile.ZIP_BZIP2)
    assert "packed in a way that Word does not use" in refusal(saved)


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_document_with_a_part_missing_or_broken_is_refused(saved, part):
    rezip(saved, lambda name, data: b"<broken" if name == part else data)
    assert refusal(saved).startswith("damaged")
    rezip(saved, lambda name, data: None if name == part else data)
    assert refusal(saved).startswith("damaged")


def test_entities_are_never_expanded(saved):
    bomb = b'<!DOCTYPE x [<!ENTITY a "%s">%s]>' % (b"lol" * 9, b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;") for n in range(9)))  # fmt: skip
    rezip(saved, lambda name, data: data.replace(b"?>", b"?>" + bomb, 1).replace("总".encode(), b"&a8;")
          if name == "word/document.xml" else data)  # fmt: skip
    assert "document type" in refusal(saved)


def test_the_library_would_not_expand_them_either():
    element = parse_xml(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    assert element.text is None


def test_a_zip_bomb_is_refused_unread(saved):
    rezip(saved, lambda name, data: b" " * 30_000_000 if name.endswith("settings.xml") else data)
    assert "300-fold" in refusal(saved)
    rezip(saved, lambda name, data: b" " * 210_000_000 if name.endswith("settings.xml") else data)
    assert "too large when unpacked: 211 MB" in refusal(saved)


@pytest.mark.parametrize(
    ("paragraphs", "title", "reason"),
    [
        ((), TITLE, "no body"),
        (BODY, "", "no title"),
        ((), "", "no title"),
        (("雨停以后归还雨伞。",), "", "no title"),
        (("第一条　甲。", "第一条　乙。"), TITLE, "第一条 stands twice"),
        (("第一条　甲。", "第二条　国家机关应当"), TITLE, "cut short: 第二条 breaks off"),
    ],
)
def test_a_document_that_cannot_be_a_statute_is_refused(paper, paragraphs, title, reason):
    with pytest.raises(SourceRefused, match=reason) as caught:
        paper(*paragraphs, title=title, history=HISTORY if title else "").read()
    assert caught.value.line == (2 + len(paragraphs) if title else 1 if paragraphs else None)
