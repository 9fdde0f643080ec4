"""Attachments on the centre's disk: sealed files named by the SHA-256 of their content, and chunks that are still coming.

The same files as on the terminal (kiosk/store/files.py), under the centre's own key. A chunk is sealed and durable as soon
as it is answered, so that neither side ever begins a large file again.
"""

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.store.files import Files
from kiosk.store.folder import make_private, write_durably
from sync.central import places
from sync.central.sealed import centre_key

_NONCE = 12
LEAST_FREE = 500 * 1024 * 1024  # bytes of the disk that are left alone


@cache
def _files() -> Files:
    return Files(places.home() / "attachments", centre_key().derive("centre attachments"), f"centre{os.getpid()}")


def put(content: bytes) -> str:
    """Keep a content durably, once; returns its name. Raises OSError when the disk refuses."""
    return _files().write(content)


def read(sha256: str) -> bytes:
    """The content of that name. Raises StoreDamaged when it is not here or not what was written."""
    return _files().read(sha256)


def has(sha256: str) -> bool:
    """Whether it is here."""
    return _files().has(sha256)


def is_room(size: int) -> bool:
    """Whether so many bytes may still be taken."""
    make_private(places.home())
    return shutil.disk_usage(places.home()).free - size > LEAST_FREE


class Chunks:
    """The part of one attachment that has come so far, from one terminal."""

    def __init__(self, terminal: int, sha256: str) -> None:
        self._name = sha256
        self._folder = places.home() / "parts" / str(terminal) / sha256
        self._cipher = AESGCM(centre_key().derive("centre parts"))

    @property
    def received(self) -> int:
        """How many bytes there are without a hole."""
        at = 0
        for begin, end, _ in self._parts():
            if begin != at:
                break
            at = end
        return at

    def add(self, offset: int, chunk: bytes) -> None:
        """Keep a chunk that begins at `received`. Raises OSError."""
        make_private(self._folder)
        nonce = os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, chunk, f"{self._name}:{offset}".encode())
        write_durably(self._folder / f"{offset:012}-{offset + len(chunk):012}", sealed)

    def whole(self) -> bytes | None:
        """All of it, where it is what it is named; else None, and what there was is gone."""
        content = bytearray()
        for begin, _, path in self._parts():
            sealed = path.read_bytes()
            try:
                content += self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], f"{self._name}:{begin}".encode())
            except (InvalidTag, ValueError):
                break
        if hashlib.sha256(content).hexdigest() == self._name:
            return bytes(content)
        self.forget()
        return None

    def forget(self) -> None:
        """Take the chunks away."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _parts(self) -> list[tuple[int, int, Path]]:
        if not self._folder.is_dir():
            return []
        paths = sorted(path for path in self._folder.iterdir() if not path.name.startswith("."))
        return [(int(path.name[:12]), int(path.name[13:]), path) for path in paths]
