"""When to call the centre next: never all at once, never without end, and rarely where each byte is paid for.

Pure arithmetic over a random source; process.py waits.
"""

import random
from datetime import datetime

_FIRST_S, _LONGEST_S = 1.0, 600.0  # of the backoff
_JITTER = 0.2
_METERED_S = 900.0
_HELLO_EVERY_S = 300.0
_LONG_SILENCE_S = 600.0
_NIGHT_FROM, _NIGHT_TO = 22, 6  # hours


class Pace:
    """Counts failures, and gives the pause before the next call in seconds."""

    def __init__(self, rng: random.Random | None = None) -> None:
        self._random = rng or random.SystemRandom()
        self._failures = 0

    @property
    def failing(self) -> bool:
        """Whether the last call failed."""
        return self._failures > 0

    def first(self, silent_s: float, poll_after_s: float) -> float:
        """Before the first call of a process. After a long silence the county comes back at once: each at its own moment.

        Args:
            silent_s: since the last contact; infinite where there was none.
            poll_after_s: as the centre told last.
        """
        return self._random.uniform(0, poll_after_s) if silent_s > _LONG_SILENCE_S else 0.0

    def after_success(self, poll_after_s: float, *, metered: bool) -> float:
        """After a call that was answered."""
        self._failures = 0
        pause = max(poll_after_s, _METERED_S) if metered else poll_after_s
        return pause * self._random.uniform(1 - _JITTER, 1 + _JITTER)

    def after_failure(self, retry_after_s: float = 0.0) -> float:
        """After a call that was not: exponential backoff with full jitter, on top of what the centre asked for."""
        self._failures += 1
        most = min(_LONGEST_S, _FIRST_S * 2.0 ** min(self._failures, 20))
        return retry_after_s + self._random.uniform(0, most)


def is_hello_due(since_s: float) -> bool:
    """Whether a poll is not enough any more, so many seconds after the last hello."""
    return since_s >= _HELLO_EVERY_S


def is_night(moment: datetime) -> bool:
    """Whether the line is idle: from 22 to 6 o'clock."""
    return moment.hour >= _NIGHT_FROM or moment.hour < _NIGHT_TO
