"""An article to read on: the page behind the code that a terminal shows beside it."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kiosk.content.store import ContentStore
from kiosk.law.library import Library
from sync.central import places


def content() -> ContentStore:
    """The packs that are installed here."""
    return ContentStore(places.home() / "content")


@require_safe
@cache_control(max_age=86_400, public=True)
def page(request: HttpRequest, title: str, article: str) -> HttpResponse:
    """An article by its statute's short title and its number, as `30` or `30-1`; 404 where there is none."""
    named = re.fullmatch(r"([1-9][0-9]{0,4})(?:-([1-9][0-9]?))?", article)
    if named is None or len(title) > 100:
        raise Http404
    packs, _ = content().open()
    library = Library(packs)
    try:
        statute = library.by_short(title)
        ref = library.article(statute, int(named[1]), int(named[2] or 0)) if statute else None
        if statute is None or ref is None:
            raise Http404
        node = library.node(ref)
        told = {
            "statute": statute,
            "label": node.label,
            "paragraphs": node.text.split("\n"),
            "digest": library.digest(statute.short, node.number, node.sub),
        }
    finally:
        library.close()
    return render(request, "public/law.html", told)
