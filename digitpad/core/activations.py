"""What every layer of a model makes of one input image."""

from typing import Literal, NamedTuple, Protocol, runtime_checkable

import numpy as np

from digitpad.core.classifier import DigitClassifier
from digitpad.core.litert import Operation

Kind = Literal["image", "convolution", "pool", "hidden", "scores", "doubt", "probabilities"]


class LayerActivation(NamedTuple):
    """What comes out of one layer."""

    kind: Kind
    values: np.ndarray
    """float32: (pictures, height, width), or (units,)."""
    weights: np.ndarray | None
    """float32, what made each picture or unit from what came before: (n, pictures before, height, width) where that
    were pictures, (n, units before) where it were units; None of a layer that has learnt nothing."""

    @property
    def is_pictures(self) -> bool:
        """True for pictures, False for units."""
        return self.values.ndim == 3


@runtime_checkable
class _HasOperations(Protocol):
    def operations(self, image: np.ndarray) -> list[Operation]:
        """(28, 28) float32 → each step of the calculation."""


def layers(classifier: DigitClassifier, image: np.ndarray) -> list[LayerActivation]:
    """Every layer's activations for one image, after ReLU, in the order in which they are computed.

    Args:
        classifier: of this thread.
        image: (28, 28) float32 in [0, 1].

    Returns:
        The image first, the ten probabilities last; before them the ten scores, and of a network that doubts the
        logistic share of the doubt, whose own hidden layer is left out. Batch normalisation is folded into the kernels.
        Empty for a classifier that cannot be looked into, or whose layers are of other kinds.
    """
    if not isinstance(classifier, _HasOperations):
        return []
    found = [LayerActivation("image", image[np.newaxis], None)]
    for operation in classifier.operations(image):
        if operation.name == "RELU":
            found[-1] = found[-1]._replace(values=_pictures_first(operation.output))
        elif operation.name == "LOGISTIC":
            doubt = found.pop()._replace(kind="doubt", values=operation.output)
            if _feeds_alone(found[-1], doubt):
                found.pop()
            found.append(doubt)
        else:
            found.append(_activation(operation, _shape_before(operation, found)))
    return _in_order(found)


def _feeds_alone(layer: LayerActivation, doubt: LayerActivation) -> bool:
    """True for the hidden layer that the doubt alone looks at."""
    return layer.kind == "hidden" and doubt.weights is not None and doubt.weights.shape[1:] == layer.values.shape


def _activation(operation: Operation, before: tuple[int, ...]) -> LayerActivation:
    values, table = _pictures_first(operation.output), operation.table
    if operation.name == "MAX_POOL_2D":
        return LayerActivation("pool", values, None)
    if operation.name == "CONV_2D" and table is not None:
        return LayerActivation("convolution", values, table.transpose(0, 3, 1, 2))
    if operation.name == "FULLY_CONNECTED" and table is not None:
        if len(before) == 3:  # flattened row by row, each pixel with all its channels
            count, height, width = before
            table = table.reshape(len(table), height, width, count).transpose(0, 3, 1, 2)
        return LayerActivation("hidden", values, table)
    return LayerActivation("probabilities", values, None)


def _shape_before(operation: Operation, found: list[LayerActivation]) -> tuple[int, ...]:
    """Of what the operation took in: the last layer whose values fit its table."""
    if operation.table is None or operation.table.ndim != 2:
        return ()
    fitting = (layer.values.shape for layer in reversed(found) if layer.values.size == operation.table.shape[1])
    return next(fitting, ())


def _in_order(found: list[LayerActivation]) -> list[LayerActivation]:
    """The layers up to the scores, the doubt if there is one, and the probabilities of the end; none of a network that
    is made otherwise."""
    layers = [layer for layer in found if layer.kind not in ("doubt", "probabilities")]
    doubts = [layer for layer in found if layer.kind == "doubt"]
    if layers[-1].kind != "hidden" or layers[-1].values.shape != (10,) or found[-1].kind != "probabilities":
        return []
    return [*layers[:-1], layers[-1]._replace(kind="scores"), *doubts, found[-1]]


def _pictures_first(output: np.ndarray) -> np.ndarray:
    """(height, width, n) → (n, height, width); units as they are."""
    return np.ascontiguousarray(output.transpose(2, 0, 1)) if output.ndim == 3 else output
