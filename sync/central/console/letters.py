"""Letters to the citizen: written from a template, read and printed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sync.central.cases import find, known, letters, work
from sync.central.cases.content_model import PLACEHOLDERS
from sync.central.cases.errors import CaseError, Forbidden, InputRefused
from sync.central.cases.steps import Action
from sync.central.console.access import StaffRequest, page
from sync.central.console.asked import number
from sync.central.console.looks import Plain
from sync.central.people.rights import Right

_LONG = frozenset({"reason", "papers"})


class LetterForm(Plain, forms.Form):
    """A field for each thing that the template names; what the centre knows stands there already."""

    def __init__(self, *args: Any, blanks: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, known_ in blanks.items():
            widget = forms.Textarea(attrs={"rows": 4}) if name in _LONG else forms.TextInput()
            self.fields[name] = forms.CharField(
                label=PLACEHOLDERS[name], initial=known_, max_length=4000, widget=widget,
                help_text="一样一行。" if name == "papers" else "",
            )  # fmt: skip


@page(Action.LETTER)
def write(request: StaffRequest, id_: int, template: str) -> HttpResponse:
    """Fill a template in; it then stands on the case and can be printed."""
    case = find.open_case(request.user, id_)
    try:
        blanks = letters.blanks(case, template, timezone.now())
    except InputRefused as error:
        messages.warning(request, error.sentence)
        return redirect("console:case", id_)
    form = LetterForm(request.POST or None, blanks=blanks)
    if form.is_valid():
        seen = number(request.POST.get("seen"), 0)
        try:
            work.write_letter(id_, request.user, seen=seen, template=template, fields=form.cleaned_data)
        except Forbidden:
            raise
        except CaseError as error:
            _mark(form, error)
        else:
            written = case.letters.order_by("-at", "-id")[0]
            return redirect("console:letter", id_, written.pk)
    shown = {"case": case, "form": form, "title": known.centre().letter(template).title}
    return render(request, "console/letter_write.html", shown)


@require_safe
@page(Right.OPEN)
def letter(request: StaffRequest, id_: int, letter_id: int) -> HttpResponse:
    """A letter as it is printed."""
    case = find.open_case(request.user, id_)
    found = next((each for each in case.letters.all() if each.pk == letter_id), None)
    if found is None:
        raise Http404
    return render(request, "console/letter.html", {"case": case, "letter": found})


def _mark(form: LetterForm, error: CaseError) -> None:
    for name, text in (error.fields if isinstance(error, InputRefused) else {}).items():
        if name in form.fields:
            form.add_error(name, text)
    form.add_error(None, error.sentence)
