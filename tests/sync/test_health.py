"""What the centre's list shows of a terminal, and that looking at devices does not disturb who is using them."""

import shutil
from datetime import datetime

import pytest

from kiosk.settings import Settings
from kiosk.store.model import CHINA
from sync.terminal import health
from sync.terminal.health import PROGRAM, Doctor

NOON, NIGHT = (datetime(2026, 11, 25, hour, tzinfo=CHINA) for hour in (12, 23))


@pytest.fixture
def home(tmp_path, content):
    shutil.copytree(content, tmp_path / "content")
    return tmp_path


def test_program_content_disk_and_devices(home):
    (home / "pictures").mkdir()
    station = Settings(printer=f"folder:{home}/out", camera=f"folder:{home}/pictures", slip_printer="nonsense")
    told = Doctor(home, lambda: station).report(lambda: NOON)
    assert told.program == PROGRAM
    assert "starter" in [pack.id for pack in told.content]
    assert told.disk_free_mb > 0
    assert {h.part: h.state for h in told.health} == {
        "printer": "warning",  # a demonstration's
        "slip_printer": "failed",
        "camera": "failed",  # an empty folder
        "card_reader": "absent",
    }


def test_a_pack_under_a_name_that_the_wire_does_not_know_is_left_out(home):
    from kiosk.content.build import build

    source = home / "法律"
    shutil.copytree(home / "content", home / "spare")
    source.mkdir()
    (source / "借伞法(2020-01-01).md").write_text(
        "# 借伞法\n\n2020年1月1日 通过\n\n<!-- INFO END -->\n\n第一条 借伞凭竹牌。\n", "utf-8"
    )
    build(source, home / "content")
    assert "starter" in [pack.id for pack in Doctor(home, Settings).report(lambda: NOON).content]


def test_devices_are_looked_at_when_it_starts_and_then_only_at_night(home, monkeypatch):
    looks = []
    monkeypatch.setattr(health, "_devices", lambda _: looks.append(1) or ["something"])
    monkeypatch.setattr(health.time, "monotonic", lambda: clock)
    clock = 0.0
    doctor = Doctor(home, Settings)
    doctor.report(lambda: NOON)
    clock = 90_000.0
    doctor.report(lambda: NOON)
    assert len(looks) == 1
    doctor.report(lambda: NIGHT)
    doctor.report(lambda: NIGHT)
    assert len(looks) == 2


def test_without_content_and_store_there_is_still_something_to_tell(tmp_path):
    told = Doctor(tmp_path, Settings).report(lambda: NOON)
    assert told.content == []
    assert {h.state for h in told.health} == {"absent"}
