"""The document camera: one picture of what lies on the desk, from a video device or from a folder that plays one.

The live picture on screen is the interface's own matter; this is the picture that is kept.
"""

import re
from pathlib import Path
from typing import Any, Protocol

from kiosk.devices.errors import DeviceTrouble, SettingRefused
from kiosk.devices.limits import MAX_BYTES

_WARM_UP = 5  # frames in which a camera finds its exposure
_ASKED = (3840, 2160)  # pixels; a camera gives what it has nearest to it
_BY_HAND = "可以用手机拍了传过来，或者到窗口让工作人员扫描。"


class Camera(Protocol):
    """Something that takes a picture of a document."""

    @property
    def name(self) -> str:
        """What operators call it."""

    @property
    def virtual(self) -> bool:
        """True where the pictures were not taken here: the screen must say that this is a demonstration."""

    def check(self) -> None:
        """Look whether it could take a picture now.

        Raises:
            DeviceTrouble: it could not; the sentence says why, and the way on by hand.
        """

    def shoot(self) -> bytes:
        """Take one picture; about a second, not for the screen's thread.

        Returns:
            A picture file, to be given to `photo.accept_photo`.

        Raises:
            DeviceTrouble: the camera is not there, is in use, or gives no picture.
        """


class VideoCamera:
    """A camera of the kernel (/dev/video0) through OpenCV."""

    virtual = False

    def __init__(self, device: str) -> None:
        self.name = device

    def check(self) -> None:
        self._open().release()

    def shoot(self) -> bytes:
        import cv2

        capture = self._open()
        try:
            picture = None
            for _ in range(_WARM_UP):
                _, picture = capture.read()
            done, out = (
                cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 92]) if picture is not None else (0, None)
            )
        except cv2.error as error:
            raise DeviceTrouble(f"camera {self.name} failed", f"摄像头没有反应。{_BY_HAND}") from error
        finally:
            capture.release()
        if not done or out is None:
            raise DeviceTrouble(f"camera {self.name} gives no picture", f"摄像头没有画面，线可能松了。{_BY_HAND}")
        return out.tobytes()

    def _open(self) -> Any:
        import cv2  # 0.2 s, which no screen waits for

        if not Path(self.name).exists():
            raise DeviceTrouble(f"no camera at {self.name}", f"没有找到摄像头。{_BY_HAND}")
        capture = cv2.VideoCapture(self.name)
        if not capture.isOpened():
            capture.release()
            raise DeviceTrouble(f"camera {self.name} cannot be opened", f"摄像头打不开，可能正被占用。{_BY_HAND}")
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, _ASKED[0])
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _ASKED[1])
        return capture


class FolderCamera:
    """A camera for demonstrations: gives a folder's pictures in the order of their names, again and again."""

    virtual = True

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder
        self._next = 0

    def check(self) -> None:
        self._pictures()

    def shoot(self) -> bytes:
        pictures = self._pictures()
        path = pictures[self._next % len(pictures)]
        self._next += 1
        try:
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise self._empty(str(error.strerror)) from error

    def _pictures(self) -> list[Path]:
        try:
            pictures = sorted(path for path in self._folder.iterdir() if path.is_file())
        except OSError as error:
            raise self._empty(str(error.strerror)) from error
        if not pictures:
            raise self._empty("no picture in it")
        return pictures

    def _empty(self, reason: str) -> DeviceTrouble:
        return DeviceTrouble(f"demo camera {self.name}: {reason}", f"演示用的照片文件夹里没有照片。{_BY_HAND}")


def camera(setting: str) -> Camera | None:
    """The camera that a setting names.

    Args:
        setting: empty for none, `video:/dev/video0`, or `folder:PATH` for a demonstration.

    Raises:
        SettingRefused: it names no such driver.
    """
    if not setting:
        return None
    kind, _, place = setting.partition(":")
    if kind == "video" and re.fullmatch(r"/\S+", place):
        return VideoCamera(place)
    if kind == "folder" and place:
        return FolderCamera(Path(place))
    raise SettingRefused(f"camera “{setting}”: expected video:/dev/videoN or folder:PATH")
