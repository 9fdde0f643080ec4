"""What waits for each terminal: a feed of its own, numbered from 1 without holes.

A terminal's number of the last item (`head`) is raised under the lock of its row, so an item that is committed later never
has a lower number than one that a terminal has read.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from sync import wire
from sync.central.fleet.models import FeedItem, Terminal


def send(terminals: Iterable[Terminal | int], kind: wire.ItemKind, body: dict[str, Any]) -> None:
    """Put an item into the feed of each terminal; in the caller's transaction, where there is one."""
    ids = sorted({t if isinstance(t, int) else t.pk for t in terminals})  # always in one order: no deadlock
    with transaction.atomic():
        rows = list(Terminal.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
        for row in rows:
            row.head += 1
        Terminal.objects.bulk_update(rows, ["head"])
        FeedItem.objects.bulk_create(
            [FeedItem(terminal=row, seq=row.head, kind=kind.value, body=body) for row in rows]
        )  # fmt: skip


def after(terminal: Terminal, cursor: int) -> wire.Feed | None:
    """What comes after a cursor; None when there is nothing new.

    Who has read more than was sent has it from a centre that was then restored from a backup: what has those numbers now is
    something else, and the feed is read anew.
    """
    if cursor > terminal.handed:
        return wire.Feed(reset=True, head=terminal.head)
    if cursor == terminal.head:
        return None
    rows = list(FeedItem.objects.filter(terminal=terminal, seq__gt=cursor).order_by("seq")[: wire.MOST_ITEMS])
    if rows:
        Terminal.objects.filter(pk=terminal.pk, handed__lt=rows[-1].seq).update(handed=rows[-1].seq)
    return wire.Feed(
        items=[wire.Item(seq=row.seq, kind=row.kind, body=row.body) for row in rows], head=terminal.head
    )  # fmt: skip
