"""Which camera a station has and whether it is there, or words for why not; and the folder that plays one.

No test machine has a camera: the kernel's answer is written as linux/videodev2.h lays it out.
"""

import errno
import fcntl
import os
import struct

import pytest
from devices.pictures import encoded, on_table, turned

from kiosk.devices.camera import FolderCamera, VideoCamera, camera
from kiosk.devices.errors import DeviceTrouble, SettingRefused

CAPTURE, OUTPUT, METADATA = 0x1, 0x2, 0x00800000
DEVICE_CAPS = 0x80000000


def sentence(job) -> str:
    with pytest.raises(DeviceTrouble) as trouble:
        job()
    assert "到窗口" in trouble.value.sentence
    return trouble.value.sentence


@pytest.fixture
def kernel(tmp_path, monkeypatch):
    """Puts video devices into a folder; the kernel answers for each what it can do, or refuses."""
    able = {}

    def plug_in(name, *, device, whole=CAPTURE | METADATA):
        (tmp_path / name).touch()
        able[os.stat(tmp_path / name).st_ino] = (whole, device)
        return tmp_path / name

    def ioctl(opened, request, answer):
        found = able.get(os.fstat(opened).st_ino)
        assert (request, len(answer)) == (0x80685600, 104)
        if found is None:
            raise OSError(errno.ENOTTY, "Inappropriate ioctl for device")
        whole, device = found
        told = whole | (DEVICE_CAPS if device is not None else 0)
        return struct.pack(
            "16s32s32s6I", b"uvcvideo", b"Document camera", b"usb-1", 0x060100, told, device or 0, 0, 0, 0
        )

    monkeypatch.setattr(fcntl, "ioctl", ioctl)
    return plug_in


def test_no_camera_there(tmp_path):
    absent = VideoCamera(str(tmp_path / "video0"))
    assert sentence(absent.check).startswith("没有找到摄像头。")
    assert absent.name == str(tmp_path / "video0")


def test_no_camera_anywhere(tmp_path):
    absent = VideoCamera("auto", tmp_path)
    assert sentence(absent.check).startswith("没有找到摄像头。")
    assert absent.name == "auto"


def test_something_that_is_no_camera(tmp_path):
    (tmp_path / "video0").write_bytes(b"no film")
    assert sentence(VideoCamera(str(tmp_path / "video0")).check).startswith("摄像头打不开")
    assert sentence(VideoCamera("auto", tmp_path).check).startswith("没有找到摄像头。")


def test_a_camera_that_may_not_be_opened(tmp_path, kernel, monkeypatch):
    kernel("video0", device=CAPTURE)

    def refused(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    for place in ("auto", str(tmp_path / "video0")):
        assert sentence(VideoCamera(place, tmp_path).check).startswith("摄像头打不开")


def test_the_second_device_of_a_camera_takes_no_pictures(kernel):
    assert sentence(VideoCamera(str(kernel("video1", device=METADATA))).check).startswith("摄像头打不开")


def test_a_camera_that_is_there(kernel):
    device = kernel("video0", device=CAPTURE)
    there = VideoCamera(str(device))
    there.check()
    assert (there.name, there.virtual) == (str(device), False)


def test_an_old_driver_tells_of_the_whole_camera_only(kernel):
    VideoCamera(str(kernel("video0", device=None, whole=CAPTURE))).check()
    assert sentence(VideoCamera(str(kernel("video1", device=None, whole=OUTPUT))).check)


def test_auto_is_the_first_device_that_takes_pictures(tmp_path, kernel):
    kernel("video10", device=CAPTURE)
    kernel("video0", device=METADATA)
    second = kernel("video2", device=CAPTURE)
    there = VideoCamera("auto", tmp_path)
    there.check()
    assert there.device() == second
    assert there.name == str(second)


def test_a_link_keeps_the_name_of_a_camera_among_several(tmp_path, kernel):
    device = kernel("video4", device=CAPTURE)
    (tmp_path / "document-camera").symlink_to(device)
    assert VideoCamera(str(tmp_path / "document-camera")).device() == device


def test_looking_for_cameras_leaves_none_open(tmp_path, kernel):
    kernel("video0", device=METADATA)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(10):
        sentence(VideoCamera("auto", tmp_path).check)
    assert len(os.listdir("/proc/self/fd")) == before


def test_the_demo_camera_gives_its_pictures_in_turn_and_says_that_it_is_a_demo(tmp_path):
    first, second = encoded("JPEG", (320, 240)), on_table(turned(3))
    (tmp_path / "1.jpg").write_bytes(first)
    (tmp_path / "2.jpg").write_bytes(second)
    demo = camera(f"folder:{tmp_path}")
    demo.check()
    assert demo.virtual
    assert [demo.shoot() for _ in range(3)] == [first, second, first]


def test_the_demo_camera_shows_what_it_will_take(tmp_path):
    (tmp_path / "1.jpg").write_bytes(encoded("JPEG", (320, 240)))
    (tmp_path / "2.jpg").write_bytes(encoded("JPEG", (240, 320)))
    demo = FolderCamera(tmp_path)
    for _ in range(3):
        assert demo.look() == demo.look() == demo.shoot()
    assert demo.taken == 3


def test_a_demo_folder_without_pictures(tmp_path):
    assert "没有照片" in sentence(FolderCamera(tmp_path).check)
    assert "没有照片" in sentence(FolderCamera(tmp_path).look)
    assert "没有照片" in sentence(FolderCamera(tmp_path / "nowhere").shoot)


@pytest.mark.parametrize("setting", ["video:", "video:0", "video:http://x", "video:car", "folder:", "usb", "摄像头"])
def test_a_setting_that_names_no_camera_is_refused(setting):
    with pytest.raises(SettingRefused):
        camera(setting)


def test_settings_name_cameras():
    assert camera("") is None
    assert camera("video:/dev/video0").place == "/dev/video0"
    assert camera("video:auto").place == "auto"
