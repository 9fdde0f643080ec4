"""All devices of a station out of its settings: the one place that knows which setting names which device."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address
from typing import Protocol, TypeVar

from kiosk.devices.camera import Camera, camera
from kiosk.devices.card import CardReader, card_reader
from kiosk.devices.errors import SettingRefused
from kiosk.devices.phone import lan_address
from kiosk.devices.printer import Printer, printer
from kiosk.devices.slip import SlipPrinter, slip_printer

_AUTO = "auto"
_Device = TypeVar("_Device")
_log = logging.getLogger(__name__)


class DeviceSettings(Protocol):
    """The settings that name devices; each is empty where a station has none."""

    @property
    def printer(self) -> str:
        """`cups:QUEUE` or `folder:PATH`."""

    @property
    def slip_printer(self) -> str:
        """`usb:VID:PID`, `network:HOST[:PORT]`, `file:PATH` or `folder:PATH`, and `,58mm` for narrow paper."""

    @property
    def camera(self) -> str:
        """`video:auto`, `video:/dev/video0` or `folder:PATH`."""

    @property
    def card_reader(self) -> str:
        """`serial:/dev/ttyUSB0` or `recorded:FILE`."""

    @property
    def phone_address(self) -> str:
        """`auto`, or this machine's address on the station's network."""


@dataclass(slots=True, frozen=True)
class Devices:
    """A station's devices; None where it has none, or where the setting was refused (`refused` tells, for operators)."""

    printer: Printer | None
    slip_printer: SlipPrinter | None
    camera: Camera | None
    card_reader: CardReader | None
    phone_address: str | None
    refused: tuple[str, ...] = ()


def devices_of(settings: DeviceSettings) -> Devices:
    """Build all devices; none is touched yet. A setting that is refused costs its own device and no other."""
    refused: list[str] = []

    def built(make: Callable[[str], _Device | None], setting: str) -> _Device | None:
        try:
            return make(setting)
        except SettingRefused as error:
            _log.error("%s", error)
            refused.append(str(error))
            return None

    return Devices(
        built(printer, settings.printer),
        built(slip_printer, settings.slip_printer),
        built(camera, settings.camera),
        built(card_reader, settings.card_reader),
        built(phone_address, settings.phone_address),
        tuple(refused),
    )


def phone_address(setting: str) -> str | None:
    """The address at which a citizen's phone reaches this machine, or None: then the choice is not offered.

    Args:
        setting: empty for none, `auto` to look for one, or a private IPv4 address of this machine.

    Raises:
        SettingRefused: it is none of these.
    """
    if not setting:
        return None
    if setting == _AUTO:
        return lan_address()
    try:
        address = IPv4Address(setting)
    except ValueError as error:
        raise SettingRefused(f"phone address “{setting}”: expected auto or an IPv4 address") from error
    if not address.is_private or address.is_unspecified:
        raise SettingRefused(f"phone address “{setting}”: expected an address of the station's own network")
    return str(address)
