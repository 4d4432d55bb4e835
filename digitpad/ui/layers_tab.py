"""What every layer of the model makes of the drawing."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout

from digitpad.core.activations import LayerActivation, layers
from digitpad.core.classifier import percent_text
from digitpad.core.colours import scale_limit
from digitpad.ui.layer_chain import LayerChain
from digitpad.ui.layer_weights import LayerWeights, layer_pictures
from digitpad.ui.reason_tab import ReasonTab
from digitpad.ui.scale_bar import ScaleBar
from digitpad.ui.subject import Subject
from digitpad.ui.unit_bars import UnitBars

if TYPE_CHECKING:
    from digitpad.workers.explain_thread import Classifiers, Question

_GAP = 8
_DIRECTIONS = QBoxLayout.Direction


class LayersTab(ReasonTab):
    """A chain of layers; the chosen one as pictures or bars, and of one of these the weights that made it."""

    def __init__(self) -> None:
        super().__init__("layers")
        self._layers: list[LayerActivation] = []
        self._unit = -1  # the picture or bar whose weights are shown
        self._chain = LayerChain()
        self._nothing, self._heading, self._reading = QLabel(), QLabel(), QLabel()
        self._nothing.setObjectName("layers_nothing")
        self._heading.setObjectName("layers_heading")
        self._reading.setObjectName("layers_reading")
        font = QFont(self._heading.font())
        font.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(font)
        for label in (self._nothing, self._heading, self._reading):
            label.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._maps = layer_pictures("ink", "layers_maps")
        self._bars = UnitBars()
        self._bars.setObjectName("layers_bars")
        self._weights = LayerWeights()
        self._shown = QBoxLayout(_DIRECTIONS.LeftToRight)
        self._shown.setSpacing(2 * _GAP)
        self._shown.addWidget(self._maps, 3)
        self._shown.addWidget(self._bars, 2)
        self._shown.addWidget(self._weights, 3)
        self._ink_scale, self._scale = ScaleBar(colours="ink"), ScaleBar()
        self._ink_scale.setObjectName("layers_ink_scale")
        self.content.addWidget(self._nothing, 1)
        self.content.addWidget(self._chain)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._reading)
        self.content.addLayout(words)
        self.content.addLayout(self._shown, 1)
        self.content.addWidget(self._ink_scale)
        self.content.addWidget(self._scale)
        self._chain.layer_chosen.connect(self._on_layer_chosen)
        self._maps.picture_enlarged.connect(self._on_unit_chosen)
        self._bars.unit_chosen.connect(self._on_unit_chosen)
        self.retranslate()

    def question(self, subject: Subject) -> "Question":
        return partial(_compute, subject.prediction.input_image)

    def show_answer(self, answer: list[LayerActivation]) -> None:
        same = [layer.values.shape for layer in answer] == [layer.values.shape for layer in self._layers]
        self._layers = answer
        if answer and not same:
            self._chain.set_shapes([layer.values.shape for layer in answer])
            self._name_layers()
            self._forget_unit()
            if not 0 <= self._chain.chosen < len(answer):
                self._chain.choose(1)
        self._show()

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("Layer by layer"),
            self.tr(
                "The drawing's way through the model, from left to right. Click a layer to see what comes out of it."
            ),
            self.tr("Draw a digit, and see what each layer of the model makes of it."),
        )
        self._nothing.setText(self.tr("This model does not let us look inside: only its answer is known."))
        self._chain.setAccessibleName(self.tr("Layers"))
        self._name_layers()
        self._show()

    # --- what is chosen ---

    def _on_layer_chosen(self) -> None:
        self._forget_unit()
        self._show()

    def _on_unit_chosen(self, unit: int) -> None:
        self._unit = unit
        self._show()

    def _forget_unit(self) -> None:
        self._unit = -1
        self._weights.show_all_inputs()
        with QSignalBlocker(self._maps):
            self._maps.enlarge(-1)
        self._bars.set_chosen(-1)

    # --- showing it ---

    def _show(self) -> None:
        readable = bool(self._layers)
        self._chain.setVisible(readable)
        self._heading.setVisible(readable)
        self._reading.setVisible(readable)
        self._nothing.setVisible(not readable)
        if not readable:
            self._maps.hide()
            self._bars.hide()
            self._weights.hide()
            self._scale.hide()
            self._ink_scale.hide()
            return
        layer = self._layers[self._chain.chosen]
        name = self._layer_name(self._chain.chosen)
        self._heading.setText(f"{name} · {self._size_text(layer)}")
        self._reading.setText(self._unit_sentence(layer) if self._unit >= 0 else self._layer_sentence(layer))
        self._maps.setVisible(layer.is_pictures)
        self._ink_scale.setVisible(layer.is_pictures)
        self._bars.setVisible(not layer.is_pictures)
        self._show_pictures(layer, name) if layer.is_pictures else self._show_bars(layer, name)
        self._show_weights(layer)

    def _show_pictures(self, layer: LayerActivation, name: str) -> None:
        limit = 1.0 if layer.kind == "image" else scale_limit(layer.values)
        names = [self._unit_name(layer, unit) for unit in range(len(layer.values))]
        self._maps.set_pictures(layer.values, None, names, limit)
        self._ink_scale.set_limit(limit)
        self._maps.set_name(name)

    def _show_bars(self, layer: LayerActivation, name: str) -> None:
        values, labels, texts = layer.values, None, None
        limit = 1.0 if layer.kind == "probabilities" else float(np.abs(values).max())
        if layer.kind in ("scores", "probabilities"):
            labels = [str(digit) if digit < 10 else "?" for digit in range(len(values))]
            texts = [_bar_text(layer.kind, value) for value in values.tolist()]
        names = [self._unit_name(layer, unit) for unit in range(len(values))]
        self._bars.set_values(values, limit, names, labels, texts, layer.kind == "scores")
        self._bars.set_name(name)

    def _show_weights(self, layer: LayerActivation) -> None:
        """Beside the picture or below the bars: what made the chosen one, and what it was made from."""
        shown = self._unit >= 0 and (layer.weights is not None or layer.kind == "pool")
        self._weights.setVisible(shown)
        self._scale.setVisible(shown and layer.weights is not None)
        direction = _DIRECTIONS.LeftToRight if layer.is_pictures else _DIRECTIONS.TopToBottom
        self._shown.setDirection(direction)
        if not shown:
            return
        before = self._layers[self._chain.chosen - 1]
        self._weights.set_upright(layer.is_pictures)
        weights = None if layer.weights is None else layer.weights[self._unit]
        self._weights.show_weights(weights, before.values, self._unit, self._before_names(before))
        self._scale.set_limit(self._weights.limit)

    # --- words ---

    def _name_layers(self) -> None:
        self._chain.set_names([self._layer_name(index) for index in range(len(self._layers))])

    def _layer_name(self, index: int) -> str:
        kind = self._layers[index].kind
        number = sum(layer.kind == kind for layer in self._layers[: index + 1])
        return {
            "image": self.tr("Image"),
            "convolution": self.tr("Convolution {number}"),
            "pool": self.tr("Pool {number}"),
            "hidden": self.tr("Hidden layer {number}"),
            "scores": self.tr("Scores"),
            "probabilities": self.tr("Probabilities"),
        }[kind].format(number=number)

    def _size_text(self, layer: LayerActivation) -> str:
        if not layer.is_pictures:
            return self.tr("{count} numbers").format(count=len(layer.values))
        count, height, width = layer.values.shape
        if count == 1:
            return f"{height}×{width}"
        return self.tr("{count} pictures, {height}×{width}").format(count=count, height=height, width=width)

    def _layer_sentence(self, layer: LayerActivation) -> str:
        if layer.kind == "probabilities" and len(layer.values) > 10:
            return self.tr(
                "The scores as shares of the whole. “?” is the doubt that it is a digit at all: it evens the ten out."
            )
        return {
            "image": self.tr("What the model receives. The other layers know nothing but this."),
            "convolution": self.tr(
                "Each picture is dark where one small pattern was found. Click a picture to see its kernel, the "
                "pattern."
            ),
            "pool": self.tr(
                "The pictures before, made smaller: of 2×2 pixels the darkest is kept. Click one to see it before."
            ),
            "hidden": self.tr(
                "Each bar is a unit; the higher, the more it is awake. Click a bar to see the weights that wake it."
            ),
            "scores": self.tr(
                "A score for each digit: all that speaks for it, less all that speaks against it. Click a bar to see "
                "its weights."
            ),
            "probabilities": self.tr("The scores as shares of the whole: the highest score gets the largest share."),
        }[layer.kind]

    def _unit_sentence(self, layer: LayerActivation) -> str:
        name = self._unit_name(layer, self._unit)
        if layer.kind in ("image", "probabilities"):
            return self._layer_sentence(layer)
        if layer.kind == "pool":
            return self.tr(
                "{name}: beside it, what it was before. The same shapes, half as many pixels a side."
            ).format(name=name)
        assert layer.weights is not None
        count = layer.weights.shape[1]
        if layer.kind == "convolution" and count == 1:
            text = self.tr("{name}: the kernel is laid on every place of the image. Red looks for ink, blue for paper.")
        elif layer.kind == "convolution":
            text = self.tr(
                "{name}: its kernel looks at all {count} pictures before it at once. Dark on red is what it looks for, "
                "dark on blue what it avoids."
            )
        elif layer.weights.ndim == 2:
            text = self.tr("{name}: a red bar is a unit before it that speaks for it, a blue bar one against it.")
        elif count == 1:
            text = self.tr("{name}: ink on red speaks for it, ink on blue against it.")
        else:
            text = self.tr(
                "{name}: it weighs every pixel of the {count} pictures before it. Dark on red speaks for it, dark on "
                "blue against it."
            )
        return text.format(name=name, count=count)

    def _unit_name(self, layer: LayerActivation, unit: int) -> str:
        if layer.kind == "image":
            return ""
        if layer.kind in ("scores", "probabilities"):
            digit = self.tr("Digit {digit}").format(digit=unit)
            return digit if unit < 10 else self.tr("Doubt that it is a digit")
        words = self.tr("Picture {number}") if layer.is_pictures else self.tr("Unit {number}")
        return words.format(number=unit + 1)

    def _before_names(self, before: LayerActivation) -> list[str]:
        return [self._unit_name(before, unit) for unit in range(len(before.values))]


def _compute(
    image: np.ndarray, classifiers: "Classifiers", should_stop: Callable[[], bool]
) -> list[LayerActivation] | None:
    return _with_doubt_beside(layers(classifiers.in_use, image))


def _with_doubt_beside(found: list[LayerActivation]) -> list[LayerActivation]:
    """The doubt as an eleventh share beside the probabilities that it evens out."""
    doubts = [layer.values for layer in found if layer.kind == "doubt"]
    told = [layer for layer in found if layer.kind != "doubt"]
    if doubts:
        told[-1] = told[-1]._replace(values=np.concatenate([told[-1].values, *doubts]))
    return told


def _bar_text(kind: str, value: float) -> str:
    return percent_text(value) if kind == "probabilities" else f"{value:.1f}".replace("-", "−")
