"""A slip as a picture: receipt printers know few Chinese characters, each its own, but all print dots."""

import functools
import subprocess
import unicodedata
from collections.abc import Sequence

import qrcode
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from kiosk.devices.errors import DeviceTrouble
from kiosk.devices.limits import WIDTH_80MM

_TEXT, _HEADING = 30, 46  # dots: 3.75 mm and 5.75 mm high
_LEADING = 1.35
_MARGIN = 12
_MAX_CODE_BYTES = 300  # a code of version 13: 8 dots (1 mm) a module on wide paper, 5 on narrow
_HEAD = "# "


def picture(lines: Sequence[str], qr_text: str, width: int = WIDTH_80MM) -> Image.Image:
    """Draw a slip, black on white.

    Args:
        lines: one paragraph each, broken where the paper ends; one that begins with `# ` is set large and in the middle,
            an empty one leaves a gap.
        qr_text: for the code below the text, at most 300 bytes; empty for none.
        width: dots of the print head, a multiple of 8.

    Raises:
        DeviceTrouble: there is no Chinese font on this machine, or the code's text is too long.
    """
    rows: list[tuple[str, int]] = []
    for line in lines:
        size = _HEADING if line.startswith(_HEAD) else _TEXT
        rows += [(row, size) for row in _broken(line.removeprefix(_HEAD), size, width - 2 * _MARGIN)]
    code = _code(qr_text, width) if qr_text else None
    text_height = sum(int(size * _LEADING) for _, size in rows)
    height = text_height + (code.height if code else 0) + 2 * _MARGIN
    slip = Image.new("1", (width, height), 1)
    draw = ImageDraw.Draw(slip)
    draw.fontmode = "1"  # dots are black or white; grey edges would print as specks
    y = _MARGIN
    for row, size in rows:
        x = (width - draw.textlength(row, _font(size))) / 2 if size == _HEADING else _MARGIN
        draw.text((x, y), row, fill=0, font=_font(size))
        y += int(size * _LEADING)
    if code:
        slip.paste(code, ((width - code.width) // 2, y))
    return slip


def _broken(line: str, size: int, room: int) -> list[str]:
    """A line in rows that fit; always at least one."""
    rows = [""]
    used = 0.0
    for character in line:
        if unicodedata.category(character) in ("Cc", "Cs"):
            continue
        wide = _font(size).getlength(character)
        if used + wide > room:
            rows.append("")
            used = 0.0
        rows[-1] += character
        used += wide
    return rows


def _code(text: str, width: int) -> Image.Image:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    try:
        if len(text.encode()) > _MAX_CODE_BYTES:
            raise DataOverflowError
        code.add_data(text.encode(), optimize=0)
        code.make(fit=True)
    except DataOverflowError as error:
        raise DeviceTrouble("text too long for the slip's code", "小票上的二维码放不下这些内容。") from error
    matrix = code.get_matrix()
    side = len(matrix)
    picture = Image.new("1", (side, side), 1)
    picture.putdata([0 if dark else 1 for row in matrix for dark in row])
    scale = min(8, width // side)
    return picture.resize((side * scale, side * scale), Image.Resampling.NEAREST)


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    command = ["fc-match", "-f", "%{family}\t%{file}\t%{index}", "Noto Sans CJK SC:style=Regular"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True).stdout
        family, path, index = found.split("\t")
        if "Noto Sans CJK" not in family:
            raise OSError("no Noto Sans CJK")
        return ImageFont.truetype(path, size, index=int(index) & 0xFFFF)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise DeviceTrouble(
            f"no font for slips: {error}", "这台机器缺中文字体，打不出小票。请把号码抄下来。"
        ) from error
