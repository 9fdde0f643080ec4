"""An assessment as a screen shows it and as the record keeps it."""

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True, frozen=True)
class Point:
    """A sentence and where it stands (法律援助法第三十一条), or nothing."""

    text: str
    article: str = ""


@dataclass(slots=True, frozen=True)
class Way:
    """A way on from here: `kind` says which (apply, hotline, mediation, station-lawyer, appointment, reconsideration)."""

    kind: str
    title: str
    text: str


@dataclass(slots=True, frozen=True)
class Verdict:
    """What the rules say: in one sentence, why, what to bring, how it goes on. `good`: yes, no, or open."""

    good: bool | None
    headline: str
    points: tuple[Point, ...]
    papers: tuple[str, ...]
    course: tuple[Point, ...]
    ways: tuple[Way, ...]  # never empty
    codes: tuple[tuple[str, str], ...] = ()  # what the desk at the centre sorts by

    def kept(self) -> dict[str, Any]:
        """What the record keeps of it."""
        return dict(self.codes)
