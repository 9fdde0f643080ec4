"""What the citizen is told of a change, on the terminal where something was handed in (sync/wire.py, `Step`)."""

from collections.abc import Iterable
from datetime import datetime, time

from kiosk.store.model import CHINA
from sync import wire
from sync.central.cases import known, steps
from sync.central.cases.models import Case, Change, PaperRequest, Record, Step
from sync.central.fleet import feed

_EVENING = time(23, 59, 59)


def tell(made: Change, records: Iterable[Record] | None = None) -> None:
    """Send a change to the terminals of the case's records, or of these only."""
    told = made.case.records.all() if records is None else records
    for record in told:
        if record.terminal_id is not None:
            step = step_of(made, record)
            feed.send([record.terminal_id], wire.ItemKind.STATUS, step.model_dump(mode="json"))


def message(made: Change) -> None:
    """Send the change's public note as a word to the citizen."""
    for record in made.case.records.all():
        if record.terminal_id is not None:
            body = {"record": str(record.pk), "text": made.public, "at": made.at.isoformat()}
            feed.send([record.terminal_id], wire.ItemKind.MESSAGE, body)


def step_of(made: Change, record: Record) -> wire.Step:
    """A change as the citizen sees it on the receipt of this record."""
    case = made.case
    asked = _asked(case) if made.step == Step.PAPERS else []
    words = known.centre().words(case.desk or case.suggested, made.step)
    return wire.Step(
        record=str(record.pk),
        version=made.version,
        step=made.step,
        label=words.label,
        at=made.at,
        note=made.public or "",
        next=words.text,
        due=None if steps.is_closed(made.step) else _due(case, asked),
        asks=[paper for request in asked for paper in request.papers],
        closed=steps.is_closed(made.step),
    )


def _asked(case: Case) -> list[PaperRequest]:
    return list(case.requests.filter(answered_at=None).order_by("at"))


def _due(case: Case, asked: Iterable[PaperRequest]) -> datetime | None:
    """While papers are awaited, the day that staff named; else what the clock says."""
    days = [request.until for request in asked if request.until]
    return datetime.combine(min(days), _EVENING, CHINA) if days else case.due_at
