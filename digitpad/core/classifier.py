"""A trained model loaded for inference on LiteRT, without TensorFlow."""

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal, NamedTuple, Protocol

import numpy as np

from digitpad.core.litert import CHUNK, LiteRtModel, Operation, in_chunks

UNSURE_BELOW = 0.5
"""A prediction whose largest probability is smaller is `unsure`: all other digits together are more likely."""
_MANY_THREADS = 2
_OPEN_CHUNK = 16  # what every layer makes of 64 images at once takes 20 MB more of the largest shipped model
_FEW = 16  # one by one is faster up to here: a chunk costs the same however few of its rows are filled


class DigitClassifier(Protocol):
    """What the program asks of a classifier; other people's objects may take the place of `Classifier`."""

    def classify(self, images: np.ndarray) -> np.ndarray:
        """(n, 28, 28) float32 in [0, 1] → (n, 10) float32 probabilities."""


class DigitBox(NamedTuple):
    """One of the digits that were read, and where it stands."""

    digit: int | None
    """None where it is unsure."""
    probabilities: np.ndarray
    """(10,) float32."""
    input_image: np.ndarray
    """(28, 28) float32 in [0, 1], what the model received."""
    box: tuple[float, float, float, float]
    """x, y, width and height of its ink, the pen's width included: in the drawing's units, or in a picture's pixels."""
    row: int = 0
    """Which row it stands in, from the top."""
    looks: int = 1
    """How many looks at it the probabilities are the mean of; the first one is at `input_image`."""


class Prediction(NamedTuple):
    """What a classifier says about a drawing: blank, one digit, none that is sure, or several."""

    status: Literal["digit", "blank", "unsure", "several"]
    probabilities: np.ndarray
    """(10,) float32; all 0 when blank or several."""
    input_image: np.ndarray
    """(28, 28) float32 in [0, 1], what the model received; all 0 when blank or several."""
    digits: tuple[DigitBox, ...] = ()
    """The digits row by row, from left to right; empty when blank or unsure."""

    @property
    def digit(self) -> int | None:
        """The one digit, or None when it is blank, unsure or several."""
        return int(self.probabilities.argmax()) if self.status == "digit" else None

    @property
    def text(self) -> str:
        """The number, with "?" for an unsure digit, a space between two rows; empty when blank or unsure."""
        if self.status == "several":
            rows = groupby(self.digits, lambda box: box.row)
            return " ".join("".join("?" if box.digit is None else str(box.digit) for box in row) for _, row in rows)
        return "" if self.digit is None else str(self.digit)


class Weights(NamedTuple):
    """The weights of one layer as pictures."""

    layer: Literal["templates", "hidden", "kernels", "second_kernels"]
    pictures: np.ndarray
    """(n, channels, height, width) float32."""


def predict(classifier: DigitClassifier, input_image: np.ndarray | None) -> Prediction:
    """Classifies one input image, (28, 28) float32 or None for a blank drawing.

    Raises:
        ValueError: the classifier gave something else than ten finite numbers.
    """
    return predict_each(classifier, [input_image])[0]


def predict_each(classifier: DigitClassifier, input_images: Sequence[np.ndarray | None]) -> list[Prediction]:
    """As `predict`, for several input images in one call of the classifier."""
    images = [image for image in input_images if image is not None]
    if not images:
        return [blank_prediction() for _ in input_images]
    probabilities = checked(classifier.classify(np.stack(images)), len(images))
    unsure = is_unsure(probabilities)
    rows = iter(range(len(images)))
    return [
        blank_prediction()
        if image is None
        else Prediction("unsure" if unsure[row := next(rows)] else "digit", probabilities[row], image)
        for image in input_images
    ]


def checked(probabilities: object, count: int) -> np.ndarray:
    """What a classifier gave for `count` images, as (count, 10) float32.

    Raises:
        ValueError: it is something else, or not finite.
    """
    array = np.asarray(probabilities, np.float32)
    if array.shape != (count, 10) or not np.isfinite(array).all():
        raise ValueError("the model gave something else than ten finite numbers an image")
    return array


def blank_prediction() -> Prediction:
    """The prediction of an empty canvas, which needs no model."""
    return Prediction("blank", np.zeros(10, np.float32), np.zeros((28, 28), np.float32))


def is_unsure(probabilities: np.ndarray) -> np.ndarray:
    """Which rows of (n, 10) probabilities say no digit: (n,) bool."""
    return probabilities.max(axis=1) < UNSURE_BELOW


def even_share(probabilities: np.ndarray) -> np.ndarray:
    """How much of (…, 10) probabilities is spread evenly over all digits, as a network spreads what it doubts to be a
    digit: (…) in [0, 1]. It says of none of them that it is this one."""
    return 10 * probabilities.min(axis=-1)


def percent_text(probability: float) -> str:
    """A probability in whole percents; a model is never certain."""
    if probability < 0.005:
        return "< 1 %"
    return "> 99 %" if probability >= 0.995 else f"{int(100 * probability + 0.5)} %"


class Classifier:
    """A LiteRT model: (n, 28, 28) float32 in [0, 1] → (n, 10) float32 probabilities.

    Belongs to one thread: LiteRT's interpreters are not shared.

    Args:
        model: the content of a `model.tflite`.

    Raises:
        ValueError: not a LiteRT model, or not one that takes input images and gives ten numbers.
    """

    def __init__(self, model: bytes) -> None:
        self.model = model
        """The content of the file, which LiteRT reads where it is: classifiers of one model can share it."""
        self._one = LiteRtModel(model, rows=1, threads=1)

    @cached_property
    def _many(self) -> LiteRtModel:
        return LiteRtModel(self.model, rows=CHUNK, threads=_MANY_THREADS)

    @cached_property
    def _open(self) -> LiteRtModel:
        return LiteRtModel(self.model, rows=_OPEN_CHUNK, threads=1, keep_all=True)  # leaves the bars a core

    @cached_property
    def _open_one(self) -> LiteRtModel:
        return LiteRtModel(self.model, rows=1, threads=1, keep_all=True)

    def classify(self, images: np.ndarray) -> np.ndarray:
        """Classifies one image at a time as fast as possible, many in chunks of `CHUNK` on two threads.

        Args:
            images: (n, 28, 28) float32 in [0, 1], ink 1, paper 0.

        Returns:
            (n, 10) float32, each row sums to 1.
        """
        if len(images) == 1:
            return self._one.run(images)
        if 0 < len(images) <= _FEW:
            return np.concatenate([self._one.run(image[np.newaxis]) for image in images])
        return in_chunks(self._many.run, images)

    def logits(self, images: np.ndarray) -> np.ndarray:
        """What goes into softmax, before it becomes probabilities.

        Args:
            images: (n, 28, 28) float32 in [0, 1], ink 1, paper 0.

        Returns:
            (n, 10) float32; of a file that does not end in softmax the logarithms of the probabilities, which are
            logits too: softmax gives the probabilities back.
        """
        return in_chunks(self._open.run_to_logits, images, _OPEN_CHUNK)

    def hidden(self, images: np.ndarray) -> np.ndarray:
        """What the last layer receives: each image as the network has come to see it.

        Args:
            images: (n, 28, 28) float32 in [0, 1], ink 1, paper 0.

        Returns:
            (n, units) float32 of the last hidden layer; (n, 784), the pixels themselves, of a model without one, or of
            a file in which it is not found.
        """
        if len(images) == 1:  # while somebody draws: a chunk would take as long as if it were full
            return self._open_one.run_to_hidden(images)
        return in_chunks(self._open.run_to_hidden, images, _OPEN_CHUNK)

    def operations(self, image: np.ndarray) -> list[Operation]:
        """What the model calculates for one image, (28, 28) float32 in [0, 1], step by step in its order;
        empty where LiteRT does not tell it."""
        return self._open_one.operations(image)

    def linear_layer(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Templates (10, 28, 28) and bias (10,), both float32, of a model that is nothing but a linear layer and
        softmax; None for all others."""
        tables = [shape for shape in self._one.constant_shapes() if len(shape) > 1]
        biases = self._one.constants(lambda shape: shape == (10,))
        if tables != [(10, 784)] or len(biases) > 1:
            return None
        (templates,) = self._one.constants(lambda shape: shape == (10, 784))
        return templates.reshape(10, 28, 28), biases[0] if biases else np.zeros(10, np.float32)

    def weights(self) -> list[Weights]:
        """The layers whose weights can be shown as pictures, first layer first; empty for a strange architecture."""
        dense = self._one.constants(lambda shape: len(shape) == 2 and shape[1] == 784)
        if dense:
            pictures = dense[0].reshape(-1, 1, 28, 28)
            only_layer = sum(len(shape) == 2 for shape in self._one.constant_shapes()) == 1
            return [Weights("templates" if only_layer else "hidden", pictures)]
        kernels = [  # (n, channels, height, width)
            table.transpose(0, 3, 1, 2) for table in self._one.constants(lambda shape: len(shape) == 4)
        ]
        firsts = [place for place, table in enumerate(kernels) if table.shape[1] == 1]
        if not firsts:
            return []
        first = firsts[0]
        seconds = [place for place, table in enumerate(kernels) if table.shape[1] == len(kernels[first])]
        seconds.sort(key=lambda place: abs(place - first))  # layers stand beside each other in the file
        shown = [Weights("kernels", kernels[first])]
        return shown + [Weights("second_kernels", kernels[place]) for place in seconds[:1] if place != first]
