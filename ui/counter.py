"""What the service screens share: the desk, the case in hand, the timetable, and the devices of this station.

Made when the first of them is opened: store, typesetter and devices must not hold up the first screen.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from kiosk import enrolment
from kiosk.content.counter import standard
from kiosk.devices.devices import devices_of
from kiosk.directory.library import Directory
from kiosk.directory.timetable import LINK
from kiosk.services.assessments import Rules
from kiosk.services.desk import Case, Desk
from kiosk.services.form import Choice
from kiosk.services.legal_aid import Standard
from kiosk.services.library import Forms
from kiosk.services.shown import slot_text
from kiosk.settings import Settings
from kiosk.store.errors import StoreError
from kiosk.store.store import Store, open_store
from ui.codes import Pictures
from ui.press import Press
from ui.shelf import Shelf

DAYS_AHEAD = 21
SLOTS_SHOWN = 30
MOST_TRIES, TRIES_WITHIN_S = 12, 600.0  # look-ups by number, on this terminal
ENOUGH_TRIES = "试的次数太多了，请过十分钟再来，或者到窗口查。"

_log = logging.getLogger(__name__)


class Counter:
    """One a terminal. `case` is what is being filled in now."""

    def __init__(self, shelf: Shelf, settings: Settings, home: Path, pictures: Pictures) -> None:
        self._settings = settings
        self._home = home
        self.devices = devices_of(settings)
        self.doors: list[Callable[[], None]] = []  # pages open to phones, to be shut with the visit
        self.press = Press(self.devices, settings.station)
        packs = shelf.library.packs
        directory = Directory(packs)
        self._timetable = directory.timetable()
        self._towns = directory.towns()
        found = next((s for db in packs if (s := standard(db, date.today()))), None)
        hardship = Standard(found.monthly_income_fen, found.source, found.since, found.chuanyu) if found else None
        self.desk = Desk(Forms(packs), self._open, Rules(hardship))
        self.pictures = pictures
        self._tries: list[float] = []
        self.case: Case | None = None

    def _open(self) -> Store:
        return open_store(
            self._home / "store", terminal=f"{self._settings.terminal:03}", station=self._settings.station
        )

    def towns(self) -> list[str]:
        """The county's towns, for addresses."""
        return self._towns

    def slots(self, kind: str) -> list[Choice]:
        """The free appointments of a kind, soonest first."""
        table, taken = self._timetable, set[str]()
        with suppress(StoreError):
            taken = self.desk.store.booked()
            table = table.published(self.desk.store.link(LINK))
        free = table.free(kind, date.today(), DAYS_AHEAD, taken)
        return [Choice(slot, slot_text(slot)) for slot in free[:SLOTS_SHOWN]]

    def picture(self, sha256: str) -> str:
        """The address of a kept photo, for the screen."""
        return self.pictures.put(self.desk.store.read(sha256))

    def may_try(self) -> bool:
        """Whether a number may be looked up once more: nobody shall guess his way to another one's matter."""
        now = time.monotonic()
        self._tries = [at for at in self._tries if now - at < TRIES_WITHIN_S]
        self._tries.append(now)
        return len(self._tries) <= MOST_TRIES

    def end_visit(self) -> None:
        """Nothing of this visit stays that was not handed in or kept."""
        while self.doors:
            self.doors.pop()()
        self.case = None
        self.pictures.clear()
        self.press.clear()
        self.desk.end_visit()

    @property
    def centre_page(self) -> str:
        """The centre's address for codes on receipts; nothing before the terminal is enrolled: its page knows nothing yet."""
        try:
            enrolled = enrolment.load(self._home) is not None
        except enrolment.EnrolmentRefused as error:
            _log.warning("%s", error)
            enrolled = False
        return self._settings.centre_url if enrolled else ""

    @property
    def has_camera(self) -> bool:
        return self.devices.camera is not None

    @property
    def has_phone(self) -> bool:
        return self.devices.phone_address is not None
