"""The audit chain in Django's admin, to look up. The console's own page tells it in words and proves it whole."""

from typing import Any

from django.contrib import admin

from sync.central.audit.models import Line
from sync.central.console.site import ReadOnly
from sync.central.people.rights import Right


@admin.register(Line)
class LineAdmin(ReadOnly):
    """Its lines."""

    right = Right.AUDIT
    list_display = ("seq", "at", "actor", "action", "subject")
    search_fields = ("subject", "action")
    list_select_related = ("actor",)
    ordering = ("-seq",)
    show_full_result_count = False

    def get_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("seq", "at", "actor", "action", "subject", "facts", "hash")
