"""The camera's border: Qt's frames become pictures, the best format is asked for, its losses are noticed."""

import subprocess
import sys
from types import SimpleNamespace
from typing import ClassVar

import cv2
import numpy as np
import pytest
from devices.desk import jpeg_frame
from devices.pictures import encoded
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QObject, QSize, Signal
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QVideoFrame,
    QVideoFrameFormat,
)

from kiosk.devices.camera import VideoCamera
from kiosk.devices.errors import DeviceTrouble
from kiosk.devices.photo import accept_photo
from ui.app import application
from ui.screens.photos import live
from ui.screens.photos.frames import small, whole

Form = QVideoFrameFormat.PixelFormat


def frame(kind: Form, size: tuple[int, int], planes: list[np.ndarray]) -> QVideoFrame:
    """A raw frame; each plane is given as rows of bytes, and Qt lays out the rest."""
    made = QVideoFrame(QVideoFrameFormat(QSize(*size), kind))
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    for number, plane in enumerate(planes):
        room = np.frombuffer(made.bits(number), np.uint8)[: plane.shape[0] * made.bytesPerLine(number)]
        room.reshape(plane.shape[0], -1)[:, : plane.shape[1]] = plane
    made.unmap()
    return made


def raw(kind: Form, picture: np.ndarray) -> QVideoFrame:
    """A picture (blue, green, red; sides even) as a camera sends it raw."""
    height, width = picture.shape[:2]
    y, u, v = np.moveaxis(_yuv(picture), 2, 0)
    u, v = u[:, ::2], v[:, ::2]
    if kind == Form.Format_NV12:
        chroma = np.stack([u[::2], v[::2]], axis=2).reshape(height // 2, width)
        return frame(kind, (width, height), [y, chroma])
    four = [y[:, ::2], u, y[:, 1::2], v] if kind == Form.Format_YUYV else [u, y[:, ::2], v, y[:, 1::2]]
    return frame(kind, (width, height), [np.stack(four, axis=2).reshape(height, 2 * width)])


def _yuv(picture: np.ndarray) -> np.ndarray:
    """ITU-R BT.601, studio range."""
    blue, green, red = np.moveaxis(picture.astype(float), 2, 0)
    y = 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255
    u = 128 + (-37.797 * red - 74.203 * green + 112 * blue) / 255
    v = 128 + (112 * red - 93.786 * green - 18.214 * blue) / 255
    return np.stack([y, u, v], axis=2).round().astype(np.uint8)


colours = st.tuples(*[st.integers(0, 255)] * 3)
sides = st.integers(1, 50).map(lambda half: 2 * half)


@given(kind=st.sampled_from([Form.Format_YUYV, Form.Format_UYVY, Form.Format_NV12]), w=sides, h=sides, colour=colours)
def test_raw_frames_keep_their_size_and_colour(kind, w, h, colour):
    sent = raw(kind, np.full((h, w, 3), colour, np.uint8))
    looked = small(sent)
    assert looked.shape == (h, w, 3)
    assert np.abs(looked.astype(int) - colour).max() <= 6
    kept = cv2.imdecode(np.frombuffer(whole(sent), np.uint8), cv2.IMREAD_COLOR)
    assert kept.shape == (h, w, 3)
    assert np.abs(kept.astype(int) - colour).max() <= 12


def test_a_large_frame_is_made_small_to_look_at_and_kept_whole():
    picture = np.full((1080, 1920, 3), 90, np.uint8)
    sent = raw(Form.Format_YUYV, picture)
    assert small(sent).shape == (540, 960, 3)
    assert accept_photo(whole(sent)).width == 1920
    jpeg = cv2.imencode(".jpg", picture)[1].tobytes()
    sent = jpeg_frame(jpeg, (1920, 1080))
    assert small(sent).shape == (540, 960, 3)
    assert whole(sent) == jpeg  # not one dot is computed anew, and nothing behind it is kept


def test_a_damaged_frame_is_no_picture_and_no_trouble():
    assert small(jpeg_frame(encoded("JPEG", (800, 600))[:400])) is None
    assert small(jpeg_frame(b"")) is None


@pytest.mark.parametrize("kind", [Form.Format_RGBX8888, Form.Format_Y16, Form.Format_P010])
def test_frames_that_cannot_be_read_are_told(kind):
    sent = QVideoFrame(QVideoFrameFormat(QSize(64, 48), kind))
    for read in (small, whole):
        with pytest.raises(DeviceTrouble):
            read(sent)
    with pytest.raises(DeviceTrouble):
        small(QVideoFrame())


# Formats


def form(width: int, height: int, rate: float, kind: Form = Form.Format_Jpeg) -> SimpleNamespace:
    return SimpleNamespace(resolution=lambda: QSize(width, height), maxFrameRate=lambda: rate, pixelFormat=lambda: kind)


def test_the_most_pixels_that_come_at_a_pace_to_look_at():
    best = form(3840, 2160, 15)
    slower = form(3840, 2160, 5, Form.Format_YUYV)
    crawling = form(4656, 3496, 2, Form.Format_YUYV)
    assert live.best_format([form(640, 480, 30), slower, best, crawling, form(1920, 1080, 60)]) is best
    assert live.best_format([crawling]) is crawling


def test_formats_that_cannot_be_read_or_are_too_large_are_not_asked_for():
    readable = form(640, 480, 30)
    assert live.best_format([form(1920, 1080, 30, Form.Format_P010), form(10_000, 10_000, 30), readable]) is readable
    assert live.best_format([form(1920, 1080, 30, Form.Format_P010)]) is None
    assert live.best_format([]) is None


# The real source, with Qt's own camera on a device that is not there


class Listed(QCameraDevice):
    """What Qt lists for a camera of the kernel."""

    def __init__(self, device: str) -> None:
        super().__init__()
        self._device = device

    def id(self) -> QByteArray:
        return QByteArray(self._device.encode())

    def videoFormats(self) -> list[object]:
        return [form(640, 480, 30)]


class Machine(QObject):
    """Stands in for QMediaDevices."""

    videoInputsChanged = Signal()  # noqa: N815 - its name in Qt
    listed: ClassVar[list[QCameraDevice]] = []

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("machine")

    def videoInputs(self) -> list[QCameraDevice]:
        return self.listed


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with one camera, which Qt lists by its device."""
    application()
    device = tmp_path / "video0"
    device.touch()
    monkeypatch.setattr(Machine, "listed", [Listed(str(device))])
    monkeypatch.setattr(live, "QMediaDevices", Machine)
    monkeypatch.setattr(live, "best_format", lambda formats: QCameraFormat() if formats else None)
    return device


def opened(device) -> tuple[live.Source, list[str], QObject]:
    parent = QObject()
    session = QMediaCaptureSession(parent)
    source = live.Source(VideoCamera(str(device)), session, parent)
    heard: list[str] = []
    source.lost.connect(heard.append)
    return source, heard, parent


def test_a_camera_that_is_not_there_is_told(machine, tmp_path):
    with pytest.raises(DeviceTrouble) as trouble:
        opened(tmp_path / "video7")
    assert trouble.value.sentence.startswith("没有找到摄像头")


def test_a_device_that_qt_does_not_list_is_told(machine, monkeypatch):
    monkeypatch.setattr(Machine, "listed", [Listed("/dev/video9")])
    with pytest.raises(DeviceTrouble) as trouble:
        opened(machine)
    assert trouble.value.sentence.startswith("摄像头打不开")


def test_a_camera_without_a_format_that_can_be_read_is_told(machine, monkeypatch):
    monkeypatch.setattr(live, "best_format", lambda _: None)
    with pytest.raises(DeviceTrouble):
        opened(machine)


def test_an_error_of_the_camera_is_passed_on(machine):
    source, heard, _parent = opened(machine)
    camera = source.findChild(QCamera)
    camera.errorOccurred.emit(QCamera.Error.NoError, "")
    assert heard == []
    camera.errorOccurred.emit(QCamera.Error.CameraError, "in use")
    assert heard == ["in use"]


def test_a_camera_that_leaves_the_list_is_lost_and_another_is_not(machine):
    source, heard, _parent = opened(machine)
    devices = source.findChild(QObject, "machine")
    Machine.listed.append(Listed("/dev/video9"))
    devices.videoInputsChanged.emit()
    assert heard == []
    del Machine.listed[0]
    devices.videoInputsChanged.emit()
    assert heard == ["pulled out"]


def test_qt_multimedia_is_not_loaded_before_a_camera_is_opened():
    look = (
        "import sys, ui.app, ui.screens.form.form, ui.screens.photos.camera;"
        "print({name for name in sys.modules if 'QtMultimedia' in name or name == 'cv2'})"
    )
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"
