"""The confusion matrix: what each digit was read as."""

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

_DIGITS = [str(digit) for digit in range(10)]


class _CellDelegate(QStyledItemDelegate):
    """Frames the marked cell: its colour goes on telling the share."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        state: QStyle.StateFlag = option.state
        unmarked = QStyleOptionViewItem(option)
        unmarked.state = state & ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, unmarked, index)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(option.palette.text().color(), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


class ConfusionView(QTableWidget):
    """One row a digit, one column what it was read as; each row's shares sum to one.

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
        self._counted = False
        self._counts = np.zeros((10, 10), np.int64)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setItemDelegate(_CellDelegate(self))
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
        if compact:
            small = QFont(self.font())
            small.setPointSizeF(0.75 * small.pointSizeF())
            for header in (self.horizontalHeader(), self.verticalHeader()):
                header.setFont(small)
            self.setMinimumSize(self.minimumSizeHint())
            self.horizontalHeader().setFixedHeight(QFontMetrics(small).height() + 4)
        digits_wide = 1.6 if compact else 3
        self.verticalHeader().setFixedWidth(int(digits_wide * self.fontMetrics().horizontalAdvance("0")))
        for row in range(10):
            for column in range(10):
                item = QTableWidgetItem()
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(row, column, item)
        self.currentCellChanged.connect(self._on_current_cell_changed)
        self._fill()

    def show_counts(self, counts: np.ndarray) -> None:
        """Shows (10, 10) counts: row the label, column the digit that was read."""
        self._counts = counts
        self._fill()

    def set_counted(self, counted: bool) -> None:
        """Shows how many there are, or each row's shares."""
        self._counted = counted
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
        return QSize(11 * metrics.horizontalAdvance("0.000"), 11 * (metrics.height() + 8))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._fill()
        super().changeEvent(event)

    def _on_current_cell_changed(self, row: int, column: int) -> None:
        if row >= 0 and column >= 0:
            self.cell_marked.emit(row, column)

    def _text(self, count: int, share: float) -> str:
        if self._compact:
            return ""
        if self._counted or not count:
            return str(count)
        return f"{share:.2f}"

    def _fill(self) -> None:
        self.setAccessibleName(self.tr("Confusion matrix"))
        totals = np.maximum(1, self._counts.sum(axis=1, keepdims=True))
        shares = self._counts / totals
        ground, ink = self.palette().color(QPalette.ColorRole.Base), self.palette().color(QPalette.ColorRole.Highlight)
        pale = _between(ground, _readable_on(ground), 0.4)
        for row in range(10):
            for column in range(10):
                item = self.item(row, column)
                if item is None:
                    continue
                share = float(shares[row, column])
                count = int(self._counts[row, column])
                item.setText(self._text(count, share))
                # The root lets rare mistakes be seen beside the diagonal; a higher one where there are no numbers.
                colour = _between(ground, ink, 0.85 * share ** (0.35 if self._compact else 0.5))
                item.setBackground(QBrush(colour))
                item.setForeground(QBrush(_readable_on(colour) if count else pale))
                words = self.tr("{count} of {total} images of a {label} were read as {digit}").format(
                    count=f"{count:,}", total=f"{int(self._counts[row].sum()):,}", label=row, digit=column
                )
                item.setToolTip(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)


def _between(ground: QColor, ink: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        ground.redF() + share * (ink.redF() - ground.redF()),
        ground.greenF() + share * (ink.greenF() - ground.greenF()),
        ground.blueF() + share * (ink.blueF() - ground.blueF()),
    )


def _readable_on(colour: QColor) -> QColor:
    luminance = 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF()
    return QColor(Qt.GlobalColor.black if luminance > 0.6 else Qt.GlobalColor.white)
