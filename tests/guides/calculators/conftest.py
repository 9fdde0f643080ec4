"""What the calculators' tests share: a day to be today, the figures as shipped, and asking as a person would type."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kiosk.guides.calculators import calculator
from kiosk.guides.calculators.figures import read_figures
from kiosk.guides.calculators.model import Figures, Outcome, read

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 3, 15)  # a Sunday

Ask = Callable[..., Outcome]


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def figures() -> Figures:
    return read_figures(ROOT / "assets" / "content")[0]


@pytest.fixture(scope="session")
def ask(figures) -> Ask:
    """Ask a calculator with answers as typed: ask("overtime", {"wage": "4350", …}). Slips fail the test."""

    def asked(id_: str, typed: dict[str, str], *, at: date = TODAY, known: Figures = figures) -> Outcome:
        answers, slips = read(calculator(id_), typed, at)
        assert slips == {}
        return calculator(id_).rule(answers, known, at)

    return asked


@pytest.fixture(scope="session")
def slips() -> Callable[[str, dict[str, str]], dict[str, str]]:
    """What is said at which field when something is typed that cannot be used."""

    def said(id_: str, typed: dict[str, str]) -> dict[str, str]:
        return read(calculator(id_), typed, TODAY)[1]

    return said


@pytest.fixture(scope="session")
def amounts() -> Callable[[Outcome], dict[str, int]]:
    """The sums of an outcome by label, in 分."""

    def listed(outcome: Outcome) -> dict[str, int]:
        return {line.label: line.amount for line in outcome.lines if line.amount is not None}

    return listed


@pytest.fixture(scope="session")
def texts() -> Callable[[Outcome], dict[str, str]]:
    """The lines of an outcome that are no sums, by label."""

    def listed(outcome: Outcome) -> dict[str, str]:
        return {line.label: line.text for line in outcome.lines if line.amount is None}

    return listed
