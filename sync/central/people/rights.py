"""Who may do what, and whose cases somebody sees. Every right comes from a duty; being a superuser gives none.

| role | sees | does |
|---|---|---|
| intake | cases of their stations, all desks | dispatches, transfers, speaks to the citizen, enters at the window |
| officer | cases of their desk within their stations | all work on them |
| lawyer | cases assigned to them | speaks to the citizen, asks for papers, reports the result |
| keeper | that there are cases at their stations, not whose | enters at the window, timetable |
| auditor | everything, and the audit chain | nothing |
| administrator | no case | stations, terminals, staff |
| editor, publisher | no case | content |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from sync.central.cases.models import Case
from sync.central.cases.steps import Action
from sync.central.fleet.models import Station
from sync.central.people.models import Role, Staff


class Right(StrEnum):
    """What is no work on a case."""

    LIST = "list"  # that there is a case, its kind and step: nothing personal
    OPEN = "open"  # all of a case
    ENTER = "enter"  # a citizen at the window
    TIMETABLE = "timetable"
    REFUSED = "refused"  # records that were not taken: their content
    STATISTICS = "statistics"
    AUDIT = "audit"
    FLEET = "fleet"
    STAFF = "staff"
    EDIT_CONTENT = "edit-content"
    PUBLISH_CONTENT = "publish-content"


_SPEAKING = {Action.REMARK, Action.MESSAGE, Action.ASK_PAPERS, Action.PAPERS_CAME}
_DISPATCHING = {Action.TRIAGE, Action.TRANSFER, Action.WITHDRAW, Action.URGENT, Action.LETTER}
_COUNTER = {Right.ENTER, Right.TIMETABLE, Right.STATISTICS}
_MAY: Mapping[Role, frozenset[Action | Right]] = {
    Role.INTAKE: frozenset({Right.LIST, Right.OPEN, Right.REFUSED, *_COUNTER, *_SPEAKING, *_DISPATCHING}),
    Role.OFFICER: frozenset({Right.LIST, Right.OPEN, *_COUNTER, *Action}),
    Role.LAWYER: frozenset({Right.LIST, Right.OPEN, Action.FINISH, *_SPEAKING}),
    Role.KEEPER: frozenset({Right.LIST, *_COUNTER}),
    Role.AUDITOR: frozenset({Right.LIST, Right.OPEN, Right.AUDIT, Right.STATISTICS, Right.REFUSED}),
    Role.ADMINISTRATOR: frozenset({Right.FLEET, Right.STAFF}),
    Role.EDITOR: frozenset({Right.EDIT_CONTENT}),
    Role.PUBLISHER: frozenset({Right.EDIT_CONTENT, Right.PUBLISH_CONTENT}),
}
_WHOLE_COUNTY = ""


@dataclass(slots=True, frozen=True)
class _Held:
    """A duty as it counts: `path` of the station (empty: the county), desk (empty: all)."""

    role: Role
    path: str
    desk: str


@dataclass(slots=True, frozen=True)
class Reach:
    """All that somebody may, read once: for a page that asks often."""

    staff: int
    _held: tuple[_Held, ...]

    def may(self, action: Action | Right, case: Case | None = None, station: Station | None = None) -> bool:
        """Whether the action is allowed: on this case, at this station, or (with neither) anywhere at all."""
        return any(action in _MAY[h.role] and self._covers(h, case, station) for h in self._held)

    def visible(self, right: Right = Right.LIST) -> Q:
        """The cases on which a right is had, as a condition over `Case`."""
        out = Q(pk__in=[])
        for held in self._held:
            if right not in _MAY[held.role]:
                continue
            if held.role is Role.LAWYER:
                out |= Q(lawyer=self.staff)
                continue
            within = Q() if held.path == _WHOLE_COUNTY else Q(station__in=_below(held.path))
            if held.role is Role.OFFICER and held.desk:
                within &= Q(desk=held.desk)
            if not within:
                return Q()  # everything
            out |= within
        return out

    def stations(self, right: Right) -> Q:
        """The stations at which a right is had, as a condition over `Station`."""
        out = Q(pk__in=[])
        for held in self._held:
            if right in _MAY[held.role]:
                if held.path == _WHOLE_COUNTY:
                    return Q()
                out |= Q(path__startswith=held.path)
        return out

    def desks(self, right: Right = Right.OPEN) -> set[str] | None:
        """The desks on whose cases a right is had; None for all."""
        held = [h for h in self._held if right in _MAY[h.role] and h.role is not Role.LAWYER]
        if any(h.role is not Role.OFFICER or not h.desk for h in held):
            return None
        return {h.desk for h in held}

    def _covers(self, held: _Held, case: Case | None, station: Station | None) -> bool:
        if case is not None:
            if held.role is Role.LAWYER:
                return case.lawyer_id == self.staff
            if held.role is Role.OFFICER and held.desk and held.desk != case.desk:
                return False
            station = case.station
        return station is None or station.path.startswith(held.path)


def reach(staff: Staff) -> Reach:
    """Read what somebody may; nothing for an account that is shut."""
    if not staff.is_active or staff.pk is None:
        return Reach(0, ())
    duties = staff.duties.select_related("station")
    held = tuple(_Held(Role(d.role), d.station.path if d.station else _WHOLE_COUNTY, d.desk) for d in duties)
    return Reach(staff.pk, held)


def may(staff: Staff, action: Action | Right, case: Case | None = None, station: Station | None = None) -> bool:
    """Whether somebody may do this: to this case, at this station, or (with neither) anywhere at all."""
    return reach(staff).may(action, case, station)


def visible(staff: Staff, right: Right = Right.LIST) -> Q:
    """The cases that somebody sees in lists, as a condition over `Case`; `Right.OPEN`: that they may open."""
    return reach(staff).visible(right)


def _below(path: str) -> list[int]:
    return list(Station.objects.filter(path__startswith=path).values_list("pk", flat=True))
