"""The centre's own content, read from `assets/central` and checked: every slip is told by file and line. No Django.

desks.toml      who takes what, when it is urgent, and what the citizen is told at each step
steps.toml      what she is told where a desk has no words of its own
clocks.toml     how long each step may take, and the days off
letters/ID.toml one template a file
quality.toml    by which points a closed case is assessed (质量评估)
offices.toml    to whom a matter can be transferred
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

from kiosk.content.starter import SHIPPED
from kiosk.guides.model import Service
from kiosk.guides.source import find, rows, whole
from kiosk.services import conditions
from kiosk.services.errors import ConditionRefused
from kiosk.services.form import Kind
from kiosk.services.forms import read_forms
from sync.central.cases.content_model import (
    PLACEHOLDERS,
    PUBLIC,
    STEPS,
    Checklist,
    Clock,
    ClockFile,
    Desk,
    FieldMissing,
    Letter,
    Office,
    Told,
    Unit,
    Waiting,
    Written,
    named,
    scope,
)
from sync.central.cases.workdays import Calendar, statutory

__all__ = [
    "Calendar",
    "Centre",
    "Checklist",
    "Clock",
    "ContentRefused",
    "Desk",
    "FieldMissing",
    "Letter",
    "Office",
    "Told",
    "Unit",
    "Waiting",
    "Written",
    "load",
]

Slip = tuple[str, int, str]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


class ContentRefused(Exception):
    """The folder cannot be used; `slips` holds file, line (0: the whole file) and reason of each."""

    def __init__(self, slips: Sequence[Slip]) -> None:
        super().__init__("\n".join(f"{file}:{line}: {reason}" for file, line, reason in slips))
        self.slips = tuple(slips)


@dataclass(slots=True, frozen=True)
class Centre:
    """All of it."""

    desks: tuple[Desk, ...]
    told: tuple[Told, ...]
    clocks: tuple[Clock, ...]
    letters: tuple[Letter, ...]
    checklists: tuple[Checklist, ...]
    offices: tuple[Office, ...]
    calendar: Calendar
    _takers: Mapping[str, Desk] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_takers", {kind: desk for desk in self.desks for kind in desk.kinds})

    def desk(self, id_: str) -> Desk:
        """A desk. Raises KeyError."""
        return _by_id(self.desks, id_)

    def desk_for(self, kind: str) -> Desk | None:
        """The desk that takes a record's kind; None for a kind that a newer form has and this centre does not know."""
        return self._takers.get(kind)

    def opens_case(self, kind: str, data: Mapping[str, Any], today: date | None = None) -> bool:
        """Whether somebody has to do something about a record of this kind."""
        desk = self.desk_for(kind)
        rules = [rule for rule in desk.opens if rule.kind == kind] if desk else []
        return not rules or any(conditions.holds(rule.when, scope(data, today)) for rule in rules)

    def urgent(self, kind: str, data: Mapping[str, Any], today: date | None = None) -> bool:
        """Whether a record goes before the others, by what it holds (`data` as in sync/wire.py, with `answers`)."""
        return bool(self.urgent_because(kind, data, today))

    def urgent_because(self, kind: str, data: Mapping[str, Any], today: date | None = None) -> tuple[str, ...]:
        """Why it does, for staff."""
        desk = self.desk_for(kind)
        rules = [rule for rule in desk.urgent if rule.kind == kind] if desk else []
        if not rules:
            return ()
        seen = scope(data, today)
        return tuple(rule.because for rule in rules if conditions.holds(rule.when, seen))

    def clock(
        self, kind: str, step: str, data: Mapping[str, Any] | None = None, *, urgent: bool = False,
        today: date | None = None,
    ) -> Clock | None:  # fmt: skip
        """What is due at a step; None where nothing is.

        Args:
            kind: the record's.
            step: where the case stands.
            data: the record's; without it, rules for particular cases do not hold.
            urgent: whether the case is.
            today: for rules that count days; the day the record came.
        """
        seen = scope(data or {}, today)
        return next(
            (
                clock
                for clock in self.clocks
                if step in clock.steps and kind in clock.kinds and (urgent or not clock.urgent)
                and conditions.holds(clock.when, seen)
            ),
            None,
        )  # fmt: skip

    def clock_named(self, id_: str) -> Clock:
        """A clock. Raises KeyError."""
        return _by_id(self.clocks, id_)

    def words(self, desk: str, step: str) -> Told:
        """What a citizen is told at a step of a matter at this desk; the common words where the desk has none."""
        own = next((d.told for d in self.desks if d.id == desk), ())
        return next(told for told in (*own, *self.told) if told.step == step)

    def letter(self, id_: str) -> Letter:
        """A template. Raises KeyError."""
        return _by_id(self.letters, id_)

    def letters_for(self, desk: str, step: str) -> tuple[Letter, ...]:
        """The templates that are of use to a desk at a step, its own first."""
        fit = [t for t in self.letters if t.desk in (desk, "") and (not t.steps or step in t.steps)]
        return tuple(sorted(fit, key=lambda t: (not t.desk, t.id)))

    def checklist(self, desk: str) -> Checklist:
        """A desk's points of assessment. Raises KeyError."""
        found = next((c for c in self.checklists if c.desk == desk), None)
        if found is None:
            raise KeyError(desk)
        return found

    def office(self, id_: str) -> Office:
        """Another office. Raises KeyError."""
        return _by_id(self.offices, id_)

    def warnings(self, today: date) -> tuple[str, ...]:
        """What staff should see to: the days off of this year, or of the one that begins within forty-five days."""
        years = self.calendar.missing(today, today + timedelta(days=45))
        return tuple(
            f"{year}年的放假安排还没有填（clocks.toml），工作日先按法定节日估算，可能差几天。" for year in years
        )


@dataclass(slots=True)
class _Read:
    """What was read so far, and what is wrong with it."""

    root: Path
    refused: list[Slip] = field(default_factory=list)

    def one(self, name: str, kind: type[Any]) -> list[Any]:
        if not (self.root / name).is_file():
            self.refused.append((name, 0, "is not there"))
            return []
        return whole(self.root / name, self.root, kind, self)

    def list(self, name: str, table: str, kind: type[Any]) -> Any:
        if not (self.root / name).is_file():
            self.refused.append((name, 0, "is not there"))
        return tuple(rows(self.root / name, self.root, table, kind, self))

    def slip(self, file: str, text: str, reason: str) -> None:
        self.refused.append((file, find(self.root, file, text), reason))


def load(folder: Path, asked: Mapping[str, frozenset[str]] | None = None) -> Centre:
    """Read the centre's content.

    Args:
        folder: `assets/central`, or the county's own.
        asked: by a record's kind, the ids that expressions may name; those of the shipped forms where it is left out.

    Raises:
        ContentRefused: something is wrong; nothing of it is used, for a desk without its clocks would miss what is due.
    """
    read = _Read(folder)
    clocks = read.one("clocks.toml", ClockFile)
    letters = [t for path in sorted(folder.glob("letters/*.toml")) for t in whole(path, folder, Letter, read)]
    centre = Centre(
        desks=read.list("desks.toml", "desk", Desk),
        told=read.list("steps.toml", "step", Told),
        clocks=clocks[0].clock if clocks else (),
        letters=tuple(letters),
        checklists=read.list("quality.toml", "checklist", Checklist),
        offices=read.list("offices.toml", "office", Office),
        calendar=clocks[0].calendar() if clocks else Calendar(),
    )
    if not read.refused:  # what crosses the files is told of whole ones only
        _across(read, centre, asked if asked is not None else _asked())
        _days_off(read, clocks[0])
    if read.refused:
        raise ContentRefused(read.refused)
    return centre


def _asked() -> dict[str, frozenset[str]]:
    """By kind of record, what the shipped forms ask; several forms may hand in one kind."""
    told = _Read(SHIPPED)
    services = {s.id for s in rows(SHIPPED / "services.toml", SHIPPED, "service", Service, told)}
    asked: dict[str, frozenset[str]] = {}
    for form in read_forms(SHIPPED, told, services):
        days = {f"{q.id}-days" for q in form.question if q.kind is Kind.DATE}
        if form.matter:  # one without adds to what was handed in before
            asked[form.matter] = asked.get(form.matter, frozenset()) | {q.id for q in form.question} | days
    return asked


def _across(read: _Read, centre: Centre, asked: Mapping[str, frozenset[str]]) -> None:
    """What no file can know by itself."""
    _desks(read, centre, asked)
    _clocks(read, centre, asked)
    _letters(read, centre)
    desks = {desk.id for desk in centre.desks}
    for checklist in centre.checklists:
        at = f'desk = "{checklist.desk}"'
        if checklist.desk not in desks:
            read.slip("quality.toml", at, f"desk: there is no “{checklist.desk}”")
        if sum(item.points for item in checklist.item) != 100:
            read.slip("quality.toml", at, f"{checklist.desk}: the points must make 100")
        _once(read, "quality.toml", [item.id for item in checklist.item])
    for lacking in sorted(desks - {c.desk for c in centre.checklists}):
        read.refused.append(("quality.toml", 0, f"{lacking}: has no checklist"))
    for office in centre.offices:
        _kinds(read, "offices.toml", office.id, office.kinds, centre)
    _once(read, "offices.toml", [office.id for office in centre.offices])


def _desks(read: _Read, centre: Centre, asked: Mapping[str, frozenset[str]]) -> None:
    file = "desks.toml"
    _once(read, file, [desk.id for desk in centre.desks])
    _once(read, file, [kind for desk in centre.desks for kind in desk.kinds])
    for lacking in sorted(set(asked) - {kind for desk in centre.desks for kind in desk.kinds}):
        read.refused.append((file, 0, f"{lacking}: no desk takes this kind"))
    for desk in centre.desks:
        for kind, when in ((rule.kind, rule.when) for rules in (desk.urgent, desk.opens) for rule in rules):
            if kind not in desk.kinds:
                read.slip(file, when, f"{desk.id}: does not take “{kind}”")
            _condition(read, file, when, asked.get(kind, frozenset()))
        steps = [told.step for told in desk.told]
        for twice in sorted({step for step in steps if steps.count(step) > 1}):
            read.slip(file, f'id = "{desk.id}"', f"{desk.id}: “{twice}” is told twice")
    for step in sorted(STEPS - {told.step for told in centre.told}):
        read.refused.append(("steps.toml", 0, f"{step}: has no words"))


def _clocks(read: _Read, centre: Centre, asked: Mapping[str, frozenset[str]]) -> None:
    file = "clocks.toml"
    _once(read, file, [clock.id for clock in centre.clocks])
    closed: dict[tuple[str, str], str] = {}
    for clock in centre.clocks:
        at = f'id = "{clock.id}"'
        _kinds(read, file, clock.id, clock.kinds, centre)
        if bool(clock.source) == clock.house_rule:
            read.slip(file, at, f"{clock.id}: has a source, or is a house rule")
        if bool(clock.longer_days) != bool(clock.longer_source):
            read.slip(file, at, f"{clock.id}: an extension needs its source")
        common = frozenset.intersection(*(asked.get(kind, frozenset()) for kind in clock.kinds))
        _condition(read, file, clock.when, common)
        for place in ((kind, step) for kind in clock.kinds for step in clock.steps):
            if place in closed:
                read.slip(file, at, f"{clock.id}: never reached at {place[1]} of {place[0]}, after {closed[place]}")
            elif not clock.when and not clock.urgent:
                closed[place] = clock.id
    for unused in (c for c in centre.clocks if not c.steps and c.id not in {t.clock for t in centre.letters}):
        read.slip(file, f'id = "{unused.id}"', f"{unused.id}: has no steps, and no letter names it")
    for kind in sorted(asked):
        if (kind, "received") not in closed:
            read.refused.append((file, 0, f"{kind}: nothing is due when it is received"))


def _letters(read: _Read, centre: Centre) -> None:
    desks, clocks = {desk.id for desk in centre.desks}, {clock.id for clock in centre.clocks}
    for letter in centre.letters:
        file = f"letters/{letter.id}.toml"
        if letter.desk and letter.desk not in desks:
            read.slip(file, "desk", f"desk: there is no “{letter.desk}”")
        if letter.clock and letter.clock not in clocks:
            read.slip(file, "clock", f"clock: there is no “{letter.clock}”")
        for key, text, known in (("body", letter.body, set(PLACEHOLDERS)), ("public", letter.public, set(PUBLIC))):
            try:
                unknown = sorted(set(named(text)) - known)
            except ValueError as error:
                read.slip(file, f"{key} =", f"{key}: {error}")
                continue
            for name in unknown:
                at = f"{{{name}}}" if key == "body" else "public ="
                read.slip(file, at, f"{key}: must not name {{{name}}}")


def _days_off(read: _Read, clocks: ClockFile) -> None:
    """Whether the years that are said to be complete are: each statutory day off, and no exchange for a weekday."""
    file, calendar = "clocks.toml", clocks.calendar()
    for holiday in clocks.holiday:
        if holiday.last < holiday.first:
            read.slip(file, f"first = {holiday.first}", f"{holiday.name}: ends before it begins")
    for workday in clocks.workday:
        if workday.day.weekday() < 5 or workday.day in calendar.off:
            read.slip(file, f"day = {workday.day}", f"{workday.day}: must be a Saturday or Sunday that is not off")
    for year in clocks.years:
        for day in sorted(statutory(year) - calendar.off):
            read.slip(file, "years =", f"{year}: {day} is a statutory holiday and not here")


def _condition(read: _Read, file: str, text: str, known: frozenset[str]) -> None:
    if not text:
        return
    try:
        conditions.check(text, set(known))
    except ConditionRefused as error:
        read.slip(file, text, str(error))


def _kinds(read: _Read, file: str, id_: str, kinds: Sequence[str], centre: Centre) -> None:
    for kind in kinds:
        if centre.desk_for(kind) is None:
            read.slip(file, f'id = "{id_}"', f"{id_}: no desk takes “{kind}”")


def _once(read: _Read, file: str, ids: Sequence[str]) -> None:
    for twice in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        read.slip(file, f'"{twice}"', f"“{twice}” stands twice")


def _by_id(things: Sequence[_T], id_: str) -> _T:
    found = next((thing for thing in things if thing.id == id_), None)
    if found is None:
        raise KeyError(id_)
    return found
