"""The real terminal, offscreen, for tests: opened, driven by touch, closed again; a warning from QML is a failure."""

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage

from kiosk.settings import Settings
from ui.app import application
from ui.tour import Guide

Visit = Callable[..., Guide]
# As the terminal does (ui/app.py): another thread that collects would free Qt's objects there. tests/conftest.py collects.
gc.disable()


@pytest.fixture
def qml_warnings() -> Iterator[list[str]]:
    """Everything that Qt complains about while a test runs; the test fails when there is anything."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "DelegateModel::cancel" not in text:
            heard.append(text)

    before = qInstallMessageHandler(hear)
    yield heard
    qInstallMessageHandler(before)
    if heard:
        pytest.fail("Qt complains:\n" + "\n".join(heard))


@pytest.fixture
def visit(tmp_path: Path, content: Path, qml_warnings: list[str]) -> Iterator[Visit]:
    """Opens a terminal and hands over its guide: hand, clock and pictures. Closed when the test ends."""
    application()
    opened: list[Guide] = []

    def open_terminal(
        packs: Path = content, size: tuple[int, int] = (1080, 1920), kind: type[Guide] = Guide, **settings: object
    ) -> Guide:
        guide = kind(tmp_path, replace(Settings(), **settings), size)  # type: ignore[arg-type]
        guide.open(packs)
        opened.append(guide)
        return guide

    yield open_terminal
    for guide in opened:
        guide.kiosk.close()
    opened.clear()
    gc.collect()


@pytest.fixture
def fresh(visit: Visit, content: Path, tmp_path: Path) -> Visit:
    """Opens terminals whose store is this test's own, beside the shared content."""
    packs = tmp_path / "terminal" / "content"
    packs.mkdir(parents=True)
    for pack in content.iterdir():
        (packs / pack.name).symlink_to(pack)

    def open_terminal(**settings: object) -> Guide:
        return visit(packs, **settings)

    return open_terminal


def read_codes(guide: Guide) -> list[str]:
    """The texts of all codes on the screen, as a phone's camera would read them from a photograph of it."""
    picture = guide.hand.picture().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(picture.constBits(), dtype=np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return [found.text for found in zxingcpp.read_barcodes(np.ascontiguousarray(pixels[:, : picture.width()]))]
