"""One terminal: how it is, its keys, and what staff tell it to do. Each of that leaves an audit line."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sync.central.audit import chain
from sync.central.console import fleet
from sync.central.console.access import StaffRequest, page
from sync.central.console.looks import Plain, offer
from sync.central.fleet import commands, keys
from sync.central.fleet.models import Station, Terminal
from sync.central.people.rights import Right


class Edit(Plain, forms.ModelForm):  # type: ignore[type-arg]
    """Where it stands; a number is given once, for it is in receipts."""

    class Meta:
        model = Terminal
        fields = ("station", "note", "retired")


class New(Plain, forms.ModelForm):  # type: ignore[type-arg]
    """A terminal before it is enrolled."""

    number = forms.RegexField(
        r"^[0-9]{3}$", label="编号", help_text="三位数字，贴在机器上，也是回执编号的开头。",
        error_messages={"invalid": "请填三位数字"}, widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3}),
    )  # fmt: skip

    class Meta:
        model = Terminal
        fields = ("number", "station", "note")

    def clean_number(self) -> str:
        """Neither the one that unenrolled terminals use nor the windows' own."""
        number = str(self.cleaned_data["number"])
        if number in ("000", "999"):
            raise forms.ValidationError("000和999有别的用处，请换一个。")
        return number


class Level(Plain, forms.Form):
    """How much its log tells."""

    level = forms.ChoiceField(
        label="日志记多细", choices=[("info", "平常"), ("debug", "详细"), ("warning", "只记问题")]
    )


class Sure(Plain, forms.Form):
    """For what cannot be taken back."""

    sure = forms.BooleanField(label="我看清楚了，要这样做")


class Revoke(Sure):
    """Why a key is shut out."""

    why = forms.CharField(label="为什么", max_length=100)
    field_order = ("why", "sure")


@require_safe
@page(Right.FLEET)
def terminal(request: StaffRequest, number: str) -> HttpResponse:
    """The page."""
    return _page(request, _terminal(request, number))


@page(Right.FLEET)
def new(request: StaffRequest) -> HttpResponse:
    """Add a terminal; then a code can be issued for it."""
    form = New(request.POST or None)
    _only_theirs(form, request)
    if form.is_valid():
        with transaction.atomic():
            made = form.save()
            chain.add("terminal-added", f"terminal:{made.number}", request.user, station=made.station_id)
        return redirect("console:terminal", made.number)
    return render(request, "console/terminal_new.html", {"form": form})


@require_POST
@page(Right.FLEET)
def issue(request: StaffRequest, number: str) -> HttpResponse:
    """A one-time code; it is on this answer and nowhere else."""
    found = _terminal(request, number)
    code = keys.issue_code(found, request.user)
    return _page(request, found, code=code)


@require_POST
@page(Right.FLEET)
def revoke(request: StaffRequest, number: str) -> HttpResponse:
    """Shut its key out."""
    found = _terminal(request, number)
    form = Revoke(request.POST, auto_id="revoke-%s")
    if not form.is_valid():
        return _page(request, found, revoke=form)
    for key in found.keys.filter(revoked_at=None):
        keys.revoke(key, request.user, form.cleaned_data["why"])
    messages.success(request, "密钥作废了。要再用这台机器，请发一个新的接入码。")
    return redirect("console:terminal", number)


@require_POST
@page(Right.FLEET)
def command(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """Tell it something through its feed."""
    found = _terminal(request, number)
    if name == "wipe":
        sure = Sure(request.POST, auto_id="wipe-%s")
        if not sure.is_valid():
            return _page(request, found, wipe=sure)
        commands.wipe(found, request.user)
        messages.success(request, "告诉它了：还没送到的先送完，再清掉。")
    elif name == "log-level":
        level = Level(request.POST, auto_id="level-%s")
        if not level.is_valid():
            return _page(request, found, level=level)
        commands.set_log_level(found, request.user, level.cleaned_data["level"])
        messages.success(request, "告诉它了。")
    else:
        raise Http404
    return redirect("console:terminal", number)


@require_POST
@page(Right.FLEET)
def edit(request: StaffRequest, number: str) -> HttpResponse:
    """Move it, note something, take it out of service."""
    found = _terminal(request, number)
    form = Edit(request.POST, instance=found, auto_id="edit-%s")
    _only_theirs(form, request)
    if not form.is_valid():
        return _page(request, _terminal(request, number), edit=form)
    with transaction.atomic():
        Terminal.objects.filter(pk=found.pk).update(**form.cleaned_data)
        chain.add(
            "terminal-changed", f"terminal:{number}", request.user, station=form.cleaned_data["station"].pk,
            retired=int(form.cleaned_data["retired"]),
        )  # fmt: skip
    messages.success(request, "改好了。")
    return redirect("console:terminal", number)


def _terminal(request: StaffRequest, number: str) -> Terminal:
    stations = Station.objects.filter(request.reach.stations(Right.FLEET))
    return get_object_or_404(Terminal.objects.select_related("station"), number=number, station__in=stations)


def _only_theirs(form: forms.BaseForm, request: StaffRequest) -> None:
    offer(form, "station", Station.objects.filter(request.reach.stations(Right.FLEET)))


def _page(request: StaffRequest, found: Terminal, code: str = "", **tried: forms.BaseForm) -> HttpResponse:
    edit_form = tried.get("edit") or Edit(instance=found, auto_id="edit-%s")
    _only_theirs(edit_form, request)
    shown = {
        "line": fleet.line(found, timezone.now()),
        "terminal": found,
        "health": [
            {"name": fleet.PARTS.get(str(part.get("part")), part.get("part")), **part}
            for part in fleet.dicts(found.health)
        ],
        "keys": found.keys.order_by("-made_at"),
        "waits": found.head - found.cursor,
        "code": code,
        "edit": edit_form,
        "revoke": tried.get("revoke") or Revoke(auto_id="revoke-%s"),
        "wipe": tried.get("wipe") or Sure(auto_id="wipe-%s"),
        "level": tried.get("level") or Level(auto_id="level-%s"),
        "tried": next(iter(tried), ""),
    }
    return render(request, "console/terminal.html", shown, status=422 if tried else 200)
