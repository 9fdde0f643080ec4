"""A form of the terminal as staff fill it in at the window: all that is asked, on one page; only the name is a must."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from kiosk.directory.timetable import Timetable
from kiosk.services.filling import Filling
from kiosk.services.form import Form, Kind, Question
from kiosk.services.shown import slot_text
from sync.central.cases import timetable, window
from sync.central.cases.errors import InputRefused
from sync.central.cases.models import Channel
from sync.central.console.looks import Plain, offer
from sync.central.fleet.models import Booking, Station

_PARTS: Mapping[Kind, Mapping[str, str]] = {
    Kind.ADDRESS: {"town": "镇（街道）", "village": "村（社区）", "rest": "详细地址"},
    Kind.PERSON: {"name": "姓名", "phone": "电话", "address": "住址"},
}
_NEEDED = frozenset({"name", "firm"})
_WHO = frozenset({"name", "firm", "agent-name", "identity", "born", "sex", "phone", "address"})
_DAYS_AHEAD = 30


class Where(Plain, forms.Form):
    """At which station, and by which way the citizen came."""

    station = forms.ModelChoiceField(Station.objects.none(), label="站点", empty_label=None)
    channel = forms.ChoiceField(
        label="怎么来的",
        choices=[(Channel.WINDOW, "到窗口"), (Channel.PHONE, "打电话")],
        widget=forms.RadioSelect,
        initial=Channel.WINDOW,
    )

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "station", stations).initial = stations.first()


class Asked(Plain, forms.Form):
    """The questions that the answers so far call for."""

    def __init__(self, form: Form, given: QueryDict | None, station: Station, *, is_done: bool = True) -> None:
        """`is_done`: whether it is handed in; else nothing is wrong yet with what is not filled in."""
        super().__init__(given if is_done else None, initial=_as_typed(given) if given is not None else {})
        self.asked_form = form
        answers = _answers(form, given) if given is not None else {}
        typed = {question.id for question in window.questions(form)}
        self._questions = [q for q in Filling(form, answers, on_paper=True).asked() if q.id in typed]
        deciding = _deciding(form)
        for question in self._questions:
            for name, field in _fields(question, station):
                if question.id in deciding:
                    field.widget.attrs.update({"hx-post": "", "hx-target": "#asked", "hx-trigger": "change"})
                self.fields[name] = field

    def who(self) -> list[forms.BoundField]:
        """The fields about the person, which are asked first here."""
        return [self[name] for name in self.fields if name.split(".")[0] in _WHO]

    def what(self) -> list[forms.BoundField]:
        """The others."""
        return [self[name] for name in self.fields if name.split(".")[0] not in _WHO]

    def answers(self) -> dict[str, Any]:
        """What was filled in, by question."""
        given = _answers(self.asked_form, cast(QueryDict, self.data))
        return {q.id: given[q.id] for q in self._questions if given.get(q.id) not in (None, "", [], {})}

    def mark(self, error: InputRefused) -> None:
        """Say at the fields what is wrong with them."""
        for id_, text in error.fields.items():
            names = [name for name in self.fields if name == id_ or name.startswith(f"{id_}.")]
            self.add_error(names[0] if names else None, text)


def _answers(form: Form, given: QueryDict) -> dict[str, Any]:
    """Answers as they were typed, in the shape in which `kiosk.services.answers` takes them."""
    out: dict[str, Any] = {}
    for question in window.questions(form):
        if question.kind in _PARTS:
            parts = {part: given.get(f"{question.id}.{part}", "") for part in _PARTS[question.kind]}
            out[question.id] = parts if any(text.strip() for text in parts.values()) else None
        elif question.kind is Kind.MANY:
            out[question.id] = given.getlist(question.id)
        else:
            out[question.id] = given.get(question.id, "").strip()
    return out


def _as_typed(given: QueryDict) -> dict[str, Any]:
    """What each field shows again."""
    return {name: values if len(values) > 1 else values[0] for name, values in given.lists() if values}


def _deciding(form: Form) -> set[str]:
    """Questions whose answers decide whether others are asked."""
    conditions = " ".join(question.when for question in form.question)
    return {q.id for q in form.question if q.id.replace("-", "_") in conditions}


def _fields(question: Question, station: Station) -> Iterable[tuple[str, forms.Field]]:
    label = question.short or question.label
    told: dict[str, Any] = {"label": label, "required": question.id in _NEEDED and not question.optional}
    if label != question.label:
        told["help_text"] = question.label
    if question.kind in _PARTS:
        for part, name in _PARTS[question.kind].items():
            yield f"{question.id}.{part}", forms.CharField(label=f"{label}：{name}", required=False, max_length=120)
    else:
        yield question.id, _field(question, told, station)


def _field(question: Question, told: dict[str, Any], station: Station) -> forms.Field:
    kind = question.kind
    if kind is Kind.LONG:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **told)
    if kind is Kind.DATE:
        return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **told)
    if kind is Kind.MANY:
        choices = [(c.value, c.label) for c in question.choice]
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)
    if kind is Kind.CONSENT:
        return forms.BooleanField(widget=forms.CheckboxInput(attrs={"value": "yes"}), **told)
    if kind in (Kind.YES_NO, Kind.ONE, Kind.SLOT):
        return forms.ChoiceField(choices=[("", "没问到"), *_choices(question, station)], **told)
    modes = {Kind.NUMBER: "numeric", Kind.MONEY: "decimal", Kind.PHONE: "tel"}
    if kind is Kind.MONEY:
        told["label"] += "（元）"
    attrs = {"autocomplete": "off"} | ({"inputmode": modes[kind]} if kind in modes else {})
    return forms.CharField(widget=forms.TextInput(attrs=attrs), **told)


def _choices(question: Question, station: Station) -> list[tuple[str, str]]:
    if question.kind is Kind.YES_NO:
        return [("yes", "是"), ("no", "不是")]
    if question.kind is Kind.ONE:
        return [(c.value, c.label) for c in question.choice]
    taken = Booking.objects.filter(station=station).values_list("slot", flat=True)
    table = Timetable(list(timetable.windows(station)))
    return [(id_, slot_text(id_)) for id_ in table.free(question.slots, timezone.localdate(), _DAYS_AHEAD, taken)]
