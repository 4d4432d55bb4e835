"""The window: ink, answer, reason, from left to right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLayout, QMainWindow, QSplitter

from digitpad.core.classifier import Prediction, blank_prediction
from digitpad.core.model_store import ModelCard
from digitpad.ui.actions import WindowActions
from digitpad.ui.answer_panel import AnswerPanel
from digitpad.ui.canvas import BOX, DrawingCanvas
from digitpad.ui.digit_boxes import DigitBoxes
from digitpad.ui.drawing_files import DrawingFiles
from digitpad.ui.drawing_pane import DrawingPane
from digitpad.ui.kept_drawings import KeptDrawings
from digitpad.ui.live_reading import LiveReading
from digitpad.ui.model_chooser import ModelChooser
from digitpad.ui.news_bar import NewsBar
from digitpad.ui.reasons import Reasons
from digitpad.ui.speed_label import SpeedLabel
from digitpad.ui.subject import Subject
from digitpad.ui.texts import error_details, error_text
from digitpad.ui.tool_windows import ToolWindows
from digitpad.ui.weights_tab import WeightsTab
from digitpad.workers.inference_thread import InferenceThread
from digitpad.workers.unfinished import end_with

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.core.drawing import Drawing
    from digitpad.ui.lesson_stage import LessonStage

_MESSAGE_MS = 6000
_LEAST_SIZE = QSize(900, 600)


class MainWindow(QMainWindow):
    """Draw a digit, and see what a model makes of it and why.

    Args:
        thread: reads the drawings, held until the window listens; the window ends it.
        model: what the thread reads with at first; another one can be chosen in the window.

    Signals:
        prediction_changed(Prediction): another prediction is shown.
        prediction_failed(str): the drawing could not be read; the sentence is in the status bar.
        language_requested(str): the user chose a language, "" for the system's.
        appearance_requested(str): the user chose "light", "dark" or "" for the system's.
        closed(QByteArray): the window was closed; its geometry, for the next time.
    """

    prediction_changed = Signal(object)
    prediction_failed = Signal(str)
    language_requested = Signal(str)
    appearance_requested = Signal(str)
    closed = Signal(object)

    def __init__(self, thread: InferenceThread, model: "ModelCard | DigitClassifier") -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("digitpad")
        self._failure = ""
        self._prediction = blank_prediction()
        self._model = model
        self._thread = thread
        self._reading = LiveReading(self, thread)
        self._lesson_stage: LessonStage | None = None
        self.files = DrawingFiles(self)
        self._kept = KeptDrawings(self)
        self.commands = WindowActions(self)

        self.canvas = DrawingCanvas()
        self._digit_boxes = DigitBoxes(self.canvas, BOX)
        self._answer = AnswerPanel()
        self._weights = WeightsTab()
        self._tabs = Reasons(self._weights)
        self._model_chooser = ModelChooser(model)
        self._model_label = QLabel()
        self._speed = SpeedLabel()

        self._lay_out()
        self._tools = ToolWindows(self, self._pane, self._model_chooser, model)
        self._connect()
        self._retranslate()
        for problem in self._model_chooser.problems:
            self._tell_error(problem)
        self.canvas.setFocus()
        self._thread.let_go()

    # --- what others ask ---

    @property
    def prediction(self) -> Prediction:
        """The prediction that is shown."""
        return self._prediction

    @property
    def is_up_to_date(self) -> bool:
        """True when the prediction that is shown is that of the last drawing."""
        return self._reading.is_up_to_date

    def label_of(self, drawing: "Drawing") -> int | None:
        """What a drawing should have been read as: what somebody said, or what the lesson says."""
        label = self._kept.label_of(drawing)
        if label is None and self._lesson_stage is not None:
            label = self._lesson_stage.label_of(drawing)
        return label

    def add_model(self, card: ModelCard, use: bool = True) -> None:
        """Puts a model that was saved into the chooser, and lets it read the drawing from now on."""
        index = self._model_chooser.add(card)
        if use:
            self._model_chooser.setCurrentIndex(index)
            self._on_model_requested(card)

    # --- construction ---

    def _lay_out(self) -> None:
        self.commands.build_bars(self._model_label, self._model_chooser)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        self._pane = DrawingPane(self.canvas, self._answer)
        splitter.addWidget(self._pane)
        splitter.addWidget(self._tabs)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setCollapsible(0, False)
        self.setCentralWidget(splitter)
        self.setStatusBar(NewsBar())
        self.statusBar().addPermanentWidget(self._speed)
        self.statusBar().setSizeGripEnabled(False)
        # One least size for good: a layout would ask the window system anew whenever a text or a tab changes.
        if (layout := self.layout()) is not None:
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(_LEAST_SIZE)
        self.resize(1240, 740)
        splitter.setSizes([806, 434])

    def _connect(self) -> None:
        actions = self.commands
        actions.clear.triggered.connect(self.canvas.clear)
        actions.undo.triggered.connect(self.canvas.undo)
        actions.redo.triggered.connect(self.canvas.redo)
        actions.eraser.toggled.connect(self.canvas.set_erasing)
        actions.guide.toggled.connect(self.canvas.set_guide_shown)
        actions.reasons.toggled.connect(self._tabs.setVisible)
        actions.pen_width_changed.connect(self.canvas.set_pen_width)
        actions.language_requested.connect(self.language_requested)
        actions.appearance_requested.connect(self.appearance_requested)
        actions.full_screen.toggled.connect(self._on_full_screen_toggled)
        actions.open.triggered.connect(self.files.ask_and_open)
        actions.paste.triggered.connect(self._on_paste_triggered)
        actions.copy.triggered.connect(self._on_copy_triggered)
        actions.save.triggered.connect(self._on_save_triggered)
        actions.train.triggered.connect(self._tools.train)
        actions.data.triggered.connect(self._tools.look_through_data)
        actions.few.triggered.connect(self._tools.learn_from_few)
        actions.teach.triggered.connect(self._tools.teach)
        actions.models.triggered.connect(self._tools.manage_models)
        actions.lessons.triggered.connect(self._on_lessons_triggered)
        actions.present.triggered.connect(self._on_present_triggered)
        actions.keys.triggered.connect(self._tools.list_keys)
        actions.about.triggered.connect(self._tools.tell_about)
        actions.quit.triggered.connect(self._on_quit_triggered)
        self.canvas.drawing_changed.connect(self._on_drawing_changed)
        self.canvas.history_changed.connect(self._on_history_changed)
        self.canvas.files_dropped.connect(self._on_files_dropped)
        self.canvas.digit_pressed.connect(self._on_label_chosen)
        self._answer.digit_chosen.connect(self._on_digit_chosen)
        self._digit_boxes.digit_chosen.connect(self._answer.choose_digit)
        self._answer.labels.label_chosen.connect(self._on_label_chosen)
        self._answer.labels.undo_requested.connect(self._on_label_undone)
        self._answer.labels.teach_requested.connect(self._tools.teach)
        self._kept.changed.connect(self._on_kept_changed)
        self._kept.failed.connect(self._on_not_kept)
        self.files.opened.connect(self.canvas.set_drawing)
        self.files.failed.connect(self._pane.tell)
        self.files.saved.connect(self._on_saved)
        self.files.copied.connect(self._on_picture_copied)
        self._reading.answered.connect(self._on_answered)
        self._reading.failed.connect(self._on_failed)
        self._thread.model_loaded.connect(self._on_model_loaded)
        self._thread.model_failed.connect(self._on_model_failed)
        self._thread.weights_read.connect(self._weights.set_weights)
        self._weights.weights_requested.connect(self._thread.request_weights)
        self._weights.save_requested.connect(self._on_weights_save_requested)
        self._weights.copied.connect(self._on_picture_copied)
        self._tabs.save_requested.connect(self.files.ask_and_save_image)
        self._tabs.copied.connect(self._on_picture_copied)
        self._tabs.drawing_chosen.connect(self.canvas.set_drawing)
        self._model_chooser.model_requested.connect(self._on_model_requested)
        self._tools.model_saved.connect(self.add_model)
        self._tools.model_requested.connect(self._on_model_requested)
        self._tools.drawing_chosen.connect(self.canvas.set_drawing)
        self._tools.said.connect(self._show_message)
        application = QGuiApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._end_threads)
        end_with(self, self._thread)

    # --- predictions ---

    def _on_drawing_changed(self, drawing: "Drawing", only_grew: bool) -> None:
        self._pane.go_on()
        self._reading.follow(drawing, only_grew)

    def _on_answered(self, prediction: Prediction, milliseconds: float | None) -> None:
        if self._failure:
            self._failure = ""
            self.statusBar().clearMessage()
        self._speed.show_speed(milliseconds)
        self._show(prediction)

    def _show(self, prediction: Prediction) -> None:
        self._prediction = prediction
        self._answer.show_prediction(prediction)
        self._digit_boxes.show_prediction(prediction)
        self._show_label()
        self.prediction_changed.emit(prediction)

    def _explain(self) -> None:
        drawing = self.canvas.drawing
        subject = Subject(drawing, self._prediction, self._model, self.label_of(drawing))
        if subject.is_several:
            subject = subject.of_one(self._answer.chosen_digit)
        self._digit_boxes.mark(subject.place)
        self._tabs.set_subject(subject, self._reading.generation)

    def _on_digit_chosen(self, _place: int) -> None:
        self._explain()

    def _on_failed(self, reason: str) -> None:
        if reason != self._failure:  # once, not at every move of the pen
            self._failure = reason
            message = self.tr("The drawing could not be read: {reason}").format(reason=reason)
            self.statusBar().showMessage(message)
        self.prediction_failed.emit(reason)

    # --- what it should have been ---

    def _on_label_chosen(self, digit: int) -> None:
        if self._prediction.status == "several":
            self._show_message(self.tr("One digit at a time: draw it alone, and say what it should have been."))
        elif not self.canvas.drawing.is_empty:
            self._kept.keep(self.canvas.drawing, digit)

    def _on_label_undone(self) -> None:
        self._kept.keep(self.canvas.drawing, None)

    def _on_kept_changed(self) -> None:
        self._show_label()
        self._tools.read_drawings()

    def _on_not_kept(self, error: Exception) -> None:
        sentence = self.tr("The drawing could not be kept. {reason}").format(reason=error_text(error))
        self._pane.tell(sentence, error_details(error))

    def _show_label(self) -> None:
        self._answer.labels.show_label(self._kept.label_of(self.canvas.drawing))
        self._explain()

    # --- models ---

    def _on_model_requested(self, model: "ModelCard | DigitClassifier") -> None:
        self._reading.use_model(model, self.canvas.drawing)

    def _on_model_loaded(self, model: object) -> None:
        self._model = model  # type: ignore[assignment]  # signals carry objects
        self._weights.model_changed()
        if self._prediction.status == "blank":  # else with the new model's prediction
            self._explain()
        self._tools.set_model_in_use(self._model)

    def _on_model_failed(self, model: object, error: Exception) -> None:
        self._tell_error(error)
        self._model_chooser.choose(self._model)

    # --- lessons ---

    @property
    def lessons(self) -> "LessonStage":
        """Where lessons are opened, changed and presented."""
        if self._lesson_stage is None:
            from digitpad.ui.lesson_stage import LessonStage  # here: a window without a lesson need not wait for it

            self._lesson_stage = LessonStage(self, self._tabs, self._model_chooser)
            self._lesson_stage.model_requested.connect(self._on_model_requested)
            self._lesson_stage.said.connect(self._show_message)
            self._lesson_stage.failed.connect(self._pane.tell)
        return self._lesson_stage

    def _on_lessons_triggered(self) -> None:
        self.lessons.welcome()

    def _on_present_triggered(self) -> None:
        self.lessons.present()

    # --- files ---

    def _on_paste_triggered(self) -> None:
        self.files.paste(QGuiApplication.clipboard().mimeData())

    def _on_copy_triggered(self) -> None:
        if self.canvas.drawing.is_empty:
            self._show_message(self.tr("There is nothing to copy yet: draw a digit first."))
        else:
            self.files.copy(self.canvas.drawing)

    def _on_save_triggered(self) -> None:
        if self.canvas.drawing.is_empty:
            self._show_message(self.tr("There is nothing to save yet: draw a digit first."))
        else:
            self.files.ask_and_save(self.canvas.drawing)

    def _on_files_dropped(self, paths: list) -> None:
        if paths[0].endswith(".digitpad-lesson"):
            self.lessons.open(paths[0])
        else:
            self.files.open(paths[0])

    def _on_saved(self, name: str) -> None:
        self._show_message(self.tr("Saved as {name}").format(name=name))

    def _on_weights_save_requested(self, image: object) -> None:
        self.files.ask_and_save_image(image, "weights.png")  # type: ignore[arg-type]  # signals carry objects

    def _on_picture_copied(self) -> None:
        self._show_message(self.tr("The picture is on the clipboard."))

    # --- the window itself ---

    def _on_history_changed(self) -> None:
        self.commands.undo.setEnabled(self.canvas.can_undo)
        self.commands.redo.setEnabled(self.canvas.can_redo)

    def _on_full_screen_toggled(self, full: bool) -> None:
        states = self.windowState()
        full_screen = Qt.WindowState.WindowFullScreen
        self.setWindowState(states | full_screen if full else states & ~full_screen)

    def show_failure(self, reason: str) -> None:
        """Tells of an error that nobody caught; the program goes on."""
        sentence = self.tr("Something went wrong ({reason}). The log has the details.").format(reason=reason)
        self._show_message(sentence)
        self._pane.tell(sentence)

    def _tell_error(self, error: Exception) -> None:
        self._pane.tell(error_text(error), error_details(error))

    def _show_message(self, text: str) -> None:
        self.statusBar().showMessage(text, _MESSAGE_MS)

    def _on_quit_triggered(self) -> None:
        if not self._asks_before_closing():
            self.close()

    def _asks_before_closing(self) -> bool:
        """True where a lesson or a run would be lost: the user is asked, and may close the window with the answer."""
        if self._lesson_stage is not None and self._lesson_stage.asks_before_closing(self._on_quit_triggered):
            return True
        return self._tools.asks_before_closing(self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Spontaneous: the user's wish. A program that closes the window means it.
        if event.spontaneous() and self._asks_before_closing():
            event.ignore()
            return
        if self._lesson_stage is not None:
            self._lesson_stage.end()
        self.closed.emit(self.saveGeometry())
        self.hide()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self._end_threads()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _end_threads(self) -> None:
        self._reading.drop()
        self._kept.close()
        self._tabs.end()
        self._thread.close()
        self._tools.end()
        self.files.close()

    def _retranslate(self) -> None:
        self.commands.retranslate()
        self._model_label.setText(self.tr("Model"))
        self.statusBar().setAccessibleName(self.tr("Messages"))
