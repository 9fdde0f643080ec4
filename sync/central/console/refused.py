"""没收下的: records that a terminal sent and the centre would not take; kept until somebody has seen to them."""

import json

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sync.central.audit import chain
from sync.central.cases.errors import Forbidden
from sync.central.cases.models import RefusedRecord
from sync.central.console.access import StaffRequest, page
from sync.central.console.asked import number
from sync.central.fleet import commands
from sync.central.fleet.models import Station
from sync.central.people.rights import Right

_SIZE = 50


@require_safe
@page(Right.REFUSED, Right.FLEET)
def refused(request: StaffRequest) -> HttpResponse:
    """The list; what is in them is not shown here."""
    settled = "settled" in request.GET
    at = number(request.GET.get("page"), 1) or 1
    found = _theirs(request).filter(settled_at__isnull=not settled).order_by("-at").defer("sealed")
    rows = list(found[(at - 1) * _SIZE : at * _SIZE + 1])
    shown = {
        "rows": rows[:_SIZE], "page": at, "more": len(rows) > _SIZE, "settled": settled,
        "may_look": request.reach.may(Right.REFUSED), "may_settle": _may_settle(request),
    }  # fmt: skip
    return render(request, "console/refused.html", shown)


@require_safe
@page(Right.REFUSED)
def look(request: StaffRequest, id_: int) -> HttpResponse:
    """What came, for whoever may see it; that leaves an audit line."""
    found = get_object_or_404(_theirs(request), pk=id_)
    if not request.reach.may(Right.REFUSED, station=found.terminal.station):
        raise Forbidden(f"refused record {id_} by staff {request.user.pk}")
    chain.add("refused-opened", f"terminal:{found.terminal.number}", request.user, record=found.record)
    came = json.dumps(found.sealed, ensure_ascii=False, indent=2, sort_keys=True)
    shown = {"found": found, "came": came, "may_settle": _may_settle(request, found.terminal.station)}
    return render(request, "console/refused_record.html", shown)


@require_POST
@page(Right.REFUSED, Right.FLEET)
def settle(request: StaffRequest, id_: int) -> HttpResponse:
    """Ask for it once more, or let it be."""
    found = get_object_or_404(_theirs(request), pk=id_)
    if not _may_settle(request, found.terminal.station):
        raise Forbidden(f"refused record {id_} by staff {request.user.pk}")
    if request.POST.get("again"):
        commands.resend(found.terminal, found.record, request.user)
        messages.success(request, "再要了一次，终端下次联系时会重新送来。")
    else:
        with transaction.atomic():
            RefusedRecord.objects.filter(pk=found.pk).update(settled_at=timezone.now())
            chain.add("refused-settled", f"terminal:{found.terminal.number}", request.user, record=found.record)
        messages.success(request, "记为处理过了。")
    return redirect("console:refused")


def _theirs(request: StaffRequest) -> "QuerySet[RefusedRecord]":
    """Those from terminals at stations that they see to."""
    at = Q()
    for right in (Right.REFUSED, Right.FLEET):
        at |= Q(terminal__station__in=Station.objects.filter(request.reach.stations(right)))
    return RefusedRecord.objects.select_related("terminal__station").filter(at)


def _may_settle(request: StaffRequest, station: Station | None = None) -> bool:
    """Whether they may at this station (with none: anywhere). Who only audits does nothing here."""
    may = request.reach.may
    return may(Right.FLEET, station=station) or (
        may(Right.REFUSED, station=station) and may(Right.ENTER, station=station)
    )
