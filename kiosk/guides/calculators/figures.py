"""Yearly figures of the calculators, read from `figures.toml` and checked: every slip is told by file and line.

A value is a decimal number in quotation marks, so that none of it passes through a float. `checked` is the last day on
which somebody saw that no newer figure was out.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from kiosk.guides.calculators.model import Figure, Figures
from kiosk.guides.model import Name, Short
from kiosk.guides.source import rows

FILE = "figures.toml"
_Value = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}(\.[0-9]{1,6})?$")]


@dataclass(slots=True, frozen=True)
class _Row:
    """A figure as it stands in the file."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    id: Name
    name: Short
    value: _Value
    since: date
    source: Short
    checked: date


@dataclass(slots=True)
class _Told:
    refused: list[tuple[str, int, str]] = field(default_factory=list)


def read_figures(root: Path) -> tuple[Figures, list[tuple[str, int, str]]]:
    """The figures of a content folder, and what was refused: file, line (0: the whole file) and reason.

    The file may be missing; the calculators then say which figures they had to do without.
    """
    told, figures = _Told(), Figures()
    seen: Counter[str] = Counter()
    held: set[tuple[str, date]] = set()
    for row in rows(root / FILE, root, "figure", _Row, told):
        seen[row.id] += 1
        if (row.id, row.since) in held:
            told.refused.append((FILE, _line(root, row.id, seen[row.id]), f"{row.id}: {row.since} stands twice"))
            continue
        if row.checked < row.since:
            told.refused.append((FILE, _line(root, row.id, seen[row.id]), f"{row.id}: checked before since"))
            continue
        held.add((row.id, row.since))
        figures.rows.append(Figure(row.id, row.name, Decimal(row.value), row.since, row.source, row.checked))
    return figures, told.refused


def _line(root: Path, id_: str, time: int) -> int:
    """The line on which an id stands for the first, second, … time."""
    lines = (root / FILE).read_text("utf-8").split("\n")
    found = [n for n, line in enumerate(lines, 1) if line.startswith("id") and f'"{id_}"' in line]
    return found[time - 1] if len(found) >= time else 0
