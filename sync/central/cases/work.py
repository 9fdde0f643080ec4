"""Work on a case: a function an action, each in one transaction under the lock of the case's row.

Each takes the case's id, who acts, and `seen`, the version that person looked at; checks rights, version and step, in this
order; writes the change with its notes, sets the clock, adds an audit line, and tells the citizen through the feed of each
terminal where something was handed in. `note` is what the citizen sees, `private` what only staff see.

Every function raises Forbidden, CaseMoved, NotNow, and InputRefused where what was filled in cannot be used.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from kiosk.services.answers import clean
from sync.central.audit import chain
from sync.central.cases import clock, history, known, letters, steps, telling
from sync.central.cases.errors import CaseMoved, Forbidden, InputRefused
from sync.central.cases.models import Case, Letter, PaperRequest, Record, Review, Step
from sync.central.cases.steps import Action
from sync.central.fleet.models import Terminal
from sync.central.people import rights
from sync.central.people.models import Role, Staff

_LONGEST_NOTE = 2000
_MOST_PAPERS, _LONGEST_PAPER = 20, 60


@dataclass(slots=True)
class _Doing:
    """An action under way: the locked case, and what will be noted of it."""

    case: Case
    at: datetime
    public: str = ""
    private: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@contextmanager
def _doing(case_id: int, by: Staff, action: Action, seen: int, public: str = "", private: str = "") -> Iterator[_Doing]:
    """Lock, check, let the action happen, and write it down.

    Terminals are locked before the case, the case before the audit chain, as everywhere: nobody waits in a ring.
    """
    with transaction.atomic():
        senders = Record.objects.filter(case=case_id).values("terminal")
        list(Terminal.objects.select_for_update().filter(pk__in=senders).order_by("pk").values_list("pk"))
        case = Case.objects.select_for_update(of=("self",)).select_related("station").filter(pk=case_id).first()
        if case is None or not rights.may(by, action, case):
            raise Forbidden(f"{action} on case {case_id} by staff {by.pk}")
        if case.version != seen:
            raise CaseMoved(case_id, seen)
        before, case.step = case.step, steps.may(case.step, action)
        doing = _Doing(case, timezone.now(), _note(public), _note(private))
        yield doing
        made = history.change(
            case, action, doing.at, by, public=doing.public, private=doing.private, facts=doing.facts
        )  # fmt: skip
        clock.set_by(case, made)
        case.save()
        made.save()
        if action is Action.MESSAGE:
            telling.message(made)
        elif made.public or case.step not in (before, Step.ARCHIVED):
            telling.tell(made)
        chain.add(f"case-{action}", f"case:{case.pk}", by, step=case.step, version=case.version)


def triage(case_id: int, by: Staff, *, seen: int, desk: str, note: str = "", private: str = "") -> Case:
    """Dispatch it to a desk; one that another desk worked on is nobody's again."""
    with _doing(case_id, by, Action.TRIAGE, seen, note, private) as doing:
        if desk not in {each.id for each in known.centre().desks}:
            raise InputRefused("请选一个业务口。", {"desk": "没有这个业务口"})
        if doing.case.desk != desk:
            doing.facts["from"] = doing.case.desk
            doing.case.officer = doing.case.lawyer = None
        doing.facts["desk"] = doing.case.desk = desk
    return doing.case


def assign(
    case_id: int, by: Staff, *, seen: int, officer: Staff | None, lawyer: Staff | None = None, note: str = "",
    private: str = "",
) -> Case:  # fmt: skip
    """Say who works on it, and which lawyer; None takes the one there is away."""
    with _doing(case_id, by, Action.ASSIGN, seen, note, private) as doing:
        if officer is not None and not rights.may(officer, Action.START, doing.case):
            raise InputRefused("这位同事不办这个业务或这个站的事。", {"officer": "请选办这项业务的人"})
        if lawyer is not None and not (lawyer.is_active and lawyer.duties.filter(role=Role.LAWYER).exists()):
            raise InputRefused("这位同事不是律师。", {"lawyer": "请选一位律师"})
        doing.case.officer, doing.case.lawyer = officer, lawyer
        doing.facts |= {"officer": officer and officer.pk, "lawyer": lawyer and lawyer.pk}
    return doing.case


def start(case_id: int, by: Staff, *, seen: int, note: str = "", private: str = "") -> Case:
    """Begin to work on it; it is the officer's who begins, where it was nobody's."""
    with _doing(case_id, by, Action.START, seen, note, private) as doing:
        doing.case.officer = doing.case.officer or by
        doing.facts["officer"] = doing.case.officer.pk
    return doing.case


def ask_papers(
    case_id: int, by: Staff, *, seen: int, papers: Sequence[str], until: date | None = None, note: str = "",
    private: str = "", again: str = "",
) -> Case:  # fmt: skip
    """Ask for papers, once and complete (一次性告知); the clock stands still until they come.

    Args:
        case_id: the case.
        by: who asks.
        seen: the version looked at.
        papers: names of papers, as the citizen knows them.
        until: the last day to bring them.
        note: what the citizen is told beside it.
        private: for staff only.
        again: for a second request: why it was not in the first; for staff and auditors.
    """
    with _doing(case_id, by, Action.ASK_PAPERS, seen, note, private) as doing:
        names = list(dict.fromkeys(" ".join(paper.split()) for paper in papers if paper.strip()))
        if not names or len(names) > _MOST_PAPERS or max(map(len, names)) > _LONGEST_PAPER:
            raise InputRefused(
                "请写清楚要补哪些材料。", {"papers": f"一样一行，最多{_MOST_PAPERS}样，每样最多{_LONGEST_PAPER}个字"}
            )  # fmt: skip
        if until is not None and until < timezone.localdate(doing.at):
            raise InputRefused("补材料的日子已经过了。", {"until": "请选今天或者以后的日子"})
        if doing.case.requests.exists():
            if not again.strip():
                raise InputRefused(
                    "补材料要一次说全。这是第二次了，请写明为什么第一次没有说。", {"again": "请写明原因"}
                )
            doing.private = _note(f"再次要求补正的原因：{again.strip()}\n{doing.private}")
            doing.facts["again"] = True
        request = PaperRequest.objects.create(case=doing.case, at=doing.at, by=by, papers=names, until=until)
        doing.facts |= {"request": request.pk, "papers": len(names)}
    return doing.case


def papers_came(case_id: int, by: Staff, *, seen: int, note: str = "", private: str = "") -> Case:
    """The papers were brought to the window; the clock goes on."""
    with _doing(case_id, by, Action.PAPERS_CAME, seen, note, private) as doing:
        doing.case.requests.filter(answered_at=None).update(answered_at=doing.at)
    return doing.case


def decide(
    case_id: int, by: Staff, *, seen: int, granted: bool, reason: str = "", note: str = "", private: str = ""
) -> Case:
    """Decide. A refusal needs its reason, which the citizen is told (Legal Aid Law, Article 43)."""
    action = Action.GRANT if granted else Action.REFUSE
    with _doing(case_id, by, action, seen, f"{reason}\n{note}", private) as doing:
        if not granted and not reason.strip():
            raise InputRefused("不同意要说明理由，理由会告诉当事人。", {"reason": "请写明理由"})
    return doing.case


def write_letter(
    case_id: int, by: Staff, *, seen: int, template: str, fields: Mapping[str, str], private: str = ""
) -> Case:
    """Write a letter from a template; the citizen's terminal says that there is one, without what it holds."""
    with _doing(case_id, by, Action.LETTER, seen, "", private) as doing:
        written = letters.write(doing.case, template, fields, doing.at)
        letter = Letter.objects.create(
            case=doing.case, template=template, at=doing.at, by=by,
            sealed={"title": written.title, "body": written.body},
        )  # fmt: skip
        doing.public = written.public
        doing.facts |= {"template": template, "letter": letter.pk}
    return doing.case


def extend(case_id: int, by: Staff, *, seen: int, note: str, private: str = "") -> Case:
    """Take the longer time that the law allows once; the citizen is told why (行政复议法 第六十二条)."""
    with _doing(case_id, by, Action.EXTEND, seen, note, private) as doing:
        rule = next((c for c in known.centre().clocks if c.id == doing.case.due_rule), None)
        if rule is None or not rule.longer_days:
            raise InputRefused("这件事现在的期限不能延长。")
        if doing.case.changes.filter(action=Action.EXTEND, facts__extends=rule.id).exists():
            raise InputRefused("这个期限已经延长过一次了。")
        if not doing.public:
            raise InputRefused("延长要告诉当事人为什么。", {"note": "请写明原因"})
        doing.facts["extends"] = rule.id
    return doing.case


def finish(case_id: int, by: Staff, *, seen: int, result: str, note: str = "", private: str = "") -> Case:
    """The work is done; `result` is one of `steps.Result`."""
    with _doing(case_id, by, Action.FINISH, seen, note, private) as doing:
        if result not in steps.Result.values:
            raise InputRefused("请选办理的结果。", {"result": "请选一个"})
        doing.facts["result"] = result
    return doing.case


def transfer(case_id: int, by: Staff, *, seen: int, office: str, note: str = "", private: str = "") -> Case:
    """Hand it over to another office; the citizen is told which."""
    with _doing(case_id, by, Action.TRANSFER, seen, note, private) as doing:
        names = {each.id: each.name for each in known.centre().offices}
        if office not in names:
            raise InputRefused("请选一个单位。", {"office": "没有这个单位"})
        doing.public = f"您的事转给{names[office]}办。{doing.public}"
        doing.facts["office"] = doing.case.office = office
    return doing.case


def withdraw(case_id: int, by: Staff, *, seen: int, note: str = "", private: str = "") -> Case:
    """The citizen takes it back."""
    with _doing(case_id, by, Action.WITHDRAW, seen, note, private) as doing:
        pass
    return doing.case


def reopen(case_id: int, by: Staff, *, seen: int, note: str = "", private: str = "") -> Case:
    """Take up again what had ended, with the reason: an objection was right, something new came up."""
    with _doing(case_id, by, Action.REOPEN, seen, note, private) as doing:
        if not doing.public and not doing.private:
            raise InputRefused("请写明为什么重新办。", {"note": "请写明原因"})
        doing.case.closed_at = None
        doing.case.office = ""
    return doing.case


def close(case_id: int, by: Staff, *, seen: int, note: str = "", private: str = "") -> Case:
    """Nothing is left to do."""
    with _doing(case_id, by, Action.CLOSE, seen, note, private) as doing:
        doing.case.closed_at = doing.at
    return doing.case


def archive(case_id: int, by: Staff, *, seen: int, private: str = "") -> Case:
    """Put it into the archive, where it stays as it is."""
    with _doing(case_id, by, Action.ARCHIVE, seen, "", private) as doing:
        pass
    return doing.case


def review(case_id: int, by: Staff, *, seen: int, points: Mapping[str, int], note: str = "") -> Case:
    """质量评估 by the desk's checklist; a second one replaces the first, which stays in the history as its total.

    Args:
        case_id: the case.
        by: who assesses.
        seen: the version looked at.
        points: by the checklist's items, all of them.
        note: for staff only.
    """
    with _doing(case_id, by, Action.REVIEW, seen) as doing:
        most = _worth(doing.case.desk)
        wrong = {item: f"0到{points_}分" for item, points_ in most.items() if not 0 <= points.get(item, -1) <= points_}
        if wrong or set(points) - set(most):
            raise InputRefused("请给每一项打分。", wrong)
        total = sum(points.values())
        Review.objects.update_or_create(
            case=doing.case,
            defaults={"at": doing.at, "by": by, "points": dict(points), "total": total, "note": _note(note) or None},
        )
        doing.facts["total"] = total
    return doing.case


def set_urgent(case_id: int, by: Staff, *, seen: int, urgent: bool, note: str = "", private: str = "") -> Case:
    """Put it before the others, or back among them."""
    with _doing(case_id, by, Action.URGENT, seen, note, private) as doing:
        doing.facts["urgent"] = doing.case.urgent = urgent
    return doing.case


def remark(case_id: int, by: Staff, *, seen: int, public: str = "", private: str = "") -> Case:
    """Note something, for the citizen or for staff."""
    with _doing(case_id, by, Action.REMARK, seen, public, private) as doing:
        if not doing.public and not doing.private:
            raise InputRefused("请写点什么。", {"private": "请填一下"})
    return doing.case


def message(case_id: int, by: Staff, *, seen: int, text: str) -> Case:
    """A word to the citizen, shown where something was handed in."""
    with _doing(case_id, by, Action.MESSAGE, seen, text) as doing:
        if not doing.public:
            raise InputRefused("请写要告诉当事人的话。", {"text": "请填一下"})
    return doing.case


def _worth(desk: str) -> dict[str, int]:
    """The most points by item of a desk's checklist. Raises InputRefused for a case that no desk had."""
    for checklist in known.centre().checklists:
        if checklist.desk == desk:
            return {item.id: item.points for item in checklist.item}
    raise InputRefused("这件事没有分派过，没有可以评估的。")


def _note(text: str) -> str:
    """A note as it is kept. Raises InputRefused when it is too long for the wire."""
    kept = clean(text)
    if len(kept) > _LONGEST_NOTE:
        raise InputRefused(f"写得太长了，最多{_LONGEST_NOTE}个字。", {"note": f"最多{_LONGEST_NOTE}个字"})
    return kept
