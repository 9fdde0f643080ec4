"""How the terminal is, for the centre's list: program, content, disk, devices. Nothing of it is about people."""

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from kiosk import __version__, settings
from kiosk.content.store import ContentStore
from kiosk.devices.errors import DeviceTrouble, SettingRefused
from sync import wire
from sync.terminal import pace
from sync.terminal.hello import Report

PROGRAM = f"legal-kiosk/{__version__}"
_AGAIN_S = 6 * 3600.0


class Doctor:
    """Examines the terminal; devices rarely, and at night but for the first time: somebody may be using them."""

    def __init__(self, home: Path, station: Callable[[], settings.Settings]) -> None:
        self._home, self._station = home, station
        self._devices: list[wire.Health] = []
        self._looked = -_AGAIN_S

    def report(self, clock: Callable[[], datetime]) -> Report:
        """The terminal as it is now."""
        since = time.monotonic() - self._looked
        if not self._devices or (since > _AGAIN_S and pace.is_night(clock())):
            self._devices, self._looked = _devices(self._station()), time.monotonic()
        return Report(PROGRAM, _content(self._home / "content"), self._devices, _free_mb(self._home))


def _content(folder: Path) -> list[wire.Pack]:
    told = [info for info, path, _ in ContentStore(folder).installed() if info and ".previous" not in path.name]
    packs = []
    for info in told:
        with suppress(ValidationError):  # a pack that somebody built under a name of their own
            packs.append(wire.Pack(id=info.id, version=info.version[:200]))
    return packs[:50]


def _free_mb(folder: Path) -> int:
    return shutil.disk_usage(folder).free // 1_000_000


def _devices(station: settings.Settings) -> list[wire.Health]:
    from kiosk.devices.camera import camera
    from kiosk.devices.card import card_reader
    from kiosk.devices.printer import printer
    from kiosk.devices.slip import slip_printer

    makers = {"printer": printer, "slip_printer": slip_printer, "camera": camera, "card_reader": card_reader}
    found = []
    for part, maker in makers.items():
        try:
            device = maker(getattr(station, part))
            if device is None:
                found.append(wire.Health(part=part, state="absent"))
                continue
            device.check()
            found.append(wire.Health(part=part, state="warning" if device.virtual else "ok", note=device.name[:200]))
        except (DeviceTrouble, SettingRefused, OSError) as error:
            found.append(wire.Health(part=part, state="failed", note=str(error)[:200]))
    return found
