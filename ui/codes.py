"""Pictures that are made while a visit lasts: QR codes (`image://code/KEY`), photos and what a camera sees now
(`image://photo/KEY`).

Codes are black on white in both themes, with the quiet zone of four modules. Nothing of either is written anywhere.
"""

import itertools

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader
from PySide6.QtQuick import QQuickImageProvider

_BORDER = 4
_LIVE = "live-"


class Codes(QQuickImageProvider):
    """Holds the texts of the codes on screen; all are forgotten when their screen is left."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._texts: dict[str, str] = {}
        self._keys = itertools.count(1)

    def put(self, text: str) -> str:
        """Keep a text; returns the picture's address."""
        key = str(next(self._keys))
        self._texts[key] = text
        return f"image://code/{key}"

    def clear(self) -> None:
        self._texts.clear()

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802
        import qrcode  # 20 ms that the first screen need not wait for
        from qrcode.constants import ERROR_CORRECT_M

        code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_BORDER)
        code.add_data(self._texts.get(id, ""), optimize=0)
        code.make(fit=True)
        matrix = code.get_matrix()
        side = len(matrix)
        scale = max(1, (requested.width() if requested.width() > 0 else side * 8) // side)
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        for y, row in enumerate(matrix):
            for x, dark in enumerate(row):
                if dark:
                    image.setPixel(x, y, 0xFF000000)
        return image.scaled(side * scale, side * scale)


class Pictures(QQuickImageProvider):
    """Holds the photos on screen, as they were taken in, and the one picture that a camera sees now."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._kept: dict[str, bytes] = {}
        self._live = QImage()
        self._keys = itertools.count(1)

    def put(self, picture: bytes) -> str:
        """Keep a picture's file content; returns its address."""
        key = str(next(self._keys))
        self._kept[key] = picture
        return f"image://photo/{key}"

    def show(self, live: QImage) -> str:
        """What a camera sees now, in place of what it saw before; a null image for no longer. Returns its address."""
        self._live = live
        return f"image://photo/{_LIVE}{next(self._keys)}"

    def clear(self) -> None:
        self._kept.clear()
        self._live = QImage()

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802
        image = self._live if id.startswith(_LIVE) else self._read(id, requested)
        if image.isNull():  # the visit is over, and its screen not yet gone
            image = QImage(1, 1, QImage.Format.Format_ARGB32)
            image.fill(0)
        return image

    def _read(self, id: str, requested: QSize) -> QImage:
        file = QBuffer()
        file.setData(self._kept.get(id, b""))
        file.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(file)
        reader.setAutoTransform(True)
        if requested.width() > 0 and requested.height() > 0:  # a JPEG is then decoded small: a tenth of the time
            reader.setScaledSize(reader.size().scaled(requested, Qt.AspectRatioMode.KeepAspectRatio))
        return reader.read()
