"""A hand for the terminal: touches what stands on the screen by its label, as a person would. Used by tour, tests, bench.

Touches are real touch events of a touch device, so that every handler, flick and animation does what it does in a station.
"""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QInputMethodEvent, QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

_SETTLE_S = 0.08
_GIVE_UP_S = 8.0


class NotOnScreen(Exception):
    """No such label can be touched; the text lists what can."""


class Hand:
    """Drives one window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._finger = _touch_screen()

    # -- looking ---------------------------------------------------------------------------------------------------

    def items(self) -> Iterator[QQuickItem]:
        """Every item that is shown, outermost first."""
        yield from _shown(self._window.contentItem())

    def labels(self) -> list[str]:
        """What can be touched now, by label."""
        return [label(item) for item in self.items() if touchable(item) and label(item)]

    def sees(self, text: str) -> bool:
        """Whether a text stands on the screen, within its visible part or not."""
        return any(text in said(item) for item in self.items())

    def find(self, name: str) -> QQuickItem:
        """The control with a label, or whose label begins with it, or holds it.

        Raises:
            NotOnScreen: there is none.
        """
        able = [item for item in self.items() if touchable(item)]
        for fits in (lambda text: text == name, lambda text: text.startswith(name), lambda text: name in text):
            fitting = [item for item in reversed(able) if fits(label(item))]  # what lies on top comes last
            if fitting:
                return next(filter(in_view, fitting), fitting[0])
        raise NotOnScreen(f"“{name}” is not among {self.labels()}")

    def picture(self) -> QImage:
        """What the screen shows."""
        self.settle()
        return self._window.grabWindow()

    # -- doing -----------------------------------------------------------------------------------------------------

    def touch(self, name: str) -> None:
        """Bring a control into view if need be, and tap it."""
        item = self.find(name)
        self.reveal(item)
        self._stands_still(item)
        self.tap(centre(item))

    def tap(self, where: QPoint) -> None:
        """A tap at a point of the window."""
        self.press(where)
        self.release(where)
        self.settle()

    def fields(self) -> list[QQuickItem]:
        """What can be typed into, from the top."""
        return [item for item in self.items() if item.inherits("QQuickTextInput") or item.inherits("QQuickTextEdit")]

    def tap_field(self, number: int = 0) -> None:
        """Tap a field that one types into, the first unless another is named."""
        field = self.fields()[number]
        self.reveal(field)
        self.tap(centre(field))

    def press(self, where: QPoint) -> None:
        QTest.touchEvent(self._window, self._finger).press(1, where, self._window).commit()

    def release(self, where: QPoint) -> None:
        QTest.touchEvent(self._window, self._finger).release(1, where, self._window).commit()

    def swipe(self, start: QPoint, end: QPoint, steps: int = 12) -> None:
        """A finger that goes over the glass."""
        self.press(start)
        for step in range(1, steps + 1):
            at = start + (end - start) * step / steps
            QTest.touchEvent(self._window, self._finger).move(1, at, self._window).commit()
            QTest.qWait(8)
        self.release(end)
        self.settle()

    def swipe_up(self) -> None:
        """Push the page up by half a screen."""
        middle = self._window.width() // 2
        height = self._window.height()
        self.swipe(QPoint(middle, int(height * 0.7)), QPoint(middle, int(height * 0.3)))
        self.until(lambda: not any(item.property("moving") is True for item in self.items()), "the page to stand still")

    def write(self, text: str) -> None:
        """Put a text into the field that has the focus, as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        target = self._window.activeFocusItem()
        if target is None:
            raise NotOnScreen("nothing has the focus")
        QGuiApplication.sendEvent(target, event)
        self.settle()

    def key(self, name: str) -> None:
        """Tap a key of the keyboard on the screen by what stands on it (a, 1), or a word candidate (法律)."""
        self.until(lambda: any(_key_name(item) == name for item in self.items()), f"key {name}")
        self.tap(centre(next(item for item in self.items() if _key_name(item) == name)))

    def reveal(self, item: QQuickItem) -> None:
        """Scroll until an item's centre is within its page."""
        flick = _flickable(item)
        if flick is None:
            return
        for _ in range(40):
            if in_view(item):
                return
            area = flick.mapRectToScene(QRectF(0, 0, flick.width(), flick.height()))
            way = -1 if centre(item).y() < area.top() else 1
            lowest = flick.property("originY")
            highest = max(lowest, lowest + flick.property("contentHeight") - flick.height())
            at = flick.property("contentY") + way * flick.height() * 0.6
            flick.setProperty("contentY", max(lowest, min(highest, at)))
            self.settle()

    # -- waiting ---------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Let the application do what it has to do."""
        end = time.monotonic() + _SETTLE_S
        while time.monotonic() < end:
            QTest.qWait(5)
            QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, holds: Callable[[], bool], what: str, patience_s: float = _GIVE_UP_S) -> None:
        """Wait until something holds.

        Raises:
            NotOnScreen: it does not within that time.
        """
        end = time.monotonic() + patience_s
        while not holds():
            if time.monotonic() > end:
                raise NotOnScreen(f"waited in vain for {what}; on screen: {self.labels()}")
            self.settle()
        self.settle()  # what has just come may push other things aside

    def _stands_still(self, item: QQuickItem) -> None:
        """Wait until an item is where it will stay: what appears on a page is laid out a frame later."""
        end = time.monotonic() + _GIVE_UP_S
        was = None
        while was != centre(item) and time.monotonic() < end:
            was = centre(item)
            QTest.qWait(10)


def label(item: QQuickItem) -> str:
    """The one label of a control: what the screen reader says."""
    interface = QAccessible.queryAccessibleInterface(item)
    return interface.text(QAccessible.Text.Name) if interface is not None and interface.isValid() else ""


def said(item: QQuickItem) -> str:
    """The text of an item, whether a control's label or plain text."""
    text = item.property("text")
    return text if isinstance(text, str) else ""


def in_view(item: QQuickItem) -> bool:
    """Whether an item's centre is within the visible part of its page."""
    flick = _flickable(item)
    if flick is None:
        return True
    area = flick.mapRectToScene(QRectF(0, 0, flick.width(), flick.height()))
    return area.contains(item.mapToScene(QPointF(item.width() / 2, item.height() / 2)))


def touchable(item: QQuickItem) -> bool:
    """Whether an item is a control that answers a touch now."""
    return item.isEnabled() and (item.inherits("QQuickAbstractButton") or item.inherits("QQuickTextInput"))


def centre(item: QQuickItem) -> QPoint:
    """The middle of an item, in the window."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def _shown(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in item.childItems():
        yield from _shown(child)


def _flickable(item: QQuickItem) -> QQuickItem | None:
    above = item.parentItem()
    while above is not None and not above.inherits("QQuickFlickable"):
        above = above.parentItem()
    return above


def _key_name(item: QQuickItem) -> str:
    """What stands on a key or a candidate of the keyboard; nothing for all other items."""
    kind = item.metaObject().className()
    if "Key" in kind and item.width() > 0 and item.property("keyType") is not None:
        return str(item.property("displayText") or item.property("text") or "").lower()
    if item.objectName() == "wordCandidate":
        return str(item.property("text"))
    return ""


_screens: list[QPointingDevice] = []


def _touch_screen() -> QPointingDevice:
    """One touch device for the whole process: registering one for each window would leave a trail of them."""
    if not _screens:
        _screens.append(QTest.createTouchDevice())
    return _screens[0]
