"""Identity numbers as people type, say or photograph them (GB 11643-1999): 18 characters, read and checked.

Six characters region, eight birth date, three sequence (odd: male), one check character by ISO 7064 MOD 11-2. The
number of a foreigner's permanent residence card (2023 on, begins with 9) is built the same way. The region is not looked
up: districts are dissolved and people keep the number that they were born with.

Nothing here puts a number into an error or a `repr`, so that none reaches a log.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from stdnum.iso7064 import mod_11_2

from kiosk.guides.calculators.model import add_months
from kiosk.services.errors import ServiceError

LENGTH = 18
OLD_LENGTH = 15  # cards before 1999
EARLIEST = date(1900, 1, 1)
_MOST_TYPED = 100  # whatever is longer was not meant as a number
_SEPARATORS = re.compile(r"[\s\u200b-\u200d\ufeff·.-]+")
# The first two: the provinces of GB/T 2260, with 81–83 for residents from Hong Kong, Macao and Taiwan.
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


class IdentityRefused(ServiceError):
    """This is no identity number; `sentence` tells the citizen what to look at."""


@dataclass(slots=True, frozen=True)
class Identity:
    """A checked number and what it says of its holder."""

    number: str = field(repr=False)  # 18 characters, the last may be X
    region: str = field(repr=False)  # where it was first given, six digits
    born: date = field(repr=False)
    sex: Literal["男", "女"]


def parse(text: str, today: date | None = None) -> Identity:
    """Read a number; spaces, hyphens, full-width characters and a small x are accepted. `today` is the day it is read.

    Raises:
        IdentityRefused: empty, too short or long, letters, no such province, a birth date that does not exist, lies in
            the future or before 1900, or a check character that does not fit (GB 11643, ISO 7064 MOD 11-2).
    """
    number = _characters(text)
    province = number[1:3] if number[0] == "9" else number[:2]
    if not _PROVINCES.fullmatch(province):
        raise IdentityRefused("no such province", "身份证号码开头两位不对，请再看一遍身份证")
    born = _birth_date(number[6:14], today or date.today())
    if mod_11_2.calc_check_digit(number[:-1]) != number[-1]:
        raise IdentityRefused("wrong check character", "最后一位对不上，请再看一遍身份证")
    return Identity(number, number[:6], born, "男" if int(number[16]) % 2 else "女")


def age_on(born: date, day: date) -> int:
    """Whole years (周岁) on a day, complete on the birthday itself; below zero before birth.

    Who was born on 29 February has the birthday on the 28th in a common year (民法典 第二百零二条), as in the calculators.
    """
    years = day.year - born.year
    return years - (day < add_months(born, 12 * years))


def _characters(text: str) -> str:
    if len(text) > _MOST_TYPED:
        raise IdentityRefused("too long", f"身份证号码是 {LENGTH} 位，现在太长了，请再看一遍身份证")
    number = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not number:
        raise IdentityRefused("empty", "请填身份证号码")
    if not re.fullmatch(r"[0-9]*X?", number):
        raise IdentityRefused("other characters", "身份证号码只有数字，最后一位可能是 X，请再看一遍身份证")
    if len(number) == OLD_LENGTH and number.isdigit():
        raise IdentityRefused("15 digits", f"这是老身份证的 {OLD_LENGTH} 位号码，请填新身份证上的 {LENGTH} 位号码")
    if len(number) < LENGTH:
        raise IdentityRefused("too short", f"身份证号码是 {LENGTH} 位，现在只有 {len(number)} 位，请再看一遍身份证")
    if len(number) > LENGTH:
        raise IdentityRefused("too long", f"身份证号码是 {LENGTH} 位，现在有 {len(number)} 位，请再看一遍身份证")
    return number


def _birth_date(digits: str, today: date) -> date:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise IdentityRefused("impossible birth date", "中间的出生日期不存在，请再看一遍身份证") from None
    if born > today:
        raise IdentityRefused("birth date in the future", "中间的出生日期还没有到，请再看一遍身份证")
    if born < EARLIEST:
        raise IdentityRefused("birth date before 1900", "中间的出生日期太早了，请再看一遍身份证")
    return born
