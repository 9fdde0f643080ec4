"""Step 4, compare: both ends count and compare what was delivered; what the centre has not after all waits again."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.store.model import Record
from kiosk.store.store import Store
from sync import wire
from sync.terminal.centre import Centre
from sync.terminal.records import as_sent

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Pile:
    """A comparison's records: fingerprints by id, numbers by id."""

    prints: dict[str, str]
    numbers: dict[str, str]


def compare(centre: Centre, store: Store) -> int:
    """Compare everything that was delivered and has not been compared yet; returns how many records wait again.

    What differs is told to the doctor (link `differing`, receipt numbers) and left as it is at both ends: staff decide.

    Raises:
        SyncError: as `Centre.post`.
    """
    taken_back = 0
    after = ""
    ledger: int | None = None
    while batch := store.delivered(wire.MOST_COMPARED, after):
        after = batch[-1].id
        pile = _pile(batch)
        told = centre.post(wire.COMPARE, wire.Compare(records=list(pile.prints.items())), wire.Compared)
        lost = (set(told.missing) | told.wanting.keys()) & pile.prints.keys()
        differing = (set(told.differing) & pile.prints.keys()) - lost
        equal = pile.prints.keys() - lost - differing
        if (told.count, told.digest) != (len(equal), wire.digest(pile.prints[id_] for id_ in equal)):
            _log.error("the centre's comparison of %d records contradicts itself", len(pile.prints))
            store.set_link("comparison", "contradiction")
            return taken_back
        if differing:
            _log.error("%d records differ at the centre", len(differing))
            _tell(store, [pile.numbers[id_] for id_ in differing])
        store.mark_compared(equal | differing)
        taken_back += store.take_back(lost)
        ledger = told.ledger
    if ledger is not None and not taken_back:
        store.set_links({"ledger": str(ledger), "comparison": ""})
    elif taken_back:
        _log.warning("%d delivered records are not whole at the centre and are sent again", taken_back)
    return taken_back


def _pile(batch: Sequence[Record]) -> _Pile:
    here = [record for record in batch if record.data is not None]  # retention may sweep meanwhile
    return _Pile(
        {record.id: wire.fingerprint(as_sent(record)) for record in here},
        {record.id: record.number for record in here},
    )


def _tell(store: Store, numbers: Sequence[str]) -> None:
    known = json.loads(store.link("differing") or "[]")
    store.set_link("differing", json.dumps(sorted({*known, *numbers})))
