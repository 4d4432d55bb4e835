"""Ten probabilities over the range of a slider, which stands right above."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip, QWidget

from digitpad.core.classifier import percent_text
from digitpad.core.moves import POSITIONS, Flip, flips
from digitpad.ui.appearance import faint

_LINES, _LEAST_LINES = 2.2, 0.6  # of text: as high are the curves at least, and where they may be low


class SweepView(QWidget):
    """A curve for each digit; above them the likeliest digit of each stretch, and marks where it becomes another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = np.zeros((POSITIONS, 10), np.float32)
        self._texts = [""] * POSITIONS
        self._position = 0
        self._flips: list[Flip] = []
        self._lines: list[QPolygonF] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def let_shrink(self, low: bool) -> None:
        """Whether the curves may be lower where there is little room, so that all of them are seen at once."""
        policy = QSizePolicy.Policy.Expanding if low else QSizePolicy.Policy.MinimumExpanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)

    @property
    def flips(self) -> list[Flip]:
        """Where the marks are."""
        return self._flips

    def show_curve(self, curve: np.ndarray) -> None:
        """Shows (`POSITIONS`, 10) probabilities."""
        self._curve, self._flips = curve, flips(curve)
        self._lay_out()

    def set_position(self, position: int) -> None:
        """Where the slider is; the digit that is likeliest there has the accent colour."""
        self._position = position
        self.update()

    def set_texts(self, texts: list[str]) -> None:
        """What each position is called."""
        self._texts = texts
        self._describe()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(10 * line, round((1 + _LINES) * line) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(-1, round((1 + _LEAST_LINES) * self.fontMetrics().height()) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._lay_out()
        elif event.type() == QEvent.Type.LanguageChange:
            self._describe()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._text_at(event.pos().x()), self)
            return True
        return super().event(event)

    # --- geometry ---

    def _plot(self) -> QRectF:
        """Below the slider's groove: its handle stays half its length inside."""
        inside = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength) / 2
        head = self.fontMetrics().height() + 1
        return QRectF(inside, head, max(1.0, self.width() - 2 * inside), max(1, self.height() - head - 2))

    def _x(self, position: float) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * position / (POSITIONS - 1)

    def _lay_out(self) -> None:
        plot = self._plot()
        xs = np.linspace(plot.left(), plot.right(), POSITIONS).tolist()
        heights = (plot.bottom() - plot.height() * self._curve.T).tolist()
        self._lines = [QPolygonF([QPointF(x, y) for x, y in zip(xs, ys, strict=True)]) for ys in heights]
        self._describe()
        self.update()

    def _stretches(self) -> list[tuple[float, float, int]]:
        """From where to where which digit is likeliest."""
        ends = [0.0, *(flip.position for flip in self._flips), float(POSITIONS - 1)]
        digits = [int(self._curve[0].argmax()), *(flip.after for flip in self._flips)]
        return [(begin, end, digit) for (begin, end), digit in zip(pairwise(ends), digits, strict=True)]

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._curve.any():
            return
        painter = QPainter(self)
        palette, plot = self.palette(), self._plot()
        accent, ink = palette.highlight().color(), palette.windowText().color()
        leader = int(self._curve[self._position].argmax())
        here = self._x(self._position)
        painter.fillRect(plot, faint(palette, 0.05))
        painter.setPen(QPen(faint(palette, 0.35), 1, Qt.PenStyle.DashLine))
        for flip in self._flips:
            painter.drawLine(QPointF(self._x(flip.position), 2), QPointF(self._x(flip.position), plot.bottom()))
        painter.setPen(QPen(ink, 1))
        painter.drawLine(QPointF(here, plot.top()), QPointF(here, plot.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        leading = {digit for _, _, digit in self._stretches()}
        for digit in sorted(range(10), key=lambda digit: (digit == leader, digit in leading)):
            if digit == leader:
                painter.setPen(QPen(accent, 2))
            else:
                painter.setPen(QPen(faint(palette, 0.6 if digit in leading else 0.25), 1))
            painter.drawPolyline(self._lines[digit])
        font, width = self.font(), self.fontMetrics().horizontalAdvance("0")
        for begin, end, digit in self._stretches():
            left, right = self._x(begin), self._x(end)
            if right - left > width:
                font.setBold(digit == leader)
                painter.setFont(font)
                painter.setPen(accent if digit == leader else ink)
                place = QRectF(left, 0, right - left, plot.top())
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(digit))

    # --- words ---

    def _text_at(self, x: int) -> str:
        plot = self._plot()
        position = round((x - plot.left()) / plot.width() * (POSITIONS - 1))
        position = min(max(position, 0), POSITIONS - 1)
        row = self._curve[position]
        likeliest = [f"{digit}\u2002{percent_text(float(row[digit]))}" for digit in row.argsort()[::-1][:3].tolist()]
        return "\n".join([self._texts[position], *likeliest])

    def _describe(self) -> None:
        parts = [str(int(self._curve[0].argmax()))] if self._curve.any() else []
        for flip in self._flips:
            parts.append(
                self.tr("from {value} on {digit}").format(value=self._texts[round(flip.position)], digit=flip.after)
            )
        self.setAccessibleDescription(", ".join(parts))
