"""A camera's frames as pictures: small ones to look at, the whole file to keep. For workers: no QObject is touched.

Qt's own conversion wants the screen's thread, and there up to a tenth of a second for a large frame. A JPEG is decoded at a
fraction of its size here; what comes raw is made small as soon as it has colours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from kiosk.devices.camera import no_picture
from kiosk.devices.errors import PhotoRefused
from ui.screens.photos.viewfinder import LONGEST

_QUALITY = 92
_END = b"\xff\xd9"  # of a JPEG; cameras send more than the picture

_Form = QVideoFrameFormat.PixelFormat
_PACKED = {_Form.Format_YUYV: "COLOR_YUV2BGR_YUY2", _Form.Format_UYVY: "COLOR_YUV2BGR_UYVY"}
READABLE = frozenset({_Form.Format_Jpeg, _Form.Format_NV12, *_PACKED})  # what document cameras send


def small(frame: QVideoFrame) -> NDArray[np.uint8] | None:
    """The frame to look at (blue, green, red), or None where it came damaged: the next one will do.

    Raises:
        DeviceTrouble: it is of a kind that cannot be read.
    """
    import cv2  # 0.2 s, which no screen waits for

    from kiosk.devices.photo import glimpse

    if frame.pixelFormat() == _Form.Format_Jpeg:
        try:
            return glimpse(_file(frame), LONGEST)
        except PhotoRefused:
            return None
    picture = _coloured(frame)
    scale = min(1.0, LONGEST / max(picture.shape[:2]))
    reduced = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(reduced, np.uint8)


def whole(frame: QVideoFrame) -> bytes:
    """The frame as a picture file with all its pixels, for `photo.accept_photo`.

    Raises:
        DeviceTrouble: it is of a kind that cannot be read.
    """
    import cv2

    if frame.pixelFormat() == _Form.Format_Jpeg:
        return _file(frame)
    done, out = cv2.imencode(".jpg", _coloured(frame), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:
        raise no_picture("a frame cannot be encoded")
    return out.tobytes()


def _file(frame: QVideoFrame) -> bytes:
    with _mapped(frame):
        data = bytes(frame.bits(0))
    return data[: data.rfind(_END) + len(_END)] if _END in data else data


def _coloured(frame: QVideoFrame) -> Any:
    import cv2

    kind, height, width = frame.pixelFormat(), frame.height(), frame.width()
    with _mapped(frame):
        if kind in _PACKED:
            pairs = _rows(frame, 0, height, 2 * width).reshape(height, width, 2)
            return cv2.cvtColor(pairs, getattr(cv2, _PACKED[kind]))
        if kind == _Form.Format_NV12:
            planes = np.vstack([_rows(frame, 0, height, width), _rows(frame, 1, height // 2, width)])
            return cv2.cvtColor(planes, cv2.COLOR_YUV2BGR_NV12)
    raise no_picture(f"frames of kind {kind.name}")


def _rows(frame: QVideoFrame, plane: int, rows: int, length: int) -> NDArray[np.uint8]:
    """A plane's rows, without what stands behind each for the sake of its alignment."""
    dots = np.frombuffer(frame.bits(plane), np.uint8)
    return np.ascontiguousarray(dots[: rows * frame.bytesPerLine(plane)].reshape(rows, -1)[:, :length])


@contextmanager
def _mapped(frame: QVideoFrame) -> Iterator[None]:
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        raise no_picture("a frame cannot be read")
    try:
        yield
    finally:
        frame.unmap()
