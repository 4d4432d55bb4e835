"""What a canvas looks like: paper, an opened picture, the guide box, ink."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from digitpad.core.drawing import Drawing

_PAPER, _INK, _EDGE = QColor("#ffffff"), QColor("#16191d"), QColor("#c9ced6")
_GUIDE, _INVITATION = QColor("#999fa9"), QColor("#5f6672")
_LARGE = 1.3  # letters of the invitation
_GUIDE_SHARE = 20 / 28  # the box that MNIST's digits fill


def paint_canvas(canvas: QWidget, drawing: Drawing, shows_guide: bool, invitation: str) -> QPixmap:
    """Paints all that is on a canvas, at the resolution of its screen.

    Args:
        canvas: as large, and with such letters.
        drawing: what is on it.
        shows_guide: the box that MNIST's digits fill.
        invitation: what stands there while nothing is drawn.
    """
    ratio = canvas.devicePixelRatioF()
    picture = QPixmap(canvas.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(_PAPER)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    side = float(canvas.width())
    if drawing.image is not None:
        height, width, _ = drawing.image.shape
        pixels = np.ascontiguousarray(drawing.image)
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        painter.drawImage(QRectF(0, 0, side, canvas.height()), image)
    painter.setPen(QPen(_EDGE, 1))  # on a white window the paper would have no end
    painter.drawRect(QRectF(0, 0, side, canvas.height()).adjusted(0.5, 0.5, -0.5, -0.5))
    if shows_guide:
        margin = side * (1 - _GUIDE_SHARE) / 2
        painter.setPen(QPen(_GUIDE, 1, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(margin, margin, side - 2 * margin, side - 2 * margin))
    if drawing.is_empty:
        painter.setPen(_INVITATION)
        font = canvas.font()
        font.setPointSizeF(_LARGE * font.pointSizeF())
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, invitation)
    painter.setPen(ink_pen(drawing, side))
    for stroke in drawing.strokes:
        painter.drawPath(_path(stroke.points * np.float32(side / drawing.box)))
    painter.end()
    return picture


def paint_segment(picture: QPixmap, pen: QPen, start: QPointF, end: QPointF) -> None:
    """Adds ink from one place to another."""
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    if start == end:
        painter.drawPoint(end)
    else:
        painter.drawLine(QLineF(start, end))
    painter.end()


def ink_pen(drawing: Drawing, side: float) -> QPen:
    """The pen of a drawing on a canvas of that side."""
    width = drawing.width * side / drawing.box
    return QPen(_INK, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _path(points: np.ndarray) -> QPainterPath:
    first, *rest = points.tolist()
    path = QPainterPath(QPointF(*first))
    for x, y in rest:
        path.lineTo(x, y)
    if not rest:
        path.lineTo(first[0] + 0.01, first[1])
    return path
