"""What was learnt from consultations: how often each statute was needed, and which words led to which article.

Three files, made by `make rank`: need.toml (statute, count), associations.tsv (statute, article, terms with counts) and
weights.toml (how much each thing that speaks for an article counts).
Only terms that at least two consultations share are kept, so that no question can be read back from them.
"""

import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.law.errors import SourceRefused
from kiosk.law.numerals import article_number

# What speaks for an article: told one by one in ranker.py.
FEATURES = (
    "text", "cover", "digest", "learnt", "vote", "need", "section_need", "statute_fit", "part_fit", "section_fit",
    "regulation", "interpretation",
)  # fmt: skip


@dataclass(slots=True, frozen=True)
class Association:
    """An article, and how often consultations that needed it held each term."""

    statute: str  # short title
    number: int
    sub: int
    terms: dict[str, int]


def read_need(path: Path) -> dict[str, int]:
    """Read need.toml.

    Raises:
        SourceRefused: not a table of counts by statute.
    """
    try:
        counts = tomllib.loads(path.read_text("utf-8"))["statute"]
        return {str(statute): _count(times) for statute, times in counts.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SourceRefused(f"not a table of counts by statute ({error})") from error


def read_weights(path: Path) -> dict[str, float]:
    """Read weights.toml: a weight for each of FEATURES.

    Raises:
        SourceRefused: not that.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))["weight"]
        weights = {str(name): float(weight) for name, weight in told.items()}
        if set(weights) != set(FEATURES) or not all(map(math.isfinite, weights.values())):
            raise ValueError(f"wanted: {', '.join(FEATURES)}")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SourceRefused(f"not a table of weights ({error})") from error
    return weights


def read_associations(path: Path) -> Iterator[Association]:
    """Read associations.tsv.

    Raises:
        SourceRefused: a line is not statute, article and terms.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise SourceRefused("not UTF-8") from error
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        statute, _, rest = line.partition("\t")
        label, _, words = rest.partition("\t")
        if not statute or not words:
            raise SourceRefused("not “statute, article, terms” parted by tabs", number)
        try:
            terms = {term: _count(times or 1) for term, _, times in (word.partition(":") for word in words.split(" "))}
            yield Association(statute, *article_number(label), terms)
        except ValueError as error:
            raise SourceRefused(str(error), number) from error


def _count(value: object) -> int:
    count = int(str(value))
    if count < 1:
        raise ValueError(f"not a count: {value!r}")
    return count
