"""What staff fill in for each action on a case. Whether it is allowed and right, `cases/work.py` says."""

from collections.abc import Iterable
from typing import Any

from django import forms

from sync.central.cases import known
from sync.central.cases.models import Case
from sync.central.cases.steps import Result
from sync.central.console import words
from sync.central.console.looks import Plain, offer, offer_choices
from sync.central.people.models import Duty, Role, Staff

_LONGEST = 2000


def _area(label: str, help_: str = "", rows: int = 3, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": _LONGEST})
    return forms.CharField(label=label, help_text=help_, required=required, widget=widget, max_length=_LONGEST)


def _note() -> forms.CharField:
    return _area("给当事人看的话", "会显示在终端和手机查询页上，可以不写。", 2)


def _private() -> forms.CharField:
    return _area("内部备注", "只有工作人员看得到。", 2)


def _day(label: str, help_: str = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class Act(Plain, forms.Form):
    """An action on a case; fields are about that case."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fit()

    def fit(self) -> None:
        """Fit fields to the case."""


class Noted(Act):
    """No more than notes."""

    note = _note()
    private = _private()


class Triage(Noted):
    """To which desk."""

    desk = forms.ChoiceField(label="分给哪个业务口")
    field_order = ("desk", "note", "private")

    def fit(self) -> None:
        offer_choices(self, "desk", words.desks())
        self.fields["desk"].initial = self.case.desk or self.case.suggested


class Assign(Noted):
    """To whom."""

    officer = forms.ModelChoiceField(Staff.objects.none(), label="承办人", required=False, empty_label="先不定")
    lawyer = forms.ModelChoiceField(Staff.objects.none(), label="律师", required=False, empty_label="不派律师")
    field_order = ("officer", "lawyer", "note", "private")

    def fit(self) -> None:
        duties = Duty.objects.filter(role__in=(Role.OFFICER, Role.LAWYER), staff__is_active=True)
        fitting = [duty for duty in duties.select_related("station") if self._fits(duty)]
        for name, role in (("officer", Role.OFFICER), ("lawyer", Role.LAWYER)):
            ids = {duty.staff_id for duty in fitting if duty.role == role}
            field = offer(self, name, Staff.objects.filter(pk__in=ids).order_by("name", "username"))
            field.initial = getattr(self.case, f"{name}_id")

    def _fits(self, duty: Duty) -> bool:
        if duty.role == Role.LAWYER:
            return True
        within = duty.station is None or self.case.station.path.startswith(duty.station.path)
        return within and duty.desk in ("", self.case.desk)


class AskPapers(Noted):
    """Which papers, by when; a second time also why."""

    papers = _area("要补哪些材料", "一样一行，一次说全。", 4, required=True)
    until = _day("最晚哪天补来", "可以不填。")
    again = forms.CharField(
        label="为什么第一次没有说",
        max_length=500,
        required=False,
        help_text="补材料应当一次告知；再次要求要写明原因，会记录在案。",
    )
    field_order = ("papers", "until", "again", "note", "private")

    def fit(self) -> None:
        if not self.case.requests.exists():
            del self.fields["again"]

    def clean_papers(self) -> list[str]:
        """One a line."""
        return str(self.cleaned_data["papers"]).splitlines()


class Decide(Noted):
    """Yes or no, and why."""

    granted = forms.ChoiceField(
        label="决定", choices=[("yes", "同意"), ("no", "不同意")], widget=forms.RadioSelect, required=True
    )
    reason = _area("理由", "不同意一定要写，会告诉当事人。")
    field_order = ("granted", "reason", "note", "private")


class Finish(Noted):
    """How it ended."""

    result = forms.ChoiceField(label="结果", choices=Result.choices)
    field_order = ("result", "note", "private")


class Transfer(Noted):
    """To which office."""

    office = forms.ChoiceField(label="转给哪个单位")
    field_order = ("office", "note", "private")

    def fit(self) -> None:
        offices = known.centre().offices
        usual = [(o.id, o.name) for o in offices if self.case.kind in o.kinds]
        others = [(o.id, o.name) for o in offices if self.case.kind not in o.kinds]
        groups = (("这类事常转的", usual), ("其他单位", others))
        offer_choices(self, "office", [("", "请选择"), *(group for group in groups if group[1])])


class Extend(Act):
    """Why it takes longer."""

    note = _area("为什么要延长", "会告诉当事人。", required=True)
    private = _private()


class Archive(Act):
    """No more than a note inside."""

    private = _private()


class Remark(Noted):
    """A note for the one or the other."""

    field_order = ("private", "note")


class Message(Act):
    """A word to the citizen."""

    text = _area("想告诉当事人的话", "显示在当事人交件的终端上，别写名字、电话这些。", required=True)


class Review(Act):
    """质量评估: points for each item of the desk's checklist."""

    note = _area("评语", "只有工作人员看得到。", 2)

    def fit(self) -> None:
        note = self.fields.pop("note")
        for item in self.items():
            self.fields[f"item-{item.id}"] = forms.IntegerField(
                label=item.label, min_value=0, max_value=item.points, help_text=f"0到{item.points}分",
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip
        self.fields["note"] = note

    def items(self) -> Iterable[Any]:
        """What the desk is assessed by."""
        try:
            return known.centre().checklist(self.case.desk).item
        except KeyError:
            return ()

    def points(self) -> dict[str, int]:
        """What was given, by item."""
        return {item.id: self.cleaned_data[f"item-{item.id}"] for item in self.items()}
