"""A display for both sides: an X server without a monitor, of the terminal's size. Kiosk mode is a mode of a display."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from bench.measure import CannotMeasure


@contextmanager
def display(width: int, height: int) -> Iterator[str]:
    """The name of a fresh display (:N) of this size; its server ends with the block.

    Raises:
        CannotMeasure: Xvfb is not installed, or does not start.
    """
    server = shutil.which("Xvfb")
    if not server:
        raise CannotMeasure("Xvfb is not installed (`make bench` installs it)")
    read, write = os.pipe()
    screen = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-displayfd", str(write)]
    process = subprocess.Popen([server, *screen], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise CannotMeasure("Xvfb did not start")
        yield f":{number}"
    finally:
        process.terminate()
        process.wait(10)
