"""A relay on a socket that counts what goes through it."""

import socket
import threading
from types import TracebackType


class Relay:
    """Between one client and a server, as a context; `carried` is bytes to the server and bytes from it."""

    def __init__(self, host: str, port: int) -> None:
        self._there = (host, port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.host, self.port = self._listening.getsockname()
        self._counts = [0, 0]
        self._open: list[socket.socket] = [self._listening]

    @property
    def carried(self) -> tuple[int, int]:
        return self._counts[0], self._counts[1]

    def clear(self) -> None:
        """Count from nothing."""
        self._counts[:] = [0, 0]

    def __enter__(self) -> "Relay":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for one in self._open:
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listening.accept()
            except OSError:
                return
            there = socket.create_connection(self._there)
            self._open += [here, there]
            for way, pair in enumerate(((here, there), (there, here))):
                threading.Thread(target=self._carry, args=(*pair, way), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, way: int) -> None:
        try:
            while piece := source.recv(65536):
                self._counts[way] += len(piece)
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return
