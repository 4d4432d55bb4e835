"""Which pixels speak for a digit, and which against."""

import math
from collections.abc import Callable
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np

from digitpad.core.classifier import DigitClassifier, checked
from digitpad.core.litert import CHUNK

PATCH = 5
"""Side in pixels of the square of paper that covers ink."""
STRIDE = 2
"""Pixels from one place of the patch to the next."""
_LEAST_PROBABILITY = 1e-7
_SAME_SCORE = 1e-3


class Evidence(NamedTuple):
    """What an input image says to a model about each digit, in units of the score that softmax turns into
    probabilities."""

    scores: np.ndarray
    """(10,) float32: the logits; of a classifier that tells none the logarithms of its probabilities."""
    maps: np.ndarray
    """(10, 28, 28) float32, positive where the ink speaks for the digit; 0 where there is none."""
    bias: np.ndarray | None
    """(10,) float32 of a linear model: maps and bias sum to the scores. None for any other, whose maps say how far
    the score falls when the ink is covered."""


class Contrast(NamedTuple):
    """The evidence for one digit, or for one digit rather than another."""

    picture: np.ndarray
    """(28, 28) float32."""
    score: float
    bias: float | None
    """None where pixels and bias do not sum to the score."""

    @property
    def pixels(self) -> float:
        """The sum of the picture."""
        return float(self.picture.sum(dtype=np.float64))


@runtime_checkable
class _HasLogits(Protocol):
    def logits(self, images: np.ndarray) -> np.ndarray:
        """(n, 28, 28) float32 → (n, 10) float32."""


@runtime_checkable
class _HasLinearLayer(Protocol):
    def linear_layer(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Templates (10, 28, 28) and bias (10,), if that is all of the model."""


def evidence(
    classifier: DigitClassifier, image: np.ndarray, should_stop: Callable[[], bool] = lambda: False
) -> Evidence | None:
    """The evidence in an input image: exact for a linear model, by covering for any other.

    Args:
        classifier: of this thread.
        image: (28, 28) float32 in [0, 1].
        should_stop: asked between chunks of images; True ends it.

    Returns:
        The evidence, or None when it was stopped.

    Raises:
        ValueError: the classifier gives something else than ten finite numbers an image.
    """
    return linear_evidence(classifier, image) or covering_evidence(classifier, image, should_stop)


def linear_evidence(classifier: DigitClassifier, image: np.ndarray) -> Evidence | None:
    """Template × input image: exactly what a linear model adds up; None for any other model."""
    layer = classifier.linear_layer() if isinstance(classifier, _HasLinearLayer) else None
    if layer is None:
        return None
    templates, bias = layer
    maps = templates * image
    sums = (maps.sum(axis=(1, 2), dtype=np.float64) + bias).astype(np.float32)
    # A file may do more than its tables show: then they do not explain it.
    agrees = np.allclose(sums, scores(classifier, image[np.newaxis])[0], atol=_SAME_SCORE)
    return Evidence(sums, maps, bias) if agrees else None


def covering_evidence(
    classifier: DigitClassifier, image: np.ndarray, should_stop: Callable[[], bool] = lambda: False
) -> Evidence | None:
    """How far each digit's score falls when a patch of paper covers the ink (occlusion: Zeiler, Fergus 2014).

    A pixel's value is the mean over the patches that cover it, times its ink. Patches without ink change nothing and
    are left out.

    Args:
        classifier: of this thread.
        image: (28, 28) float32 in [0, 1].
        should_stop: asked before each `CHUNK` of images; True ends it.

    Returns:
        The evidence, or None when it was stopped.
    """
    inked = (_PATCHES & (image > 0)).any(axis=(1, 2))
    images = np.concatenate([image[np.newaxis], np.where(_PATCHES[inked], np.float32(0), image)])
    rows = []
    for begin in range(0, len(images), CHUNK):
        if should_stop():
            return None
        rows.append(scores(classifier, images[begin : begin + CHUNK]))
    given, *covered = np.concatenate(rows)
    falls = np.zeros((len(_PATCHES), 10), np.float32)
    falls[inked] = given - np.reshape(covered, (-1, 10))
    sums = _SPANS.T @ falls.T.reshape(10, len(_SPANS), len(_SPANS)) @ _SPANS
    counts = np.outer(_SPANS.sum(axis=0), _SPANS.sum(axis=0))
    return Evidence(given, sums / counts * image, None)


def scores(classifier: DigitClassifier, images: np.ndarray) -> np.ndarray:
    """Logits, (n, 28, 28) float32 → (n, 10) float32; where a classifier tells none, −16.1 at least, the logarithms of
    its probabilities.

    Raises:
        ValueError: the classifier gives something else than ten finite numbers an image.
    """
    if isinstance(classifier, _HasLogits):
        return checked(classifier.logits(images), len(images))
    return np.log(np.maximum(checked(classifier.classify(images), len(images)), _LEAST_PROBABILITY))


def contrast(evidence: Evidence, digit: int, other: int | None = None) -> Contrast:
    """The evidence for `digit`, or for `digit` rather than `other`."""
    maps, given, bias = evidence.maps[digit], float(evidence.scores[digit]), evidence.bias
    if other is not None:
        maps, given = maps - evidence.maps[other], given - float(evidence.scores[other])
    if bias is None:
        return Contrast(maps, given, None)
    return Contrast(maps, given, float(bias[digit] - (0 if other is None else bias[other])))


def cross_entropy(probability: float) -> float:
    """−ln p of the right digit's probability, in nats: what training makes small; p clipped from below at 1e-7."""
    return -math.log(max(probability, _LEAST_PROBABILITY))


def ink_outline(image: np.ndarray) -> np.ndarray:
    """The edges between ink and paper of a (height, width) image: (n, 4) int, each x0, y0, x1, y1 in pixels."""
    ink = np.pad(image >= 0.5, 1)
    rows, columns = np.nonzero(ink[:-1, 1:-1] != ink[1:, 1:-1])
    level = np.stack([columns, rows, columns + 1, rows], axis=1)
    rows, columns = np.nonzero(ink[1:-1, :-1] != ink[1:-1, 1:])
    return np.concatenate([level, np.stack([columns, rows, columns, rows + 1], axis=1)])


# Which pixels of a row, or of a column, each place of the patch covers: (14, 28).
_SPANS = (np.abs(np.arange(0, 28, STRIDE)[:, np.newaxis] - np.arange(28)) <= PATCH // 2).astype(np.float32)
_PATCHES = np.einsum("yi,xj->yxij", _SPANS, _SPANS).reshape(-1, 28, 28) > 0
