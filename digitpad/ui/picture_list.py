"""Many small pictures to scroll through, each with what it is and what the model reads in it."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from digitpad.ui.picture_model import AnyIndex, PictureModel

if TYPE_CHECKING:
    from digitpad.core.selection import Answers

_LEAST_ZOOM, _MOST_ZOOM = 2, 8  # screen pixels a pixel
_LETTERS = 8.5  # pixels of a line of letters for each of these: before a class both grow
_GAP = 8


class _PictureDelegate(QStyledItemDelegate):
    """Paints one picture and its caption."""

    zoom = 0
    """Screen pixels a pixel; 0 for as many as suit the letters."""

    def side(self, font: QFont) -> int:
        """How high and wide a picture is."""
        return 28 * (self.zoom or max(_LEAST_ZOOM, round(QFontMetrics(font).height() / _LETTERS)))

    def cell_size(self, font: QFont, widest_caption: str) -> QSize:
        """Room for a picture and its caption."""
        bold = QFontMetrics(_bold(font))
        side = self.side(font)
        return QSize(
            max(side + 2 * _GAP, bold.horizontalAdvance(widest_caption) + 2 * _GAP), side + bold.height() + 2 * _GAP
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        assert isinstance(model, PictureModel)
        picture = model.picture_at(index)
        if picture < 0:
            return
        cell: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        side = self.side(option.font)
        place = QRect(cell.x() + (cell.width() - side) // 2, cell.y() + _GAP, side, side)
        if state & QStyle.StateFlag.State_MouseOver and not state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell.adjusted(1, 1, -1, -1), palette.midlight())
        painter.drawImage(place, model.image(picture))
        painter.setPen(QPen(palette.mid().color(), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        is_wrong, is_marked = model.is_wrong(picture), bool(state & QStyle.StateFlag.State_Selected)
        words_colour = palette.text() if is_wrong else palette.placeholderText()
        painter.setFont(_bold(option.font) if is_wrong else option.font)
        painter.setPen((palette.highlightedText() if is_marked else words_colour).color())
        words = QRect(cell.x(), place.bottom() + 1, cell.width(), cell.bottom() - place.bottom() - 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, model.caption(picture))


class PictureList(QTableView):
    """Scrolls through any number of pictures; paints those that are seen.

    Args:
        columns: how many stand side by side; 0 for as many as there is room for. A caption is a label alone then.

    Signals:
        picture_marked(int): a click or an arrow key went to that picture, counted from 0 among all.
        picture_chosen(int): a double click or Enter wants it.
    """

    picture_marked = Signal(int)
    picture_chosen = Signal(int)

    def __init__(self, columns: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._pictures = PictureModel(self)
        self._delegate = _PictureDelegate(self)
        self._marked = -1
        self._arranging = False
        self._words_for_none: str | None = None
        self._is_filled = False
        self.setModel(self._pictures)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._choose)

    # --- content ---

    def set_pictures(
        self,
        images: np.ndarray,
        labels: np.ndarray | None = None,
        answers: "Answers | None" = None,
        captions: list[str] | None = None,
    ) -> None:
        """Shows pictures, all of them until `show_rows`.

        Args:
            images: (n, 28, 28) uint8, ink 255.
            labels: (n,) integers, 0 … 9, or None.
            answers: what a model reads in them, or None.
            captions: one under each picture, in the place of what labels and answers say; or None.
        """
        self._marked = -1
        self._is_filled = True
        self._pictures.set_pictures(images, labels, answers, captions)
        self._arrange()

    def clear(self) -> None:
        """Shows nothing, and says nothing of it: others are on their way."""
        self.set_pictures(np.zeros((0, 28, 28), np.uint8))
        self._is_filled = False

    def set_words_for_none(self, words: str) -> None:
        """What is said where there is no picture; "" for nothing."""
        self._words_for_none = words
        self.viewport().update()

    def set_answers(self, answers: "Answers | None") -> None:
        """Tells what a model reads in the pictures, or that nobody knows."""
        self._pictures.set_answers(answers)
        self.viewport().update()

    def show_rows(self, rows: np.ndarray) -> None:
        """Shows some of the pictures alone, (n,) int64, in that order; what was marked stays so if it is among them."""
        self._pictures.set_rows(rows)
        self.scrollToTop()
        self._arrange()
        self.scrollTo(self.currentIndex())

    @property
    def row_height(self) -> int:
        """How much room one row takes."""
        return self._delegate.cell_size(self.font(), "").height()

    @property
    def shown_count(self) -> int:
        """How many pictures are shown."""
        return len(self._pictures.rows)

    @property
    def shown_rows(self) -> np.ndarray:
        """The pictures shown, in their order, counted from 0 among all: (n,) int64."""
        return self._pictures.rows

    @property
    def marked(self) -> int:
        """The picture that is marked, counted from 0 among all, or −1."""
        return self._marked

    def mark_place(self, place: int) -> None:
        """Marks the `place`-th of the pictures shown, and scrolls to it."""
        index = self._pictures.index_at(place)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def sentence(self, picture: int) -> str:
        """A picture in words: its number, what it is and what was read."""
        return self._pictures.sentence(picture)

    def height_of(self, rows: int) -> int:
        """How high it is when it shows that many rows."""
        return rows * self._cell_size().height() + 2 * self.frameWidth()

    def enlarge_within(self, width: int, height: int, rows: int) -> None:
        """Makes the pictures as large as that many rows of them have room for, where the columns are given."""
        before, zoom = self._delegate.zoom, _LEAST_ZOOM
        for self._delegate.zoom in range(_LEAST_ZOOM, _MOST_ZOOM + 1):
            cell = self._cell_size()
            if self._columns * (cell.width() - _GAP) + 2 * self.frameWidth() > width or self.height_of(rows) > height:
                break
            zoom = self._delegate.zoom
        self._delegate.zoom = zoom
        if zoom != before:
            self._arrange()

    # --- where they stand ---

    def _cell_size(self) -> QSize:
        return self._delegate.cell_size(self.font(), "8" if self._columns else self._pictures.widest_caption())

    def _arrange(self) -> None:
        cell = self._cell_size()
        width = self.maximumViewportSize().width()
        if not self._columns or self.height() < self.height_of(-(-self.shown_count // self._columns)):
            # As if it had a scroll bar, whether it needs one or not: nothing moves when one comes.
            width -= self.verticalScrollBar().sizeHint().width()
        columns = self._columns or max(1, width // cell.width())
        first = self._pictures.place_at(self.indexAt(self.viewport().rect().topLeft()))
        self._arranging = True
        self._pictures.set_columns(columns)
        self.horizontalHeader().setDefaultSectionSize(width // columns)
        self.verticalHeader().setDefaultSectionSize(cell.height())
        self.setAutoScroll(False)  # what is looked at stays in sight, not what is marked
        self.setCurrentIndex(self._pictures.index_at(self._pictures.place_of(self._marked)))
        self.setAutoScroll(True)
        self.scrollTo(self._pictures.index_at(first), QAbstractItemView.ScrollHint.PositionAtTop)
        self._arranging = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._arrange()
            self.viewport().update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_filled and not len(self._pictures.rows):
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            words = self.tr("No image fits.") if self._words_for_none is None else self._words_for_none
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)

    # --- marks and wishes ---

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        picture = self._pictures.picture_at(current)
        if picture >= 0 and not self._arranging and picture != self._marked:
            self._marked = picture
            self.picture_marked.emit(picture)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Left and right go on in the row above and below; Home and End go to the very first and last."""
        place = self._pictures.place_at(self.currentIndex())
        actions = QAbstractItemView.CursorAction
        last = len(self._pictures.rows) - 1
        targets = {
            actions.MoveRight: place + 1,
            actions.MoveNext: place + 1,
            actions.MoveLeft: max(0, place - 1),
            actions.MovePrevious: max(0, place - 1),
            actions.MoveHome: 0,
            actions.MoveEnd: last,
        }
        if place < 0:
            return self._pictures.index_at(0)
        if action in targets:
            return self._pictures.index_at(min(targets[action], last))
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        picture = self._pictures.picture_at(index)
        if picture >= 0:
            self.picture_chosen.emit(picture)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
