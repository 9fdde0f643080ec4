"""Step 3, attachments: small ones bundled (wire 2), large ones a chunk at a time from where the last attempt broke off.

Both ends check the content against its name. When the last attachment of a record has arrived, the record is delivered.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence, Set

from kiosk.store.errors import StoreDamaged
from kiosk.store.model import Attachment
from kiosk.store.store import Store
from sync import wire
from sync.terminal.centre import Centre
from sync.terminal.errors import NoAnswer, Refused
from sync.terminal.records import Lacking

_log = logging.getLogger(__name__)

_BUNDLES_FROM = 2  # the wire that has them
_CONFLICT = 409


def send_attachments(centre: Centre, store: Store, lacking: Sequence[Lacking], spoken: int) -> list[str]:
    """Send what these records lack; returns the ids of those that are delivered now.

    An attachment that cannot be read here, or that the centre does not take, leaves its records waiting and holds up no
    other.

    Raises:
        SyncError: as `Centre.post`; what had arrived before stays noted.
    """
    todo = {sha256: file for record in lacking for sha256, file in record.files.items()}
    small = wire.CHUNK if spoken >= _BUNDLES_FROM else -1
    done: list[str] = []
    for bundle in _bundles(file for file in todo.values() if file.size <= small):
        done += _settle(store, lacking, _send_bundle(centre, store, bundle))
    for file in todo.values():
        if file.size > small and _send_alone(centre, store, file):
            done += _settle(store, lacking, {file.sha256})
    return done


def _bundles(files: Iterable[Attachment]) -> Iterator[list[Attachment]]:
    bundle: list[Attachment] = []
    size = 0
    for file in files:
        if bundle and size + file.size > wire.BUNDLE_BYTES:
            yield bundle
            bundle, size = [], 0
        bundle.append(file)
        size += file.size
    if bundle:
        yield bundle


def _send_bundle(centre: Centre, store: Store, bundle: Sequence[Attachment]) -> set[str]:
    contents = [(file.sha256, content) for file in bundle if (content := _content(store, file)) is not None]
    if not contents:
        return set()
    answer = centre.send("POST", wire.BUNDLE, wire.pack_bundle(contents), wire.Bundled)
    kept = set(answer.kept) & {sha256 for sha256, _ in contents}
    if len(kept) < len(contents):
        _log.warning("%d of %d attachments were not taken", len(contents) - len(kept), len(contents))
    return kept


def _send_alone(centre: Centre, store: Store, file: Attachment) -> bool:
    """Send one attachment a chunk at a time; whether the centre has it whole."""
    content = _content(store, file)
    if content is None:
        return False
    try:
        return _send_chunks(centre, file, content)
    except Refused as error:
        if error.code not in ("unasked", "malformed", "too-large"):
            raise
        _log.warning("attachment %s was not taken: %s", file.sha256, error.code)
        return False


def _send_chunks(centre: Centre, file: Attachment, content: bytes) -> bool:
    path = wire.ATTACHMENT.format(sha256=file.sha256)
    at = 0
    if file.size > wire.CHUNK:  # part of it may be there; a small one is sent sooner than asked about
        here = centre.get(path, wire.Kept)
        if here is not None and here.whole:
            return True
        at = _place(here.received if here else 0, file)
    # Twice through at most: once on top of what was there, once from the beginning where that turned out to be nonsense.
    for _ in range(2 * (file.size // wire.CHUNK + 2)):
        chunk = content[at : at + wire.CHUNK]
        kept = centre.send("PUT", f"{path}?offset={at}", chunk, wire.Kept, also=_CONFLICT)
        if kept.whole:
            return True
        at = _place(kept.received, file)
    _log.warning("attachment %s never became whole", file.sha256)
    return False


def _place(received: int, file: Attachment) -> int:
    if received > file.size:
        raise NoAnswer("more of an attachment than there is")
    return received if received < file.size else 0


def _content(store: Store, file: Attachment) -> bytes | None:
    try:
        return store.read(file.sha256)
    except StoreDamaged as error:
        _log.error("an attachment cannot be sent: %s", error)
        return None


def _settle(store: Store, lacking: Sequence[Lacking], kept: Set[str]) -> list[str]:
    """These have arrived: what lacks nothing any more is delivered."""
    whole = []
    for record in lacking:
        arrived = kept & record.files.keys()
        for sha256 in arrived:
            del record.files[sha256]
        if arrived and not record.files:
            whole.append(record)
    if whole:
        store.acknowledge_all([(record.id, record.state, "") for record in whole])
    return [record.id for record in whole]
