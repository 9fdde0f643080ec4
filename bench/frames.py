"""When frames reach the screen, and which of them show something new.

`frameSwapped` comes on the GUI thread as soon as a frame has been handed over; its moment is taken first, then the
window is grabbed and its pixels are summed. A frame counts as changed when its sum differs from the sum before. The clock
stands still while it looks (6 ms a frame), and the picture is let go at once, so that the next frame need not copy it:
looking is not counted. A frame that comes out of the grab itself belongs to the frame that is being looked at.
"""

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

QUIET_S = 0.1  # without a new frame: the screen has settled
GIVE_UP_S = 1.5
HELD_S = 0.3  # a finger stays no longer on a control that does not answer: a long press would be something else


@dataclass(slots=True, frozen=True)
class Answer:
    """What an action led to, in milliseconds from its beginning: the first changed frame, and the last one.

    Of the first, `made_ms` went by before drawing began (the event, Python, QML items and their layout, and up to 5 ms that
    the platform waits for its next frame), and `drawn_ms` in synchronising and painting.
    """

    first_ms: float
    last_ms: float
    made_ms: float
    drawn_ms: float


class Frames:
    """Watches one window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._stood_still_s = 0.0
        self._looking = False
        self._swapped_s = self.now()
        self._begun_s = self._swapped_s
        self.changed: list[tuple[float, float]] = []  # when it was begun and handed over
        self.sum = 0
        window.afterAnimating.connect(self._begin)
        window.frameSwapped.connect(self._look)

    def now(self) -> float:
        """Seconds on a clock that stands still while a frame is looked at."""
        return time.monotonic() - self._stood_still_s

    def settle(self) -> None:
        """Wait until no frame has come for a while."""
        end = self.now() + GIVE_UP_S
        while self.now() < min(end, self._swapped_s + QUIET_S):
            QTest.qWait(2)

    def answer(self, action: Callable[[], None], give_up_s: float = GIVE_UP_S) -> Answer | None:
        """Do something on a quiet screen and wait until it is quiet again; None when nothing changed in `give_up_s`."""
        self.settle()
        seen = len(self.changed)
        started = self.now()
        action()
        while len(self.changed) == seen and self.now() < started + give_up_s:
            QTest.qWait(1)
        self.settle()
        if len(self.changed) == seen:
            return None
        begun, first = self.changed[seen]
        last = self.changed[-1][1]
        return Answer(*((s * 1000) for s in (first - started, last - started, begun - started, first - begun)))

    def _begin(self) -> None:
        if not self._looking:
            self._begun_s = self.now()

    def _look(self) -> None:
        if self._looking:
            return
        self._swapped_s = self.now()
        started = time.monotonic()
        self._looking = True
        picture = self._window.grabWindow()  # kept by name: its bytes go when it goes
        total = zlib.crc32(picture.constBits())
        del picture
        self._looking = False
        if total != self.sum:
            self.sum = total
            self.changed.append((self._begun_s, self._swapped_s))
        self._stood_still_s += time.monotonic() - started
