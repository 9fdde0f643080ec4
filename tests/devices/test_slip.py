"""A slip with a number and a code comes out whole, or the citizen is told to write the number down."""

import os
import socket

import numpy as np
import pytest
import zxingcpp
from devices.slipprinter import CUT, NetworkPrinter, dots
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.devices.errors import DeviceTrouble, SettingRefused
from kiosk.devices.limits import WIDTH_58MM, WIDTH_80MM
from kiosk.devices.slip import EscposSlipPrinter, FolderSlipPrinter, slip_printer
from kiosk.devices.slippicture import picture

LINES = ["# 柑橘镇公共法律服务工作站", "借伞申请已收下", "# 101 261125 042 7", "", "七天之内答复。有事打 12348。"]
CODE = "1012611250427.tokEN-_"


def trouble(job) -> str:
    with pytest.raises(DeviceTrouble) as told:
        job()
    assert "抄下来" in told.value.sentence  # always a way on by hand
    assert "借伞" not in str(told.value)
    return told.value.sentence


def at(device: NetworkPrinter) -> EscposSlipPrinter:
    return slip_printer(f"network:127.0.0.1:{device.port}")


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr("kiosk.devices.slipwire._ANSWER_S", 0.5)
    monkeypatch.setattr("kiosk.devices.slipwire._SEND_S", 0.5)


def test_nobody_at_the_address():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    printer = slip_printer(f"network:127.0.0.1:{port}")
    assert trouble(printer.check).startswith("小票打印机的线松了，或者没有开机。")
    assert trouble(lambda: printer.print_slip(LINES, CODE))


@pytest.mark.parametrize(
    ("state", "start"),
    [({"paper": b"\x72"}, "小票打印机没有纸了。"), ({"online": b"\x1a"}, "小票打印机没有准备好，盖子可能没关好。")],
)
def test_the_state_is_told_before_anything_is_sent(state, start):
    with NetworkPrinter(**state) as device:
        assert trouble(lambda: at(device).print_slip(LINES, CODE)).startswith(start)
        assert device.got == b""


def test_pulled_out_midway():
    with NetworkPrinter(pulled_after=6000) as device:
        assert trouble(lambda: at(device).print_slip(LINES, CODE)).startswith("小票打印机的线松了")
        assert CUT not in device.got


def test_paper_that_ends_in_the_middle_of_a_slip():
    with NetworkPrinter(later=b"\x72") as device:
        assert trouble(lambda: at(device).print_slip(LINES, CODE)).startswith("小票打印机没有纸了。")


def test_a_printer_that_never_answers_is_trusted():
    with NetworkPrinter(online=None, paper=None) as device:
        at(device).print_slip(LINES, CODE)
    assert [code.text for code in zxingcpp.read_barcodes(dots(bytes(device.got)))] == [CODE]


def test_a_printer_plugged_in_again_prints_again():
    with NetworkPrinter(pulled_after=100) as device:
        printer = at(device)
        trouble(lambda: printer.print_slip(LINES, CODE))
        device.pulled_after = None
        device.got.clear()
        printer.print_slip(LINES, CODE)
    assert device.got.count(CUT) == 1


def test_the_slip_on_paper_is_the_picture_and_is_cut():
    with NetworkPrinter() as device:
        at(device).print_slip(LINES, CODE)
    printed = dots(bytes(device.got))
    assert np.array_equal(printed == 0, ~np.array(picture(LINES, CODE)))
    assert bytes(device.got).rindex(CUT) > len(device.got) - 8
    assert printed.shape[1] == WIDTH_80MM


def test_no_such_printer_file(tmp_path):
    assert trouble(slip_printer(f"file:{tmp_path / 'lp0'}").check).startswith("小票打印机的线松了")
    assert list(tmp_path.iterdir()) == []


def test_a_printer_file_that_takes_nothing_ends_in_time(tmp_path):
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # there, but it never reads
    try:
        noise = [f"第{n}行：{'字' * 40}" for n in range(200)]
        assert trouble(lambda: slip_printer(f"file:{pipe}").print_slip(noise, CODE)).startswith("小票打印机的线松了")
    finally:
        os.close(reader)


def test_a_printer_file_gets_the_slip(tmp_path):
    path = tmp_path / "lp0"
    path.touch()
    slip_printer(f"file:{path}").print_slip(LINES, CODE)
    assert [code.text for code in zxingcpp.read_barcodes(dots(path.read_bytes()))] == [CODE]


def test_no_such_usb_printer():
    assert trouble(slip_printer("usb:dead:beef").check).startswith("小票打印机的线松了")


def test_the_demo_printer_leaves_bytes_and_a_picture_and_says_that_it_is_a_demo(tmp_path):
    demo = slip_printer(f"folder:{tmp_path / 'slips'},58mm")
    assert demo.virtual
    demo.check()
    demo.print_slip(LINES, CODE)
    sent, shown = sorted((tmp_path / "slips").iterdir())
    assert (sent.suffix, shown.suffix) == (".bin", ".png")
    with Image.open(shown) as seen:
        assert seen.width == WIDTH_58MM
        assert [code.text for code in zxingcpp.read_barcodes(seen.convert("L"))] == [CODE]
    assert CUT in sent.read_bytes()


def test_a_demo_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "slips").write_text("a file, no folder")
    assert "写不进去" in trouble(lambda: slip_printer(f"folder:{tmp_path / 'slips'}").print_slip(LINES, ""))


def test_a_machine_without_the_font_says_so(monkeypatch, tmp_path):
    from kiosk.devices.slippicture import _font

    _font.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "缺中文字体" in trouble(lambda: picture(LINES, ""))


def test_a_code_with_too_much_in_it():
    with pytest.raises(DeviceTrouble, match="too long"):
        picture(LINES, "长" * 101)


def test_a_long_line_is_broken_and_a_heading_stands_in_the_middle():
    short, long = picture(["字"], ""), picture(["字" * 60], "")
    assert long.height > 3 * (short.height - 24)
    columns = np.flatnonzero(~np.array(picture(["# 字"], "")).all(axis=0))
    assert abs((columns[0] + columns[-1]) / 2 - WIDTH_80MM / 2) < 8


@pytest.mark.parametrize("width", [WIDTH_80MM, WIDTH_58MM])
@settings(max_examples=30, deadline=None)
@given(lines=st.lists(st.text(max_size=60), max_size=5))
def test_nothing_that_is_said_stops_a_slip_or_covers_its_code(width, lines):
    slip = picture(lines, CODE, width)
    assert slip.width == width
    assert [code.text for code in zxingcpp.read_barcodes(slip.convert("L"))] == [CODE]


@pytest.mark.parametrize(
    "setting",
    [
        "usb:4b8:0e15",
        "usb:04b8",
        "network:",
        "network:host:0",
        "network:host:70000",
        "network:a b",
        "file:",
        "folder:",
        "x",
    ],
)
def test_a_setting_that_names_no_slip_printer_is_refused(setting):
    with pytest.raises(SettingRefused):
        slip_printer(setting)


def test_settings_name_slip_printers(tmp_path):
    assert slip_printer("") is None
    for setting in ("usb:04b8:0e15", "network:printer.lan", "network:192.0.2.7:9101", "file:/dev/usb/lp0,58mm"):
        real = slip_printer(setting)
        assert isinstance(real, EscposSlipPrinter)
        assert not real.virtual
    assert isinstance(slip_printer(f"folder:{tmp_path}"), FolderSlipPrinter)
