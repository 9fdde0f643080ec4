"""What must hold whatever staff and citizens do, in any order: played by hypothesis, judged by rules written again here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import pytest
from central.county import County, feed
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sync import wire
from sync.central.audit import chain
from sync.central.audit.models import Line
from sync.central.cases import find, known, work
from sync.central.cases.errors import CaseError, CaseMoved, Forbidden, NotNow
from sync.central.cases.models import Case, Change, Record
from sync.central.cases.steps import TABLE, Action
from sync.central.fleet.models import Station
from sync.central.people.models import Duty, Role, Staff

pytestmark = pytest.mark.django_db

PEOPLE = {
    "intake": (Role.INTAKE, "centre", ""),
    "intake-mata": (Role.INTAKE, "mata", ""),
    "aid": (Role.OFFICER, "", "legal-aid"),
    "aid-zhou": (Role.OFFICER, "zhou", "legal-aid"),
    "mediation": (Role.OFFICER, "", "mediation"),
    "all-desks": (Role.OFFICER, "", ""),
    "lawyer": (Role.LAWYER, "", ""),
    "keeper": (Role.KEEPER, "mata", ""),
    "auditor": (Role.AUDITOR, "", ""),
    "administrator": (Role.ADMINISTRATOR, "", ""),
    "publisher": (Role.PUBLISHER, "", ""),
}
INTAKE_MAY = {"triage", "transfer", "withdraw", "urgent", "remark", "message", "letter", "ask-papers", "papers-came"}
SILENT = {Action.LETTER, Action.REVIEW, Action.ARCHIVE}  # they carry no note to the citizen
LAWYER_MAY = {"remark", "message", "ask-papers", "papers-came", "finish"}


@dataclass(frozen=True)
class Move:
    """One thing that somebody does. Three of four times it is one that has its place, by one who may."""

    wild: bool
    action: int
    who: int
    which: int
    tells: bool
    stale: bool
    desk: str


moves = st.lists(
    st.builds(
        Move,
        wild=st.sampled_from([False, False, False, True]),
        action=st.integers(0, 99),
        who=st.integers(0, 99),
        which=st.sampled_from([0, 0, 0, 1]),
        tells=st.booleans(),
        stale=st.sampled_from([False] * 7 + [True]),
        desk=st.sampled_from(["legal-aid", "legal-aid", "mediation"]),
    ),
    min_size=10,
    max_size=30,
)


@dataclass
class Play:
    """What has happened so far, as a bystander noted it."""

    county: County
    people: dict[str, Staff]
    cases: list[int]
    told: dict[int, list[str]] = field(default_factory=dict)

    def oracle(self, name: str, action: str, case: Case) -> bool:
        """Whether somebody may, by the table in the head of people/rights.py."""
        role, where, desk = PEOPLE[name]
        if role is Role.LAWYER:
            return case.lawyer == self.people[name] and action in LAWYER_MAY
        if where and not _within(case.station, getattr(self.county, where)):
            return False
        if role is Role.INTAKE:
            return action in INTAKE_MAY
        return role is Role.OFFICER and desk in ("", case.desk)

    def opens(self, name: str, case: Case) -> bool:
        """Whether somebody may see all of a case."""
        return PEOPLE[name][0] is Role.AUDITOR or self.oracle(name, "remark", case)

    def lists(self, name: str, case: Case) -> bool:
        """Whether somebody may see that there is a case."""
        keeps = PEOPLE[name][0] is Role.KEEPER and _within(case.station, self.county.mata)
        return keeps or self.opens(name, case)


@given(moves)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.reuse, Phase.generate],  # a play takes long; a failing one is told as it was
)
def test_steps_follow_the_table_versions_rise_no_note_is_lost_and_rights_hold(played):
    with a_play() as play:
        for number, move in enumerate(played):
            case = Case.objects.get(pk=play.cases[move.which])
            fit = [action for action in Action if case.step in TABLE[action]]
            action = pick(list(Action) if move.wild else fit, move.action)
            able = [name for name in PEOPLE if play.oracle(name, action, case)]
            name = pick(list(PEOPLE) if move.wild or not able else able, move.who)
            one_move(play, case, action, name, f"话{number}。" if move.tells else "", move)
            if move.wild:
                play.county.submit(about=Record.objects.filter(case=case).first())
                assert Case.objects.get(pk=case.pk).version >= case.version
        for name, person in play.people.items():
            what_somebody_sees(play, name, person)
        assert chain.first_gap() is None


def pick(among: list[Any], number: int) -> Any:
    """One of them."""
    return among[number % len(among)]


def one_move(play: Play, case: Case, action: Action, name: str, note: str, move: Move) -> None:
    before = (case.step, case.version, case.changes.count(), Line.objects.count(), len(feed(play.county.terminal)))
    seen = case.version - move.stale
    allowed = play.oracle(name, action, case)
    refusal = None
    try:
        with transaction.atomic():
            doing(action, play, move.desk, note)(case.pk, play.people[name], seen)
    except CaseError as error:
        refusal = error
    now = Case.objects.get(pk=case.pk)
    if refusal is not None:
        assert isinstance(refusal, Forbidden) is not allowed
        assert isinstance(refusal, CaseMoved) is (allowed and move.stale)
        assert isinstance(refusal, NotNow) is (allowed and not move.stale and case.step not in TABLE[action])
        after = (now.step, now.version, now.changes.count(), Line.objects.count(), len(feed(play.county.terminal)))
        assert after == before
        return
    assert allowed
    assert not move.stale
    assert now.step == TABLE[action][case.step]
    assert now.version > case.version
    made = Change.objects.get(case=case, version=now.version)
    assert (made.by, made.action) == (play.people[name], action)
    assert made.at is not None
    last = Line.objects.order_by("-seq")[0]
    assert (last.actor, last.subject) == (play.people[name], f"case:{case.pk}")
    if note and action not in SILENT:
        play.told.setdefault(case.pk, []).append(note)
    notes = list(Change.objects.filter(case=case).order_by("version"))
    kept = [change.public for change in notes if change.public]
    heard = [body.get("note") or body.get("text") or "" for body in everything_told(play, now)]
    for told in play.told.get(case.pk, []):
        assert any(told in text for text in kept)
        assert any(told in text for text in heard)


def doing(action: Action, play: Play, desk: str, note: str) -> Callable[[int, Staff, int], Case]:
    """The action with something sensible in every field."""
    lawyer, officer = play.people["lawyer"], play.people["all-desks"]
    told = {"note": note}
    call = {
        Action.TRIAGE: lambda: (work.triage, {"desk": desk, **told}),
        Action.ASSIGN: lambda: (work.assign, {"officer": officer, "lawyer": lawyer, **told}),
        Action.START: lambda: (work.start, told),
        Action.ASK_PAPERS: lambda: (work.ask_papers, {"papers": ["工资条"], "again": "漏了", **told}),
        Action.PAPERS_CAME: lambda: (work.papers_came, told),
        Action.GRANT: lambda: (work.decide, {"granted": True, **told}),
        Action.REFUSE: lambda: (work.decide, {"granted": False, "reason": "不在范围", **told}),
        Action.LETTER: lambda: (work.write_letter, {"template": "done", "fields": {"reason": "办了", "phone": "1"}}),
        Action.EXTEND: lambda: (work.extend, {"note": note or "情况复杂"}),
        Action.FINISH: lambda: (work.finish, {"result": "answered", **told}),
        Action.TRANSFER: lambda: (work.transfer, {"office": "court", **told}),
        Action.WITHDRAW: lambda: (work.withdraw, told),
        Action.REOPEN: lambda: (work.reopen, {"private": "再看一看", **told}),
        Action.CLOSE: lambda: (work.close, told),
        Action.ARCHIVE: lambda: (work.archive, {}),
        Action.REVIEW: lambda: (work.review, {"points": points(desk), "note": note}),
        Action.URGENT: lambda: (work.set_urgent, {"urgent": True, **told}),
        Action.REMARK: lambda: (work.remark, {"public": note, "private": "记下了"}),
        Action.MESSAGE: lambda: (work.message, {"text": note or "请接电话"}),
    }
    function, fields = call[action]()
    return lambda case, by, seen: function(case, by, seen=seen, **fields)


def points(desk: str) -> dict[str, int]:
    """Full marks."""
    return {item.id: item.points for item in known.centre().checklist(desk).item}


def everything_told(play: Play, case: Case) -> list[dict[str, str]]:
    """Statuses and words about a case on the terminal."""
    own = {str(pk) for pk in Record.objects.filter(case=case).values_list("pk", flat=True)}
    terminals = (play.county.terminal, play.county.other_terminal)
    kinds = (wire.ItemKind.STATUS, wire.ItemKind.MESSAGE)
    return [body for t in terminals for kind in kinds for body in feed(t, kind) if body["record"] in own]


def what_somebody_sees(play: Play, name: str, person: Staff) -> None:
    listed = {row.id: row for step in ("", "closed", "archived") for row in find.queue(person, step=step).rows}
    for case in Case.objects.all():
        assert (case.pk in listed) is play.lists(name, case)
        if case.pk in listed:
            assert bool(listed[case.pk].applicant) is play.opens(name, case)
        with nullcontext() if play.opens(name, case) else pytest.raises(Forbidden):
            find.open_case(person, case.pk)


@contextmanager
def a_play() -> Iterator[Play]:
    """A county with two cases, gone when it is over."""
    with transaction.atomic():
        county = County()
        people = {}
        for name, (role, where, desk) in PEOPLE.items():
            people[name] = Staff.objects.create(username=name, name=name)
            Duty.objects.create(
                staff=people[name], role=role, desk=desk, station=getattr(county, where) if where else None
            )
        cases = [county.case("legal-aid").pk, county.case("mediation", terminal=county.other_terminal).pk]
        yield Play(county, people, cases)
        transaction.set_rollback(True)


def _within(station: Station, above: Station) -> bool:
    at: Station | None = station
    while at is not None and at != above:
        at = at.parent
    return at is not None
