"""What goes wrong, drawn from a seed: on the line, at the terminal, at the centre.

Each event of the schedule (simulator.py) is armed with faults that strike at the n-th request, the n-th write of the
store, the n-th file, the n-th statement of the centre. They strike once. With nothing armed all goes well.
"""

import errno
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import requests
from central.inprocess import InProcess, as_response
from django.db import DatabaseError, connection
from requests.adapters import BaseAdapter

from kiosk.store.errors import StoreUnwritable
from kiosk.store.store import Store
from sync import wire

ON_THE_LINE = (
    "drop-request", "drop-answer", "late", "duplicate", "cut-answer", "cut-neatly", "garble", "portal", "proxy-502",
    "kill-before", "kill-after", "back-up",
)  # fmt: skip
AT_A_WRITE = ("kill-before", "kill-within", "kill-after", "full")
AT_A_FILE = ("kill-before", "kill-after", "full")
AT_A_STATEMENT = ("die", "die", "full")
_FEWEST_BYTES = 2
_PORTAL = b"<!DOCTYPE html><html><body>Wi-Fi: please sign in</body></html>"


class Killed(BaseException):
    """The terminal's plug was pulled."""


class Died(BaseException):
    """The centre's plug was pulled."""


@dataclass
class Armed:
    """Faults by where they strike: place → {n-th → what}. Counting begins anew with each event."""

    strikes: dict[str, dict[int, str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    side: str = "terminal"
    struck: list[str] = field(default_factory=list)

    def next(self, place: str) -> str:
        """What strikes now at this place; "" for nothing."""
        count = self.counts[place] = self.counts.get(place, 0) + 1
        what = self.strikes.get(place, {}).get(count, "")
        if what:
            self.struck.append(f"{place}#{count}:{what}")
        return what


def draw(chance: random.Random) -> Armed:
    """Faults for one event."""
    armed = Armed()
    for _ in range(chance.choice((0, 0, 1, 1, 1, 2, 3))):
        place, most, kinds = chance.choice(
            (
                ("line", 9, ON_THE_LINE),
                ("line", 9, ON_THE_LINE),
                ("line", 4, ON_THE_LINE),
                ("write", 9, AT_A_WRITE),
                ("file", 3, AT_A_FILE),
                ("centre file", 4, AT_A_FILE),
                ("statement", 60, AT_A_STATEMENT),
            )
        )
        armed.strikes.setdefault(place, {})[chance.randint(1, most)] = chance.choice(kinds)
    if chance.random() < 0.04:
        armed.strikes["line"] = dict.fromkeys(range(1, 40), "drop-request")  # no network at all
    return armed


@cache
def centre() -> InProcess:
    """The centre's handler, made once: reading its static files takes long."""
    return InProcess()


class Line(BaseAdapter):
    """The way of one machine to the centre in this process, through the faults that are armed."""

    def __init__(
        self,
        armed: Callable[[], Armed],
        late: list[requests.PreparedRequest],
        chance: random.Random,
        back_up: Callable[[], None],
    ) -> None:
        super().__init__()
        self._armed, self._late, self._chance, self._back_up = armed, late, chance, back_up
        self._way = centre()

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        what = self._armed().next("line")
        if self._late and self._chance.random() < 0.3:
            self.deliver(self._late.pop(0))
        if what == "kill-before":
            raise Killed
        if what in ("drop-request", "late"):
            if what == "late":
                self._late.append(request)
            raise requests.ConnectionError(what)
        if what in ("portal", "proxy-502"):
            return as_response(request, 200 if what == "portal" else 502, {"Content-Type": "text/html"}, _PORTAL)
        if what == "back-up":  # the night's copy is taken in the middle of a round
            self._back_up()
        answer = self._at_centre(request)
        if what == "duplicate":
            answer = self._chance.choice((answer, self._at_centre(request)))
        if what == "kill-after":
            raise Killed
        if what == "drop-answer":
            raise requests.ConnectionError(what)
        return self._spoilt(request, answer, what)

    def deliver(self, request: requests.PreparedRequest) -> None:
        """Something that got stuck on the way arrives; nobody waits for the answer."""
        with suppress(requests.ConnectionError):
            self._at_centre(request)

    def close(self) -> None:
        pass

    def _at_centre(self, request: requests.PreparedRequest) -> requests.Response:
        with at_centre(self._armed()):
            try:
                return self._way.send(request)
            except Died:
                raise requests.ConnectionError("the centre died") from None

    def _spoilt(self, request: requests.PreparedRequest, answer: requests.Response, what: str) -> requests.Response:
        if what not in ("cut-answer", "cut-neatly", "garble"):
            return answer
        content, headers = bytearray(answer.raw.read()), dict(answer.headers)
        if len(content) >= _FEWEST_BYTES:
            at = self._chance.randrange(1, len(content))
            if what == "garble":
                self._garble(request, content, at)
            else:
                del content[at:]
                if what == "cut-neatly":  # by a proxy that puts the length right
                    headers["Content-Length"] = str(at)
        return as_response(request, answer.status_code, headers, bytes(content))

    def _garble(self, request: requests.PreparedRequest, content: bytearray, at: int) -> None:
        """One byte is another. What only TLS can notice (another digit in a status) is left to TLS: there it is no text."""
        path = request.path_url
        if path.startswith((wire.FEED, wire.HELLO)):
            content[at] ^= 0x80
        else:
            content[at] = self._chance.choice(b'0123456789abcdef"{}[],: x')


@contextmanager
def at_centre(armed: Armed) -> Iterator[None]:
    """Within, the centre runs: its statements and its files are what faults strike."""

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        what = armed.next("statement")
        if what == "die":
            raise Died
        if what == "full":
            raise DatabaseError("database or disk is full")
        return run(sql, params, many, context)

    before, armed.side = armed.side, "centre"
    try:
        with connection.execute_wrapper(execute):
            yield
    finally:
        armed.side = before


def rig(store: Store, armed: Callable[[], Armed]) -> None:
    """Let faults strike at this store's writes."""
    plain = store._base.writing

    @contextmanager
    def writing() -> Iterator[Any]:
        what = armed().next("write")
        if what == "kill-before":
            raise Killed
        if what == "full":
            raise StoreUnwritable("no space left on the terminal's disk")
        with plain() as db:
            yield db
            if what == "kill-within":
                raise Killed
        if what == "kill-after":
            raise Killed

    store._base.writing = writing  # type: ignore[method-assign]


def rigged(write: Callable[..., None], armed: Callable[[], Armed]) -> Callable[..., None]:
    """`write_durably`, at which faults strike on either side."""

    def write_durably(*args: Any, **more: Any) -> None:
        at_the_centre = armed().side == "centre"
        what = armed().next("centre file" if at_the_centre else "file")
        end = Died if at_the_centre else Killed
        if what == "kill-before":
            raise end
        if what == "full":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(*args, **more)
        if what == "kill-after":
            raise end

    return write_durably
