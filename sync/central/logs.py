"""Where the centre's log goes: to whatever standard error is when a line is written."""

import logging
import sys
from typing import TextIO


class Stderr(logging.StreamHandler[TextIO]):
    """Like StreamHandler, but it never holds on to a stream that somebody has closed meanwhile."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr
