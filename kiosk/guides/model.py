"""What a guide is, and what stands around it: themes, packages, services, opening questions.

These are the shapes of the TOML files in `assets/content` and of what the pack gives back. Limits are written as
annotations (annotated-types), which the checker in `source.py` enforces when a pack is built; the terminal only reads.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from annotated_types import Ge, Len, MaxLen, MinLen, Predicate

from kiosk.law.numerals import article_number


def is_cite(text: str) -> bool:
    """Whether a text names one article: a statute's short title, a space, the label as printed."""
    title, _, label = text.partition(" ")
    try:
        article_number(label)
    except ValueError:
        return False
    return bool(title)


def is_sentence(text: str) -> bool:
    """Whether a text can be read aloud as one sentence."""
    return text.endswith(("。", "！", "？")) and len(re.findall("[。！？]", text)) == 1


def is_phone(text: str) -> bool:
    """Whether a text is empty or a telephone number."""
    return re.fullmatch(r"(\d{3,12}(-\d{7,8})?)?", text) is not None


def is_name(text: str) -> bool:
    """Whether a text can name a file or a page: lower-case letters, digits, hyphens."""
    return re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) is not None


Cite = Annotated[str, Predicate(is_cite)]
Name = Annotated[str, Predicate(is_name)]
Phone = Annotated[str, Predicate(is_phone)]
Title = Annotated[str, MinLen(2), MaxLen(16)]
Short = Annotated[str, MinLen(2), MaxLen(60)]
Text = Annotated[str, MinLen(4), MaxLen(160)]
Sentence = Annotated[str, MinLen(6), MaxLen(80), Predicate(is_sentence)]
Ask = Annotated[str, MinLen(2), MaxLen(40)]

_STRICT = {"extra": "forbid"}  # a misspelt key is a mistake, not an extra


@dataclass(slots=True, frozen=True)
class Step:
    """One thing to do, that a person can do."""

    __pydantic_config__: ClassVar = _STRICT
    title: Title
    text: Text


@dataclass(slots=True, frozen=True)
class Deadline:
    """By when something must be done, counted from when, and the article that says so."""

    __pydantic_config__: ClassVar = _STRICT
    what: Short
    within: Short
    article: Cite


@dataclass(slots=True, frozen=True)
class Place:
    """Where to go or whom to call, and what for."""

    __pydantic_config__: ClassVar = _STRICT
    name: Short
    matter: Short
    phone: Phone = ""


@dataclass(slots=True, frozen=True)
class Guide:
    """The answer of a good county lawyer to one worry."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name  # its file's name
    title: Title
    theme: Name
    asks: Annotated[tuple[Ask, ...], MinLen(8)]
    answer: Annotated[tuple[Sentence, ...], Len(3, 3)]
    step: Annotated[tuple[Step, ...], Len(2, 7)]
    papers: Annotated[tuple[Short, ...], Len(1, 8)]
    place: Annotated[tuple[Place, ...], Len(1, 5)]
    cites: Annotated[tuple[Cite, ...], Len(1, 8)]  # what answers most directly first
    author: Short
    reviewed: date
    audience: tuple[Name, ...] = ()  # packages
    deadline: Annotated[tuple[Deadline, ...], MaxLen(5)] = ()
    careful: Annotated[str, MaxLen(120)] = ""  # what not to do
    service: Annotated[str, MaxLen(40)] = ""
    calculator: Annotated[str, MaxLen(40)] = ""


@dataclass(slots=True, frozen=True)
class Theme:
    """A field of life that guides are browsed by."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name
    title: Annotated[str, MinLen(2), MaxLen(12)]
    icon: Name


@dataclass(slots=True, frozen=True)
class Package:
    """A themed package (主题式、套餐式服务): guides, services and offices for one audience."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name  # its file's name
    place: Annotated[int, Ge(1)]  # on the screen
    title: Title
    about: Text
    icon: Name
    guides: Annotated[tuple[Name, ...], MinLen(5)]  # those of its audience that are not named here follow
    services: Annotated[tuple[Name, ...], MinLen(1)]
    office: Annotated[tuple[Place, ...], Len(2, 8)]
    calculators: tuple[Name, ...] = ()


@dataclass(slots=True, frozen=True)
class Service:
    """A service that a citizen can be given, told before it is started."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name
    title: Title  # in plain words
    official: Short  # the official term
    icon: Name
    gives: Text
    who: Text
    cost: Text
    how: Annotated[tuple[Short, ...], Len(1, 6)]
    papers: Annotated[tuple[Short, ...], Len(1, 8)]
    cites: Annotated[tuple[Cite, ...], Len(1, 6)]


@dataclass(slots=True, frozen=True)
class Choice:
    """An answer to an opening question: leads to a guide or to one more question."""

    __pydantic_config__: ClassVar = _STRICT
    label: Title
    guide: Annotated[str, MaxLen(60)] = ""
    question: Annotated[str, MaxLen(60)] = ""


@dataclass(slots=True, frozen=True)
class Question:
    """What must be asked back when somebody's words are open (打伤了人)."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name
    text: Short
    choice: Annotated[tuple[Choice, ...], Len(2, 6)]
    asks: tuple[Ask, ...] = ()  # none for a question that only follows another


@dataclass(slots=True)
class Guidance:
    """All of it, as read from a folder; `refused` holds file, line (0: the whole file) and reason."""

    guides: list[Guide]
    themes: list[Theme]
    packages: list[Package]
    services: list[Service]
    questions: list[Question]
    refused: list[tuple[str, int, str]]
