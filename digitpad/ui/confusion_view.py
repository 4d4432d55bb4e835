"""The confusion matrix: what each digit was read as."""

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QFontMetricsF, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from digitpad.ui.appearance import between, quiet_text, readable_on

_PADDING = 2
_COMPACT_HEAD = 0.75  # of the letters around
_DIGITS = [str(digit) for digit in range(10)]


class _CellDelegate(QStyledItemDelegate):
    """Writes every number whole, and frames the marked cell: its colour goes on telling the share."""

    def __init__(self, parent: QTableWidget) -> None:
        super().__init__(parent)
        self.letters = parent.font()
        """Small enough for the longest number."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.fillRect(option.rect, index.data(Qt.ItemDataRole.BackgroundRole))
        painter.setFont(self.letters)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole).color())
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, index.data())
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(option.palette.text().color(), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


class ConfusionView(QTableWidget):
    """One row a digit, one column what it was read as.

    Args:
        compact: True where there is no room for numbers: colours and tooltips tell.

    Signals:
        cell_marked(int, int): a click or an arrow key went to this digit, read as that one.
    """

    cell_marked = Signal(int, int)

    def __init__(self, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(10, 10, parent)
        self.setObjectName("confusion")
        self._compact = compact
        self._in_percent = False
        self._counts = np.zeros((10, 10), np.int64)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self._cells = _CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab goes on to what is beside it
        self.setCornerButtonEnabled(False)
        self.setHorizontalHeaderLabels(_DIGITS)
        self.setVerticalHeaderLabels(_DIGITS)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(4 if compact else 8)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self._fit_heads()
        self._items = [[QTableWidgetItem() for _ in range(10)] for _ in range(10)]
        for row, items in enumerate(self._items):
            for column, item in enumerate(items):
                self.setItem(row, column, item)
        self.currentCellChanged.connect(self._on_current_cell_changed)
        self._fill()

    def show_counts(self, counts: np.ndarray) -> None:
        """Shows (10, 10) counts: row the label, column the digit that was read."""
        self._counts = counts
        self._fill()

    def set_in_percent(self, in_percent: bool) -> None:
        """Shows how many there are, or each row's shares in percent."""
        self._in_percent = in_percent
        self._fill()

    def unmark(self) -> None:
        """Marks no cell."""
        self.setCurrentCell(-1, -1)

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(6 * line, 6 * line) if self._compact else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        if self._compact:
            return self.minimumSizeHint()
        metrics = self.fontMetrics()
        return QSize(11 * metrics.horizontalAdvance("0,000"), 11 * (metrics.height() + 8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_letters()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit_heads()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fill()
        super().changeEvent(event)

    def _on_current_cell_changed(self, row: int, column: int) -> None:
        if row >= 0 and column >= 0:
            self.cell_marked.emit(row, column)

    def _text(self, count: int, share: float) -> str:
        if self._compact or not self._counts.any():
            return ""
        if not self._in_percent or not count:
            return str(count)
        return "100" if share == 1 else f"{100 * share:.1f}"

    def _fit_heads(self) -> None:
        """As large as the view's letters: by itself the upper one stays behind when those grow before it is seen."""
        font = QFont(self.font())
        if self._compact:
            font.setPointSizeF(_COMPACT_HEAD * font.pointSizeF())
        upper, left = self.horizontalHeader(), self.verticalHeader()
        for header in (upper, left):
            header.setFont(font)
        metrics = QFontMetrics(font)
        upper.setFixedHeight(metrics.height() + 4)
        left.setFixedWidth((2 if self._compact else 3) * metrics.horizontalAdvance("0"))
        if self._compact:
            self.setMinimumSize(self.minimumSizeHint())

    def _fit_letters(self) -> None:
        """Makes letters that all numbers fit in their cells with: none is cut."""
        font, room = QFont(self.font()), min(map(self.columnWidth, range(10))) - 2 * _PADDING
        texts = {item.text() for items in self._items for item in items}
        needed = max(map(QFontMetricsF(font).horizontalAdvance, texts))
        if needed > room > 0:
            font.setPointSizeF(font.pointSizeF() * room / needed)
        self._cells.letters = font
        self.viewport().update()

    def _fill(self) -> None:
        self.setAccessibleName(self.tr("Confusion matrix"))
        totals = np.maximum(1, self._counts.sum(axis=1, keepdims=True))
        shares = self._counts / totals
        # Of an active window, whether it is or not: some looks turn the others' grey, which means ink.
        palette, active = self.palette(), QPalette.ColorGroup.Active
        ground, ink = (
            palette.color(active, QPalette.ColorRole.Base),
            palette.color(active, QPalette.ColorRole.Highlight),
        )
        pale = quiet_text(self.window().palette())  # a table's own window colour is what its edges are made from
        for row, items in enumerate(self._items):
            for column, item in enumerate(items):
                share = float(shares[row, column])
                count = int(self._counts[row, column])
                item.setText(self._text(count, share))
                # The root lets rare mistakes be seen beside the diagonal; a higher one where there are no numbers.
                colour = between(ground, ink, share ** (0.35 if self._compact else 0.5))
                item.setBackground(QBrush(colour))
                item.setForeground(QBrush(readable_on(colour) if count else pale))
                words = self.tr("{count} of {total} images of a {label} were read as {digit}").format(
                    count=f"{count:,}", total=f"{int(self._counts[row].sum()):,}", label=row, digit=column
                )
                item.setToolTip(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        self._fit_letters()
