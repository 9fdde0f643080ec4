"""What the centre tells this terminal to do. Each is done once, and again only when a crash came between deed and note."""

import json
import logging
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kiosk import settings
from kiosk.directory.model import Window
from kiosk.directory.timetable import LINK
from kiosk.store.errors import RecordUnknown
from kiosk.store.model import State
from kiosk.store.store import Store

_log = logging.getLogger(__name__)

WIPE = "wipe"
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}
_TIMETABLE = TypeAdapter(list[Window])


def obey(store: Store, home: Path, pending: Collection[int]) -> None:
    """Do what is to be done. One that cannot be done is logged and not tried again.

    Args:
        store: the terminal's.
        home: the terminal's folder.
        pending: commands that were known before this round began, so that it has delivered what it could: what is wiped
            before that would only be what happened to be delivered.

    Raises:
        StoreError: the store cannot be used; what was not done is tried again next time.
    """
    for command in store.commands():
        if command.name == WIPE and command.id not in pending and store.counts()[State.WAITING]:
            continue
        deed = _DEEDS.get(command.name)
        try:
            if deed is None:
                _log.warning("command %d is of a kind that this program does not know", command.id)
            else:
                deed(store, home, command.body)
        except (KeyError, TypeError, ValidationError, RecordUnknown, settings.SettingsRefused) as error:
            _log.warning("command %s was refused: %s", command.name, type(error).__name__)
        store.done(command.id)


def set_log_level(store: Store) -> None:
    """Log as much as the centre asked for last."""
    level = _LEVELS.get(store.link("log_level"), logging.INFO)
    for room in ("kiosk", "sync"):
        logging.getLogger(room).setLevel(level)


def _resend(store: Store, _: Path, body: Mapping[str, Any]) -> None:
    store.acknowledge(str(body["record"]), State.WAITING)


def _wipe(store: Store, _: Path, __: Mapping[str, Any]) -> None:
    _log.warning("wiped on the centre's command: %d records", store.wipe())


def _log_level(store: Store, _: Path, body: Mapping[str, Any]) -> None:
    if body["level"] not in _LEVELS:
        raise KeyError("level")
    store.set_link("log_level", body["level"])
    set_log_level(store)


def _settings(_: Store, home: Path, body: Mapping[str, Any]) -> None:
    settings.accept(home, body)


def _timetable(store: Store, _: Path, body: Mapping[str, Any]) -> None:
    windows = _TIMETABLE.validate_python(body["windows"])
    store.set_link(LINK, json.dumps(_TIMETABLE.dump_python(windows, mode="json"), ensure_ascii=False))


_DEEDS: Mapping[str, Callable[[Store, Path, Mapping[str, Any]], None]] = {
    "resend": _resend,
    WIPE: _wipe,
    "log-level": _log_level,
    "settings": _settings,
    "timetable": _timetable,
}
