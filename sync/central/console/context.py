"""What every template knows; the menu is read only where it is drawn, so that public pages ask nothing of the session."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from sync.central.console import menu
from sync.central.people.models import Staff
from sync.central.people.rights import reach


def centre(request: HttpRequest) -> dict[str, object]:
    """The centre's settings as `centre`, and for somebody who is signed in `menu` and `duties`."""
    return {
        "centre": settings.CENTRE,
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "duties": SimpleLazyObject(lambda: menu.duties(request.user) if isinstance(request.user, Staff) else ""),
    }


def _menu(request: HttpRequest) -> list[menu.Item]:
    if not isinstance(request.user, Staff):
        return []
    return menu.menu(request, getattr(request, "reach", None) or reach(request.user))
