"""The application that an ASGI server runs; it does not start with content that is broken."""

import gc
import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sync.central.settings")
application = get_asgi_application()


def _ready() -> None:
    """Read the content once, and let the collector pass over all that stays: it would stop a batch for 100 ms."""
    from sync.central.cases import known

    known.centre()
    known.forms()
    gc.collect()
    gc.freeze()


_ready()
