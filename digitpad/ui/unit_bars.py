"""The units of a layer as bars."""

import math

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from digitpad.core.colours import diverging
from digitpad.ui.appearance import faint
from digitpad.ui.focus_ring import came_by_key, paint_focus_ring

_CENTRE = Qt.AlignmentFlag.AlignCenter
_ROW = 128  # bars beside each other; more stand in further rows
_GAP = 4
_AGAINST, _FOR = (QColor(*map(int, colour)) for colour in diverging(np.array([-1.0, 1.0], np.float32), 1))


class UnitBars(QWidget):
    """A bar for each unit, up for what is positive and down for what is negative; few of them with words.

    Signals:
        unit_chosen(int): by a click or a key; −1 when the chosen one was clicked again, or Esc pressed.
    """

    unit_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speaks = False
        self._values = np.zeros(0, np.float32)
        self._limit = 1.0
        self._labels: list[str] = []
        self._texts: list[str] = []
        self._names: list[str] = []
        self._chosen = -1
        self._name = ""
        self._up: list[QRectF] = []
        self._down: list[QRectF] = []
        self._grounds: list[float] = []
        self._by_key = False  # the focus came
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_values(
        self,
        values: np.ndarray,
        limit: float,
        names: list[str],
        labels: list[str] | None = None,
        texts: list[str] | None = None,
        speaks: bool = False,
    ) -> None:
        """Shows the units of a layer.

        Args:
            values: (n,) float32.
            limit: the value of a bar of full length; longer ones end there.
            names: what each is called in its tooltip.
            labels: one under each bar, or None.
            texts: one above each bar, or None.
            speaks: the values are for or against something, and have the colours of that.
        """
        self._values, self._limit, self._names = values, max(limit, 1e-12), names
        self._labels, self._texts = labels or [], texts or []
        self._speaks = speaks
        self._lay_out()
        self._describe()

    def set_chosen(self, index: int) -> None:
        """Marks a unit; −1 marks none."""
        self._chosen = index
        self._describe()
        self.update()

    def set_name(self, name: str) -> None:
        """What assistive technology calls it."""
        self._name = name
        self._describe()

    def bar_rect(self, index: int) -> QRectF:
        """Where a bar, however short, is chosen by a click."""
        width, height, columns = self._cell()
        row, column = divmod(index, columns)
        return QRectF(column * width, row * (height + _GAP), width, height)

    def unit_at(self, position: QPoint) -> int:
        """The unit under a position, or −1."""
        width, height, columns = self._cell()
        column, row = int(position.x() // width), int(position.y() // (height + _GAP))
        index = row * columns + column
        return index if 0 <= column < columns and 0 <= index < len(self._values) else -1

    def sizeHint(self) -> QSize:
        return QSize(16 * self.fontMetrics().height(), 9 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 3 * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()
        super().changeEvent(event)

    # --- geometry ---

    def _cell(self) -> tuple[float, float, int]:
        """Width and height of a bar's place, and how many stand in a row."""
        count = max(1, len(self._values))
        rows = -(-count // _ROW)
        columns = -(-count // rows)
        return max(1.0, self.width()) / columns, max(1.0, (self.height() - _GAP * (rows - 1)) / rows), columns

    def _lay_out(self) -> None:
        """Works out the bars once, for they are painted often."""
        width, height, columns = self._cell()
        line = self.fontMetrics().height()
        head, foot = (line if self._texts else 0), (line if self._labels else 0)
        plot = max(2.0, height - head - foot - 2)
        shares = np.clip(self._values / np.float32(self._limit), -1, 1)
        falls = bool((self._values < 0).any())
        below = foot + (head if falls else 0)  # a text stands beyond the end of its bar
        half = plot - (head if falls else 0)
        length = half / 2 if falls else plot
        inset = min(4.0, 0.12 * width)
        self._up, self._down = [], []
        bottom = height - 1 - below - (half / 2 if falls else 0)
        self._grounds = [row * (height + _GAP) + bottom for row in range(-(-len(shares) // columns))]
        for index, share in enumerate(shares.tolist()):
            row, column = divmod(index, columns)
            ground, x = self._grounds[row], column * width + inset
            if share >= 0:
                self._up.append(QRectF(x, ground - share * length, width - 2 * inset, share * length))
            else:
                self._down.append(QRectF(x, ground, width - 2 * inset, -share * length))
        self.update()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._chosen >= 0:
            painter.fillRect(self.bar_rect(self._chosen), faint(self.palette(), 0.15))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_FOR if self._speaks else self.palette().highlight().color())
        painter.drawRects(self._up)
        painter.setBrush(_AGAINST if self._speaks else self.palette().highlight().color())
        painter.drawRects(self._down)
        painter.setPen(QPen(faint(self.palette(), 0.3), 1))
        for ground in self._grounds:
            painter.drawLine(0, math.ceil(ground), self.width(), math.ceil(ground))
        self._paint_words(painter)
        if self.hasFocus() and self._by_key and self._chosen < 0:
            paint_focus_ring(painter, self)
        if self.hasFocus() and self._chosen >= 0:
            painter.setPen(QPen(self.palette().highlight().color(), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.bar_rect(self._chosen).adjusted(1, 1, -1, -1))

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(self.palette().windowText().color())
        line = self.fontMetrics().height()
        for index, label in enumerate(self._labels):
            place = self.bar_rect(index)
            painter.drawText(QRectF(place.left(), place.bottom() - line, place.width(), line), _CENTRE, label)
        small = painter.font()
        small.setPointSizeF(0.8 * small.pointSizeF())
        painter.setFont(small)
        ups, downs = iter(self._up), iter(self._down)
        for index, text in enumerate(self._texts):
            place = self.bar_rect(index)
            rises = self._values[index] >= 0
            bar = next(ups) if rises else next(downs)
            top = bar.top() - line if rises else bar.bottom()
            painter.drawText(QRectF(place.left() - _GAP, top, place.width() + 2 * _GAP, line), _CENTRE, text)

    # --- events ---

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.unit_at(event.pos())
            QToolTip.showText(event.globalPos(), self._text_of(index), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.unit_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or index < 0:
            super().mousePressEvent(event)
        else:
            self._choose(-1 if index == self._chosen else index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._cell()[2]
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Up: -columns,
        }
        if event.key() in steps and len(self._values):
            index = self._chosen + steps[Qt.Key(event.key())] if self._chosen >= 0 else 0
            self._choose(min(max(index, 0), len(self._values) - 1))
        elif event.key() == Qt.Key.Key_Escape and self._chosen >= 0:
            self._choose(-1)
        else:
            super().keyPressEvent(event)

    def _choose(self, index: int) -> None:
        self.set_chosen(index)
        self.unit_chosen.emit(index)

    # --- words ---

    def _text_of(self, index: int) -> str:
        return f"{self._names[index]}: {_number(self._values[index])}" if 0 <= index < len(self._values) else ""

    def _describe(self) -> None:
        self.setAccessibleName(self._name)
        if self._texts and self._labels:
            words = zip(self._labels, self._texts, strict=True)
            self.setAccessibleDescription(", ".join(f"{label}: {text}" for label, text in words))
        else:
            self.setAccessibleDescription(self._text_of(self._chosen))


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
