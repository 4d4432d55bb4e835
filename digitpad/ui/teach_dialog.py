"""Teaching the model in use from one's own drawings: practise, compare, use it, go back."""

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from digitpad.core import teaching
from digitpad.core.errors import InputError
from digitpad.core.model_store import ModelCard
from digitpad.ui.current_run import CurrentRun
from digitpad.ui.model_files import ModelFiles
from digitpad.ui.placement import grow_on_screen
from digitpad.ui.progress_bar import ProgressBar
from digitpad.ui.return_key import ReturnPresses
from digitpad.ui.teach_decision import TeachDecision
from digitpad.ui.teach_drawings import TeachDrawings
from digitpad.ui.teach_result import TeachResultView
from digitpad.ui.teach_status import TeachStatus
from digitpad.ui.texts import model_title
from digitpad.ui.unsaved_runs import UnsavedRuns
from digitpad.workers.teaching_thread import TeachingThread

if TYPE_CHECKING:
    from digitpad.core.run import Progress
    from digitpad.core.teaching import Taught
    from digitpad.core.training import TrainResult

_GAP, _BAR_WIDTH = 8, 200
_LEAST_SIZE, _SIZE, _SIZE_WITH_RESULTS = QSize(600, 360), QSize(760, 400), QSize(760, 640)
_SEED = 1


class _Practice(NamedTuple):
    """What became of a practice."""

    taught: "Taught"
    sources: list[dict[str, Any]]
    model: object
    """What practised."""

    @property
    def result(self) -> "TrainResult":
        return self.taught.result


class TeachDialog(QDialog):
    """Lets the model in use practise the user's drawings, shows what changed, and uses it or not.

    Closing it only hides it; a run goes on, and what it gave waits until somebody decides, also through the next ones.

    Signals:
        model_saved(ModelCard, bool): the taught model was saved, and is to be used.
        not_saved(): it could not be saved, and is still here.
        back_requested(object): the model that was in use before is to be used again.
    """

    model_saved = Signal(object, bool)
    not_saved = Signal()
    back_requested = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("teach_dialog")
        ReturnPresses(self)
        self._model: object = None
        self._former: object = None  # what was in use before the taught one
        self._used: ModelCard | None = None
        self._pupil: object = None  # of the run under way
        self._news: Taught | None = None  # of the run under way
        self._lead, self._drawings, self._status = QLabel(), TeachDrawings(), TeachStatus()
        self._bar = ProgressBar("teach_progress")
        self._results = TeachResultView()
        self._start, self._stop, self._decision = QPushButton(), QPushButton(), TeachDecision()
        self._files = ModelFiles(self)
        self._undecided = UnsavedRuns[_Practice](self._files)
        self._run = CurrentRun(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    def set_model_in_use(self, model: object) -> None:
        """What is taught next: a `ModelCard`, or somebody else's classifier, which cannot be taught."""
        self._model = model
        self._show()

    def read_drawings(self) -> None:
        """Reads the user's drawings anew, in a thread."""
        self._drawings.read()

    @property
    def is_running(self) -> bool:
        """True while a run is under way."""
        return self._run.is_under_way

    @property
    def unsaved_count(self) -> int:
        """How many models would be lost."""
        return self._undecided.count

    def save_model(self) -> None:
        """Saves one that would be lost, under a dated name; ends with `model_saved` or `not_saved`."""
        self._undecided.show_lost()
        self._show_changes()
        self._files.save()

    def end(self) -> None:
        """Throws a run under way away, without waiting for its end; the window is closed."""
        self._run.throw_away()
        self._drawings.end()
        self._files.close()

    # --- construction ---

    def _lay_out(self) -> None:
        self._lead.setWordWrap(True)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._status.setMinimumHeight(2 * self._status.fontMetrics().lineSpacing())  # some sentences are long
        controls = QHBoxLayout()
        for name, button in (("start", self._start), ("stop", self._stop)):
            button.setObjectName(f"teach_{name}")
            button.setAutoDefault(False)
        controls.setSpacing(_GAP)
        controls.addWidget(self._start)
        controls.addWidget(self._stop)
        controls.addSpacing(_GAP)
        controls.addWidget(self._status, 1)
        controls.addWidget(self._bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _GAP, 2 * _GAP, 2 * _GAP, 2 * _GAP)
        layout.setSpacing(_GAP)
        layout.addWidget(self._lead)
        layout.addWidget(self._drawings, 1)
        layout.addLayout(controls)
        layout.addWidget(self._results, 1)
        layout.addWidget(self._decision)
        self._results.hide()
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(_SIZE)

    def _connect(self) -> None:
        self._drawings.changed.connect(self._show)
        self._start.clicked.connect(self._on_start_clicked)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._decision.use_requested.connect(self._on_use_requested)
        self._decision.keep_requested.connect(self._on_keep_requested)
        self._decision.undo_requested.connect(self._on_undo_requested)
        self._decision.other_requested.connect(self._on_other_requested)
        self._run.stage_changed.connect(self._on_stage_changed)
        self._run.progressed.connect(self._on_progressed)
        self._run.trained.connect(self._on_trained)
        self._run.cancelled.connect(self._on_cancelled)
        self._run.failed.connect(self._on_failed)
        self._files.begun.connect(self._on_saving_begun)
        self._files.saved.connect(self._on_saved)
        self._files.failed.connect(self._on_not_saved)

    # --- a run ---

    def _on_start_clicked(self) -> None:
        if self.is_running:
            return
        self._news, self._pupil = None, self._model
        thread = TeachingThread(teaching.check_teachable(self._model), _SEED)
        thread.taught.connect(self._on_taught)
        self._run.start(thread)
        self._show_changes()

    def _on_stop_clicked(self) -> None:
        self._run.stop()
        self._tell("stopping")

    def _on_stage_changed(self, stage: str) -> None:
        self._bar.show_busy()
        if self._status.key != "stopping":
            self._tell("stage", stage)

    def _on_progressed(self, progress: "Progress") -> None:
        self._bar.show_done(progress.step, progress.steps)
        if self._status.key != "stopping":
            self._tell("step", progress)

    def _on_taught(self, taught: "Taught") -> None:
        if self.is_running:
            self._news = taught

    def _on_trained(self, result: "TrainResult", sources: list[dict[str, Any]]) -> None:
        assert self._news is not None  # it is told before the end
        self._used = None
        self._undecided.add(_Practice(self._news, sources, self._pupil))
        self._end_run("stopped" if result.stopped else "taught")

    def _on_cancelled(self) -> None:
        self._end_run("cancelled")

    def _on_failed(self, error: Exception) -> None:
        self._end_run("failed", error)

    def _end_run(self, news: str, value: Any = None) -> None:
        self._bar.show_done(1 if news in ("taught", "stopped") else 0, 1)
        self._show_changes()
        self._tell(news, value)

    # --- what becomes of it ---

    def _on_use_requested(self) -> None:
        self._former = self._model
        self._files.use()

    def _on_keep_requested(self) -> None:
        self._undecided.drop()
        self._bar.show_done(0, 1)
        self._tell("kept", self._title_of(self._model))
        self._show_practice()

    def _on_undo_requested(self) -> None:
        self._tell("back", self._title_of(self._former))
        self.back_requested.emit(self._former)

    def _on_saving_begun(self) -> None:
        self._tell("saving")

    def _on_saved(self, card: ModelCard, use: bool) -> None:
        self._used = card if use else None
        self._tell("used" if use else "saved", card.title)
        self.model_saved.emit(card, use)

    def _on_not_saved(self, error: Exception) -> None:
        self._tell("unsaved", error)
        self.not_saved.emit()

    def _on_other_requested(self) -> None:
        self._undecided.show_other()
        self._show_practice()

    def _show_practice(self) -> None:
        """Shows an earlier one, and says which model practised; nothing where none is left."""
        self._used = None
        self._show_changes()
        if (practice := self._undecided.shown) is not None:
            self._tell("other", self._title_of(practice.model))

    # --- words, and what can be pressed ---

    def _tell(self, key: str, value: Any = None) -> None:
        self._status.tell(key, value)
        self._show()

    def _show(self) -> None:
        running, busy, problem = self.is_running, self._files.is_busy, self._why_not()
        is_used = self._used is not None and self._used == self._model
        is_taught = self._undecided.shown is not None
        self._start.setEnabled(not (running or busy or problem) and self._drawings.are_there)
        self._stop.setEnabled(running and self._status.key != "stopping")
        self._bar.setVisible(running)
        self._stop.setVisible(running)
        others = 0 if running else self._undecided.other_count
        self._decision.offer(is_taught and not running, is_used, others, busy)
        if problem is not None and not running and not is_taught:
            self._status.tell("problem", problem)
        elif problem is None and self._status.key == "problem":
            self._status.tell("")
        self._show_lead()

    def _why_not(self) -> Exception | None:
        """Why the model in use cannot be taught now."""
        try:
            teaching.check_teachable(self._model)
        except InputError as error:
            return error.with_traceback(None)  # its frames would keep the window alive
        return self._drawings.problem

    def _show_lead(self) -> None:
        self._lead.setText(
            self.tr(
                "“{model}” practises your drawings for a few seconds, mixed with digits that it knows, so that it does "
                "not forget these. Until you decide, it goes on answering as it is."
            ).format(model=self._title_of(self._model))
        )

    def _show_changes(self) -> None:
        practice = None if self.is_running else self._undecided.shown
        self._drawings.set_low(practice is not None)
        self._results.setVisible(practice is not None)
        if practice is not None:
            grow_on_screen(self, _SIZE_WITH_RESULTS)
            self._results.show_taught(practice.taught)

    def _title_of(self, model: object) -> str:
        return model_title(model.name, model.title) if isinstance(model, ModelCard) else self.tr("Own classifier")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Teach it"))
        self._start.setText(self.tr("Teach it"))
        self._stop.setText(self.tr("Stop"))
        self._stop.setToolTip(self.tr("End the practice now, and keep what was learnt"))
        self._show()
