"""The models there are, and what can be done with one's own: rename, delete, import."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from digitpad.core.model_store import ModelCard, list_models
from digitpad.core.user_models import delete_model, forget_model, import_model, rename_model, restore_model
from digitpad.ui.file_dialogs import ask_for_file, ask_for_folder
from digitpad.ui.models_table import ModelsTable
from digitpad.ui.name_dialog import NameDialog
from digitpad.ui.question import Answer, ask
from digitpad.ui.return_key import ReturnPresses
from digitpad.ui.texts import error_text
from digitpad.workers.file_thread import FileThread
from digitpad.workers.training_thread import load_tensorflow

_GAP = 8


class ModelsDialog(QDialog):
    """A table of all models, with buttons below it; one job at a time, in a thread.

    Signals:
        added(ModelCard): a model was imported, or a deleted one came back.
        renamed(ModelCard, ModelCard): a model, before and after.
        deleted(ModelCard): a model is gone.
    """

    added = Signal(object)
    renamed = Signal(object, object)
    deleted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("models_dialog")
        ReturnPresses(self)
        self._job: FileThread | None = None
        self._subject: ModelCard | None = None
        self._put_away: list[Path] = []
        self._in_use: ModelCard | None = None
        self._table = ModelsTable()
        self._status = QLabel()
        self._status.setObjectName("models_status")
        self._status.setWordWrap(True)
        self._hint = QLabel()
        self._hint.setObjectName("models_hint")
        self._hint.setWordWrap(True)
        self._rename, self._delete, self._import, self._import_folder = (QPushButton() for _ in range(4))
        self._undo, self._close = QPushButton(), QPushButton()
        self._buttons = {
            "rename": self._rename,
            "delete": self._delete,
            "import": self._import,
            "import_folder": self._import_folder,
            "undo": self._undo,
            "close": self._close,
        }
        for name, button in self._buttons.items():
            button.setObjectName(f"models_{name}")
            button.setAutoDefault(False)
        self._lay_out()
        self._table.itemSelectionChanged.connect(self._enable_buttons)
        self._rename.clicked.connect(self._on_rename_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)
        self._import.clicked.connect(self._on_import_clicked)
        self._import_folder.clicked.connect(self._on_import_folder_clicked)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._close.clicked.connect(self.close)
        self._retranslate()

    def set_model_in_use(self, model: object) -> None:
        """Which of them reads the drawings: a `ModelCard`, or somebody else's classifier, which is none of them."""
        self._in_use = model if isinstance(model, ModelCard) else None
        self.show_models()

    def show_models(self) -> None:
        """Lists the models as they lie on the disk."""
        cards, _problems = list_models()
        self._table.show_cards(cards, self._in_use)
        self._enable_buttons()

    def end(self) -> None:
        """Removes for good what was deleted; the window is closed."""
        self._job = None  # what is being written is written whole, by a thread that tells nobody
        for place in self._put_away:
            forget_model(place)
        self._put_away.clear()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # --- construction ---

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(_GAP)
        for button in (self._rename, self._delete):
            buttons.addWidget(button)
        buttons.addWidget(self._hint, 1)
        for button in (self._import, self._import_folder):
            buttons.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self._status, 1)
        foot.addWidget(self._undo)
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _GAP, 2 * _GAP, 2 * _GAP, 2 * _GAP)
        layout.setSpacing(_GAP)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)
        layout.addLayout(foot)
        self._undo.hide()
        self._hint.setMinimumHeight(2 * self._hint.fontMetrics().lineSpacing())
        self.resize(800, 400)

    # --- what can be done ---

    def _on_rename_clicked(self) -> None:
        card = self._table.chosen
        if card is None:
            return
        dialog = NameDialog(self, "models_name_dialog", self.tr("Rename the model"), card.name)
        dialog.textValueSelected.connect(self._on_name_chosen)
        dialog.open()

    def _on_name_chosen(self, name: str) -> None:
        card = self._table.chosen
        if card is not None:
            self._start(lambda: rename_model(card, name), self._on_renamed, card)

    def _on_delete_clicked(self) -> None:
        card = self._table.chosen
        if card is None:
            return
        roles = QMessageBox.ButtonRole
        ask(
            self,
            "models_delete_question",
            self.tr("Delete the model “{name}”?").format(name=card.title),
            (
                Answer("models_delete_yes", self.tr("Delete"), roles.DestructiveRole, self._on_delete_confirmed),
                Answer("models_delete_no", self.tr("Keep"), roles.RejectRole),
            ),
            likely="models_delete_no",
            safe="models_delete_no",
            details=self.tr("You can take it back until the window is closed."),
        )

    def _on_delete_confirmed(self) -> None:
        card = self._table.chosen
        if card is not None:
            self._start(lambda: delete_model(card), self._on_deleted, card)

    def _on_import_clicked(self) -> None:
        filters = [self.tr("Exported models (*.keras *.tflite)"), self.tr("All files (*)")]
        ask_for_file(self, "models_import_dialog", self.tr("Import a model"), filters, self.import_from)

    def _on_import_folder_clicked(self) -> None:
        ask_for_folder(self, "models_import_dialog", self.tr("Import a model"), self.import_from)

    def import_from(self, path: str) -> None:
        """Imports a model folder or an exported file."""
        self._start(lambda: _import(Path(path)), self._on_imported)
        self._status.setText(self.tr("Checking and converting…"))

    def _on_undo_clicked(self) -> None:
        if self._put_away:
            place = self._put_away[-1]
            self._start(lambda: restore_model(place), self._on_restored)

    # --- jobs ---

    def _start(self, job: Callable[[], Any], on_done: Callable[[Any], None], subject: ModelCard | None = None) -> None:
        if self._job is not None:
            return
        self._subject = subject
        self._job = FileThread(job)
        self._job.done.connect(on_done)
        self._job.failed.connect(self._on_failed)
        self._job.start()
        self._enable_buttons()

    def _on_renamed(self, card: ModelCard) -> None:
        if (before := self._subject) is not None:
            self._end_job(self.tr("It is called “{name}” now.").format(name=card.title))
            self.renamed.emit(before, card)

    def _on_deleted(self, place: Path) -> None:
        if (card := self._subject) is not None:
            self._put_away.append(place)
            self._end_job(self.tr("“{name}” is deleted.").format(name=card.title))
            self.deleted.emit(card)

    def _on_restored(self, card: ModelCard) -> None:
        if self._job is not None:
            self._put_away.pop()
            self._end_job(self.tr("“{name}” is back.").format(name=card.title))
            self.added.emit(card)

    def _on_imported(self, card: ModelCard) -> None:
        if self._job is not None:
            self._end_job(self.tr("“{name}” is imported.").format(name=card.title))
            self.added.emit(card)

    def _on_failed(self, error: Exception) -> None:
        if self._job is not None:
            self._end_job(error_text(error))

    def _end_job(self, text: str) -> None:
        self._job = self._subject = None
        self._status.setText(text)
        self.show_models()

    def _enable_buttons(self) -> None:
        card, free = self._table.chosen, self._job is None
        own = card is not None and not card.shipped
        self._rename.setEnabled(free and own)
        self._delete.setEnabled(free and own)
        reason = self.tr("It came with the program, and stays as it is.")
        self._hint.setText(reason if card is not None and card.shipped else "")
        self._import.setEnabled(free)
        self._import_folder.setEnabled(free)
        self._undo.setEnabled(free)
        self._undo.setVisible(bool(self._put_away))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Manage models"))
        self._close.setText(self.tr("Close"))
        self._rename.setText(self.tr("Rename…"))
        self._delete.setText(self.tr("Delete…"))
        self._import.setText(self.tr("Import a file…"))
        self._import.setToolTip(self.tr("A .keras file that digitpad exported"))
        self._import_folder.setText(self.tr("Import a folder…"))
        self._import_folder.setToolTip(self.tr("A model folder of another digitpad"))
        self._undo.setText(self.tr("Take the last one back"))
        if self._table.rowCount():
            self.show_models()


def _import(path: Path) -> ModelCard:
    if not path.is_dir():  # its network is rebuilt
        load_tensorflow()
    return import_model(path)
