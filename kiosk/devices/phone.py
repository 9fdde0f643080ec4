"""Photos from the citizen's phone: a page that the terminal itself serves on the station's network, for one visit.

The address holds 128 random bits and stands only in a code on the terminal's screen; whoever does not know it gets an empty
404, and when the visit ends the door is shut and every open connection with it. Nothing is trusted: each body is read in
pieces against limits of size and time, each photo goes through `photo.accept_photo` before anybody sees it.
"""

import contextlib
import logging
import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from http.server import ThreadingHTTPServer
from ipaddress import IPv4Address
from types import TracebackType
from typing import Any

import psutil

from kiosk.devices.errors import DeviceError, DeviceTrouble
from kiosk.devices.phonehandler import Handler, Limits

_END_S = 5.0  # for the serving threads to notice that the door is shut
_MOST_CONNECTIONS = 8
_log = logging.getLogger(__name__)


class PhoneDrop(AbstractContextManager["PhoneDrop"]):
    """The page of one visit: entering opens it, leaving shuts it for good.

    Attributes:
        url: the page's address, for the code on screen; never for a log.
    """

    def __init__(self, accept: Callable[[bytes], None], address: str, *, limits: Limits | None = None) -> None:
        """Args:
            accept: gets each photo taken in (JPEG) on a thread of the server, one at a time and never after `close`; must
                not wait for the thread that closes. What it raises is told on the phone, by its `sentence` where it has one.
            address: the station network's address of this machine, see `lan_address`; any port is taken.
            limits: of size, number and time.

        Raises:
            DeviceTrouble: the address is not of this machine, or is one of the internet.
        """
        ours = IPv4Address(address)
        if not ours.is_private or ours.is_unspecified:  # 0.0.0.0 would serve every network that there is
            raise DeviceTrouble("the address is not of a station's network", "这里没有可用的站内网络，请用摄像头拍照。")
        self.limits = limits or Limits()
        self._accept = accept
        self._path = f"/{secrets.token_urlsafe(16)}/"
        self._turn = threading.Lock()  # one photo at a time: decoding takes memory
        self._shut = threading.Event()
        self._received = 0
        self._troubles: list[str] = []
        try:
            self._server = _Server((address, 0), self)
        except OSError as error:
            raise DeviceTrouble(
                f"the page cannot be served: {error.strerror}", "手机传照片现在用不了，请用摄像头拍照。"
            ) from error
        self.url = f"http://{address}:{self._server.server_address[1]}{self._path}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="phone page", daemon=True)

    def __enter__(self) -> "PhoneDrop":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Shut the page: no request is answered any more, no photo taken in. May be called twice."""
        self._shut.set()
        with self._turn:  # the photo in hand, if any, is let go first
            pass
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join(_END_S)
        self._server.server_close()

    @property
    def received(self) -> int:
        """Photos taken in so far."""
        return self._received

    @property
    def left(self) -> int:
        """How many more are taken."""
        return max(0, self.limits.photos - self._received)

    @property
    def troubles(self) -> tuple[str, ...]:
        """Sentences about what of the last sending was not taken."""
        return tuple(self._troubles)

    def knows(self, path: str) -> bool:
        """Is this the page's path?"""
        return secrets.compare_digest(path.encode(), self._path.encode())

    def begin_sending(self) -> None:
        """A new sending arrives: what was told of the last one is over."""
        self._troubles = []

    def refuse(self, sentence: str) -> None:
        """Note a trouble of this sending; each sentence once."""
        if sentence not in self._troubles:
            self._troubles.append(sentence)

    def take(self, data: bytes) -> None:
        """Take in one photo of a sending, or note why not."""
        from kiosk.devices.photo import accept_photo  # 0.2 s, on this thread and not on the screen's

        with self._turn:
            if self._shut.is_set():
                return
            if not self.left:
                self.refuse(f"一次最多传 {self.limits.photos} 张，多的没有收。")
                return
            try:
                jpeg = accept_photo(data).jpeg
                if self._shut.is_set():
                    return
                self._accept(jpeg)
            except DeviceError as error:
                _log.info("a photo from the phone was refused: %s", error)
                self.refuse(error.sentence)
            except Exception as error:  # the caller's own, told by kind only
                _log.warning("a photo from the phone could not be kept: %s", type(error).__name__)
                self.refuse(getattr(error, "sentence", "") or "这张照片没有存住，请告诉工作人员。")
            else:
                self._received += 1


class _Server(ThreadingHTTPServer):
    """Threads for a few connections at a time, all of which end when the door is shut."""

    daemon_threads = True
    allow_reuse_address = False
    request_queue_size = _MOST_CONNECTIONS

    def __init__(self, address: tuple[str, int], drop: PhoneDrop) -> None:
        self.drop = drop
        self._connections: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__(address, Handler)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        with self._guard:
            if len(self._connections) >= _MOST_CONNECTIONS:
                return False
            self._connections.add(request)
            return True

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        self.socket.close()
        with self._guard:
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        _log.info("a connection of the phone page ended early")  # the reason may quote what was sent


def lan_address() -> str | None:
    """The station network's address of this machine; None when there is none, or only loopback or the internet.

    A private IPv4 address of an interface that is up and no tunnel; a phone on the station's Wi-Fi can reach it.
    """
    states = psutil.net_if_stats()
    for name, addresses in sorted(psutil.net_if_addrs().items()):
        state = states.get(name)
        if state is None or not state.isup or {"loopback", "pointopoint"} & set(state.flags.split(",")):
            continue
        if name.startswith(("docker", "br-", "veth", "virbr")):  # networks inside this machine
            continue
        for entry in addresses:
            if entry.family == socket.AF_INET:
                address = IPv4Address(entry.address)
                if address.is_private and not address.is_link_local and not address.is_loopback:
                    return str(address)
    return None
