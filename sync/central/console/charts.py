"""Bars to look at: where they stand and how long they are; `_chart.html` and `_columns.html` draw them. Numbers stand beside.

Lengths are in the units of the drawing (its viewBox), which the page scales.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 400
_ROW, _MOST_ROWS = 44, 12
_TALL, _FOOT = 130, 24
_OVER = 20  # room for the number over the highest column


@dataclass(slots=True, frozen=True)
class Bar:
    """One of them. `label` is empty where there is no room for it."""

    name: str
    value: int
    x: float
    y: float
    width: float
    height: float
    label: str = ""

    @property
    def middle(self) -> float:
        """Where a word under it is centred."""
        return self.x + self.width / 2

    @property
    def text_y(self) -> float:
        """Where the word over it stands."""
        return self.y - 8


@dataclass(slots=True, frozen=True)
class Chart:
    """A drawing; `rows` holds what it shows, for who reads rather than looks."""

    title: str
    bars: tuple[Bar, ...]
    height: float
    rows: tuple[tuple[str, int], ...]
    is_alarm: bool = False

    @property
    def width(self) -> float:
        """How wide the drawing is."""
        return WIDTH

    @property
    def ground(self) -> float:
        """On what the columns stand."""
        return self.height - _FOOT

    @property
    def foot(self) -> float:
        """Where the words under the columns stand."""
        return self.height - 6


def lying(title: str, rows: Sequence[tuple[str, int]], *, is_alarm: bool = False) -> Chart:
    """Bars that lie, the longest first as given; more than a dozen are put together at the end."""
    kept = list(rows[:_MOST_ROWS])
    if rest := rows[_MOST_ROWS:]:
        kept.append((f"其余{len(rest)}个", sum(value for _, value in rest)))
    most = max((value for _, value in kept), default=0) or 1
    bars = tuple(
        Bar(name, value, 0, n * _ROW + 24, max(WIDTH * value / most, 4 if value else 0), 10)
        for n, (name, value) in enumerate(kept)
    )
    return Chart(title, bars, max(len(kept), 1) * _ROW, tuple(rows), is_alarm)


def standing(title: str, rows: Sequence[tuple[str, int]]) -> Chart:
    """Columns side by side, in the order given; each so many has its name under it."""
    most = max((value for _, value in rows), default=0) or 1
    step = WIDTH / max(len(rows), 1)
    every = max(1, -(-len(rows) // 6))
    bars = tuple(
        Bar(
            name, value, n * step + step * 0.15, _OVER + _TALL * (1 - value / most), step * 0.7, _TALL * value / most,
            name if (len(rows) - 1 - n) % every == 0 else "",
        )
        for n, (name, value) in enumerate(rows)
    )  # fmt: skip
    return Chart(title, bars, _OVER + _TALL + _FOOT, tuple(rows))
