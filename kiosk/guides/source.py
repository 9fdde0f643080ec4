"""Guides and what stands around them, read from TOML and checked: every slip is told by file and line.

    guides/ID.toml      one guide a file
    packages/ID.toml    one package a file
    themes.toml, services.toml, questions.toml

A bad file leaves out itself only. After the single files, the whole is checked: names that lead nowhere, ways of asking that
stand twice, questions that ask back more than twice.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from kiosk.guides.calculators import CALCULATORS
from kiosk.guides.model import Guidance, Guide, Package, Question, Service, Theme
from kiosk.law.terms import normalise

MOST_QUESTIONS = 2  # asked back, one after the other
_T = TypeVar("_T")


class Telling(Protocol):
    """What slips are told to: file, line (0: the whole file) and reason."""

    refused: list[tuple[str, int, str]]


def read_guidance(root: Path) -> Guidance:
    """Read a content folder's guides, packages, themes, services and questions; any of them may be missing."""
    told = Guidance([], [], [], [], [], [])
    told.themes = rows(root / "themes.toml", root, "theme", Theme, told)
    told.services = rows(root / "services.toml", root, "service", Service, told)
    told.questions = rows(root / "questions.toml", root, "question", Question, told)
    for path in sorted(root.glob("guides/*.toml")):
        told.guides += whole(path, root, Guide, told)
    for path in sorted(root.glob("packages/*.toml")):
        told.packages += whole(path, root, Package, told)
    for name, line, reason in _across(root, told):
        told.refused.append((name, line, reason))
    _cut_loose_ends(told)
    return told


def whole(path: Path, root: Path, kind: type[_T], told: Telling) -> list[_T]:
    """One file that is one thing; its id is the file's name."""
    data, lines = _load(path, root, told)
    if data is None:
        return []
    if "id" in data:
        told.refused.append((_name(path, root), _line(lines, ("id",)), "“id” is the file's name, leave it out"))
        return []
    return _checked(path, root, kind, {"id": path.stem} | data, lines, (), told)


def rows(path: Path, root: Path, table: str, kind: type[_T], told: Telling) -> list[_T]:
    """One file that is a list of things; a row with slips is left out and they are told. A missing file is empty."""
    if not path.is_file():
        return []
    data, lines = _load(path, root, told)
    if data is None:
        return []
    given = data.get(table, [])
    if not isinstance(given, list) or set(data) - {table}:
        told.refused.append((_name(path, root), 1, f"holds [[{table}]] and nothing else"))
        return []
    out: list[_T] = []
    for number, row in enumerate(given):
        out += _checked(path, root, kind, row, lines, (table, number), told)
    return out


def _load(path: Path, root: Path, told: Telling) -> tuple[dict[str, Any] | None, list[str]]:
    try:
        text = path.read_text("utf-8")
        return tomllib.loads(text), text.split("\n")
    except UnicodeDecodeError:
        told.refused.append((_name(path, root), 0, "not UTF-8"))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        told.refused.append((_name(path, root), int(at[1]) if at else 0, str(error)))
    return None, []


def _checked(
    path: Path, root: Path, kind: type[_T], data: object, lines: list[str], at: tuple[str | int, ...], told: Telling
) -> list[_T]:
    try:
        return [TypeAdapter(kind).validate_python(data)]
    except ValidationError as error:
        slips = error.errors(include_url=False, include_context=False)
        holding = {slip["loc"][:n] for slip in slips for n in range(len(slip["loc"]))}
        for slip in slips:
            if slip["loc"] in holding and slip["type"] == "too_short":
                continue  # only for want of the items that slipped
            where = (*at, *slip["loc"])
            said = "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in slip["loc"]).lstrip(".")
            reason = slip["msg"].replace("Input should", "must").replace("Value should", "must")
            reason = next((must for name, must in _PREDICATES.items() if f"'{name}'" in reason), reason)
            given = slip["input"] if isinstance(slip["input"], str) else ""
            told.refused.append((_name(path, root), _line(lines, where), f"{said}: {reason} {given[:40]}".strip()))
        return []


_PREDICATES = {
    "is_cite": "must be a statute, a space and an article (劳动合同法 第三十条):",
    "is_sentence": "must be one sentence with its full stop:",
    "is_phone": "must be a telephone number:",
    "is_name": "must be lower-case letters, digits and hyphens:",
}


def _across(root: Path, told: Guidance) -> Iterator[tuple[str, int, str]]:
    """What no file can know by itself."""
    guides, services = {g.id for g in told.guides}, {s.id for s in told.services}
    packages, themes = {p.id for p in told.packages}, {t.id for t in told.themes}
    questions = {q.id: q for q in told.questions}
    seen: dict[str, str] = {}
    for guide in told.guides:
        file = f"guides/{guide.id}.toml"
        yield from _unknown(root, file, "theme", (guide.theme,), themes)
        yield from _unknown(root, file, "audience", guide.audience, packages)
        yield from _unknown(root, file, "service", (guide.service,) if guide.service else (), services)
        yield from _unknown(root, file, "calculator", (guide.calculator,) if guide.calculator else (), set(CALCULATORS))
        yield from _twice(root, file, guide.asks, guide.id, seen)
    for package in told.packages:
        file = f"packages/{package.id}.toml"
        yield from _unknown(root, file, "guides", package.guides, guides)
        yield from _unknown(root, file, "services", package.services, services)
        yield from _unknown(root, file, "calculators", package.calculators, set(CALCULATORS))
    for question in told.questions:
        file = "questions.toml"
        yield from _twice(root, file, question.asks, question.id, seen)
        for choice in question.choice:
            if bool(choice.guide) == bool(choice.question):
                yield file, find(root, file, choice.label), f"{choice.label}: names a guide or a question"
            yield from _unknown(root, file, "guide", (choice.guide,) if choice.guide else (), guides)
            yield from _unknown(root, file, "question", (choice.question,) if choice.question else (), set(questions))
        if question.asks and _depth(question, questions, MOST_QUESTIONS + 1) > MOST_QUESTIONS:
            yield file, find(root, file, question.id), f"{question.id}: asks back more than {MOST_QUESTIONS} times"


def _cut_loose_ends(told: Guidance) -> None:
    """Names that lead nowhere were told; on the terminal they must not be there to be touched."""
    guides, services = {g.id for g in told.guides}, {s.id for s in told.services}
    told.guides = [
        replace(
            guide,
            service=guide.service if guide.service in services else "",
            calculator=guide.calculator if guide.calculator in CALCULATORS else "",
        )
        for guide in told.guides
    ]
    told.packages = [
        replace(
            package,
            services=tuple(s for s in package.services if s in services),
            calculators=tuple(c for c in package.calculators if c in CALCULATORS),
        )
        for package in told.packages
    ]
    before = -1
    while len(told.questions) != before:  # a question that goes may leave another without a choice
        before, known = len(told.questions), {q.id for q in told.questions}
        led = [
            replace(q, choice=tuple(c for c in q.choice if (c.guide in guides) != (c.question in known)))
            for q in told.questions
        ]
        told.questions = [q for q in led if q.choice]


def _depth(question: Question, questions: dict[str, Question], rest: int) -> int:
    if not rest:
        return 1
    below = [questions[c.question] for c in question.choice if c.question in questions]
    return 1 + max((_depth(q, questions, rest - 1) for q in below), default=0)


def _twice(
    root: Path, file: str, asks: tuple[str, ...], owner: str, seen: dict[str, str]
) -> Iterator[tuple[str, int, str]]:
    for ask in asks:
        said = normalise(ask)
        if said in seen:
            yield file, find(root, file, ask), f"this way of asking stands twice ({seen[said]}): {ask}"
        seen.setdefault(said, owner)


def _unknown(
    root: Path, file: str, key: str, named: tuple[str, ...], known: set[str]
) -> Iterator[tuple[str, int, str]]:
    for name in named:
        if name not in known:
            yield file, find(root, file, f'"{name}"'), f"{key}: there is no “{name}”"


def find(root: Path, file: str, text: str) -> int:
    """The first line of a file that holds a text, from 1; 0 where none does."""
    lines = (root / file).read_text("utf-8").split("\n")
    return next((n for n, line in enumerate(lines, 1) if text in line), 0)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _line(lines: list[str], where: tuple[str | int, ...]) -> int:
    """The line of a value: tomllib does not tell. Tables are found by their header, lists one item a line.

    What is not there is told at the header of the table that lacks it, or at the file's first line.
    """
    at, parts, path = -1, list(where), ""
    while len(parts) > 1 and isinstance(parts[1], int):
        path = f"{path}.{parts[0]}".lstrip(".")
        headers = [n for n in range(at + 1, len(lines)) if lines[n].strip() == f"[[{path}]]"]
        if parts[1] >= len(headers):
            break
        at, parts = headers[parts[1]], parts[2:]
    end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("[[")), len(lines))
    key = re.compile(rf"\s*{re.escape(str(parts[0]))}\s*=") if parts else None
    found = next((n for n in range(at + 1, end) if key and key.match(lines[n])), None)
    if found is None:
        return max(at, 0) + 1
    if len(parts) > 1 and isinstance(parts[1], int) and lines[found].rstrip().endswith("["):
        return min(found + 1 + parts[1], len(lines) - 1) + 1
    return found + 1
