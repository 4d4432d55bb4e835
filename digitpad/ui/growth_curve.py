"""A film's curve on a logarithmic axis, with a mark where the film is."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from digitpad.ui.film import Film

_GAP = 8
_DOT = 2.5


class GrowthCurve(QWidget):
    """Paints how a share grows with steps or images; pressing or dragging goes to the frame under the pointer.

    Signals:
        frame_chosen(int): the index of the frame nearest to the pointer.
    """

    frame_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("growth_curve")
        self._film: Film | None = None
        self._index = 0

    def show_film(self, film: "Film", index: int) -> None:
        """Shows a film's curve, and marks one of its frames."""
        self._film, self._index = film, index
        self.setAccessibleName(film.curve_title)
        self.setAccessibleDescription(film.frames[index].caption if film.frames else "")
        self.update()

    def frame_place(self, index: int) -> QPointF:
        """Where the mark of a frame meets the axis."""
        assert self._film is not None
        return _place(self._area(), self._film, self._film.frames[index].position, _low(self._film), self._line())

    def sizeHint(self) -> QSize:
        return QSize(24 * self._line(), 7 * self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * self._line(), 6 * self._line())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._film is not None and self._film.frames:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_curve(painter, self._area(), self.palette(), self._film, self._film.frames[self._index].position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._choose(event)

    def _choose(self, event: QMouseEvent) -> None:
        if self._film is not None and self._film.frames and event.buttons() & Qt.MouseButton.LeftButton:
            x, frames = event.position().x(), range(len(self._film.frames))
            self.frame_chosen.emit(min(frames, key=lambda index: abs(self.frame_place(index).x() - x)))

    def _area(self) -> QRectF:
        return QRectF(self.rect())

    def _line(self) -> int:
        return self.fontMetrics().height()


def paint_curve(painter: QPainter, area: QRectF, palette: QPalette, film: "Film", position: int) -> None:
    """Paints a film's curve with a mark at a position."""
    metrics, line = painter.fontMetrics(), painter.fontMetrics().height()
    plot, low, text = _plot(area, line), _low(film), palette.windowText().color()
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(text)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft, film.curve_title)
    for level in (low, (low + 1) / 2, 1.0):
        y = _place(area, film, 1, level, line).y()
        painter.setPen(QPen(_faint(palette), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(text)
        words = QRectF(area.left(), y - line / 2, plot.left() - area.left() - 6, line)
        painter.drawText(words, right, f"{100 * level:.0f} %")
    for power in range(len(str(film.end))):
        number = f"{10**power:,}"
        wide, x = metrics.horizontalAdvance(number), _place(area, film, 10**power, low, line).x()
        painter.drawText(QPointF(min(x - wide / 2, area.right() - wide), plot.bottom() + 4 + metrics.ascent()), number)
    accent = palette.highlight().color()
    x = _place(area, film, position, low, line).x()
    painter.setPen(QPen(accent, 1))
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
    points = [_place(area, film, where, share, line) for where, share in film.curve]
    painter.setPen(QPen(accent, 2))
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(accent)
    for point, (where, _) in zip(points, film.curve, strict=True):
        size = 2 * _DOT if where == position else _DOT
        painter.drawEllipse(point, size, size)


def _place(area: QRectF, film: "Film", position: int, share: float, line: int) -> QPointF:
    """Where a point lies; the axis goes from 1 to the film's end."""
    plot, low = _plot(area, line), _low(film)
    return QPointF(
        plot.left() + plot.width() * math.log(max(position, 1)) / math.log(max(film.end, 2)),
        plot.bottom() - plot.height() * (share - low) / (1 - low),
    )


def _plot(area: QRectF, line: int) -> QRectF:
    """The part of the area that the lines are in: a title above, numbers to the left and below."""
    return area.adjusted(3.5 * line, 1.75 * line, -_GAP, -line - 4)


def _low(film: "Film") -> float:
    """Where the axis of the shares begins."""
    least = min((share for _, share in film.curve), default=0.0)
    return max(level for level in (0.0, 0.5, 0.8, 0.9) if level <= least)


def _faint(palette: QPalette) -> QColor:
    colour = QColor(palette.windowText().color())
    colour.setAlphaF(0.15)
    return colour
