"""Keeps the sync process going beside the screen: started where the terminal belongs to a centre, again when it dies.

It is a process of its own: what becomes of it never holds up a citizen. It ends with the kiosk; where the kiosk dies first,
it goes on by itself, and the next kiosk waits behind its lock (sync/terminal/process.py) until it is gone.
"""

import logging
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

from kiosk.settings import HOME_VARIABLE

_COMMAND = (sys.executable, "-m", "sync.terminal.command")
_ENDS_WITHIN_MS = 3_000
_log = logging.getLogger(__name__)


@dataclass(slots=True, frozen=True)
class Pauses:
    """Before the process is started again, in seconds: the first, doubled each time up to the longest.

    One that ran for `steady_s` counts as sound: the next pause is the first again. `look_s` is between looks whether the
    terminal has been enrolled meanwhile.
    """

    first_s: float = 2.0
    longest_s: float = 300.0
    steady_s: float = 60.0
    look_s: float = 30.0


class Courier(QObject):
    """Supervises one process."""

    def __init__(
        self, home: Path, wanted: Callable[[], bool], command: Sequence[str] = _COMMAND, pauses: Pauses = Pauses()
    ) -> None:
        """Nothing is started yet.

        Args:
            home: the terminal's folder.
            wanted: whether there is a centre to sync with; asked before each start.
            command: the program and its arguments.
            pauses: how long to wait when.
        """
        super().__init__()
        self._wanted, self._command, self._pauses = wanted, command, pauses
        self._pause_s = pauses.first_s
        self._began = 0.0
        self._closing = False
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert(HOME_VARIABLE, str(home))
        self._process.setProcessEnvironment(environment)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.start)

    @property
    def process_id(self) -> int:
        """Of the process that runs now, 0 for none."""
        return self._process.processId()

    def start(self) -> None:
        """Start it, or look again later."""
        if not self._wanted():
            self._again_after(self._pauses.look_s)
            return
        self._began = time.monotonic()
        self._process.start(self._command[0], list(self._command[1:]))

    def close(self) -> None:
        """End it. What was on its way is sent again by the next."""
        self._closing = True
        self._timer.stop()
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        self._process.terminate()
        if not self._process.waitForFinished(_ENDS_WITHIN_MS):
            self._process.kill()
            self._process.waitForFinished(_ENDS_WITHIN_MS)

    def _ended(self, status: int) -> None:
        if self._closing:
            return
        ran_s = time.monotonic() - self._began
        if ran_s >= self._pauses.steady_s:
            self._pause_s = self._pauses.first_s
        _log.warning("the sync process ended (%d); it is started again in %.0f s", status, self._pause_s)
        self._again_after(self._pause_s)
        self._pause_s = min(self._pause_s * 2, self._pauses.longest_s)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # every other ends with `finished`
            self._ended(-1)

    def _again_after(self, pause_s: float) -> None:
        self._timer.start(round(pause_s * 1000))
