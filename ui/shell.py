"""What stands around every screen: which screen is shown, the way back, the clock, and the visit.

A screen is a QML file and its view-model, made by the page's factory in ui/app.py. The stack keeps view-models, so that
going back finds a screen as it was left.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot

from kiosk.session import Session, State

Factory = Callable[[Any], QObject]


class Shell(QObject):
    """Navigation and the visit. `pages` maps a name to the QML file and the factory of its view-model."""

    pageChanged = Signal()  # noqa: N815 - QML names
    visitChanged = Signal()  # noqa: N815
    clockChanged = Signal()  # noqa: N815
    ended = Signal()  # the visit is over: everything personal must go

    def __init__(
        self,
        pages: Mapping[str, tuple[QUrl, Factory]],
        session: Session,
        station: str,
        phone: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._pages = pages
        self._session = session
        self._station = station
        self._phone = phone
        self._now = clock
        self._stack: list[tuple[str, QObject]] = []
        self._timer = QTimer(self, interval=500)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._shown_time = ""

    # -- screens ---------------------------------------------------------------------------------------------------

    @Property(QUrl, notify=pageChanged)
    def page(self) -> QUrl:
        return self._pages[self._stack[-1][0]][0] if self._stack else QUrl()

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
        """Show a screen on top of the present one. The help screen is never stacked upon itself."""
        if self._stack and self._stack[-1][0] == name and argument is None:
            return
        self._stack.append((name, self._pages[name][1](argument)))
        self.pageChanged.emit()

    def replace(self, name: str, argument: Any = None) -> None:
        """Show a screen in place of the present one: back leads to where one came from."""
        dropped = self._stack.pop() if self._stack else None
        self._stack.append((name, self._pages[name][1](argument)))
        self.pageChanged.emit()
        if dropped:
            dropped[1].deleteLater()

    @Slot()
    def back(self) -> None:
        if len(self._stack) > 1:
            _, model = self._stack.pop()
            self.pageChanged.emit()
            model.deleteLater()

    @Slot()
    def home(self) -> None:
        dropped = [model for _, model in self._stack]
        self._stack = [("home", self._pages["home"][1](None))]
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

    @Slot()
    def touched(self) -> None:
        """Any touch, on any screen."""
        before = self._session.state
        self._session.touch(self._now())
        if before is not State.PRESENT:
            self.visitChanged.emit()

    @Slot()
    def leave(self) -> None:
        """The citizen says that the visit is over."""
        self._session.end()
        self._end()

    @Slot()
    def tick(self) -> None:
        """Twice a second: the clock on the screen, and whether somebody is still there."""
        shown = self.time
        if shown != self._shown_time:
            self._shown_time = shown
            self.clockChanged.emit()
        before = self._session.state
        after = self._session.tick(self._now())
        if after is State.NOBODY and before is not State.NOBODY:
            self._end()
        elif after is State.WARNED or after is not before:
            self.visitChanged.emit()

    def _end(self) -> None:
        self.ended.emit()
        self.home()
        self.visitChanged.emit()

    # -- the frame -------------------------------------------------------------------------------------------------

    @Property(str, notify=clockChanged)
    def time(self) -> str:
        return time.strftime("%H:%M")

    @Property(str, constant=True)
    def station(self) -> str:
        return self._station

    @Property(str, constant=True)
    def deskPhone(self) -> str:  # noqa: N802
        return self._phone
