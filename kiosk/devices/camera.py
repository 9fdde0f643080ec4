"""The document camera: which one a station has, and whether it is there.

The live picture and the shot of a real camera are the interface's matter (QtMultimedia, `ui/screens/photos`), for nothing
here knows Qt; the demonstration camera gives its pictures itself.
"""

import fcntl
import os
import re
import struct
from pathlib import Path
from typing import Protocol

from kiosk.devices.errors import DeviceTrouble, SettingRefused
from kiosk.devices.limits import MAX_BYTES

AUTO = "auto"
_BY_HAND = "可以把纸质材料带到窗口，请工作人员帮您扫描。"

# The kernel's question “what are you?” to a video device: VIDIOC_QUERYCAP of linux/videodev2.h. A camera has a second
# device for its metadata, which takes no pictures, and asking does not switch it on nor take it from whoever uses it.
_QUERY = 0x80685600
_ANSWER = struct.Struct("=16s32s32sIII12x")  # driver, card, bus, version, of the whole camera, of this device
_CAPTURES = 0x00000001 | 0x00001000  # one plane or several
_OF_DEVICE = 0x80000000  # the last field is filled in


class Camera(Protocol):
    """Where pictures of documents come from."""

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


class VideoCamera:
    """A camera of the kernel (/dev/video0).

    Args:
        place: its device, or a link to it; `auto` for the first one there is.
        folder: where `auto` looks.
    """

    virtual = False

    def __init__(self, place: str, folder: Path = Path("/dev")) -> None:
        self.place = place
        self._folder = folder

    @property
    def name(self) -> str:
        try:
            return str(self.device())
        except DeviceTrouble:
            return self.place

    def check(self) -> None:
        device = self.device()
        try:
            takes_pictures = _captures(device)
        except OSError as error:
            raise camera_busy(f"{device}: {error.strerror}") from error
        if not takes_pictures:
            raise camera_busy(f"{device}: takes no pictures")

    def device(self) -> Path:
        """Its device now, links followed.

        Raises:
            DeviceTrouble: there is none.
        """
        if self.place == AUTO:
            found = next(filter(_may_capture, sorted(self._folder.glob("video*"), key=_number)), None)
            if found is None:
                raise no_camera(f"in {self._folder}")
            return found
        device = Path(self.place)
        if not device.exists():
            raise no_camera(f"at {self.place}")
        return device.resolve()


class FolderCamera:
    """A camera for demonstrations: gives a folder's pictures in the order of their names, again and again."""

    virtual = True

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder
        self._taken = 0

    def check(self) -> None:
        self._pictures()

    @property
    def taken(self) -> int:
        """How many were taken: while it is the same, so is what lies under the camera."""
        return self._taken

    def look(self) -> bytes:
        """What the next picture will be, as a file's content.

        Raises:
            DeviceTrouble: there are no pictures.
        """
        pictures = self._pictures()
        try:
            with pictures[self._taken % len(pictures)].open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise self._empty(str(error.strerror)) from error

    def shoot(self) -> bytes:
        """Take that picture, for `photo.accept_photo`; the next one follows.

        Raises:
            DeviceTrouble: there are no pictures.
        """
        picture = self.look()
        self._taken += 1
        return picture

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
        setting: empty for none, `video:auto` for the first camera there is, `video:/dev/video0` for one of several, or
            `folder:PATH` for a demonstration.

    Raises:
        SettingRefused: it names no such driver.
    """
    if not setting:
        return None
    kind, _, place = setting.partition(":")
    if kind == "video" and (place == AUTO or re.fullmatch(r"/\S+", place)):
        return VideoCamera(place)
    if kind == "folder" and place:
        return FolderCamera(Path(place))
    raise SettingRefused(f"camera “{setting}”: expected video:auto, video:/dev/videoN or folder:PATH")


def no_camera(where: str) -> DeviceTrouble:
    """There is none, or it was pulled out before it was opened."""
    return DeviceTrouble(f"no camera {where}", f"没有找到摄像头。{_BY_HAND}")


def camera_busy(reason: str) -> DeviceTrouble:
    """It is there and cannot be opened."""
    return DeviceTrouble(f"camera cannot be opened: {reason}", f"摄像头打不开，可能正被占用。{_BY_HAND}")


def no_picture(reason: str) -> DeviceTrouble:
    """It was open, and gives no picture any more."""
    return DeviceTrouble(f"camera gives no picture: {reason}", f"摄像头没有画面，线可能松了。{_BY_HAND}")


def _captures(device: Path) -> bool:
    """Whether a device takes pictures.

    Raises:
        OSError: it may not be opened, or is no video device.
    """
    opened = os.open(device, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        answer = fcntl.ioctl(opened, _QUERY, bytes(_ANSWER.size))
    finally:
        os.close(opened)
    *_, whole, this = _ANSWER.unpack(answer)
    return bool((this if whole & _OF_DEVICE else whole) & _CAPTURES)


def _may_capture(device: Path) -> bool:
    try:
        return _captures(device)
    except PermissionError:
        return True  # a camera that is not allowed to us: `check` says so
    except OSError:
        return False


def _number(device: Path) -> int:
    return int(re.sub(r"\D", "", device.name) or 0)
