"""A case: what was answered, its papers, its history, and what may be done now."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sync.central.cases import find, known, steps
from sync.central.cases.errors import CaseError, CaseMoved, Forbidden, InputRefused
from sync.central.cases.models import Case
from sync.central.cases.steps import TABLE, Action
from sync.central.console import told, words
from sync.central.console.access import StaffRequest, page
from sync.central.console.asked import number
from sync.central.console.deeds import DEEDS, Deed, offered
from sync.central.console.forms import Act
from sync.central.people.rights import Right


@dataclass(slots=True, frozen=True)
class Offer:
    """A deed with its form, empty or as somebody has just filled it in."""

    deed: Deed
    form: Act
    is_open: bool = False


@require_safe
@page(Right.OPEN)
def case(request: StaffRequest, id_: int) -> HttpResponse:
    """The page; opening it leaves an audit line."""
    return _page(request, find.open_case(request.user, id_))


@require_POST
@page(Right.OPEN)
def act(request: StaffRequest, id_: int, code: str) -> HttpResponse:
    """Do something about it. What stands in the way is told on the page, with what was filled in still there."""
    deed = DEEDS.get(code)
    if deed is None:
        raise Http404
    seen = number(request.POST.get("seen"), 0)
    before = Case.objects.select_related("station").filter(pk=id_).first()
    if before is None or not request.reach.may(Right.OPEN, before):
        raise Forbidden(f"case {id_} by staff {request.user.pk}")
    form = deed.form(request.POST, case=before, auto_id=f"{code}-%s")
    moved = None
    if form.is_valid():
        try:
            done = deed.do(id_, request.user, seen, form.cleaned_data, form)
        except Forbidden:
            raise
        except CaseMoved:
            moved = seen
        except CaseError as error:
            _mark(form, error)
        else:
            messages.success(request, deed.done)
            may_open = request.reach.may(Right.OPEN, done)
            return redirect("console:case", id_) if may_open else redirect("console:queue")
    status = 409 if moved is not None else 422
    return _page(request, find.open_case(request.user, id_), Offer(deed, form, is_open=True), moved, status)


def _mark(form: Act, error: CaseError) -> None:
    """Say at the fields what is wrong with them."""
    fields = error.fields if isinstance(error, InputRefused) else {}
    for name, text in fields.items():
        field = name if name in form.fields else f"item-{name}"
        if field in form.fields:
            form.add_error(field, text)
    form.add_error(None, error.sentence)


def _page(
    request: StaffRequest, shown: Case, tried: Offer | None = None, moved: int | None = None, status: int = 200
) -> HttpResponse:
    usual, others = offered(shown, request.reach)
    if tried is not None and not tried.deed.is_open(shown, request.reach):
        messages.warning(request, f"这件事现在是“{shown.get_step_display()}”，不能再“{tried.deed.label}”了。")
        tried = None
    history = told.history(shown, moved)
    about = {
        "case": shown,
        "personal": shown.personal or {},
        "due": words.due_of(shown),
        "rule": _rule(shown),
        "because": told.urgent_because(shown),
        "sent": told.sent(shown),
        "history": history,
        "moved": moved is not None and [change for change in history if change.fresh],
        "requests": [asked for asked in shown.requests.all() if asked.answered_at is None],
        "review": getattr(shown, "review", None),
        "usual": _offer(usual, shown, tried, is_open=True),
        "others": [_offer(deed, shown, tried) for deed in others],
        "letters": _letters(request, shown),
        "is_over": shown.step not in steps.OPEN,
    }
    return render(request, "console/case.html", about, status=status)


def _offer(deed: Deed | None, shown: Case, tried: Offer | None, *, is_open: bool = False) -> Offer | None:
    if deed is None:
        return None
    if tried is not None and tried.deed is deed:
        return tried
    return Offer(deed, deed.form(case=shown, auto_id=f"{deed.code}-%s"), is_open)


def _letters(request: StaffRequest, shown: Case) -> list[tuple[str, str]]:
    """The templates that can be written now."""
    if shown.step not in TABLE[Action.LETTER] or not request.reach.may(Action.LETTER, shown):
        return []
    return [(letter.id, letter.title) for letter in known.centre().letters_for(shown.desk, shown.step)]


def _rule(shown: Case) -> str:
    """What must have happened by then, and by which article."""
    if not shown.due_rule:
        return ""
    try:
        clock = known.centre().clock_named(shown.due_rule)
    except KeyError:
        return ""
    return f"{clock.title}（{clock.source or '本单位规定'}）"
