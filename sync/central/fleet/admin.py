"""Stations, and terminals to look up, in Django's admin. What is done to a terminal stands in console/terminal.py."""

from typing import Any

from django import forms
from django.contrib import admin

from sync.central.console.site import ByDuty, ReadOnly
from sync.central.fleet.models import Station, Terminal


class StationForm(forms.ModelForm):  # type: ignore[type-arg]
    """A station; its place in the tree is none below itself."""

    class Meta:
        model = Station
        fields = ("name", "level", "parent", "address", "phone")

    def clean_parent(self) -> Station | None:
        """The one above."""
        parent: Station | None = self.cleaned_data["parent"]
        if parent is not None and self.instance.pk and parent.path.startswith(self.instance.path):
            raise forms.ValidationError("上级不能是它自己，也不能是它下面的站。")
        return parent


@admin.register(Station)
class StationAdmin(ByDuty):
    """The tree."""

    subject = "station"
    form = StationForm
    list_display = ("in_tree", "level", "address", "phone")
    list_filter = ("level",)
    search_fields = ("name", "address")

    @admin.display(description="名称")
    def in_tree(self, obj: Station) -> str:
        """The name, as deep as it lies."""
        return f"{'　' * (obj.path.count('/') - 2)}{obj.name}"


@admin.register(Terminal)
class TerminalAdmin(ReadOnly):
    """Terminals as they are noted."""

    subject = "terminal"
    list_display = ("number", "station", "seen_at", "program", "note", "retired")
    list_filter = ("retired",)
    search_fields = ("number", "station__name", "note")
    list_select_related = ("station",)

    def get_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("number", "station", "note", "retired", "seen_at", "program", "waiting", "refused", "delivered")
