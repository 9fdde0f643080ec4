"""The main menu: the pages that somebody's duties open, with what waits there."""

from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from sync.central.cases import find
from sync.central.cases.steps import Action
from sync.central.console.site import holds_for_county
from sync.central.people.models import Staff
from sync.central.people.rights import Reach, Right


@dataclass(slots=True, frozen=True)
class _Page:
    name: str
    icon: str
    url: str
    rights: tuple[Right | Action, ...]
    group: str = ""
    under: tuple[str, ...] = ()  # other pages that belong to it, by the names of their addresses
    county: bool = False  # only for who has the right at every station
    all_desks: bool = False  # only for who sees what has no desk yet


@dataclass(slots=True, frozen=True)
class Item:
    """An entry as it is drawn; `group` stands before the first of each group."""

    name: str
    icon: str
    url: str
    current: bool
    count: str = ""
    counted: str = ""
    alarm: bool = False
    group: str = ""


_PAGES = (
    _Page("今天", "today", "console:today", ()),
    _Page("统一受理", "intake", "console:intake", (Action.TRIAGE,), under=("dispatch",), all_desks=True),
    _Page("业务办理", "desk", "console:queue", (Right.LIST,), under=("case", "act", "letter")),
    _Page("窗口登记", "window", "console:window", (Right.ENTER,), under=("window-form", "slip")),
    _Page("预约时间", "timetable", "console:timetable", (Right.TIMETABLE,), under=("timetable-plan",)),
    _Page("统计", "statistics", "console:statistics", (Right.STATISTICS,)),
    _Page(
        "没收下的", "refused", "console:refused", (Right.REFUSED, Right.FLEET), "设备和管理", under=("refused-record",)
    ),
    _Page("终端", "fleet", "console:fleet", (Right.FLEET,), "设备和管理", under=("terminal",)),
    _Page("站点和人员", "people", "admin:index", (Right.STAFF,), "设备和管理", county=True),
    _Page("审计", "audit", "console:audit", (Right.AUDIT,), "设备和管理"),
)


def menu(request: HttpRequest, may: Reach) -> list[Item]:
    """The entries for somebody, with numbers."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    numbers = _numbers(cast(Staff, request.user), may)
    out: list[Item] = []
    group = ""
    for page in _PAGES:
        if not _is_open(page, may):
            continue
        count, counted, alarm = numbers.get(page.url, (0, "", False))
        new_group = page.group if page.group != group else ""
        group = page.group
        current = here in (page.url.split(":")[1], *page.under)
        shown = "" if not count else f"{find.CAP - 1}+" if count >= find.CAP else str(count)
        out.append(Item(page.name, page.icon, reverse(page.url), current, shown, counted, alarm, new_group))
    return out


def _is_open(page: _Page, may: Reach) -> bool:
    if page.county:
        return any(isinstance(right, Right) and holds_for_county(may, right) for right in page.rights)
    if page.all_desks and may.desks() is not None:
        return False
    return not page.rights or any(may.may(right) for right in page.rights)


def duties(staff: Staff) -> str:
    """What somebody is here for, in words."""
    return "、".join(dict.fromkeys(duty.get_role_display() for duty in staff.duties.order_by("id")))


def _numbers(staff: Staff, may: Reach) -> dict[str, tuple[int, str, bool]]:
    if not may.may(Right.LIST):
        return {}
    told = find.counts(staff)
    working = (told.overdue, "超期", True) if told.overdue else (told.mine, "我在办", False)
    return {"console:intake": (told.new, "待分派", False), "console:queue": working}
