"""Where the centre's log goes, to whatever standard error is when a line is written; and how an error is told in it."""

import logging
import sys
import traceback
from typing import TextIO


class Stderr(logging.StreamHandler[TextIO]):
    """Like StreamHandler, but it never holds on to a stream that somebody has closed meanwhile."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


def where(error: BaseException) -> str:
    """What kind of error and where it arose, without its text: that may hold what a citizen wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
