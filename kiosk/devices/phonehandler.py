"""One connection of the phone page: one request, read against limits, answered without a word too many."""

import contextlib
import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header  # type: ignore[import-untyped]

from kiosk.devices.limits import MAX_BYTES
from kiosk.devices.phonepage import FIELD, HEADERS, page

_CHUNK = 65_536
_MOST_PARTS = 1000  # of one body: a person who marks a whole album is told the limit, not cut off
_log = logging.getLogger(__name__)


@dataclass(slots=True, frozen=True)
class Limits:
    """What one visit's phone may use. Sizes are bytes."""

    photos: int = 30
    photo_bytes: int = MAX_BYTES
    silence_s: float = 10.0  # between two pieces of a request
    connection_s: float = 180.0  # from the first byte to the last: six photos of 3 MB over weak Wi-Fi

    @property
    def body_bytes(self) -> int:
        """The longest body that can be meant."""
        return self.photos * (self.photo_bytes + 10_000)


class Drop(Protocol):
    """What a connection needs of the visit's page."""

    limits: Limits

    @property
    def received(self) -> int: ...
    @property
    def left(self) -> int: ...
    @property
    def troubles(self) -> tuple[str, ...]: ...
    def knows(self, path: str) -> bool: ...
    def begin_sending(self) -> None: ...
    def refuse(self, sentence: str) -> None: ...
    def take(self, data: bytes) -> None: ...


class Handler(BaseHTTPRequestHandler):
    """Answers GET and POST of the visit's own path, and nothing else."""

    server_version = "kiosk"
    sys_version = ""

    def setup(self) -> None:
        self._drop: Drop = self.server.drop  # type: ignore[attr-defined]
        self.request.settimeout(self._drop.limits.silence_s)
        super().setup()
        # A sender of one byte every few seconds is never silent: the whole connection has an end of its own.
        self._end = threading.Timer(self._drop.limits.connection_s, self._cut)
        self._end.daemon = True
        self._end.start()

    def finish(self) -> None:
        self._end.cancel()
        with contextlib.suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        if not self._drop.knows(self.path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = page(self._drop.received, self._drop.left, self._drop.troubles)
        self._head(HTTPStatus.OK, len(body), {"Content-Type": "text/html; charset=utf-8"})
        self.wfile.write(body)

    def do_POST(self) -> None:
        if not self._drop.knows(self.path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        length = self.headers.get("Content-Length", "")
        kind, options = parse_options_header(self.headers.get("Content-Type", ""))
        if not length.isascii() or not length.isdigit() or "Transfer-Encoding" in self.headers:
            self.send_error(HTTPStatus.LENGTH_REQUIRED)
        elif len(length) > 12 or int(length) > self._drop.limits.body_bytes:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        elif kind != "multipart/form-data" or not options.get("boundary"):
            self.send_error(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        else:
            self._receive(options["boundary"], int(length))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The bare status: no hint at what is or is not here."""
        self.close_connection = True
        code = HTTPStatus.NOT_FOUND if code == HTTPStatus.NOT_IMPLEMENTED else code
        self._head(code, 0, {})

    def log_message(self, format: str, *args: Any) -> None:
        """The request line holds the secret address: the log gets nothing of it."""

    def _receive(self, boundary: str, length: int) -> None:
        self._drop.begin_sending()
        photos = 0
        try:
            for photo in self._photos(boundary, length):
                photos += 1
                if photo is None:
                    megabytes = self._drop.limits.photo_bytes // 1_000_000
                    self._drop.refuse(f"有一张照片太大了（超过{megabytes}兆），没有收，请拍小一点再传。")
                else:
                    self._drop.take(photo)
        except (MultipartError, EOFError, TimeoutError) as error:
            _log.info("a sending from the phone broke off: %s", type(error).__name__)
            self._drop.refuse("没有传完就断了，请再传一次没有收到的照片。")
        else:
            if not photos:
                self._drop.refuse("没有选照片，请先选再传。")
        # Seeing the page by a GET keeps a reload from sending everything again.
        self._head(HTTPStatus.SEE_OTHER, 0, {"Location": self.path})

    def _photos(self, boundary: str, length: int) -> Iterator[bytes | None]:
        """The photos of a body one by one; None for one over the limit, of which no more than the limit is held."""
        limit = self._drop.limits.photo_bytes
        photo: bytearray | None = None
        wanted = False
        with PushMultipartParser(boundary, length, max_segment_count=_MOST_PARTS) as parser:
            for chunk in self._chunks(length):
                for event in parser.parse(chunk):
                    if isinstance(event, MultipartSegment):
                        wanted = event.name == FIELD and bool(event.filename)
                        photo = bytearray()
                    elif event is None:
                        if wanted:
                            yield None if photo is None else bytes(photo)
                        photo = None
                    elif wanted and photo is not None:
                        photo += event
                        if len(photo) > limit:
                            photo = None

    def _chunks(self, length: int) -> Iterator[bytes]:
        rest = length
        while rest:
            chunk = self.rfile.read1(min(_CHUNK, rest))
            if not chunk:
                raise EOFError
            rest -= len(chunk)
            yield chunk

    def _head(self, status: int, length: int, more: dict[str, str]) -> None:
        self.send_response_only(status)
        for name, value in {**HEADERS, **more, "Content-Length": str(length), "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
