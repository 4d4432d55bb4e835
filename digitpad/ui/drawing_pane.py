"""Where the canvas and the answer stand."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from digitpad.ui.message_line import MessageLine

SIDE = 28
"""Pixels of the input image in a row."""


class DrawingPane(QWidget):
    """The canvas, as large a square as fits, and the answer beside it, larger where there is room.

    Args:
        canvas: where somebody draws.
        answer: what is made of it.
    """

    _MARGIN, _GAP = 16, 24
    _MESSAGE_GAP = 8
    _LEAST_CANVAS, _LEAST_ANSWER, _MOST_ANSWER = 240, 8, 20  # the answer's in input image widths: 28 screen pixels

    def __init__(self, canvas: QWidget, answer: QWidget) -> None:
        super().__init__()
        self._canvas, self._answer = canvas, answer
        canvas.setParent(self)
        answer.setParent(self)
        self.message = MessageLine(self)
        """What did not work: below the canvas where there is room, or else at its lower edge."""
        self.message.needs_room.connect(self._place_message)
        least_width = 2 * self._MARGIN + self._LEAST_CANVAS + self._GAP + SIDE * self._LEAST_ANSWER
        self.setMinimumSize(least_width, answer.minimumSizeHint().height() + 2 * self._MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        height, width = self.height() - 2 * self._MARGIN, self.width() - 2 * self._MARGIN - self._GAP
        side = min(height, width - SIDE * self._LEAST_ANSWER)
        # A whole number of screen pixels a pixel, so that the input image is as wide as the bars above it; and no
        # wider than leaves it room below them.
        scale = min((width - side) // SIDE, int(0.4 * height) // SIDE, self._MOST_ANSWER)
        answer_width = SIDE * max(scale, self._LEAST_ANSWER)
        left = self._MARGIN + (width - side - answer_width) // 2
        self._canvas.setGeometry(left, self._MARGIN, side, side)
        self._answer.setGeometry(left + side + self._GAP, self._MARGIN, answer_width, height)
        self._place_message()
        super().resizeEvent(event)

    def _place_message(self) -> None:
        place, gap = self._canvas.geometry(), self._MESSAGE_GAP
        needed = self.message.heightForWidth(place.width())
        if self.height() - place.bottom() > needed + 2 * gap:
            self.message.setGeometry(place.left(), place.bottom() + 1 + gap, place.width(), needed)
        else:
            width = place.width() - 2 * gap
            needed = self.message.heightForWidth(width)
            self.message.setGeometry(place.left() + gap, place.bottom() + 1 - gap - needed, width, needed)
