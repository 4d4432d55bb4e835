"""The models there are, one a row."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from digitpad.core.model_store import ModelCard
from digitpad.ui.padded_table import PADDING, PaddedCells, PaddedHead
from digitpad.ui.texts import model_title

_CARD = Qt.ItemDataRole.UserRole
_SIDES = Qt.AlignmentFlag
_ALIGNMENTS = (_SIDES.AlignLeft, _SIDES.AlignRight, _SIDES.AlignRight, _SIDES.AlignLeft, _SIDES.AlignLeft)


class ModelsTable(QTableWidget):
    """What each is called, how large and how good it is, where it comes from, and whether it reads now."""

    def __init__(self) -> None:
        super().__init__(0, len(_ALIGNMENTS))
        self.setObjectName("models_table")
        self._in_use: ModelCard | None = None
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setItemDelegate(PaddedCells(self))
        self.setHorizontalHeader(PaddedHead(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._retranslate()

    @property
    def chosen(self) -> ModelCard | None:
        """The model whose row is marked."""
        items = self.selectedItems()
        return items[0].data(_CARD) if items else None

    def show_cards(self, cards: Sequence[ModelCard], in_use: ModelCard | None) -> None:
        """Lists models; what was chosen stays so, at first the one in use is."""
        chosen, self._in_use = self.chosen or in_use, in_use
        self.setRowCount(len(cards))
        for row, card in enumerate(cards):
            self._write_row(row, card)
            if chosen is not None and card.folder == chosen.folder:
                self.selectRow(row)
        if cards and self.chosen is None:
            self.selectRow(0)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _write_row(self, row: int, card: ModelCard) -> None:
        is_in_use = self._in_use is not None and card.folder == self._in_use.folder
        accuracy = "–" if card.test_accuracy is None else f"{100 * card.test_accuracy:.2f} %"
        origin = self.tr("came with the program") if card.shipped else self.tr("your own")
        reads = self.tr("reads now") if is_in_use else ""
        font = self.font()
        font.setBold(is_in_use)
        texts = model_title(card.name, card.title), f"{card.parameters:,}", accuracy, origin, reads
        for column, text in enumerate(texts):
            item = _item(column, text)
            item.setData(_CARD, card)
            item.setFont(font)
            self.setItem(row, column, item)

    def _fit_columns(self) -> None:
        """As wide as what stands in them, with room beside it."""
        header = self.horizontalHeader()
        for column in range(1, self.columnCount()):
            needed = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            header.resizeSection(column, needed + 2 * PADDING)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Models"))
        headings = self.tr("Model"), self.tr("Weights"), self.tr("Test images read right"), self.tr("Origin"), ""
        for column, text in enumerate(headings):
            self.setHorizontalHeaderItem(column, _item(column, text))


def _item(column: int, text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(_ALIGNMENTS[column] | _SIDES.AlignVCenter)
    return item
