"""The API and its OpenAPI description (/api/openapi.json)."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from kiosk import __version__
from sync.central.api import conversation
from sync.central.api.body import Messages, Troubled

api = NinjaAPI(
    title="Legal kiosk centre", version=__version__, docs_url=None, urls_namespace="api", parser=Messages()
)  # fmt: skip
api.add_router("/sync", conversation.router)
api.add_exception_handler(Exception, conversation.told)


@api.exception_handler(ValidationError)
def _misshapen(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    faults = error.errors if isinstance(error, ValidationError) else []
    places = sorted({".".join(map(str, fault["loc"][:3])) for fault in faults})
    return conversation.told(request, Troubled("malformed", ", ".join(places)))


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    """What the parser raised comes wrapped."""
    cause = getattr(error, "__context__", None)
    return conversation.told(request, cause if isinstance(cause, Troubled) else Troubled("malformed"))
