"""Small pictures, enlarged: an input image, weights, kernels; one or a grid of them."""

from typing import Literal

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from digitpad.core.colours import diverging, ink_grey, scale_limit
from digitpad.ui.focus_ring import came_by_key, paint_focus_ring

_GAP = 8


class PixelView(QWidget):
    """Paints pictures pixel by pixel, with the value under the pointer as a tooltip.

    In a grid a click, or Enter on the picture marked with the arrow keys, enlarges one picture; the next click, or Esc,
    brings the grid back.

    Signals:
        picture_enlarged(int): the index of the picture that fills the view, or −1 for all.
    """

    picture_enlarged = Signal(int)

    def __init__(self, colours: Literal["ink", "diverging"], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._pictures = np.zeros((0, 1, 1), np.float32)
        self._images: list[QImage] = []
        self._captions: list[str] = []
        self._names: list[str] = []
        self._limit = 1.0
        self._enlarged = -1
        self._marked = -1
        self._pointed_at = -1
        self._by_key = False  # the focus came
        self._name = ""
        self._best_columns: tuple[tuple, int] = ((), 1)  # what they were worked out for, and how many they are
        self.setMouseTracking(True)
        self.setMinimumSize(56, 56)

    # --- content ---

    def set_pictures(
        self,
        pictures: np.ndarray,
        captions: list[str] | None = None,
        names: list[str] | None = None,
        limit: float | None = None,
    ) -> None:
        """Shows pictures on one common scale.

        Args:
            pictures: (n, height, width) float32.
            captions: one under each picture, or None.
            names: what each picture is called in its tooltip and when it is enlarged, or None.
            limit: the value at the ends of a diverging scale, that of the pictures themselves where it is None; or of
                the darkest grey, 1 where it is None.
        """
        if len(pictures) != len(self._pictures):
            self._enlarged = self._marked = -1
        self._pictures = pictures
        self._captions = captions or []
        self._names = names or self._captions
        if self._colours == "ink":
            self._limit = 1.0 if limit is None else limit
            colours = ink_grey(pictures / np.float32(self._limit))
        else:
            self._limit = scale_limit(pictures) if limit is None else limit
            colours = diverging(pictures, self._limit)
        self._images = [to_image(picture) for picture in colours]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if len(pictures) > 1 else Qt.FocusPolicy.NoFocus)
        self._describe()
        self.update()

    def set_name(self, name: str) -> None:
        """What assistive technology calls the view; each picture's description follows it."""
        self._name = name
        self._describe()

    def point_at(self, index: int) -> None:
        """Frames one picture of a grid in the accent colour; −1 frames none."""
        if index != self._pointed_at:
            self._pointed_at = index
            self.update()

    @property
    def enlarged(self) -> int:
        """The index of the picture that fills the view, or −1."""
        return self._enlarged

    @property
    def limit(self) -> float:
        """The value at the ends of the common scale: 99.5 % of all values lie within."""
        return self._limit

    def picture_rect(self, index: int) -> QRect:
        """Where a picture is painted; empty while another one is enlarged."""
        if self._enlarged >= 0:
            return self._place(0, 1, 1) if index == self._enlarged else QRect()
        return self._place(index, self._columns(), len(self._pictures))

    def value_at(self, position: QPoint) -> tuple[int, int, int, float] | None:
        """(picture, row, column, value) under a position in the view."""
        shown = range(len(self._pictures)) if self._enlarged < 0 else (self._enlarged,)
        for index in shown:
            rect = self.picture_rect(index)
            if rect.contains(position):
                height, width = self._pictures[index].shape
                row = (position.y() - rect.y()) * height // rect.height()
                column = (position.x() - rect.x()) * width // rect.width()
                return index, row, column, float(self._pictures[index, row, column])
        return None

    def enlarge(self, index: int) -> None:
        """Lets one picture fill the view; −1 brings all back."""
        self._enlarged = index
        self._describe()
        self.update()
        self.picture_enlarged.emit(index)

    def render_image(self, scale: int = 16) -> QImage:
        """All pictures side by side, `scale` screen pixels a pixel, for saving."""
        if not self._images:
            return QImage()
        columns = self._columns()
        rows = -(-len(self._images) // columns)
        height, width = (side * scale for side in self._pictures.shape[1:])
        image = QImage(columns * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        for index, picture in enumerate(self._images):
            row, column = divmod(index, columns)
            place = QRect(_GAP + column * (width + _GAP), _GAP + row * (height + _GAP), width, height)
            painter.drawImage(place, picture)
        painter.end()
        return image

    # --- geometry ---

    def sizeHint(self) -> QSize:
        side = (8 if len(self._pictures) <= 1 else 18) * self.fontMetrics().height()
        return QSize(side, side)

    def _caption_height(self) -> int:
        words = self._captions if self._enlarged < 0 else self._names
        if not words:
            return 0
        # The longest stands for all, and its own height counts: Chinese letters are higher than the font says.
        return self.fontMetrics().size(Qt.TextFlag.TextSingleLine, max(words, key=len)).height() + 2

    def _columns(self) -> int:
        """As many as make the pictures largest without leaving one or two alone in the last row; of equally good
        numbers the one that leaves the fewest gaps."""
        count = len(self._pictures)
        known = (self._pictures.shape, self.width(), self.height(), self._caption_height())
        if known != self._best_columns[0]:
            columns = max(
                (columns for columns in range(1, count + 1) if -count % columns <= columns / 2),
                key=lambda columns: (self._factor(columns, count), -(-count % columns)),
                default=1,
            )
            self._best_columns = known, columns
        return self._best_columns[1]

    def _factor(self, columns: int, count: int) -> float:
        """Screen pixels a picture pixel."""
        gap, rows = _gap(count), -(-count // columns)
        height, width = self._pictures.shape[1:]
        cell_width = (self.width() - 2 * _margin(count) - gap * (columns - 1)) / columns
        cell_height = (self.height() - 2 * _margin(count) - gap * (rows - 1)) / rows - self._caption_height()
        factor = min(cell_width / width, cell_height / height)
        # A whole number, so that all pixels are equally large; a fraction only where there is no room.
        return int(factor) if factor >= 2 else max(factor, 0.1)

    def _place(self, index: int, columns: int, count: int) -> QRect:
        if not count:
            return QRect()
        gap, caption, factor = _gap(count), self._caption_height(), self._factor(columns, count)
        height, width = self._pictures.shape[1:]
        picture_width, picture_height = max(1, int(width * factor)), max(1, int(height * factor))
        row, column = divmod(index, columns)
        left = _margin(count) + column * (picture_width + gap)
        top = _margin(count) + row * (picture_height + caption + gap)
        return QRect(left, top, picture_width, picture_height)

    # --- events ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = range(len(self._images)) if self._enlarged < 0 else (self._enlarged,)
        for index in shown:
            rect = self.picture_rect(index)
            painter.drawImage(rect, self._images[index])
            painter.setPen(QPen(self.palette().mid().color(), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            is_marked = index == self._marked and self.hasFocus()
            if (is_marked or index == self._pointed_at) and self._enlarged < 0:
                painter.setPen(QPen(self.palette().highlight().color(), 2))
                painter.drawRect(rect.adjusted(-1, -1, 0, 0))
            words = self._captions if self._enlarged < 0 else self._names
            if index < len(words):
                painter.setPen(self.palette().text().color())
                place = QRectF(rect.x() - _GAP, rect.bottom() + 1, rect.width() + 2 * _GAP, self._caption_height())
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words[index])
        if self._by_key and self.hasFocus() and (self._marked < 0 or self._enlarged >= 0):
            paint_focus_ring(painter, self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.value_at(event.pos())
            QToolTip.showText(event.globalPos(), self._value_text(*found) if found else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.value_at(event.position().toPoint())
        self.setToolTip(self._value_text(*found) if found else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if len(self._pictures) < 2 or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif self._enlarged >= 0:
            self.enlarge(-1)
        elif found := self.value_at(event.position().toPoint()):
            self._marked = found[0]
            self.enlarge(found[0])

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self._columns(),
            Qt.Key.Key_Up: -self._columns(),
        }
        count = len(self._pictures)
        if event.key() in steps and count > 1:
            marked = self._marked + steps[Qt.Key(event.key())] if self._marked >= 0 else 0
            self._marked = min(max(marked, 0), count - 1)
            if self._enlarged >= 0:
                self.enlarge(self._marked)
            self._describe()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._marked >= 0:
            self.enlarge(-1 if self._enlarged >= 0 else self._marked)
        elif event.key() == Qt.Key.Key_Escape and self._enlarged >= 0:
            self.enlarge(-1)
        else:
            super().keyPressEvent(event)

    # --- words ---

    def _value_text(self, index: int, row: int, column: int, value: float) -> str:
        place = self.tr("row {row}, column {column}: {value}").format(
            row=row + 1,
            column=column + 1,
            value=f"{value:.2f}" if self._colours == "ink" else f"{value:+.3f}".replace("-", "−"),
        )
        return f"{self._names[index]} · {place}" if index < len(self._names) else place

    def _describe(self) -> None:
        self.setAccessibleName(self._name)
        index = self._enlarged if self._enlarged >= 0 else self._marked
        name = self._names[index] if 0 <= index < len(self._names) else ""
        count = len(self._pictures)
        self.setAccessibleDescription(name or (self.tr("{count} pictures").format(count=count) if count > 1 else ""))


def _gap(count: int) -> int:
    return _GAP if count <= 40 else _GAP // 2


def _margin(count: int) -> int:
    """Room for the keyboard's mark around the outer pictures of a grid."""
    return 1 if count > 1 else 0


def to_image(colours: np.ndarray) -> QImage:
    """(height, width, 3) uint8 RGB → an image that owns its pixels."""
    pixels = np.ascontiguousarray(colours)
    height, width, _ = pixels.shape
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
