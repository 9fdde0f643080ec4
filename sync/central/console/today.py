"""“今天”: what waits for whoever signed in."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_otp import user_has_device

from sync.central.cases import find, known
from sync.central.cases.find import Row
from sync.central.cases.steps import Action
from sync.central.console.access import StaffRequest, page
from sync.central.people.rights import Right

_SHOWN = 6


@dataclass(slots=True, frozen=True)
class Tally:
    """A number, what it counts, and where it leads."""

    name: str
    much: int
    icon: str
    address: str  # name of the page
    query: str = ""
    is_alarm: bool = False

    @property
    def shown(self) -> str:
        """The number, as far as it is counted."""
        return f"{find.CAP - 1}+" if self.much >= find.CAP else str(self.much)

    @property
    def alarm(self) -> bool:
        """Whether it calls for somebody."""
        return self.is_alarm and self.much > 0


@require_safe
@page()
def today(request: StaffRequest) -> HttpResponse:
    """The first page; who works on no cases begins at their own."""
    if not request.reach.may(Right.LIST):
        return _elsewhere(request)
    told = find.counts(request.user)
    tallies = [
        Tally("超期", told.overdue, "warning", "console:queue", "?overdue=on", is_alarm=True),
        Tally("今天到期", told.due_today, "clock", "console:queue", is_alarm=True),
        Tally("加急", told.urgent, "urgent", "console:queue", is_alarm=True),
        Tally("我在办", told.mine, "desk", "console:queue", "?mine=on"),
        Tally("等材料", told.papers, "pause", "console:queue", "?step=papers-needed"),
    ]
    dispatches = request.reach.may(Action.TRIAGE) and request.reach.desks() is None
    if dispatches:
        tallies.insert(0, Tally("新来的", told.new, "intake", "console:intake"))
    shown = {
        "tallies": tallies,
        "mine": _some(find.queue(request.user, mine=True, size=_SHOWN).rows) if told.mine else [],
        "overdue": _some(find.queue(request.user, overdue=True, size=_SHOWN).rows) if told.overdue else [],
        "fresh": find.queue(request.user, step="received", size=_SHOWN).rows if dispatches and told.new else [],
        "now": timezone.localtime(),
        "warnings": known.centre().warnings(timezone.localdate()) if request.reach.may(Action.CLOSE) else (),
        "no_second_step": not user_has_device(request.user),
    }
    return render(request, "console/today.html", shown)


def _some(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (not row.overdue, not row.urgent))


def _elsewhere(request: StaffRequest) -> HttpResponse:
    """Who only sees to terminals or to the audit begins there."""
    if request.reach.may(Right.FLEET):
        return redirect("console:fleet")
    return render(request, "console/nothing_here.html")
