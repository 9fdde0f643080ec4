"""Content in our own words: digests of articles (大白话), the lexicon of county speech, short titles.

Each is a TOML file that staff can read and mend. Everything is checked here, with file and line, before it goes into a
pack.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.law.errors import SourceRefused
from kiosk.law.folder import SHELVES
from kiosk.law.learnt import Association, read_associations, read_need
from kiosk.law.model import Authority, short_title
from kiosk.law.numerals import ARTICLE, to_int

MAX_TEXT = 400


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
    refused: list[tuple[str, int, str]] = field(default_factory=list)  # file, line (0: whole file), reason


def read_starter(root: Path) -> Starter:
    """Read a starter folder: digests/*.toml, lexicon.toml, statutes.toml, topics.toml, need.toml, associations.tsv.

    Any of them may be missing.

    A bad entry is refused by file and line and leaves out its own file only.
    """
    starter = Starter()
    for path in sorted(root.glob("digests/*.toml")):
        _take(path, root, starter, _digests, starter.digests)
    _take(root / "lexicon.toml", root, starter, _entries, starter.lexicon)
    _take(root / "statutes.toml", root, starter, _namings, starter.namings)
    _take(root / "topics.toml", root, starter, _topics, starter.topics)
    for path, read in ((root / "need.toml", _read_need), (root / "associations.tsv", _read_associations)):
        if path.is_file():
            try:
                read(path, starter)
            except SourceRefused as error:
                starter.refused.append((path.name, error.line or 0, error.reason))
    _refuse_twice(starter)
    return starter


def _read_need(path: Path, starter: Starter) -> None:
    starter.need = read_need(path)


def _read_associations(path: Path, starter: Starter) -> None:
    starter.learnt = list(read_associations(path))


def _take(path: Path, root: Path, starter: Starter, read: Any, into: list[Any]) -> None:
    if not path.is_file():
        return
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_text("utf-8")
        into.extend(read(tomllib.loads(text), _Where(text)))
    except UnicodeDecodeError:
        starter.refused.append((name, 0, "not UTF-8"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        starter.refused.append((name, int(line[1]) if line else 0, str(error)))
    except SourceRefused as error:
        starter.refused.append((name, error.line or 0, error.reason))


class _Where:
    """Finds the line of the n-th table of a kind in a TOML text: tomllib does not tell."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")

    def line(self, table: str, index: int) -> int:
        at = [n for n, line in enumerate(self._lines, 1) if line.strip() == f"[[{table}]]"]
        return at[index] if index < len(at) else 0


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


def _digests(data: dict[str, Any], where: _Where) -> Iterator[Digest]:
    statute = short_title(_text(data, "statute", 1))
    reviewed = data.get("reviewed")
    if not isinstance(reviewed, date):
        raise SourceRefused("“reviewed” must be a date such as 2026-11-24", 1)
    for index, row in enumerate(data.get("digest", ())):
        line = where.line("digest", index)
        label = _text(row, "article", line)
        match = ARTICLE.fullmatch(label)
        if not match:
            raise SourceRefused(f"no article label: {label}", line)
        number, sub = to_int(match[1]), to_int(match[2]) if match[2] else 0
        yield Digest(statute, label, number, sub, _text(row, "text", line), _words(row, "asks", line), reviewed)


def _entries(data: dict[str, Any], where: _Where) -> Iterator[Entry]:
    for index, row in enumerate(data.get("entry", ())):
        line = where.line("entry", index)
        said, means = _words(row, "said", line), _words(row, "means", line)
        yield Entry(said, means, _text(row, "sense", line), _text(row, "example", line))


def _namings(data: dict[str, Any], where: _Where) -> Iterator[Naming]:
    levels = {name: authority for _, name, authority in SHELVES}
    for index, row in enumerate(data.get("statute", ())):
        line = where.line("statute", index)
        shelf = _text(row, "shelf", line)
        if shelf not in levels:
            raise SourceRefused(f"no such shelf: {shelf}", line)
        aliases = _words(row, "aliases", line) if row.get("aliases") else ()
        yield Naming(short_title(_text(row, "title", line)), shelf, levels[shelf], aliases)


def _topics(data: dict[str, Any], where: _Where) -> Iterator[Topic]:
    for index, row in enumerate(data.get("topic", ())):
        line = where.line("topic", index)
        yield Topic(_text(row, "title", line, 12), _text(row, "query", line, 60), _text(row, "icon", line, 40))


def _refuse_twice(starter: Starter) -> None:
    """An article with two digests, or a spoken form with two entries, is an editor's slip: the first one stays."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for digest in starter.digests:
        key = (digest.statute, digest.number, digest.sub)
        if key in seen:
            starter.refused.append(("digests", 0, f"two digests for {digest.statute}{digest.label}"))
            continue
        seen.add(key)
        kept.append(digest)
    starter.digests = kept
