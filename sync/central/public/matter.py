"""The page behind a slip's code: how a matter stands and what happens next, for whoever holds number and token.

Nothing personal is on it, neither a name nor what staff wrote. A wrong number, a wrong token and no such matter are one and
the same page.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kiosk.store.errors import NumberRefused
from kiosk.store.receipt import parse_number, show_number
from sync.central.cases import known, telling
from sync.central.cases.models import Change, Record
from sync.central.cases.receiving import token_mark
from sync.central.throttle import is_too_often

MOST, IN_S = 30, 60


@dataclass(slots=True, frozen=True)
class Stage:
    """One stage of the way: its name for citizens, and when it was reached."""

    label: str
    at: datetime


@require_safe
@never_cache
def page(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """How it stands; 404 where number and token do not name a matter, 429 after too many tries."""
    if is_too_often("matter", request, most=MOST, in_s=IN_S):
        return render(request, "public/later.html", status=429)
    record = _record(number, token)
    if record is None:
        return render(request, "public/unknown.html", status=404)
    told: dict[str, object] = {"number": show_number(record.number), "handed_in": record.time}
    if record.case is not None:
        changes = list(Change.objects.select_related("case").filter(case=record.case).order_by("version", "id"))
        told |= {"stages": _stages(changes), "now": telling.step_of(changes[-1], record)} if changes else {}
    response = render(request, "public/matter.html", told)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _record(number: str, token: str) -> Record | None:
    try:
        plain = parse_number(number)
    except NumberRefused:
        plain = "0" * 13
    return Record.objects.select_related("case").filter(number=plain, token=token_mark(plain, token[:64])).first()


def _stages(changes: list[Change]) -> list[Stage]:
    """The steps of the way, each once for each time that it was reached, oldest first."""
    stages: list[Stage] = []
    before = ""
    for change in changes:
        if change.step != before:
            desk = change.case.desk or change.case.suggested
            stages.append(Stage(known.centre().words(desk, change.step).label, change.at))
            before = change.step
    return stages
