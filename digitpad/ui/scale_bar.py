"""What the colours of a picture mean."""

from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from digitpad.core.colours import diverging, ink_grey
from digitpad.ui.pixel_view import to_image

_SCALE_HEIGHT = 10


class ScaleBar(QWidget):
    """The colour scale of a view, with the values at its ends: from blue by white to red, or from paper to ink."""

    def __init__(self, parent: QWidget | None = None, colours: Literal["diverging", "ink"] = "diverging") -> None:
        super().__init__(parent)
        self._is_ink = colours == "ink"
        ramp = np.linspace(0 if self._is_ink else -1, 1, 129, dtype=np.float32)[np.newaxis]
        self._image = to_image(ink_grey(ramp) if self._is_ink else diverging(ramp, 1))
        self.set_limit(1.0)

    def set_limit(self, limit: float) -> None:
        """Sets the value at the ends."""
        self._limit = limit
        self.setAccessibleName(f"0 … {limit:.2g}" if self._is_ink else f"−{limit:.2g} … 0 … +{limit:.2g}")
        self.update()

    def sizeHint(self) -> QSize:
        lines = 1 if self._is_ink else 2
        return QSize(160, _SCALE_HEIGHT + lines * self._line() + 4)

    def minimumSizeHint(self) -> QSize:
        against, neutral = self.tr("against"), self.tr("neutral")
        texts = (f" {against} {neutral} {against} ", "≤ −0.00  0  ≥ +0.00")
        return QSize(max(map(self.fontMetrics().horizontalAdvance, texts)), self.sizeHint().height())

    def _words(self) -> tuple[str, str, str]:
        if self._is_ink:
            return self.tr("0: nothing"), "", self.tr("{value}: most").format(value=f"{self._limit:.2g}")
        return self.tr("against"), self.tr("neutral"), self.tr("for")

    def _line(self) -> int:
        """The height of a line; Chinese letters are higher than the font by itself says."""
        metrics = self.fontMetrics()
        return max(metrics.size(Qt.TextFlag.TextSingleLine, word).height() for word in ("0", *self._words()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(QRect(0, 0, self.width(), _SCALE_HEIGHT), self._image)
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.drawRect(0, 0, self.width() - 1, _SCALE_HEIGHT - 1)
        painter.setPen(self.palette().text().color())
        line, (low, zero, high) = self._line(), self._words()
        left, middle, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
        numbers = QRectF(0, _SCALE_HEIGHT + 2, self.width(), line)
        if self._is_ink:
            painter.drawText(numbers, left, low)
            painter.drawText(numbers, right, high)
            return
        painter.drawText(numbers, left, f"≤ −{self._limit:.2g}")
        painter.drawText(numbers, middle, "0")
        painter.drawText(numbers, right, f"≥ +{self._limit:.2g}")
        words = numbers.translated(0, line)
        painter.drawText(words, left, low)
        painter.drawText(words, middle, zero)
        painter.drawText(words, right, high)
