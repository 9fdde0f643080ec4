"""A station's devices out of its settings; a slip in one costs that device and no other."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from kiosk.devices import devices
from kiosk.devices.devices import Devices, devices_of, phone_address
from kiosk.devices.errors import SettingRefused

NONE = {"printer": "", "slip_printer": "", "camera": "", "card_reader": "", "phone_address": ""}


def station(**settings: str) -> SimpleNamespace:
    return SimpleNamespace(**(NONE | settings))


@pytest.mark.parametrize("wrong", NONE)
def test_a_setting_that_is_refused_costs_its_own_device_only(tmp_path, wrong):
    good = {
        "printer": f"folder:{tmp_path}",
        "slip_printer": f"folder:{tmp_path}",
        "camera": f"folder:{tmp_path}",
        "card_reader": f"recorded:{tmp_path / 'card.txt'}",
        "phone_address": "192.168.3.7",
    }
    built = devices_of(station(**(good | {wrong: "nonsense"})))
    assert [name for name in NONE if getattr(built, name) is None] == [wrong]
    (told,) = built.refused
    assert "nonsense" in told


def test_building_them_loads_nothing_slow():
    slow = {"cv2", "PIL", "escpos", "pillow_heif", "qrcode"}
    look = f"import sys, kiosk.devices.devices; print({slow} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_a_station_without_devices():
    assert devices_of(station()) == Devices(None, None, None, None, None)


@pytest.mark.parametrize("setting", ["8.8.8.8", "0.0.0.0", "::1", "station.lan", "192.168.3.7:80"])
def test_an_address_that_is_none_of_the_stations_network_is_refused(setting):
    with pytest.raises(SettingRefused):
        phone_address(setting)


def test_auto_looks_for_the_stations_network(monkeypatch):
    monkeypatch.setattr(devices, "lan_address", lambda: "192.168.3.7")
    assert phone_address("auto") == "192.168.3.7"
    monkeypatch.setattr(devices, "lan_address", lambda: None)
    assert phone_address("auto") is None
