"""An attachment's content: pictures in place, anything else to be saved. It is never what a browser would run."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sync.central.cases import find
from sync.central.cases.errors import NotHere
from sync.central.console.access import StaffRequest, page
from sync.central.people.rights import Right

_SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"})


@require_safe
@page(Right.OPEN)
def attachment(request: StaffRequest, id_: int) -> HttpResponse:
    """The content; seeing it leaves an audit line."""
    try:
        found, content = find.open_attachment(request.user, id_)
    except NotHere as error:
        return render(request, "console/not_here.html", {"sentence": error.sentence}, status=404)
    is_shown = found.media_type in _SHOWN
    answer = HttpResponse(content, content_type=found.media_type if is_shown else "application/octet-stream")
    name = f"{found.label or 'attachment'}.{found.media_type.rsplit('/', 1)[-1]}"
    answer["Content-Disposition"] = content_disposition_header(not is_shown, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
