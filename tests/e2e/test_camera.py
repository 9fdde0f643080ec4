"""A paper is photographed at the terminal: seen live, taken, straightened, kept. And what goes wrong with cameras.

The camera is a pretended one; from its frames on, everything is what a station has: Qt's capture session, its still picture,
the search for the sheet, the page.
"""

import threading

import cv2
import numpy as np
import pytest
from devices.desk import EMPTY, Desk, seen
from devices.pictures import on_table, turned
from terminal import Visit

from kiosk.devices.camera import camera_busy, no_camera
from ui.applicant import Applicant
from ui.screens.photos import camera, live
from ui.screens.photos.viewfinder import Shot
from ui.tour import Guide

SHEET = seen(on_table(turned(4)))
OTHER = seen(on_table(turned(-8)))
SEEN, NOT_SEEN = "整张纸都看到了", "还没看到整张纸"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk()
    monkeypatch.setattr(live, "Source", desk)
    return desk


def at_the_camera(fresh: Visit, **settings: object) -> Guide:
    """A citizen in the middle of a complaint, who has opened the camera's page."""
    guide = fresh(**({"camera": "video:auto"} | settings))
    hand = guide.hand
    hand.touch("在这里办")
    hand.touch("对服务提意见")
    hand.touch("现在就办")
    Applicant(guide).fill(until="photos")
    hand.touch("在这里拍材料")
    return guide


def wait_for(guide: Guide, text: str) -> None:
    guide.hand.until(lambda: guide.hand.sees(text), text)


def take(guide: Guide) -> None:
    wait_for(guide, SEEN)
    guide.hand.touch("拍照")
    guide.hand.until(lambda: "就用这张" in guide.hand.labels(), "the photo")


def photos(guide: Guide) -> list[np.ndarray]:
    """The photos of the form's question, out of the store."""
    back_office = guide.kiosk.back_office()
    rows = guide.kiosk.shell.viewModel.album.answer()
    files = [back_office.desk.store.read(row["sha256"]) for row in rows]
    return [cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR) for file in files]


# What goes wrong


def test_no_camera_there_and_it_is_plugged_in_then(fresh: Visit, desk: Desk) -> None:
    desk.trouble = no_camera("in /dev")
    guide = at_the_camera(fresh)
    wait_for(guide, "没有找到摄像头")
    assert guide.hand.sees("到窗口")
    assert "拍照" not in guide.hand.labels()
    desk.trouble, desk.paper = None, SHEET
    guide.hand.touch("再试一次摄像头")
    take(guide)
    assert not guide.hand.sees("没有找到摄像头")


def test_a_camera_in_use_by_something_else(fresh: Visit, desk: Desk) -> None:
    desk.paper = None
    guide = at_the_camera(fresh)
    guide.hand.until(lambda: desk.on == 1, "the camera")
    desk.pull_out()
    wait_for(guide, "可能正被占用")
    assert desk.on == 0


def test_a_camera_that_cannot_be_opened_leads_to_the_phone_and_back_to_the_form(fresh: Visit, desk: Desk) -> None:
    desk.trouble = camera_busy("in use")
    guide = at_the_camera(fresh, phone_address="127.0.0.1")
    wait_for(guide, "可能正被占用")
    guide.hand.touch("用手机传照片")
    assert guide.kiosk.shell.pageName == "phone"
    guide.hand.touch("回去接着填")
    assert guide.kiosk.shell.viewModel.property("kind") == "photos"


def test_pulled_out_while_the_citizen_looks_at_a_photo_loses_no_photo(fresh: Visit, desk: Desk) -> None:
    desk.paper = SHEET
    guide = at_the_camera(fresh)
    take(guide)
    guide.hand.touch("就用这张")
    take(guide)
    desk.pull_out()
    wait_for(guide, "摄像头没有画面")
    guide.hand.touch("就用这张")
    assert guide.hand.sees("收好了2张")
    assert guide.hand.sees("摄像头没有画面")
    guide.hand.touch("回去接着填")
    assert len(photos(guide)) == 2


def test_pulled_out_while_the_photo_is_taken(fresh: Visit, desk: Desk) -> None:
    desk.paper = SHEET
    guide = at_the_camera(fresh)
    wait_for(guide, SEEN)
    desk.paper = None
    guide.hand.touch("拍照")
    assert guide.hand.sees("正在拍")
    desk.pull_out()
    wait_for(guide, "摄像头没有画面")
    desk.paper = SHEET
    assert not guide.hand.sees("正在拍")
    guide.hand.touch("再试一次摄像头")
    take(guide)


def test_a_camera_that_falls_silent_is_noticed(fresh: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "QUIET_S", 1.5)
    desk.paper = SHEET
    guide = at_the_camera(fresh)
    wait_for(guide, SEEN)
    desk.paper = None
    wait_for(guide, "摄像头没有画面")
    assert desk.on == 0


def test_frames_that_come_damaged_are_passed_over(fresh: Visit, desk: Desk) -> None:
    desk.paper = SHEET[: len(SHEET) // 2]
    guide = at_the_camera(fresh)
    wait_for(guide, "正在打开摄像头")
    guide.hand.until(lambda: desk.on == 1, "the camera")
    guide.hand.settle()
    desk.paper = SHEET
    take(guide)


# What goes well


def test_a_paper_is_seen_taken_straightened_and_kept(fresh: Visit, desk: Desk) -> None:
    guide = at_the_camera(fresh)
    wait_for(guide, NOT_SEEN)
    assert not guide.hand.sees("没有真的拍")
    desk.paper = SHEET
    wait_for(guide, SEEN)
    corners = [(point.x() * 1600, point.y() * 1200) for point in guide.kiosk.shell.viewModel.live.corners]
    assert np.allclose(corners, [*turned(4), turned(4)[0]], atol=16)
    take(guide)
    assert not guide.hand.sees("没有看出纸的边")
    guide.hand.touch("就用这张")
    guide.hand.touch("回去接着填")
    (page,) = photos(guide)
    assert abs(page.shape[0] / page.shape[1] - 297 / 210) < 0.03


def test_another_photo_instead_of_the_first(fresh: Visit, desk: Desk) -> None:
    guide = at_the_camera(fresh)
    wait_for(guide, NOT_SEEN)
    guide.hand.touch("拍照")
    guide.hand.until(lambda: "重新拍" in guide.hand.labels(), "the photo")
    assert guide.hand.sees("没有看出纸的边")
    guide.hand.touch("重新拍")
    desk.paper = OTHER
    take(guide)
    guide.hand.touch("就用这张")
    guide.hand.touch("回去接着填")
    (page,) = photos(guide)
    assert page.mean() > 150  # the sheet, not the dark desk


def test_a_sheet_taken_away_is_no_longer_said_to_be_seen(fresh: Visit, desk: Desk) -> None:
    desk.paper = SHEET
    guide = at_the_camera(fresh)
    wait_for(guide, SEEN)
    desk.paper = EMPTY
    wait_for(guide, NOT_SEEN)
    assert guide.kiosk.shell.viewModel.live.corners == []


# The camera is off


def test_the_camera_is_off_as_soon_as_its_page_is_left(fresh: Visit, desk: Desk) -> None:
    desk.paper = SHEET
    guide = at_the_camera(fresh)
    wait_for(guide, SEEN)
    assert desk.on == 1
    guide.hand.touch("回去接着填")
    assert desk.on == 0
    assert guide.kiosk.back_office.pictures._live.isNull()


def test_the_camera_is_off_while_another_page_lies_over_it(fresh: Visit, desk: Desk) -> None:
    desk.paper = SHEET
    guide = at_the_camera(fresh)
    wait_for(guide, SEEN)
    guide.hand.touch("找人帮")
    assert desk.on == 0
    guide.hand.touch("返回")
    wait_for(guide, SEEN)
    assert (desk.on, desk.opened) == (1, 2)


def test_the_camera_goes_off_with_the_visit(fresh: Visit, desk: Desk) -> None:
    desk.paper = SHEET
    guide = at_the_camera(fresh)
    wait_for(guide, SEEN)
    guide.wait(guide.kiosk.shell.settings.warn_after_s + 1)
    assert desk.on == 1
    guide.wait(guide.kiosk.shell.settings.wipe_after_s + 1)
    assert guide.kiosk.shell.pageName == "home"
    assert desk.on == 0
    assert guide.kiosk.back_office.pictures._live.isNull()


@pytest.mark.parametrize("way", ["找人帮", "用完了"])
def test_a_photo_that_is_being_taken_when_the_page_is_left_is_not_kept(
    fresh: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    begun, left = threading.Event(), threading.Event()
    develop = camera._developed

    def slowly(shot: Shot) -> tuple[bytes, bool, str]:
        begun.set()
        left.wait(30)
        return develop(shot)

    monkeypatch.setattr(camera, "_developed", slowly)
    desk.paper = SHEET
    guide = at_the_camera(fresh)
    wait_for(guide, SEEN)
    guide.hand.touch("拍照")
    guide.hand.until(begun.is_set, "the photo's development")
    guide.hand.touch(way)
    left.set()
    for _ in range(15):
        guide.hand.settle()
    assert guide.kiosk.back_office.pictures._kept == {}


def test_the_camera_goes_off_with_the_terminal(fresh: Visit, desk: Desk) -> None:
    desk.paper = SHEET
    guide = at_the_camera(fresh)
    wait_for(guide, SEEN)
    guide.kiosk.back_office.end_visit()
    assert desk.on == 0
