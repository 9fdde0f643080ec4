"""Reading a PDF back, as a person with eyes and a phone would."""

import io
import re

import numpy as np
import zxingcpp
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

_A4_AT_150_DPI = QSize(1240, 1754)


def pages(pdf: bytes) -> list[str]:
    """Each page's text without spaces and breaks: where a line ends is the setter's business."""
    return [re.sub(r"[\s\u200b]+", "", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    return "".join(pages(pdf))


def drawn(pdf: bytes) -> list[np.ndarray]:
    """Each page as a grey picture, 150 dots an inch."""
    file = QBuffer(data := QByteArray(pdf))
    file.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(file)
    pictures = []
    for number in range(document.pageCount()):
        paper = QImage(_A4_AT_150_DPI, QImage.Format.Format_RGB32)
        paper.fill(QColor("white"))
        painter = QPainter(paper)
        painter.drawImage(0, 0, document.render(number, _A4_AT_150_DPI))
        painter.end()
        grey = paper.convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
        pictures.append(rows[:, : grey.width()].copy())
    document.close()
    del data
    return pictures


def codes(pdf: bytes) -> list[str]:
    """What a phone reads in the codes of all pages."""
    return [code.text for page in drawn(pdf) for code in zxingcpp.read_barcodes(page)]
