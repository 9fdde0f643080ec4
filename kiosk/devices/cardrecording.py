"""A recording of a card reader's answers, and a reader that plays it on a pseudo terminal: for demonstrations and tests.

A recording is a text of `> HEX` (a command's whole frame) and `< HEX` (its answer's); `#` begins a remark. A command that
stands there several times gives its answers in turn and stays with the last.
"""

import os
import threading
import tty
from contextlib import AbstractContextManager
from types import TracebackType

_END_S = 2.0


def recorded(text: str) -> dict[bytes, list[bytes]]:
    """The answers of a recording by command.

    Raises:
        ValueError: a line is neither command, answer nor remark, or no hexadecimal.
    """
    answers: dict[bytes, list[bytes]] = {}
    command = b""
    for number, line in enumerate(text.splitlines(), 1):
        said = line.partition("#")[0].strip()
        if said.startswith(">"):
            command = bytes.fromhex(said[1:])
        elif said.startswith("<") and command:
            answers.setdefault(command, []).append(bytes.fromhex(said[1:]))
        elif said:
            raise ValueError(f"line {number} is neither “> HEX” nor “< HEX”")
    return answers


class Simulator(AbstractContextManager[str]):
    """A reader at the other end of a pseudo terminal; entering gives the port's name."""

    def __init__(self, answers: dict[bytes, list[bytes]]) -> None:
        self._answers = {command: list(given) for command, given in answers.items()}
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self._thread = threading.Thread(target=self._serve, name="recorded card reader", daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return os.ttyname(self._theirs)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._theirs)  # with the last end closed, the thread's read fails and it ends
        self._thread.join(_END_S)
        os.close(self._ours)

    def _serve(self) -> None:
        heard = b""
        while True:
            try:
                heard += os.read(self._ours, 256)
            except OSError:
                return
            for command, given in self._answers.items():
                if heard.endswith(command):
                    os.write(self._ours, given.pop(0) if len(given) > 1 else given[0])
                    heard = b""
                    break
