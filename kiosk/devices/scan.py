"""A photo of a sheet on a table becomes a page: corners found, perspective taken out, cropped, a little more contrast.

Where no sheet can be told from what is around it, the whole picture is kept: a page must never lose its edge.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.devices.errors import PhotoRefused

_LOOK = 800  # pixels of the long side in which corners are looked for: text blurs away, edges stay
_LEAST_AREA = 0.15  # of the picture; smaller things are not the sheet that was meant
_WHOLE_AREA = 0.97  # the sheet fills the picture: nothing to cut away
_SQUARENESS = 0.55  # largest cosine at a corner: 57 to 123 degrees, a sheet seen from the side
_FILL = 0.9  # of its quadrilateral that a sheet's outline must cover
_STEP = 7  # pixels on either side of an edge, where its contrast is measured
_LEAST_POINTS = 20  # of a side's outline, to lay a line through
_CONTRAST = 9.0  # between paper and table (CIELAB); less may be a shadow or the light of a window
_GAIN = 1.5  # strongest stretch of contrast: a pale seal must stay a pale seal
_QUALITY = 85

Picture = NDArray[np.uint8]
Corners = NDArray[np.float32]  # 4×2: upper left, upper right, lower right, lower left


@dataclass(slots=True, frozen=True)
class Scan:
    """A page. `found` is false where no sheet was seen and the picture was kept whole: the screen says so."""

    jpeg: bytes
    found: bool


def straighten(image: bytes) -> Scan:
    """Straighten the picture of a document.

    Args:
        image: a picture that `photo.accept_photo` has taken in.

    Returns:
        The page in its own proportions, upright as it was photographed; or the whole picture.

    Raises:
        PhotoRefused: it is no picture.
    """
    picture: Any = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR) if image else None
    if picture is None:
        raise PhotoRefused("cannot be decoded", "这个文件不是照片，或者已经损坏，请重新拍一张。")
    corners = find_sheet(picture)
    page = _clearer(picture if corners is None else _flat(picture, corners))
    done, out = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    if not done:
        raise PhotoRefused("cannot be encoded", "这张照片处理不了，请重新拍一张。")
    return Scan(out.tobytes(), corners is not None)


def find_sheet(picture: Picture) -> Corners | None:
    """The corners of the largest sheet in a picture (pixels), or None where there is none to be sure of."""
    height, width = picture.shape[:2]
    scale = min(1.0, _LOOK / max(height, width))
    small = _as_picture(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    whole = small.shape[0] * small.shape[1]
    colours = cv2.cvtColor(cv2.medianBlur(small, 5), cv2.COLOR_BGR2LAB).astype(np.float32)
    best, best_area = None, _LEAST_AREA * whole
    for mask in _masks(small):
        outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for outline in outlines:
            area = cv2.contourArea(outline)
            if not best_area < area < _WHOLE_AREA * whole:
                continue
            corners = _quadrilateral(outline)
            if corners is not None and _stands_out(colours, corners):
                best, best_area = corners, area
        if best is not None:
            break
    return None if best is None else np.asarray(_ordered(best) / scale, np.float32)


def _masks(small: Picture) -> Iterator[Picture]:
    """Pictures in which a sheet may stand out, the sharpest first: by brightness, by having no colour, by its edges."""
    blurred = cv2.medianBlur(small, 9)
    grey = cv2.cvtColor(blurred, cv2.COLOR_BGR2GRAY)
    saturation = cv2.cvtColor(blurred, cv2.COLOR_BGR2HSV)[:, :, 1]
    closing = cv2.getStructuringElement(cv2.MORPH_RECT, (15, 15))
    for channel, kind in ((grey, cv2.THRESH_BINARY), (saturation, cv2.THRESH_BINARY_INV)):
        _, mask = cv2.threshold(channel, 0, 255, kind + cv2.THRESH_OTSU)
        yield _as_picture(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, closing))
    thick = np.ones((5, 5), np.uint8)
    outlines, _ = cv2.findContours(
        cv2.dilate(cv2.Canny(grey, 30, 90), thick), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    filled = np.zeros_like(grey)
    cv2.drawContours(filled, outlines, -1, 255, cv2.FILLED)
    yield _as_picture(cv2.erode(filled, thick))


def _as_picture(mask: Any) -> Picture:
    return np.asarray(mask, np.uint8)


def _quadrilateral(outline: Any) -> Corners | None:
    """The four corners of an outline, where it is a sheet seen from somewhere."""
    hull = cv2.convexHull(outline)
    for tolerance in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, True), True).reshape(-1, 2)
        if len(corners) == 4:
            break
    else:
        return None
    points = corners.astype(np.float32)
    area = cv2.contourArea(points)
    if area == 0 or cv2.contourArea(outline) / area < _FILL:
        return None
    sides = np.roll(points, -1, axis=0) - points
    sides /= np.linalg.norm(sides, axis=1, keepdims=True)
    cosines = np.abs((sides * np.roll(sides, -1, axis=0)).sum(axis=1))
    return _refined(points, outline.reshape(-1, 2).astype(np.float32)) if cosines.max() < _SQUARENESS else None


def _refined(corners: Corners, outline: NDArray[np.float32]) -> Corners:
    """The corners where the sides' straight middles meet: an outline is blunt just at its corners."""
    lines = []
    for start, end in pairwise([*corners, corners[0]]):
        along = end - start
        length = max(float(np.linalg.norm(along)), 1.0)
        from_start = outline - start
        part = from_start @ along / length**2
        beside = np.abs(from_start @ np.array([-along[1], along[0]])) / length
        middle = outline[(part > 0.1) & (part < 0.9) & (beside < _STEP)]
        if len(middle) < _LEAST_POINTS:
            return corners
        dx, dy, x, y = cv2.fitLine(middle, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        lines.append((-dy, dx, dx * y - dy * x))  # a·x + b·y = c
    met = []
    for (a1, b1, c1), (a2, b2, c2) in zip([lines[-1], *lines[:-1]], lines, strict=True):
        met.append(((c1 * b2 - c2 * b1) / (a1 * b2 - a2 * b1), (a1 * c2 - a2 * c1) / (a1 * b2 - a2 * b1)))
    return np.array(met, np.float32)


def _stands_out(colours: NDArray[np.float32], corners: Corners) -> bool:
    """Is each side an edge between two things, or the picture's own, with two of the former at least?"""
    height, width = colours.shape[:2]
    centre = corners.mean(axis=0)
    edges = 0
    for start, end in pairwise([*corners, corners[0]]):
        along = end - start
        normal = np.array([-along[1], along[0]]) / max(float(np.linalg.norm(along)), 1.0)
        inwards = normal if np.dot(centre - start, normal) > 0 else -normal
        points = start + along * np.linspace(0.1, 0.9, 25)[:, None]
        outside, inside = (points - inwards * _STEP).round().astype(int), (points + inwards * _STEP).round().astype(int)
        within = (outside >= 0).all(axis=1) & (outside < (width, height)).all(axis=1)
        if within.sum() < len(points) / 2:
            continue
        inner, outer = inside[within], outside[within]
        steps = np.linalg.norm(colours[inner[:, 1], inner[:, 0]] - colours[outer[:, 1], outer[:, 0]], axis=1)
        if np.median(steps) < _CONTRAST:
            return False
        edges += 1
    return edges >= 2


def _ordered(corners: Corners) -> Corners:
    """Clockwise, beginning at the left end of the side that runs most nearly from left to right."""
    centre = corners.mean(axis=0)
    around = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    clockwise = corners[np.argsort(around)]
    sides = np.roll(clockwise, -1, axis=0) - clockwise
    rightwards = sides[:, 0] / np.linalg.norm(sides, axis=1)
    return np.roll(clockwise, -int(rightwards.argmax()), axis=0)


def _flat(picture: Picture, corners: Corners) -> Picture:
    top, right, bottom, left = (float(np.linalg.norm(b - a)) for a, b in pairwise([*corners, corners[0]]))
    width, height = round(max(top, bottom)), round(max(left, right))
    target = np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, target)
    return np.asarray(cv2.warpPerspective(picture, turn, (width, height), flags=cv2.INTER_CUBIC), np.uint8)


def _clearer(page: Picture) -> Picture:
    """Stretch from the darkest hundredth to the paper's white, gently and the same for all colours."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    dark, light = np.percentile(grey, (1, 95))
    gain = min(_GAIN, 235.0 / max(light - dark, 1.0))
    offset = 245.0 - light * gain
    return _as_picture(cv2.LUT(page, np.clip(np.arange(256) * gain + offset, 0, 255).astype(np.uint8)))
