"""One digit, written large, or what stands in its place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

NO_DIGIT = "–"


class AnswerLabel(QLabel):
    """Where there is no digit its text is “–”: programs read it. People see a pale question mark, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(NO_DIGIT, parent)
        self._doubts = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_digit(self, digit: int | None, doubts: bool = False) -> None:
        """Shows a digit or, for None, whether there is something that is none."""
        self._doubts = doubts
        self.setText(NO_DIGIT if digit is None else str(digit))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.text() != NO_DIGIT:
            super().paintEvent(event)
        elif self._doubts:
            painter = QPainter(self)
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "?")
