"""A lesson at the foot of the window: read page by page and, when somebody wants to, changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDockWidget,
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from digitpad.core.lessons import (
    MOST_PAGES,
    Lesson,
    LessonPage,
    with_page,
    with_page_added,
    with_page_moved,
    with_page_removed,
    with_words,
)
from digitpad.ui.languages import language_in_use
from digitpad.ui.lesson_editor import LessonEditor
from digitpad.ui.lesson_history import LessonHistory
from digitpad.ui.lesson_reader import LessonReader

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_MARGIN, _GAP = 16, 8


class LessonPanel(QDockWidget):
    """Shows a lesson to be read or to be changed; every change can be taken back.

    It is as high as what it shows and as wide as the window: canvas, answer and reasons keep nearly all their room.

    Signals:
        page_chosen(LessonPage): the user wants to see a page.
        add_requested(): what the window shows should become a page.
        replace_requested(): what the window shows should take the place of the current page's drawing.
        present_requested(), new_requested(), open_requested(), save_requested(), save_as_requested(),
        export_requested(), close_requested(): what the user wants with the lesson.
    """

    page_chosen = Signal(object)
    add_requested = Signal()
    replace_requested = Signal()
    present_requested = Signal()
    new_requested = Signal()
    open_requested = Signal()
    save_requested = Signal()
    save_as_requested = Signal()
    export_requested = Signal()
    close_requested = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("lesson_panel")
        self.setTitleBarWidget(QWidget())
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.toggleViewAction().setVisible(False)
        self._history = LessonHistory(Lesson())
        self.reader = LessonReader()
        """The words of the current page, to be read."""
        self._editor = LessonEditor()
        self._is_edited = False
        self._edit, self._present = QPushButton(), QPushButton()
        self._edit.setObjectName("lesson_edit")
        self._present.setObjectName("lesson_present")
        self._file, self._close = QPushButton(), QToolButton()
        self._file.setObjectName("lesson_file")
        self._close.setObjectName("lesson_close")
        self._close.setText("×")
        self._close.setAutoRaise(True)
        self._file.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self._file)
        self._file.setMenu(menu)
        self._actions: dict[str, QAction] = {}
        for name in ("new", "open", "save", "save_as", "export"):
            self._actions[name] = action = menu.addAction("")
            action.setObjectName(f"lesson_{name}")
            action.triggered.connect(getattr(self, f"{name}_requested"))
        self._lay_out()
        self._connect()
        self._show(-1)
        self._show_editor(False)
        self._retranslate()
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)

    # --- what others ask and tell it ---

    @property
    def lesson(self) -> Lesson:
        """As it is now."""
        return self._history.lesson

    @property
    def is_changed(self) -> bool:
        """True when there are changes that were not saved."""
        return self._history.is_changed

    @property
    def place(self) -> int:
        """Of the current page; −1 when there is none."""
        return self._editor.place

    def set_lesson(self, lesson: Lesson) -> None:
        """Opens a lesson, at its first page: to be read or, where there is nothing to read, to be made."""
        self._history = LessonHistory(lesson)
        self._show(0)
        self._show_editor(not lesson.pages)
        if lesson.pages:
            self.page_chosen.emit(lesson.pages[0])

    def mark_saved(self, lesson: Lesson) -> None:
        """That lesson is on the disk."""
        self._history.mark_saved(lesson)

    def add_page(self, page: LessonPage) -> None:
        """Adds a page after the current one."""
        if len(self.lesson.pages) < MOST_PAGES:
            place = self.place + 1
            self._change(with_page_added(self.lesson, place, page), place)

    def replace_page(self, page: LessonPage) -> None:
        """Puts another drawing, model and tab on the current page; its words stay."""
        if self.place >= 0:
            words = self.lesson.pages[self.place]
            page = page._replace(note=words.note, title=words.title, extra=words.extra)
            self._change(with_page(self.lesson, self.place, page), self.place)

    def go_to(self, place: int) -> None:
        """Makes a page the current one and shows it; a place beyond the ends is none."""
        if 0 <= place < len(self.lesson.pages):
            self._editor.mark(place)
            self._on_page_chosen(place)

    # --- construction ---

    def _lay_out(self) -> None:
        tools = QGridLayout()
        tools.setHorizontalSpacing(_GAP)
        tools.setVerticalSpacing(_GAP // 2)
        for column, tool in enumerate((self._edit, self._file, self._close)):
            tools.addWidget(tool, 0, column)
        tools.addWidget(self._present, 1, 0, 1, 2)
        tools.setRowStretch(2, 1)
        self._file.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        content = QWidget()
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(content)
        layout.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        layout.setSpacing(3 * _GAP)
        layout.addWidget(self.reader, 1)
        layout.addWidget(self._editor, 1)
        layout.addLayout(tools)
        self.setWidget(content)

    def _connect(self) -> None:
        editor = self._editor
        self.reader.step_requested.connect(self._on_step_requested)
        editor.page_chosen.connect(self._on_page_chosen)
        editor.title_edited.connect(self._on_title_edited)
        editor.page_title_edited.connect(self._on_page_title_edited)
        editor.note_edited.connect(self._on_note_edited)
        editor.add_requested.connect(self.add_requested)
        editor.replace_requested.connect(self.replace_requested)
        editor.move_requested.connect(self._on_move_requested)
        editor.remove_requested.connect(self._on_remove_requested)
        editor.undo_requested.connect(self._on_undo_requested)
        editor.redo_requested.connect(self._on_redo_requested)
        self._edit.clicked.connect(self._on_edit_clicked)
        self._present.clicked.connect(self.present_requested)
        self._close.clicked.connect(self.close_requested)

    # --- changes ---

    def _change(self, lesson: Lesson, place: int) -> None:
        self._history.change(lesson, self.place)
        self._show(place)

    def _on_move_requested(self, place: int, target: int) -> None:
        if 0 <= place < len(self.lesson.pages) and 0 <= target < len(self.lesson.pages) and place != target:
            self._change(with_page_moved(self.lesson, place, target), target)

    def _on_remove_requested(self) -> None:
        if self.place >= 0:
            place = self.place
            self._change(with_page_removed(self.lesson, place), min(place, len(self.lesson.pages) - 2))
            self._show_current()

    def _on_undo_requested(self) -> None:
        if self._history.can_undo:
            self._show(self._history.undo(self.place))
            self._show_current()

    def _on_redo_requested(self) -> None:
        if self._history.can_redo:
            self._show(self._history.redo(self.place))
            self._show_current()

    def _on_title_edited(self, text: str) -> None:
        title = with_words(self.lesson.title, language_in_use(), text)
        self._history.change(self.lesson._replace(title=title), self.place, "title")
        self._enable()

    def _on_page_title_edited(self, text: str) -> None:
        page = self.lesson.pages[self.place]
        self._rewrite(page._replace(title=with_words(page.title, language_in_use(), text)), "page_title")

    def _on_note_edited(self, text: str) -> None:
        if self.place >= 0:
            page = self.lesson.pages[self.place]
            self._rewrite(page._replace(note=with_words(page.note, language_in_use(), text)), "note")

    def _rewrite(self, page: LessonPage, what: str) -> None:
        self._history.change(with_page(self.lesson, self.place, page), self.place, (what, self.place))
        self._editor.rewrite(self.lesson)
        self._enable()

    # --- what is shown ---

    def _on_step_requested(self, steps: int) -> None:
        self.go_to(self.place + steps)

    def _on_page_chosen(self, place: int) -> None:
        self._show_words()
        self._enable()
        self.page_chosen.emit(self.lesson.pages[place])

    def _on_edit_clicked(self) -> None:
        self._show_editor(not self._is_edited)

    def _show_editor(self, shown: bool) -> None:
        self._is_edited = shown
        self.reader.setVisible(not shown)
        self._editor.setVisible(shown)
        self._show_words()
        self._write_edit()

    def _show_current(self) -> None:
        if self.place >= 0:
            self.page_chosen.emit(self.lesson.pages[self.place])

    def _show(self, place: int) -> None:
        self._editor.show_lesson(self.lesson, min(place, len(self.lesson.pages) - 1))
        self.reader.show_page(self.lesson, self.place)
        self._enable()

    def _show_words(self) -> None:
        self._editor.show_words(self.lesson)
        self.reader.show_page(self.lesson, self.place)

    def _enable(self) -> None:
        count = len(self.lesson.pages)
        self._editor.enable(count, self._history.can_undo)
        self._edit.setEnabled(count > 0)  # nothing to read
        self._actions["export"].setEnabled(count > 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_words()
        super().changeEvent(event)

    def _write_edit(self) -> None:
        self._edit.setText(self.tr("Done") if self._is_edited else self.tr("Edit"))
        self._edit.setToolTip(self.tr("Read the lesson again") if self._is_edited else self.tr("Change the lesson"))

    def _retranslate(self) -> None:
        self._write_edit()
        self._present.setText(self.tr("Present"))
        self._present.setToolTip(self.tr("Show the lesson to a class, large and full-screen"))
        self._file.setText(self.tr("Lesson"))
        self._close.setToolTip(self.tr("Close the lesson"))
        self._close.setAccessibleName(self.tr("Close the lesson"))
        texts = {
            "new": self.tr("&New lesson"),
            "open": self.tr("&Open…"),
            "save": self.tr("&Save"),
            "save_as": self.tr("Save &as…"),
            "export": self.tr("&Report as web page…"),
        }
        for name, text in texts.items():
            self._actions[name].setText(text)
