"""How well a classifier reads labelled digits."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from digitpad.core.calibration import calibration_error
from digitpad.core.classifier import DigitClassifier, checked, is_unsure

_CHUNK = 1024  # images between two reports: about a tenth of a second of the largest shipped model
_LEAST_PROBABILITY = 1e-7


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out, over the images that were classified."""

    count: int
    """How many images; fewer than were given when it was stopped."""
    accuracy: float
    """Share in [0, 1] of the images whose largest probability is the label's, whatever the status."""
    refused: int
    """How many predictions are `unsure`."""
    log_loss: float
    """Mean of -ln p of the label, in nats, p clipped from below at 1e-7 as in Keras: one certainty that was wrong
    costs 16.1, not infinity."""
    calibration_error: float
    """Expected calibration error, in [0, 1]: how far the probabilities are from the share that is right."""
    confusion: np.ndarray
    """(10, 10) int64: row the label, column the digit with the largest probability."""
    probabilities: np.ndarray
    """(count, 10) float32, in the order of the images."""


def evaluate(
    classifier: DigitClassifier,
    images: np.ndarray,
    labels: np.ndarray,
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Evaluation:
    """Classifies labelled images and counts.

    Args:
        classifier: of this thread.
        images: (n, 28, 28), n at least 1: uint8 with ink 255, or float32 in [0, 1].
        labels: (n,) integers, 0 … 9.
        on_progress: told how many of how many are done, several times a second.
        should_stop: asked as often; True ends it, with the figures of what is done.

    Raises:
        ValueError: the classifier gives something else than ten finite numbers an image.
    """
    probabilities = np.empty((len(images), 10), np.float32)
    done = 0
    while done < len(images):
        chunk = as_input_images(images[done : done + _CHUNK])
        probabilities[done : done + len(chunk)] = checked(classifier.classify(chunk), len(chunk))
        done += len(chunk)
        if on_progress:
            on_progress(done, len(images))
        if should_stop and should_stop():
            break
    return tally(probabilities[:done], np.asarray(labels[:done], np.int64))


def as_input_images(images: np.ndarray) -> np.ndarray:
    """Images as a classifier takes them: (n, 28, 28) float32 in [0, 1], from uint8 with ink 255 or from themselves."""
    if images.dtype == np.uint8:
        return np.divide(images, np.float32(255), dtype=np.float32)
    return images


def tally(probabilities: np.ndarray, labels: np.ndarray) -> Evaluation:
    """Counts what ten probabilities an image, (n, 10) float32, make of the labels, (n,) int64; n at least 1."""
    confusion = np.bincount(labels * 10 + probabilities.argmax(axis=1), minlength=100).reshape(10, 10)
    of_label = probabilities[np.arange(len(labels)), labels].astype(np.float64)
    return Evaluation(
        count=len(labels),
        accuracy=float(np.trace(confusion) / len(labels)),
        refused=int(is_unsure(probabilities).sum()),
        log_loss=float(-np.log(np.maximum(of_label, _LEAST_PROBABILITY)).mean()),
        calibration_error=calibration_error(probabilities, labels),
        confusion=confusion,
        probabilities=probabilities,
    )


def accuracy_interval(accuracy: float, count: int) -> tuple[float, float]:
    """The 95 % interval of an accuracy that `count` images gave (Wilson 1927): few images say little."""
    z = 1.96
    middle = (accuracy + z * z / (2 * count)) / (1 + z * z / count)
    reach = z / (1 + z * z / count) * math.sqrt(accuracy * (1 - accuracy) / count + z * z / (4 * count * count))
    return max(0.0, middle - reach), min(1.0, middle + reach)
