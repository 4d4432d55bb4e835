"""A lesson being made: its pages in a row, the words of the current one, and what can be done with them."""

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from digitpad.core.lessons import MOST_LETTERS, MOST_PAGES, Lesson, in_language
from digitpad.ui.languages import language_in_use
from digitpad.ui.lesson_strip import LessonStrip

_GAP = 8
_LEAST_NOTE = 160


class LessonEditor(QWidget):
    """Shows a lesson in fields and buttons, and tells what the user wants changed.

    Signals:
        page_chosen(int): another page is current.
        title_edited(str), page_title_edited(str), note_edited(str): words were written.
        add_requested(): what the window shows should become a page.
        replace_requested(): what the window shows should take the place of the current page's drawing.
        move_requested(int, int): a page should go to another place.
        remove_requested(): the current page should go.
        undo_requested(), redo_requested(): the last change should be taken back, or made again.
    """

    page_chosen = Signal(int)
    title_edited = Signal(str)
    page_title_edited = Signal(str)
    note_edited = Signal(str)
    add_requested = Signal()
    replace_requested = Signal()
    move_requested = Signal(int, int)
    remove_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._page_title, self._note = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self._strip = LessonStrip()
        self._title.setObjectName("lesson_title")
        self._page_title.setObjectName("lesson_page_title")
        self._note.setObjectName("lesson_note")
        self._note.setTabChangesFocus(True)
        self._note.setMinimumWidth(_LEAST_NOTE)
        self._note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # as high as the pages
        for field in (self._title, self._page_title):
            field.setMaxLength(200)
        self._add, self._replace, self._remove = _button("add"), _button("replace"), _button("remove")
        self._earlier, self._later, self._undo = _button("earlier"), _button("later"), _button("undo")
        self._lay_out()
        self._connect()
        self._retranslate()

    # --- what others ask and tell it ---

    @property
    def place(self) -> int:
        """Of the current page; −1 when there is none."""
        return self._strip.place

    def show_lesson(self, lesson: Lesson, place: int) -> None:
        """Shows a lesson with one of its pages as the current one, and tells nobody."""
        self._strip.show_lesson(lesson, place)
        self.show_words(lesson)

    def mark(self, place: int) -> None:
        """Makes a page the current one, and tells nobody."""
        self._strip.mark(place)

    def show_words(self, lesson: Lesson) -> None:
        """Shows the words of the lesson and of the current page."""
        page, language = lesson.pages[self.place] if self.place >= 0 else None, language_in_use()
        title = in_language(lesson.title, language)
        if self._title.text() != title:
            self._title.setText(title)
        with QSignalBlocker(self._note):
            self._page_title.setText("" if page is None else in_language(page.title, language))
            self._page_title.setCursorPosition(0)
            self._note.setPlainText("" if page is None else in_language(page.note, language))

    def rewrite(self, lesson: Lesson) -> None:
        """Follows a change of the current page's words that was made in these fields."""
        self._strip.pages.rewrite(lesson, self.place)

    def enable(self, count: int, can_undo: bool) -> None:
        """Lets be pressed what makes sense with so many pages."""
        place = self.place
        for widget in (self._page_title, self._note, self._replace, self._remove):
            widget.setEnabled(place >= 0)
        self._add.setEnabled(count < MOST_PAGES)
        self._earlier.setEnabled(place > 0)
        self._later.setEnabled(0 <= place < count - 1)
        self._undo.setEnabled(can_undo)

    # --- construction ---

    def _lay_out(self) -> None:
        titles, pages = QHBoxLayout(), QHBoxLayout()
        for row, fields in ((titles, (self._title, self._page_title)), (pages, (self._strip, self._note))):
            row.setSpacing(_GAP)
            for field, share in zip(fields, (4, 3), strict=True):
                row.addWidget(field, share)
        rows = QVBoxLayout()
        rows.setSpacing(_GAP // 2)
        rows.addLayout(titles)
        rows.addLayout(pages, 1)
        buttons = QGridLayout()
        buttons.setHorizontalSpacing(_GAP)
        buttons.setVerticalSpacing(_GAP // 2)
        for row_number, pair in enumerate(
            ((self._add, self._replace), (self._earlier, self._later), (self._remove, self._undo))
        ):
            for column, button in enumerate(pair):
                buttons.addWidget(button, row_number, column)
        buttons.setRowStretch(3, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * _GAP)
        layout.addLayout(rows, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self._title.textEdited.connect(self.title_edited)
        self._page_title.textEdited.connect(self.page_title_edited)
        self._note.textChanged.connect(self._on_note_changed)
        self._strip.page_chosen.connect(self.page_chosen)
        self._strip.move_requested.connect(self.move_requested)
        self._strip.remove_requested.connect(self.remove_requested)
        self._strip.undo_requested.connect(self.undo_requested)
        self._strip.redo_requested.connect(self.redo_requested)
        self._add.clicked.connect(self.add_requested)
        self._replace.clicked.connect(self.replace_requested)
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self._later.clicked.connect(self._on_later_clicked)
        self._remove.clicked.connect(self.remove_requested)
        self._undo.clicked.connect(self.undo_requested)

    def _on_note_changed(self) -> None:
        self.note_edited.emit(self._note.toPlainText()[:MOST_LETTERS])

    def _on_earlier_clicked(self) -> None:
        self.move_requested.emit(self.place, self.place - 1)

    def _on_later_clicked(self) -> None:
        self.move_requested.emit(self.place, self.place + 1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
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
        for button, text, tip in (
            (self._add, self.tr("Add"), self.tr("Make what you see a page: drawing, model and tab")),
            (self._replace, self.tr("Replace"), self.tr("Put what you see in the place of this page; its note stays")),
            (self._earlier, self.tr("← Move"), self.tr("Move the page towards the beginning")),
            (self._later, self.tr("Move →"), self.tr("Move the page towards the end")),
            (self._remove, self.tr("Remove"), self.tr("Take the page out of the lesson")),
            (self._undo, self.tr("Undo"), self.tr("Take the last change of the lesson back")),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip if button in (self._earlier, self._later) else text)


def _button(name: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(f"lesson_{name}")
    return button
