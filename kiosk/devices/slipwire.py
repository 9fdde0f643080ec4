"""The border to python-escpos: its printers, and the two wires on which it could hang or guess (USB, the kernel's file)."""

import errno
import fcntl
import os
import select
import shutil
import stat
import struct
import time
from typing import Any

import usb.util  # type: ignore[import-untyped]
from escpos import capabilities  # type: ignore[import-untyped]
from escpos.exceptions import Error as EscposError  # type: ignore[import-untyped]
from escpos.printer import Dummy, File, Network, Usb  # type: ignore[import-untyped]
from PIL import Image

# What python-escpos, pyusb and the system raise when a device is not there or goes away.
GONE = (OSError, EscposError, AssertionError, RuntimeError, ValueError)

_ANSWER_S = 3.0
_SEND_S = 20.0
_FRAGMENT = 240  # dots of height sent at once; small printers have small buffers
_LPGETSTATUS = 0x060B  # linux/lp.h
_PAPER_OUT, _NO_ERROR = 0x20, 0x08  # bits of its answer

if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
    shutil.rmtree(
        capabilities.pickle_dir, ignore_errors=True
    )  # its import leaves one in the temporary folder each time


def send(device: Any, drawn: Image.Image) -> None:
    """Send a slip's dots, then cut.

    Raises:
        One of GONE: the device went away.
    """
    profile = capabilities.Profile(features={"paperFullCut": True})
    profile.profile_data = profile.profile_data | {"media": {"width": {"pixels": drawn.width}}}
    device.profile = profile
    device.image(drawn, fragment_height=_FRAGMENT)
    device.cut()


def network(host: str, port: int) -> Any:
    """A printer with a network socket of its own."""
    return Network(host, port, timeout=_ANSWER_S)


def in_memory() -> Any:
    """No printer: keeps the bytes in `output`."""
    return Dummy()


class UsbWire(Usb):  # type: ignore[misc]
    """python-escpos's USB printer, with the endpoints that the device itself names and a limit of time."""

    def __init__(self, vendor: int, product: int) -> None:
        super().__init__(vendor, product, usb_args={}, timeout=int(_SEND_S * 1000))

    def _configure_usb(self) -> None:
        super()._configure_usb()
        for endpoint in self.device.get_active_configuration()[(0, 0)]:
            if usb.util.endpoint_direction(endpoint.bEndpointAddress) == usb.util.ENDPOINT_OUT:
                self.out_ep = endpoint.bEndpointAddress
            else:
                self.in_ep = endpoint.bEndpointAddress


class FileWire(File):  # type: ignore[misc]
    """A printer behind the kernel's usblp, which blocks for ever without paper; here every write has a limit."""

    def open(self, raise_not_found: bool = True) -> None:
        del raise_not_found
        # O_NONBLOCK: an open or a write must not hang; no O_CREAT: a name that is not there is no printer.
        number = os.open(self.devfile, os.O_WRONLY | os.O_NONBLOCK)
        self.device = os.fdopen(number, "wb", buffering=0)

    def is_online(self) -> bool:
        status = self._status()
        return status is None or bool(status & _NO_ERROR or status & _PAPER_OUT)

    def paper_status(self) -> int:
        status = self._status()
        return 0 if status is not None and status & _PAPER_OUT else 2

    def _raw(self, msg: bytes) -> None:
        rest = memoryview(msg)
        until = time.monotonic() + _SEND_S
        while rest:
            left = until - time.monotonic()
            if left <= 0 or not select.select([], [self.device], [], left)[1]:
                raise TimeoutError(errno.ETIMEDOUT, "the printer takes nothing")
            written = self.device.write(rest)
            rest = rest[written or 0 :]

    def _status(self) -> int | None:
        """The kernel's word on the printer; None where there is none (a plain file, a serial line)."""
        if not stat.S_ISCHR(os.fstat(self.device.fileno()).st_mode):
            return None
        try:
            return int(struct.unpack("i", fcntl.ioctl(self.device.fileno(), _LPGETSTATUS, struct.pack("i", 0)))[0])
        except OSError as error:
            if error.errno in (errno.ENOTTY, errno.EINVAL):
                return None
            raise
