"""The foot of the training dialog: how far a run is, what it does, and what can be done with it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from digitpad.ui.progress_bar import ProgressBar
from digitpad.ui.train_status import TrainStatus

if TYPE_CHECKING:
    from digitpad.core.run import Progress
    from digitpad.core.training import TrainResult

_GAP = 8


class TrainFoot(QWidget):
    """A bar, a sentence, and the buttons that start, hold and stop a run.

    Signals:
        start_requested(), pause_requested(), resume_requested(), stop_requested(): a button was pressed.
    """

    start_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None  # of the run under way
        self._doing: tuple[str, Any] = ("", None)  # what there is to tell of it while it is not held
        self._paused = False
        self._bar = ProgressBar("train_progress")
        self._status = TrainStatus()
        self._start, self._pause, self._stop = QPushButton(), QPushButton(), QPushButton()
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self._status, 1)
        for name, button in (("start", self._start), ("pause", self._pause), ("stop", self._stop)):
            button.setObjectName(f"train_{name}")
            button.setAutoDefault(False)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._bar)
        layout.addLayout(row)
        self._start.clicked.connect(self.start_requested)
        self._pause.clicked.connect(self._on_pause_clicked)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._retranslate()

    @property
    def news(self) -> str:
        """The key of what was told last, as `TrainStatus` takes it."""
        return self._status.key

    def tell(self, key: str, value: Any = None) -> None:
        """Tells news, as `TrainStatus` does."""
        self._status.tell(key, value)

    def clear_bar(self) -> None:
        """Shows that nothing is done yet."""
        self._bar.show_done(0, 1)

    def show_stage(self, stage: str) -> bool:
        """Tells what a run does beside its steps; not, and False, where somebody waits for its end."""
        self._bar.show_busy()
        if self._status.key == "stopping" and stage != "doubting":  # that can be stopped by itself
            return False
        self._doing = "stage", stage
        self._tell_doing()
        return True

    def show_share(self, share: float) -> None:
        """Shows how much of such a stage is done."""
        self._bar.show_done(round(100 * share), 100)

    def show_progress(self, progress: "Progress") -> None:
        """Shows the step that a run is at."""
        self._progress = progress
        self._doing = "step", progress
        self._bar.show_done(progress.step, progress.steps)
        if self._status.key != "stopping":
            self._tell_doing()

    def show_end(self, news: str, value: Any = None) -> None:
        """Tells how a run ended: "trained" with its result, "cancelled", or "failed" with an error."""
        self._bar.show_done(*(self._reached(value) if news == "trained" else (0, 1)))
        self._progress = None
        self._paused = False
        self._retranslate()
        self.tell(news, value)

    def enable(self, running: bool, can_start: bool) -> None:
        """Lets the buttons be pressed that do something now."""
        ending = self._status.key == "stopping" or self._status.value == "measuring"
        self._start.setEnabled(can_start)
        self._pause.setEnabled(running and not ending and self._progress is not None)
        self._stop.setEnabled(running and not ending)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _reached(self, result: "TrainResult") -> tuple[int, int]:
        """How many of its steps a run took: not all where it was stopped, or its loss was no number any more."""
        if not (result.stopped or result.diverged):
            return 1, 1
        return (result.periods[-1].step, self._progress.steps) if self._progress else (0, 1)

    def _tell_doing(self) -> None:
        if self._paused:
            self.tell("paused", self._progress)
        else:
            self.tell(*self._doing)

    def _on_pause_clicked(self) -> None:
        self._paused = not self._paused
        self._retranslate()
        self._tell_doing()
        (self.pause_requested if self._paused else self.resume_requested).emit()

    def _on_stop_clicked(self) -> None:
        self._paused = False
        self._retranslate()
        self.tell("stopping")
        self.stop_requested.emit()

    def _retranslate(self) -> None:
        self._start.setText(self.tr("Start"))
        self._pause.setText(self.tr("Resume") if self._paused else self.tr("Pause"))
        self._stop.setText(self.tr("Stop"))
        self._stop.setToolTip(self.tr("End the run now, and keep what was learnt"))
