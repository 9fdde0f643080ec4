"""How fields look, for every form of the console: each with its label, its help and what is wrong with it, tied together."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template import loader

if TYPE_CHECKING:
    _Base = forms.BaseForm
else:
    _Base = object


class Drawn(BaseRenderer):
    """Fields by our own templates, what is inside of them by Django's."""

    form_template_name = "console/form.html"
    field_template_name = "console/field.html"

    def get_template(self, template_name: str) -> Any:
        """Find a template by its name."""
        if template_name.startswith("console/"):
            return loader.get_template(template_name)
        return DjangoTemplates().get_template(template_name)


class Plain(_Base):
    """Mixed into forms: drawn as above, without colons after labels."""

    default_renderer = Drawn

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def offer(form: forms.BaseForm, name: str, these: "QuerySet[Any]") -> "forms.ModelChoiceField[Any]":
    """Let a field offer these rows; returns it."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.queryset = these
    return field


def offer_choices(form: forms.BaseForm, name: str, these: Iterable[Any]) -> None:
    """Let a field offer these choices."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(these)
