"""A folder with one bad file in it: the bad one is named with its reason, the good ones go in."""

import errno
import os
from pathlib import Path

import pytest

from kiosk.cli import main

GB = "# 雨衣法\n\n2020年1月1日 第一届全国借伞大会通过\n\n<!-- INFO END -->\n\n第一条 雨衣也是雨具，适用本法的规定。\n"


@pytest.fixture
def build(desk, tmp_path, capsys):
    """Build the folder beside a good file; gives exit status and what stood on stderr."""
    desk.put("行政法/借伞法(2020-01-01).md")

    def run():
        status = main(["content", "build", str(desk.root), "--out", str(tmp_path / "out"), "--pack-version", "1"])
        said = capsys.readouterr()
        assert "1 statutes" in said.out or "2 statutes" in said.out, "the good file must go in"
        assert (tmp_path / "out" / "laws.pack").is_file()
        return status, said.err.splitlines()

    return run


def refused(build, name, *reasons):
    status, lines = build()
    assert status == 1
    assert len(lines) == 1, lines
    assert name in lines[0]
    assert all(reason in lines[0] for reason in reasons), lines[0]


def text(body: str, head: str = "# 雨衣法\n2020年1月1日 通过\n<!-- INFO END -->\n") -> str:
    return head + body


BAD = "行政法/雨衣法(2020-01-01).md"


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (b"", ["empty file"]),
        (b"\xff\xd8\xff\xe0 JFIF \x90\x91" * 40, ["neither UTF-8 nor GB18030"]),
        (GB.encode("utf-16"), ["not a text file", "zero bytes", ":1:"]),
        ("Loi n° 1 sur les parapluies prêtés: été, forêt, âme\n".encode("latin-1"), ["neither UTF-8 nor GB18030"]),
        ("第一条 Закон о зонтиках и плащах\n".encode("gb18030"), ["neither UTF-8 nor GB18030"]),
        (GB.encode()[:-5], ["cut short", "in the middle of a character", ":7:"]),
        (GB.encode().replace("雨具".encode(), b"\xe9\x9b\xff\xe5\x85\xb7"), ["damaged", ":7:"]),
        (text("第一条 甲。\n第二条 国家机关应当"), [":5:", "cut short: 第二条 breaks off at “国家机关应当”"]),
        ("# 雨衣法\n2020年1月1日 通过\n第一条 甲。\n", ["cut short", "INFO END"]),
        (text("第一条 甲。\n# 雨靴法\n第一条 乙。"), [":5:", "two titles: “雨靴法”"]),
        (text("第一条 甲。", "# 雨衣法\n# 雨靴法\n<!-- INFO END -->\n"), [":2:", "two titles: “雨靴法” after"]),
        (text("第一条 甲。\n第二条 乙。\n第一条 丙。"), [":6:", "第一条 stands twice (first in line 4)"]),
        (text(""), [":2:", "no body"]),
        ("雨衣法\n<!-- INFO END -->\n第一条 甲。", [":1:", "no title"]),
    ],
    ids=[
        "empty",
        "a picture",
        "utf-16",
        "another language",
        "another script",
        "cut in a character",
        "a bad byte",
        "cut in a sentence",
        "cut in the head",
        "two statutes",
        "two titles",
        "an article twice",
        "no body",
        "no title",
    ],
)
def test_a_bad_file_is_named_and_the_others_go_in(desk, build, content, reasons):
    desk.put(BAD, content)
    refused(build, BAD, *reasons)


def test_gb18030_is_read(desk, build):
    desk.put(BAD, GB.encode("gb18030"))
    assert build() == (0, [])
    titles = {s.title: s for s in desk.read().statutes}
    assert titles["雨衣法"].articles[0].text == "雨衣也是雨具，适用本法的规定。"
    assert "read as GB18030" in [n.text for n in desk.read().notices]


def test_a_byte_order_mark_is_no_part_of_the_title(desk, build):
    desk.put(BAD, GB.encode("utf-8-sig"))
    assert build() == (0, [])


def test_a_file_of_50_mb_is_not_even_opened(desk, build):
    os.truncate(desk.put(BAD, ""), 50_000_000)
    refused(build, BAD, "too large: 50 MB")


def test_a_link_out_of_the_folder_is_not_followed(desk, build, tmp_path):
    outside = tmp_path / "secret.md"
    outside.write_text(GB, "utf-8")
    (desk.root / BAD).symlink_to(outside)
    refused(build, BAD, "leads out of the folder")


@pytest.mark.parametrize("target", ["雨衣法(2020-01-01).md", "nowhere.md", "."])
def test_a_link_to_itself_to_nowhere_or_to_a_folder_is_refused(desk, build, target):
    (desk.root / BAD).symlink_to(target)
    refused(build, BAD, "a link that leads")


def test_a_link_within_the_folder_is_read_like_a_file(desk, build):
    (desk.root / "社会法").mkdir()
    (desk.root / "社会法/借伞法(2019-01-01).md").symlink_to("../行政法/借伞法(2020-01-01).md")
    assert build() == (0, [])


def test_a_file_name_without_a_date_goes_in(desk, build):
    desk.put("行政法/雨衣法.md", GB)
    assert build() == (0, [])
    assert {s.title: str(s.version) for s in desk.read().statutes}["雨衣法"] == "2020-01-01"


def test_a_folder_named_like_a_statute_is_refused_and_what_lies_in_it_is_read(desk, build):
    desk.put("行政法/x.md/雨衣法(2020-01-01).md", GB)
    refused(build, "行政法/x.md", "a folder")
    assert len(desk.read().statutes) == 2


def test_a_pipe_is_no_file(desk, build):
    os.mkfifo(desk.root / BAD)
    refused(build, BAD, "no ordinary file")


def test_a_file_that_cannot_be_read_is_refused(desk, build, monkeypatch):
    bad = desk.put(BAD, GB)
    if os.geteuid():
        bad.chmod(0)
    else:  # root may read anything: let the disk refuse
        whole = Path.read_bytes

        def read_bytes(self):
            if self == bad:
                raise PermissionError(errno.EACCES, "Permission denied", str(self))
            return whole(self)

        monkeypatch.setattr(Path, "read_bytes", read_bytes)
    refused(build, BAD, "cannot be read: Permission denied")


def test_a_folder_that_cannot_be_read_is_refused(desk, build, monkeypatch):
    desk.put("社会法/雨衣法(2020-01-01).md", GB)
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("社会法"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    refused(build, "社会法", "folder cannot be read")


def test_a_name_in_another_encoding_is_refused_readably(desk, build):
    folder = os.fsencode(desk.root / "行政法")
    with open(os.path.join(folder, "雨衣法.md".encode("gb18030")), "wb") as file:
        file.write(GB.encode())
    refused(build, "雨衣法.md", "not UTF-8")


@pytest.mark.parametrize(("raw", "reason"), [(b"PK\x03\x04 cut", "cut short"), (b"plain", "not a .docx")])
def test_a_bad_document_is_named_and_the_others_go_in(desk, build, raw, reason):
    desk.put("行政法/雨衣法(2020-01-01).docx", raw)
    refused(build, "雨衣法(2020-01-01).docx", reason)


def test_a_folder_with_nothing_but_bad_files_makes_no_pack(desk, tmp_path, capsys):
    desk.put(BAD, "")
    assert main(["content", "build", str(desk.root), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == f"legal-kiosk: {desk.root}: {BAD}: empty file\n"
    assert list((tmp_path / "out").iterdir()) == []
