"""Training in the window: choose, start, watch, compare, keep or throw away."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from digitpad.core.model_store import ModelCard
from digitpad.ui.current_run import CurrentRun
from digitpad.ui.explanation_line import ExplanationLine
from digitpad.ui.model_files import ModelFiles
from digitpad.ui.network_view import NetworkView
from digitpad.ui.return_key import ReturnPresses
from digitpad.ui.run_view import RunView
from digitpad.ui.texts import model_title
from digitpad.ui.train_foot import TrainFoot
from digitpad.ui.train_form import TrainForm
from digitpad.ui.train_result import Outcome, TrainResultView
from digitpad.ui.unsaved_runs import UnsavedRuns
from digitpad.workers.training_thread import TrainingThread

if TYPE_CHECKING:
    from digitpad.core.evaluation import Evaluation
    from digitpad.core.run import Progress
    from digitpad.core.training import TrainResult

_GAP = 8


class TrainDialog(QDialog):
    """Turns its form into a recipe, runs it in a thread, and saves what comes out if that is wished.

    Closing it only hides it; a run goes on, and what it gave is there when the dialog opens again. A model that was not
    saved is kept through the next runs, which may be worse.

    Signals:
        model_saved(ModelCard, bool): a trained model was saved; True where it is to be used.
        not_saved(): it could not be saved, and is still here.
    """

    model_saved = Signal(object, bool)
    not_saved = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("train_dialog")
        ReturnPresses(self)
        self._model_in_use: object = None
        self._compared_with: ModelCard | None = None
        self._evaluations: tuple[Evaluation | None, Evaluation | None] = (None, None)

        self._network = NetworkView()
        self._form = TrainForm()
        self._explanation = ExplanationLine(self._form)
        self._run = RunView()
        self._result = TrainResultView()
        self._tabs = QTabWidget()
        self._tabs.setObjectName("train_tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self._run, "")
        self._tabs.addTab(self._result, "")
        self._foot = TrainFoot()
        self._files = ModelFiles(self)
        self._unsaved = UnsavedRuns[Outcome](self._files)
        self.training = CurrentRun(self)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._on_form_changed()

    def set_model_in_use(self, model: object) -> None:
        """What a new model is compared with: a `ModelCard`, or somebody else's classifier, which is left alone."""
        self._model_in_use = model
        self._form.set_model_in_use(model)

    @property
    def is_running(self) -> bool:
        """True while a run is under way."""
        return self.training.is_under_way

    @property
    def unsaved_count(self) -> int:
        """How many models would be lost; one that was exported lies where the user put it."""
        return self._unsaved.count

    def save_model(self) -> None:
        """Saves one that would be lost, under a dated name; ends with `model_saved` or `not_saved`."""
        self._unsaved.show_lost()
        self._show_outcome()
        self._files.save()

    def end(self) -> None:
        """Throws a run under way away, without waiting for its end; the window is closed."""
        self.training.throw_away()
        self._form.end()
        self._files.close()

    # --- construction ---

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(2 * _GAP)
        upper.addWidget(self._form)
        upper.addWidget(self._tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _GAP, 2 * _GAP, 2 * _GAP, 2 * _GAP)
        layout.setSpacing(_GAP)
        layout.addWidget(self._network)
        layout.addLayout(upper, 1)
        layout.addWidget(self._explanation)
        layout.addWidget(self._foot)
        self.resize(1120, 680)

    def _connect(self) -> None:
        self._form.changed.connect(self._on_form_changed)
        self._form.changed.connect(self._explanation.refresh)
        self._foot.start_requested.connect(self._on_start_requested)
        self._foot.pause_requested.connect(self.training.pause)
        self._foot.resume_requested.connect(self.training.resume)
        self._foot.stop_requested.connect(self._on_stop_requested)
        self.training.stage_changed.connect(self._on_stage_changed)
        self.training.stage_progressed.connect(self._foot.show_share)
        self.training.progressed.connect(self._on_progressed)
        self.training.trained.connect(self._on_trained)
        self.training.cancelled.connect(self._on_cancelled)
        self.training.failed.connect(self._on_failed)
        self._result.use_requested.connect(self._files.use)
        self._result.save_requested.connect(self._files.ask_and_save)
        self._result.export_requested.connect(self._files.ask_and_export)
        self._result.discard_requested.connect(self._on_discard_requested)
        self._result.other_requested.connect(self._on_other_requested)
        self._files.begun.connect(self._on_job_begun)
        self._files.saved.connect(self._on_saved)
        self._files.exported.connect(self._on_exported)
        self._files.failed.connect(self._on_job_failed)

    # --- a run ---

    def _on_form_changed(self) -> None:
        if (layers := self._form.layers) is not None:
            self._network.set_layers(layers)
        if not self.is_running and (self._form.recipe is None or self._foot.news in ("ready", "unusable")):
            self._tell_form()
        else:  # news of the last run stay
            self._enable_buttons()

    def _tell_form(self) -> None:
        self._tell("ready" if self._form.recipe else "unusable")

    def _on_start_requested(self) -> None:
        recipe = self._form.recipe
        if recipe is None or self.is_running:
            return
        self._evaluations = None, None
        self._foot.clear_bar()
        self._run.begin(recipe)
        self._tabs.setCurrentWidget(self._run)
        self._compared_with = self._model_in_use if isinstance(self._model_in_use, ModelCard) else None
        thread = TrainingThread(recipe, self._form.seed, self._compared_with, self._form.sources)
        thread.compared.connect(self._on_compared)
        self.training.start(thread)

    def _on_stop_requested(self) -> None:
        self.training.stop()
        self._run.show_stage("stopping")
        self._enable_buttons()

    def _on_stage_changed(self, stage: str) -> None:
        if self._foot.show_stage(stage):
            self._run.show_stage(stage)
        self._enable_buttons()

    def _on_progressed(self, progress: "Progress") -> None:
        self._foot.show_progress(progress)
        self._run.show_progress(progress)
        self._enable_buttons()

    def _on_compared(self, new: "Evaluation", in_use: "Evaluation | None") -> None:
        self._evaluations = new, in_use

    def _on_trained(self, result: "TrainResult", sources: list[dict[str, Any]]) -> None:
        title = model_title(card.name, card.title) if (card := self._compared_with) else ""
        self._run.show_periods(result.periods)
        self._unsaved.add(Outcome(result, sources, *self._evaluations, title))
        self._show_outcome()
        self._tabs.setCurrentWidget(self._result)
        self._end_run("trained", result)

    def _on_cancelled(self) -> None:
        self._end_run("cancelled")

    def _on_failed(self, error: Exception) -> None:
        self._end_run("failed", error)

    def _end_run(self, news: str, value: Any = None) -> None:
        self._run.show_stage("")
        self._foot.show_end(news, value)
        self._enable_buttons()

    # --- what becomes of the result ---

    def _on_job_begun(self) -> None:
        self._tell("saving")

    def _on_saved(self, card: ModelCard, use: bool) -> None:
        self._tell("used" if use else "saved", card.title)
        self.model_saved.emit(card, use)

    def _on_exported(self, name: str) -> None:
        self._unsaved.mark_exported()
        self._tell("saved", name)

    def _on_job_failed(self, error: Exception) -> None:
        self._tell("unsaved", error)
        self.not_saved.emit()

    def _on_discard_requested(self) -> None:
        self._unsaved.drop()
        if self._unsaved.shown is None:
            self._run.clear()
            self._foot.clear_bar()
            self._tabs.setCurrentWidget(self._run)
        self._show_outcome()
        self._tell_form()

    def _on_other_requested(self) -> None:
        self._unsaved.show_other()
        self._show_outcome()
        self._enable_buttons()

    def _show_outcome(self) -> None:
        if (outcome := self._unsaved.shown) is not None:
            self._result.show_result(outcome.result, outcome.new, outcome.in_use, outcome.in_use_title)
            self._result.offer_others(self._unsaved.other_count)

    # --- words, and what can be pressed ---

    def _tell(self, key: str, value: Any = None) -> None:
        self._foot.tell(key, value)
        self._enable_buttons()

    def _enable_buttons(self) -> None:
        running, busy = self.is_running, self._files.is_busy
        self._form.setEnabled(not running)
        self._foot.enable(running, can_start=not running and not busy and self._form.recipe is not None)
        has_result = self._unsaved.shown is not None and not running
        self._result.enable(has_result and not busy)
        self._tabs.setTabEnabled(self._tabs.indexOf(self._result), has_result)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Train a model"))
        self._tabs.setTabText(0, self.tr("Run"))
        self._tabs.setTabText(1, self.tr("Result"))
