"""One round with the centre, the steps of sync/wire.py in their order.

Whatever breaks a round off, what was done in it stays done, and the next round goes on from there: every fact that it
needs is in the store before the next step is taken.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kiosk import enrolment
from kiosk.store.model import State, now, stamp
from kiosk.store.store import Store
from sync import wire
from sync.terminal import commands, pace
from sync.terminal.attachments import send_attachments
from sync.terminal.centre import Centre
from sync.terminal.compare import compare
from sync.terminal.errors import SyncError
from sync.terminal.feed import read_feed
from sync.terminal.hello import Report, say_hello
from sync.terminal.records import Lacking, send_records

_PASSES = 3  # through records and comparison: what a comparison finds missing is sent at once


@dataclass(slots=True)
class Told:
    """What happened in a round."""

    delivered: int = 0
    refused: int = 0
    put_off: int = 0  # deferred, or about one that is
    postponed: int = 0  # attachments of these wait for the night (metered line)
    missed: int = 0  # believed delivered, and found missing at the centre
    items: int = 0  # of the feed
    waiting: int = 0  # in the end
    poll_after_s: int = 30


class Round:
    """The terminal's side of the conversation; keep it from one round to the next."""

    def __init__(
        self,
        store: Store,
        centre: Centre,
        report: Callable[[], Report],
        home: Path,
        *,
        metered: Callable[[], bool] = lambda: False,
        clock: Callable[[], datetime] = now,
        wires: tuple[int, int] = (wire.OLDEST, wire.NEWEST),
    ) -> None:
        """A conversation that has not begun.

        Args:
            store: the terminal's.
            centre: the way there.
            report: how the terminal is, asked for each hello.
            home: the terminal's folder, for settings from the centre.
            metered: whether every byte is paid for; asked each round.
            clock: the terminal's.
            wires: the oldest and the newest wire that is spoken.
        """
        self._store, self._centre, self._report, self._home = store, centre, report, home
        self._metered, self._clock, self._wires = metered, clock, wires
        self._lacking: dict[str, Lacking] = {}  # the centre has them but for attachments

    def run(self) -> Told:
        """Run all steps; returns what happened.

        Raises:
            SyncError: it broke off; the link's `trouble` says why.
            StoreError: the store cannot be used.
        """
        told = Told()
        pending = {command.id for command in self._store.commands()}
        with _Noting(self._store, self._clock):
            welcome = say_hello(self._centre, self._store, self._report(), self._clock, self._wires)
            told.poll_after_s = welcome.poll_after_s
            _follow(self._home, welcome)
            if welcome.notice is wire.Notice.BEHIND:
                self._lacking.clear()
            for _ in range(_PASSES):
                self._deliver(welcome.wire, told)
                missed = compare(self._centre, self._store)
                told.missed += missed
                if not missed:
                    break
            told.items = read_feed(self._centre, self._store)
            commands.obey(self._store, self._home, pending)
        told.waiting = self._store.counts()[State.WAITING]
        return told

    def poll(self) -> int:
        """Only ask what is new; returns how many items came. Raises as `run` does."""
        with _Noting(self._store, self._clock):
            return read_feed(self._centre, self._store)

    def _deliver(self, spoken: int, told: Told) -> None:
        sent = send_records(self._centre, self._store, self._clock, self._lacking.keys())
        told.delivered += sent.delivered
        told.refused += sent.refused
        told.put_off = sent.put_off
        self._lacking |= {record.id: record for record in sent.lacking}
        now_or_never = self._may_send_all()
        chosen = [record for record in self._lacking.values() if now_or_never or record.urgent]
        told.postponed = len(self._lacking) - len(chosen)
        for record in chosen:
            del self._lacking[record.id]  # what of it is not taken now is offered again from its beginning
        if chosen:
            told.delivered += len(send_attachments(self._centre, self._store, chosen, spoken))

    def _may_send_all(self) -> bool:
        if not self._metered() or pace.is_night(self._clock()):
            return True
        return any(command.name == commands.WIPE for command in self._store.commands())


def _follow(home: Path, welcome: wire.Welcome) -> None:
    """Staff have given the terminal another number or station: it holds from the next start of the screen on."""
    known = enrolment.load(home)
    if known and (known.terminal, known.station) != (welcome.terminal, welcome.station):
        enrolment.save(home, replace(known, terminal=welcome.terminal, station=welcome.station))


class _Noting:
    """Notes for the screen and the doctor how a conversation went."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: object, __: object) -> None:
        if error is not None and not isinstance(error, SyncError):
            return
        facts = {"trouble": error.code if isinstance(error, SyncError) else ""}
        if error is None:
            facts["last_contact"] = stamp(self._clock())
        since = self._store.waiting_since()
        facts["waiting_since"] = stamp(since) if since else ""
        self._store.set_links(facts)
