"""What the centre's content is made of: desks, what citizens are told, clocks, letters, checklists, offices. No Django.

These are the shapes of the TOML files in `assets/central`; `content.py` reads and checks them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from string import Formatter
from typing import Annotated, Any, ClassVar, Literal, get_args

from annotated_types import Ge, Le, Len, MaxLen, MinLen

from kiosk.guides.model import Cite, Name, Phone, Sentence, Short, Text
from kiosk.services import conditions
from kiosk.store.model import now
from sync.central.cases.workdays import Calendar, Wait, last_day, local

# The codes of cases/steps.py, which knows Django and this module does not; a test holds them together.
StepCode = Literal[
    "received", "triaged", "working", "papers-needed", "decided-granted", "decided-refused", "done", "transferred",
    "withdrawn", "closed", "archived",
]  # fmt: skip
Act = Literal[
    "triage", "assign", "start", "ask-papers", "papers-came", "grant", "refuse", "letter", "finish", "transfer",
    "withdraw", "reopen", "close", "archive", "review", "remark", "message",
]  # fmt: skip
STEPS, ACTS = (frozenset(get_args(code)) for code in (StepCode, Act))

# What a template may name, and what staff are asked for it.
PLACEHOLDERS: Mapping[str, str] = {
    "applicant": "申请人",
    "number": "编号",
    "date": "日期",
    "reason": "理由",
    "papers": "材料",
    "due": "期限",
    "desk": "经办业务",
    "phone": "联系电话",
    "office": "单位",
    "lawyer": "承办人",
    "opponent": "对方",
    "time": "约定时间",
    "place": "地点",
}
PUBLIC = frozenset({"date", "due", "desk", "phone", "office"})  # what the public sentence may name: nobody's own data

_STRICT = {"extra": "forbid"}
Empty = Literal[""]


class FieldMissing(Exception):
    """A letter cannot be written before these fields are filled in."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


@dataclass(slots=True, frozen=True)
class Told:
    """What a citizen is told at a step: where the matter stands, and what happens now."""

    __pydantic_config__: ClassVar = _STRICT
    step: StepCode
    label: Annotated[str, MinLen(2), MaxLen(16)]
    next: Annotated[tuple[Sentence, ...], Len(1, 3)]

    @property
    def text(self) -> str:
        """The sentences as one text (sync/wire.py, `Step.next`)."""
        return "".join(self.next)


@dataclass(slots=True, frozen=True)
class Urgent:
    """When a kind goes before the others; `because` is for staff. `when` is an expression over the form's answers."""

    __pydantic_config__: ClassVar = _STRICT
    kind: Name
    when: Annotated[str, MinLen(3)]
    because: Short


@dataclass(slots=True, frozen=True)
class Opens:
    """A kind that is a case for somebody only where this holds (a rating, where it is a bad one)."""

    __pydantic_config__: ClassVar = _STRICT
    kind: Name
    when: Annotated[str, MinLen(3)]


@dataclass(slots=True, frozen=True)
class Desk:
    """Who works on what (业务口). The county fills in the phone."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name
    name: Annotated[str, MinLen(2), MaxLen(16)]
    about: Text
    kinds: Annotated[tuple[Name, ...], MinLen(1)]
    phone: Phone = ""
    urgent: tuple[Urgent, ...] = ()
    opens: tuple[Opens, ...] = ()
    told: tuple[Told, ...] = ()


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    WORKDAYS = "workdays"


class Waiting(StrEnum):
    """What becomes of a period while papers are awaited."""

    STOPS = "stops"  # the days of waiting do not count
    ANEW = "anew"  # it begins again on the day the papers came
    RUNS = "runs"


@dataclass(slots=True, frozen=True)
class Clock:
    """How long something may take, at which steps of which kinds.

    The law fixes it (`source`), or the office does (`house_rule`). `since` is the step from whose beginning it runs, which
    can lie before the step at which it is shown: the seven days of Legal Aid Law, Article 43, run from receiving while the
    matter is dispatched and worked on. A clock without steps is one that letters name.
    """

    __pydantic_config__: ClassVar = _STRICT
    id: Name
    title: Short  # what must have happened, for staff
    kinds: Annotated[tuple[Name, ...], MinLen(1)]
    days: Annotated[int, Ge(1), Le(366)]
    unit: Unit
    steps: tuple[StepCode, ...] = ()
    since: StepCode | Empty = ""  # empty: from the step itself
    met_by: tuple[Act, ...] = ()  # what meets it; after that nothing is due at this step
    source: Cite | Empty = ""
    house_rule: bool = False
    when: str = ""  # only where this holds over the answers
    urgent: bool = False  # only for what is urgent
    whose: Literal["office", "citizen"] = "office"  # who must keep it
    waiting: Waiting = Waiting.STOPS
    waiting_source: Cite | Empty = ""
    longer_days: Annotated[int, Ge(0)] = 0  # by which it may be extended, at most
    longer_source: Cite | Empty = ""
    note: Annotated[str, MaxLen(160)] = ""  # for staff

    def due(self, start: datetime, holidays: Calendar, waits: Sequence[Wait] = (), *, longer: bool = False) -> datetime:
        """The end of the last day, in China's time.

        Args:
            start: the beginning of `since`, aware of its zone.
            holidays: the days off (`Centre.calendar`).
            waits: from when to when papers were awaited, those that are over.
            longer: whether it was extended, by as much as may be.
        """
        if self.waiting is Waiting.RUNS:
            waits = ()
        elif self.waiting is Waiting.ANEW:
            start, waits = max([start, *(over for _, over in waits)]), ()
        days = self.days + (self.longer_days if longer else 0)
        return last_day(start, days, holidays, working=self.unit is Unit.WORKDAYS, waits=waits)

    def begins_at(self, step: str) -> str:
        """The step from whose beginning it runs, shown at this one."""
        return self.since or step


@dataclass(slots=True, frozen=True)
class Holiday:
    """Days off in a row, both ends included."""

    __pydantic_config__: ClassVar = _STRICT
    name: str
    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Each of them."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(slots=True, frozen=True)
class Workday:
    """A Saturday or Sunday on which everybody works."""

    __pydantic_config__: ClassVar = _STRICT
    name: str
    day: date


@dataclass(slots=True, frozen=True)
class ClockFile:
    """The file clocks.toml."""

    __pydantic_config__: ClassVar = _STRICT
    id: str
    closes: time  # when the office does
    years: tuple[int, ...]  # whose days off are complete here
    clock: tuple[Clock, ...]
    holiday: tuple[Holiday, ...] = ()
    workday: tuple[Workday, ...] = ()

    def calendar(self) -> Calendar:
        """The days off, for counting."""
        off = frozenset(day for holiday in self.holiday for day in holiday.days)
        return Calendar(frozenset(self.years), off, frozenset(w.day for w in self.workday), self.closes)


@dataclass(slots=True, frozen=True)
class Written:
    """A letter as it is sent; `public` is what the terminal and the phone page may say of it."""

    title: str
    body: str
    public: str


@dataclass(slots=True, frozen=True)
class Letter:
    """A template. Its body names what is filled in as `{applicant}`; see PLACEHOLDERS."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name  # its file's name
    desk: Name | Empty  # empty: any desk's
    title: Annotated[str, MinLen(2), MaxLen(30)]
    body: Annotated[str, MinLen(20), MaxLen(3000)]
    public: Annotated[str, MinLen(6), MaxLen(160)]
    cites: tuple[Cite, ...]
    steps: tuple[StepCode, ...] = ()  # where it is offered; empty: everywhere
    clock: Name | Empty = ""  # by which `{due}` is worked out, from the letter's day; empty: when the case is due

    @property
    def fields(self) -> tuple[str, ...]:
        """What it names, in order, each once."""
        return tuple(dict.fromkeys((*named(self.body), *named(self.public))))

    def write(self, fields: Mapping[str, str | Sequence[str]]) -> Written:
        """Fill it in. Several papers become a numbered list; a value's own braces stay as they are.

        Raises:
            FieldMissing: something that it names is empty.
        """
        missing = [PLACEHOLDERS[name] for name in self.fields if not fields.get(name)]
        if missing:
            raise FieldMissing(missing)
        values = {name: _as_text(value) for name, value in fields.items()}
        return Written(self.title, self.body.format_map(values).strip(), self.public.format_map(values))


@dataclass(slots=True, frozen=True)
class Item:
    """One thing that is looked at, and what it is worth."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name
    label: Short
    points: Annotated[int, Ge(1), Le(100)]


@dataclass(slots=True, frozen=True)
class Checklist:
    """By what a desk's closed cases are assessed; the points make a hundred."""

    __pydantic_config__: ClassVar = _STRICT
    desk: Name
    item: Annotated[tuple[Item, ...], Len(5, 8)]


@dataclass(slots=True, frozen=True)
class Office:
    """Another office, and what it takes. The county fills in the phone."""

    __pydantic_config__: ClassVar = _STRICT
    id: Name
    name: Short
    takes: Text
    kinds: tuple[Name, ...]  # of records that are transferred there
    phone: Phone = ""
    cites: tuple[Cite, ...] = ()


class _Seen(dict[str, Any]):
    """Answers by name; what was not answered is null here, for rule-engine takes long to find out by itself."""

    def __contains__(self, _: object) -> bool:
        return True

    def __missing__(self, _: str) -> None:
        return None


def scope(data: Mapping[str, Any], today: date | None = None) -> conditions.Scope:
    """The answers of a record as expressions see them; a day also gives `ID_days`, how many have passed since."""
    answers = data.get("answers")
    answers = answers if isinstance(answers, Mapping) else {}
    today = today or local(now())
    seen = _Seen(conditions.scope(answers, today))
    for id_, value in answers.items():
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            try:
                seen[f"{conditions.name(id_)}_days"] = (today - date.fromisoformat(value)).days
            except ValueError:
                continue  # no such day
    return seen


def named(template: str) -> Iterator[str]:
    """What a template names. Raises ValueError for braces that are no placeholder."""
    for _, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise ValueError(f"no placeholder: {{{name}}}")
        yield name


def _as_text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "\n".join(f"{n}. {each}" for n, each in enumerate(value, 1))
