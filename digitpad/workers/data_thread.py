"""One data set loaded and read by a model, and then the thread ends."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, Signal

from digitpad.core.errors import InputError
from digitpad.workers.unfinished import keep_until_finished

if TYPE_CHECKING:
    from digitpad.core.datasets import DataSet
    from digitpad.core.model_store import ModelCard

_log = logging.getLogger(__name__)


class DataThread(QThread):
    """Loads a data set, and lets a model read all of it.

    Exactly one of `answered` and `failed` is emitted, as the last signal.

    Args:
        load: gives the data set; what it is given says whether to stop.
        model: to read it; None for none.

    Signals:
        loaded(DataSet): the pictures are there.
        progressed(int, int): the model has read so many of so many.
        answered(Answers): what it reads, in part when it was stopped; None without a model.
        failed(Exception): an `InputError` is something the user can mend.
    """

    loaded = Signal(object)
    progressed = Signal(int, int)
    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, load: "Callable[[Callable[[], bool]], DataSet]", model: "ModelCard | None") -> None:
        super().__init__()
        self._load, self._model = load, model
        keep_until_finished(self, self.stop)

    def stop(self) -> None:
        """Ends soon, with what was loaded or read. Does not wait."""
        self.requestInterruption()

    def run(self) -> None:
        """Loads and reads; ends with exactly one of the two ends."""
        try:
            data = self._load(self.isInterruptionRequested)
            self.loaded.emit(data)
            self._read(data)
        except InputError as error:
            self.failed.emit(error)
        except Exception as error:
            _log.exception("a data set could not be loaded or read")
            self.failed.emit(error)

    def _read(self, data: "DataSet") -> None:
        if self._model is None or self.isInterruptionRequested():
            self.answered.emit(None)
            return
        from digitpad.core.evaluation import evaluate
        from digitpad.core.model_store import load_classifier
        from digitpad.core.selection import answers_from

        classifier = load_classifier(self._model)  # of this thread's own: LiteRT's interpreters are not shared
        try:
            result = evaluate(classifier, data.images, data.labels, self.progressed.emit, self.isInterruptionRequested)
        except (RuntimeError, ValueError) as error:
            raise InputError("model_damaged", name=self._model.name, reason=error) from error
        self.answered.emit(answers_from(result.probabilities, len(data.labels)))
