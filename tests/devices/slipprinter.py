"""A receipt printer on the loopback network: takes ESC/POS, answers for its state, and can be pulled out mid-way."""

import socket
import struct
import threading
from dataclasses import dataclass, field

import numpy as np

ONLINE, PAPER = b"\x10\x04\x01", b"\x10\x04\x04"
CUT = b"\x1dV"
RASTER = b"\x1dv0"


@dataclass
class NetworkPrinter:
    """Serves connections one after the other until closed.

    `online` and `paper` are its answers (ESC/POS status bytes; None: it does not answer at all), `later` replaces `paper`
    once dots have come, and after `pulled_after` bytes the line is cut.
    """

    online: bytes | None = b"\x12"
    paper: bytes | None = b"\x12"
    later: bytes | None = None
    pulled_after: int | None = None
    got: bytearray = field(default_factory=bytearray)

    def __enter__(self):
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join(10)

    def _serve(self):
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            with line:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                self._talk(line)

    def _talk(self, line):
        while heard := self._heard(line):
            if heard == ONLINE:
                answer = self.online
            elif heard == PAPER:
                answer = self.later if self.later and self.got else self.paper
            else:
                self.got += heard
                if self.pulled_after is not None and len(self.got) > self.pulled_after:
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # gone, no goodbye
                    return
                asked = [question for question in (ONLINE, PAPER) if self.got.endswith(question)]
                if not asked:
                    continue
                del self.got[-3:]
                answer = self.online if asked == [ONLINE] else self.later or self.paper
            if answer is not None:
                line.sendall(answer)

    @staticmethod
    def _heard(line) -> bytes:
        try:
            return line.recv(4096)
        except OSError:
            return b""


def dots(data: bytes) -> np.ndarray:
    """The picture in a slip's bytes, black as 0, as the paper would show it."""
    rows, at = [], 0
    while (at := data.find(RASTER, at)) >= 0:
        width = int.from_bytes(data[at + 4 : at + 6], "little")
        height = int.from_bytes(data[at + 6 : at + 8], "little")
        body = data[at + 8 : at + 8 + width * height]
        rows.append(np.unpackbits(np.frombuffer(body, np.uint8).reshape(height, width), axis=1))
        at += 8 + width * height
    return ((1 - np.vstack(rows)) * 255).astype(np.uint8)
