import sqlite3
from contextlib import closing

import pytest

from kiosk.content.errors import BuildRefused, PackRefused
from kiosk.content.pack import info, new_pack, open_pack, verify


def test_a_built_pack_says_what_it_is_and_proves_that_it_is_whole(press):
    built = press.pack("2026-11")
    told = verify(built.path)
    assert told == built.info
    assert (told.id, told.kind, told.version, told.source) == ("laws", "statutes", "2026-11", "laws")
    assert told.counts == {"statutes": 2, "in_force": 2, "articles": 4, "documents": 4}
    assert built.refused == []


def test_what_was_written_is_read_again(press):
    with closing(open_pack(press.pack().path)) as db:
        rows = db.execute("SELECT kind, label, text FROM node WHERE statute = 1 ORDER BY id").fetchall()
        assert rows == [
            ("heading", "第一章", "总则"),
            ("article", "第一条", "雨停以后归还雨伞。"),
            ("article", "第二条", "本法自2020年2月1日起施行。"),
        ]


def test_two_builds_of_one_source_are_the_same(press):
    one, two = press.pack("1", out="a"), press.pack("1", out="b")
    assert one.info.sha256 == two.info.sha256
    assert one.path.read_bytes() == two.path.read_bytes()


def test_the_sha256_covers_the_version_and_the_content(press):
    first = press.pack("1").info.sha256
    assert press.pack("2").info.sha256 != first
    assert press.pack("1", first="雨停以后归还雨衣。").info.sha256 != first


def test_a_report_lies_beside_the_pack(press):
    built = press.pack()
    shelf = press.root / "sources/laws/行政法"
    (shelf / "坏法.md").write_bytes(b"")
    report = press.pack().report.read_text("utf-8")
    assert "refused: 1\n  行政法/坏法.md: empty file\n" in report
    assert built.info.sha256 in report


def test_a_pack_is_opened_read_only(press):
    with closing(open_pack(press.pack().path)) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM node")


def test_a_build_that_fails_leaves_no_pack_and_the_old_one_stays(press):
    built = press.pack()
    before = built.path.read_bytes()
    for file in (press.root / "sources/laws/行政法").iterdir():
        file.write_bytes(b"")
    from kiosk.content.build import build

    with pytest.raises(BuildRefused, match="借伞法"):
        build(press.root / "sources/laws", built.path.parent)
    assert built.path.read_bytes() == before
    assert sorted(p.name for p in built.path.parent.iterdir()) == ["laws.pack", "laws.report.txt"]


def test_a_pack_that_breaks_off_while_it_is_written_is_gone(tmp_path):
    with pytest.raises(RuntimeError), new_pack(tmp_path / "x.pack"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_changed_text_is_damage(press):
    path = press.pack().path
    raw = path.read_bytes()
    path.write_bytes(raw.replace("归还".encode(), "不还".encode()))
    with pytest.raises(PackRefused, match="damaged"):
        verify(path)


def test_wherever_bytes_flip_the_content_is_what_was_built_or_the_pack_is_refused(press):
    built = press.pack()
    raw = built.path.read_bytes()
    refused = 0
    for at in range(0, len(raw), 1009):
        built.path.write_bytes(raw[:at] + bytes(b ^ 0xFF for b in raw[at : at + 64]) + raw[at + 64 :])
        try:
            verify(built.path)
        except PackRefused as error:
            refused += "laws.pack" in str(error)
        else:  # the bytes lay in free space
            with closing(open_pack(built.path)) as db:
                assert info(db) == built.info
    assert refused > 5


@pytest.mark.parametrize("keep", [0, 50, 4000, 0.5, 0.99])
def test_a_truncated_pack_is_refused(press, keep):
    path = press.pack().path
    raw = path.read_bytes()
    path.write_bytes(raw[: keep if isinstance(keep, int) else int(len(raw) * keep)])
    with pytest.raises(PackRefused, match=r"^laws\.pack: "):
        verify(path)


def test_a_foreign_database_or_file_is_no_pack(tmp_path):
    path = tmp_path / "x.pack"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        db.commit()
    with pytest.raises(PackRefused, match=r"x\.pack: not a content pack of this kiosk"):
        open_pack(path)
    path.write_text("not SQLite at all, but long enough to be looked at" * 20)
    with pytest.raises(PackRefused, match=r"x\.pack: damaged, or not a content pack"):
        open_pack(path)
    with pytest.raises(PackRefused, match=r"y\.pack: no such pack"):
        open_pack(tmp_path / "y.pack")


def test_a_pack_of_a_newer_format_is_refused_by_its_number(press):
    path = press.pack().path
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE meta SET value = '2' WHERE key = 'format'")
        db.commit()
    with pytest.raises(PackRefused, match="format 2, this program reads format 1"):
        verify(path)


def test_a_pack_without_its_particulars_is_damaged(press):
    path = press.pack().path
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM meta WHERE key = 'sha256'")
        db.commit()
    with pytest.raises(PackRefused, match="damaged"):
        verify(path)


def test_a_row_added_by_hand_is_noticed(press):
    path = press.pack().path
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO node SELECT id + 100, statute, kind, depth, label, number, sub, text, source FROM node")
        db.commit()
    with pytest.raises(PackRefused, match="its content is not what was built"):
        verify(path)


def test_a_path_with_odd_characters_is_opened(press):
    built = press.pack(out="a b?c#d%20")
    with closing(open_pack(built.path)) as db:
        assert info(db) == built.info
