"""Teaches a model the user's own drawings, and then the thread ends."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from digitpad.workers.training_thread import TrainingThread

if TYPE_CHECKING:
    from digitpad.core.model_store import ModelCard
    from digitpad.core.teaching import Lesson
    from digitpad.core.training import TrainResult
    from digitpad.core.training_data import TrainingData


class TeachingThread(TrainingThread):
    """A run that goes on from a model, which itself answers on as it is.

    Args:
        card: the model.
        seed: of what is practised, and in which order.

    Signals:
        taught(Taught): which answers changed; before `trained`.
    """

    taught = Signal(object)

    def __init__(self, card: "ModelCard", seed: int) -> None:
        from digitpad.core.teaching import recipe_for

        super().__init__(recipe_for(card), seed, card)
        self._card = card
        self._lesson: Lesson | None = None

    def _read(self) -> "TrainingData":
        from digitpad.core import teaching

        self._lesson = teaching.prepare(self._recipe, self._seed, self._is_unwanted)
        self.sources = self._lesson.sources
        return self._lesson.data

    def _learn(self, data: "TrainingData") -> "TrainResult":
        from digitpad.core import teaching

        assert self._lesson is not None
        return teaching.teach(
            self._card, self._lesson, self.progressed.emit, self._should_stop, self._seed, self._on_stage
        )

    def _compare(self, result: "TrainResult", data: "TrainingData") -> None:
        from digitpad.core import teaching
        from digitpad.core.model_store import load_classifier

        assert self._lesson is not None
        before = load_classifier(self._card)  # an interpreter of this thread's own: LiteRT's are not shared
        taught = teaching.compare(self._lesson, result, before, should_stop=lambda: self._cancelling)
        self._end_if_cancelled()
        self.taught.emit(taught)
