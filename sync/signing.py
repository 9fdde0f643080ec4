"""Signatures over requests: RFC 9421 with Ed25519, made by the terminal and checked by the centre.

Signed are method, path, query and, where there is a body, its digest (RFC 9530). The time of making is neither trusted nor
needed (sync/wire.py: every step may come twice), so an old signature is as good as a new one. Why not mutual TLS:
docs/adr/0011.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature as WrongSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ED25519
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from requests import PreparedRequest

TAG = "legal-kiosk"
_COVERED = ("@method", "@path", "@query")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # a fixed time tells nothing of a clock that nobody trusts


class Unsigned(Exception):
    """A request is not signed, or not as it is; the text says which, for the log."""


class UnknownKey(Unsigned):
    """A request is signed with a key that nobody knows here."""


@dataclass(slots=True)
class Message:
    """A request as it arrived, for `verify`."""

    method: str
    url: str
    headers: Mapping[str, str]


class TerminalKey(HTTPSignatureKeyResolver):
    """A terminal's key pair; the private half is in no repr."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self._signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=self)

    @classmethod
    def make(cls) -> "TerminalKey":
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, raw: bytes) -> "TerminalKey":
        """What `write` gave. Raises ValueError when it is not 32 bytes."""
        return cls(Ed25519PrivateKey.from_private_bytes(raw))

    def write(self) -> bytes:
        """The private half, 32 bytes."""
        return self._private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())

    @property
    def public(self) -> str:
        """The public half, raw, in base64."""
        return base64.b64encode(self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()

    def sign(self, request: PreparedRequest, key_id: str) -> None:
        """Put the signature into a request that is ready to be sent."""
        body = request.body or b""
        self._signer.sign(
            request,
            key_id=key_id,
            tag=TAG,
            label="k",
            include_alg=False,
            created=_EPOCH,
            covered_component_ids=_COVERED,
            body=body.encode() if isinstance(body, str) else body if body else None,
        )

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self._private


class _Known(HTTPSignatureKeyResolver):
    def __init__(self, find: Callable[[str], str | None]) -> None:
        self._find = find
        self.unknown = False

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey | None:
        public = self._find(key_id)
        self.unknown = public is None
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(public)) if public else None


def verify(message: Message, body: bytes, find: Callable[[str], str | None]) -> str:
    """Check a request's signature; returns the id of the key that made it.

    Args:
        message: method, whole address and headers as they arrived.
        body: as it arrived, before anything is unpacked.
        find: the public key (raw, base64) of an id, or None.

    Raises:
        UnknownKey: `find` knows none.
        Unsigned: there is no signature, or it is over something else.
    """
    known = _Known(find)
    verifier = HTTPMessageVerifier(signature_algorithm=ED25519, key_resolver=known)
    try:
        (result,) = verifier.verify(
            message, max_age=None, expect_tag=TAG, require_components=_COVERED, body=body,
        )  # fmt: skip
    except (HTTPMessageSignaturesException, WrongSignature, ValueError) as error:
        kind = UnknownKey if known.unknown else Unsigned
        raise kind(f"{type(error).__name__}: {error}"[:200]) from error
    return str(result.parameters["keyid"])
