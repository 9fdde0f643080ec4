"""Not too often: how many tries one address has in a while. Kept in memory, so a restart forgives."""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest


def is_too_often(what: str, request: HttpRequest, *, most: int, in_s: int) -> bool:
    """Count a try; whether it was one too many.

    Args:
        what: of which thing.
        request: whose address counts (of the proxy's header where the centre stands behind one, as its settings say).
        most: tries that are free.
        in_s: seconds after which the first is forgotten.
    """
    from django.conf import settings

    address = request.META.get("REMOTE_ADDR", "")
    if settings.CENTRE.https:
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    key = f"tries:{what}:{hashlib.sha256(address.encode()).hexdigest()[:16]}"
    cache.add(key, 0, in_s)
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # it ran out just now
        return False
