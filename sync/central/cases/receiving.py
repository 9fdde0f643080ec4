"""Taking records and attachments in, each exactly once; nothing that a terminal sends is dropped.

A record stands for itself: one that cannot be taken is kept aside for staff with the reason, and holds up no other.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, models, transaction
from django.db.models import Exists, F, OuterRef
from pydantic import ValidationError

from sync import wire
from sync.central import logs
from sync.central.audit import chain
from sync.central.cases import files, intake
from sync.central.cases.models import Attachment, Case, Channel, Record, RefusedRecord
from sync.central.fleet.models import Terminal
from sync.central.sealed import mark

_log = logging.getLogger(__name__)
_CLOCKS_AGREE = timedelta(seconds=120)  # a smaller error is the way's, not the clock's


@dataclass(slots=True)
class _Sorted:
    """A batch sorted out: what is new, and the answers that are known already."""

    new: list[wire.Record]
    answers: dict[str, wire.Answer]


def receive(terminal: Terminal, batch: wire.Records, at: datetime) -> list[wire.Answer]:
    """Take a batch in; returns an answer for each record, in its order.

    Args:
        terminal: who sends it.
        batch: as it came; each record is checked here.
        at: the centre's time.

    Raises:
        DatabaseError: nothing of the batch was taken, and the same may be sent again.
    """
    with transaction.atomic():
        # All of its station, for a booking is told to each: terminals are locked first and in one order, as in work.py.
        list(Terminal.objects.select_for_update().filter(station=terminal.station_id).order_by("pk").values_list("pk"))
        told = [(str(raw.get("id", ""))[:80], raw) for raw in batch.records]
        todo = _sort(terminal, told)
        taken = _take(terminal, todo, at, batch.now - at)
        if taken:
            Terminal.objects.filter(pk=terminal.pk).update(ledger=F("ledger") + taken)
            chain.add("received", f"terminal:{terminal.number}", count=taken)
    return [todo.answers[id_] for id_, _ in told]


def _sort(terminal: Terminal, told: list[tuple[str, dict[str, Any]]]) -> _Sorted:
    todo = _Sorted([], {})
    whole: dict[str, wire.Record] = {}
    for id_, raw in told:
        try:
            record = wire.Record.model_validate(raw)
        except (ValidationError, ValueError, RecursionError) as error:
            _refuse(terminal, todo, id_, raw, f"malformed: {_where(error)}")
            continue
        if id_ in whole and whole[id_].fingerprint() != record.fingerprint():
            _refuse(terminal, todo, id_, raw, "two records of one id in a batch")
            continue
        whole[id_] = record
    rows = list(Record.objects.filter(id__in=whole).values_list("id", "fingerprint", "terminal"))
    known = {str(id_): fingerprint for id_, fingerprint, _ in rows}
    missing = missing_of(known)
    strange = [str(id_) for id_, _, owner in rows if owner != terminal.pk]
    _hand_over(terminal, [id_ for id_ in strange if id_ in missing and whole[id_].fingerprint() == known[id_]])
    for id_, record in whole.items():
        if id_ not in known:
            todo.new.append(record)
        elif known[id_] == record.fingerprint():
            todo.answers[id_] = wire.Answer(id=id_, outcome=wire.Outcome.ALREADY, missing=missing.get(id_, []))
        else:
            _refuse(terminal, todo, id_, record.model_dump(mode="json"), "another record of this id is here")
    return todo


def _hand_over(terminal: Terminal, half: list[str]) -> None:
    """A machine that was enrolled anew under another number has what these still lack: they are this terminal's now."""
    if half:
        Record.objects.filter(pk__in=half).update(terminal=terminal)


def _take(terminal: Terminal, todo: _Sorted, at: datetime, clock_error: timedelta) -> int:
    """Take what is new; returns how many."""
    todo.new = _in_order(terminal, todo)
    if not todo.new:
        return 0
    error = clock_error if abs(clock_error) > _CLOCKS_AGREE else timedelta()
    pairs = [(record, _row(terminal, record, at, error)) for record in todo.new]
    try:
        with transaction.atomic():
            taken = _write(terminal, pairs, at)
    except Exception as trouble:
        if len(pairs) == 1 or isinstance(trouble, DatabaseError):
            raise
        taken = _write_one_by_one(terminal, todo, pairs, at)
    RefusedRecord.objects.filter(terminal=terminal, record__in=taken).delete()
    missing = missing_of(taken)
    for id_ in taken:
        todo.answers[id_] = wire.Answer(id=id_, outcome=wire.Outcome.ACCEPTED, missing=missing.get(id_, []))
    return len(taken)


def _write_one_by_one(
    terminal: Terminal, todo: _Sorted, pairs: list[tuple[wire.Record, Record]], at: datetime
) -> list[str]:
    """Something in the batch upsets intake: whatever it is, it alone is kept aside."""
    taken = []
    for record, row in pairs:
        try:
            with transaction.atomic():
                taken += _write(terminal, [(record, row)], at)
        except DatabaseError:
            raise
        except Exception as trouble:
            _log.error("record %s cannot be taken in: %s", record.id, logs.where(trouble))
            _refuse(terminal, todo, record.id, record.model_dump(mode="json"), f"intake: {type(trouble).__name__}")
    return taken


def _write(terminal: Terminal, pairs: Sequence[tuple[wire.Record, Record]], at: datetime) -> list[str]:
    Record.objects.bulk_create([row for _, row in pairs])
    arrived = {a.sha256 for record, _ in pairs for a in record.attachments if files.has(a.sha256)}
    attachments = {
        record.id: [
            Attachment(
                record=row, position=position, sha256=a.sha256, size=a.size, media_type=a.media_type, label=a.label,
                arrived_at=at if a.sha256 in arrived else None,
            )
            for position, a in enumerate(record.attachments)
        ]
        for record, row in pairs
    }  # fmt: skip
    Attachment.objects.bulk_create([a for each in attachments.values() for a in each])
    intake.take_in(
        [intake.Taken(row, record.data, attachments[record.id]) for record, row in pairs],
        terminal.station,
        Channel.TERMINAL,
    )
    return [record.id for record, _ in pairs]


def _in_order(terminal: Terminal, todo: _Sorted) -> list[wire.Record]:
    """What may be taken now: a record about another one comes after it."""
    named = {r.about for r in todo.new if r.about}
    here = {str(id_) for id_ in Record.objects.filter(id__in=named).values_list("id", flat=True)} if named else set()
    shut_out = set(
        RefusedRecord.objects.filter(terminal=terminal, record__in=named, settled_at=None).values_list(
            "record", flat=True
        )
        if named
        else ()
    )
    fit: list[wire.Record] = []
    for record in todo.new:
        if record.about in shut_out:
            _refuse(terminal, todo, record.id, record.model_dump(mode="json"), "what it is about was refused")
        elif record.about is not None and record.about not in here:
            todo.answers[record.id] = wire.Answer(
                id=record.id, outcome=wire.Outcome.DEFERRED, reason="what it is about is not here yet"
            )
        else:
            here.add(record.id)
            fit.append(record)
    return fit


def _refuse(terminal: Terminal, todo: _Sorted, id_: str, raw: dict[str, Any], reason: str) -> None:
    """Keep it aside for staff, and say so."""
    if id_:
        RefusedRecord.objects.update_or_create(
            terminal=terminal, record=id_, defaults={"reason": reason[:200], "sealed": raw, "settled_at": None}
        )
    _log.warning("terminal %s: a record was refused: %s", terminal.number, reason)
    todo.answers[id_] = wire.Answer(id=id_, outcome=wire.Outcome.REFUSED, reason=reason[:200])


def _row(terminal: Terminal, record: wire.Record, at: datetime, clock_error: timedelta) -> Record:
    return Record(
        id=record.id, number=record.number, token=token_mark(record.number, record.token), kind=record.kind,
        form=record.form, form_version=record.form_version, station_name=record.station,
        terminal_number=record.terminal, terminal=terminal, time=record.time - clock_error, told_time=record.time,
        received_at=at, about_id=record.about, booking=record.booking or "",
        sealed={"token": record.token, "data": record.data}, fingerprint=record.fingerprint(),
    )  # fmt: skip


def token_mark(number: str, token: str) -> str:
    """What is kept of a receipt's token to know it again."""
    return mark("token", f"{number}:{token}")


def missing_of(ids: Iterable[str]) -> dict[str, list[str]]:
    """By record, the attachments whose content is not here."""
    found: dict[str, list[str]] = {}
    for id_, sha256 in (
        Attachment.objects.filter(record__in=list(ids), arrived_at=None)
        .order_by("position")
        .values_list("record_id", "sha256")
    ):
        found.setdefault(str(id_), []).append(sha256)
    return found


def wanted(terminal: Terminal, shas: Iterable[str]) -> dict[str, int]:
    """Of these attachments, those that records of the terminal name, with their size: nobody may send anything else."""
    rows = Attachment.objects.filter(sha256__in=list(shas), record__terminal=terminal)
    return dict(rows.values_list("sha256", "size"))


def arrived(terminal: Terminal, shas: Sequence[str], at: datetime) -> None:
    """These contents are here, durably: note it, and which cases are whole by that."""
    with transaction.atomic():
        fresh = Attachment.objects.filter(sha256__in=shas, arrived_at=None)
        cases = list(fresh.values_list("record__case_id", flat=True).distinct())
        count = fresh.update(arrived_at=at)
        if not count:
            return
        Terminal.objects.filter(pk=terminal.pk).update(ledger=F("ledger") + count)
        open_ = Attachment.objects.filter(record__case=OuterRef("pk"), arrived_at=None)
        Case.objects.filter(~Exists(open_), pk__in=[c for c in cases if c], whole=False).update(whole=True)


def compare(terminal: Terminal, told: wire.Compare) -> wire.Compared:
    """What of the terminal's deliveries is here, whole and equal; and what is not."""
    claimed = dict(told.records)
    rows: models.QuerySet[Record, tuple[Any, str]] = Record.objects.filter(id__in=claimed).values_list(
        "id", "fingerprint"
    )
    known = {str(id_): fingerprint for id_, fingerprint in rows}
    wanting = missing_of(known)
    equal = {id_: f for id_, f in known.items() if claimed[id_] == f}
    whole = [f for id_, f in equal.items() if id_ not in wanting]
    return wire.Compared(
        count=len(whole),
        digest=wire.digest(whole),
        ledger=Terminal.objects.values_list("ledger", flat=True).get(pk=terminal.pk),
        missing=[id_ for id_ in claimed if id_ not in known],
        differing=[id_ for id_ in known if id_ not in equal],
        wanting={id_: wanting[id_] for id_ in equal if id_ in wanting},
    )


def _where(error: Exception) -> str:
    """Where a record is wrong, without what it holds."""
    if isinstance(error, ValidationError):
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"][:1]) or "record"
        return f"{place} ({first['type']})"
    return type(error).__name__
