"""What staff tell a terminal to do, through its feed; each leaves an audit line."""

from typing import Literal

from django.db import transaction
from django.utils import timezone

from sync import wire
from sync.central.audit import chain
from sync.central.cases.models import RefusedRecord
from sync.central.fleet.feed import send
from sync.central.fleet.models import Terminal
from sync.central.people.models import Staff

SETTABLE = ("warn_after_s", "wipe_after_s", "rest_after_s", "text_scale", "high_contrast", "metered", "desk_phone")


class NotSettable(Exception):
    """Staff may not set that from afar."""


def resend(terminal: Terminal, record: str, by: Staff) -> None:
    """Ask for a refused record once more."""
    with transaction.atomic():
        RefusedRecord.objects.filter(terminal=terminal, record=record).update(settled_at=timezone.now())
        _command(terminal, by, "resend", record=record)


def wipe(terminal: Terminal, by: Staff) -> None:
    """What has been delivered leaves the terminal at once; what waits is delivered first."""
    _command(terminal, by, "wipe")


def set_log_level(terminal: Terminal, by: Staff, level: Literal["debug", "info", "warning"]) -> None:
    """How much its log tells; never anything personal."""
    _command(terminal, by, "log-level", level=level)


def set_settings(terminal: Terminal, by: Staff, values: dict[str, str | int | float | bool]) -> None:
    """Change settings; the terminal checks them again.

    Raises:
        NotSettable: one of them is not to be set from afar.
    """
    if others := set(values) - set(SETTABLE):
        raise NotSettable(", ".join(sorted(others)))
    with transaction.atomic():
        send([terminal], wire.ItemKind.SETTINGS, dict(values))
        chain.add("settings-sent", f"terminal:{terminal.number}", by, names=",".join(sorted(values)))


def _command(terminal: Terminal, by: Staff, name: str, **more: str) -> None:
    with transaction.atomic():
        send([terminal], wire.ItemKind.COMMAND, {"name": name, **more})
        chain.add(f"command-{name}", f"terminal:{terminal.number}", by, **more)
