"""Step 2, records: what waits, in batches, oldest first; each answer by its id.

A record is delivered only when nothing of it is missing. A refused one is kept and holds up only what is about it.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kiosk.store.model import Attachment, Record, State
from kiosk.store.store import Store
from sync import wire
from sync.terminal.centre import Centre
from sync.terminal.errors import Refused

_log = logging.getLogger(__name__)

_STATES = {
    wire.Outcome.ACCEPTED: State.ACCEPTED,
    wire.Outcome.ALREADY: State.ALREADY,
    wire.Outcome.REFUSED: State.REFUSED,
}


@dataclass(slots=True)
class Lacking:
    """A record that the centre has but for these attachments."""

    id: str
    state: State  # that it gets when they have arrived
    files: dict[str, Attachment]
    urgent: bool


@dataclass(slots=True)
class Sent:
    """What came of it."""

    delivered: int = 0
    refused: int = 0
    put_off: int = 0  # wait for another round
    lacking: list[Lacking] = field(default_factory=list)


def send_records(centre: Centre, store: Store, clock: Callable[[], datetime], known: Collection[str]) -> Sent:
    """Send everything that waits.

    Args:
        centre: where to.
        store: where from; every answer is noted there, a batch a transaction.
        clock: the terminal's.
        known: ids of records that the centre has and that wait for their attachments alone; they are passed over.

    Raises:
        SyncError: as `Centre.post`; what was answered before stays noted.
    """
    sent = Sent()
    held = store.refused()
    after = ""
    while batch := store.outbox(wire.MOST_RECORDS, after):
        after = batch[-1].id
        for wave in _waves([record for record in batch if record.id not in known]):
            _send(centre, store, clock, wave, held, sent)
    return sent


def _waves(batch: Sequence[Record]) -> Iterator[list[Record]]:
    """A batch in its order, cut so that a record goes only when the answer to what it is about is known."""
    wave: list[Record] = []
    for record in batch:
        if record.about and any(record.about == earlier.id for earlier in wave):
            yield wave
            wave = []
        wave.append(record)
    yield wave


def as_sent(record: Record) -> dict[str, Any]:
    """A record as `wire.Record` has it."""
    return {
        "id": record.id,
        "number": record.number,
        "token": record.token,
        "kind": record.kind,
        "form": record.form,
        "form_version": record.form_version,
        "station": record.station,
        "terminal": record.terminal,
        "time": record.time.isoformat(),
        "about": record.about,
        "booking": record.booking,
        "data": record.data,
        "attachments": [
            {"sha256": a.sha256, "size": a.size, "media_type": a.media_type, "label": a.label}
            for a in record.attachments
        ],
    }


def _send(
    centre: Centre, store: Store, clock: Callable[[], datetime], batch: Sequence[Record], held: set[str], sent: Sent
) -> None:
    """Send a batch; one that is refused as a whole is halved until what the centre cannot read stands alone."""
    fit = [record for record in batch if record.about not in held]
    _hold([record for record in batch if record.about in held], held, sent)
    if not fit:
        return
    try:
        answers = centre.post(
            wire.RECORDS, wire.Records(now=clock(), records=[as_sent(record) for record in fit]), wire.Answers
        ).answers
    except Refused as error:
        if error.code not in ("malformed", "too-large"):
            raise
        if len(fit) > 1:
            middle = len(fit) // 2
            _send(centre, store, clock, fit[:middle], held, sent)
            _send(centre, store, clock, fit[middle:], held, sent)
        else:
            _alone(store, fit[0], error, held, sent)
        return
    _note(store, fit, answers, held, sent)


def _alone(store: Store, record: Record, error: Refused, held: set[str], sent: Sent) -> None:
    """One record that cannot be sent: too large stays too large; what could not be read may have been garbled on the way."""
    _log.warning("record %s was not taken: %s", record.id, error.code)
    if error.code == "too-large":
        held.add(record.id)
        sent.refused += store.acknowledge(record.id, State.REFUSED, error.code)
    else:
        _hold([record], held, sent)


def _note(
    store: Store, batch: Sequence[Record], answers: Sequence[wire.Answer], held: set[str], sent: Sent
) -> None:  # fmt: skip
    told: dict[str, wire.Answer] = {}
    for answer in answers:
        told.setdefault(answer.id, answer)
    if strangers := len(told.keys() - {record.id for record in batch}):
        _log.warning("%d answers to records that were not sent", strangers)
    notes: list[tuple[str, State, str]] = []
    for record in batch:
        got = told.get(record.id)
        state = _STATES.get(got.outcome) if got else None
        if got is None or state is None:
            _hold([record], held, sent)
        elif state is State.REFUSED:
            held.add(record.id)
            notes.append((record.id, state, got.reason))
        elif not got.missing:
            notes.append((record.id, state, ""))
        else:
            _lack(record, state, got.missing, sent)
    if notes:
        store.acknowledge_all(notes)
    refused = sum(state is State.REFUSED for _, state, _ in notes)
    sent.refused += refused
    sent.delivered += len(notes) - refused


def _hold(records: Sequence[Record], held: set[str], sent: Sent) -> None:
    held.update(record.id for record in records)
    sent.put_off += len(records)


def _lack(record: Record, state: State, missing: Sequence[str], sent: Sent) -> None:
    files = {a.sha256: a for a in record.attachments if a.sha256 in missing}
    if len(files) < len(set(missing)):
        _log.warning("record %s: the centre misses attachments that it never had", record.id)
        sent.put_off += 1
        return
    assessment = (record.data or {}).get("assessment")
    urgent = isinstance(assessment, dict) and assessment.get("urgent") == "yes"
    sent.lacking.append(Lacking(record.id, state, files, urgent))
