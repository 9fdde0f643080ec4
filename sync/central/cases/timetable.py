"""Appointments as the desk sees them: what is free and what is taken at a station on a day; taking and freeing slots.

Terminals hold the same timetable and learn from their feed what was taken or freed elsewhere. A slot's id says all of it:
`2026-11-28T09:30/window/1`, the day and hour, the kind, the place (kiosk/directory/timetable.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from pydantic import TypeAdapter, ValidationError

from kiosk.directory.model import Window
from kiosk.directory.timetable import Timetable
from kiosk.store.model import CHINA
from sync import wire
from sync.central.audit import chain
from sync.central.cases import history, known
from sync.central.cases.errors import Forbidden, InputRefused, SlotTaken
from sync.central.cases.models import Case
from sync.central.fleet import feed
from sync.central.fleet.models import Booking, Plan, Station, Terminal
from sync.central.people.models import Staff
from sync.central.people.rights import Reach, Right, reach

KINDS = {"window": "窗口", "phone": "电话", "video": "视频", "home": "上门"}
_WINDOWS = TypeAdapter(list[Window])
_MOST_WINDOWS = 60


@dataclass(slots=True, frozen=True)
class Slot:
    """One appointment of a day."""

    id: str
    kind: str
    begins: datetime
    place: int
    taken: bool
    case: int | None = None  # whose it is; none where staff keep it free of others
    number: str = ""  # that case's receipt number
    applicant: str = ""  # where the person who looks may know it
    planned: bool = True  # whether it is in the timetable of now


def windows(station: Station) -> list[Window]:
    """When appointments are given at a station: as it was published for it, else as every terminal ships."""
    plan = Plan.objects.filter(station=station).order_by("-id").first()
    return _WINDOWS.validate_python(plan.windows) if plan else list(known.windows())


def day(staff: Staff, station: Station, on: date) -> list[Slot]:
    """A station's appointments of a day, by hour. Names in it leave an audit line.

    Raises:
        Forbidden: the timetable of this station is not theirs.
    """
    may = _allowed(staff, station)
    booked = {
        booking.slot: booking
        for booking in Booking.objects.filter(station=station, slot__startswith=on.isoformat()).select_related(
            "case__station"
        )
    }
    planned = _slots(windows(station), on)
    out, named = [], []
    for id_ in sorted({*planned, *booked}):
        booking = booked.get(id_)
        case = booking.case if booking else None
        open_ = case is not None and may.may(Right.OPEN, case)
        applicant = case.personal["applicant"] if case is not None and open_ and case.personal else ""
        if applicant and case is not None:
            named.append(str(case.pk))
        midnight = datetime.combine(on, time(), CHINA)
        when, kind, place = _parts(id_) or (midnight, "", 0)  # a terminal may have sent anything
        out.append(
            Slot(
                id_, kind, when, place, booking is not None, case.pk if case else None, case.number if case else "",
                applicant, id_ in planned,
            )
        )  # fmt: skip
    if named:
        chain.add("cases-listed", f"station:{station.pk}", staff, cases=",".join(named))
    return out


def take(staff: Staff, station: Station, slot: str, case: Case | None = None) -> Booking:
    """Take a slot, for a case or so that nobody else does; the station's terminals are told.

    Raises:
        Forbidden: the timetable of this station, or the case, is not theirs.
        SlotTaken: it is taken already, is over, or is not in the timetable.
    """
    may = _allowed(staff, station)
    if case is not None and not may.may(Right.OPEN, case):
        raise Forbidden(f"case {case.pk} by staff {staff.pk}")
    check_free(station, slot)
    with transaction.atomic():
        _lock(station)
        try:
            with transaction.atomic():
                booking = Booking.objects.create(station=station, slot=slot, case=case)
        except IntegrityError:
            raise _taken(slot) from None
        _tell(station, taken=[slot])
        _note(case, "slot-taken", slot, staff)
        chain.add("slot-taken", f"station:{station.pk}", staff, slot=slot)
    return booking


def free(staff: Staff, station: Station, slot: str) -> None:
    """Give a slot back; nothing happens where it is free already.

    Raises:
        Forbidden: the timetable of this station is not theirs.
    """
    _allowed(staff, station)
    with transaction.atomic():
        _lock(station)
        booking = Booking.objects.select_related("case").filter(station=station, slot=slot).first()
        if booking is None:
            return
        booking.delete()
        _tell(station, freed=[slot])
        _note(booking.case, "slot-freed", slot, staff)
        chain.add("slot-freed", f"station:{station.pk}", staff, slot=slot)


def publish(staff: Staff, station: Station, plan: Sequence[Mapping[str, Any]]) -> None:
    """Give a station another timetable, as the rows of `timetable.toml`; its terminals are told. Bookings stay.

    Raises:
        Forbidden: the timetable of this station is not theirs.
        InputRefused: a window is none; its fields are named by the window's place, from 1.
    """
    _allowed(staff, station)
    try:
        checked = _WINDOWS.validate_python(list(plan))
    except ValidationError as error:
        slips = error.errors(include_url=False, include_context=False)
        raise InputRefused(
            "时间表有填错的地方。", {str(int(s["loc"][0]) + 1): "请对照格式再看一遍" for s in slips}
        ) from None
    wrong = {str(n): "结束要比开始晚" for n, w in enumerate(checked, 1) if w.ends <= w.begins}
    if wrong or len(checked) > _MOST_WINDOWS:
        raise InputRefused("时间表有填错的地方。", wrong)
    told = [asdict(window) for window in checked]
    with transaction.atomic():
        Plan.objects.create(station=station, windows=told, by=staff)
        feed.send(_terminals(station), wire.ItemKind.TIMETABLE, {"windows": told})
        chain.add("timetable-published", f"station:{station.pk}", staff, windows=len(told))


def greet(terminal: Terminal) -> None:
    """Tell a terminal that is new at its station what the others know: the published timetable, and what is taken."""
    plan = Plan.objects.filter(station=terminal.station).order_by("-id").first()
    today = timezone.localdate().isoformat()
    taken = list(Booking.objects.filter(station=terminal.station, slot__gte=today).values_list("slot", flat=True))
    with transaction.atomic():
        if plan:
            feed.send([terminal], wire.ItemKind.TIMETABLE, {"windows": plan.windows})
        if taken:
            feed.send([terminal], wire.ItemKind.BOOKED, {"taken": sorted(taken), "freed": []})


def check_free(station: Station, slot: str) -> None:
    """Whether a slot can be had.

    Raises:
        SlotTaken: it is taken, is over, or is not in the timetable.
    """
    parts = _parts(slot)
    if parts is None or parts[0] < timezone.now() or slot not in _slots(windows(station), parts[0].date()):
        raise _taken(slot)
    if Booking.objects.filter(station=station, slot=slot).exists():
        raise _taken(slot)


def _allowed(staff: Staff, station: Station) -> Reach:
    may = reach(staff)
    if not may.may(Right.TIMETABLE, station=station):
        raise Forbidden(f"timetable of station {station.pk} by staff {staff.pk}", "这个站的时间表不归您管。")
    return may


def _slots(plan: Iterable[Window], on: date) -> set[str]:
    """All slots of a day, whether taken or not."""
    table, out = Timetable(list(plan)), set[str]()
    for kind in {window.slots for window in table.windows}:
        while more := table.free(kind, on - timedelta(days=1), 1, out):  # one place more of each time
            out.update(more)
    return out


def _parts(slot: str) -> tuple[datetime, str, int] | None:
    """When, of which kind, at which place; None where that is no slot."""
    try:
        when, kind, place = slot.split("/")
        return datetime.fromisoformat(when).replace(tzinfo=CHINA), kind, int(place)
    except ValueError:
        return None


def _taken(slot: str) -> SlotTaken:
    return SlotTaken(f"slot {slot}", "这个时间约不了：已经有人约了，或者不在时间表里。请换一个。")


def _terminals(station: Station) -> list[Terminal]:
    return list(Terminal.objects.filter(station=station, retired=False))


def _lock(station: Station) -> None:
    """The station's terminals first, as everywhere: nobody waits in a ring."""
    list(Terminal.objects.select_for_update().filter(station=station).order_by("pk").values_list("pk"))


def _tell(station: Station, taken: Sequence[str] = (), freed: Sequence[str] = ()) -> None:
    feed.send(_terminals(station), wire.ItemKind.BOOKED, {"taken": list(taken), "freed": list(freed)})


def _note(case: Case | None, action: str, slot: str, by: Staff) -> None:
    if case is None:
        return
    case = Case.objects.select_for_update().get(pk=case.pk)
    made = history.change(case, action, timezone.now(), by, facts={"slot": slot})
    case.save(update_fields=["version"])
    made.save()
