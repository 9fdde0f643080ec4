"""The composition root: it alone wires kiosk, sync and screen together.

In this order: the environment that Qt reads when it is loaded; the application and its translation; content and
look; the pages, each a QML file with the factory of its view-model; the engine and the frame; then the first screen is
shown. Garbage is collected on this thread only, for Qt's objects must not be freed by another.
"""

import gc
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_IM_MODULE", "qtvirtualkeyboard")
os.environ.setdefault("QT_VIRTUALKEYBOARD_DESKTOP_DISABLE", "1")
os.environ.setdefault("QT_VIRTUALKEYBOARD_STYLE", "kiosk")  # ui/keyboard
# Qt's own keyboard looks for a sound server and redefines a property, its camera names its version: not ours to mend.
os.environ.setdefault(
    "QT_LOGGING_RULES",
    "qt.multimedia.symbolsresolver=false;qt.multimedia.ffmpeg.info=false;qt.qml.propertyCache.append=false",
)

import shiboken6
from PySide6.QtCore import QObject, QTimer, QTranslator, QUrl
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk import enrolment
from kiosk import settings as station_settings
from kiosk.session import Session
from kiosk.settings import Settings
from ui.arrival import ArrivalLine
from ui.backoffice import BackOffice
from ui.codes import Codes
from ui.courier import Courier
from ui.icons import Drawings
from ui.look import Look
from ui.pages import pages
from ui.shelf import Shelf
from ui.shell import Shell
from ui.touches import Touches

HERE = Path(__file__).resolve().parent
TRANSLATION = HERE / "translations" / "kiosk_zh_CN.qm"
WINDOW = (720, 1280)  # pixels, when it is not the full screen
_COLLECT_MS = 10_000
_TIDY_MS = 3 * 3_600_000  # data leave the terminal some days after the centre has them
_WARM_AFTER_MS = 1_500  # the first screen is there; the first question shall not wait for the index


class ScreenUnavailable(Exception):
    """The screen cannot be shown; the text says what is missing."""


@dataclass
class Kiosk:
    """The running terminal: what was wired together, for whoever drives it (the command, the tour, the tests)."""

    window: QQuickWindow
    shell: Shell
    look: Look
    shelf: Shelf
    back_office: BackOffice
    arrival: ArrivalLine
    engine: QQmlApplicationEngine
    scratch: tempfile.TemporaryDirectory[str]  # what the keyboard writes
    keep: tuple[QObject, ...]  # objects that QML uses and Python must keep alive

    def close(self) -> None:
        """Take it down in the reverse order."""
        self.window.close()
        shiboken6.delete(self.engine)
        self.back_office.close()
        self.shelf.close()
        self.scratch.cleanup()


def application() -> QGuiApplication:
    """The one application object, in Chinese.

    Raises:
        ScreenUnavailable: there is no display, or the translation was not made.
    """
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
            raise ScreenUnavailable("no display here: `legal-kiosk tour` works without one")
        app = QGuiApplication(["legal-kiosk"])
    if not app.property("translated"):
        translator = QTranslator(app)
        if not translator.load(str(TRANSLATION)):
            raise ScreenUnavailable(f"{TRANSLATION} is missing: `make run` makes it")
        app.installTranslator(translator)
        app.setFont(QFont("Noto Sans CJK SC"))
        app.setProperty("translated", True)
    return app


def assemble(
    settings: Settings, content: Path, size: tuple[int, int], clock: Callable[[], float] = time.monotonic
) -> Kiosk:
    """Wire one terminal together; its window is not shown yet.

    Args:
        settings: the station's.
        content: the folder of installed packs; an empty or broken one gives a terminal that says so.
        size: of the window, in pixels.
        clock: a steady clock in seconds; tests hand in one that need not be waited for.

    Raises:
        ScreenUnavailable: the QML cannot be loaded.
    """
    shelf, look, codes, drawings = Shelf(content), Look(settings, size), Codes(), Drawings()
    shell = Shell(Session(settings.warn_after_s, settings.wipe_after_s), settings, clock)
    back_office = BackOffice(shelf, settings, content.parent)
    arrival = ArrivalLine(back_office, linked=bool(settings.centre_url))
    shell.pages = pages(shelf, shell, look, codes, settings, back_office, arrival)
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(HERE.parent))
    engine.addImportPath(str(HERE / "keyboard"))
    engine.addImageProvider("drawn", drawings)
    engine.addImageProvider("code", codes)
    engine.addImageProvider("photo", back_office.pictures)
    theme: Any = engine.singletonInstance("ui.theme", "Theme")
    if theme is None:
        raise ScreenUnavailable("the theme cannot be loaded; the lines above say why")

    def dress() -> None:
        for name in ("pxPerDp", "textScale", "highContrast"):
            theme.setProperty(name, getattr(look, name))

    dress()
    look.changed.connect(dress)
    shell.ended.connect(look.reset)
    shell.ended.connect(codes.clear)
    shell.ended.connect(back_office.end_visit)
    shell.ended.connect(lambda: QGuiApplication.clipboard().clear())
    scratch = tempfile.TemporaryDirectory(prefix="legal-kiosk-")
    engine.setInitialProperties(
        {"shell": shell, "look": look, "scratch": scratch.name, "width": size[0], "height": size[1]}
    )
    engine.load(QUrl.fromLocalFile(str(HERE / "Main.qml")))
    if not engine.rootObjects():
        raise ScreenUnavailable("the screen cannot be built; the lines above say why")
    window: Any = engine.rootObjects()[0]
    watch = Touches(shell, window)
    window.installEventFilter(watch)
    shell.home()
    return Kiosk(window, shell, look, shelf, back_office, arrival, engine, scratch, (theme, watch))


def run(*, windowed: bool, station: str | None) -> int:
    """Run the terminal until it is ended; returns the exit status.

    Raises:
        ScreenUnavailable: there is no display, or the screen cannot be built.
        SettingsRefused: the settings file is not usable.
    """
    settings = station_settings.load()
    if station:
        settings = replace(settings, station=station)
    app = application()
    whole = app.primaryScreen().size()
    size = WINDOW if windowed else (whole.width(), whole.height())
    kiosk = assemble(settings, station_settings.content_folder(), size)
    for trouble in kiosk.shelf.troubles:
        print(f"legal-kiosk: {trouble}", file=sys.stderr)
    if windowed:
        kiosk.window.show()
    else:
        kiosk.window.showFullScreen()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: app.quit())
    QTimer.singleShot(_WARM_AFTER_MS, kiosk.shelf.warm)
    tidying = QTimer(interval=_TIDY_MS)
    tidying.timeout.connect(lambda: kiosk.back_office.tidy(kiosk.shell))
    tidying.start()
    courier = _courier(settings)
    QTimer.singleShot(_WARM_AFTER_MS, courier, courier.start)
    collector = collect_here()
    status = app.exec()
    collector.stop()
    courier.close()
    kiosk.close()
    return status


def _courier(settings: Settings) -> Courier:
    """What keeps the sync process going, once there is a centre: set, or made known by `legal-kiosk enrol` meanwhile."""
    home = station_settings.home()
    return Courier(home, lambda: bool(settings.centre_url) or (home / enrolment.FILE).exists())


def collect_here() -> QTimer:
    """Collect garbage on this thread only, from now on; what start-up made is left out of every later collection."""
    gc.disable()
    gc.collect()
    gc.freeze()
    timer = QTimer(interval=_COLLECT_MS)
    timer.timeout.connect(gc.collect)
    timer.start()
    return timer
