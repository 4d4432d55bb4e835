"""A table's words, with room to its frame and between its columns."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionHeader,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)

PADDING = 8
"""On both sides of what stands in a cell."""


class PaddedCells(QStyledItemDelegate):
    """Cells as the style paints them, their words a little away from their edges."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        words, cell.text = cell.text, ""
        cell.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        is_chosen = bool(cell.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(cell.font)
        role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        _write(painter, cell.rect, cell.displayAlignment, words, cell.palette, role, cell.widget)
        painter.restore()


class PaddedHead(QHeaderView):
    """A row of column heads, each above the words of its column."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        head = QStyleOptionHeader()
        self.initStyleOption(head)
        head.rect = rect
        self.initStyleOptionForIndex(head, logicalIndex)
        words, head.text = head.text, ""
        self.style().drawControl(QStyle.ControlElement.CE_Header, head, painter, self)
        _write(painter, rect, head.textAlignment, words, head.palette, QPalette.ColorRole.ButtonText, self)


def _write(
    painter: QPainter,
    rect: QRect,
    alignment: Qt.AlignmentFlag,
    words: str,
    palette: QPalette,
    role: QPalette.ColorRole,
    widget: QWidget,
) -> None:
    room = rect.adjusted(PADDING, 0, -PADDING, 0)
    words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    widget.style().drawItemText(painter, room, alignment, palette, widget.isEnabled(), words, role)
