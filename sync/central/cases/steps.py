"""Which action may follow at which step, and where it leads: the one table of a case's way.

A case is received, triaged, worked on (papers may be asked for), decided or not, done, closed, archived. It can also be
transferred or withdrawn, which are closed as well; and what has ended can be taken up again until it is archived.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.db import models

from sync.central.cases.errors import NotNow
from sync.central.cases.models import Step


class Action(StrEnum):
    """What is done about a case."""

    TRIAGE = "triage"
    ASSIGN = "assign"
    START = "start"
    ASK_PAPERS = "ask-papers"
    PAPERS_CAME = "papers-came"
    GRANT = "grant"
    REFUSE = "refuse"
    LETTER = "letter"
    EXTEND = "extend"
    FINISH = "finish"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    CLOSE = "close"
    ARCHIVE = "archive"
    REVIEW = "review"
    URGENT = "urgent"
    REMARK = "remark"
    MESSAGE = "message"


class Result(models.TextChoices):
    """How the work on a case ended."""

    SUCCEEDED = "succeeded", "办成了"
    PARTLY = "partly", "办成一部分"
    AGREED = "agreed", "谈成了，签了协议"
    FAILED = "failed", "没办成"
    ANSWERED = "answered", "已经答复"


# What the centre itself notes in a case's history; it never moves the step by itself.
RECEIVED, ADDED, SLOT_CLASH = "received", "added", "slot-clash"

UNDECIDED = (Step.RECEIVED, Step.TRIAGED, Step.WORKING, Step.PAPERS)
OPEN = (*UNDECIDED, Step.GRANTED)  # somebody has to do something for the citizen
ENDED = (Step.REFUSED, Step.DONE, Step.TRANSFERRED, Step.WITHDRAWN)
LIVING = (*OPEN, *ENDED)  # not yet closed
_SAME = None


def _from(*froms: Step, to: Step | None = _SAME) -> Mapping[Step, Step]:
    return MappingProxyType({step: to or step for step in froms})


TABLE: Mapping[Action, Mapping[Step, Step]] = MappingProxyType(
    {
        Action.TRIAGE: _from(Step.RECEIVED, Step.TRIAGED, Step.WORKING, to=Step.TRIAGED),
        Action.ASSIGN: _from(Step.TRIAGED, Step.WORKING, Step.PAPERS, Step.GRANTED),
        Action.START: _from(Step.TRIAGED, to=Step.WORKING),
        Action.ASK_PAPERS: _from(Step.TRIAGED, Step.WORKING, Step.PAPERS, to=Step.PAPERS),
        Action.PAPERS_CAME: _from(Step.PAPERS, to=Step.WORKING),
        Action.GRANT: _from(Step.WORKING, to=Step.GRANTED),
        Action.REFUSE: _from(Step.WORKING, to=Step.REFUSED),
        Action.LETTER: _from(*LIVING[1:], Step.CLOSED),
        Action.EXTEND: _from(*OPEN),
        Action.FINISH: _from(Step.WORKING, Step.GRANTED, to=Step.DONE),
        Action.TRANSFER: _from(*UNDECIDED, to=Step.TRANSFERRED),
        Action.WITHDRAW: _from(*OPEN, to=Step.WITHDRAWN),
        Action.REOPEN: _from(*ENDED, Step.CLOSED, to=Step.WORKING),
        Action.CLOSE: _from(*ENDED, to=Step.CLOSED),
        Action.ARCHIVE: _from(Step.CLOSED, to=Step.ARCHIVED),
        Action.REVIEW: _from(Step.CLOSED, Step.ARCHIVED),
        Action.URGENT: _from(*OPEN),
        Action.REMARK: _from(*LIVING, Step.CLOSED),
        Action.MESSAGE: _from(*LIVING, Step.CLOSED),
    }
)


def may(step: Step | str, action: Action) -> Step:
    """The step to which an action leads.

    Raises:
        NotNow: the action has no place at this step.
    """
    try:
        return TABLE[action][Step(step)]
    except KeyError:
        sentence = f"这件事现在是“{Step(step).label}”，这一步不能这样办。"
        raise NotNow(f"{action} at {step}", sentence) from None


def is_closed(step: Step | str) -> bool:
    """Whether nothing is to follow for the citizen."""
    return Step(step) not in OPEN
