"""Attachments on their way in: bundles of small ones, and large ones a chunk at a time.

Only what a record of the same terminal names is taken, in the size that the record says; what does not have the SHA-256 that
it is named by is not kept.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sync import wire
from sync.central.cases import files
from sync.central.cases.files import Chunks
from sync.central.cases.receiving import arrived, wanted
from sync.central.fleet.models import Terminal


class Unasked(Exception):
    """No record of this terminal names that attachment."""


class WrongOffset(Exception):
    """A chunk does not begin where the last one ended; `kept` says where that is."""

    def __init__(self, kept: wire.Kept) -> None:
        super().__init__(str(kept.received))
        self.kept = kept


def bundle(terminal: Terminal, contents: Sequence[tuple[str, bytes]], at: datetime) -> wire.Bundled:
    """Keep several; each stands for itself. Raises OSError when the disk is full: the same may be sent again."""
    sizes = wanted(terminal, [sha256 for sha256, _ in contents])
    _need_room(sum(len(content) for _, content in contents))
    kept, refused = [], []
    for sha256, content in contents:
        if sizes.get(sha256) != len(content) or hashlib.sha256(content).hexdigest() != sha256:
            refused.append(sha256)
            continue
        files.put(content)
        kept.append(sha256)
    arrived(terminal, kept, at)
    return wire.Bundled(kept=kept, refused=refused)


def state(terminal: Terminal, sha256: str, at: datetime) -> wire.Kept:
    """How much of it is here; what a crash left unfinished is finished first. Raises Unasked, OSError."""
    size = _size(terminal, sha256)
    chunks = Chunks(terminal.pk, sha256)
    received = chunks.received
    if files.has(sha256) or 0 < size <= received:
        return _finish(terminal, sha256, chunks, size, at)
    return wire.Kept(received=received, whole=False)


def chunk(terminal: Terminal, sha256: str, offset: int, content: bytes, at: datetime) -> wire.Kept:
    """Keep the next chunk.

    Raises:
        Unasked: nobody needs it.
        WrongOffset: it does not begin where the last one ended, or goes beyond the end.
        OSError: the disk is full.
    """
    size = _size(terminal, sha256)
    chunks = Chunks(terminal.pk, sha256)
    here = chunks.received
    if files.has(sha256) or 0 < size <= here:
        return _finish(terminal, sha256, chunks, size, at)
    if offset != here or offset + len(content) > size or not (content or size == 0):
        raise WrongOffset(wire.Kept(received=here, whole=False))
    _need_room(len(content))
    chunks.add(offset, content)
    if offset + len(content) < size:
        return wire.Kept(received=offset + len(content), whole=False)
    return _finish(terminal, sha256, chunks, size, at)


def _finish(terminal: Terminal, sha256: str, chunks: Chunks, size: int, at: datetime) -> wire.Kept:
    """All of it has come, under this record's name or another's: keep it and note it. A crash may come between any two."""
    if not files.has(sha256):
        whole = chunks.whole()
        if whole is None:
            return wire.Kept(received=0, whole=False)
        files.put(whole)
    chunks.forget()
    arrived(terminal, [sha256], at)
    return wire.Kept(received=size, whole=True)


def _size(terminal: Terminal, sha256: str) -> int:
    try:
        return wanted(terminal, [sha256])[sha256]
    except KeyError:
        raise Unasked(sha256) from None


def _need_room(size: int) -> None:
    if not files.is_room(size):
        raise OSError("the centre's disk is full")
