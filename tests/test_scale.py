"""docs/scale.md shows what the load model says, and nothing older."""

from pathlib import Path

import pytest

from bench import scale_model

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "scale.md").read_text("utf-8")


@pytest.mark.parametrize("table", ["answers", "load", "returns", "storage", "cost"])
def test_the_page_shows_the_models_tables(table: str):
    assert scale_model.markdown(getattr(scale_model, table)()) in PAGE


def test_a_county_fits_into_three_digits_of_terminal_number():
    assert scale_model.TERMINALS / scale_model.COUNTIES < 999
