"""Save and export what a run gave: the converting and writing happens in a thread."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from digitpad.core.model_saving import export_model, save_model
from digitpad.core.model_store import ModelCard
from digitpad.paths import user_models_folder
from digitpad.ui.name_dialog import NameDialog, is_taken
from digitpad.workers.file_thread import FileThread

if TYPE_CHECKING:
    from digitpad.core.training import TrainResult


class ModelFiles(QObject):
    """Dialogs and jobs for one trained model; one job at a time.

    Signals:
        begun(): a job is under way.
        saved(ModelCard, bool): the model was saved; True where that was asked for to use it.
        exported(str): a file was written, by its name.
        failed(Exception): nothing was written.
    """

    begun = Signal()
    saved = Signal(object, bool)
    exported = Signal(str)
    failed = Signal(object)

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._job: FileThread | None = None
        self._result: TrainResult | None = None
        self._sources: list[dict[str, Any]] = []
        self._card: ModelCard | None = None
        self._use_wanted = self._save_wanted = False

    @property
    def is_busy(self) -> bool:
        """True while a job is under way."""
        return self._job is not None

    @property
    def is_unsaved(self) -> bool:
        """True while there is a model that would be lost."""
        return self._result is not None and self._card is None

    def set_result(self, result: "TrainResult | None", sources: list[dict[str, Any]]) -> None:
        """What is to be saved: of a run that has ended, with the data sets it learnt from."""
        self._result, self._sources, self._card = result, sources, None

    def save(self) -> None:
        """Saves the model under a dated name if it was not saved yet, as soon as no other job is under way."""
        self._save_wanted = self._job is not None
        if self._result is not None and self._card is None:
            self._save(_dated_name(self._result.recipe.name), use=False)

    def use(self) -> None:
        """Saves the model under a dated name if it was not saved yet, to use it."""
        if self._card is not None:
            self.saved.emit(self._card, True)
        elif self._result is not None:
            self._save(_dated_name(self._result.recipe.name), use=True)

    def ask_and_save(self) -> None:
        """Lets the user choose a name."""
        if self._result is None:
            return
        name = _dated_name(self._result.recipe.name)
        dialog = NameDialog(self._window(), "train_save_dialog", self.tr("Save the model"), name)
        dialog.textValueSelected.connect(self._on_name_chosen)
        dialog.open()

    def ask_and_export(self) -> None:
        """Lets the user choose where to write a copy for other programs."""
        if self._result is None:
            return
        dialog = QFileDialog(self._window(), self.tr("Export the model"))
        dialog.setObjectName("train_export_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Keras (*.keras)"), self.tr("LiteRT (*.tflite)")])
        dialog.setDefaultSuffix("keras")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(
                "tflite" if "tflite" in chosen else "keras"
            )  # the dialog's own suffix
        )
        dialog.selectFile(f"{self._result.recipe.name}.keras")
        dialog.fileSelected.connect(self.export)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, path: str) -> None:
        """Writes the model to a file: LiteRT's for a name that ends in .tflite, else Keras's."""
        if self._result is not None and self._job is None:
            network = self._result.network
            self._start(lambda: export_model(network, Path(path)), self._on_exported)

    def close(self) -> None:
        """Tells nothing more, and waits: what is being written is written whole."""
        job, self._job = self._job, None
        self.set_result(None, [])
        if job is not None:
            job.wait()

    def _window(self) -> QWidget | None:
        window = self.parent()
        return window if isinstance(window, QWidget) else None

    def _save(self, name: str, use: bool) -> None:
        result, sources, parent = self._result, self._sources, user_models_folder()
        if result is not None and self._job is None:
            self._use_wanted = use
            self._start(lambda: save_model(result, name, name, sources, parent), self._on_saved)

    def _start(self, job: Callable[[], Any], on_done: Callable[[object], None]) -> None:
        self._job = FileThread(job)
        self._job.done.connect(on_done)
        self._job.failed.connect(self._on_failed)
        self._job.start()
        self.begun.emit()

    def _on_saved(self, card: object) -> None:
        if self._job is not None and isinstance(card, ModelCard):
            self._job, self._save_wanted = None, False
            self._card = card
            self.saved.emit(card, self._use_wanted)

    def _on_exported(self, name: object) -> None:
        if self._job is not None:
            self._job = None
            self.exported.emit(str(name))
            if self._save_wanted:
                self.save()

    def _on_failed(self, error: Exception) -> None:
        if self._job is not None:
            self._job, self._save_wanted = None, False
            self.failed.emit(error)

    def _on_name_chosen(self, name: str) -> None:
        self._save(name, use=False)


def _dated_name(recipe: str) -> str:
    """Such as "mlcc-dnn 2026-11-21 14.05": no colon, which some systems do not take."""
    stamp = f"{recipe} {datetime.datetime.now():%Y-%m-%d %H.%M}"
    number = 1
    name = stamp
    while is_taken(name):
        number += 1
        name = f"{stamp} ({number})"
    return name
