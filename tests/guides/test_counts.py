"""The one thing that outlives a visit: how often a guide was read in a month, and nothing of who read it."""

import logging
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from kiosk.guides import counts as module
from kiosk.guides.counts import Counts


@pytest.fixture
def month(monkeypatch):
    """Make it a day of some month: month(2026, 3)."""

    def turn(year: int, number: int, day: int = 1) -> None:
        class Day(date):
            @classmethod
            def today(cls) -> date:
                return date(year, number, day)

        monkeypatch.setattr(module, "date", Day)

    turn(2026, 3)
    return turn


def test_every_reading_is_counted_by_month_and_guide(tmp_path, month):
    counts = Counts(tmp_path / "counts.db")
    for guide in ("orange-unpaid", "donkey-lost", "orange-unpaid"):
        counts.add(guide)
    month(2026, 4, 30)
    counts.add("orange-unpaid")
    assert counts.all() == {
        ("2026-03", "orange-unpaid"): 2,
        ("2026-03", "donkey-lost"): 1,
        ("2026-04", "orange-unpaid"): 1,
    }


@pytest.mark.usefixtures("month")
def test_counts_survive_switching_off(tmp_path):
    Counts(tmp_path / "counts.db").add("orange-unpaid")
    Counts(tmp_path / "counts.db").add("orange-unpaid")
    assert Counts(tmp_path / "counts.db").all() == {("2026-03", "orange-unpaid"): 2}


@pytest.mark.usefixtures("month")
def test_the_folder_is_made_when_it_is_first_needed(tmp_path):
    counts = Counts(tmp_path / "a" / "b" / "counts.db")
    assert counts.all() == {}
    assert not (tmp_path / "a").exists()
    counts.add("orange-unpaid")
    assert counts.all() == {("2026-03", "orange-unpaid"): 1}


def test_a_folder_that_cannot_be_written_costs_only_a_line_in_the_log(tmp_path, caplog):
    (tmp_path / "file").write_text("x")
    counts = Counts(tmp_path / "file" / "counts.db")
    with caplog.at_level(logging.WARNING):
        counts.add("orange-unpaid")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "a count could not be kept" in caplog.text
    assert "orange-unpaid" not in caplog.text
    assert counts.all() == {}


def test_a_folder_in_the_files_place_costs_only_a_line_in_the_log(tmp_path, caplog):
    (tmp_path / "counts.db").mkdir()
    Counts(tmp_path / "counts.db").add("orange-unpaid")
    assert "a count could not be kept" in caplog.text


def test_a_damaged_file_costs_only_a_line_in_the_log(tmp_path, caplog):
    (tmp_path / "counts.db").write_bytes(b"x" * 5000)
    Counts(tmp_path / "counts.db").add("orange-unpaid")
    assert "a count could not be kept" in caplog.text


def test_another_who_holds_the_file_is_not_waited_for(tmp_path, caplog):
    counts = Counts(tmp_path / "counts.db")
    counts.add("orange-unpaid")
    with closing(sqlite3.connect(tmp_path / "counts.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        counts.add("orange-unpaid")
    assert "locked" in caplog.text
    assert list(counts.all().values()) == [1]


@pytest.mark.usefixtures("month")
def test_nothing_is_kept_but_month_guide_and_number(tmp_path):
    counts = Counts(tmp_path / "counts.db")
    counts.add("orange-unpaid")
    assert [path.name for path in tmp_path.iterdir()] == ["counts.db"]
    with closing(sqlite3.connect(tmp_path / "counts.db")) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
        columns = [row[1] for row in db.execute("PRAGMA table_info(count)")]
        rows = db.execute("SELECT * FROM count").fetchall()
    assert (tables, columns, rows) == (["count"], ["month", "guide", "times"], [("2026-03", "orange-unpaid", 1)])


def test_asking_counts_nothing_and_keeps_nothing_of_what_was_said(asker, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEGAL_KIOSK_HOME", str(tmp_path / "home"))
    assert asker.ask("收柑子的老板不给钱").guide
    assert list(tmp_path.rglob("*")) == []
