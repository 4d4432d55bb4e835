"""The layers of a network in a row, one of which is chosen."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from digitpad.ui.appearance import faint

_HEIGHT = 40
_WIDTH, _LEAST_WIDTH = 40, 20
_SHEET = 2  # how far the sheets of a stack are apart
_MOST_SHEETS = 4


class LayerChain(QWidget):
    """A button for each layer, from the image to the answer; the arrow keys go along.

    Signals:
        layer_chosen(int): by a click or a key.
    """

    layer_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: list[_LayerButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addStretch(1)
        self._group.idToggled.connect(self._on_toggled)
        self._add_button()  # Tab comes here before what is made later and stands below

    def set_shapes(self, shapes: list[tuple[int, ...]]) -> None:
        """Shows layers by what comes out of them: (pictures, height, width) or (units,)."""
        while len(self._buttons) < len(shapes):
            self._add_button()
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(shapes))
            if index < len(shapes):
                button.set_shape(shapes[index])

    def set_names(self, names: list[str]) -> None:
        """What the layers are called, in their tooltips and for assistive technology."""
        for button, name in zip(self._buttons, names, strict=False):
            button.setToolTip(name)
            button.setAccessibleName(name)

    @property
    def chosen(self) -> int:
        """The index of the layer that is looked at, or −1."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Looks at a layer."""
        self._buttons[index].setChecked(True)

    def _add_button(self) -> None:
        button = _LayerButton()
        button.setObjectName(f"layers_layer_{len(self._buttons)}")
        button.hide()
        self._group.addButton(button, len(self._buttons))
        self._layout.insertWidget(len(self._buttons), button, _WIDTH)
        if self._buttons:
            self.setTabOrder(self._buttons[-1], button)
        self._buttons.append(button)

    def _on_toggled(self, index: int, on: bool) -> None:
        if on:
            self.layer_chosen.emit(index)


class _LayerButton(QAbstractButton):
    """One layer, painted as a stack of pictures or as a column of units."""

    def __init__(self) -> None:
        super().__init__()
        self._shape: tuple[int, ...] = (1,)
        self.setCheckable(True)
        self.setMaximumWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_shape(self, shape: tuple[int, ...]) -> None:
        """What comes out of the layer."""
        if shape != self._shape:
            self._shape = shape
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, frame = self.palette().highlight().color(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faint(self.palette(), 0.12 if self.isChecked() else 0.06))
            painter.drawRoundedRect(frame, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(QPen(accent if self.isChecked() else faint(self.palette(), 0.6), 1.2))
        painter.setBrush(faint(self.palette(), 0.12))
        middle = QRectF(self.rect()).center()
        if len(self._shape) == 3:
            self._paint_pictures(painter, middle)
        else:
            height = _HEIGHT * min(0.8, 0.3 + 0.05 * math.log2(max(1, self._shape[0])))
            painter.drawRoundedRect(QRectF(middle.x() - 3.5, middle.y() - height / 2, 7, height), 3.5, 3.5)
        if self.isChecked():
            painter.fillRect(QRectF(frame.left() + 4, frame.bottom() - 2, frame.width() - 8, 2), accent)

    def _paint_pictures(self, painter: QPainter, middle: QPointF) -> None:
        """A sheet for about every second doubling of the number of pictures."""
        count, height, _ = self._shape
        sheets = min(_MOST_SHEETS, 1 + round(math.log2(count) / 2))
        room = min(self.width() - 4, _HEIGHT - 12) - _SHEET * (_MOST_SHEETS - 1)
        side = room * max(0.4, math.sqrt(height / 28))
        offset = _SHEET * (sheets - 1) / 2
        for sheet in reversed(range(sheets)):
            corner = middle + QPointF(-side / 2 + _SHEET * sheet - offset, -side / 2 - _SHEET * sheet + offset)
            painter.drawRect(QRectF(corner, corner + QPointF(side, side)))
