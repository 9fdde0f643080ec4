"""The receipt: a number that is unique without network and can be read over the phone, and a token for the code.

A number has 13 digits: the terminal's number (3), the day (yyMMdd), the day's sequence (3), and a check digit. It is shown
as `101 2611 2504 25`: people here read a mobile number as three, four, four, and this goes on in the same rhythm.

The check digit is Damm's: it catches every single wrong digit and every swap of neighbours. (ISO 7064 MOD 11,10, also one
digit, lets one swap in fifty through.)
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from stdnum import damm

from kiosk.store.errors import NumberRefused

LAST_OF_DAY = 999
_LENGTH = 13
_FRESH = range(200, 900)
_BETWEEN = re.compile(r"[\s\-_.·—–]+")


@dataclass(slots=True, frozen=True)
class Receipt:
    """What a citizen leaves with: the record's id, its number of 13 digits, the token of the code, the moment."""

    id: str
    number: str
    token: str
    time: datetime

    @property
    def shown(self) -> str:
        """The number in groups, for screen, slip and telephone."""
        return show_number(self.number)


def make_number(terminal: str, day: date, sequence: int) -> str:
    """Compose a receipt number of 13 digits, without spaces.

    Raises:
        ValueError: the terminal's number is not three digits, or the sequence is not within 1 to 999.
    """
    if not re.fullmatch(r"[0-9]{3}", terminal) or not 1 <= sequence <= LAST_OF_DAY:
        raise ValueError(f"no receipt number for terminal {terminal!r}, sequence {sequence}")
    body = f"{terminal}{day:%y%m%d}{sequence:03}"
    return body + str(damm.calc_check_digit(body))


def show_number(number: str) -> str:
    """A number of 13 digits in groups for reading."""
    return f"{number[:3]} {number[3:7]} {number[7:11]} {number[11:]}"


def parse_number(text: str) -> str:
    """Read what a person typed: spaces, dashes and full-width digits are fine. Returns 13 digits without spaces.

    Raises:
        NumberRefused: not 13 digits, or the check digit does not fit; the sentence says which.
    """
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        raise NumberRefused("empty", "请输入回执上的编号，一共13位数字。")
    if not (digits.isascii() and digits.isdigit()):
        raise NumberRefused("not digits only", "回执编号只有数字，请对照回执再输一遍。")
    if len(digits) != _LENGTH:
        raise NumberRefused(
            f"{len(digits)} digits", f"回执编号一共13位数字，现在是{len(digits)}位，请对照回执再看一遍。"
        )
    if not damm.is_valid(digits):
        raise NumberRefused("check digit", "这个编号对不上，可能有一位按错了，或者两位颠倒了，请对照回执再看一遍。")
    return digits


def first_of_fresh_store() -> int:
    """Where the first day of a fresh store begins counting: anywhere from 200 to 899; every other day begins at 1.

    A store that was lost has used the day's first numbers 1 to k. Its successor clashes with none of them while k is below
    200, which no terminal reaches in a day. If that one is lost too on the same day, after k numbers, and the next hands
    out m, the chance that two of them are equal is at most (k + m - 1) / 700: 3 % for ten each. The record's id and the
    token differ even then.
    """
    return _FRESH.start + secrets.randbelow(len(_FRESH))


def new_token() -> str:
    """128 random bits, safe in an address; says nothing of anybody."""
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """A code of eight random digits to take a draft up again, as `4821 0937`."""
    digits = f"{secrets.randbelow(10**8):08}"
    return f"{digits[:4]} {digits[4:]}"


def plain_code(text: str) -> str:
    """A resume code as typed, without what people put between digits."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
