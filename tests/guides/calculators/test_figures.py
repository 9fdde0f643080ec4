"""Figures as an editor hands them in: good ones are found by their day, slips are told by line and leave out themselves."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk.guides.calculators.figures import read_figures

ROOT = Path(__file__).resolve().parents[3]

GOOD = """[[figure]]
id = "umbrella"
name = "雨伞价"
value = "3.10"
since = 2024-10-21
source = "伞局"
checked = 2025-05-19
"""


@pytest.fixture
def told(tmp_path):
    def given(text: str):
        (tmp_path / "figures.toml").write_text(text, "utf-8")
        return read_figures(tmp_path)

    return given


def test_nothing_shipped_is_refused():
    figures, refused = read_figures(ROOT / "assets" / "content")
    assert refused == []
    assert {row.id for row in figures.rows} >= {"lpr-1y", "urban-income"}


@pytest.mark.parametrize(
    ("day", "value"),
    [("2019-08-20", "4.25"), ("2020-08-20", "3.85"), ("2021-12-19", "3.85"), ("2021-12-20", "3.80"),
     ("2022-01-20", "3.70"), ("2023-08-20", "3.55"), ("2024-10-20", "3.35"), ("2025-05-20", "3.00")],
)  # fmt: skip
def test_the_lpr_of_a_day(figures, day, value):
    assert figures.at("lpr-1y", date.fromisoformat(day)).value == Decimal(value)


def test_before_the_first_there_is_none(figures):
    assert figures.at("lpr-1y", date(2019, 8, 19)) is None
    assert figures.at("nothing", date(2025, 1, 1)) is None


def test_without_the_file_there_are_no_figures(tmp_path):
    figures, refused = read_figures(tmp_path)
    assert (figures.rows, refused) == ([], [])


@pytest.mark.parametrize(
    ("good", "bad", "line", "said"),
    [
        ('value = "3.10"', "value = 3.10", 4, "value"),
        ('value = "3.10"', 'value = "-3.10"', 4, "value"),
        ('value = "3.10"', 'value = "三"', 4, "value"),
        ("since = 2024-10-21", 'since = "neulich"', 5, "since"),
        ('source = "伞局"', 'sauce = "伞局"', 1, "source"),
        ('id = "umbrella"', 'id = "Umbrella"', 2, "id"),
        ("checked = 2025-05-19", "checked = 2024-05-19", 2, "checked before since"),
        ("[[figure]]", "[[figur]]", 1, "[[figure]]"),
        ('name = "雨伞价"', "name = ", 3, ""),
    ],
)
def test_a_slip_is_told_by_its_line(told, good, bad, line, said):
    figures, refused = told(GOOD.replace(good, bad))
    assert figures.rows == []
    assert ("figures.toml", line) in {(file, at) for file, at, _ in refused}
    assert any(said in reason for _, _, reason in refused)


def test_a_day_that_stands_twice_is_told_at_the_second(told):
    figures, refused = told(GOOD + "\n" + GOOD.replace("3.10", "3.20"))
    assert [row.value for row in figures.rows] == [Decimal("3.10")]
    assert [(file, line) for file, line, _ in refused] == [("figures.toml", 10)]


def test_a_figure_that_nobody_looked_after_is_old(told):
    figures, _ = told(GOOD)
    assert not figures.old(figures.rows[0], date(2025, 6, 1), 12)
    assert figures.old(figures.rows[0], date(2026, 6, 1), 12)
