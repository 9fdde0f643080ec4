"""The border for every picture, from phone, camera or file: only what is a picture gets in, and only its dots.

Decided by content, never by name. What a picture claims to be is checked before anything is decoded, so that a small file
of 300 megapixels costs nothing. What gets in is a new JPEG: no place, no time, no camera, no second picture inside.
"""

import io
import warnings
from dataclasses import dataclass

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageOps

from kiosk.devices.errors import PhotoRefused
from kiosk.devices.limits import LONGEST_SIDE, MAX_BYTES, MAX_PIXELS

__all__ = ["MAX_BYTES", "Photo", "accept_photo", "glimpse"]

_KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
_QUALITY = 85
# Whatever a damaged file makes a decoder raise; all of them mean that it is no picture we can take.
_BROKEN = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, EOFError, RuntimeError)

pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(slots=True, frozen=True)
class Photo:
    """A picture taken in: sRGB-like JPEG without any further information; sides in pixels."""

    jpeg: bytes
    width: int
    height: int


def accept_photo(data: bytes) -> Photo:
    """Take in a picture.

    Args:
        data: the whole file as it came: JPEG, PNG, WebP or HEIC, at most 25 MB and 60 megapixels.

    Returns:
        The picture upright, at most 2,400 pixels long. A 60-megapixel PNG takes about two seconds and 250 MB for a moment.

    Raises:
        PhotoRefused: empty, too large, no picture, or damaged; the sentence says which.
    """
    if not data:
        raise PhotoRefused("empty file", "这张照片是空的，请重新拍一张。")
    if len(data) > MAX_BYTES:
        raise PhotoRefused(f"{len(data)} bytes", f"这张照片太大了（超过{MAX_BYTES // 1_000_000}兆），请拍小一点再传。")
    if data.startswith(b"%PDF"):
        raise PhotoRefused("a PDF", "这是PDF文件，不是照片。请打开它，对着屏幕拍下来，或者到窗口交纸质件。")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of what is refused here anyway
        picture = _decoded(_opened(data))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return Photo(out.getvalue(), picture.width, picture.height)


def glimpse(data: bytes, longest: int) -> NDArray[np.uint8]:
    """A picture made small, to look at and not to keep; a large JPEG costs a fraction of what `accept_photo` takes.

    Args:
        data: the whole file.
        longest: pixels of the longer side, at most.

    Returns:
        Height × width × blue, green, red.

    Raises:
        PhotoRefused: no picture, too many pixels, or damaged.
    """
    return np.ascontiguousarray(np.asarray(_decoded(_opened(data), longest))[:, :, ::-1])


def _opened(data: bytes) -> Image.Image:
    """The picture's head, read and checked; its dots are not decoded yet."""
    try:
        picture = Image.open(io.BytesIO(data), formats=_KINDS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels("more than Pillow's limit") from error
    except _BROKEN as error:
        raise PhotoRefused(
            f"no picture: {type(error).__name__}", "这个文件不是照片，或者已经损坏，请重新拍一张。"
        ) from None
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_many_pixels(f"{picture.width}×{picture.height}")
    return picture


def _decoded(picture: Image.Image, longest: int = LONGEST_SIDE) -> Image.Image:
    try:
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)  # decodes a large JPEG at a fraction
        turned = ImageOps.exif_transpose(picture)
        if turned.mode.startswith("I"):  # 16 bits of grey; Pillow's own way to 8 cuts off the upper ones
            turned = Image.fromarray((np.asarray(turned) >> 8).astype(np.uint8))
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            paper = Image.new("RGBA", turned.size, "white")
            turned = Image.alpha_composite(paper, turned.convert("RGBA"))
        plain = Image.new("RGB", turned.size)
        plain.paste(turned.convert("RGB"))  # a new picture carries nothing but dots
    except _BROKEN as error:
        reason = f"cannot be decoded: {type(error).__name__}"
        raise PhotoRefused(reason, "这张照片不完整，可能没有传完，请重新拍一张或者再传一次。") from None
    return plain


def _too_many_pixels(size: str) -> PhotoRefused:
    return PhotoRefused(f"too many pixels: {size}", "这张照片的尺寸太大了，打不开。请用手机相机重新拍一张。")
