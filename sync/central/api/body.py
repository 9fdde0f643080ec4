"""The border: a request's body is unpacked within limits, its signature checked, its terminal known.

Everything refused here is refused before any of it is read as data.
"""

import json
import logging
import zlib
from typing import Any

from django.http import HttpRequest
from django.http.request import RawPostDataException
from ninja.parser import Parser
from ninja.security.base import AuthBase

from sync import signing, wire
from sync.central.fleet.models import Key, Terminal

_log = logging.getLogger(__name__)


class Troubled(Exception):
    """The answer is a `wire.Trouble`. `code` is one of `wire.TROUBLES`."""

    def __init__(self, code: str, detail: str = "", retry_after_s: int = 0) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail, self.retry_after_s = code, detail, retry_after_s


class TerminalRequest(HttpRequest):
    """A request whose terminal is known."""

    auth: Terminal


def raw(request: HttpRequest) -> bytes:
    """The body as it came. Raises Troubled when it is too large, or broke off."""
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        raise Troubled("malformed", "content-length") from None
    if length > wire.MOST_BODY:
        raise Troubled("too-large", f"{length} bytes")
    try:
        body = request.body
    except (OSError, RawPostDataException) as error:
        raise Troubled("malformed", f"the body broke off ({type(error).__name__})") from None
    if len(body) > wire.MOST_BODY:
        raise Troubled("too-large", f"{len(body)} bytes")
    return body


def unpacked(request: HttpRequest) -> bytes:
    """The body, unpacked where it is gzip; a small body that unpacks to a huge one is not."""
    body = raw(request)
    if request.headers.get("Content-Encoding", "identity") == "identity":
        return body
    if request.headers["Content-Encoding"] != "gzip":
        raise Troubled("malformed", "content-encoding")
    unpacker = zlib.decompressobj(31)
    try:
        plain = unpacker.decompress(body, wire.MOST_BODY + 1)
    except zlib.error:
        raise Troubled("malformed", "gzip") from None
    if len(plain) > wire.MOST_BODY:
        raise Troubled("too-large", "unpacked")
    if not unpacker.eof or unpacker.unused_data:
        raise Troubled("malformed", "gzip is cut off")
    return plain


class Messages(Parser):
    """JSON that may be packed."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            return json.loads(unpacked(request))
        except (ValueError, RecursionError):
            raise Troubled("malformed", "JSON") from None


class Signed(AuthBase):
    """Only a terminal whose key is good comes in; it is `request.auth` then."""

    openapi_type = "http"
    openapi_scheme = "signature"
    openapi_description = "RFC 9421, Ed25519, over method, path, query and content-digest"

    def __call__(self, request: HttpRequest) -> Terminal:
        key = _key(_key_id(request))
        if key.revoked_at is not None or key.terminal.retired:
            raise Troubled("revoked")
        return key.terminal


def _key_id(request: HttpRequest) -> str:
    message = signing.Message(request.method or "", request.build_absolute_uri(), dict(request.headers))
    try:
        return signing.verify(message, raw(request), _public)
    except signing.UnknownKey as error:
        raise Troubled("unknown-key") from error
    except signing.Unsigned as error:
        _log.info("a request was not signed: %s", error)
        raise Troubled("unsigned") from error


def _public(id_: str) -> str | None:
    return Key.objects.filter(pk=id_[:40]).values_list("public", flat=True).first()


def _key(id_: str) -> Key:
    return Key.objects.select_related("terminal__station").get(pk=id_)
