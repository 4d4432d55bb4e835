"""The names of the tabs, all of them to be seen at once."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QToolTip, QWidget

from digitpad.ui.appearance import faint
from digitpad.ui.focus_ring import came_by_key, paint_focus_ring

_MARGIN_X, _MARGIN_Y = 16, 4
_BESIDE, _ABOVE = 8, 6  # a name, in its own place
_RADIUS = 4


class TabRows(QTabBar):
    """As many equal places a row as the names have room in, so that none is hidden behind arrows.

    Qt's own tab bar knows one row only: the keys, the names and what a screen reader hears are still its own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measured: tuple[tuple, int] = (), 0  # what was measured, and the width of a place for it
        self._hovered = -1
        self._by_key = False
        self.setUsesScrollButtons(False)
        self.setMouseTracking(True)

    # --- geometry ---

    def sizeHint(self) -> QSize:
        holder = self.parentWidget()
        width = self.width() if holder is None else holder.width()
        return QSize(width, self._rows(width) * self._row_height() + 2 * _MARGIN_Y)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _MARGIN_X + self._least_place(), self._row_height() + 2 * _MARGIN_Y)

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(1, self._row_height())  # Qt's own row, which nobody sees

    def tabRect(self, index: int) -> QRect:
        """Where a tab stands; an invalid rectangle where there is none."""
        if not 0 <= index < self.count():
            return QRect()
        columns = self._columns(self.width())
        row, column = divmod(index, columns)
        inside = self.width() - 2 * _MARGIN_X
        left, right = inside * column // columns, inside * (column + 1) // columns
        height = self._row_height()
        return QRect(_MARGIN_X + left, _MARGIN_Y + row * height, right - left, height)

    def tabAt(self, position: QPoint) -> int:
        """The tab at a position, −1 where there is none."""
        return next((index for index in range(self.count()) if self.tabRect(index).contains(position)), -1)

    def _columns(self, width: int) -> int:
        fitting = (width - 2 * _MARGIN_X) // self._least_place()
        rows = -(-self.count() // max(1, fitting))
        return max(1, -(-self.count() // max(1, rows)))  # rows of one length

    def _rows(self, width: int) -> int:
        return max(1, -(-self.count() // self._columns(width)))

    def _least_place(self) -> int:
        names, font = tuple(self.tabText(index) for index in range(self.count())), self.font()
        if self._measured[0] != (names, font.key()):  # asked for a hundred times while a window is laid out
            metrics = QFontMetrics(_strong(font))  # the chosen name must not move its neighbours
            width = max((metrics.horizontalAdvance(name) for name in names), default=0)
            self._measured = (names, font.key()), width + 2 * _BESIDE
        return self._measured[1]

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 2 * _ABOVE

    # --- mouse and keys ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self.setCurrentIndex(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.tabAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        index = self.currentIndex() + step * self._columns(self.width())
        if step and 0 <= index < self.count():
            self.setCurrentIndex(index)
        elif not step:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tabToolTip(self.tabAt(event.pos())), self)
            return True
        return super().event(event)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint(painter, index)

    def _paint(self, painter: QPainter, index: int) -> None:
        palette, chosen = self.palette(), index == self.currentIndex()
        place = QRectF(self.tabRect(index)).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or index == self._hovered:
            painter.setBrush(faint(palette, 0.1 if chosen else 0.05))
            painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        font = _strong(self.font()) if chosen else self.font()
        painter.setFont(font)
        painter.setPen(palette.windowText().color())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
        if chosen:
            half = QFontMetrics(font).horizontalAdvance(self.tabText(index)) / 2
            line = QRectF(place.center().x() - half, place.bottom() - 2, 2 * half, 2)
            painter.fillRect(line, palette.highlight())
        if chosen and self._by_key and self.hasFocus():
            paint_focus_ring(painter, self, place)


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong
