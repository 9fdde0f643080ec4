"""Content in our own words: digests of articles (大白话), the lexicon of county speech, short titles.

Each is a TOML file that staff can read and mend. Everything is checked here, with file and line, before it goes into a
pack.
"""

import re
import tomllib
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from kiosk.law.areas import Area, read_areas
from kiosk.law.errors import SourceRefused
from kiosk.law.learnt import Association, read_associations, read_need, read_weights
from kiosk.law.model import Authority, short_title
from kiosk.law.numerals import article_number
from kiosk.law.shelves import SHELVES

MAX_TEXT = 400
_T = TypeVar("_T")


@dataclass(slots=True, frozen=True)
class Digest:
    """An article in plain words, and how people ask for it."""

    statute: str  # short title
    label: str
    number: int
    sub: int
    text: str
    asks: tuple[str, ...]
    reviewed: date


@dataclass(slots=True, frozen=True)
class Entry:
    """Words that people say, and the law's words for them, most useful first."""

    said: tuple[str, ...]
    means: tuple[str, ...]
    sense: str
    example: str


@dataclass(slots=True, frozen=True)
class Naming:
    """A statute's shelf, level and the other names it goes by (民诉法)."""

    title: str
    shelf: str
    authority: Authority
    aliases: tuple[str, ...]


@dataclass(slots=True, frozen=True)
class Topic:
    """A common worry on the first screen: what stands on the tile, the question it asks, its icon."""

    title: str
    query: str
    icon: str


@dataclass(slots=True)
class Starter:
    """All of a starter folder."""

    digests: list[Digest] = field(default_factory=list)
    lexicon: list[Entry] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    learnt: list[Association] = field(default_factory=list)
    need: dict[str, int] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    refused: list[tuple[str, int, str]] = field(default_factory=list)  # file, line (0: whole file), reason


def read_starter(root: Path) -> Starter:
    """Read a starter folder: digests/*.toml, lexicon.toml, statutes.toml, topics.toml, and what was learnt (need.toml,
    associations.tsv, areas.tsv, weights.toml).

    Any of them may be missing.

    A bad entry is refused by file and line and leaves out its own file only.
    """
    starter = Starter()
    for path in sorted(root.glob("digests/*.toml")):
        _take(path, root, starter, _digests, starter.digests, lambda d: {(d.statute, d.number, d.sub)})
    _take(root / "lexicon.toml", root, starter, _entries, starter.lexicon, lambda e: set(e.said))
    _take(root / "statutes.toml", root, starter, _namings, starter.namings, lambda n: {("naming", n.title)})
    _take(root / "topics.toml", root, starter, _topics, starter.topics, lambda t: {("topic", t.title)})
    for name, read in _LEARNT.items():
        path = root / name
        if path.is_file():
            try:
                read(path, starter)
            except SourceRefused as error:
                starter.refused.append((path.name, error.line or 0, error.reason))
    return starter


def _read_need(path: Path, starter: Starter) -> None:
    starter.need = read_need(path)


def _read_associations(path: Path, starter: Starter) -> None:
    starter.learnt = list(read_associations(path))


def _read_areas(path: Path, starter: Starter) -> None:
    starter.areas = list(read_areas(path))


def _read_weights(path: Path, starter: Starter) -> None:
    starter.weights = read_weights(path)


_LEARNT = {
    "need.toml": _read_need,
    "associations.tsv": _read_associations,
    "areas.tsv": _read_areas,
    "weights.toml": _read_weights,
}


def _take(
    path: Path,
    root: Path,
    starter: Starter,
    read: Callable[[dict[str, Any], "_Where"], Iterator[tuple[int, _T]]],
    into: list[_T],
    keys: Callable[[_T], set[Hashable]],
) -> None:
    """Read one file into a list. What was there before under the same key stays; the second one is refused."""
    if not path.is_file():
        return
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_text("utf-8")
        found = list(read(tomllib.loads(text), _Where(text)))
    except UnicodeDecodeError:
        starter.refused.append((name, 0, "not UTF-8"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        starter.refused.append((name, int(line[1]) if line else 0, str(error)))
    except SourceRefused as error:
        starter.refused.append((name, error.line or 0, error.reason))
    else:
        seen = {key for item in into for key in keys(item)}
        for at, item in found:
            if twice := keys(item) & seen:
                starter.refused.append((name, at, f"stands twice: {twice.pop()}"))
                continue
            seen |= keys(item)
            into.append(item)


class _Where:
    """Finds the line of the n-th table of a kind in a TOML text: tomllib does not tell."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")

    def line(self, table: str, index: int) -> int:
        at = [n for n, line in enumerate(self._lines, 1) if line.strip() == f"[[{table}]]"]
        return at[index] if index < len(at) else 0


def _tables(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = data.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SourceRefused(f"“{name}” must be written as [[{name}]]")
    return rows


def _text(row: dict[str, Any], key: str, line: int, longest: int = MAX_TEXT) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise SourceRefused(f"“{key}” is missing or empty", line)
    if len(value) > longest:
        raise SourceRefused(f"“{key}” has {len(value)} characters, at most {longest}", line)
    return value.strip()


def _words(row: dict[str, Any], key: str, line: int) -> tuple[str, ...]:
    value = row.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
        raise SourceRefused(f"“{key}” must be a list of texts", line)
    return tuple(v.strip() for v in value)


def _digests(data: dict[str, Any], where: _Where) -> Iterator[tuple[int, Digest]]:
    statute = short_title(_text(data, "statute", 1))
    reviewed = data.get("reviewed")
    if not isinstance(reviewed, date):
        raise SourceRefused("“reviewed” must be a date such as 2026-11-24", 1)
    for index, row in enumerate(_tables(data, "digest")):
        line = where.line("digest", index)
        try:
            number, sub = article_number(label := _text(row, "article", line))
        except ValueError as error:
            raise SourceRefused(str(error), line) from error
        text, asks = _text(row, "text", line), _words(row, "asks", line)
        yield line, Digest(statute, label, number, sub, text, asks, reviewed)


def _entries(data: dict[str, Any], where: _Where) -> Iterator[tuple[int, Entry]]:
    for index, row in enumerate(_tables(data, "entry")):
        line = where.line("entry", index)
        said, means = _words(row, "said", line), _words(row, "means", line)
        yield line, Entry(said, means, _text(row, "sense", line), _text(row, "example", line))


def _namings(data: dict[str, Any], where: _Where) -> Iterator[tuple[int, Naming]]:
    levels = {name: authority for _, name, authority in SHELVES}
    for index, row in enumerate(_tables(data, "statute")):
        line = where.line("statute", index)
        shelf = _text(row, "shelf", line)
        if shelf not in levels:
            raise SourceRefused(f"no such shelf: {shelf}", line)
        aliases = _words(row, "aliases", line) if row.get("aliases") else ()
        yield line, Naming(short_title(_text(row, "title", line)), shelf, levels[shelf], aliases)


def _topics(data: dict[str, Any], where: _Where) -> Iterator[tuple[int, Topic]]:
    for index, row in enumerate(_tables(data, "topic")):
        line = where.line("topic", index)
        yield line, Topic(_text(row, "title", line, 12), _text(row, "query", line, 60), _text(row, "icon", line, 40))
