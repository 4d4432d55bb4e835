"""The weights that made one picture or unit of a layer."""

import numpy as np
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from digitpad.core.colours import scale_limit
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.shortened_box import ShortenedBox
from digitpad.ui.unit_bars import UnitBars

_GAP = 8
_DIRECTIONS = QBoxLayout.Direction


class LayerWeights(QWidget):
    """The weights that made one picture or unit, and what they were laid on."""

    def __init__(self) -> None:
        super().__init__()
        self._before: np.ndarray | None = None  # the pictures that the weights were laid on
        self._unit = 0
        self._limit = 1.0
        self._names: list[str] = []
        self._input_chooser = ShortenedBox()
        self._input_chooser.setObjectName("layers_input")
        self._input = layer_pictures("ink", "layers_input_picture")
        self._kernel = layer_pictures("diverging", "layers_kernel")
        self._bars = UnitBars()
        self._bars.setObjectName("layers_weight_bars")
        self._pictures = QBoxLayout(_DIRECTIONS.TopToBottom)
        self._pictures.setSpacing(_GAP)
        for widget in (self._input, self._kernel, self._bars):
            self._pictures.addWidget(widget, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._input_chooser)
        layout.addLayout(self._pictures, 1)
        self._input_chooser.currentIndexChanged.connect(self._on_input_chosen)
        self._kernel.picture_enlarged.connect(self._on_kernel_enlarged)

    @property
    def limit(self) -> float:
        """The value at the ends of the weights' scale."""
        return self._limit

    def set_upright(self, upright: bool) -> None:
        """The input above its weights, or beside them."""
        self._pictures.setDirection(_DIRECTIONS.TopToBottom if upright else _DIRECTIONS.LeftToRight)

    def show_all_inputs(self) -> None:
        """Looks at the weights of all inputs again."""
        self._input_chooser.setCurrentIndex(min(0, self._input_chooser.count() - 1))

    def show_weights(self, weights: np.ndarray | None, before: np.ndarray, unit: int, names: list[str]) -> None:
        """Shows the weights of one picture or unit.

        Args:
            weights: (inputs, height, width) or (inputs,) float32, None where there are none.
            before: what they were laid on: (inputs, height, width) or (inputs,) float32.
            unit: its number, which is also that of its input where there are no weights.
            names: of the inputs.
        """
        self._before = before if before.ndim == 3 else None
        self._unit = unit
        self._limit = 1.0 if weights is None else scale_limit(weights)
        in_pictures = weights is not None and weights.ndim == 3
        self._kernel.setVisible(in_pictures)
        self._bars.setVisible(weights is not None and not in_pictures)
        self._input_chooser.setVisible(in_pictures and len(names) > 1)
        if weights is None:
            pass
        elif in_pictures:
            self._name_inputs(names)
            self._kernel.set_pictures(weights, None, names if len(names) > 1 else None, self._limit)
        else:
            self._bars.set_values(weights, self._limit, names, speaks=True)
        self._kernel.set_name(self.tr("Weights"))
        self._bars.set_name(self.tr("Weights"))
        self._show_input()

    def _name_inputs(self, names: list[str]) -> None:
        words = [self.tr("All pictures before it"), *names]
        self._input_chooser.setAccessibleName(self.tr("Picture before it"))
        if words == [self._input_chooser.itemText(index) for index in range(self._input_chooser.count())]:
            return
        chosen = self._input_chooser.currentIndex() if self._input_chooser.count() == len(words) else 0
        with QSignalBlocker(self._input_chooser):
            self._input_chooser.clear()
            self._input_chooser.addItems(words)
            self._input_chooser.setCurrentIndex(chosen)

    def _show_input(self) -> None:
        """The one picture that the weights in sight were laid on."""
        if self._kernel.isHidden():
            index = self._unit
        else:
            index = 0 if self._input_chooser.isHidden() else self._kernel.enlarged
        shown = self._before is not None and index >= 0
        self._input.setVisible(shown)
        if shown and self._before is not None:
            limit = 1.0 if len(self._before) == 1 else scale_limit(self._before)
            self._input.set_pictures(self._before[index : index + 1], limit=limit)
            self._input.set_name(self.tr("Picture before it"))

    def _on_input_chosen(self, index: int) -> None:
        if self._kernel.enlarged != index - 1:
            self._kernel.enlarge(index - 1)

    def _on_kernel_enlarged(self, index: int) -> None:
        with QSignalBlocker(self._input_chooser):
            self._input_chooser.setCurrentIndex(index + 1)
        self._show_input()


def layer_pictures(colours: str, name: str) -> PixelView:
    """Pictures that take the room there is; colours are "ink" or "diverging"."""
    view = PixelView("ink" if colours == "ink" else "diverging")
    view.setObjectName(name)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return view
