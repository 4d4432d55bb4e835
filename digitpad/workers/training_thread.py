"""One training run, and then the thread ends."""

import logging
import os
import sys
from collections.abc import Sequence
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QThread, Signal

from digitpad.core.errors import InputError
from digitpad.core.recipes import Recipe
from digitpad.core.training_data import Stopped
from digitpad.workers.preload import large_import, preload_libraries
from digitpad.workers.unfinished import keep_until_finished

if TYPE_CHECKING:
    import numpy as np

    from digitpad.core.evaluation import Evaluation
    from digitpad.core.model_store import ModelCard
    from digitpad.core.training import TrainResult
    from digitpad.core.training_data import TrainingData

_log = logging.getLogger(__name__)
_LIBRARIES = (("tensorflow", "libtensorflow_framework.so.2"), ("tensorflow", "libtensorflow_cc.so.2"))
_IMPORT_MS = 180_000  # the longest that a slow disk may take to load TensorFlow: an import cannot be interrupted


class _Cancelled(Exception):
    """Ends a run at the next safe point; nothing of it is kept."""


class TrainingThread(QThread):
    """Trains one recipe while the window goes on, and compares the result with the model in use.

    Exactly one of `trained`, `cancelled` and `failed` is emitted, as the last signal.

    Args:
        recipe: what to do.
        seed: of the weights, the order and the variations.
        in_use: the model to compare with on the same test images, and to start from where the recipe wants that; None
            for no comparison.
        data: what to learn from, as `load_training_data` takes it.

    Signals:
        stage_changed(str): "reading", "loading", "training", "measuring", "doubting" has begun.
        stage_progressed(float): that share of it is done, in [0, 1]; told of "doubting" alone.
        progressed(Progress): about ten times a second while training.
        compared(Evaluation, Evaluation | None): of the new model and of the one in use, on the same test images.
        trained(TrainResult): done, or stopped with what was learnt until then.
        cancelled(): ended, and nothing is kept.
        failed(Exception): an `InputError` is something the user can mend.
    """

    stage_changed = Signal(str)
    stage_progressed = Signal(float)
    progressed = Signal(object)
    compared = Signal(object, object)
    trained = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(
        self, recipe: Recipe, seed: int, in_use: "ModelCard | None" = None, data: Sequence[str] | None = None
    ) -> None:
        super().__init__()
        keep_until_finished(self, self.cancel, _IMPORT_MS)
        self._recipe, self._seed, self._in_use, self._data = recipe, seed, in_use, data
        self._news = Condition()
        self._paused = self._stopping = self._cancelling = False
        self.sources: list[dict[str, Any]] = []
        """Of the training data, for the model's card; known when `trained` is emitted."""

    def pause(self) -> None:
        """Holds the run at the next batch."""
        self._wish(_paused=True)

    def resume(self) -> None:
        """Lets a paused run go on."""
        self._wish(_paused=False)

    def stop(self) -> None:
        """Ends what is done at the next batch and keeps what was learnt; before the first batch that is nothing.

        A run that is stopped while it learns the digits goes on to learn its doubt, if its recipe wants that, from what
        it knows of them; stopped once more, it does without.
        """
        self._wish(_stopping=True, _paused=False)

    def cancel(self) -> None:
        """Ends the run at the next safe point and keeps nothing; does not wait."""
        self._wish(_cancelling=True)

    def _wish(self, **wishes: bool) -> None:
        with self._news:
            for name, value in wishes.items():
                setattr(self, name, value)
            self._news.notify()

    def run(self) -> None:
        """Trains; ends with exactly one of the three ends."""
        try:
            result = self._train()
            self._end_if_cancelled()
        except (_Cancelled, Stopped):
            self.cancelled.emit()
        except InputError as error:
            self.failed.emit(error)
        except Exception as error:
            if self._cancelling:  # an import fails when the program ends meanwhile
                self.cancelled.emit()
                return
            _log.exception("a run failed")
            self.failed.emit(error)
        else:
            self.trained.emit(result)

    def _train(self) -> "TrainResult":
        self.stage_changed.emit("reading")
        data = self._read()
        if self._is_unwanted():
            raise _Cancelled
        self.stage_changed.emit("loading")
        load_tensorflow()
        if self._is_unwanted():
            raise _Cancelled
        self.stage_changed.emit("training")
        result = self._learn(data)
        self._compare(result, data)
        return result

    def _read(self) -> "TrainingData":
        from digitpad.core import training_data

        data, self.sources = training_data.load_training_data(self._data, self._recipe, should_stop=self._is_unwanted)
        return data

    def _learn(self, data: "TrainingData") -> "TrainResult":
        from digitpad.core import training

        weights = self._initial_weights()
        return training.train(
            self._recipe, data, self.progressed.emit, self._should_stop, self._seed, weights, self._on_stage
        )

    def _initial_weights(self) -> "list[np.ndarray] | None":
        from digitpad.core.model_store import read_weights

        return read_weights(self._in_use) if self._recipe.starts_from and self._in_use is not None else None

    def _on_stage(self, stage: str, share: float) -> None:
        if share:
            self.stage_progressed.emit(share)
        else:
            self.stage_changed.emit(stage)

    def _should_stop(self) -> bool:
        with self._news:
            while self._paused and not (self._stopping or self._cancelling):
                self._news.wait()
            stopping, self._stopping = self._stopping, False  # it ends one thing; the doubt wants a wish of its own
        self._end_if_cancelled()
        return stopping

    def _is_unwanted(self) -> bool:
        """True where a run that has learnt nothing yet should end."""
        return self._stopping or self._cancelling

    def _end_if_cancelled(self) -> None:
        if self._cancelling:
            raise _Cancelled

    def _compare(self, result: "TrainResult", data: "TrainingData") -> None:
        from digitpad.core.evaluation import evaluate, tally
        from digitpad.core.model_store import load_classifier

        count = len(result.test_probabilities)
        images, labels = data.test_images[:count], data.test_labels[:count]
        other: Evaluation | None = None
        try:
            if self._in_use is not None:
                # An interpreter of this thread's own: LiteRT's are not shared.
                other = evaluate(load_classifier(self._in_use), images, labels, None, lambda: self._cancelling)
        except (InputError, ValueError, RuntimeError) as error:
            _log.warning("the model in use could not be measured: %s", error)
        self._end_if_cancelled()
        self.compared.emit(tally(result.test_probabilities, labels), other)


def load_tensorflow() -> None:
    """Imports TensorFlow and Keras, and holds up other threads little meanwhile."""
    if "tensorflow" in sys.modules:
        return
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    failures: list[BaseException] = []

    def load() -> None:
        try:
            _import_tensorflow()
        except BaseException as error:
            failures.append(error)

    # TensorFlow crashes a process that begins to end while it is imported; but the end waits for Python's own threads,
    # those that are no daemons.
    thread = Thread(target=load, name="import tensorflow", daemon=False)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]


def _import_tensorflow() -> None:
    from digitpad.core.quiet import silenced_native_output

    with silenced_native_output(), large_import():  # TensorFlow tells each process how it was built
        preload_libraries(_LIBRARIES)
        import keras  # noqa: F401
        import tensorflow  # noqa: F401
