"""A terminal's store in a folder of the test, with a clock that the test moves."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.store.model import CHINA, Attachment, Submission
from kiosk.store.store import Store, open_store

MORNING = datetime(2026, 11, 25, 9, 30, tzinfo=CHINA)


class Terminal:
    """Terminal 101 at 马踏镇: switch it on, pull the plug, let time pass."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = MORNING
        self._stores: list[Store] = []

    def on(self, **place: str) -> Store:
        store = open_store(self.folder, **({"terminal": "101", "station": "马踏镇"} | place), clock=lambda: self.now)
        self._stores.append(store)
        return store

    def off(self) -> None:
        for store in self._stores:
            store.close()
        self._stores.clear()

    def pulled(self) -> None:
        """Let go as the kernel does when a process is killed: nothing is tidied up."""
        for store in self._stores:
            store._base.close()
            os.close(store._holder._handle)
        self._stores.clear()

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]


@pytest.fixture
def terminal(tmp_path):
    terminal = Terminal(tmp_path / "store")
    yield terminal
    terminal.off()


@pytest.fixture
def store(terminal):
    return terminal.on()


@pytest.fixture
def application() -> Callable[..., Submission]:
    """A legal-aid application of an invented person; a test changes what it is about."""

    def made(key: str = "draft-1", **changes: object) -> Submission:
        fields: dict[str, object] = {
            "key": key,
            "kind": "legal-aid",
            "form": "legal-aid",
            "form_version": "3",
            "data": {"姓名": "罗桂芳", "电话": "13890012345", "事由": "老板欠我三个月工钱"},
            "identity": "511124198001011232",
        }
        return Submission(**(fields | changes))

    return made


@pytest.fixture
def photo() -> Callable[..., Attachment]:
    def put(
        store: Store, content: bytes = b"\xff\xd8 a page of the contract", label: str = "劳动合同 第1页"
    ) -> Attachment:
        return store.put(content, "image/jpeg", label)

    return put


@pytest.fixture
def child() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs code in a process of its own that even as root obeys the modes of files."""

    def run(code: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", code, *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    return run
