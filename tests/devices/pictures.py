"""Invented papers on invented tables, and pictures of every kind that a phone may send."""

import io

import cv2
import numpy as np
from PIL import Image

A4 = (840, 1188)  # 4 pixels a millimetre


def sheet(size: tuple[int, int] = A4) -> np.ndarray:
    """A sheet with lines of text, and a mark of its own colour in each corner so that the right way up can be told."""
    width, height = size
    page = np.full((height, width, 3), 238, np.uint8)
    for y in range(120, height - 120, 36):
        cv2.line(page, (90, y), (width - 90 - (y * 7) % 200, y), (60, 60, 60), 9)
    for (x, y), colour in zip(
        ((50, 50), (width - 50, 50), (width - 50, height - 50), (50, height - 50)),
        ((0, 0, 200), (0, 150, 0), (200, 0, 0), (0, 160, 200)),
        strict=True,
    ):
        cv2.circle(page, (x, y), 26, colour, -1)
    return page


def on_table(corners: list[tuple[int, int]], *, table: int = 60, size=(1600, 1200), page=None) -> bytes:
    """A photo (JPEG) of a sheet that lies with its corners there: upper left, upper right, lower right, lower left."""
    page = sheet() if page is None else page
    height, width = page.shape[:2]
    random = np.random.default_rng(7)
    wide, high = size
    photo = np.clip(random.normal(table, 8, (high, wide, 1)) + np.array([0, 12, 25]), 0, 255).astype(np.uint8)  # wood
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    laid = cv2.warpPerspective(page, turn, size, flags=cv2.INTER_AREA)
    there = cv2.warpPerspective(np.full(page.shape[:2], 255, np.uint8), turn, size) > 127
    photo[there] = laid[there]
    light = np.linspace(1.0, 0.75, wide)[None, :, None]  # a window on the left
    photo = np.clip(photo * light + random.normal(0, 4, photo.shape), 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()


def turned(degrees: float, *, centre=(800, 600), scale=0.8, size=A4) -> list[tuple[int, int]]:
    """Corners of a sheet turned clockwise about its middle."""
    angle = np.deg2rad(degrees)
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    half = np.array(size) * scale / 2
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    return [(round(x), round(y)) for x, y in corners @ spin.T + centre]


def encoded(kind: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options) -> bytes:
    """A plain picture of a kind."""
    out = io.BytesIO()
    if mode == "I;16":
        picture = Image.fromarray(np.full(size[::-1], 30_000, np.uint16))
    else:
        picture = Image.new(mode, size)
        picture.paste((90, 140, 200, 128)[: len(picture.getbands())], (0, 0, *size))
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))
