"""窗口登记: staff enter a citizen who came to the window or called; she leaves with a number and a slip."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from kiosk.services.receipt import code_text, slip_lines
from kiosk.store.model import to_china
from kiosk.store.receipt import Receipt
from sync.central.cases import intake, known
from sync.central.cases.errors import CaseError, Forbidden, InputRefused
from sync.central.cases.models import Case, Channel, Record
from sync.central.console.access import StaffRequest, page
from sync.central.console.second_step import as_picture
from sync.central.console.window_form import Asked, Where
from sync.central.fleet.models import Station
from sync.central.people.rights import Right

_NOT_HERE = frozenset({"", "rating"})  # she rates by herself


@require_safe
@page(Right.ENTER)
def window(request: StaffRequest) -> HttpResponse:
    """Which form."""
    forms = [form for form in known.forms().values() if form.matter not in _NOT_HERE]
    return render(request, "console/window.html", {"forms": forms})


@sensitive_post_parameters()
@page(Right.ENTER)
def fill(request: StaffRequest, form_id: str) -> HttpResponse:
    """Fill it in. By htmx only the questions, as the answers so far call for them; nothing is kept then."""
    form = known.forms().get(form_id)
    if form is None or form.matter in _NOT_HERE:
        raise Http404
    given = request.POST if request.method == "POST" else None
    stations = Station.objects.filter(request.reach.stations(Right.ENTER))
    where = Where(given, stations=stations)
    at = where.cleaned_data["station"] if where.is_bound and where.is_valid() else stations.first()
    if at is None:
        raise Forbidden(f"no station for staff {request.user.pk}")
    asked = Asked(form, given, at, is_done=not request.htmx)
    if request.htmx:
        return render(request, "console/_asked.html", {"asked": asked})
    if where.is_bound and where.is_valid() and asked.is_valid():
        try:
            case = intake.at_window(
                form.id, asked.answers(), at, request.user, Channel(where.cleaned_data["channel"])
            )  # fmt: skip
        except Forbidden:
            raise
        except InputRefused as error:
            asked.mark(error)
            messages.warning(request, error.sentence)
        except CaseError as error:
            messages.warning(request, error.sentence)
        else:
            return redirect("console:slip", case.pk)
    status = 422 if given is not None else 200
    shown = {"form": form, "where": where, "asked": asked, "stations": stations}
    return render(request, "console/window_form.html", shown, status=status)


@require_safe
@page(Right.ENTER, Right.OPEN)
def slip(request: StaffRequest, id_: int) -> HttpResponse:
    """The slip to print; nothing on it is personal."""
    case, record = _entered(request, id_)
    form = known.forms()[record.form]
    lines = slip_lines(form, _receipt(record), case.station.name, case.station.phone)
    shown = {"case": case, "lines": lines, "may_open": request.reach.may(Right.OPEN, case)}
    return render(request, "console/slip.html", shown)


@require_safe
@page(Right.ENTER, Right.OPEN)
def slip_code(request: StaffRequest, id_: int) -> HttpResponse:
    """The slip's code: the page that tells on any phone how the matter stands."""
    _, record = _entered(request, id_)
    return as_picture(code_text(_receipt(record), request.build_absolute_uri("/")))


def _entered(request: StaffRequest, id_: int) -> tuple[Case, Record]:
    """A case that was entered at a window, for whoever entered it or may open it."""
    case = Case.objects.select_related("station").filter(pk=id_).exclude(channel=Channel.TERMINAL).first()
    record = case.records.filter(terminal=None).order_by("received_at").first() if case else None
    if case is None or record is None or record.form not in known.forms():
        raise Http404
    is_mine = record.sealed["data"].get("entered_by") == request.user.pk
    if not is_mine and not request.reach.may(Right.OPEN, case):
        raise Forbidden(f"slip of case {id_} by staff {request.user.pk}")
    return case, record


def _receipt(record: Record) -> Receipt:
    return Receipt(str(record.pk), record.number, record.sealed["token"], to_china(record.time))
