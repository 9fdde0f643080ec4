"""An orchard county's form with a question of every kind, the shipped forms, and a desk over a real store."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from services.trying import ORCHARD, folder

from kiosk.content.build import build
from kiosk.content.pack import open_pack
from kiosk.services.assessments import Rules
from kiosk.services.desk import Desk
from kiosk.services.form import Form
from kiosk.services.library import Forms
from kiosk.store.model import now
from kiosk.store.store import Store, open_store


@pytest.fixture(scope="session")
def orchard(tmp_path_factory) -> Iterator[Forms]:
    """The invented county's forms: `orchard`, as a pack has them."""
    root = tmp_path_factory.mktemp("orchard")
    built = build(folder(root / "own", {"orchard": ORCHARD}), root / "packs")
    assert built.refused == []
    db = open_pack(built.path)
    yield Forms([db])
    db.close()


@pytest.fixture
def form(orchard) -> Form:
    return orchard.form("orchard")


@pytest.fixture(scope="session")
def shipped(content) -> Iterator[Forms]:
    """The forms of this release."""
    db = open_pack(content / "starter.pack")
    yield Forms([db])
    db.close()


class Terminal:
    """A terminal whose desk can be left, and whose clock can go on."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "store"
        self.ahead = timedelta()
        self._desks: list[Desk] = []

    def now(self) -> datetime:
        return now() + self.ahead

    def store(self) -> Store:
        return open_store(self.folder, terminal="101", station="马踏镇", clock=self.now)

    def desk(self, forms: Forms) -> Desk:
        desk = Desk(forms, self.store, Rules())
        self._desks.append(desk)
        return desk

    def off(self) -> None:
        for desk in self._desks:
            desk.close()
        self._desks.clear()


@pytest.fixture
def terminal(tmp_path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.off()


@pytest.fixture
def desk(terminal, orchard) -> Desk:
    """The orchard county's desk."""
    return terminal.desk(orchard)


@pytest.fixture
def today() -> Callable[[], date]:
    """A day that does not move: Wednesday, 25 November 2026."""
    return lambda: date(2026, 11, 25)
