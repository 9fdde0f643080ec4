"""Telephone numbers at which a citizen can be reached: mobile, or landline with its area code.

Hotlines are refused: 12348 in the place of one's own number would leave nobody to call back.
"""

import re
import unicodedata

from kiosk.services.errors import ServiceError

_MOST_TYPED = 60
_SEPARATORS = re.compile(r"[\s\u200b-\u200d\ufeff().·\-–—]+")
_COUNTRY = re.compile(r"^(\+|00)86|^86(?=1\d{10}$)")
_MOBILE = re.compile(r"0?(1[3-9]\d{9})")
# Beijing and the 02x cities: eight digits. Elsewhere (乐山 0833) the area code has four, the number seven or eight.
_LANDLINE = re.compile(r"(010|02\d)([2-8]\d{7})|(0[3-9]\d\d)([2-8]\d{6,7})")
_WITHOUT_AREA = re.compile(r"[2-8]\d{6,7}")
_HOTLINE = re.compile(r"1[0-2]\d{1,4}|9[5-8]\d{3,6}|[48]00\d{7}")


class PhoneRefused(ServiceError):
    """Nobody can be called back at this; `sentence` tells the citizen what is expected."""


def parse_phone(text: str) -> str:
    """A number as it is kept: 13812345678, or 0833-3712345. Spaces, hyphens, brackets, full-width and +86 are accepted.

    Raises:
        PhoneRefused: empty, letters, too short or long, a landline without its area code, or a hotline.
    """
    if len(text) > _MOST_TYPED:
        raise PhoneRefused("too long", "电话号码太长了，请再看一遍")
    number = _COUNTRY.sub("", _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)))
    if not number:
        raise PhoneRefused("empty", "请填电话号码")
    if not re.fullmatch(r"[0-9]+", number):
        raise PhoneRefused("other characters", "电话号码只有数字，请再看一遍")
    if mobile := _MOBILE.fullmatch(number):
        return mobile[1]
    if landline := _LANDLINE.fullmatch(number):
        return "-".join(part for part in landline.groups() if part)
    if _HOTLINE.fullmatch(number):
        raise PhoneRefused("hotline", "这是服务热线的号码，请填能找到你本人的电话")
    if _WITHOUT_AREA.fullmatch(number):
        raise PhoneRefused("no area code", "座机号码前面要加区号，比如 0833")
    if number.startswith("1"):
        raise PhoneRefused("not 11 digits", f"手机号码是 11 位，现在有 {len(number)} 位或者开头不对，请再看一遍")
    raise PhoneRefused("no telephone number", "这个号码打不通，请填 11 位手机号，或者区号加座机号")
