"""The live picture on the page: what the camera sees, the outline of the sheet in it, and whether one is seen.

Frames are made small and looked at by a worker, one after the other: where it cannot keep up, there are fewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QPointF, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from kiosk.devices.camera import Camera
from kiosk.devices.errors import DeviceTrouble
from ui import errand
from ui.codes import Pictures
from ui.screens.photos.viewfinder import Look, Shot, Viewfinder, viewfinder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PACE_MS = 125  # eight pictures a second: a hand that lays a sheet down is followed
_SEARCH_EVERY = 4  # pictures; finding the sheet costs more than showing it
_PATIENCE = 2  # searches in vain until the words change: they must not flicker


@dataclass(slots=True, frozen=True)
class Glance:
    """A picture looked at: its dots (blue, green, red), and the sheet's corners in parts of its sides."""

    width: int
    height: int
    dots: bytes
    searched: bool = False
    corners: tuple[tuple[float, float], ...] = ()


class LiveView(QObject):
    """What QML shows of a camera while its page is open."""

    changed = Signal()
    shot = Signal(object)  # a job that gives the picture's file, for a worker
    troubled = Signal(object)  # DeviceTrouble: the camera is off

    def __init__(self, camera: Camera, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._camera, self._pictures = camera, pictures
        self._finder: Viewfinder | None = None
        self._frame, self._ratio = "", 4 / 3
        self._corners: tuple[tuple[float, float], ...] = ()
        self._looking = False
        self._looks = self._misses = 0
        self._seen = False
        self._timer = QTimer(self, interval=_PACE_MS)
        self._timer.timeout.connect(self._look)

    @Property(str, notify=changed)
    def frame(self) -> str:
        """What the camera sees now, or nothing before it has seen anything."""
        return self._frame

    @Property(float, notify=changed)
    def ratio(self) -> float:
        """The picture's width to its height."""
        return self._ratio

    @Property(list, notify=changed)
    def corners(self) -> list[QPointF]:
        """The sheet's corners in parts of width and height, the first one again at the end; empty where none is seen."""
        return [QPointF(x, y) for x, y in (*self._corners, *self._corners[:1])]

    @Property(bool, notify=changed)
    def seen(self) -> bool:
        """Whether a whole sheet is seen."""
        return self._seen

    @property
    def on(self) -> bool:
        """Whether the camera is on."""
        return self._finder is not None

    def start(self) -> None:
        """Switch the camera on."""
        if self._finder is None:
            self._finder = viewfinder(self._camera, self)
            self._finder.shot.connect(self._shot)
            self._finder.troubled.connect(self._lose)
            self._looks = 0
            self._timer.start()
            self._finder.start()

    def stop(self) -> None:
        """Switch it off at once; nothing of what it saw stays."""
        if self._finder is None:
            return
        finder, self._finder = self._finder, None
        finder.stop()
        finder.deleteLater()
        self._timer.stop()
        self._pictures.show(QImage())
        self._frame, self._corners, self._seen, self._looking = "", (), False, False
        self.changed.emit()

    def pause(self, paused: bool) -> None:
        """Leave the camera on and show no more of it, or go on."""
        if self._finder is not None:
            if paused:
                self._timer.stop()
            else:
                self._timer.start()

    def shoot(self) -> None:
        if self._finder is not None:
            self._finder.shoot()

    def _look(self) -> None:
        finder = self._finder
        if finder is None or self._looking:
            return
        look = finder.look()
        if look is None:
            return
        search = self._looks % _SEARCH_EVERY == 0
        self._looks += 1
        self._looking = True

        def show(glance: Glance | DeviceTrouble | None) -> None:
            if finder is self._finder:  # the page is still open
                self._looking = False
                self._show(glance)

        errand.run(self, lambda: _glance(look, search), show)

    def _show(self, glance: Glance | DeviceTrouble | None) -> None:
        if isinstance(glance, DeviceTrouble):
            self._lose(glance)
        elif glance is not None:
            image = QImage(glance.dots, glance.width, glance.height, 3 * glance.width, QImage.Format.Format_BGR888)
            self._frame = self._pictures.show(image.copy())
            self._ratio = glance.width / glance.height
            if glance.searched:
                self._corners = glance.corners
                self._misses = 0 if glance.corners else self._misses + 1
                self._seen = bool(glance.corners) or (self._seen and self._misses < _PATIENCE)
            self.changed.emit()

    @Slot(object)
    def _shot(self, shot: Shot) -> None:
        self._looks = 0  # another sheet may lie there next
        self.shot.emit(shot)

    @Slot(object)
    def _lose(self, trouble: DeviceTrouble) -> None:
        self.stop()
        self.troubled.emit(trouble)


def _glance(look: Look, search: bool) -> Glance | DeviceTrouble | None:
    """A worker's part: the picture made small, and the sheet in it."""
    try:
        picture = look()
    except DeviceTrouble as trouble:
        return trouble
    if picture is None:
        return None
    height, width = picture.shape[:2]
    return Glance(width, height, picture.tobytes(), search, _corners(picture) if search else ())


def _corners(picture: NDArray[np.uint8]) -> tuple[tuple[float, float], ...]:
    from kiosk.devices.scan import find_sheet

    height, width = picture.shape[:2]
    corners = find_sheet(picture)
    return () if corners is None else tuple((float(x) / width, float(y) / height) for x, y in corners)
