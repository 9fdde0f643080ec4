"""The store's one secret, and the keys derived from it. Where it lies and why: docs/adr/0008.

The secret is 32 bytes, written as 64 hex digits: in the systemd credential `kiosk-store-key` where the service has one
(`systemd-creds` binds it to the machine's TPM), else in the file `key` of the store's folder, mode 0600.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.store.errors import StoreRefused
from kiosk.store.folder import write_durably

CREDENTIAL = "kiosk-store-key"
KEY_FILE = "key"
_FINGERPRINT_FILE = "key.id"
_BYTES = 32


class StoreKey:
    """The secret, kept out of every repr; gives a key for each purpose."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def derive(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose (HKDF-SHA256)."""
        info = f"legal-kiosk store {purpose}".encode()
        return HKDF(algorithm=SHA256(), length=_BYTES, salt=None, info=info).derive(self._secret)

    def mark(self, purpose: str, text: str) -> bytes:
        """A keyed hash of a text, to find it again without keeping it."""
        return hmac.digest(self.derive(purpose), text.encode(), hashlib.sha256)

    def fingerprint(self) -> str:
        """Tells this key from others and gives nothing of it away."""
        return self.derive("fingerprint")[:8].hex()


def load_key(folder: Path, *, fresh: bool) -> StoreKey:
    """Read the store's key; `fresh`: there is no database yet, so a missing key is made.

    Raises:
        StoreRefused: the key is missing beside a database, others can read it, or it is no key.
        OSError: the folder cannot be read or written.
    """
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    if credentials and (Path(credentials) / CREDENTIAL).is_file():
        return StoreKey(_secret((Path(credentials) / CREDENTIAL).read_bytes(), f"credential {CREDENTIAL}"))
    path = folder / KEY_FILE
    if not path.exists():
        if not fresh:
            raise StoreRefused(f"{path}: the key is missing, and the database cannot be read without it")
        write_durably(path, secrets.token_hex(_BYTES).encode() + b"\n")
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(handle, "rb") as file:
        mode = os.fstat(handle).st_mode & 0o777
        if mode & 0o077:
            raise StoreRefused(f"{path}: mode {mode:04o}, others can read the key; it must be 0600")
        return StoreKey(_secret(file.read(1000), str(path)))


def remember_key(folder: Path, key: StoreKey) -> None:
    """Note which key a fresh database is made with."""
    write_durably(folder / _FINGERPRINT_FILE, key.fingerprint().encode() + b"\n")


def is_same_key(folder: Path, key: StoreKey) -> bool:
    """Whether the database here was made with this key (what cannot be read is taken for yes)."""
    path = folder / _FINGERPRINT_FILE
    return not path.is_file() or path.read_text("ascii", "replace").strip() == key.fingerprint()


def _secret(text: bytes, where: str) -> bytes:
    try:
        secret = bytes.fromhex(text.decode("ascii").strip())
    except ValueError:
        secret = b""
    if len(secret) != _BYTES:
        raise StoreRefused(f"{where}: not a key of {_BYTES * 2} hex digits")
    return secret
