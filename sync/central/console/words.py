"""How the console calls things: matters, desks, actions, what is due. A tone only helps, the sense is in the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.utils import timezone

from kiosk.content.starter import SHIPPED
from kiosk.guides.model import Service
from kiosk.guides.source import rows
from kiosk.services.shown import slot_text
from sync.central.cases import known, steps
from sync.central.cases.models import Case, Step
from sync.central.cases.steps import Action

_SOON = 3  # days
_OWN_NAMES = {"wages": "法律援助（讨工钱）", "rating": "服务评价", "appointment": "预约", "business": "民营企业反映"}

ACTIONS: Mapping[str, str] = {
    Action.TRIAGE: "分派",
    Action.ASSIGN: "交给承办人",
    Action.START: "开始办",
    Action.ASK_PAPERS: "要求补材料",
    Action.PAPERS_CAME: "材料补齐",
    Action.GRANT: "决定同意",
    Action.REFUSE: "决定不同意",
    Action.LETTER: "写文书",
    Action.EXTEND: "延长期限",
    Action.FINISH: "办完",
    Action.TRANSFER: "转别的单位",
    Action.WITHDRAW: "当事人撤回",
    Action.REOPEN: "重新办",
    Action.CLOSE: "办结",
    Action.ARCHIVE: "归档",
    Action.REVIEW: "质量评估",
    Action.URGENT: "改缓急",
    Action.REMARK: "加备注",
    Action.MESSAGE: "捎话给当事人",
    steps.RECEIVED: "收到",
    steps.ADDED: "又来了材料",
    steps.SLOT_CLASH: "预约的时间撞了",
    "slot-taken": "约了时间",
    "slot-freed": "退了时间",
}

_GOOD = {Step.GRANTED, Step.DONE, Step.CLOSED, Step.ARCHIVED}
_WAITS = {Step.PAPERS}


@dataclass(slots=True, frozen=True)
class Due:
    """What is due, in words; `tone` is late, soon, good or plain."""

    text: str
    tone: str
    icon: str


@cache
def _services() -> dict[str, str]:
    class Slips:
        refused: list[tuple[str, int, str]] = []  # noqa: RUF012

    return {s.id: s.official for s in rows(SHIPPED / "services.toml", SHIPPED, "service", Service, Slips())}


def matter(form: str) -> str:
    """What a case is about, by its form: the service's official name."""
    if form in _OWN_NAMES:
        return _OWN_NAMES[form]
    found = known.forms().get(form)
    return _services().get(found.service, found.title) if found else form


def kind(code: str) -> str:
    """A record's kind, by the desk that takes it; several forms may be of one kind."""
    taker = known.centre().desk_for(code)
    return taker.name if taker else code


def desk(id_: str) -> str:
    """A desk's name."""
    if not id_:
        return "还没分派"
    return next((desk.name for desk in known.centre().desks if desk.id == id_), id_)


def desks(only: set[str] | None = None) -> list[tuple[str, str]]:
    """All desks as choices, or only some."""
    return [(d.id, d.name) for d in known.centre().desks if only is None or d.id in only]


def office(id_: str) -> str:
    """Another office's name."""
    return next((office.name for office in known.centre().offices if office.id == id_), id_)


def slot(id_: str) -> str:
    """An appointment's time; a terminal may have sent anything."""
    try:
        return slot_text(id_)
    except ValueError:
        return id_


# How the reasons of `cases/receiving.py` begin.
_REFUSALS = {
    "malformed": "格式不对",
    "two records of one id": "同一批里有两份同号的，内容不一样",
    "another record of this id": "中心已有一份同号的，内容不一样",
    "what it is about was refused": "它补充的那一份没有收下，请先处理那一份",
    "intake": "受理时出了问题，请告诉系统管理员",
}


def refusal(reason: str) -> str:
    """Why a record was not taken, for staff; as it came where it is of another kind."""
    return next((words for begin, words in _REFUSALS.items() if reason.startswith(begin)), reason)


def action(code: str) -> str:
    """What was done."""
    return ACTIONS.get(code, code)


def step_tone(step: str) -> str:
    """The tone of a step's badge."""
    if step in _WAITS:
        return "soon"
    return "good" if step in _GOOD else ""


def due(due_at: datetime | None, paused: bool, today: date | None = None) -> Due:
    """How long there is still."""
    if paused:
        return Due("等材料，先不计时", "plain", "pause")
    if due_at is None:
        return Due("没有期限", "plain", "clock")
    day = timezone.localdate(due_at)
    left = (day - (today or timezone.localdate())).days
    if left < 0 or due_at < timezone.now():
        return Due(f"超期{max(-left, 1)}天", "late", "warning")
    if left == 0:
        return Due("今天到期", "soon", "clock")
    if left <= _SOON:
        return Due(f"还有{left}天", "soon", "clock")
    return Due(f"{day.month}月{day.day}日前", "plain", "clock")


def due_of(case: Case) -> Due | None:
    """What is due on a case; nothing where there is nothing left to do."""
    if case.step not in steps.OPEN and case.due_at is None:
        return None
    return due(case.due_at, case.paused_at is not None)


def ago(at: datetime | None, now: datetime | None = None) -> str:
    """How long ago something was, roughly."""
    if at is None:
        return "从来没有"
    seconds = ((now or timezone.now()) - at).total_seconds()
    for size, unit in ((86_400, "天"), (3_600, "小时"), (60, "分钟")):
        if seconds >= size:
            return f"{int(seconds // size)}{unit}前"
    return "刚才"
