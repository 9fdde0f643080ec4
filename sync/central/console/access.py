"""Who may open a page: signed in, past the second step, with a password of one's own, and with a duty that gives the right.

Every page but those of signing in is wrapped by `page`. What a duty gives stands in `people/rights.py` alone.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django_htmx.middleware import HtmxDetails
from django_otp import user_has_device

from sync.central.cases.errors import Forbidden
from sync.central.cases.steps import Action
from sync.central.people.models import Staff
from sync.central.people.rights import Reach, Right, reach

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request of somebody who may open the page; `reach` is all that they may."""

    user: Staff
    reach: Reach
    htmx: HtmxDetails


View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def page(
    *rights: Right | Action, unchanged_password: bool = False
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Let only those in who hold one of the rights somewhere; with none named, all staff.

    Args:
        rights: of which one is enough. Which case or station it is held for, the page asks itself.
        unchanged_password: also those who must still change their password.
    """

    def wrap(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            elsewhere = _not_yet(request, unchanged_password)
            if elsewhere is not None:
                return elsewhere
            known = cast(StaffRequest, request)
            known.reach = reach(known.user)
            if rights and not any(known.reach.may(right) for right in rights):
                raise PermissionDenied
            try:
                return view(known, *args, **kwargs)
            except Forbidden as error:
                raise PermissionDenied(error.sentence) from error

        return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], guarded)

    return wrap


def is_verified(request: HttpRequest) -> bool:
    """Whether the second step is done, or there is none to do."""
    user = request.user
    return user.is_authenticated and (getattr(user, "otp_device", None) is not None or not user_has_device(user))


def safe_next(request: HttpRequest) -> str:
    """Where to go on to, if it is a page of ours; else the first page."""
    told = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure())
    return told if own else resolve_url("console:today")


def _not_yet(request: HttpRequest, unchanged_password: bool) -> HttpResponse | None:
    """The page that comes first, if there is one."""
    user = request.user
    if not user.is_authenticated:
        return _to(request, redirect_to_login(request.get_full_path()))
    if not is_verified(request):
        there = f"{resolve_url('console:second-step')}?{urlencode({'next': request.get_full_path()})}"
        return _to(request, redirect(there))
    if user.must_change_password and not unchanged_password:
        return _to(request, redirect("console:password"))
    return None


def _to(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A part of a page that is asked for by htmx cannot be another page: the whole goes there."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": answer["Location"]})
    return answer
