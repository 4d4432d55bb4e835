"""A lesson being made: its pages in a row, the note of the current one, and what can be done with them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.core.lessons import (
    MOST_LETTERS,
    MOST_PAGES,
    Lesson,
    LessonPage,
    in_language,
    with_page,
    with_page_added,
    with_page_moved,
    with_page_removed,
    with_words,
)
from digitpad.ui.languages import language_in_use
from digitpad.ui.lesson_history import LessonHistory
from digitpad.ui.lesson_strip import LessonStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_MARGIN, _GAP = 16, 8
_LEAST_NOTE = 160


class LessonPanel(QWidget):
    """Shows a lesson and lets it be changed; every change can be taken back.

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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson_panel")
        self._history = LessonHistory(Lesson())
        self._title, self._page_title, self._note = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self._strip = LessonStrip()
        self._title.setObjectName("lesson_title")
        self._page_title.setObjectName("lesson_page_title")
        self._note.setObjectName("lesson_note")
        self._note.setTabChangesFocus(True)
        self._note.setMinimumWidth(_LEAST_NOTE)
        for field in (self._title, self._page_title):
            field.setMaxLength(200)
        self._add, self._replace = self._button("add"), self._button("replace")
        self._earlier, self._later = self._button("earlier"), self._button("later")
        self._remove, self._undo, self._present = (
            self._button("remove"),
            self._button("undo"),
            self._button("present"),
        )
        self._file, self._close = QToolButton(), QToolButton()
        self._file.setObjectName("lesson_file")
        self._close.setObjectName("lesson_close")
        self._close.setText("×")
        self._close.setAutoRaise(True)
        self._file.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._file)
        self._file.setMenu(menu)
        self._actions: dict[str, QAction] = {}
        for name in ("new", "open", "save", "save_as", "export"):
            self._actions[name] = action = menu.addAction("")
            action.setObjectName(f"lesson_{name}")
            action.triggered.connect(getattr(self, f"{name}_requested"))
        self._lay_out()
        self._connect()
        self._show(0)
        self._retranslate()

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
        return self._strip.place

    def set_lesson(self, lesson: Lesson) -> None:
        """Opens a lesson, at its first page."""
        self._history = LessonHistory(lesson)
        self._show(0)
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
            self._strip.mark(place)
            self._on_page_chosen(place)

    # --- construction ---

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.addWidget(self._title, 1)
        head.addWidget(self._file)
        head.addWidget(self._present)
        head.addWidget(self._close)
        words = QVBoxLayout()
        words.setSpacing(_GAP // 2)
        words.addWidget(self._page_title)
        words.addWidget(self._note, 1)
        middle = QHBoxLayout()
        middle.setSpacing(_GAP)
        middle.addWidget(self._strip, 3)
        middle.addLayout(words, 2)
        foot = QHBoxLayout()
        foot.setSpacing(_GAP)
        for button in (self._add, self._replace, self._earlier, self._later, self._remove, self._undo):
            foot.addWidget(button)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        layout.setSpacing(_GAP)
        layout.addLayout(head)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"lesson_{name}")
        return button

    def _connect(self) -> None:
        self._title.textEdited.connect(self._on_title_edited)
        self._page_title.textEdited.connect(self._on_page_title_edited)
        self._note.textChanged.connect(self._on_note_changed)
        self._strip.page_chosen.connect(self._on_page_chosen)
        self._strip.move_requested.connect(self._move)
        self._strip.remove_requested.connect(self._on_remove_clicked)
        self._strip.undo_requested.connect(self._on_undo_clicked)
        self._strip.redo_requested.connect(self._on_redo_requested)
        self._add.clicked.connect(self.add_requested)
        self._replace.clicked.connect(self.replace_requested)
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self._later.clicked.connect(self._on_later_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._present.clicked.connect(self.present_requested)
        self._close.clicked.connect(self.close_requested)

    # --- changes ---

    def _change(self, lesson: Lesson, place: int) -> None:
        self._history.change(lesson, self.place)
        self._show(place)

    def _move(self, place: int, target: int) -> None:
        if 0 <= place < len(self.lesson.pages) and 0 <= target < len(self.lesson.pages) and place != target:
            self._change(with_page_moved(self.lesson, place, target), target)

    def _on_earlier_clicked(self) -> None:
        self._move(self.place, self.place - 1)

    def _on_later_clicked(self) -> None:
        self._move(self.place, self.place + 1)

    def _on_remove_clicked(self) -> None:
        if self.place >= 0:
            place = self.place
            self._change(with_page_removed(self.lesson, place), min(place, len(self.lesson.pages) - 2))
            self._show_current()

    def _on_undo_clicked(self) -> None:
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

    def _on_note_changed(self) -> None:
        if self.place >= 0:
            page = self.lesson.pages[self.place]
            text = self._note.toPlainText()[:MOST_LETTERS]
            self._rewrite(page._replace(note=with_words(page.note, language_in_use(), text)), "note")

    def _rewrite(self, page: LessonPage, what: str) -> None:
        self._history.change(with_page(self.lesson, self.place, page), self.place, (what, self.place))
        self._strip.pages.rewrite(self.lesson, self.place)
        self._enable()

    # --- what is shown ---

    def _on_page_chosen(self, place: int) -> None:
        self._show_words()
        self._enable()
        self.page_chosen.emit(self.lesson.pages[place])

    def _show_current(self) -> None:
        if self.place >= 0:
            self.page_chosen.emit(self.lesson.pages[self.place])

    def _show(self, place: int) -> None:
        self._strip.show_lesson(self.lesson, min(place, len(self.lesson.pages) - 1))
        self._show_words()
        self._enable()

    def _show_words(self) -> None:
        page = self.lesson.pages[self.place] if self.place >= 0 else None
        language = language_in_use()
        title = in_language(self.lesson.title, language)
        if self._title.text() != title:
            self._title.setText(title)
        with QSignalBlocker(self._note):
            self._page_title.setText("" if page is None else in_language(page.title, language))
            self._page_title.setCursorPosition(0)
            self._note.setPlainText("" if page is None else in_language(page.note, language))

    def _enable(self) -> None:
        place, count = self.place, len(self.lesson.pages)
        for widget in (self._page_title, self._note, self._replace, self._remove):
            widget.setEnabled(place >= 0)
        self._add.setEnabled(count < MOST_PAGES)
        self._earlier.setEnabled(place > 0)
        self._later.setEnabled(0 <= place < count - 1)
        self._undo.setEnabled(self._history.can_undo)
        self._actions["export"].setEnabled(count > 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_words()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setPlaceholderText(self.tr("Title of the lesson"))
        self._title.setAccessibleName(self.tr("Title of the lesson"))
        self._page_title.setPlaceholderText(self.tr("Title of the page"))
        self._page_title.setAccessibleName(self.tr("Title of the page"))
        self._note.setPlaceholderText(self.tr("What to say about this drawing"))
        self._note.setAccessibleName(self.tr("Note"))
        self._strip.setAccessibleName(self.tr("Pages"))
        self._strip.setToolTip(self.tr("Arrow keys choose a page; drag it, or press Alt and an arrow, to move it"))
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
        for button, text, tip in (
            (self._add, self.tr("Add"), self.tr("Make what you see a page: drawing, model and tab")),
            (self._replace, self.tr("Replace"), self.tr("Put what you see in the place of this page; its note stays")),
            (self._earlier, "◀", self.tr("Move the page towards the beginning")),
            (self._later, "▶", self.tr("Move the page towards the end")),
            (self._remove, self.tr("Remove"), self.tr("Take the page out of the lesson")),
            (self._undo, self.tr("Undo"), self.tr("Take the last change of the lesson back")),
            (self._present, self.tr("Present"), self.tr("Show the lesson to a class, large and full-screen")),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip if text in "◀▶" else text)
        for button in (self._earlier, self._later):
            button.setFixedWidth(2 * button.sizeHint().height())
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
