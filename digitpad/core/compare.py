"""The same input image, read by several models."""

import statistics
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from digitpad.core.classifier import DigitClassifier, predict
from digitpad.core.errors import InputError
from digitpad.core.model_store import ModelCard

_TIMED_CALLS = 3


class ModelReading(NamedTuple):
    """What one model makes of an input image."""

    model: "ModelCard | DigitClassifier"
    probabilities: np.ndarray
    """(10,) float32; all 0 where the model cannot be loaded."""
    digit: int | None
    """None where it is unsure."""
    milliseconds: float
    """Of one image, from the input image to the probabilities."""
    error: InputError | None = None
    """Why the model cannot be loaded."""

    @property
    def likeliest(self) -> int:
        """The digit with the largest probability, sure or not."""
        return int(self.probabilities.argmax())


def read_by_all(
    models: Iterable["ModelCard | DigitClassifier"],
    load: Callable[["ModelCard | DigitClassifier"], DigitClassifier],
    image: np.ndarray,
    should_stop: Callable[[], bool] = lambda: False,
) -> list[ModelReading] | None:
    """Lets models read an input image, (28, 28) float32 in [0, 1], one after another.

    Args:
        models: in the order of the answer.
        load: gives the classifier of a model, for this thread.
        image: what they read.
        should_stop: asked before each model.

    Returns:
        A reading of each model, or None when it was stopped.

    Raises:
        ValueError: a classifier gives something else than ten finite numbers.
    """
    readings = []
    for model in models:
        if should_stop():
            return None
        readings.append(_read(model, load, image))
    return readings


def dissenters(readings: Iterable[ModelReading], digit: int) -> list[ModelReading]:
    """Those whose likeliest digit is another one."""
    return [reading for reading in readings if reading.error is None and reading.likeliest != digit]


def _read(
    model: "ModelCard | DigitClassifier",
    load: Callable[["ModelCard | DigitClassifier"], DigitClassifier],
    image: np.ndarray,
) -> ModelReading:
    try:
        classifier = load(model)
    except InputError as error:
        return ModelReading(model, np.zeros(10, np.float32), None, 0.0, error)
    seconds = []
    for _ in range(_TIMED_CALLS):
        begin = time.perf_counter()
        prediction = predict(classifier, image)
        seconds.append(time.perf_counter() - begin)
    return ModelReading(model, prediction.probabilities, prediction.digit, 1000 * statistics.median(seconds))
