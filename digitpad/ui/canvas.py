"""The square that people draw on."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from digitpad.core.drawing import Drawing, Stroke, distance_to_stroke
from digitpad.ui.canvas_picture import ink_pen, paint_canvas, paint_segment
from digitpad.ui.focus_ring import came_by_key, paint_focus_ring

BOX = 500.0
"""Side of the canvas in the units of its drawing, whatever its size on the screen."""
_FIRST_CAPACITY = 256
_ERASER_RADIUS = 6.0  # box units around the pointer, beside the stroke's own width


class DrawingCanvas(QWidget):
    """Collects mouse moves into strokes, shows them, and keeps every earlier drawing for undo.

    Ink is dark on white in every theme: that is data, like a picture.

    Signals:
        drawing_changed(Drawing, bool): what is on the canvas now; True when only ink was added to what was there.
        history_changed(): undo or redo became possible or impossible.
        files_dropped(list[str]): files were let go over the canvas.
        digit_pressed(int): somebody says with a key what the drawing should be.
    """

    drawing_changed = Signal(object, bool)
    history_changed = Signal()
    files_dropped = Signal(list)
    digit_pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(160, 160)
        self._drawing = Drawing(box=BOX)
        self._undone: list[Drawing] = []
        self._done: list[Drawing] = []
        self._buffer: np.ndarray | None = None  # of the stroke under the pen
        self._count = 0
        self._erasing = False
        self._before_erasing: Drawing | None = None
        self._shows_guide = False
        self._by_key = False  # the focus came
        self._picture: QPixmap | None = None  # all that is on the canvas, at the screen's resolution
        self._retranslate()

    # --- what others ask and tell it ---

    @property
    def drawing(self) -> Drawing:
        """What is on the canvas, the stroke under the pen included."""
        if self._buffer is None:
            return self._drawing
        return self._drawing._replace(strokes=(*self._drawing.strokes, Stroke(self._buffer, self._count)))

    @property
    def can_undo(self) -> bool:
        """True when there is an earlier drawing."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """True when an undone drawing can come back."""
        return bool(self._undone)

    def set_drawing(self, drawing: Drawing) -> None:
        """Puts another drawing on the canvas, as one step that undo takes back."""
        self._end_stroke()
        factor = BOX / drawing.box
        if factor != 1:
            strokes = tuple(Stroke.from_points(stroke.points * np.float32(factor)) for stroke in drawing.strokes)
            drawing = drawing._replace(strokes=strokes, box=BOX, width=drawing.width * factor)
        self._done.append(self._drawing)
        self._undone.clear()
        self._show(drawing)

    def set_image(self, image: np.ndarray) -> None:
        """Puts an opened image, (side, side, 3) uint8 RGB, on an otherwise empty canvas."""
        self.set_drawing(Drawing((), BOX, self._drawing.width, image))

    def clear(self) -> None:
        """Takes everything off the canvas; undo brings it back."""
        self._end_stroke()
        if not self._drawing.is_empty:
            self.set_drawing(Drawing((), BOX, self._drawing.width))

    def undo(self) -> None:
        """Brings back the drawing before the last change."""
        self._end_stroke()
        if self._done:
            self._undone.append(self._drawing)
            self._show(self._done.pop())

    def redo(self) -> None:
        """Takes the last undo back."""
        self._end_stroke()
        if self._undone:
            self._done.append(self._drawing)
            self._show(self._undone.pop())

    def set_pen_width(self, width: float) -> None:
        """Sets the pen width in box units; ink that is there takes it too."""
        self._drawing = self._drawing._replace(width=width)
        self._render()
        if not self.drawing.is_empty:
            self.drawing_changed.emit(self.drawing, True)

    def set_erasing(self, erasing: bool) -> None:
        """Makes the mouse take strokes away instead of adding them."""
        self._end_stroke()
        self._erasing = erasing
        self.setCursor(Qt.CursorShape.PointingHandCursor if erasing else Qt.CursorShape.CrossCursor)

    def set_guide_shown(self, shown: bool) -> None:
        """Shows the box that MNIST's digits fill."""
        self._shows_guide = shown
        self._render()

    # --- mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._erasing:
            self._before_erasing = self._drawing
            self._erase_at(event.position())
            return
        self._end_stroke()
        if self._drawing.is_empty:
            self._render()  # the invitation goes
        self._buffer = np.empty((_FIRST_CAPACITY, 2), np.float32)
        self._count = 0
        self._add_point(event.position())
        self._describe()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._before_erasing is not None:
            self._erase_at(event.position())
        elif self._buffer is not None:
            self._add_point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._end_stroke()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if digit in range(10) and plain and self._buffer is None:
            if not event.isAutoRepeat():
                self.digit_pressed.emit(digit)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files_dropped.emit([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = came_by_key(event, self._by_key)
        super().focusInEvent(event)

    # --- strokes ---

    def _add_point(self, position: QPointF) -> None:
        assert self._buffer is not None
        unit = BOX / max(1, self.width())
        # Ink outside the canvas would not be seen, but read.
        position = QPointF(min(max(position.x(), 0), self.width()), min(max(position.y(), 0), self.height()))
        x, y = position.x() * unit, position.y() * unit
        if self._count:
            last_x, last_y = self._buffer[self._count - 1].tolist()
            if abs(x - last_x) < unit / 2 and abs(y - last_y) < unit / 2:
                return
        else:
            last_x, last_y = x, y
        if self._count == len(self._buffer):
            # Those who hold the old buffer keep it; nothing in it changes any more.
            grown = np.empty((2 * self._count, 2), np.float32)
            grown[: self._count] = self._buffer
            self._buffer = grown
        self._buffer[self._count] = x, y
        self._count += 1
        self._paint_segment(QPointF(last_x / unit, last_y / unit), position)
        self.drawing_changed.emit(self.drawing, True)

    def _end_stroke(self) -> None:
        if self._before_erasing is not None:
            before, self._before_erasing = self._before_erasing, None
            if before is not self._drawing:
                self._remember(before)
        if self._buffer is not None:
            before = self._drawing
            self._drawing = self.drawing
            self._buffer = None
            self._remember(before)

    def _remember(self, before: Drawing) -> None:
        self._done.append(before)
        self._undone.clear()
        self.history_changed.emit()

    def _erase_at(self, position: QPointF) -> None:
        unit = BOX / max(1, self.width())
        pointer = np.array([position.x() * unit, position.y() * unit], np.float32)
        reach = self._drawing.width / 2 + _ERASER_RADIUS
        kept = tuple(stroke for stroke in self._drawing.strokes if distance_to_stroke(pointer, stroke.points) > reach)
        if len(kept) < len(self._drawing.strokes):
            self._show(self._drawing._replace(strokes=kept))

    def _show(self, drawing: Drawing) -> None:
        # The pen keeps the width that it has now, and there is one width a drawing.
        self._drawing = drawing = drawing._replace(width=self._drawing.width)
        self._render()
        self._describe()
        self.history_changed.emit()
        self.drawing_changed.emit(drawing, False)

    # --- painting ---

    def sizeHint(self) -> QSize:
        side = 34 * self.fontMetrics().height()
        return QSize(side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._picture = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._render()
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = paint_canvas(self, self.drawing, self._shows_guide, self._invitation())
        dirty = event.rect()
        ratio = self._picture.devicePixelRatio()
        source = QRectF(dirty.x() * ratio, dirty.y() * ratio, dirty.width() * ratio, dirty.height() * ratio)
        painter = QPainter(self)
        painter.drawPixmap(QRectF(dirty), self._picture, source)
        if self._by_key and self.hasFocus():
            paint_focus_ring(painter, self)

    def _render(self) -> None:
        self._picture = None
        self.update()

    def _paint_segment(self, start: QPointF, end: QPointF) -> None:
        pen = ink_pen(self._drawing, self.width())
        if self._picture is not None:
            paint_segment(self._picture, pen, start, end)
        reach = int(pen.widthF() / 2) + 2
        left, right = sorted((int(start.x()), int(end.x())))
        top, bottom = sorted((int(start.y()), int(end.y())))
        self.update(QRect(left - reach, top - reach, right - left + 2 * reach + 1, bottom - top + 2 * reach + 1))

    # --- words ---

    def _describe(self) -> None:
        drawing = self.drawing
        if drawing.is_empty:
            description = self.tr("Draw a digit here with the mouse, or open a picture.")
        elif drawing.image is None:
            description = self.tr("A drawing of {count} strokes").format(count=len(drawing.strokes))
        else:
            description = self.tr("A picture, and {count} strokes over it").format(count=len(drawing.strokes))
        self.setAccessibleDescription(description)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Canvas"))
        self._describe()

    def _invitation(self) -> str:
        return "\n".join([self.tr("Draw a digit here"), self.tr("or drop a photograph")])
