"""A field to sign in with a finger: strokes drawn as they are made, and handed over as a small PNG picture."""

import itertools
import math

from PySide6.QtCore import Property, QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPen, QPolygonF, QTouchEvent
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "ui.signature"
QML_IMPORT_MAJOR_VERSION = 1

WIDTH, HEIGHT = 900, 300  # of the picture that is kept, in pixels
_SHORTEST = 40.0  # a tap or a slip is no signature: strokes must be so long in all, in picture pixels


@QmlElement
class SignatureField(QQuickPaintedItem):
    """Takes strokes by touch (or mouse). `signed` once there is enough of them."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setAcceptTouchEvents(True)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        self.setAntialiasing(True)
        self._strokes: list[QPolygonF] = []
        self._ink = QColor("black")

    @Property(QColor)
    def ink(self) -> QColor:
        return self._ink

    @ink.setter  # type: ignore[no-redef]
    def ink(self, colour: QColor) -> None:
        self._ink = colour

    @Property(bool, notify=changed)
    def signed(self) -> bool:
        scale = WIDTH / self.width() if self.width() else 1.0
        return sum(_length(stroke) for stroke in self._strokes) * scale >= _SHORTEST

    @Slot()
    def clear(self) -> None:
        """Begin again."""
        self._strokes.clear()
        self._changed()

    @Slot(result=QByteArray)
    def png(self) -> QByteArray:
        """The signature, black on white."""
        picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(WIDTH / max(1.0, self.width()), HEIGHT / max(1.0, self.height()))
        painter.scale(scale, scale)
        self._draw(painter, QColor("black"), 5 / scale)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]
        return data

    def paint(self, painter: QPainter) -> None:
        self._draw(painter, self._ink, max(3.0, self.height() / 60))

    def _draw(self, painter: QPainter, ink: QColor, width: float) -> None:
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        for stroke in self._strokes:
            painter.drawPolyline(stroke)

    def _begin(self, at: QPointF) -> None:
        self._strokes.append(QPolygonF([at]))

    def _go_on(self, at: QPointF) -> None:
        if self._strokes:
            self._strokes[-1].append(at)
            self._changed()

    def _changed(self) -> None:
        self.update()
        self.changed.emit()

    def touchEvent(self, event: QTouchEvent) -> None:  # noqa: N802
        finger = event.points()[0]
        if event.type() == QTouchEvent.Type.TouchBegin:
            self.setKeepTouchGrab(True)  # the page below must not scroll while one signs
            self._begin(finger.position())
        else:
            self._go_on(finger.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.setKeepMouseGrab(True)
        self._begin(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._go_on(event.position())
        event.accept()


def _length(stroke: QPolygonF) -> float:
    points = [stroke.at(number) for number in range(stroke.count())]
    return sum(math.hypot(b.x() - a.x(), b.y() - a.y()) for a, b in itertools.pairwise(points))
