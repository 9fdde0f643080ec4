"""The centre's side of the conversation (sync/wire.py), a function a step."""

import logging
from datetime import timedelta
from typing import Annotated

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Status

from sync import wire
from sync.central import logs
from sync.central.api.body import Signed, TerminalRequest, Troubled, raw
from sync.central.cases import carrying, receiving
from sync.central.fleet import feed as feeds
from sync.central.fleet import keys, turns
from sync.central.fleet.models import Terminal
from sync.central.throttle import is_too_often

_log = logging.getLogger(__name__)
_SEEN_EVERY = timedelta(seconds=60)  # a poll notes it no more often
router = Router(auth=Signed(), tags=["terminals"])
_TROUBLES = dict.fromkeys(sorted(set(wire.TROUBLES.values())), wire.Trouble)
_RAW = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.post("/enrol", response={200: wire.Enrolled, **_TROUBLES}, auth=None)
def enrol(request: HttpRequest, told: wire.Enrol) -> wire.Enrolled:
    """A new terminal, or a new key of an old one."""
    if is_too_often("enrol", request, most=20, in_s=3600):
        raise Troubled("later", "too many tries", retry_after_s=600)
    try:
        return keys.enrol(told, timezone.now())
    except keys.CodeRefused:
        raise Troubled("bad-code") from None


@router.post("/hello", response={200: wire.Welcome, **_TROUBLES})
def hello(request: TerminalRequest, told: wire.Hello) -> wire.Welcome:
    """How the terminal is, and which turn this is."""
    try:
        return turns.hello(request.auth, told, timezone.now())
    except turns.NoCommonWire as error:
        raise Troubled("wire", str(error)) from None


@router.post("/records", response={200: wire.Answers, **_TROUBLES})
def records(request: TerminalRequest, told: wire.Records) -> wire.Answers:
    """A batch of records."""
    return wire.Answers(answers=receiving.receive(request.auth, told, timezone.now()))


@router.post("/bundle", response={200: wire.Bundled, **_TROUBLES}, openapi_extra=_RAW)
def bundle(request: TerminalRequest) -> wire.Bundled:
    """Small attachments, several at once (`wire.pack_bundle`)."""
    try:
        return carrying.bundle(request.auth, list(wire.unpack_bundle(raw(request))), timezone.now())
    except ValueError as error:
        raise Troubled("malformed", str(error)) from None


@router.get("/attachments/{sha256}", response={200: wire.Kept, **_TROUBLES})
def attachment(request: TerminalRequest, sha256: Sha256) -> wire.Kept:
    """How much of an attachment is here."""
    try:
        return carrying.state(request.auth, sha256, timezone.now())
    except carrying.Unasked:
        raise Troubled("unasked") from None


@router.put("/attachments/{sha256}", response={200: wire.Kept, **_TROUBLES, 409: wire.Kept}, openapi_extra=_RAW)
def chunk(
    request: TerminalRequest, sha256: Sha256, offset: Annotated[int, Query(ge=0, le=wire.MOST_ATTACHMENT)]
) -> wire.Kept | Status[wire.Kept]:
    """The next chunk of an attachment."""
    try:
        return carrying.chunk(request.auth, sha256, offset, raw(request), timezone.now())
    except carrying.Unasked:
        raise Troubled("unasked") from None
    except carrying.WrongOffset as error:
        return Status(409, error.kept)


@router.post("/compare", response={200: wire.Compared, **_TROUBLES})
def compare(request: TerminalRequest, told: wire.Compare) -> wire.Compared:
    """What of the terminal's deliveries is here."""
    return receiving.compare(request.auth, told)


@router.get("/feed", response={200: wire.Feed, 204: None, **_TROUBLES})
def feed(
    request: TerminalRequest, after: Annotated[int, Query(ge=0, le=2**53)]
) -> wire.Feed | Status[None]:  # fmt: skip
    """What is new for the terminal."""
    terminal, at = request.auth, timezone.now()
    if terminal.seen_at is None or at - terminal.seen_at > _SEEN_EVERY or terminal.cursor != after:
        Terminal.objects.filter(pk=terminal.pk).update(seen_at=at, cursor=after)
    return feeds.after(terminal, after) or Status(204, None)


def told(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Every trouble as a `wire.Trouble`; nothing of what came is in it, nor in the log."""
    if isinstance(error, (DatabaseError, OSError)):
        _log.error("%s: %s", request.path, type(error).__name__)
        error = Troubled("later", type(error).__name__, retry_after_s=30)
    if not isinstance(error, Troubled):
        _log.error("%s: %s", request.path, logs.where(error) if isinstance(error, Exception) else error.__name__)
        error = Troubled("later", type(error).__name__, retry_after_s=60)
    answer = HttpResponse(
        wire.Trouble(code=error.code, detail=error.detail[:200]).model_dump_json(),
        status=wire.TROUBLES[error.code],
        content_type=wire.TYPE_JSON,
    )
    if error.retry_after_s:
        answer["Retry-After"] = str(error.retry_after_s)
    return answer
