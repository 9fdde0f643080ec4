"""A small county for the tests: stations, terminals, staff with their duties, and what citizens hand in there."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import uuid6
from django.db import transaction
from django.utils import timezone

from kiosk.store.receipt import make_number
from sync import wire
from sync.central.cases import intake
from sync.central.cases.models import Attachment, Case, Change, Channel, Record
from sync.central.fleet.models import FeedItem, Level, Station, Terminal
from sync.central.people.models import Duty, Role, Staff
from sync.central.sealed import mark

APPLICANT, PHONE, IDENTITY = "钟秀英", "13890610001", "511124195203120026"


class County:
    """The county's centre, two towns with a village each, a terminal in each town."""

    def __init__(self) -> None:
        self.centre = Station.objects.create(name="井研县公共法律服务中心", level=Level.COUNTY)
        self.mata = Station.objects.create(name="马踏镇工作站", level=Level.TOWN, parent=self.centre)
        self.zhou = Station.objects.create(name="周坡镇工作站", level=Level.TOWN, parent=self.centre)
        self.village = Station.objects.create(name="马踏镇红光村工作室", level=Level.VILLAGE, parent=self.mata)
        self.terminal = Terminal.objects.create(number="101", station=self.mata)
        self.other_terminal = Terminal.objects.create(number="102", station=self.zhou)
        self._handed_in = 0

    def staff(self, name: str, role: Role, station: Station | None = None, desk: str = "") -> Staff:
        """Somebody with a duty; asked for again, the same person with one more."""
        person, _ = Staff.objects.get_or_create(username=name, defaults={"name": name})
        Duty.objects.create(staff=person, role=role, station=station, desk=desk)
        return person

    def submit(
        self,
        kind: str = "legal-aid",
        *,
        form: str = "",
        terminal: Terminal | None = None,
        about: Record | None = None,
        booking: str = "",
        attachments: tuple[str, ...] = (),
        handed_in: datetime | None = None,
        received: datetime | None = None,
        **answers: Any,
    ) -> Record:
        """A citizen hands something in, and it has come here; `_` in the names of answers stands for `-`."""
        taken = self.taken(
            kind, form=form, terminal=terminal, about=about, booking=booking, attachments=attachments,
            handed_in=handed_in, received=received, **answers,
        )  # fmt: skip
        self.take_in([taken])
        return Record.objects.get(pk=taken.record.pk)

    def taken(
        self,
        kind: str = "legal-aid",
        *,
        form: str = "",
        terminal: Terminal | None = None,
        about: Record | None = None,
        booking: str = "",
        attachments: tuple[str, ...] = (),
        handed_in: datetime | None = None,
        received: datetime | None = None,
        **answers: Any,
    ) -> intake.Taken:
        """The same as far as the ingest brings it: the record is saved, intake has not seen it."""
        terminal = terminal or self.terminal
        self._handed_in += 1
        received = received or timezone.now()
        told = {"name": APPLICANT, "phone": PHONE, "identity": IDENTITY}
        told |= {id_.replace("_", "-"): value for id_, value in answers.items()}
        data = {"answers": {id_: value for id_, value in told.items() if value is not None}}
        number = make_number(terminal.number, date(2026, 11, 25), self._handed_in)
        record = Record.objects.create(
            id=str(UUID(int=uuid6.uuid7().int)), number=number, token=mark("token", f"{number}:t"), kind=kind,
            form=form or kind, form_version="1", station_name=terminal.station.name, terminal_number=terminal.number,
            terminal=terminal, time=handed_in or received, told_time=handed_in or received, received_at=received,
            about=about, booking=booking, sealed={"token": "t", "data": data}, fingerprint="0" * 32,
        )  # fmt: skip
        files = [
            Attachment.objects.create(
                record=record, position=n, sha256=sha256, size=9, media_type="image/jpeg", label="照片"
            )
            for n, sha256 in enumerate(attachments)
        ]
        return intake.Taken(record, data, files)

    def take_in(self, taken: list[intake.Taken]) -> None:
        """As the ingest does, in one transaction."""
        with transaction.atomic():
            intake.take_in(taken, taken[0].record.terminal.station, Channel.TERMINAL)

    def case(self, kind: str = "legal-aid", **told: Any) -> Case:
        """A case that has just come in."""
        return Case.objects.get(records=self.submit(kind, **told))


def feed(terminal: Terminal, kind: wire.ItemKind = wire.ItemKind.STATUS) -> list[dict[str, Any]]:
    """What a terminal is sent of a kind, oldest first."""
    return list(FeedItem.objects.filter(terminal=terminal, kind=kind).order_by("seq").values_list("body", flat=True))


def steps_told(terminal: Terminal) -> list[str]:
    """The steps that a terminal's citizens see, oldest first."""
    return [wire.Step.model_validate(body).step for body in feed(terminal)]


def history(case: Case) -> list[str]:
    """What was done about a case, oldest first."""
    return list(Change.objects.filter(case=case).order_by("version", "id").values_list("action", flat=True))


def next_weekday(weekday: int) -> date:
    """The next day of that name (0: Monday), not today."""
    today = timezone.localdate()
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
