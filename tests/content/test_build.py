"""Building says what went in and what did not, and never leaves less than there was before."""

import shutil
from pathlib import Path

import pytest

from kiosk.content.build import build, line
from kiosk.content.errors import BuildRefused
from kiosk.content.pack import verify
from kiosk.law.model import Notice

DIGEST = """statute = "借伞法"
reviewed = 2026-01-01

[[digest]]
article = "第一条"
text = "伞要还。"
asks = ["伞还不还"]
"""
ENTRY = '[[entry]]\nsaid = ["撑花儿", "撑花"]\nmeans = ["雨伞"]\nsense = "伞"\nexample = "撑花儿借我"\n'


@pytest.fixture
def own(tmp_path) -> Path:
    """A folder of starter content."""
    root = tmp_path / "own"
    (root / "digests").mkdir(parents=True)
    (root / "digests" / "umbrella.toml").write_text(DIGEST, "utf-8")
    (root / "lexicon.toml").write_text(ENTRY, "utf-8")
    return root


def test_the_report_counts_what_went_in_and_names_what_did_not(press):
    press.pack()
    shelf = press.root / "sources/laws/行政法"
    (shelf / "断法(2020-01-01).md").write_text("# 断法\n\n<!-- INFO END -->\n\n第一条 甲，", "utf-8")
    (shelf / "杂.txt").write_text("x")
    built = press.pack()
    report = built.report.read_text("utf-8").split("\n")
    assert report[0] == f"collection laws (statutes), version 1, sha256 {built.info.sha256}"
    assert report[1] == "statutes 2, in_force 2, articles 4, documents 4"
    assert report[3] == "refused: 1"
    assert report[4].startswith("  行政法/断法(2020-01-01).md:5: cut short")
    assert "  行政法/杂.txt: left out: neither .md nor .docx" in report[report.index("taken in, but look: 1") :]
    assert built.path.parent == built.report.parent
    listed = report[report.index("statutes: title, version, status, articles, source") + 1 :]
    assert [row.split("\t")[1:4] for row in listed if row] == [["2020-01-01", "in_force", "2"]] * 2


def test_starter_content_becomes_the_pack_of_that_name(own, tmp_path):
    (own / "topics.toml").write_text('[[topic]]\ntitle = "x"\n', "utf-8")
    built = build(own, tmp_path / "out", "7")
    assert verify(built.path) == built.info
    assert (built.path.name, built.info.kind, built.info.version) == ("starter.pack", "starter", "7")
    assert built.info.counts == {"digests": 1, "lexicon": 2}
    assert [line(n) for n in built.refused] == ["topics.toml:1: “query” is missing or empty"]
    assert "refused: 1\n  topics.toml:1: “query” is missing or empty\n" in built.report.read_text("utf-8")


def test_without_a_version_it_is_the_day(own, tmp_path):
    version = build(own, tmp_path / "out").info.version
    assert len(version) == len("2026-11-24")
    assert version[4] == version[7] == "-"


def test_the_same_starter_content_gives_the_same_pack(own, tmp_path):
    one, two = (build(own, tmp_path / name, "1").path.read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(BuildRefused, match="nowhere: not a folder"):
        build(tmp_path / "nowhere", tmp_path / "out")


def test_an_empty_folder_is_refused(tmp_path):
    (tmp_path / "laws").mkdir()
    with pytest.raises(BuildRefused, match="laws: no statute could be read"):
        build(tmp_path / "laws", tmp_path / "out")
    (tmp_path / "laws" / "digests").mkdir()
    with pytest.raises(BuildRefused, match="laws: no digest could be read"):
        build(tmp_path / "laws", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_where_nothing_can_be_read_the_first_reason_is_told_and_the_old_pack_stays(own, tmp_path):
    built = build(own, tmp_path / "out", "1")
    before = built.path.read_bytes()
    (own / "digests" / "umbrella.toml").write_text(DIGEST.replace("第一条", "一"), "utf-8")
    with pytest.raises(BuildRefused, match=r"digests/umbrella\.toml:4: not an article's label: '一"):
        build(own, tmp_path / "out", "2")
    assert built.path.read_bytes() == before
    assert sorted(p.name for p in built.path.parent.iterdir()) == ["starter.pack", "starter.report.txt"]


def test_a_build_that_breaks_off_leaves_the_old_pack_and_no_half_of_a_new_one(press, monkeypatch):
    built = press.pack("1", out="same")
    before = built.path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.content.statutes._node_rows", full)
    with pytest.raises(OSError, match="No space left"):
        press.pack("2", out="same")
    assert built.path.read_bytes() == before
    assert sorted(p.name for p in built.path.parent.iterdir()) == ["laws.pack", "laws.report.txt"]


@pytest.mark.parametrize(
    ("folder", "collection"),
    [("laws", "laws"), ("County Rules_2026", "county-rules-2026"), ("法律", "fa-lv"), ("starter", "statutes")],
)
def test_a_collection_is_named_after_its_folder(press, folder, collection):
    built = press.pack(collection=folder)
    assert (built.info.id, built.path.name, built.info.source) == (collection, f"{collection}.pack", folder)


def test_two_folders_with_chinese_names_give_two_packs(press):
    one = press.pack(collection="法律", out="same")
    two = press.pack(collection="规章", out="same")
    assert one.path != two.path


def test_a_notice_is_one_line_with_its_place_where_it_has_one():
    assert line(Notice("a.md", 7, "odd")) == "a.md:7: odd"
    assert line(Notice("a.md", 0, "odd")) == "a.md: odd"


def test_a_copy_of_the_source_elsewhere_gives_the_same_content(press, tmp_path):
    built = press.pack()
    shutil.copytree(press.root / "sources" / "laws", tmp_path / "elsewhere" / "laws")
    assert build(tmp_path / "elsewhere" / "laws", tmp_path / "out", "1").info == built.info
