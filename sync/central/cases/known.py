"""What the centre knows beforehand: its own content (assets/central), and the forms and timetable that terminals ship."""

from functools import cache
from pathlib import Path

from kiosk.content.starter import SHIPPED
from kiosk.directory.model import Town, Window
from kiosk.guides.model import Service
from kiosk.guides.source import rows
from kiosk.services.form import Form
from kiosk.services.forms import read_forms
from sync.central.cases import content

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "central"


class _Slips:
    """Takes what is wrong with shipped content; the tests of that content tell it."""

    def __init__(self) -> None:
        self.refused: list[tuple[str, int, str]] = []


@cache
def centre() -> content.Centre:
    """Desks, clocks, letters, checklists, offices. Raises content.ContentRefused."""
    return content.load(FOLDER)


@cache
def forms() -> dict[str, Form]:
    """The forms by id."""
    told = _Slips()
    services = {s.id for s in rows(SHIPPED / "services.toml", SHIPPED, "service", Service, told)}
    return {form.id: form for form in read_forms(SHIPPED, told, services)}


@cache
def windows() -> tuple[Window, ...]:
    """When appointments are given where staff have published nothing else."""
    return tuple(rows(SHIPPED / "timetable.toml", SHIPPED, "window", Window, _Slips()))


@cache
def towns() -> tuple[Town, ...]:
    """The towns and sub-districts that terminals offer in an address."""
    return tuple(rows(SHIPPED / "towns.toml", SHIPPED, "town", Town, _Slips()))
