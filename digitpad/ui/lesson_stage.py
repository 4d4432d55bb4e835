"""Lessons in the window: opened, changed, saved, presented, made a report of."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from digitpad.core.lessons import SUFFIX, Lesson, LessonPage, prepared_lesson
from digitpad.core.model_store import ModelCard
from digitpad.ui.file_dialogs import ask_for_file, saving_dialog, show_once
from digitpad.ui.lesson_files import LessonFiles
from digitpad.ui.lesson_panel import LessonPanel
from digitpad.ui.presenter import Presenter
from digitpad.ui.question import Answer, ask
from digitpad.ui.shown_page import ShownPage
from digitpad.ui.texts import error_details, error_text

if TYPE_CHECKING:
    from digitpad.core.drawing import Drawing
    from digitpad.ui.main_window import MainWindow
    from digitpad.ui.model_chooser import ModelChooser
    from digitpad.ui.reasons import Reasons
    from digitpad.ui.welcome_page import WelcomePage


class LessonStage(QObject):
    """Shows the pages of a lesson in the window, and makes pages of what the window shows.

    Args:
        window: whose canvas a page is put on.
        tabs: of which a page names one.
        models: of which a page names one.

    Signals:
        model_requested(object): a page wants to be read by a model, or that of before the lesson is back.
        said(str): a sentence for the user.
        failed(str, str): a sentence about what did not work, and its details; the open lesson stays.
        saved(): the lesson is on the disk.
        reported(): its report is.
    """

    model_requested = Signal(object)
    said = Signal(str)
    failed = Signal(str, str)
    saved = Signal()
    reported = Signal()

    def __init__(self, window: "MainWindow", tabs: "Reasons", models: "ModelChooser") -> None:
        super().__init__(window)
        self._models = models
        self._path: Path | None = None
        self._files = LessonFiles(self)
        self._files.failed.connect(self._on_failed)
        self._shown = ShownPage(window, tabs, models)
        self._shown.model_requested.connect(self.model_requested)
        self._shown.said.connect(self.said)
        self._welcome_page: WelcomePage | None = None
        self.panel = LessonPanel(window)
        self.panel.hide()
        self.panel.reader.take_keys_of(window.canvas)
        self.presenter = Presenter(window, tabs)
        self._had_tabs = True  # before the presentation
        panel = self.panel
        panel.page_chosen.connect(self.show_page)
        panel.add_requested.connect(self._on_add_requested)
        panel.replace_requested.connect(self._on_replace_requested)
        panel.present_requested.connect(self.present)
        panel.new_requested.connect(self.new)
        panel.open_requested.connect(self.ask_and_open)
        panel.save_requested.connect(self.save)
        panel.save_as_requested.connect(self.ask_and_save)
        panel.export_requested.connect(self.ask_and_export)
        panel.close_requested.connect(self._on_close_requested)
        self.presenter.step_requested.connect(self._on_step_requested)
        self.presenter.left.connect(self._on_presenter_left)

    # --- lessons ---

    def welcome(self) -> None:
        """Offers the prepared lessons."""
        if self._welcome_page is None:
            from digitpad.ui.welcome_page import WelcomePage  # here: who opens a file does not see it

            self._welcome_page = WelcomePage(self._window())
            self._welcome_page.lesson_chosen.connect(self.open_prepared)
            self._welcome_page.new_requested.connect(self.new)
            self._welcome_page.open_requested.connect(self.ask_and_open)
        self._welcome_page.show()
        self._welcome_page.raise_()
        self._welcome_page.activateWindow()

    def new(self) -> None:
        """Begins a lesson."""
        self._when_kept(lambda: self._take(Lesson(), None))

    def open_prepared(self, name: str) -> None:
        """Opens a lesson that came with the program; it is saved under a name of the user's."""
        path = prepared_lesson(name)
        self._when_kept(lambda: self._read(path, None))

    def open(self, path: str) -> None:
        """Opens a lesson."""
        self._when_kept(lambda: self._read(Path(path), Path(path)))

    def ask_and_open(self) -> None:
        """Lets the user choose a lesson to open."""
        filters = [self._lessons_filter(), self.tr("All files ({patterns})").format(patterns="*")]
        ask_for_file(self._window(), "open_lesson_dialog", self.tr("Open a lesson"), filters, self.open)

    def save(self) -> None:
        """Saves the lesson where it was opened or saved last, or asks where."""
        if self._path is None:
            self.ask_and_save()
        else:
            self.save_as(str(self._path))

    def ask_and_save(self, then: Callable[[], None] | None = None) -> None:
        """Lets the user choose where to save the lesson."""
        dialog = saving_dialog(self._window(), "save_lesson_dialog", self.tr("Save the lesson"), f"lesson{SUFFIX}")
        dialog.setNameFilters([self._lessons_filter()])
        dialog.fileSelected.connect(lambda path: self.save_as(path, then))
        show_once(dialog)

    def save_as(self, path: str, then: Callable[[], None] | None = None) -> None:
        """Saves the lesson in a file."""
        lesson = self.panel.lesson
        self._files.write(Path(path), lesson, lambda _: self._on_saved(lesson, Path(path), then))

    def ask_and_export(self) -> None:
        """Lets the user choose where to save a report of the lesson."""
        dialog = saving_dialog(self._window(), "export_lesson_dialog", self.tr("Save the report"), "lesson.html")
        dialog.setNameFilters([self.tr("Web page ({patterns})").format(patterns="*.html")])
        dialog.fileSelected.connect(self.export)
        show_once(dialog)

    def export(self, path: str) -> None:
        """Saves a report of the lesson, one file that any browser opens."""
        model = self._models.currentData()
        self.said.emit(self.tr("The report is being written…"))
        default = model if isinstance(model, ModelCard) else None
        self._files.report(Path(path), self.panel.lesson, default, lambda _: self._on_reported(Path(path)))

    def asks_before_closing(self, then: Callable[[], None]) -> bool:
        """True where changes would be lost: the user is asked, and `then` follows unless the user stays."""
        if not self.panel.is_changed:
            return False
        self._when_kept(then)
        return True

    def end(self) -> None:
        """Leaves the stage; what is being written is written whole."""
        self.presenter.leave()
        self._files.end()

    # --- pages ---

    def show_page(self, page: LessonPage) -> None:
        """Puts a page in the window, and its note where it is presented."""
        self._shown.show(page, alone=self.presenter.is_on)  # a class sees what the page wants seen
        pages, place = self.panel.lesson.pages, self.panel.place
        if place >= 0:
            self.presenter.show_page(pages[place], place, len(pages))

    def label_of(self, drawing: "Drawing") -> int | None:
        """What the lesson says that a drawing should be, while its page is shown."""
        return self._shown.label_of(drawing)

    def present(self) -> None:
        """Fills the screen with the current page or, without a lesson, with what the window shows."""
        pages, place = self.panel.lesson.pages, max(self.panel.place, 0)
        self.panel.hide()
        if not self.presenter.is_on:
            self._had_tabs = self._window().commands.reasons.isChecked()
        self.presenter.enter(bool(pages))
        if pages:
            self.show_page(pages[place])
        self._window().canvas.setFocus()

    def _on_add_requested(self) -> None:
        page = self._shown.page()
        if page.drawing.is_empty:
            self.said.emit(self.tr("There is nothing on the canvas yet: draw a digit first."))
        else:
            self.panel.add_page(page)

    def _on_replace_requested(self) -> None:
        self.panel.replace_page(self._shown.page())

    def _on_step_requested(self, steps: int) -> None:
        last = len(self.panel.lesson.pages) - 1
        target = min(max(self.panel.place + steps, 0), last)
        if target != self.panel.place:
            self.panel.go_to(target)

    def _on_presenter_left(self) -> None:
        self._window().commands.reasons.setChecked(self._had_tabs)
        self.panel.setVisible(bool(self.panel.lesson.pages) or self.panel.is_changed)

    # --- the file ---

    def _take(self, lesson: Lesson, path: Path | None) -> None:
        self._path = path
        self._shown.remember()
        self.panel.setVisible(not self.presenter.is_on)
        self.panel.set_lesson(lesson)
        self._window().canvas.setFocus()

    def _on_close_requested(self) -> None:
        self._when_kept(self._put_away)

    def _put_away(self) -> None:
        self._path = None
        self.panel.set_lesson(Lesson())
        self.panel.hide()
        self._shown.put_back()
        self._window().canvas.setFocus()

    def _read(self, path: Path, keep: Path | None) -> None:
        self._files.read(path, lambda lesson: self._take(lesson, keep))

    def _on_saved(self, lesson: Lesson, path: Path, then: Callable[[], None] | None) -> None:
        self._path = path
        self.panel.mark_saved(lesson)
        self.said.emit(self.tr("Saved as {name}").format(name=path.name))
        self.saved.emit()
        if then is not None:
            then()

    def _on_reported(self, path: Path) -> None:
        self.said.emit(self.tr("Saved as {name}").format(name=path.name))
        self.reported.emit()

    def _when_kept(self, then: Callable[[], None]) -> None:
        """Goes on at once or, where changes would be lost, as the user answers."""
        if not self.panel.is_changed:
            then()
            return
        roles = QMessageBox.ButtonRole
        answers = (
            Answer("lesson_keep", self.tr("Save"), roles.AcceptRole, lambda: self._save_and(then)),
            Answer("lesson_lose", self.tr("Don't save"), roles.DestructiveRole, lambda: self._lose_and(then)),
            Answer("lesson_stay", self.tr("Cancel"), roles.RejectRole),
        )
        text = self.tr("Save the changes of the lesson?")
        ask(self._window(), "lesson_question", text, answers, likely="lesson_keep", safe="lesson_stay")

    def _save_and(self, then: Callable[[], None]) -> None:
        if self._path is None:
            self.ask_and_save(then)
        else:
            self.save_as(str(self._path), then)

    def _lose_and(self, then: Callable[[], None]) -> None:
        self.panel.mark_saved(self.panel.lesson)
        then()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error_text(error), error_details(error))

    def _lessons_filter(self) -> str:
        return self.tr("Lessons ({patterns})").format(patterns=f"*{SUFFIX}")

    def _window(self) -> "MainWindow":
        # Asked for, not kept: a circle of references would leave the window to the garbage collector.
        window: Any = self.parent()
        return window
