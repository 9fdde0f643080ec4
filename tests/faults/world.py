"""The simulated county: machines with real stores, the real centre in this process, and clocks that a seed sets."""

import json
import os
import random
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import requests
from central.county import APPLICANT, IDENTITY, PHONE
from central.inprocess import URL
from django.core.cache import cache
from django.utils import timezone
from faults import backup
from faults.faults import Armed, Line, centre, rig, rigged

from kiosk import enrolment
from kiosk.store import files as store_files
from kiosk.store import submitting
from kiosk.store.errors import SlotTaken
from kiosk.store.model import Attachment, Submission
from kiosk.store.receipt import Receipt
from kiosk.store.store import Store, open_store
from sync import wire
from sync.central.cases import files as centre_files
from sync.central.fleet import keys, turns
from sync.central.fleet.models import Level, Station, Terminal
from sync.central.people.models import Duty, Role, Staff
from sync.signing import TerminalKey
from sync.terminal.centre import Centre
from sync.terminal.enrol import enrol
from sync.terminal.hello import Report
from sync.terminal.round import Round

BEGINS = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
SMALL_LIMITS = {"CHUNK": 300, "BUNDLE_BYTES": 700, "MOST_RECORDS": 3, "MOST_COMPARED": 3, "MOST_ITEMS": 3}
NUMBERS = ("101", "102", "103", "104")
NUMBER_OF_A_COPY = "201"
KINDS = ("legal-aid", "mediation", "mediation", "notary")
SLOTS = tuple(f"2026-12-0{day}T09:30/window/1" for day in range(1, 5))


@dataclass
class Planned:
    """What a citizen is handing in; she tries again until she sees a receipt."""

    key: str
    kind: str
    data: dict[str, Any]
    contents: tuple[bytes, ...]
    about: str | None
    booking: str | None = None


@dataclass
class Machine:
    """One terminal's hardware: its disk, its clock, and what its citizens saw."""

    world: "World"
    name: str
    number: str
    home: Path
    wires: tuple[int, int]
    skew: timedelta = timedelta()
    planned: list[Planned] = field(default_factory=list)
    shown: dict[str, tuple[Planned, Receipt]] = field(default_factory=dict)  # by key
    steps: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # by record, as last seen
    copy_of: "Machine | None" = None
    made: int = 0

    def clock(self) -> datetime:
        """Its clock, which may say anything."""
        return self.world.tick() + self.skew

    def on(self) -> None:
        """Switch it on: what was only in memory is gone."""
        self.world.acting = self
        self.store: Store = open_store(
            self.home / "store", terminal=self.number, station="马踏镇工作站", clock=self.clock
        )  # fmt: skip
        rig(self.store, lambda: self.world.armed)
        self.round = self._round()

    def pull_plug(self) -> None:
        """Nothing is ended, nothing is tidied up; only the process's locks go with it."""
        self.store._base.close()
        os.close(self.store._holder._handle)
        self.store._holder.gone = True

    def again(self) -> None:
        """Off and on."""
        self.pull_plug()
        self.on()

    def enrol(self) -> None:
        """Staff hand out a code, and it is typed in here."""
        row = Terminal.objects.get(number=self.number)
        way = requests.Session()
        way.mount("http://", centre())
        enrol(self.home, URL, keys.issue_code(row, None), way)
        if hasattr(self, "store"):
            self.round = self._round()

    def submit(self, planned: Planned) -> Receipt:
        """One try to hand something in."""
        self.world.acting = self
        kept = tuple(self.store.put(content, "image/jpeg", f"照片{i}") for i, content in enumerate(planned.contents))
        try:
            receipt = self._hand_in(planned, kept)
        except SlotTaken:  # she is told so, and does without
            planned.booking = None
            receipt = self._hand_in(planned, kept)
        self.planned = [each for each in self.planned if each.key != planned.key]
        self.shown[planned.key] = (planned, receipt)
        return receipt

    def _hand_in(self, planned: Planned, kept: tuple[Attachment, ...]) -> Receipt:
        kind, given = planned.kind, planned.data
        return self.store.submit(
            Submission(planned.key, kind, kind, "1", given, kept, planned.about, planned.booking)
        )  # fmt: skip

    def copy(self, name: str) -> "Machine":
        """Its disk, copied into another machine."""
        self.pull_plug()
        other = Machine(self.world, name, self.number, self.home.with_name(name), self.wires, self.skew, copy_of=self)
        shutil.copytree(self.home, other.home)
        self.on()
        other.on()
        return other

    def _round(self) -> Round:
        told = enrolment.load(self.home)
        assert told is not None
        way = requests.Session()
        way.mount("http://", self.world.line)
        speaker = Centre(URL, TerminalKey.read(enrolment.key(self.home)), told.key, session=way)
        return Round(self.store, speaker, lambda: Report("simulated"), self.home, clock=self.clock, wires=self.wires)


class World:
    """Everything of one seed."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chance = random.Random(seed)
        self._ids = random.Random(f"ids {seed}")
        self.folder = folder
        self.log: list[str] = []
        self.armed = Armed()
        self.late: list[requests.PreparedRequest] = []
        self.line = Line(lambda: self.armed, self.late, self.chance, self.back_up)
        self.centre_skew = timedelta()
        self.centre_speaks = wire.NEWEST
        self.machines: list[Machine] = []
        self.acting: Machine | None = None
        self.backup: backup.Backup | None = None
        self.was_restored, self.restored_at = False, 0  # the audit line then
        self.told_since = BEGINS  # by the centre's clock: what it told from then on, it has not forgotten
        self.was_set_back = False  # the centre's clock
        self.forgotten: set[str] = set()  # terminals whose turns a restored backup has forgotten, not noticed yet
        self._now = BEGINS

    @contextmanager
    def standing(self) -> Iterator["World"]:
        """The county stands: an empty centre, staff, machines; clocks, limits and disks are the simulator's."""
        with ExitStack() as stack:
            for target, name, value in (
                (timezone, "now", self.centre_now),
                (submitting, "uuid7", self.new_id),
                (submitting, "first_of_fresh_store", lambda: 1),
                (turns, "wire", _SpokenWire(self)),
                (store_files, "write_durably", rigged(store_files.write_durably, lambda: self.armed)),
                (centre_files, "write_durably", rigged(centre_files.write_durably, lambda: self.armed)),
                *((wire, name, value) for name, value in SMALL_LIMITS.items()),
            ):
                stack.enter_context(patch.object(target, name, value))
            stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
            self._found()
            yield self
            for machine in self.machines:
                machine.pull_plug()

    def tick(self) -> datetime:
        """The true time; it never stands still."""
        self._now += timedelta(milliseconds=1)
        return self._now

    def centre_now(self) -> datetime:
        """The centre's clock."""
        return self.tick() + self.centre_skew

    def pass_time(self) -> None:
        """Some minutes go by."""
        self._now += timedelta(seconds=self.chance.randint(20, 5000))

    def set_centre_clock(self, by: timedelta) -> None:
        """The centre's clock jumps."""
        self.centre_skew += by
        self.was_set_back = self.was_set_back or by < timedelta()

    def back_up(self) -> None:
        """Take a backup of the centre; the one before is gone."""
        self.backup = backup.Backup(self.folder / "backup")

    def settle(self, copy: Machine) -> None:
        """Staff give the terminal a new key, and the machine with the copy of its disk a number of its own."""
        assert copy.copy_of is not None
        station = Terminal.objects.get(number=copy.number).station
        copy.copy_of.enrol()
        copy.number, copy.copy_of = NUMBER_OF_A_COPY, None
        Terminal.objects.create(number=copy.number, station=station)
        copy.enrol()

    def new_id(self) -> uuid.UUID:
        """A UUID 7 by the clock of the machine that makes it."""
        assert self.acting is not None
        ms = int(self.acting.clock().timestamp() * 1000)
        value = (ms << 80) | self._ids.getrandbits(80)
        return uuid.UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | (0x7 << 76) | (0x2 << 62))

    def plan(self, machine: Machine) -> Planned:
        """What the next citizen wants."""
        machine.made += 1
        chance = self.chance
        kind = chance.choice(KINDS)
        earlier = [receipt.id for each, receipt in machine.shown.values() if each.booking is None]
        about = chance.choice(earlier) if earlier and chance.random() < 0.3 else None
        answers = {"name": APPLICANT, "phone": PHONE, "identity": IDENTITY, "facts": f"{machine.name} {machine.made}"}
        if chance.random() < 0.04:
            answers["facts"] += "\0"  # the wire carries no such thing
        contents = tuple(
            b"the same sheet"
            if chance.random() < 0.15
            else chance.randbytes(chance.choice((1, 60, 200, 301, 650, 900)))
            for _ in range(chance.choice((0, 0, 1, 1, 2, 3)))
        )
        slot = chance.choice(SLOTS) if about is None and chance.random() < 0.2 else None
        planned = Planned(f"{machine.name}.{machine.made}", kind, {"answers": answers}, contents, about, slot)
        machine.planned.append(planned)
        return planned

    def note(self, text: str) -> None:
        """A line of the event log."""
        self.log.append(f"{len(self.log):3} {text}")

    def _found(self) -> None:
        cache.clear()
        backup.empty()
        county = Station.objects.create(name="县中心", level=Level.COUNTY)
        town = Station.objects.create(name="马踏镇工作站", level=Level.TOWN, parent=county)
        self.intake = Staff.objects.create(username="intake", name="intake")
        self.officer = Staff.objects.create(username="officer", name="officer")
        Duty.objects.create(staff=self.intake, role=Role.INTAKE)
        for desk in ("legal-aid", "mediation", "notary"):
            Duty.objects.create(staff=self.officer, role=Role.OFFICER, desk=desk)
        for number in NUMBERS[: self.chance.randint(2, 4)]:
            Terminal.objects.create(number=number, station=town)
            wires = (1, 1) if self.chance.random() < 0.2 else (wire.OLDEST, wire.NEWEST)
            machine = Machine(self, number, number, self.folder / number, wires)
            machine.enrol()
            machine.on()
            self.machines.append(machine)


class _SpokenWire(SimpleNamespace):
    """`sync.wire` as a centre of an earlier version has it."""

    def __init__(self, world: World) -> None:
        super().__init__(_world=world)

    def __getattr__(self, name: str) -> Any:
        return self.__dict__["_world"].centre_speaks if name == "NEWEST" else getattr(wire, name)


def turn_of(machine: Machine) -> tuple[int, bool]:
    """The serial number of a machine's last hello, and whether it was answered."""
    told = json.loads(machine.store.link("turn") or '{"serial": 0, "answered": true}')
    return int(told["serial"]), bool(told["answered"])
