"""What the page asks of a camera while it is open: to be on, to show its picture now, to take one, to be off again.

Of the two drivers, the demonstration one is here; the real one needs QtMultimedia (`live.py`), which is loaded with it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.devices.camera import Camera, FolderCamera, VideoCamera
from kiosk.devices.errors import PhotoRefused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
LONGEST = 960  # pixels of the longer side of a picture on the screen

Look = Callable[[], "NDArray[np.uint8] | None"]  # gives the picture, made small; None where it came damaged
Shot = Callable[[], bytes]  # gives the whole picture's file


class Viewfinder(QObject):
    """A camera that is on from `start` to `stop`.

    Pictures are handed over as jobs, for a worker to do: they touch no QObject, and may raise DeviceTrouble.
    """

    shot = Signal(object)  # Shot: a picture was taken
    troubled = Signal(object)  # DeviceTrouble: it is off, and does not come back by itself

    def start(self) -> None:
        """Switch it on; what goes wrong then or later is told by `troubled`."""
        raise NotImplementedError

    def stop(self) -> None:
        """Switch it off, at once."""
        raise NotImplementedError

    def look(self) -> Look | None:
        """The picture of now, or None where there is none that was not looked at before. Asked again and again."""
        raise NotImplementedError

    def shoot(self) -> None:
        """Take a picture, now or as soon as the camera can; `shot` or `troubled` follows."""
        raise NotImplementedError


class FolderFinder(Viewfinder):
    """The demonstration: what lies under it is the folder's next picture."""

    def __init__(self, camera: FolderCamera, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera = camera
        self._looked_at: int | None = None

    def start(self) -> None:
        self._looked_at = None

    def stop(self) -> None:
        pass  # nothing of it is on

    def look(self) -> Look | None:
        if self._looked_at == self._camera.taken:
            return None
        self._looked_at = self._camera.taken
        return partial(_seen, self._camera)

    def shoot(self) -> None:
        QTimer.singleShot(0, self, lambda: self.shot.emit(self._camera.shoot))


def viewfinder(camera: Camera, parent: QObject) -> Viewfinder:
    """The viewfinder of a station's camera; for a real one QtMultimedia is loaded here, and no sooner."""
    if isinstance(camera, VideoCamera):
        from ui.screens.photos.live import LiveFinder

        return LiveFinder(camera, parent)
    if isinstance(camera, FolderCamera):
        return FolderFinder(camera, parent)
    raise TypeError(f"no viewfinder for a {type(camera).__name__}")


def _seen(camera: FolderCamera) -> NDArray[np.uint8] | None:
    from kiosk.devices.photo import glimpse

    try:
        return glimpse(camera.look(), LONGEST)
    except PhotoRefused:  # which is told when it is taken
        return None
