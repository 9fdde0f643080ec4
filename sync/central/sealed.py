"""Fields that hold personal data, sealed in the database with the centre's key (AES-256-GCM), and marks to find them by.

A stolen database or backup shows none of it without the file `key`. What is sealed cannot be searched; where staff must find
something again, its mark (a keyed hash) stands beside it.
"""

import hashlib
import hmac
import json
import os
import unicodedata
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from kiosk.store.key import StoreKey
from sync.central import places

_NONCE = 12


class SealBroken(Exception):
    """A sealed value is not what was written, or was written with another key; the text names its field."""


@cache
def centre_key() -> StoreKey:
    """The centre's secret; gives a key for each purpose."""
    return StoreKey(places.secret("key"))


def mark(purpose: str, text: str) -> str:
    """A keyed hash of a text as a person writes it (width, case and spaces do not count), to find it again."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return hmac.digest(_mark_key(purpose), plain.encode(), hashlib.sha256).hex()[:32]


@cache
def _mark_key(purpose: str) -> bytes:
    return centre_key().derive(f"centre {purpose}")


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A JSON value, sealed; its place (model and field) is bound to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    @property
    def _place(self) -> bytes:
        return f"{self.model._meta.label_lower}.{self.name}".encode()

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        nonce = os.urandom(_NONCE)
        return super().get_prep_value(nonce + _cipher().encrypt(nonce, text.encode(), self._place))

    def from_db_value(self, value: Any, *_: Any) -> Any:
        """What was written.

        Raises:
            SealBroken: it is not.
        """
        if value is None:
            return None
        sealed = bytes(value)
        try:
            return json.loads(_cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], self._place))
        except (InvalidTag, ValueError):
            raise SealBroken(f"{self._place.decode()} cannot be opened: is `key` the one it was sealed with?") from None

    def to_python(self, value: Any) -> Any:
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return value if prepared else self.get_prep_value(value)  # both databases take bytes as they are

    @property
    def get_placeholder(self) -> Any:
        """None: with BinaryField's own, Django inserts row by row on PostgreSQL instead of a column at a time."""
        raise AttributeError("get_placeholder")


@cache
def _cipher() -> AESGCM:
    return AESGCM(centre_key().derive("centre sealed"))
