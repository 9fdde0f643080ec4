"""The one model that every importer fills and every reader reads.

A statute is a title with its version, and a flat run of nodes in printed order. A heading opens a level; every other
node belongs to the nearest heading above it. The text of a node keeps its paragraphs as lines, so that nothing of the
source is lost and a screen can set each paragraph and numbered item by itself.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum


class Authority(IntEnum):
    """Level of authority, highest first (Legislation Law, Articles 98 to 103)."""

    CONSTITUTION = 0
    LAW = 1
    REGULATION = 2
    INTERPRETATION = 3
    LOCAL = 4
    RULE = 5


class Status(StrEnum):
    """Whether a version is the one to go by."""

    IN_FORCE = "in_force"
    REPLACED = "replaced"  # a newer version of the same statute stands beside it
    REPEALED = "repealed"  # another statute says that it ends (同时废止)


class Kind(StrEnum):
    """What a node is."""

    HEADING = "heading"
    ARTICLE = "article"
    POINT = "point"  # 一、二、… of an amendment or a reply
    TEXT = "text"  # a paragraph that belongs to no article
    TABLE = "table"
    ANNEX = "annex"


@dataclass(slots=True)
class Node:
    """One piece of a statute.

    `label` is as printed (第三十条, 第一章, 一、); `depth` is a heading's level from 1 and 0 for all else; `number`
    and `sub` are set for articles only; `source` is the file it came from, `line` its first line there.
    """

    kind: Kind
    label: str
    text: str
    depth: int = 0
    number: int = 0
    sub: int = 0
    source: str = ""
    line: int = 0

    @property
    def content(self) -> str:
        """Label and text together, as much as the source had."""
        return f"{self.label}\n{self.text}" if self.text else self.label


@dataclass(slots=True)
class Event:
    """A line of the statute's history: when, and what was done (通过, 修正, 施行 …)."""

    text: str
    on: date | None = None


@dataclass(slots=True)
class Notice:
    """Something the importer did not take for granted: file, line (0: the file as a whole), and what."""

    source: str
    line: int
    text: str


@dataclass(slots=True)
class Statute:
    """A statute in one version."""

    title: str
    category: str
    authority: Authority
    version: date | None
    history: list[Event] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    status: Status = Status.IN_FORCE
    book: str = ""  # the book's title where a code is split over several files
    source: str = ""
    source_chars: int = 0  # characters of the body that were read, white space and markup left out

    @property
    def short(self) -> str:
        """The title as people say it."""
        return short_title(self.title)

    @property
    def articles(self) -> list[Node]:
        return [node for node in self.nodes if node.kind is Kind.ARTICLE]


@dataclass(slots=True, frozen=True)
class Paragraph:
    """A paragraph (款) with the level of a numbered item: 0 none, 1 （一）, 2 1."""

    text: str
    level: int


_ITEM1 = re.compile(r"^[（(][一二三四五六七八九十百]+[）)]")
_ITEM2 = re.compile(r"^(?:\d{1,3}[.．、]|[（(]\d{1,3}[）)]|[①-⑳])")


def paragraphs(text: str) -> list[Paragraph]:
    """Split a node's text into paragraphs and numbered items, in order."""
    return [
        Paragraph(line, 1 if _ITEM1.match(line) else 2 if _ITEM2.match(line) else 0)
        for line in text.split("\n")
        if line
    ]


_BRACKETS = str.maketrans({"(": "（", ")": "）", "〈": "《", "〉": "》", " ": None, "　": None})


def short_title(title: str) -> str:
    """A title without 中华人民共和国, blanks and half-width brackets: the form that citations use."""
    return title.translate(_BRACKETS).replace("中华人民共和国", "")
