"""A terminal with its store, and a centre in memory (tests/fake_centre.py) that it is enrolled at."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fake_centre import URL, FakeCentre

from kiosk.store.model import CHINA, Submission
from kiosk.store.receipt import Receipt
from kiosk.store.store import Store, open_store
from sync.signing import TerminalKey
from sync.terminal.centre import Centre
from sync.terminal.hello import Report
from sync.terminal.round import Round

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=CHINA)


class Terminal:
    """Terminal 101 at 马踏镇: what it holds, and its rounds with the centre."""

    def __init__(self, home: Path, centre: FakeCentre) -> None:
        self.home, self.centre = home, centre
        self.key = TerminalKey.make()
        centre.keys["101-a"] = self.key.public
        self.metered = False
        self.wires = (1, 2)
        self.now = NOON
        self.on()

    def on(self) -> None:
        """Switch it on, or on again after its plug was pulled: what was only in memory is gone."""
        self.store: Store = open_store(self.home / "store", terminal="101", station="马踏镇")
        self.way = Centre(URL, self.key, "101-a", session=self.centre.session())
        self.round = Round(
            self.store,
            self.way,
            lambda: Report("legal-kiosk/0.1"),
            self.home,
            metered=lambda: self.metered,
            clock=lambda: self.now,
            wires=self.wires,
        )

    def off(self) -> None:
        self.store.close()

    def submit(self, key: str, *files: bytes, **more: Any) -> Receipt:
        """An invented person hands something in, with photos."""
        kept = tuple(self.store.put(content, "image/jpeg", f"照片{i}") for i, content in enumerate(files))
        fields: dict[str, Any] = {
            "key": key,
            "kind": "legal-aid",
            "form": "legal-aid",
            "form_version": "3",
            "data": {"answers": {"姓名": "罗桂芳", "事由": "老板欠我三个月工钱"}},
            "attachments": kept,
        }
        return self.store.submit(Submission(**(fields | more)))

    def states(self) -> dict[str, str]:
        return {entry.id: entry.state.value for entry in self.store.records(limit=1000)}


@pytest.fixture
def centre() -> FakeCentre:
    return FakeCentre()


@pytest.fixture
def terminal(tmp_path: Path, centre: FakeCentre) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path / "home", centre)
    yield terminal
    terminal.off()
