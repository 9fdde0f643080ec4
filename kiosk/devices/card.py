"""The identity-card reader: name, number, sex, birth date and address from the card's chip, and nothing else of it.

A reader hangs on a serial line (or a USB one that plays it) and speaks cardframe.py. What it says is checked like what a
person types: a number that does not add up is told, never taken.
"""

import re
import termios
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

import serial

from kiosk.devices import cardframe
from kiosk.devices.cardframe import FIND, FOUND, HEAD, OK, READ, SELECT, Answer, Fields, FrameBroken
from kiosk.devices.cardrecording import Simulator, recorded
from kiosk.devices.errors import DeviceTrouble, SettingRefused
from kiosk.services.errors import ServiceError
from kiosk.services.identity import parse

_BAUD = 115_200
_ANSWER_S = 2.0  # reading the chip takes about one second
_GLANCE_S = 0.3  # between two looks for a card, as the standard advises
_MOST_NOISE = 4096  # bytes before an answer
_BY_HAND = "也可以用键盘填写，没有身份证一样能办。"
_AGAIN = f"请把身份证平放在读卡区，等听到提示再拿开。{_BY_HAND}"
_SEX = {"1": "男", "2": "女"}


@dataclass(slots=True, frozen=True)
class Card:
    """What a service needs of an identity card. Nothing of it shows in a repr, so that none reaches a log."""

    name: str = field(repr=False)
    number: str = field(repr=False)  # 18 characters, checked
    sex: Literal["男", "女"] = field(repr=False)
    born: date = field(repr=False)
    address: str = field(repr=False)


class CardReader(Protocol):
    """Something that reads an identity card."""

    @property
    def name(self) -> str:
        """What operators call it."""

    @property
    def virtual(self) -> bool:
        """True where the card is an invented one: the screen must say that this is a demonstration."""

    def check(self) -> None:
        """Look whether a reader is there and answers.

        Raises:
            DeviceTrouble: it does not; the sentence says the way on by hand.
        """

    def read(self, timeout_s: float) -> Card:
        """Wait for a card and read it. Not for the screen's thread.

        Args:
            timeout_s: how long a person may take to lay the card down.

        Raises:
            DeviceTrouble: no card in time, taken away too early, not readable, no resident's card, or no reader.
        """


class SerialCardReader:
    """A reader with an SDT module on a serial line."""

    virtual = False

    def __init__(self, port: str) -> None:
        self.name = port

    def check(self) -> None:
        with closing(_Line(self.name)) as line:
            line.ask(FIND)

    def read(self, timeout_s: float) -> Card:
        until = time.monotonic() + timeout_s
        with closing(_Line(self.name)) as line:
            while line.ask(FIND).status != FOUND:
                if time.monotonic() >= until:
                    raise DeviceTrouble("no card in time", f"没有读到身份证。{_AGAIN}")
                time.sleep(_GLANCE_S)
            for command in (SELECT, READ):
                answer = line.ask(command)
                if answer.status != OK:
                    raise DeviceTrouble(f"card reader says {answer.status.hex()}", f"身份证拿开得太早了。{_AGAIN}")
        try:
            return checked(cardframe.parse_text(answer.data))
        except FrameBroken as error:
            raise DeviceTrouble(f"card reader {self.name}: {error}", f"身份证没有读全。{_AGAIN}") from None


class RecordedCardReader:
    """A reader for demonstrations: a recording of an invented person's card answers by the same driver (cardrecording.py)."""

    virtual = True

    def __init__(self, recording: Path) -> None:
        self.name = str(recording)
        self._recording = recording

    def check(self) -> None:
        self._answers()

    def read(self, timeout_s: float) -> Card:
        with Simulator(self._answers()) as port:
            return SerialCardReader(port).read(timeout_s)

    def _answers(self) -> dict[bytes, list[bytes]]:
        try:
            return recorded(self._recording.read_text("utf-8"))
        except (OSError, ValueError) as error:
            reason = f"recording {self.name}: {type(error).__name__}"
            raise DeviceTrouble(reason, f"演示用的读卡记录打不开。{_BY_HAND}") from error


def checked(fields: Fields) -> Card:
    """A card out of what its chip says.

    Raises:
        DeviceTrouble: a foreigner's card, or fields that cannot be (no name, a number that does not add up, a birth date
            or sex other than the number's).
    """
    if fields.kind == "I":
        raise DeviceTrouble("a foreigner's card", f"外国人永久居留证现在还读不了。{_BY_HAND}")
    try:
        identity = parse(fields.number)
    except ServiceError as error:
        raise _nonsense("number refused") from error
    if not fields.name or not fields.name.isprintable() or not fields.address.isprintable():
        raise _nonsense("name or address")
    if fields.born != f"{identity.born:%Y%m%d}" or _SEX.get(fields.sex) != identity.sex:
        raise _nonsense("number, birth date and sex do not agree")
    return Card(fields.name, identity.number, identity.sex, identity.born, fields.address)


class _Line:
    """An open serial line to a reader."""

    def __init__(self, port: str) -> None:
        self._port = port
        try:
            self._serial = serial.Serial(port, _BAUD, timeout=_ANSWER_S, write_timeout=_ANSWER_S)
        except (OSError, ValueError, termios.error) as error:
            raise self._gone(error) from error

    def close(self) -> None:
        self._serial.close()

    def ask(self, command: bytes) -> Answer:
        """Send a command and take its answer.

        Raises:
            DeviceTrouble: the line is cut, nothing comes in time, or what comes is damaged.
        """
        try:
            self._serial.reset_input_buffer()
            self._serial.write(cardframe.frame(command))
            heard = self._serial.read_until(HEAD, size=_MOST_NOISE)
            if not heard.endswith(HEAD):
                raise FrameBroken("no frame" if heard else "no answer")
            length = int.from_bytes(self._serial.read(2), "big")
            return cardframe.parse_answer(self._serial.read(length), length)
        except (OSError, termios.error) as error:  # pyserial's own errors are OSErrors
            raise self._gone(error) from error
        except FrameBroken as error:
            raise DeviceTrouble(f"card reader {self._port}: {error}", f"读卡器没有读成功。{_AGAIN}") from None

    def _gone(self, error: Exception) -> DeviceTrouble:
        reason = f"card reader {self._port}: {type(error).__name__}"
        return DeviceTrouble(reason, f"读卡器没有接好。{_BY_HAND}")


def card_reader(setting: str) -> CardReader | None:
    """The card reader that a setting names.

    Args:
        setting: empty for none, `serial:/dev/ttyUSB0`, or `recorded:FILE` for a demonstration.

    Raises:
        SettingRefused: it names no such driver.
    """
    if not setting:
        return None
    kind, _, place = setting.partition(":")
    if kind == "serial" and re.fullmatch(r"/\S+", place):
        return SerialCardReader(place)
    if kind == "recorded" and place:
        return RecordedCardReader(Path(place))
    raise SettingRefused(f"card reader “{setting}”: expected serial:/dev/ttyX or recorded:FILE")


def _nonsense(reason: str) -> DeviceTrouble:
    return DeviceTrouble(f"card does not add up: {reason}", f"身份证上读出来的内容不对。{_AGAIN}")
