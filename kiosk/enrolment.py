"""Who this terminal is at the centre, once it has been enrolled (`legal-kiosk enrol`), and the key it proves that with.

`enrolment.json` in the terminal's folder says who, `sync/key` holds the private half of the key (Ed25519, 32 bytes as hex
digits); both are for the terminal alone (0600). While enrolling, the key that is not known at the centre yet lies beside it
as `sync/key.next`, so that the same can be tried again after any break.
"""

import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.store.folder import make_private, sync_folder, write_durably

FILE = "enrolment.json"
FOLDER = "sync"
_KEY, _NEXT = "key", "key.next"
_BYTES = 32


class EnrolmentRefused(Exception):
    """The files of the enrolment cannot be used; the text names which and why."""


@dataclass(slots=True, frozen=True)
class Enrolment:
    """What the centre gave this terminal."""

    centre_url: str
    terminal: str  # three digits
    station: str
    key: str  # the id by which the centre knows the key
    centre: str  # the centre's own id


def load(folder: Path) -> Enrolment | None:
    """The enrolment in a terminal's folder; None where it is not enrolled.

    Raises:
        EnrolmentRefused: others can read it, or it is not what was written.
    """
    path = folder / FILE
    text = _private(path)
    if text is None:
        return None
    try:
        given = json.loads(text)
        told = Enrolment(**{name: given[name] for name in Enrolment.__dataclass_fields__})
    except (ValueError, TypeError, KeyError) as error:
        raise EnrolmentRefused(f"{path}: not an enrolment ({type(error).__name__})") from None
    if not all(isinstance(value, str) for value in asdict(told).values()) or not re.fullmatch(
        "[0-9]{3}", told.terminal
    ):
        raise EnrolmentRefused(f"{path}: not an enrolment")
    return told


def save(folder: Path, told: Enrolment) -> None:
    """Write it durably. Raises OSError when the disk refuses."""
    make_private(folder)
    write_durably(folder / FILE, json.dumps(asdict(told), ensure_ascii=False, indent=1).encode() + b"\n")


def key(folder: Path) -> bytes:
    """The private half of the terminal's key, 32 bytes.

    Raises:
        EnrolmentRefused: there is none, others can read it, or it is none.
    """
    found = _key(folder / FOLDER / _KEY)
    if found is None:
        raise EnrolmentRefused(f"{folder / FOLDER / _KEY}: the key is missing, enrol again")
    return found


def next_key(folder: Path) -> bytes | None:
    """The key that waits to be known at the centre. Raises EnrolmentRefused as `key` does."""
    return _key(folder / FOLDER / _NEXT)


def save_next_key(folder: Path, private: bytes) -> None:
    """Write it durably, before it is told to anybody. Raises OSError when the disk refuses."""
    make_private(folder / FOLDER)
    write_durably(folder / FOLDER / _NEXT, private.hex().encode() + b"\n")
    sync_folder(folder)


def take_over(folder: Path, told: Enrolment) -> None:
    """The centre knows the next key now: it becomes the terminal's own.

    Whatever breaks this off, the next key is still there, so that enrolling can be repeated. Raises OSError.
    """
    private = next_key(folder)
    if private is not None:
        write_durably(folder / FOLDER / _KEY, private.hex().encode() + b"\n")
    save(folder, told)
    with suppress(FileNotFoundError):
        (folder / FOLDER / _NEXT).unlink()


def _key(path: Path) -> bytes | None:
    text = _private(path)
    if text is None:
        return None
    try:
        private = bytes.fromhex(text.strip())
    except ValueError:
        private = b""
    if len(private) != _BYTES:
        raise EnrolmentRefused(f"{path}: not a key of {_BYTES * 2} hex digits")
    return private


def _private(path: Path) -> str | None:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnrolmentRefused(f"{path}: {error.strerror}") from error
    with open(handle, encoding="utf-8", errors="replace") as file:
        mode = os.fstat(handle).st_mode & 0o777
        if mode & 0o077:
            raise EnrolmentRefused(f"{path}: mode {mode:04o}, others can read it; it must be 0600")
        return file.read(10_000)
