"""QR codes as SVG, for papers: sharp in any size."""

import io

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.image.svg import SvgPathImage

from kiosk.papers.errors import PaperRefused

_BORDER = 4  # modules of quiet zone


def svg(text: str) -> bytes:
    """The code of a text.

    Raises:
        PaperRefused: the text is longer than a code can hold (2,331 bytes).
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_BORDER, image_factory=SvgPathImage)
    code.add_data(text.encode(), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise PaperRefused("text too long for a code") from error
    out = io.BytesIO()
    code.make_image().save(out)
    return out.getvalue()
