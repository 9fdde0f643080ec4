"""Step 5, feed: what comes after the cursor is taken into the store together with the cursor."""

import logging
from collections.abc import Sequence

from kiosk.store.model import Item
from kiosk.store.store import Store
from sync import wire
from sync.terminal.centre import Centre
from sync.terminal.errors import NoAnswer

_log = logging.getLogger(__name__)


def read_feed(centre: Centre, store: Store) -> int:
    """Read the feed to its end; returns how many items came.

    Raises:
        SyncError: as `Centre.post`; what was read before is applied.
    """
    count = 0
    began_anew = False
    while True:
        cursor = store.cursor()
        told = centre.get(f"{wire.FEED}?after={cursor}", wire.Feed)
        if told is None:
            return count
        if told.reset:
            if began_anew or cursor == 0:
                raise NoAnswer("a feed that begins nowhere")
            _log.warning("the centre's feed is shorter than was read: it is read again")
            store.apply([], 0)
            began_anew = True
            continue
        items = _following(told.items, cursor)
        if not items:
            return count
        store.apply([Item(item.seq, item.kind, item.body) for item in items], items[-1].seq)
        count += len(items)
        if items[-1].seq >= told.head:
            return count


def _following(items: Sequence[wire.Item], cursor: int) -> list[wire.Item]:
    """The items that follow the cursor without a hole: with one, this is the answer to another question."""
    fresh = sorted({item.seq: item for item in items if item.seq > cursor}.values(), key=lambda item: item.seq)
    if [item.seq for item in fresh] != list(range(cursor + 1, cursor + 1 + len(fresh))):
        raise NoAnswer("a feed with a hole")
    return fresh
