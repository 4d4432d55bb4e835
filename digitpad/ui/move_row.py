"""A slider of the tab “Move it”, with the curves over its range."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from digitpad.core.moves import POSITIONS, Moves, positions
from digitpad.ui.sweep_view import SweepView

_GAP = 8
_LEAST_COLUMN = 144  # else the digits above a slider's curves would lie on one another


class MoveRow(QWidget):
    """A slider with its name, its value, and the curves over its range.

    Signals:
        moved(): it is somewhere else.
        taken(): by the user's hand.
    """

    moved = Signal()
    taken = Signal()

    def __init__(self, move: str) -> None:
        super().__init__()
        self._move = move
        self._places = positions(move).tolist()
        self._neutral = self._places.index(getattr(Moves(), move))
        self._texts = [""] * POSITIONS
        self._name, self._value = QLabel(), QLabel()
        self._value.setObjectName(f"move_value_{move}")
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setObjectName(f"move_{move}")
        self.slider.setRange(0, POSITIONS - 1)
        self.slider.setPageStep((POSITIONS - 1) // 8)
        self.slider.setValue(self._neutral)
        self.curves = SweepView()
        self.curves.setObjectName(f"move_curves_{move}")
        self.curves.set_position(self._neutral)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._name, 0, 0)
        layout.addWidget(self._value, 0, 1, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.slider, 1, 0, 1, 2)
        layout.addWidget(self.curves, 2, 0, 1, 2)
        self.slider.valueChanged.connect(self._on_value_changed)
        self.slider.actionTriggered.connect(self.taken)

    @property
    def value(self) -> float:
        """In the unit of the move."""
        return self._places[self.slider.value()]

    def reset(self) -> None:
        """Back to where nothing is changed."""
        self.slider.setValue(self._neutral)

    def retranslate(self) -> None:
        """Writes its texts anew."""
        pixels, percent, degrees = self.tr("{number} pixels"), "{number} %", "{number}°"
        name, tip, unit, factor = {
            "x": (self.tr("Shift right"), self.tr("To the left, or to the right"), pixels, 1),
            "y": (self.tr("Shift down"), self.tr("Up, or down"), pixels, 1),
            "turn": (self.tr("Turn"), self.tr("Against the clock, or with it"), degrees, 1),
            "size": (self.tr("Size"), self.tr("Smaller, or larger"), percent, 100),
            "thickness": (self.tr("Thickness"), self.tr("Thinner, or thicker strokes"), pixels, 1),
            "noise": (self.tr("Noise"), self.tr("Makes each pixel lighter or darker by chance"), percent, 100),
        }[self._move]
        sign = "" if factor == 100 else "+"
        self._texts = [unit.format(number=_number(place * factor, sign)) for place in self._places]
        self._name.setText(name)
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(tip)
        self.curves.setAccessibleName(self.tr("Probabilities over {name}").format(name=name))
        self.curves.set_texts(self._texts)
        self._show_value()

    def _on_value_changed(self, position: int) -> None:
        self.curves.set_position(position)
        self._show_value()
        self.moved.emit()

    def _show_value(self) -> None:
        text = self._texts[self.slider.value()]
        self._value.setText(text)
        self.slider.setAccessibleDescription(text)


class MoveColumns(QWidget):
    """The sliders in two columns where they are wide enough, so that all are seen at once, or else in one."""

    def __init__(self, rows: list[MoveRow]) -> None:
        super().__init__()
        self._rows, self._count = rows, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * _GAP)
        self._grid.setVerticalSpacing(_GAP)
        self._lay_out(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out(2 if self.width() >= 2 * (_LEAST_COLUMN + _GAP) else 1)
        super().resizeEvent(event)

    def _lay_out(self, count: int) -> None:
        if count == self._count:
            return
        self._count = count
        for place, row in enumerate(self._rows):
            self._grid.addWidget(row, *divmod(place, count))
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < count else 0)
        for line in range(len(self._rows)):
            self._grid.setRowStretch(line, 1 if line * count < len(self._rows) else 0)


class _Slider(QSlider):
    """The wheel scrolls the column, and moves no slider on the way."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _number(value: float, sign: str) -> str:
    if not value:
        return "0"
    return f"{value:{sign}.3g}".replace("-", "−")
