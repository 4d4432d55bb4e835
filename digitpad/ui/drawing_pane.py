"""Where the canvas and the answer stand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from digitpad.ui.answer_panel import AnswerPanel

if TYPE_CHECKING:
    from digitpad.ui.message_line import MessageLine

SIDE = 28
"""Pixels of the input image in a row."""
_PAPER, _EDGE = QColor("white"), QColor("#8a9099")
_ANSWER_LINES, _INPUT_LINES, _ANSWER_WIDTH = 24, 8, 13
"""How high the answer is, in lines of letters, and the least input image below it; and how wide the answer."""
_WIDE, _CANVAS_SHARE = 1.25, 0.6
_WISHED_ANSWER, _GIVEN_CANVAS = 0.37, 0.87
"""How wide an answer is whose letters fill the pane, and the canvas that it may take room from, of the pane's height:
on a large screen the canvas would leave it the letters of a small one."""
_EDGES = 400
"""So many edges would fill the pane's height."""


class DrawingPane(QWidget):
    """The canvas, as large a square as fits, and the answer beside it, larger where there is room.

    Args:
        canvas: where somebody draws.
        answer: what is made of it.
    """

    _MARGIN, _GAP = 16, 24
    _MESSAGE_GAP = 8
    _LEAST_CANVAS, _LEAST_ANSWER, _MOST_ANSWER = 240, 8, 20  # the answer's in input image widths: 28 screen pixels

    def __init__(self, canvas: QWidget, answer: AnswerPanel) -> None:
        super().__init__()
        self._canvas, self._answer = canvas, answer
        self._edge = QWidget(self)  # of a canvas that would not be seen on its ground
        self._edge.setPalette(QPalette(_EDGE))
        self._edge.setAutoFillBackground(True)
        self._edge.hide()
        canvas.setParent(self)
        answer.setParent(self)
        self._message: MessageLine | None = None
        least_width = 2 * self._MARGIN + self._LEAST_CANVAS + self._GAP + SIDE * self._LEAST_ANSWER
        self.setMinimumSize(least_width, answer.minimumSizeHint().height() + 2 * self._MARGIN)

    def tell(self, sentence: str, details: str = "") -> None:
        """Says what did not work: below the canvas where there is room, or else at its lower edge."""
        if self._message is None:
            from digitpad.ui.message_line import MessageLine  # here: most windows have nothing to tell

            self._message = MessageLine(self)
            self._message.needs_room.connect(self._place_message)
        self._message.show_message(sentence, details)

    def go_on(self) -> None:
        """Somebody draws: what was told long enough goes."""
        if self._message is not None:
            self._message.go_when_read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()  # the answer's letters have become larger, or its words longer
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._edge.setVisible(self.palette().window().color() == _PAPER)
        super().changeEvent(event)

    def _arrange(self) -> None:
        least = max(self._LEAST_ANSWER, -(-self._answer.minimumSizeHint().width() // SIDE))
        height, width = self.height() - 2 * self._MARGIN, self.width() - 2 * self._MARGIN - self._GAP
        line = self.fontMetrics().height()
        if height < (_ANSWER_LINES + _INPUT_LINES) * line:
            self._answer.set_input_apart(self)
            answer_width = SIDE * max(least, _ANSWER_WIDTH * line // SIDE)
            self._arrange_apart(height, width - answer_width, answer_width)
            return
        self._answer.set_input_apart(None)
        side = min(height, width - SIDE * least)
        wished = SIDE * (int(_WISHED_ANSWER * height) // SIDE)
        side = min(side, max(width - wished, int(_GIVEN_CANVAS * height)))
        # A whole number of screen pixels a pixel, so that the input image is as wide as the bars above it; and no
        # wider than leaves it room below them.
        scale = min((width - side) // SIDE, int(0.4 * height) // SIDE, self._MOST_ANSWER)
        answer_width = SIDE * max(scale, least)
        left = self._MARGIN + (width - side - answer_width) // 2
        self._place_canvas(left, self._MARGIN, side)
        self._answer.setGeometry(left + side + self._GAP, self._MARGIN, answer_width, height)

    def _arrange_apart(self, height: int, width: int, answer_width: int) -> None:
        """With letters so large that the input image has no room below the bars: it stands below or beside the canvas.

        Args:
            height: of all.
            width: beside the answer.
            answer_width: of the answer.
        """
        top, left, gap = self._MARGIN, self._MARGIN, self._GAP
        part = self._answer.input_part
        if width > _WIDE * height:
            side = min(height, int(_CANVAS_SHARE * width))
            part.setGeometry(left + side + gap + answer_width + gap, top, width - side - gap, height)
        else:
            side = min(width, int(_CANVAS_SHARE * height))
            part.setGeometry(left, top + side + gap // 2, side, height - side - gap // 2)
        self._place_canvas(left, top, side)
        self._answer.setGeometry(left + side + gap, top, answer_width, height)

    def _place_canvas(self, left: int, top: int, side: int) -> None:
        self._canvas.setGeometry(left, top, side, side)
        edge = max(1, self.height() // _EDGES)
        self._edge.setGeometry(self._canvas.geometry().adjusted(-edge, -edge, edge, edge))
        self._place_message()

    def _place_message(self) -> None:
        if self._message is None:
            return
        place, gap = self._canvas.geometry(), self._MESSAGE_GAP
        needed = self._message.heightForWidth(place.width())
        if self.height() - place.bottom() > needed + 2 * gap:
            self._message.setGeometry(place.left(), place.bottom() + 1 + gap, place.width(), needed)
        else:
            width = place.width() - 2 * gap
            needed = self._message.heightForWidth(width)
            self._message.setGeometry(place.left() + gap, place.bottom() + 1 - gap - needed, width, needed)
