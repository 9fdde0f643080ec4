"""One citizen's visit: it begins at a touch, is warned when nobody touches, and ends with nothing left of it.

Plain arithmetic over a clock that the caller gives, so that a test needs no waiting. Time limits come from the settings;
a person is always warned and can go on with one tap (FACTS: no time limit without a warning that can be extended).
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a visit is."""

    NOBODY = "nobody"
    PRESENT = "present"
    WARNED = "warned"


@dataclass(slots=True)
class Session:
    """The visit at one terminal. Times are seconds of any steady clock."""

    warn_after_s: float
    wipe_after_s: float
    state: State = State.NOBODY
    last_touch_s: float = 0.0

    def touch(self, now_s: float) -> None:
        """Somebody touched: a visit begins or goes on."""
        self.state = State.PRESENT
        self.last_touch_s = now_s

    def tick(self, now_s: float) -> State:
        """Look at the clock; returns the state, NOBODY at the moment when the visit is over."""
        if self.state is State.NOBODY:
            return self.state
        quiet = now_s - self.last_touch_s
        if quiet >= self.wipe_after_s:
            self.state = State.NOBODY
        elif quiet >= self.warn_after_s:
            self.state = State.WARNED
        return self.state

    def seconds_left(self, now_s: float) -> int:
        """Whole seconds until the visit ends by itself; 0 when nobody is there."""
        if self.state is State.NOBODY:
            return 0
        return max(0, round(self.wipe_after_s - (now_s - self.last_touch_s)))

    def end(self) -> None:
        """The citizen leaves."""
        self.state = State.NOBODY
