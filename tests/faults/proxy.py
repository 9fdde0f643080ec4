"""A bad line: TCP to the real server, through which connections break, stall and lose bytes as a seed says."""

import random
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_PIECE = 16 * 1024


class BadLine:
    """Listens on a port of its own; `bad` is the share of connections that something happens to."""

    def __init__(self, port: int, seed: int) -> None:
        self._to = ("127.0.0.1", port)
        self._rng = random.Random(seed)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self.port: int = self._listening.getsockname()[1]
        self.bad = 0.0
        self.broken = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._over.set()
        self._listening.close()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            fault = self._rng.choice(("reset", "up", "down", "stall")) if self._rng.random() < self.bad else ""
            after = self._rng.choice((0, 40, 300, 3_000, 60_000, 400_000))
            threading.Thread(target=self._carry, args=(near, fault, after), daemon=True).start()

    def _carry(self, near: socket.socket, fault: str, after: int) -> None:
        """Pass bytes both ways, until the fault's moment comes in its direction."""
        self.broken += bool(fault)
        if fault == "reset":
            _reset(near)
            return
        if fault == "stall":
            time.sleep(0.3)
        with suppress(OSError):
            far = socket.create_connection(self._to)
            back = threading.Thread(target=_pump, args=(far, near, after if fault == "down" else None), daemon=True)
            back.start()
            _pump(near, far, after if fault == "up" else None)
            back.join()


def _pump(source: socket.socket, sink: socket.socket, after: int | None) -> None:
    """Bytes from one to the other; after so many, both are cut off."""
    passed = 0
    with suppress(OSError):
        while piece := source.recv(_PIECE):
            if after is not None and passed + len(piece) > after:
                sink.sendall(piece[: after - passed])
                _reset(source)
                _reset(sink)
                return
            sink.sendall(piece)
            passed += len(piece)
        sink.shutdown(socket.SHUT_WR)


def _reset(end: socket.socket) -> None:
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        end.close()


@contextmanager
def bad_line(port: int, seed: int) -> Iterator[BadLine]:
    """A line to that port for a while."""
    line = BadLine(port, seed)
    try:
        yield line
    finally:
        line.close()
