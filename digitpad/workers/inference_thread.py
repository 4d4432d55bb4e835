"""Live inference: the newest drawing wins."""

import logging
import sys
import time
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import Signal

from digitpad.core.errors import InputError
from digitpad.workers.mailbox_thread import MailboxThread
from digitpad.workers.preload import large_import

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier, Prediction
    from digitpad.core.drawing import Drawing
    from digitpad.core.model_store import ModelCard

_log = logging.getLogger(__name__)


class Reading(NamedTuple):
    """A prediction and the request that it answers."""

    generation: int
    serial: int
    prediction: "Prediction"
    milliseconds: float
    """From ink to probabilities."""


class _Work(NamedTuple):
    """The slots of the mailbox."""

    model: "ModelCard | DigitClassifier | None" = None
    request: "tuple[int, int, Drawing] | None" = None
    weights_wanted: bool = False


@runtime_checkable
class _HasWeights(Protocol):
    def weights(self) -> list:
        """The layers that can be shown as pictures."""


class InferenceThread(MailboxThread[_Work]):
    """Inks, preprocesses and classifies drawings in a thread of its own.

    A drawing that comes before the last one was taken replaces it. Models are loaded here too, so the window never
    waits for a file. The model in use stays until the next one has been loaded.

    Args:
        model: what reads the drawings at first.
        held: until `let_go`, the thread only prepares what does not hold up other threads, and emits nothing.

    Signals:
        predicted(Reading): a drawing was read.
        failed(int, str): a drawing of that generation could not be read; the thread goes on.
        model_loaded(object): the model that was asked for answers from now on.
        model_failed(object, Exception): it could not be loaded; the one before stays.
        weights_read(list[Weights]): the pictures of the model in use, on request.
    """

    predicted = Signal(object)
    failed = Signal(int, str)
    model_loaded = Signal(object)
    model_failed = Signal(object, object)
    weights_read = Signal(object)

    def __init__(self, model: "ModelCard | DigitClassifier", held: bool = False) -> None:
        super().__init__(_Work(model))
        self._held = held
        self._classifier: DigitClassifier | None = None

    def let_go(self) -> None:
        """The window is made, and connected: the thread may import, emit and answer."""
        with self._news:
            self._held = False
            self._news.notify()

    def submit(self, generation: int, serial: int, drawing: "Drawing") -> None:
        """Asks for a prediction of a drawing; an earlier one that is still waiting is forgotten."""
        self._post(request=(generation, serial, drawing))

    def use_model(self, model: "ModelCard | DigitClassifier") -> None:
        """Asks for another model; drawings submitted from now on are read by it."""
        self._post(model=model)

    def request_weights(self) -> None:
        """Asks for the weights of the model in use."""
        self._post(weights_wanted=True)

    def run(self) -> None:
        """Answers until the thread is closed."""
        super().run()
        self._classifier = None  # gone in the thread that it belongs to

    def _work(self, mail: _Work) -> None:
        if mail.model is not None:
            self._classifier = self._load(mail.model) or self._classifier
        if mail.request is not None:
            self._read(self._classifier, *mail.request)
        if mail.weights_wanted:
            self._read_weights(self._classifier)

    def _load(self, model: "ModelCard | DigitClassifier") -> "DigitClassifier | None":
        try:
            classifier = self._build(model)
        except Exception as error:
            _log.warning("a model cannot be used: %s", error, exc_info=not isinstance(error, InputError))
            self._wait_while_held()
            self.model_failed.emit(model, error)
            return None
        self._wait_while_held()
        self.model_loaded.emit(model)
        return classifier

    def _build(self, model: "ModelCard | DigitClassifier") -> "DigitClassifier":
        from digitpad.core.model_store import ModelCard, build_classifier, read_litert_file

        if not isinstance(model, ModelCard):
            return model
        content = read_litert_file(model)
        # Reading and hashing let other threads work, importing does not: the window comes first.
        self._wait_while_held()
        _import_libraries()
        return build_classifier(content, model)

    def _wait_while_held(self) -> None:
        with self._news:
            while self._held and not self._closing:
                self._news.wait()

    def _read(self, classifier: "DigitClassifier | None", generation: int, serial: int, drawing: "Drawing") -> None:
        try:
            if classifier is None:
                raise InputError("model_missing")
            from digitpad.core.reading import read_drawing

            begin = time.perf_counter()
            prediction = read_drawing(classifier, drawing)
            milliseconds = 1000 * (time.perf_counter() - begin)
        except Exception as error:
            _log.warning("a drawing could not be read", exc_info=True)
            self.failed.emit(generation, str(error) or type(error).__name__)
        else:
            self.predicted.emit(Reading(generation, serial, prediction, milliseconds))

    def _read_weights(self, classifier: "DigitClassifier | None") -> None:
        try:
            self.weights_read.emit(classifier.weights() if isinstance(classifier, _HasWeights) else [])
        except Exception:
            _log.exception("the weights could not be read")
            self.weights_read.emit([])


def _import_libraries() -> None:
    """LiteRT, and OpenCV for the first drawing."""
    if "digitpad.core.reading" not in sys.modules:
        with large_import():
            import ai_edge_litert.interpreter  # noqa: F401

            import digitpad.core.reading  # noqa: F401
