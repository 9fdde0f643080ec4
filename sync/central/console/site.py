"""Django's admin, for what it fits: stations, staff with their duties, terminals and audit lines to look up.

Who gets in has a duty for the whole county (an administrator of one town could give away duties elsewhere), and has passed
the console's own signing in with its second step. Only what this project registers is there.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from sync.central.audit import chain
from sync.central.people.models import Staff
from sync.central.people.rights import Reach, Right, reach

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin


def holds_for_county(may: Reach, right: Right) -> bool:
    """Whether somebody has a right at every station."""
    return may.stations(right) == Q()


class Site(admin.AdminSite):
    """The one site."""

    site_header = "站点和人员"
    site_title = "站点和人员"
    index_title = "管理"
    site_url = "/console/"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take only what is ours: accounts' locks and secrets of the second step are not to be read or edited here."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        ours = [model for model in models if model.__module__.startswith("sync.")]
        if ours:
            super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Signed in, past the second step, and with a duty that this site is for."""
        from sync.central.console.access import is_verified

        if not is_verified(request) or cast(Staff, request.user).must_change_password:
            return False
        may = reach(cast(Staff, request.user))
        return any(holds_for_county(may, right) for right in (Right.STAFF, Right.AUDIT))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The console's signing in; who is signed in already is told that this is not for them by its first page."""
        if request.user.is_authenticated:
            return redirect("console:today")
        there = request.GET.get("next", reverse("admin:index"))
        return redirect(f"{reverse('console:login')}?{urlencode({'next': there})}")


class ByDuty(_ModelAdmin):
    """A part of the site for one right; each change leaves an audit line, which names fields and never their values."""

    right = Right.STAFF
    subject = ""

    def _may(self, request: HttpRequest) -> bool:
        return holds_for_county(reach(cast(Staff, request.user)), self.right)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self._note(request, "added", [obj])
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self._note(request, "changed", [obj], fields=_fields(message))
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: "QuerySet[Any]") -> Any:
        self._note(request, "deleted", queryset)
        return super().log_deletions(request, queryset)

    def _note(self, request: HttpRequest, action: str, things: Iterable[Model], **facts: str) -> None:
        for thing in things:
            chain.add(action, f"{self.subject}:{thing.pk}", cast(Staff, request.user), **facts)


class ReadOnly(ByDuty):
    """To look up only."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _fields(message: Any) -> str:
    """The fields' names of Django's change message, also of what is inline."""
    parts = message if isinstance(message, list) else []
    told = []
    for part in parts:
        for act, details in part.items():
            told.append(f"{details.get('object', '') or act}:{','.join(details.get('fields', []))}")
    return ";".join(told)[:200]
