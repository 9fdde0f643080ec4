"""A paper comes out, or the citizen is told in plain words why not, and nothing of it stays behind.

The printer here is a simulated one behind a CUPS daemon of the test's own (cups.py); lp and lpstat are the real ones.
"""

import os
import subprocess
import threading
from pathlib import Path

import pytest
from devices import cups

from kiosk.devices.errors import DeviceTrouble, SettingRefused
from kiosk.devices.printer import CupsPrinter, FolderPrinter, printer

PDF = b"%PDF-1.7 an invented paper"
needs_cups = pytest.mark.skipif(not cups.installed(), reason="cups-daemon and cups-client are not installed")


class Desk:
    """The simulated printer's side."""

    def __init__(self, folder: Path, spool: Path) -> None:
        self.folder, self.spool = folder, spool

    def order(self, name: str, text: str = "") -> None:
        (self.folder / f"{name}.new").write_text(text)
        (self.folder / f"{name}.new").rename(self.folder / name)  # so that the printer never sees half of it

    def cancel(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def clear(self) -> None:
        for file in self.folder.iterdir():
            file.unlink()

    @property
    def got(self) -> bytes | None:
        file = self.folder / "got.pdf"
        return file.read_bytes() if file.exists() else None

    def nothing_waits(self) -> bool:
        """No job in the queue, no data in the spool."""
        told = subprocess.run(
            ["lpstat", "-W", "not-completed", "-o"], capture_output=True, check=True, timeout=20
        ).stdout
        return told == b"" and not any(PDF in file.read_bytes() for file in self.spool.iterdir() if file.is_file())


@pytest.fixture(scope="module")
def cups_daemon(tmp_path_factory):
    root, desk = tmp_path_factory.mktemp("cups"), tmp_path_factory.mktemp("desk")
    with cups.daemon(root, desk) as server:
        yield server, Desk(desk, root / "spool")


@pytest.fixture
def desk(cups_daemon, monkeypatch):
    server, desk = cups_daemon
    monkeypatch.setenv("CUPS_SERVER", server)
    desk.clear()
    yield desk
    desk.clear()
    station().clear()
    for command in ("cupsenable", "cupsaccept"):
        subprocess.run([f"/usr/sbin/{command}", cups.QUEUE], check=True, timeout=20)


def station(**limits: float) -> CupsPrinter:
    return CupsPrinter(cups.QUEUE, **{"patience_s": 20.0, "settle_s": 0.3, "glance_s": 0.05, **limits})


def sentence(job) -> str:
    with pytest.raises(DeviceTrouble) as trouble:
        job()
    assert "窗口" in trouble.value.sentence  # always a way on by hand
    return trouble.value.sentence


def test_a_machine_without_printing_commands_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sentence(station().check).startswith("这台机器没有装打印程序。")
    station().clear()


def test_a_printing_system_that_hangs_does_not_hold_up_the_visit(monkeypatch, tmp_path):
    for command in ("lpstat", "lp"):
        (tmp_path / command).write_text("#!/bin/sh\nexec sleep 60\n")
        (tmp_path / command).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr("kiosk.devices.printer._COMMAND_S", 0.2)
    assert sentence(station().check).startswith("打印程序没有回应。")


@needs_cups
def test_no_printing_system_running(monkeypatch, tmp_path):
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    assert sentence(station().check)
    assert sentence(lambda: station().print_pdf(PDF, "借伞指南"))


@needs_cups
def test_no_such_queue(desk):
    assert sentence(CupsPrinter("attic").check).startswith("找不到打印机。")


@needs_cups
def test_out_of_paper_is_told_and_the_paper_never_comes_out_for_the_next_citizen(desk):
    desk.order("trouble", "media-empty-error")
    assert sentence(lambda: station().print_pdf(PDF, "借伞指南")).startswith("打印机没有纸了。")
    desk.cancel("trouble")
    assert desk.nothing_waits()
    assert desk.got is None


@needs_cups
def test_after_paper_was_put_in_the_next_one_prints_although_cups_still_says_empty(desk):
    desk.order("trouble", "media-empty-error")
    sentence(lambda: station().print_pdf(PDF, "借伞指南"))
    desk.cancel("trouble")
    told = subprocess.run(["lpstat", "-l", "-p", cups.QUEUE], capture_output=True, check=True, timeout=20).stdout
    assert b"media-empty" in told
    station().check()
    station(settle_s=10).print_pdf(PDF, "借伞指南")
    assert desk.got == PDF


@needs_cups
@pytest.mark.parametrize(
    ("reason", "start"),
    [
        ("media-jam-error", "打印机卡纸了。"),
        ("cover-open-error", "打印机的盖子没有关好。"),
        ("connecting-to-device", "打印机没有开机，或者线没有插好。"),
        ("toner-empty", "打印机没有墨粉了。"),
    ],
)
def test_other_troubles_have_their_own_words(desk, reason, start):
    desk.order("trouble", reason)
    assert sentence(lambda: station().print_pdf(PDF, "借伞指南")).startswith(start)
    assert desk.nothing_waits()


@needs_cups
def test_a_mere_warning_does_not_stop_a_paper_but_patience_ends(desk):
    desk.order("trouble", "media-empty-warning")
    said = sentence(lambda: station(patience_s=1.5).print_pdf(PDF, "借伞指南"))
    assert said.startswith("打印机一直没有打出来。")
    assert desk.nothing_waits()


@needs_cups
def test_a_printer_that_gives_up_again_and_again(desk):
    desk.order("fail")
    said = sentence(lambda: station(patience_s=1.5).print_pdf(PDF, "借伞指南"))
    assert said.startswith("打印机一直没有打出来。")
    assert desk.nothing_waits()


@needs_cups
def test_a_paper_that_somebody_else_took_out_of_the_queue_was_not_printed(desk):
    desk.order("trouble", "media-empty-warning")
    cancelling = threading.Timer(1.0, subprocess.run, [["cancel", "-a", cups.QUEUE]], {"check": True})
    cancelling.start()
    assert sentence(lambda: station().print_pdf(PDF, "借伞指南")).startswith("打印没有成功。")
    cancelling.join()


@needs_cups
def test_a_queue_that_staff_stopped(desk):
    subprocess.run(["/usr/sbin/cupsdisable", cups.QUEUE], check=True, timeout=20)
    assert sentence(lambda: station().print_pdf(PDF, "借伞指南")).startswith("打印机停用了。")
    assert desk.nothing_waits()


@needs_cups
def test_a_queue_that_takes_nothing(desk):
    subprocess.run(["/usr/sbin/cupsreject", cups.QUEUE], check=True, timeout=20)
    assert sentence(lambda: station().print_pdf(PDF, "借伞指南")).startswith("打印机现在不接新的文件。")


@needs_cups
def test_a_visit_that_ends_takes_its_papers_out_of_the_queue(desk):
    desk.order("trouble", "media-empty-error")
    subprocess.run(["lp", "-d", cups.QUEUE, "-"], input=PDF, check=True, capture_output=True, timeout=20)
    assert not desk.nothing_waits()
    station().clear()
    assert desk.nothing_waits()


@needs_cups
def test_a_paper_comes_out_as_it_was_given_and_nothing_stays_in_the_spool(desk):
    station().print_pdf(PDF, "借伞指南")
    assert desk.got == PDF
    assert desk.nothing_waits()


def test_the_demo_printer_leaves_the_paper_in_its_folder_and_says_that_it_is_a_demo(tmp_path):
    demo = printer(f"folder:{tmp_path / 'papers'}")
    assert demo.virtual
    demo.check()
    demo.print_pdf(PDF, "借伞指南")
    demo.print_pdf(PDF + b"2", "张三/../../x")
    files = sorted((tmp_path / "papers").iterdir())
    assert {file.read_bytes() for file in files} == {PDF, PDF + b"2"}
    assert not any("张" in file.name or "借" in file.name for file in files)


def test_a_demo_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "papers").write_text("a file, no folder")
    assert "写不进去" in sentence(lambda: printer(f"folder:{tmp_path / 'papers'}").print_pdf(PDF, "借伞指南"))


@pytest.mark.parametrize(
    "setting", ["cups:", "cups:-dother", "cups:a b", "cups:a/b", "folder:", "usb:1", "cups", "打印机"]
)
def test_a_setting_that_names_no_printer_is_refused(setting):
    with pytest.raises(SettingRefused):
        printer(setting)


def test_settings_name_printers(tmp_path):
    assert printer("") is None
    real = printer("cups:HP_LaserJet-1")
    assert isinstance(real, CupsPrinter)
    assert (real.name, real.virtual) == ("HP_LaserJet-1", False)
    assert isinstance(printer(f"folder:{tmp_path}"), FolderPrinter)
