"""The confusion matrix: what each digit was read as."""

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPalette
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

_DIGITS = [str(digit) for digit in range(10)]


class ConfusionView(QTableWidget):
    """One row a digit, one column what it was read as; each row's shares sum to one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(10, 10, parent)
        self.setObjectName("confusion")
        self._counts = np.zeros((10, 10), np.int64)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalHeaderLabels(_DIGITS)
        self.setVerticalHeaderLabels(_DIGITS)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(8)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.verticalHeader().setFixedWidth(3 * self.fontMetrics().horizontalAdvance("0"))
        for row in range(10):
            for column in range(10):
                item = QTableWidgetItem()
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(row, column, item)
        self._fill()

    def show_counts(self, counts: np.ndarray) -> None:
        """Shows (10, 10) counts: row the label, column the digit that was read."""
        self._counts = counts
        self._fill()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(11 * metrics.horizontalAdvance("0.000"), 11 * (metrics.height() + 8))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._fill()
        super().changeEvent(event)

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
                item.setText(f"{share:.2f}" if count else "0")
                # The root lets rare mistakes be seen beside the diagonal.
                colour = _between(ground, ink, 0.85 * share**0.5)
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
