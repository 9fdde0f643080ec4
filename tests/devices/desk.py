"""A desk under a camera that is not there: its frames go through Qt's real capture session, and it can be pulled out."""

import cv2
import numpy as np
from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoFrameFormat, QVideoFrameInput

from kiosk.devices.errors import DeviceTrouble

SIZE = (800, 600)
_EVERY_MS = 40


def jpeg_frame(file: bytes, size: tuple[int, int] = SIZE) -> QVideoFrame:
    """A frame as a USB camera sends it: a JPEG, and behind it whatever the buffer holds."""
    frame = QVideoFrame(QVideoFrameFormat(QSize(*size), QVideoFrameFormat.PixelFormat.Format_Jpeg))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    np.frombuffer(frame.bits(0), np.uint8)[: len(file)] = np.frombuffer(file, np.uint8)
    frame.unmap()
    return frame


def seen(photo: bytes, size: tuple[int, int] = SIZE) -> bytes:
    """A photo as this camera sees it."""
    picture = cv2.resize(cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR), size)
    return cv2.imencode(".jpg", picture)[1].tobytes()


EMPTY = cv2.imencode(".jpg", np.full((*SIZE[::-1], 3), 60, np.uint8))[1].tobytes()


class Desk:
    """Stands in for `live.Source`: called, it gives what is plugged into the session.

    `paper` is what the camera sees (a JPEG; None: it sends nothing), `trouble` what meets whoever opens it.
    """

    def __init__(self) -> None:
        self.paper: bytes | None = EMPTY
        self.trouble: DeviceTrouble | None = None
        self._lenses: list[Lens] = []

    def __call__(self, _: object, session: QMediaCaptureSession, parent: QObject) -> "Lens":
        if self.trouble is not None:
            raise self.trouble
        self._lenses.append(Lens(self, session, parent))
        return self._lenses[-1]

    @property
    def on(self) -> int:
        """How many times it is on now."""
        return sum(lens.is_on for lens in self._lenses)

    @property
    def opened(self) -> int:
        """How many times it was opened so far."""
        return len(self._lenses)

    def pull_out(self) -> None:
        self._lenses[-1].lost.emit("pulled out")


class Lens(QObject):
    """One opening of the camera."""

    lost = Signal(str)

    def __init__(self, desk: Desk, session: QMediaCaptureSession, parent: QObject) -> None:
        super().__init__(parent)
        self.is_on = False
        self._desk = desk
        self._input = QVideoFrameInput(self)
        session.setVideoFrameInput(self._input)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._send)

    def on(self) -> None:
        self.is_on = True
        self._timer.start()

    def off(self) -> None:
        self.is_on = False
        self._timer.stop()

    def _send(self) -> None:
        if self._desk.paper is not None:
            self._input.sendVideoFrame(jpeg_frame(self._desk.paper))
