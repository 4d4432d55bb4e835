"""Where the canvas and the answer stand."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

SIDE = 28
"""Pixels of the input image in a row."""
_PAPER, _EDGE = QColor("white"), QColor("#8a9099")
_EDGES = 400
"""So many edges would fill the pane's height."""


class DrawingPane(QWidget):
    """The canvas, as large a square as fits, and the answer beside it, larger where there is room."""

    _MARGIN, _GAP = 16, 24
    _LEAST_CANVAS, _LEAST_ANSWER, _MOST_ANSWER = 240, 8, 20  # the answer's in input image widths: 28 screen pixels

    def __init__(self, canvas: QWidget, answer: QWidget) -> None:
        super().__init__()
        self._canvas, self._answer = canvas, answer
        canvas.setParent(self)
        answer.setParent(self)
        least_width = 2 * self._MARGIN + self._LEAST_CANVAS + self._GAP + SIDE * self._LEAST_ANSWER
        self.setMinimumSize(least_width, answer.minimumSizeHint().height() + 2 * self._MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()  # the answer's letters have become larger, or its words longer
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.palette().window().color() == _PAPER:
            edge = max(1, self.height() // _EDGES)
            QPainter(self).fillRect(self._canvas.geometry().adjusted(-edge, -edge, edge, edge), _EDGE)

    def _arrange(self) -> None:
        least = max(self._LEAST_ANSWER, -(-self._answer.minimumSizeHint().width() // SIDE))
        height, width = self.height() - 2 * self._MARGIN, self.width() - 2 * self._MARGIN - self._GAP
        side = min(height, width - SIDE * least)
        # A whole number of screen pixels a pixel, so that the input image is as wide as the bars above it; and no
        # wider than leaves it room below them.
        scale = min((width - side) // SIDE, int(0.4 * height) // SIDE, self._MOST_ANSWER)
        answer_width = SIDE * max(scale, least)
        left = self._MARGIN + (width - side - answer_width) // 2
        self._canvas.setGeometry(left, self._MARGIN, side, side)
        self._answer.setGeometry(left + side + self._GAP, self._MARGIN, answer_width, height)
