"""The windows that are opened from the menu: train, teach, learn from few, data, models, keys, about."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from digitpad.core.model_store import DEFAULT_MODEL, ModelCard, find_model
from digitpad.ui.texts import model_title

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.ui.data_browser import DataBrowser
    from digitpad.ui.few_dialog import FewDialog
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.model_chooser import ModelChooser
    from digitpad.ui.models_dialog import ModelsDialog
    from digitpad.ui.teach_dialog import TeachDialog
    from digitpad.ui.train_dialog import TrainDialog


class ToolWindows(QObject):
    """Makes each of them, and loads its code, when it is wanted for the first time: the program starts without them.

    Args:
        window: theirs; training and teaching open beside its canvas.
        pane: where its canvas and its answer stand.
        models: where a model that is saved, renamed or deleted shows.
        model: in use.

    Signals:
        model_saved(ModelCard, bool): a model was trained or taught; True where it is to be used.
        model_requested(object): another model is to read the drawing.
        drawing_chosen(Drawing): a picture, to go on the canvas.
        said(str): a sentence for the user.
    """

    model_saved = Signal(object, bool)
    model_requested = Signal(object)
    drawing_chosen = Signal(object)
    said = Signal(str)

    def __init__(
        self, window: "MainWindow", pane: QWidget, models: "ModelChooser", model: "ModelCard | DigitClassifier"
    ) -> None:
        super().__init__(window)
        self._pane, self._models, self._model = pane, models, model
        self._close: Callable[[], object] | None = None  # what waits until the models are saved
        self._train_dialog: TrainDialog | None = None
        self._teach_dialog: TeachDialog | None = None
        self._few_dialog: FewDialog | None = None
        self._data_browser: DataBrowser | None = None
        self._models_dialog: ModelsDialog | None = None

    @property
    def _window(self) -> "MainWindow":
        # Asked of Qt: a child that keeps its window in Python may be collected before it, in another thread, and crash.
        return self.parent()  # type: ignore[return-value]

    def set_model_in_use(self, model: "ModelCard | DigitClassifier") -> None:
        """What reads the drawings from now on."""
        self._model = model
        for dialog in (self._train_dialog, self._data_browser, self._teach_dialog, self._models_dialog):
            if dialog is not None:
                dialog.set_model_in_use(model)

    def read_drawings(self) -> None:
        """The user has labelled a drawing, or taken a label back."""
        if self._teach_dialog is not None:
            self._teach_dialog.read_drawings()

    def asks_before_closing(self, close: Callable[[], object]) -> bool:
        """True where a run or a model would be lost: the user is asked, and `close` is called if that is the answer."""
        if self._close is not None:
            return True
        train, teach = self._train_dialog, self._teach_dialog
        if train is None and teach is None:
            return False
        from digitpad.ui.close_question import Loss, ask_before_closing

        loss = Loss(
            train is not None and train.is_running,
            teach is not None and teach.is_running,
            0 if train is None else train.unsaved_count,
            0 if teach is None else teach.unsaved_count,
        )
        if any(loss):
            ask_before_closing(self._window, loss, close, partial(self._save_and_close, close))
        return any(loss)

    def end(self) -> None:
        """Ends what is under way, without waiting for it; the window is closed."""
        self._close = None
        dialogs = self._train_dialog, self._teach_dialog, self._few_dialog, self._data_browser, self._models_dialog
        for dialog in dialogs:
            if dialog is not None:
                dialog.end()

    # --- opened from the menu ---

    def train(self) -> None:
        """Opens the training dialog."""
        if self._train_dialog is None:
            from digitpad.ui.placement import StaysOnScreen, open_beside
            from digitpad.ui.train_dialog import TrainDialog

            self._train_dialog = TrainDialog(self._window)
            self._train_dialog.model_saved.connect(self.model_saved)
            self._train_dialog.model_saved.connect(self._save_next)
            self._train_dialog.not_saved.connect(self._on_not_saved)
            self._train_dialog.set_model_in_use(self._model)
            StaysOnScreen(self._train_dialog)
            open_beside(self._train_dialog, [self._window, self._pane, self._window.canvas])
        _bring_up(self._train_dialog)

    def teach(self) -> None:
        """Opens the dialog in which the model in use practises the user's drawings."""
        if self._teach_dialog is None:
            from digitpad.ui.placement import open_beside
            from digitpad.ui.teach_dialog import TeachDialog

            self._teach_dialog = TeachDialog(self._window)
            self._teach_dialog.model_saved.connect(self.model_saved)
            self._teach_dialog.model_saved.connect(self._save_next)
            self._teach_dialog.not_saved.connect(self._on_not_saved)
            self._teach_dialog.back_requested.connect(self._on_back_requested)
            self._teach_dialog.set_model_in_use(self._model)
            open_beside(self._teach_dialog, [self._window, self._pane, self._window.canvas])
        self._teach_dialog.read_drawings()
        _bring_up(self._teach_dialog)

    def learn_from_few(self) -> None:
        """Opens the film of what few images teach."""
        if self._few_dialog is None:
            from digitpad.ui.few_dialog import FewDialog

            self._few_dialog = FewDialog(self._window)
        _bring_up(self._few_dialog)

    def look_through_data(self) -> None:
        """Opens the data sets."""
        if self._data_browser is None:
            from digitpad.ui.data_browser import DataBrowser

            self._data_browser = DataBrowser(self._window)
            self._data_browser.drawing_chosen.connect(self.drawing_chosen)
            self._data_browser.set_model_in_use(self._model)
        _bring_up(self._data_browser)

    def manage_models(self) -> None:
        """Opens the list of models."""
        if self._models_dialog is None:
            from digitpad.ui.models_dialog import ModelsDialog

            self._models_dialog = ModelsDialog(self._window)
            self._models_dialog.added.connect(self._models.add)
            self._models_dialog.renamed.connect(self._on_model_renamed)
            self._models_dialog.deleted.connect(self._on_model_deleted)
        self._models_dialog.set_model_in_use(self._model)
        _bring_up(self._models_dialog)

    def list_keys(self) -> None:
        """Opens the list of keys."""
        from digitpad.ui.keys_window import KeysWindow

        self._open_once(KeysWindow)

    def tell_about(self) -> None:
        """Opens what there is to know about the program."""
        from digitpad.ui.about_window import AboutWindow

        self._open_once(AboutWindow)

    def _open_once(self, kind: type[QDialog]) -> None:
        """Opens a window of a kind that goes when it is closed, or the one that stands there already."""
        opened = self._window.findChild(kind)
        if opened is None:
            opened = kind(self._window)
            opened.finished.connect(opened.deleteLater)
        _bring_up(opened)

    # --- what becomes of the models ---

    def _save_and_close(self, close: Callable[[], object]) -> None:
        self._close = close
        self.said.emit(self.tr("The window closes as soon as everything is saved."))
        self._save_next()

    def _save_next(self) -> None:
        if self._close is None:
            return
        for dialog in (self._train_dialog, self._teach_dialog):
            if dialog is not None and dialog.unsaved_count:
                dialog.save_model()
                return
        close, self._close = self._close, None
        close()

    def _on_not_saved(self) -> None:
        dialog = self.sender()
        if self._close is not None and isinstance(dialog, QWidget):
            self._close = None
            _bring_up(dialog)  # it says why, and the window stays

    def _on_back_requested(self, model: "ModelCard | DigitClassifier") -> None:
        self._models.choose(model)
        self.model_requested.emit(model)

    def _on_model_renamed(self, before: ModelCard, after: ModelCard) -> None:
        self._models.replace(before, after)
        if self._is_in_use(before):
            self.model_requested.emit(after)

    def _on_model_deleted(self, card: ModelCard) -> None:
        self._models.remove(card)
        if self._is_in_use(card):
            default = find_model(DEFAULT_MODEL)
            self._models.choose(default)
            self.model_requested.emit(default)
            title = model_title(default.name, default.title)
            self.said.emit(self.tr("The model in use was deleted: “{model}” reads now.").format(model=title))

    def _is_in_use(self, card: ModelCard) -> bool:
        return isinstance(self._model, ModelCard) and self._model.folder == card.folder


def _bring_up(window: QWidget) -> None:
    """Shows a window, before those that may cover it."""
    window.show()
    window.raise_()
    window.activateWindow()
