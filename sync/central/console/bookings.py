"""预约时间: what is taken and free at a station on a day; staff take a time for who calls, or give one back."""

import json
import tomllib
from collections import Counter
from datetime import timedelta
from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from kiosk.directory.model import Window
from kiosk.store.errors import NumberRefused
from kiosk.store.receipt import parse_number
from sync.central.cases import timetable as table
from sync.central.cases.errors import CaseError, Forbidden, InputRefused
from sync.central.cases.models import Case
from sync.central.console.access import StaffRequest, page
from sync.central.console.asked import day, number
from sync.central.console.looks import Plain, offer
from sync.central.fleet.models import Station
from sync.central.people.rights import Right


class Where(Plain, forms.Form):
    """Which station and day."""

    station = forms.ModelChoiceField(Station.objects.none(), label="站点", empty_label=None)
    on = forms.DateField(label="哪一天", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


@require_safe
@page(Right.TIMETABLE)
def timetable(request: StaffRequest) -> HttpResponse:
    """A station's day."""
    stations = Station.objects.filter(request.reach.stations(Right.TIMETABLE))
    station = stations.filter(pk=number(request.GET.get("station"), 0)).first() or stations.first()
    if station is None:
        raise Forbidden(f"no station for staff {request.user.pk}")
    today = timezone.localdate()
    on = day(request.GET.get("on")) or today
    where = Where(initial={"station": station, "on": on})
    offer(where, "station", stations)
    slots = table.day(request.user, station, on)
    by_kind = [
        (table.KINDS.get(kind, "其他"), _merged(list(of))) for kind, of in groupby(sorted(slots, key=_order), _kind)
    ]
    shown = {
        "where": where, "station": station, "on": on, "by_kind": by_kind, "now": timezone.now(),
        "before": on - timedelta(days=1), "after": on + timedelta(days=1), "is_today": on == today,
    }  # fmt: skip
    return render(request, "console/timetable.html", shown)


@require_POST
@page(Right.TIMETABLE)
def take(request: StaffRequest) -> HttpResponse:
    """Take a time, for a case where its number is given; or give it back."""
    station = get_object_or_404(Station, pk=number(request.POST.get("station"), 0))
    slot = request.POST.get("slot", "")[:80]
    try:
        if request.POST.get("free"):
            table.free(request.user, station, slot)
            messages.success(request, "退掉了，别人又可以约。")
        else:
            table.take(request.user, station, slot, _case(request))
            messages.success(request, "约好了。")
    except Forbidden:
        raise
    except CaseError as error:
        messages.warning(request, error.sentence)
    query = urlencode({"station": str(station.pk), "on": slot[:10]})
    return redirect(f"{reverse('console:timetable')}?{query}")


class Plan(Plain, forms.Form):
    """A timetable as text, in the form in which terminals ship theirs."""

    text = forms.CharField(
        label="时间表", max_length=20_000, widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"})
    )


@page(Right.TIMETABLE)
def plan(request: StaffRequest, station_id: int) -> HttpResponse:
    """Give a station another timetable."""
    station = get_object_or_404(Station.objects.filter(request.reach.stations(Right.TIMETABLE)), pk=station_id)
    form = Plan(request.POST or None, initial={"text": _as_text(table.windows(station))})
    if form.is_valid():
        try:
            rows = tomllib.loads(form.cleaned_data["text"]).get("window", [])
            table.publish(request.user, station, rows)
        except (tomllib.TOMLDecodeError, TypeError, AttributeError):
            form.add_error("text", "格式不对：每一段以 [[window]] 开头，文字要加引号。")
        except InputRefused as error:
            where = "、".join(f"第{place}段：{text}" for place, text in error.fields.items())
            form.add_error("text", f"{error.sentence}{where}")
        else:
            messages.success(request, "新的时间表发布了，站里的终端下次联系时就换上。")
            return redirect(f"{reverse('console:timetable')}?station={station.pk}")
    return render(request, "console/timetable_plan.html", {"form": form, "station": station})


def _case(request: StaffRequest) -> Case | None:
    """The case whose number was typed. Raises InputRefused."""
    typed = request.POST.get("number", "").strip()
    if not typed:
        return None
    try:
        found = Case.objects.filter(request.reach.visible(Right.OPEN), number=parse_number(typed)).first()
    except NumberRefused as error:
        raise InputRefused(error.sentence) from error
    if found is None:
        raise InputRefused("没有找到这个编号的事。")
    return found


def _merged(slots: list[table.Slot]) -> list[tuple[table.Slot, int]]:
    """Each taken one by itself, the free places of one time as one with their number."""
    free = Counter(slot.begins for slot in slots if not slot.taken)
    out: list[tuple[table.Slot, int]] = []
    for slot in slots:
        if slot.taken:
            out.append((slot, 0))
        elif places := free.pop(slot.begins, 0):
            out.append((slot, places))
    return out


def _order(slot: table.Slot) -> tuple[int, object, int]:
    return list(table.KINDS).index(slot.kind) if slot.kind in table.KINDS else 9, slot.begins, slot.place


def _kind(slot: table.Slot) -> str:
    return slot.kind


def _as_text(windows: list[Window]) -> str:
    """Rows as TOML; a text in quotes is the same there as in JSON."""
    blocks = []
    for w in windows:
        days = ", ".join(map(str, w.weekdays))
        blocks.append(
            f'[[window]]\nslots = "{w.slots}"\nweekdays = [{days}]\nbegins = "{w.begins}"\nends = "{w.ends}"\n'
            f"minutes = {w.minutes}\nplaces = {w.places}\nnote = {json.dumps(w.note, ensure_ascii=False)}\n"
        )
    return "\n".join(blocks)
