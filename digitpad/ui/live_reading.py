"""Which answers are still about the drawing that is there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from digitpad.core.classifier import blank_prediction
from digitpad.workers.inference_thread import InferenceThread, Reading

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.core.drawing import Drawing
    from digitpad.core.model_store import ModelCard


class LiveReading(QObject):
    """Has each drawing read as it grows, and passes on what is said of it.

    Answers about a drawing that is gone are dropped; those about an earlier point of the same drawing are not, or the
    bars would stand still while the pen moves.

    Args:
        window: it goes with it.
        thread: reads.

    Signals:
        answered(Prediction, float | None): of the drawing, and the milliseconds it took; None where there was nothing
            to read.
        failed(str): it could not be read.
    """

    answered = Signal(object, object)
    failed = Signal(str)

    def __init__(self, window: QObject, thread: InferenceThread) -> None:
        super().__init__(window)
        self._thread = thread
        self.generation = 0
        """Which drawing it is about, counted up whenever that is another one, or read by another model."""
        self._serial = self._answered_serial = 0
        thread.predicted.connect(self._on_predicted)
        thread.failed.connect(self._on_failed)

    @property
    def is_up_to_date(self) -> bool:
        """True when the last answer is that to the last drawing."""
        return self._answered_serial == self._serial

    def follow(self, drawing: "Drawing", only_grew: bool) -> None:
        """Has a drawing read: another one, or the one before with more ink."""
        if not only_grew:
            self.drop()
        if drawing.is_empty:
            self._serial += 1
            self._answered_serial = self._serial
            self.answered.emit(blank_prediction(), None)
        else:
            self._submit(drawing)

    def use_model(self, model: "ModelCard | DigitClassifier", drawing: "Drawing") -> None:
        """Has the drawing that is there read by another model, and all later ones."""
        self.drop()
        self._thread.use_model(model)
        if not drawing.is_empty:
            self._submit(drawing)

    def drop(self) -> None:
        """Wants no more of the answers that are still on their way."""
        self.generation += 1

    def _submit(self, drawing: "Drawing") -> None:
        self._serial += 1
        self._thread.submit(self.generation, self._serial, drawing)

    def _on_predicted(self, reading: Reading) -> None:
        if reading.generation == self.generation:
            self._answered_serial = reading.serial
            self.answered.emit(reading.prediction, reading.milliseconds)

    def _on_failed(self, generation: int, reason: str) -> None:
        if generation == self.generation:
            self.failed.emit(reason)
