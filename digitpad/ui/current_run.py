"""The training run that is under way, if there is one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from digitpad.workers.training_thread import TrainingThread
from digitpad.workers.unfinished import end_with

if TYPE_CHECKING:
    from digitpad.core.run import Progress
    from digitpad.core.training import TrainResult


class CurrentRun(QObject):
    """Passes on what a run tells, as long as somebody wants to hear it.

    Args:
        owner: a dialog; the run ends with it.

    Signals:
        stage_changed(str), stage_progressed(float), progressed(Progress): as the thread tells them.
        trained(TrainResult, list): done, with the data sets that it learnt from.
        cancelled(), failed(Exception): ended without a result.
    """

    stage_changed = Signal(str)
    stage_progressed = Signal(float)
    progressed = Signal(object)
    trained = Signal(object, list)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._thread: TrainingThread | None = None

    @property
    def is_under_way(self) -> bool:
        """True until the run has told its end, or was thrown away."""
        return self._thread is not None

    def start(self, thread: TrainingThread) -> None:
        """Begins a run; there is none under way."""
        self._thread = thread
        thread.stage_changed.connect(self._on_stage_changed)
        thread.stage_progressed.connect(self._on_stage_progressed)
        thread.progressed.connect(self._on_progressed)
        thread.trained.connect(self._on_trained)
        thread.cancelled.connect(self._on_cancelled)
        thread.failed.connect(self._on_failed)
        end_with(self, thread)
        thread.start()
        self.stage_changed.emit("reading")

    def pause(self) -> None:
        """Holds it at the next batch."""
        if self._thread is not None:
            self._thread.pause()

    def resume(self) -> None:
        """Lets it go on."""
        if self._thread is not None:
            self._thread.resume()

    def stop(self) -> None:
        """Ends it at the next batch, with what was learnt."""
        if self._thread is not None:
            self._thread.stop()

    def throw_away(self) -> None:
        """Ends it without waiting, and hears no more of it."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.cancel()

    # --- what the thread tells, which may come too late ---

    def _on_stage_changed(self, stage: str) -> None:
        if self._thread is not None:
            self.stage_changed.emit(stage)

    def _on_stage_progressed(self, share: float) -> None:
        if self._thread is not None:
            self.stage_progressed.emit(share)

    def _on_progressed(self, progress: "Progress") -> None:
        if self._thread is not None:
            self.progressed.emit(progress)

    def _on_trained(self, result: "TrainResult") -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            self.trained.emit(result, thread.sources)

    def _on_cancelled(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            self.cancelled.emit()

    def _on_failed(self, error: Exception) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            self.failed.emit(error)
