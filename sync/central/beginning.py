"""How a county begins: its stations, its first administrator, a terminal and its code."""

import re
import secrets

from django.db import transaction

from sync.central.audit import chain
from sync.central.cases import known, window
from sync.central.fleet.keys import issue_code
from sync.central.fleet.models import Level, Station, Terminal
from sync.central.people.models import Duty, Role, Staff
from sync.central.places import load

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


class NoSuchStation(Exception):
    """There is no station of that name, or the terminal's number is none."""


class NoSuchPerson(Exception):
    """Nobody has that name."""


def stations() -> int:
    """Make the centre and the towns that the content names, where there is no station yet; returns how many there are."""
    with transaction.atomic():
        if not Station.objects.exists():
            county = Station.objects.create(name=load().name, level=Level.COUNTY)
            for town in town_names():
                name = f"{town}公共法律服务工作站"
                Station.objects.create(name=name, level=Level.TOWN, parent=county)
    return Station.objects.count()


def town_names() -> list[str]:
    """The towns and sub-districts that the content names."""
    return [town.name for town in known.towns() if town.name.endswith(("镇", "乡", "街道"))]


def administrator(name: str) -> str:
    """Make the first administrator; returns the password, or nothing where there is an administrator already."""
    with transaction.atomic():
        if Duty.objects.filter(role=Role.ADMINISTRATOR, staff__is_active=True).exists():
            return ""
        person, _ = Staff.objects.get_or_create(username=name)
        person.is_staff = person.is_superuser = True
        person.save()
        Duty.objects.get_or_create(staff=person, role=Role.ADMINISTRATOR, station=None, desk="")
        return password(name)


def password(name: str) -> str:
    """A new password for somebody, to be changed when first used.

    Raises:
        NoSuchPerson: nobody has that name.
    """
    with transaction.atomic():
        person = Staff.objects.filter(username=name).first()
        if person is None:
            raise NoSuchPerson(f"nobody is called “{name}”")
        shown = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        person.set_password(shown)
        person.must_change_password = True
        person.save()
        chain.add("password-set", f"staff:{person.pk}")
    return shown


def code(number: str, station: str = "") -> str:
    """A one-time code for a terminal; a number that is new is a new terminal.

    Raises:
        NoSuchStation: there is no such station, or the number is not three digits.
    """
    if not re.fullmatch(r"[0-9]{3}", number):
        raise NoSuchStation(f"“{number}” is no terminal's number: three digits")
    if number in ("000", window.SERIES):
        raise NoSuchStation(f"{number} is not free: 000 has no number yet, {window.SERIES} is the window's series")
    place = Station.objects.filter(name=station).first() if station else Station.objects.order_by("path").first()
    if place is None:
        raise NoSuchStation(
            f"there is no station “{station}”" if station else "there is no station: `legal-central setup`"
        )
    terminal, _ = Terminal.objects.get_or_create(number=number, defaults={"station": place})
    return issue_code(terminal, None)
