"""Calculators: a few answers in, a sum of money or a date out, with the formula, the article and each step.

The ids are known without loading a single calculator; each is loaded when it is first asked for.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.guides.calculators.model import Calculator

CALCULATORS: Mapping[str, str] = MappingProxyType(
    {
        "court-fees": "court_fees",
        "severance": "severance",
        "overtime": "overtime",
        "work-injury": "work_injury",
        "lending-interest": "lending_interest",
        "child-support": "child_support",
        "deadlines": "deadlines",
    }
)


def calculator(id_: str) -> "Calculator":
    """One calculator by its id.

    Raises:
        KeyError: there is none of that id.
    """
    found: Calculator = import_module(f"{__name__}.{CALCULATORS[id_]}").CALCULATOR
    return found
