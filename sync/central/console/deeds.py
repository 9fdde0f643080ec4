"""The actions on a case as the case page offers them: name, form, and the one function of `cases/work.py` that each calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sync.central.cases import known, steps, work
from sync.central.cases.models import Case, Step
from sync.central.cases.steps import TABLE, Action
from sync.central.console import forms
from sync.central.people.models import Staff
from sync.central.people.rights import Reach

Do = Callable[[int, Staff, int, dict[str, Any], forms.Act], Case]


@dataclass(slots=True, frozen=True)
class Deed:
    """One of them. It is offered where one of its actions is allowed; `done` is said afterwards."""

    code: str
    label: str
    button: str
    form: type[forms.Act]
    do: Do
    actions: tuple[Action, ...]
    done: str
    grave: bool = False

    fits: Callable[[Case], bool] = lambda _: True

    def is_open(self, case: Case, may: Reach) -> bool:
        """Whether step and rights allow it now."""
        return self.fits(case) and any(case.step in TABLE[action] and may.may(action, case) for action in self.actions)


def _simply(function: Callable[..., Case], **fixed: Any) -> Do:
    """An action whose function takes what the form holds, by the same names."""
    return lambda id_, by, seen, given, _: function(id_, by, seen=seen, **given, **fixed)


def _is_extensible(case: Case) -> bool:
    return any(clock.id == case.due_rule and clock.longer_days for clock in known.centre().clocks)


def _decide(id_: int, by: Staff, seen: int, given: dict[str, Any], _: forms.Act) -> Case:
    return work.decide(id_, by, seen=seen, **(given | {"granted": given["granted"] == "yes"}))


def _remark(id_: int, by: Staff, seen: int, given: dict[str, Any], _: forms.Act) -> Case:
    return work.remark(id_, by, seen=seen, public=given["note"], private=given["private"])


def _review(id_: int, by: Staff, seen: int, given: dict[str, Any], form: forms.Act) -> Case:
    points = cast(forms.Review, form).points()
    return work.review(id_, by, seen=seen, points=points, note=given["note"])


def _urgency(id_: int, by: Staff, seen: int, given: dict[str, Any], form: forms.Act) -> Case:
    return work.set_urgent(id_, by, seen=seen, urgent=not form.case.urgent, **given)


_ALL = (
    Deed("triage", "分派", "分派", forms.Triage, _simply(work.triage), (Action.TRIAGE,), "分派好了。"),
    Deed("start", "开始办", "我来办", forms.Noted, _simply(work.start), (Action.START,), "开始办了，承办人是您。"),
    Deed("assign", "交给承办人、派律师", "交给他办", forms.Assign, _simply(work.assign), (Action.ASSIGN,), "交办好了。"),
    Deed("papers-came", "材料补齐了", "材料齐了，接着办", forms.Noted, _simply(work.papers_came), (Action.PAPERS_CAME,),
         "记好了，期限接着算。"),
    Deed("decide", "作决定", "作出决定", forms.Decide, _decide, (Action.GRANT, Action.REFUSE), "决定好了，当事人会看到。"),
    Deed("ask-papers", "要求补材料", "告诉当事人", forms.AskPapers, _simply(work.ask_papers), (Action.ASK_PAPERS,),
         "告诉当事人了，期限先停着。"),
    Deed("finish", "办完了", "办完了", forms.Finish, _simply(work.finish), (Action.FINISH,), "记好了。"),
    Deed("close", "办结", "办结", forms.Noted, _simply(work.close), (Action.CLOSE,), "办结了。"),
    Deed("review", "质量评估", "评好了", forms.Review, _review, (Action.REVIEW,), "评估记好了。"),
    Deed("archive", "归档", "归档", forms.Archive, _simply(work.archive), (Action.ARCHIVE,), "归档了。"),
    Deed("message", "捎话给当事人", "捎过去", forms.Message, _simply(work.message), (Action.MESSAGE,), "捎过去了。"),
    Deed("remark", "加备注", "记下来", forms.Remark, _remark, (Action.REMARK,), "记好了。"),
    Deed("urgent", "改缓急", "改", forms.Noted, _urgency, (Action.URGENT,), "改好了。"),
    Deed("extend", "延长期限", "延长", forms.Extend, _simply(work.extend), (Action.EXTEND,), "延长了，当事人会看到。",
         grave=True, fits=_is_extensible),
    Deed("transfer", "转别的单位", "转过去", forms.Transfer, _simply(work.transfer), (Action.TRANSFER,),
         "转过去了，当事人会看到。", grave=True),
    Deed("withdraw", "当事人撤回", "记为撤回", forms.Noted, _simply(work.withdraw), (Action.WITHDRAW,), "记为撤回了。",
         grave=True),
    Deed("reopen", "重新办", "重新办", forms.Noted, _simply(work.reopen), (Action.REOPEN,), "又在办了。", grave=True),
)  # fmt: skip
DEEDS: Mapping[str, Deed] = {deed.code: deed for deed in _ALL}

# What usually comes next; it stands open at the top.
_USUAL: Mapping[Step, tuple[str, ...]] = {
    Step.RECEIVED: ("triage",),
    Step.TRIAGED: ("start",),
    Step.WORKING: ("decide", "finish"),
    Step.PAPERS: ("papers-came",),
    Step.GRANTED: ("finish",),
    **dict.fromkeys(steps.ENDED, ("close",)),
    Step.CLOSED: ("review", "archive"),
    Step.ARCHIVED: ("review",),
}


def offered(case: Case, may: Reach) -> tuple[Deed | None, list[Deed]]:
    """What may be done now: what usually comes next, and the others."""
    open_ = [deed for deed in _ALL if deed.is_open(case, may)]
    usual = next((deed for code in _USUAL[Step(case.step)] for deed in open_ if deed.code == code), None)
    if usual is not None and usual.code == "review" and hasattr(case, "review"):
        usual = next((deed for deed in open_ if deed.code == "archive"), None)
    return usual, [deed for deed in open_ if deed is not usual]
