"""What a form is: its questions in order, when each is asked, what is told on the way, and what the receipt says.

A form is content: `forms/ID.toml`, checked when a pack is built (`forms.py`). Conditions are expressions of rule-engine over
the answers (`conditions.py`), never code.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from annotated_types import Ge, Le, Len, MaxLen, MinLen

from kiosk.guides.model import Cite, Name, Short, Text, Title

_STRICT = {"extra": "forbid"}


class Kind(StrEnum):
    """Kinds of page. The last three ask nothing that is kept."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    MONEY = "money"  # in 元, kept in 分
    DATE = "date"
    YES_NO = "yes-no"
    ONE = "one"
    MANY = "many"
    IDENTITY = "identity"
    PHONE = "phone"
    ADDRESS = "address"
    PERSON = "person"
    PHOTOS = "photos"
    SIGNATURE = "signature"
    CONSENT = "consent"
    SLOT = "slot"  # an appointment from the timetable
    TELL = "tell"  # a page that only says something
    ASSESSMENT = "assessment"  # what the form's rules say of the answers so far


SILENT = frozenset({Kind.TELL, Kind.ASSESSMENT})


@dataclass(slots=True, frozen=True)
class Choice:
    """One answer to choose."""

    __pydantic_config__: ClassVar = _STRICT
    value: Name
    label: Annotated[str, MinLen(1), MaxLen(40)]
    note: Annotated[str, MaxLen(80)] = ""


@dataclass(slots=True, frozen=True)
class Must:
    """What must hold for an answer, beyond its kind: an expression, and what is said where it does not."""

    __pydantic_config__: ClassVar = _STRICT
    rule: Annotated[str, MinLen(1), MaxLen(300)]
    say: Short


@dataclass(slots=True, frozen=True)
class Question:
    """One page of a form."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name
    kind: Kind
    label: Annotated[str, MinLen(2), MaxLen(60)]  # the question, as one would ask it aloud
    short: Annotated[str, MaxLen(16)] = ""  # its name on the summary and on paper
    hint: Annotated[str, MaxLen(160)] = ""
    prompt: Annotated[str, MaxLen(200)] = ""  # spoken in place of label and hint
    text: Annotated[tuple[Annotated[str, MaxLen(200)], ...], MaxLen(12)] = ()  # of a page that tells
    example: Annotated[str, MaxLen(400)] = ""  # an answer as it would be given: for trying the form out
    optional: bool = False
    when: Annotated[str, MaxLen(300)] = ""  # asked only where this holds
    longest: Annotated[int, Ge(1), Le(20_000)] = 400  # characters
    least: int | None = None
    most: int | None = None
    future: bool = False  # whether a day may lie ahead
    past: bool = True  # whether a day may lie behind
    slots: Annotated[str, MaxLen(40)] = ""  # which timetable
    choice: Annotated[tuple[Choice, ...], MaxLen(40)] = ()
    must: tuple[Must, ...] = ()
    cites: tuple[Cite, ...] = ()


@dataclass(slots=True, frozen=True)
class Form:
    """A form of one version. One without a matter adds to something handed in before, whose matter it takes."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name  # its file's name
    version: Annotated[int, Ge(1)]
    title: Title
    about: Text
    minutes: Annotated[int, Ge(1), Le(60)]  # that it takes
    question: Annotated[tuple[Question, ...], Len(1, 60)]
    next: Annotated[tuple[Short, ...], Len(1, 5)]  # on the slip: what happens now, by when, whom to call
    service: Name | Literal[""] = ""
    matter: Name | Literal[""] = ""  # which desk it is for: legal-aid, mediation, notary, …
    draft_days: Annotated[int, Ge(0), Le(30)] = 0  # an unfinished one is kept so long, where the citizen wants it
    keep_days: Annotated[int, Ge(1), Le(3650)] = 30  # data leave the terminal so long after the centre has them
    assessment: Annotated[str, MaxLen(40)] = ""  # the rules that judge it
    paper: Annotated[str, MaxLen(40)] = ""  # the printed form
    signed: bool = True  # whether it ends with a signature

    @property
    def adds(self) -> bool:
        """Whether it adds to something handed in before: never begun by itself."""
        return not self.matter
