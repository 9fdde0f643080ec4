"""What stands around every screen: which screen is shown, the way back, the clock, and the visit.

A screen is a QML file and its view-model, made by the page's factory in ui/app.py. The stack keeps view-models, so that
going back finds a screen as it was left.
"""

import logging
import sqlite3
import time
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot

from kiosk.content.errors import ContentError
from kiosk.session import Session, State
from kiosk.settings import Settings
from kiosk.store.errors import StoreError

_TICK_MS = 500
_log = logging.getLogger(__name__)

Factory = Callable[[Any], QObject]


class Shell(QObject):
    """Navigation and the visit. `pages`, set once, maps a name to the QML file and the factory of its view-model."""

    pageChanged = Signal()  # noqa: N815 - QML names
    visitChanged = Signal()  # noqa: N815
    clockChanged = Signal()  # noqa: N815
    ended = Signal()  # the visit is over: everything personal must go

    def __init__(self, session: Session, settings: Settings, clock: Callable[[], float]) -> None:
        super().__init__()
        self.pages: Mapping[str, tuple[QUrl, Factory]] = {}
        self._session = session
        self.settings = settings
        self._now = clock
        self._empty_since_s = clock()
        self._resting = False
        self._stack: list[tuple[str, QObject]] = []
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._shown_time = ""

    # -- screens ---------------------------------------------------------------------------------------------------

    @Property(QUrl, notify=pageChanged)
    def page(self) -> QUrl:
        return self.pages[self._stack[-1][0]][0] if self._stack else QUrl()

    @Property(str, notify=pageChanged)
    def pageName(self) -> str:  # noqa: N802
        return self._stack[-1][0] if self._stack else ""

    @Property(QObject, notify=pageChanged)
    def viewModel(self) -> QObject | None:  # noqa: N802
        return self._stack[-1][1] if self._stack else None

    @Property(bool, notify=pageChanged)
    def canGoBack(self) -> bool:  # noqa: N802
        return len(self._stack) > 1

    @Slot(str)
    @Slot(str, "QVariant")
    def open(self, name: str, argument: Any = None) -> None:
        """Show a screen on top of the present one; where its content cannot be read, a page that says so.

        A page without an argument is never stacked upon itself.
        """
        if self._stack and self._stack[-1][0] == name and argument is None:
            return
        try:
            model = self.pages[name][1](argument)
        except (sqlite3.Error, ContentError) as error:
            _log.error("page %s cannot be opened: %s", name, error)
            name, model = "failed", self.pages["failed"][1](None)
        except StoreError as error:
            _log.error("page %s cannot be opened: %s", name, error)
            name, model = "failed", self.pages["failed"][1](error.sentence)
        self._stack.append((name, model))
        self.pageChanged.emit()

    def replace(self, name: str, argument: Any = None) -> None:
        """Show a screen in place of the present one: there is no way back to what is finished."""
        before = self._stack.pop()[1] if self._stack else None
        self.open(name, argument)
        if before is not None:
            before.deleteLater()

    @Slot()
    def back(self) -> None:
        if len(self._stack) > 1:
            _, model = self._stack.pop()
            self.pageChanged.emit()
            model.deleteLater()

    @Slot()
    def home(self) -> None:
        dropped = [model for _, model in self._stack]
        self._stack = [("home", self.pages["home"][1](None))]
        self.pageChanged.emit()
        for model in dropped:
            model.deleteLater()

    # -- the visit -------------------------------------------------------------------------------------------------

    @Property(str, notify=visitChanged)
    def visit(self) -> str:
        return str(self._session.state)

    @Property(int, notify=visitChanged)
    def secondsLeft(self) -> int:  # noqa: N802
        return self._session.seconds_left(self._now())

    def noticed(self) -> None:
        """A touch somewhere on the screen. While it asks whether anybody is there, only the answer counts.

        A visit that is over by the clock (the machine slept) is ended first, so that the next citizen starts afresh.
        """
        self.tick()
        if self._session.state is not State.WARNED:
            self.touched()

    @Slot()
    def touched(self) -> None:
        """Somebody is here: a visit begins or goes on."""
        before = self._session.state
        self._session.touch(self._now())
        if before is not State.PRESENT:
            self.visitChanged.emit()

    @Property(bool, notify=visitChanged)
    def resting(self) -> bool:
        """Whether nobody has been here for so long that a picture is shown."""
        return self._resting

    @Slot()
    def wake(self) -> None:
        """A touch on the picture."""
        self._resting = False
        self.touched()
        self.visitChanged.emit()

    @Slot()
    def leave(self) -> None:
        """The citizen says that the visit is over."""
        self._session.end()
        self._end()

    @Slot()
    def tick(self) -> None:
        """Twice a second: the clock on the screen, and whether somebody is still there."""
        shown = _time()
        if shown != self._shown_time:
            self._shown_time = shown
            self.clockChanged.emit()
        before = self._session.state
        after = self._session.tick(self._now())
        if after is State.NOBODY and before is not State.NOBODY:
            self._end()
        elif after is State.WARNED or after is not before:
            self.visitChanged.emit()
        elif (
            after is State.NOBODY
            and not self._resting
            and self._now() - self._empty_since_s >= self.settings.rest_after_s
        ):
            self._resting = True
            self.visitChanged.emit()

    def _end(self) -> None:
        self._empty_since_s = self._now()
        self.ended.emit()
        self.home()
        self.visitChanged.emit()

    # -- the frame -------------------------------------------------------------------------------------------------

    @Property(str, notify=clockChanged)
    def time(self) -> str:
        return _time()

    @Property(str, constant=True)
    def station(self) -> str:
        return self.settings.station

    @Property(str, constant=True)
    def deskPhone(self) -> str:  # noqa: N802
        return self.settings.desk_phone


def _time() -> str:
    return time.strftime("%H:%M")
