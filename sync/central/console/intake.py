"""统一受理: what came in by whichever way and is not dispatched yet, with a suggested desk; one click dispatches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sync.central.cases import find, work
from sync.central.cases.errors import CaseError, CaseMoved, Forbidden
from sync.central.cases.models import Step
from sync.central.cases.steps import Action
from sync.central.console import words
from sync.central.console.access import StaffRequest, page
from sync.central.console.asked import number


@require_safe
@page(Action.TRIAGE)
def intake(request: StaffRequest) -> HttpResponse:
    """The queue: urgent first, then what came first."""
    found = find.queue(request.user, step=Step.RECEIVED, page=number(request.GET.get("page"), 1), size=30)
    shown = {"found": found, "desks": words.desks()}
    return render(request, "console/_intake.html" if request.htmx else "console/intake.html", shown)


@require_POST
@page(Action.TRIAGE)
def dispatch(request: StaffRequest, id_: int) -> HttpResponse:
    """Dispatch one. By htmx its row says where it went; else the queue again."""
    desk = request.POST.get("desk", "")
    try:
        case = work.triage(id_, request.user, seen=number(request.POST.get("seen"), 0), desk=desk)
    except Forbidden:
        raise
    except CaseError as error:
        told = error.sentence
        if request.htmx:
            state = {"id": id_, "told": told, "moved": isinstance(error, CaseMoved)}
            return render(request, "console/_dispatched.html", state)
        messages.warning(request, told)
        return redirect("console:intake")
    if request.htmx:
        return render(request, "console/_dispatched.html", {"id": id_, "case": case})
    messages.success(request, f"分给{words.desk(case.desk)}了。")
    return redirect("console:intake")
