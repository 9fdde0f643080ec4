"""The store's folder on disk: private, written durably, and shared by processes that may die at any moment.

A process that has the store open holds a lock on a file of its own under `open/` (its `Holder`). The lock dies with the
process, so whoever opens the store next can tell what the dead left behind from what the living are busy with.
"""

import fcntl
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.store.errors import StoreUnwritable

_WAIT_S = 10.0


def make_private(folder: Path) -> None:
    """Create the folder (0700), or take away what others may do in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def write_durably(path: Path, content: bytes, temporary: str = "") -> None:
    """Write a private file (0600) so that after any power cut it is there whole or not at all."""
    part = path.parent / (temporary or f".{path.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the folder's names durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def opening(folder: Path) -> Iterator[None]:
    """One process opens the store at a time.

    Raises:
        StoreUnwritable: another one did not finish opening within ten seconds.
    """
    handle = os.open(folder / "opening.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        until = time.monotonic() + _WAIT_S
        while not _locked(handle):
            if time.monotonic() > until:
                raise StoreUnwritable("another process is still opening the store")
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)


class Holder:
    """One opened store's sign of life. Make it only within `opening`."""

    def __init__(self, folder: Path) -> None:
        self.id = uuid.uuid4().hex
        self._folder = folder / "open"
        make_private(self._folder)
        self._path = self._folder / self.id
        self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        self.gone = False

    def dead(self) -> list[str]:
        """Ids of holders whose process is gone. Only within `opening`."""
        return [path.name for path in self._folder.iterdir() if path.name != self.id and _is_free(path)]

    def bury(self, dead: list[str]) -> None:
        """Take away the files of dead holders."""
        for name in dead:
            (self._folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Give up; the store's open work must be done before."""
        self.gone = True
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        os.close(self._handle)


def _is_free(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return _locked(handle)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
