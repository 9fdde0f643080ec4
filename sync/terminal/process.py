"""The sync process: one a terminal, from start to SIGTERM.

It calls the centre when pace.py says so, or at once when a citizen has handed something in; nothing that goes wrong in a
round ends it.
"""

import fcntl
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kiosk import enrolment, settings
from kiosk.store.errors import StoreError
from kiosk.store.folder import make_private
from kiosk.store.model import State, moment, now
from kiosk.store.store import DATABASE, Store, open_store
from sync.signing import TerminalKey
from sync.terminal import pace
from sync.terminal.centre import Centre
from sync.terminal.commands import set_log_level
from sync.terminal.errors import Later, SyncError
from sync.terminal.health import Doctor
from sync.terminal.pace import Pace
from sync.terminal.round import Round, Told

_log = logging.getLogger(__name__)

_GLANCE_S = 1.0  # between looks for something new
_POLL_S = 30.0  # until the centre has told otherwise
_LOCK = "lock"


class NotEnrolled(Exception):
    """There is no centre for this terminal yet: `legal-kiosk enrol`."""


class AlreadyRunning(Exception):
    """Another sync process works for this terminal."""


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Be the terminal's only sync process; the lock dies with it.

    Raises:
        AlreadyRunning: there is one.
    """
    make_private(home / enrolment.FOLDER)
    handle = os.open(home / enrolment.FOLDER / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning("another sync process works for this terminal") from error
        yield
    finally:
        os.close(handle)


def open_terminal_store(home: Path) -> Store:
    """The terminal's store, as the settings name it. Raises SettingsRefused and StoreError."""
    station = settings.load(home / "settings.toml")
    return open_store(home / "store", terminal=f"{station.terminal:03}", station=station.station)


def open_round(home: Path, store: Store, *, metered: bool | None = None) -> Round:
    """The terminal's side of the conversation.

    Args:
        home: the terminal's folder.
        store: open already.
        metered: None for what the settings say, each round anew.

    Raises:
        NotEnrolled: there is no centre yet.
        EnrolmentRefused, SettingsRefused: its files cannot be used.
    """
    told = enrolment.load(home)
    if told is None:
        raise NotEnrolled("this terminal is not enrolled at a centre yet: legal-kiosk enrol URL CODE")
    key = TerminalKey.read(enrolment.key(home))

    def station() -> settings.Settings:
        return settings.load(home / "settings.toml")

    url = station().centre_url or told.centre_url
    doctor = Doctor(home, station)
    return Round(
        store,
        Centre(url, key, told.key, station().centre_ca),
        lambda: doctor.report(now),
        home,
        metered=lambda: station().metered if metered is None else metered,
    )


class Process:
    """Rounds, one after the other."""

    def __init__(
        self,
        home: Path,
        store: Store,
        make_round: Callable[[], Round],
        *,
        pace: Pace | None = None,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """The process of the terminal in `home`; `make_round` is called anew when the terminal has been enrolled anew."""
        self._home, self._store, self._make_round = home, store, make_round
        self._pace = pace or Pace()
        self._sleep, self._monotonic, self._clock = sleep, monotonic, clock
        self._round: Round | None = None
        self._enrolment: enrolment.Enrolment | None = None
        self._hello_at = -float("inf")
        self._due = True  # something is to be told that a poll does not tell
        self._waiting = 0
        self._stuck = 0
        self._poll_after_s = _POLL_S
        self._seen: tuple[int, ...] = ()

    def run(self) -> None:
        """Until a signal ends the process."""
        set_log_level(self._store)
        self.rest(self._pace.first(self._silent_s(), self._poll_after_s))
        while True:
            self.rest(self.step())

    def step(self) -> float:
        """One call; returns for how many seconds to rest."""
        try:
            round_ = self._current()
            if self._due or pace.is_hello_due(self._monotonic() - self._hello_at):
                self._take(round_.run())
            else:
                self._due = round_.poll() > 0 and bool(self._store.commands())
            return self._pace.after_success(self._poll_after_s, metered=self._metered())
        except Later as error:
            _log.info("the centre is busy")
            return self._pace.after_failure(error.after_s)
        except (SyncError, StoreError) as error:
            _log.info("no round: %s: %s", type(error).__name__, error)
        except (NotEnrolled, enrolment.EnrolmentRefused, settings.SettingsRefused) as error:
            _log.warning("no round: %s", error)
        except Exception as error:
            # What it says could hold something of a record; its kind and place do not.
            _log.error("no round: %s at %s", type(error).__name__, _place(error))
        self._due = True
        return self._pace.after_failure()

    def rest(self, pause_s: float) -> None:
        """Wait, but not longer than until something new is in the outbox; a centre that fails is left alone till the end."""
        until = self._monotonic() + pause_s
        while (left := until - self._monotonic()) > 0:
            self._sleep(min(left, _GLANCE_S))
            if self._is_new() and not self._pace.failing:
                return

    def _take(self, told: Told) -> None:
        self._hello_at = self._monotonic()
        self._poll_after_s = told.poll_after_s
        self._waiting = told.waiting
        # What was put off is offered again with the next call, and then with each hello: it may take staff to move it. What
        # waits for the night needs no round of its own.
        stuck = told.waiting - told.postponed
        self._due = stuck > self._stuck or bool(self._store.commands())
        self._stuck = stuck
        if told.delivered or told.refused or told.missed:
            _log.info("delivered %d, refused %d, missed %d, waiting %d",
                      told.delivered, told.refused, told.missed, told.waiting)  # fmt: skip

    def _is_new(self) -> bool:
        """Whether more waits than after the last round. The files are looked at first: that costs next to nothing."""
        files = [self._home / "store" / name for name in (DATABASE, f"{DATABASE}-wal")]
        seen = tuple(path.stat().st_mtime_ns for path in files if path.exists())
        if seen == self._seen:
            return False
        self._seen = seen
        try:
            waiting = self._store.counts()[State.WAITING]
        except StoreError:
            return False
        more = waiting > self._waiting
        self._waiting = waiting
        self._due = self._due or more
        return more

    def _current(self) -> Round:
        """The conversation; a new one when the terminal has been enrolled anew."""
        told = enrolment.load(self._home)
        if self._round is None or told != self._enrolment:
            self._round, self._enrolment, self._due = self._make_round(), told, True
        return self._round

    def _metered(self) -> bool:
        return settings.load(self._home / "settings.toml").metered

    def _silent_s(self) -> float:
        last = self._store.link("last_contact")
        return (self._clock() - moment(last)).total_seconds() if last else float("inf")


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
