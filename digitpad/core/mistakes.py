"""What models make of whole data sets, and the pictures behind each figure."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digitpad.core.data_sources import DataSource, load_source
from digitpad.core.evaluation import Evaluation, evaluate
from digitpad.core.model_store import ModelCard
from digitpad.core.selection import Answers, answers_from

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.core.datasets import DataSet

_MOST_KEPT = 80_000
"""Images that are kept, 784 bytes each: both halves of MNIST, and some more."""


class Result(NamedTuple):
    """What one model makes of a data set."""

    evaluation: Evaluation
    answers: Answers


class Results:
    """Data sets that were loaded and what models made of them, so that coming back to one is immediate.

    Belongs to one thread.
    """

    def __init__(self) -> None:
        self._data: dict[tuple, DataSet] = {}
        self._results: dict[tuple, tuple[object, Result]] = {}

    def data(self, source: DataSource, should_stop: Callable[[], bool] = lambda: False) -> "DataSet":
        """The data set, loaded anew where its file is another one than before; in part when it should stop.

        Raises:
            InputError: it is missing, damaged or strange.
        """
        key = source_key(source)
        data = self._data.pop(key, None) or load_source(source, should_stop)
        if should_stop():
            return data
        self._data[key] = data  # last, as the newest
        self._forget_oldest()
        return data

    def result(
        self,
        source: DataSource,
        model: "ModelCard | DigitClassifier",
        load: "Callable[[ModelCard | DigitClassifier], DigitClassifier]",
        on_progress: Callable[[int, int], None],
        should_stop: Callable[[], bool],
    ) -> Result:
        """What a model makes of a data set; of a part of it when it was stopped.

        Args:
            source: of the data set.
            model: a card, or an object that classifies.
            load: gives the classifier of a model.
            on_progress: as `evaluate` takes it.
            should_stop: as `evaluate` takes it.

        Raises:
            InputError: the data set or the model cannot be loaded.
            ValueError: the model gives something else than ten finite numbers an image.
        """
        data = self.data(source, should_stop)
        key = source_key(source), model_key(model)
        if key in self._results:
            return self._results[key][1]
        evaluation = evaluate(load(model), data.images, data.labels, on_progress, should_stop)
        result = Result(evaluation, answers_from(evaluation.probabilities, len(data.labels)))
        if evaluation.count == len(data.labels) and not should_stop():
            self._results[key] = model, result  # the model too, or another one might get its `id`
        return result

    def _forget_oldest(self) -> None:
        while len(self._data) > 1 and sum(len(data.labels) for data in self._data.values()) > _MOST_KEPT:
            del self._data[next(iter(self._data))]
        self._results = {key: kept for key, kept in self._results.items() if key[0] in self._data}


def source_key(source: DataSource) -> tuple:
    """What a data set is known by: its place, its half, and what the file system says of its file's last change."""
    from pathlib import Path

    try:
        state = Path(source.path).stat()
    except OSError:  # built in, or missing: loading it will tell
        return source.path, source.part
    return source.path, source.part, state.st_mtime_ns, state.st_size


def model_key(model: "ModelCard | DigitClassifier") -> tuple:
    """What a model is known by: its folder and files, or that it is this very object."""
    if isinstance(model, ModelCard):
        return model.folder, *sorted(model.sha256.items())
    return (id(model),)


def most_sure_first(labels: np.ndarray, answers: Answers, cell: tuple[int, int] | None = None) -> np.ndarray:
    """The places of the images behind one cell of the confusion matrix, or of all mistakes: (m,) int64, that with the
    largest probability first.

    Args:
        labels: (n,) int64, 0 … 9.
        answers: of a model to these images; one that it has not read is neither a mistake nor in any cell.
        cell: label and digit that was read; None for all mistakes.
    """
    if cell is None:
        fits = (answers.digits >= 0) & (answers.digits != labels)
    else:
        fits = (labels == cell[0]) & (answers.digits == cell[1])
    rows = np.flatnonzero(fits)
    return rows[np.argsort(-answers.confidences[rows], kind="stable")]
