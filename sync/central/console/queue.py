"""业务办理: the cases of one's desks, urgent first; filtered, and found by number or by person."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from sync.central.cases import find
from sync.central.cases.models import Step
from sync.central.console import words
from sync.central.console.access import StaffRequest, page
from sync.central.console.asked import number
from sync.central.console.looks import Plain, offer, offer_choices
from sync.central.fleet.models import Level, Station
from sync.central.people.rights import Reach, Right


class Filters(Plain, forms.Form):
    """What the list is narrowed to."""

    desk = forms.ChoiceField(label="业务口", required=False)
    step = forms.ChoiceField(label="环节", required=False, choices=[("", "没办结的"), *Step.choices])
    station = forms.ModelChoiceField(
        Station.objects.none(), label="站点（含下级）", required=False, empty_label="全部站点"
    )
    search = forms.CharField(
        label="找一件",
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "编号、姓名、电话或身份证号，要写全", "autocomplete": "off"}
        ),
    )
    mine = forms.BooleanField(label="只看我办的", required=False)
    overdue = forms.BooleanField(label="只看超期的", required=False)

    def __init__(self, *args: object, may: Reach, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "desk", [("", "全部业务"), *words.desks(may.desks(Right.LIST))])
        here = Station.objects.filter(may.stations(Right.LIST)).exclude(level=Level.VILLAGE)
        offer(self, "station", here)


@require_safe
@page(Right.LIST)
def queue(request: StaffRequest) -> HttpResponse:
    """The list; by htmx only its rows."""
    form = Filters(request.GET, may=request.reach)
    form.is_valid()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    found = find.queue(request.user, page=number(request.GET.get("page"), 1), **asked)
    kept = urlencode({name: request.GET[name] for name in asked})
    shown = {"form": form, "found": found, "kept": kept, "narrowed": bool(asked)}
    return render(request, "console/_queue.html" if request.htmx else "console/queue.html", shown)
