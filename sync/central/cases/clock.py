"""The clock of a case: what is due at its step, by the rules that are content (clocks.toml) and by its own history.

It is worked out anew at each change: when the step began from which the law counts, how long papers were awaited, and
whether what must happen has happened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from sync.central.cases import known
from sync.central.cases.content_model import Clock
from sync.central.cases.models import Case, Change, Step
from sync.central.cases.steps import RECEIVED, Action
from sync.central.cases.workdays import Wait, local


@dataclass(slots=True, frozen=True)
class _Moment:
    """A change as the clock sees it."""

    at: datetime
    step: str
    action: str
    extends: str = ""  # the rule that was extended


def begin(case: Case, data: Mapping[str, Any]) -> None:
    """Set the clock of a case that has just come in.

    Args:
        case: the new case; it may not be saved yet.
        data: what its record holds.
    """
    _set(case, data, [_Moment(case.received_at, Step.RECEIVED, RECEIVED)])


def set_by(case: Case, now: Change) -> None:
    """Set the clock by the case's history and the change that is made now, which need not be saved yet."""
    past = case.changes.values_list("at", "step", "action", "facts")
    told = [*past, (now.at, now.step, now.action, now.facts)]
    history = [_Moment(at, step, action, facts.get("extends", "")) for at, step, action, facts in told]
    first = case.records.order_by("received_at", "id").first()
    _set(case, first.sealed["data"] if first else {}, history)


def _set(case: Case, data: Mapping[str, Any], history: Sequence[_Moment]) -> None:
    rule = known.centre().clock(
        case.kind, case.step, data, urgent=case.urgent, today=local(case.received_at)
    )  # fmt: skip
    waiting = case.step == Step.PAPERS and (rule is None or rule.whose == "citizen")
    case.paused_at = _entered(history, Step.PAPERS) if waiting else None
    if rule is None or _is_met(rule, case, history):
        case.due_at, case.due_rule = None, ""
        return
    start = _entered(history, rule.begins_at(case.step)) or case.received_at
    waits = [wait for wait in _waits(history) if wait[1] > start]
    longer = any(moment.extends == rule.id for moment in history)
    case.due_at = rule.due(start, known.centre().calendar, waits, longer=longer)
    case.due_rule = rule.id


def _entered(history: Sequence[_Moment], step: str) -> datetime | None:
    """When the case last came to a step."""
    came = None
    for before, moment in zip((None, *history), history, strict=False):
        if moment.step == step and (before is None or before.step != step):
            came = moment.at
    return came


def _is_met(rule: Clock, case: Case, history: Sequence[_Moment]) -> bool:
    """Whether what must happen at this step has happened since it was reached; an assignment, once there is a lawyer."""
    if Action.ASSIGN in rule.met_by and case.lawyer_id is not None:
        return True
    here = takewhile(lambda moment: moment.step == case.step, reversed(history))
    return any(moment.action in rule.met_by for moment in here if moment.action != Action.ASSIGN)


def _waits(history: Sequence[_Moment]) -> list[Wait]:
    """From when to when papers were awaited, as often as it is over."""
    out: list[Wait] = []
    begun = None
    for moment in history:
        if moment.step == Step.PAPERS:
            begun = begun or moment.at
        elif begun is not None:
            out.append((begun, moment.at))
            begun = None
    return out
