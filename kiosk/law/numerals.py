"""Chinese numerals as statutes print them (第一百三十三条之一), and back."""

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FULLWIDTH = str.maketrans("０１２３４５６７８９", "0123456789")

NUMERAL = "[零〇○一二两三四五六七八九十百千0-9０-９]+"
ARTICLE = re.compile(rf"第\s*({NUMERAL})\s*条(?:\s*之\s*({NUMERAL}))?")


def to_int(numeral: str) -> int:
    """Read a Chinese or Arabic numeral below ten thousand.

    Raises:
        ValueError: when the text is not a numeral.
    """
    numeral = numeral.translate(_FULLWIDTH)
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if not numeral or any(c not in _DIGITS and c not in _UNITS for c in numeral):
        raise ValueError(f"not a numeral: {numeral!r}")
    if not any(c in _UNITS for c in numeral):  # 一二六〇, read digit by digit
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = current = 0
    for char in numeral:
        if char in _UNITS:
            total += (current or 1) * _UNITS[char]
            current = 0
        else:
            current = _DIGITS[char]
    return total + current


def article_number(label: str) -> tuple[int, int]:
    """Number and sub-number of a whole label: 第一百三十三条之一 is (133, 1).

    Raises:
        ValueError: when the text is no article's label.
    """
    match = ARTICLE.fullmatch(label)
    number, sub = (to_int(match[1]), to_int(match[2]) if match[2] else 0) if match else (0, 0)
    if not number:
        raise ValueError(f"not an article's label: {label!r}")
    return number, sub


def to_chinese(number: int) -> str:
    """Write a number from 1 to 9999 as a statute does: 133 is 一百三十三, 10 is 十, 1001 is 一千零一.

    Raises:
        ValueError: when the number is out of range.
    """
    if not 0 < number < 10000:
        raise ValueError(f"out of range: {number}")
    digits = "零一二三四五六七八九"
    out = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + name
            gap = False
        else:
            gap = True
    return out[1:] if out.startswith("一十") else out


def article_label(number: int, sub: int = 0) -> str:
    """The label as printed: (133, 1) is 第一百三十三条之一."""
    return f"第{to_chinese(number)}条" + (f"之{to_chinese(sub)}" if sub else "")
