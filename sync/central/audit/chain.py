"""Adding to the audit chain, and proving it whole.

A line's hash is SHA-256 over the hash before it and the line itself, so that a line which is changed, taken out or put in
breaks every hash after it. The last hash can be written down elsewhere (`legal-central audit`).
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from sync.central.audit.models import Head, Line
from sync.central.people.models import Staff


@dataclass(slots=True, frozen=True)
class Gap:
    """Where the chain first breaks."""

    seq: int
    why: str


def add(action: str, subject: str = "", actor: Staff | None = None, **facts: str | int) -> None:
    """Add a line, in the caller's transaction or one of its own.

    Args:
        action: what was done, as a code.
        subject: `case:17`, `terminal:101`, …
        actor: who; None for the centre itself and for terminals.
        facts: ids, codes and counts; never anything personal.
    """
    with transaction.atomic():
        Head.objects.get_or_create(id=1)
        head = Head.objects.select_for_update().get(id=1)
        line = Line(
            seq=head.seq + 1, at=timezone.now(), actor=actor, action=action, subject=subject, facts=dict(facts)
        )  # fmt: skip
        line.hash = _hash(head.hash, line)
        line.save(force_insert=True)
        head.seq, head.hash = line.seq, line.hash
        head.save()


def first_gap() -> Gap | None:
    """Where the chain first breaks; None when it is whole."""
    before, expected = "", 1
    for line in Line.objects.order_by("seq").iterator():
        if line.seq != expected:
            return Gap(expected, "a line is missing")
        if _hash(before, line) != line.hash:
            return Gap(line.seq, "a line is not what was written")
        before, expected = line.hash, expected + 1
    head = Head.objects.filter(id=1).first()
    if head is not None and (head.seq, head.hash) != (expected - 1, before):
        return Gap(expected, "the end is missing")
    return None


def _hash(before: str, line: Line) -> str:
    told: list[Any] = [
        before, line.seq, line.at.timestamp(), line.actor_id, line.action, line.subject, line.facts,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
