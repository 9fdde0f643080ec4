"""Enrolling: a one-time code that staff issue, and the key that a terminal makes for itself.

A code is good for a day and for one key: the same key with the same code again gets the same answer, so that a lost answer
costs nothing. A new key shuts out the older ones of its terminal.
"""

import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sync import wire
from sync.central.audit import chain
from sync.central.cases import timetable
from sync.central.fleet.models import EnrolCode, Instance, Key, Terminal
from sync.central.people.models import Staff
from sync.central.sealed import mark

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that can be taken for another
_LENGTH = 10  # 49 bits, for a day
GOOD_FOR = timedelta(days=1)


class CodeRefused(Exception):
    """The code is wrong, used for another key, or too old."""


def instance() -> uuid.UUID:
    """This centre's identity, made when first asked for."""
    row, _ = Instance.objects.get_or_create(id=1, defaults={"centre": uuid.uuid4()})
    return row.centre


def issue_code(terminal: Terminal, by: Staff | None) -> str:
    """A code for a terminal, as `K7QM3-9XW2P`; shown once and not kept. Codes issued for it before are void."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    with transaction.atomic():
        EnrolCode.objects.filter(terminal=terminal, used_at=None).delete()
        EnrolCode.objects.create(
            terminal=terminal, mark=_mark(letters), expires_at=timezone.now() + GOOD_FOR
        )  # fmt: skip
        chain.add("enrol-code-issued", f"terminal:{terminal.number}", by)
    return f"{letters[:5]}-{letters[5:]}"


def enrol(told: wire.Enrol, at: datetime) -> wire.Enrolled:
    """Make the key known.

    Raises:
        CodeRefused: the code is not good; which of the reasons, it does not say.
    """
    with transaction.atomic():
        code = EnrolCode.objects.select_for_update().filter(mark=_mark(told.code)).first()
        if code is None or (code.used_at is not None and code.public != told.public_key):
            raise CodeRefused
        if code.used_at is None:
            if code.expires_at < at or code.terminal.retired:
                raise CodeRefused
            _make_key(code, told, at)
        key = Key.objects.get(terminal=code.terminal, public=told.public_key)
        if key.revoked_at is not None:
            raise CodeRefused
        return wire.Enrolled(
            key=key.id, terminal=code.terminal.number, station=code.terminal.station.name, centre=str(instance())
        )


def revoke(key: Key, by: Staff | None, why: str) -> None:
    """Shut a key out."""
    with transaction.atomic():
        Key.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now(), why=why[:120])
        chain.add("key-revoked", f"terminal:{key.terminal.number}", by, key=key.id)


def _make_key(code: EnrolCode, told: wire.Enrol, at: datetime) -> None:
    terminal = Terminal.objects.select_for_update().get(pk=code.terminal_id)
    terminal.keys.filter(revoked_at=None).update(revoked_at=at, why="replaced")
    Key.objects.create(id=f"{terminal.number}-{secrets.token_hex(6)}", terminal=terminal, public=told.public_key)
    code.used_at, code.public = at, told.public_key
    code.save()
    if str(terminal.store) != told.store:  # another disk, with a memory of its own
        terminal.ledger = 0
    terminal.serial, terminal.turn, terminal.turns = 0, "", []
    terminal.store = uuid.UUID(told.store)
    terminal.program = told.program
    terminal.forked_at = None
    terminal.save()
    timetable.greet(terminal)
    chain.add("enrolled", f"terminal:{terminal.number}")


def _mark(code: str) -> str:
    return mark("enrol", code.replace("-", ""))
