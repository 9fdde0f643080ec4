"""An orchard county's form with a question of every kind, the shipped forms, and a desk over a real store."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from services.trying import ORCHARD, Terminal, folder

from kiosk.content.build import build
from kiosk.content.pack import open_pack
from kiosk.services.desk import Desk
from kiosk.services.form import Form
from kiosk.services.library import Forms


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
