"""The real camera by QtMultimedia: its stream into a sink that is looked at, and a still from it at full resolution.

Nothing is written: the still is taken into memory. The software scene graph cannot draw a VideoOutput, so frames are asked
for at the page's pace and drawn as pictures.
"""

import logging
import time
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QImageCapture,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

from kiosk.devices.camera import VideoCamera, camera_busy, no_picture
from kiosk.devices.errors import DeviceTrouble
from kiosk.devices.limits import MAX_PIXELS
from ui.screens.photos.frames import READABLE, small, whole
from ui.screens.photos.viewfinder import Look, Viewfinder

QUIET_S = 5.0  # without a frame: a camera that is there needs one or two
_FLUENT = 5.0  # frames a second from which a picture counts as live
_log = logging.getLogger(__name__)


class Source(QObject):
    """The camera that is plugged into a session, on from here to `off`."""

    lost = Signal(str)  # why, for the log

    def __init__(self, place: VideoCamera, session: QMediaCaptureSession, parent: QObject) -> None:
        """Find it and plug it in.

        Raises:
            DeviceTrouble: it is not there, or sends nothing that can be read.
        """
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        device = self._found(str(place.device()))
        form = best_format(device.videoFormats())
        if form is None:
            raise no_picture(f"no readable format among {len(device.videoFormats())}")
        self._id = device.id()
        self._camera = QCamera(device, self)
        self._camera.setCameraFormat(form)
        self._camera.errorOccurred.connect(self._failed)
        self._devices.videoInputsChanged.connect(self._look_for_it)
        session.setCamera(self._camera)

    def on(self) -> None:
        self._camera.start()

    def off(self) -> None:
        self._camera.stop()

    def _found(self, place: str) -> QCameraDevice:
        for device in self._devices.videoInputs():
            if bytes(device.id().data()).decode(errors="replace") == place:
                return device
        raise camera_busy(f"{place} is not among Qt's cameras")

    def _failed(self, error: QCamera.Error, text: str) -> None:
        if error != QCamera.Error.NoError:
            self.lost.emit(text)

    def _look_for_it(self) -> None:
        if all(device.id() != self._id for device in self._devices.videoInputs()):
            self.lost.emit("pulled out")


class LiveFinder(Viewfinder):
    """A camera of this machine."""

    def __init__(self, camera: VideoCamera, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera = camera
        self._session = QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self._still = QImageCapture(self)
        self._session.setVideoSink(self._sink)
        self._session.setImageCapture(self._still)
        self._still.imageAvailable.connect(self._taken)
        self._still.errorOccurred.connect(lambda _id, _error, text: self._give_up(text))
        self._source: Source | None = None
        self._last = QVideoFrame()
        self._heard_s = 0.0
        self._due = False

    def start(self) -> None:
        self._last, self._due, self._heard_s = QVideoFrame(), False, time.monotonic()
        try:
            self._source = Source(self._camera, self._session, self)
        except DeviceTrouble as trouble:
            self.troubled.emit(trouble)
            return
        self._source.lost.connect(self._give_up)
        self._source.on()

    def stop(self) -> None:
        if self._source is not None:
            source, self._source = self._source, None
            source.off()
            source.deleteLater()
            self._sink.setVideoFrame(QVideoFrame())
            self._last = QVideoFrame()

    def look(self) -> Look | None:
        if self._source is None:
            return None
        frame = self._sink.videoFrame()
        if not frame.isValid() or frame == self._last:
            if time.monotonic() - self._heard_s > QUIET_S:
                self._give_up(f"no frame for {QUIET_S:.0f} s")
            return None
        self._last, self._heard_s = frame, time.monotonic()
        if self._due:
            self._due = False
            self._still.capture()
        return partial(small, frame)

    def shoot(self) -> None:
        self._due = True  # with the next frame: a camera that has sent none yet has no picture to take

    def _taken(self, _: int, frame: QVideoFrame) -> None:
        if self._source is not None:
            self.shot.emit(partial(whole, QVideoFrame(frame)))

    def _give_up(self, reason: str) -> None:
        if self._source is None:
            return
        was_there = self._last.isValid()
        self.stop()
        self.troubled.emit(no_picture(reason) if was_there else camera_busy(reason))


def best_format(formats: Sequence[QCameraFormat]) -> QCameraFormat | None:
    """The most pixels that come at a pace to look at; where nothing does, the most pixels."""

    def worth(form: QCameraFormat) -> tuple[bool, int, float]:
        rate, size = form.maxFrameRate(), form.resolution()
        return rate >= _FLUENT, size.width() * size.height(), rate

    able = [form for form in formats if form.pixelFormat() in READABLE and worth(form)[1] <= MAX_PIXELS]
    return max(able, key=worth, default=None)
