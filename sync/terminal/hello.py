"""Step 1, hello: who this terminal is and how it is; and the turn by which both sides notice a lost or doubled memory.

The turn is durable before it is told, and the same turn is told until a hello is answered (sync/wire.py, Turns).
"""

import json
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from kiosk.store.model import State, stamp
from kiosk.store.store import Store
from sync import wire
from sync.terminal.centre import Centre
from sync.terminal.errors import NoAnswer

_log = logging.getLogger(__name__)


@dataclass(slots=True, frozen=True)
class Report:
    """How the terminal is, beside what its store says."""

    program: str
    content: Sequence[wire.Pack] = ()
    health: Sequence[wire.Health] = ()
    disk_free_mb: int = 0


@dataclass(slots=True, frozen=True)
class _Turn:
    serial: int = 0
    turn: str = ""
    previous: str = ""
    answered: bool = True


def say_hello(
    centre: Centre, store: Store, report: Report, clock: Callable[[], datetime], wires: tuple[int, int]
) -> wire.Welcome:
    """Say hello; what the answer says is noted durably before this returns.

    Where the centre has lost its memory, or is another one, everything that was delivered and is still here is compared
    again, and the feed read anew.

    Raises:
        SyncError: as `Centre.post`.
    """
    turn = _turn(store)
    if turn.answered:
        turn = _Turn(turn.serial + 1, secrets.token_urlsafe(16), turn.turn, answered=False)
        store.set_link("turn", json.dumps(asdict(turn)))
    began, now = time.monotonic(), clock()
    welcome = centre.post(wire.HELLO, _hello(store, report, turn, now, wires), wire.Welcome)
    middle = now + timedelta(seconds=(time.monotonic() - began) / 2)
    if welcome.turn not in ("", turn.turn):  # a centre of the first version names none
        raise NoAnswer("an answer to another hello")
    if not wires[0] <= welcome.wire <= wires[1]:
        raise NoAnswer(f"wire {welcome.wire} was never offered")
    facts = {
        "turn": json.dumps(asdict(turn) | {"answered": True}),
        "enrolled": welcome.terminal,
        "centre": welcome.centre,
        "notice": welcome.notice.value,
        "clock_offset_s": f"{(welcome.now - middle).total_seconds():.1f}",
        "last_contact": stamp(clock()),
    }
    if welcome.notice is wire.Notice.BEHIND or store.link("centre") not in ("", welcome.centre):
        _log.warning("the centre knows less than it did: everything is compared again")
        store.doubt(facts | {"ledger": "0"})
    else:
        store.set_links(facts)
    return welcome


def _turn(store: Store) -> _Turn:
    text = store.link("turn")
    return _Turn(**json.loads(text)) if text else _Turn()


def _hello(store: Store, report: Report, turn: _Turn, now: datetime, wires: tuple[int, int]) -> wire.Hello:
    counts = store.counts()
    return wire.Hello(
        oldest=wires[0],
        newest=wires[1],
        store=store.link("store"),
        serial=turn.serial,
        turn=turn.turn,
        previous=turn.previous or None,
        now=now,
        program=report.program,
        content=list(report.content),
        health=list(report.health),
        disk_free_mb=report.disk_free_mb,
        waiting=counts[State.WAITING],
        refused=counts[State.REFUSED],
        delivered=counts[State.ACCEPTED] + counts[State.ALREADY],
        waiting_since=store.waiting_since(),
        cursor=store.cursor(),
        ledger=int(store.link("ledger") or 0),
    )
