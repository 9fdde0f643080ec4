"""The receipt printer: a slip with a number, what happens next and a code, through python-escpos.

A slip is sent as dots (slippicture.py). The printer is asked for its state before anything is sent and again at the end;
many small printers do not answer, and those are trusted as long as the connection stands. python-escpos and Pillow take
0.3 s to import, so they are imported when a slip is due.
"""

import errno
import io
import os
import re
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from kiosk.devices.errors import DeviceTrouble, SettingRefused
from kiosk.devices.limits import WIDTH_58MM, WIDTH_80MM

_BY_HAND = "请把屏幕上的号码抄下来，或者用手机拍下来。"
_PULLED = f"小票打印机的线松了，或者没有开机。{_BY_HAND}"


class SlipPrinter(Protocol):
    """Something that prints a slip."""

    @property
    def name(self) -> str:
        """What operators call it."""

    @property
    def virtual(self) -> bool:
        """True where nothing comes out on paper: the screen must say that this is a demonstration."""

    def check(self) -> None:
        """Look whether it could print now.

        Raises:
            DeviceTrouble: it could not; the sentence says why, and the way on by hand.
        """

    def print_slip(self, lines: Sequence[str], qr_text: str) -> None:
        """Print one slip and cut it. Takes seconds: not for the screen's thread.

        Args:
            lines: see `slippicture.picture`.
            qr_text: for the code; empty for none.

        Raises:
            DeviceTrouble: it did not come out, or perhaps not whole.
        """


class EscposSlipPrinter:
    """A real printer; each slip opens the connection anew, so that one plugged in again works again."""

    virtual = False

    def __init__(self, name: str, connect: Callable[[], Any], width: int = WIDTH_80MM) -> None:
        """Args:
        name: for operators.
        connect: makes python-escpos's printer, not yet opened.
        width: dots of the print head.
        """
        self.name = name
        self._connect = connect
        self._width = width

    def check(self) -> None:
        self._use(lambda device: None)

    def print_slip(self, lines: Sequence[str], qr_text: str) -> None:
        from kiosk.devices.slippicture import picture
        from kiosk.devices.slipwire import send

        drawn = picture(lines, qr_text, self._width)
        self._use(lambda device: send(device, drawn))

    def _use(self, job: Callable[[Any], None]) -> None:
        from kiosk.devices.slipwire import GONE

        device = self._connect()
        try:
            device.open()
            answers = self._ask(device)
            job(device)
            if answers and not self._ask(device):
                raise OSError(errno.EIO, "no answer after printing")
        except GONE as error:
            raise DeviceTrouble(f"slip printer {self.name}: {type(error).__name__}", _PULLED) from error
        finally:
            device.close()

    def _ask(self, device: Any) -> bool:
        """Ask for online and paper; False where the printer does not answer at all."""
        try:
            online = device.is_online()
        except OSError as error:
            if isinstance(error, TimeoutError) or error.errno == errno.ETIMEDOUT:  # pyusb's is no TimeoutError
                return False
            raise
        if not online:
            raise DeviceTrouble(
                f"slip printer {self.name} is offline", f"小票打印机没有准备好，盖子可能没关好。{_BY_HAND}"
            )
        if device.paper_status() == 0:
            raise DeviceTrouble(f"slip printer {self.name} has no paper", f"小票打印机没有纸了。{_BY_HAND}")
        return True


class FolderSlipPrinter:
    """A printer for demonstrations: leaves the bytes that a printer would get, and a picture of the slip."""

    virtual = True

    def __init__(self, folder: Path, width: int = WIDTH_80MM) -> None:
        self.name = str(folder)
        self._folder = folder
        self._width = width

    def check(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not os.access(self._folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, "not writable")
        except OSError as error:
            raise self._unwritable(error) from error

    def print_slip(self, lines: Sequence[str], qr_text: str) -> None:
        from kiosk.devices.slippicture import picture
        from kiosk.devices.slipwire import in_memory, send

        self.check()
        drawn = picture(lines, qr_text, self._width)
        device = in_memory()
        send(device, drawn)
        png = io.BytesIO()
        drawn.save(png, "PNG")
        path = self._folder / f"{datetime.now():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}"
        try:
            path.with_suffix(".bin").write_bytes(device.output)
            path.with_suffix(".png").write_bytes(png.getvalue())
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> DeviceTrouble:
        reason = f"demo slip printer {self.name}: {error.strerror}"
        return DeviceTrouble(reason, f"演示用的小票文件夹写不进去。{_BY_HAND}")


def slip_printer(setting: str) -> SlipPrinter | None:
    """The receipt printer that a setting names.

    Args:
        setting: empty for none; `usb:VID:PID` (hexadecimal), `network:HOST` or `network:HOST:PORT`, `file:/dev/usb/lp0`, or
            `folder:PATH` for a demonstration; `,58mm` after it for narrow paper.

    Raises:
        SettingRefused: it names no such driver.
    """
    if not setting:
        return None
    place = setting.removesuffix(",58mm")
    width = WIDTH_80MM if place == setting else WIDTH_58MM
    if usb := re.fullmatch(r"usb:([0-9a-fA-F]{4}):([0-9a-fA-F]{4})", place):
        ids = int(usb[1], 16), int(usb[2], 16)
        return EscposSlipPrinter(place, lambda: _wire().UsbWire(*ids), width)
    if (net := re.fullmatch(r"network:([\w.-]+)(?::(\d{1,5}))?", place)) and 0 < int(net[2] or 9100) < 65_536:
        host, port = net[1], int(net[2] or 9100)
        return EscposSlipPrinter(place, lambda: _wire().network(host, port), width)
    kind, _, path = place.partition(":")
    if kind == "file" and path:
        return EscposSlipPrinter(place, lambda: _wire().FileWire(path), width)
    if kind == "folder" and path:
        return FolderSlipPrinter(Path(path), width)
    expected = "usb:VID:PID, network:HOST[:PORT], file:PATH or folder:PATH"
    raise SettingRefused(f"slip printer “{setting}”: expected {expected}")


def _wire() -> Any:
    from kiosk.devices import slipwire

    return slipwire
