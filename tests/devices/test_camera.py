"""A picture of what lies on the desk, or words for why there is none.

A video file stands in for the camera: OpenCV reads both by the same calls.
"""

import cv2
import numpy as np
import pytest
from devices.pictures import encoded, on_table, turned

from kiosk.devices.camera import FolderCamera, VideoCamera, camera
from kiosk.devices.errors import DeviceTrouble, SettingRefused
from kiosk.devices.photo import accept_photo


def sentence(job) -> str:
    with pytest.raises(DeviceTrouble) as trouble:
        job()
    assert "手机" in trouble.value.sentence
    return trouble.value.sentence


def film(path, frames: int) -> str:
    out = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (640, 480))
    for number in range(frames):
        out.write(np.full((480, 640, 3), 40 + 30 * number, np.uint8))
    out.release()
    return str(path)


def test_no_camera_there(tmp_path):
    absent = VideoCamera(str(tmp_path / "video0"))
    assert sentence(absent.check).startswith("没有找到摄像头。")
    assert sentence(absent.shoot)


def test_something_that_is_no_camera(tmp_path):
    (tmp_path / "video0").write_bytes(b"no film")
    assert sentence(VideoCamera(str(tmp_path / "video0")).shoot).startswith("摄像头打不开")


def test_a_camera_pulled_out_before_its_picture_was_ready(tmp_path):
    assert sentence(VideoCamera(film(tmp_path / "film.avi", 3)).shoot).startswith("摄像头没有画面")


def test_a_picture_is_taken_when_the_camera_has_found_its_exposure(tmp_path):
    real = VideoCamera(film(tmp_path / "film.avi", 7))
    assert not real.virtual
    real.check()
    picture = cv2.imdecode(np.frombuffer(real.shoot(), np.uint8), cv2.IMREAD_COLOR)
    assert abs(picture.mean() - 160) < 5  # the fifth frame
    assert accept_photo(real.shoot()).width == 640


def test_the_demo_camera_gives_its_pictures_in_turn_and_says_that_it_is_a_demo(tmp_path):
    first, second = encoded("JPEG", (320, 240)), on_table(turned(3))
    (tmp_path / "1.jpg").write_bytes(first)
    (tmp_path / "2.jpg").write_bytes(second)
    demo = camera(f"folder:{tmp_path}")
    demo.check()
    assert demo.virtual
    assert [demo.shoot() for _ in range(3)] == [first, second, first]


def test_a_demo_folder_without_pictures(tmp_path):
    assert "没有照片" in sentence(FolderCamera(tmp_path).check)
    assert "没有照片" in sentence(FolderCamera(tmp_path / "nowhere").shoot)


@pytest.mark.parametrize("setting", ["video:", "video:0", "video:http://x", "folder:", "usb", "摄像头"])
def test_a_setting_that_names_no_camera_is_refused(setting):
    with pytest.raises(SettingRefused):
        camera(setting)


def test_settings_name_cameras():
    assert camera("") is None
    assert isinstance(camera("video:/dev/video0"), VideoCamera)
