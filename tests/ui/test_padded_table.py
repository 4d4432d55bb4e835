import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.padded_table import PADDING, PaddedCells, PaddedHead

SIDES = Qt.AlignmentFlag
CELLS = ["Ink", "Ink", "Ink, and far too many words for a column like this"]


@pytest.fixture
def table(show):
    table = QTableWidget(1, 3)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.setItemDelegate(PaddedCells(table))
    table.setHorizontalHeader(PaddedHead(table))
    for column, words in enumerate(CELLS):
        for put in (table.setHorizontalHeaderItem, lambda column, item: table.setItem(0, column, item)):
            item = QTableWidgetItem(words)
            item.setTextAlignment((SIDES.AlignRight if column == 1 else SIDES.AlignLeft) | SIDES.AlignVCenter)
            put(column, item)
    return show(table, 400, 120)


def room_beside(widget, rect: QRect) -> tuple[int, int]:
    """How far the words in a place are from its left and from its right side."""
    inner = rect.adjusted(2, 4, -2, -4)  # not its own edges
    shown = pixels_of(widget.grab(inner).toImage()).astype(int)
    inked = np.flatnonzero((np.abs(shown - shown[:, :1]) > 90).any(axis=(0, 2)))
    return int(inked[0]) + 2, inner.width() - int(inked[-1]) + 1


@pytest.mark.parametrize("chosen", [False, True])
def test_words_and_heads_keep_away_from_their_edges_and_stand_above_each_other(table, chosen):
    if chosen:
        table.selectRow(0)
        table.setCurrentItem(None, table.selectionModel().SelectionFlag.NoUpdate)
    header = table.horizontalHeader()
    for column in range(3):
        cell = room_beside(table.viewport(), table.visualItemRect(table.item(0, column)))
        head = room_beside(
            header.viewport(),
            QRect(header.sectionViewportPosition(column), 0, header.sectionSize(column), header.height()),
        )
        side = 1 if column == 1 else 0
        assert PADDING <= cell[side] <= PADDING + 3 and abs(cell[side] - head[side]) <= 1
        assert min(*cell, *head) >= PADDING, "what is too long ends before the edge"
