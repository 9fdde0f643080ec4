"""Our drawn icons and illustrations, coloured and cached at the size they are shown."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

ASSETS = Path(__file__).resolve().parent.parent / "assets"


class Drawings(QQuickImageProvider):
    """`image://drawn/icons/home/22302e/44`: folder, name, the colour that stands for currentColor, width in pixels."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802
        folder, name, colour, width = id.split("/")
        return _draw(folder, name, colour, int(width))


@lru_cache(maxsize=96)
def _draw(folder: str, name: str, colour: str, width: int) -> QImage:
    """Draw once; Qt's own cache drops pictures as large as the first screen's. Shared between calls, never painted on."""
    svg = _svg(folder, name).replace(b"currentColor", b"#" + colour.encode())
    renderer = QSvgRenderer(QByteArray(svg))
    target = renderer.defaultSize().scaled(width, 100_000, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(target, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, target.width(), target.height()))
    painter.end()
    return image


@lru_cache(maxsize=128)
def _svg(folder: str, name: str) -> bytes:
    path = ASSETS / folder / f"{name}.svg"
    if folder not in ("icons", "illustrations") or not path.is_file():
        raise FileNotFoundError(f"no drawing {folder}/{name}")
    return path.read_bytes()
