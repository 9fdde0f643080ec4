"""Encrypted files in a folder, named by the SHA-256 of their content: AES-256-GCM, the name as associated data.

A file is the nonce (12 random bytes), then ciphertext and tag. The name in the associated data keeps one citizen's file from
being passed off as another's by renaming.
"""

import hashlib
import os
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.store.errors import StoreDamaged
from kiosk.store.folder import make_private, sync_folder, write_durably

_NONCE = 12
_NAME = re.compile(r"[0-9a-f]{64}")


class Files:
    """The folder of attachments. `holder` names this process's unfinished files."""

    def __init__(self, folder: Path, key: bytes, holder: str) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)
        self._holder = holder
        make_private(folder)

    def write(self, content: bytes) -> str:
        """Keep a content durably, unless it is here and whole; returns its name.

        Raises:
            OSError: the disk refuses; nothing of it is left.
        """
        name = hashlib.sha256(content).hexdigest()
        if not self._is_whole(name):
            nonce = os.urandom(_NONCE)
            sealed = nonce + self._cipher.encrypt(nonce, content, name.encode())
            write_durably(self._folder / name, sealed, f".{self._holder}.{secrets.token_hex(8)}")
        return name

    def read(self, name: str) -> bytes:
        """The content of that name.

        Raises:
            StoreDamaged: it is not here, or not what was written.
            OSError: the disk refuses.
        """
        try:
            sealed = (self._folder / name).read_bytes()
            content = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        except FileNotFoundError as error:
            raise StoreDamaged(f"attachment {name} is missing") from error
        except (InvalidTag, ValueError) as error:
            raise StoreDamaged(f"attachment {name} is damaged") from error
        if hashlib.sha256(content).hexdigest() != name:
            raise StoreDamaged(f"attachment {name} has another content")
        return content

    def has(self, name: str) -> bool:
        """Whether a file of that name is here (not whether it is whole)."""
        return bool(_NAME.fullmatch(name)) and (self._folder / name).is_file()

    def names(self) -> list[str]:
        """Names of all files here."""
        return sorted(path.name for path in self._folder.iterdir() if _NAME.fullmatch(path.name))

    def remove(self, names: list[str]) -> None:
        """Take files away, durably."""
        for name in names:
            (self._folder / name).unlink(missing_ok=True)
        if names:
            sync_folder(self._folder)

    def remove_unfinished(self, holders: list[str]) -> None:
        """Take away what these holders were writing when they died."""
        for holder in holders:
            for path in self._folder.glob(f".{holder}.*"):
                path.unlink(missing_ok=True)

    def _is_whole(self, name: str) -> bool:
        try:
            self.read(name)
        except StoreDamaged:
            return False
        return True
