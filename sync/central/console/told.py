"""A case's records and history in the words in which the case page tells them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kiosk.services.form import SILENT, Form, Kind, Question
from kiosk.services.shown import shown
from kiosk.store.receipt import show_number
from sync.central.cases import known, steps
from sync.central.cases.models import Attachment, Case, Change, Record
from sync.central.cases.steps import Action, Result
from sync.central.console import words
from sync.central.people.models import Staff

_OPENS_IN_PLACE = ("image/jpeg", "image/png", "image/webp", "image/gif")
_ON_PAPER = frozenset({Kind.PHOTOS, Kind.SIGNATURE})  # they are shown as papers


@dataclass(slots=True, frozen=True)
class Paper:
    """An attachment as it is offered."""

    id: int
    label: str
    size: int
    arrived: bool
    is_picture: bool


@dataclass(slots=True, frozen=True)
class Sent:
    """One record: what was answered, what came with it."""

    number: str
    title: str
    at: datetime
    station: str
    first: bool
    answers: list[tuple[str, str]] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Told:
    """One change."""

    at: datetime
    who: str
    what: str
    detail: str
    public: str
    private: str
    fresh: bool  # since somebody looked last


def sent(case: Case) -> list[Sent]:
    """What the citizen sent, the first record first."""
    return [_sent(record, first=n == 0) for n, record in enumerate(case.records.all())]


def history(case: Case, seen: int | None = None) -> list[Told]:
    """What happened, newest first; what came after the version `seen` is fresh."""
    changes = list(case.changes.all())
    names = _names(changes)
    papers = {request.pk: request.papers for request in case.requests.all()}
    return [_told(change, names, papers, seen) for change in reversed(changes)]


def urgent_because(case: Case) -> list[str]:
    """Why the first record made it urgent, by the rules of its desk."""
    if not case.urgent:
        return []
    return [why for record in case.records.all()[:1] for why in known.centre().urgent_because(case.kind, _data(record))]


def _sent(record: Record, *, first: bool) -> Sent:
    form = known.forms().get(record.form)
    answers = _data(record).get("answers")
    lines = list(_lines(form, answers)) if isinstance(answers, Mapping) else []
    papers = [_paper(a, n) for n, a in enumerate(record.attachments.all(), 1)]
    at = record.time if record.terminal_id else record.received_at
    return Sent(
        show_number(record.number), form.title if form else record.form, at, record.station_name, first, lines, papers
    )  # fmt: skip


def _data(record: Record) -> Mapping[str, Any]:
    sealed = record.sealed if isinstance(record.sealed, Mapping) else {}
    data = sealed.get("data")
    return data if isinstance(data, Mapping) else {}


def _lines(form: Form | None, answers: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """In the form's order; what a newer form asks and this centre does not know stands last, as it came."""
    questions = {q.id: q for q in form.question} if form else {}
    for id_, question in questions.items():
        if id_ in answers and question.kind not in SILENT | _ON_PAPER:
            yield question.short or question.label, _words(question, answers[id_])
    for id_, value in answers.items():
        if id_ not in questions:
            yield id_, str(value)


def _words(question: Question, value: Any) -> str:
    try:
        return shown(question, value)
    except (AttributeError, KeyError, TypeError, ValueError):
        return str(value)  # a terminal with another version of the form sent something else


def _paper(attachment: Attachment, number: int) -> Paper:
    return Paper(
        attachment.pk,
        attachment.label or f"附件{number}",
        attachment.size,
        attachment.arrived_at is not None,
        attachment.media_type in _OPENS_IN_PLACE,
    )


def _told(change: Change, names: Mapping[int, str], papers: Mapping[int, list[str]], seen: int | None) -> Told:
    who = str(change.by) if change.by else "当事人" if change.action in (steps.RECEIVED, steps.ADDED) else "系统"
    if change.action == Action.PAPERS_CAME and change.by is None:
        who = "当事人"
    fresh = seen is not None and change.version > seen
    return Told(
        change.at, who, words.action(change.action), _detail(change, names, papers), change.public or "",
        change.private or "", fresh,
    )  # fmt: skip


def _detail(change: Change, names: Mapping[int, str], papers: Mapping[int, list[str]]) -> str:
    """What of the facts is worth saying."""
    facts = change.facts
    people = (("承办", facts.get("officer")), ("律师", facts.get("lawyer")))
    says: dict[str, Callable[[], str]] = {
        Action.TRIAGE: lambda: f"给{words.desk(facts['desk'])}",
        Action.ASSIGN: lambda: "，".join(f"{role}：{names[id_]}" for role, id_ in people if id_),
        Action.START: lambda: names[facts["officer"]],
        Action.ASK_PAPERS: lambda: "、".join(papers[facts["request"]]),
        Action.FINISH: lambda: str(Result(facts["result"]).label),
        Action.TRANSFER: lambda: words.office(facts["office"]),
        Action.URGENT: lambda: "改为加急" if facts["urgent"] else "改为不急",
        Action.REVIEW: lambda: f"{facts['total']}分",
    }
    if change.action in (steps.SLOT_CLASH, "slot-taken", "slot-freed"):
        return words.slot(str(facts.get("slot", "")))
    try:
        return says.get(change.action, str)()
    except (KeyError, ValueError):
        return ""  # from before a fact was noted, or of content that is gone


def _names(changes: Iterable[Change]) -> dict[int, str]:
    ids = {change.facts.get(role) for change in changes for role in ("officer", "lawyer")} - {None}
    return {staff.pk: str(staff) for staff in Staff.objects.filter(pk__in=ids)}
