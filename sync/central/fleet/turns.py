"""Hello: how a terminal is, and whether its memory and ours agree (sync/wire.py, Turns)."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from sync import wire
from sync.central.audit import chain
from sync.central.fleet.keys import instance
from sync.central.fleet.models import Terminal

_REMEMBERED = 50  # turns; an older hello is no longer on the way


class NoCommonWire(Exception):
    """There is no version that both speak."""


def hello(terminal: Terminal, told: wire.Hello, at: datetime) -> wire.Welcome:
    """Note how it is; returns the centre's side.

    Raises:
        NoCommonWire: its program is too old or too new.
    """
    newest = min(told.newest, wire.NEWEST)
    if newest < max(told.oldest, wire.OLDEST):
        raise NoCommonWire(f"terminal {terminal.number} speaks {told.oldest} to {told.newest}")
    with transaction.atomic():
        row = Terminal.objects.select_for_update().get(pk=terminal.pk)
        notice = compare_turns(row, told)
        if notice is wire.Notice.FORKED:
            if row.forked_at is None:
                chain.add("forked", f"terminal:{row.number}")
            row.forked_at = row.forked_at or at
        elif told.turn not in row.turns:
            row.serial, row.turn = told.serial, told.turn
            row.turns = [*row.turns, told.turn][-_REMEMBERED:]
        if notice is wire.Notice.BEHIND and row.behind_turn != told.turn:
            chain.add("behind", f"terminal:{row.number}")
            row.behind_at, row.behind_turn = at, told.turn
        _note(row, told, at)
        row.save()
    return wire.Welcome(
        wire=newest, centre=str(instance()), turn=told.turn, now=at,
        notice=notice, head=row.head, poll_after_s=settings.CENTRE.poll_s,
        terminal=row.number, station=row.station.name,
    )  # fmt: skip


def compare_turns(row: Terminal, told: wire.Hello) -> wire.Notice:
    """Which of the two forgot something, or whether two machines follow one turn.

    What a terminal that is known to be forked says of its turns means nothing until it is enrolled anew.
    """
    if row.forked_at is not None and told.turn not in row.turns:
        return wire.Notice.FORKED
    if told.ledger > row.ledger:
        return wire.Notice.BEHIND
    if told.turn == row.turn or told.turn in row.turns:
        # The answer was lost: the same hello again, and the same answer; or an old one was held up on the way.
        return wire.Notice.BEHIND if told.turn == row.behind_turn else wire.Notice.NONE
    if not row.turn:
        return wire.Notice.BEHIND if told.previous else wire.Notice.NONE
    if told.previous == row.turn:
        return wire.Notice.NONE
    return wire.Notice.BEHIND if told.serial > row.serial + 1 else wire.Notice.FORKED


def _note(row: Terminal, told: wire.Hello, at: datetime) -> None:
    row.store = uuid.UUID(told.store)
    row.seen_at = at
    row.cursor = told.cursor
    row.program = told.program[:40]
    row.content = [pack.model_dump() for pack in told.content]
    row.health = [part.model_dump() for part in told.health]
    row.disk_free_mb = told.disk_free_mb
    row.waiting, row.refused, row.delivered = told.waiting, told.refused, told.delivered
    row.waiting_since = told.waiting_since
    row.clock_error_s = (told.now - at).total_seconds()
