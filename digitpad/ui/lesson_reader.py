"""A lesson being read: the words of the current page, large, and the way to the next one."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from digitpad.core.lessons import Lesson, in_language
from digitpad.ui.languages import language_in_use

_GAP = 8
_BESIDE = 216
"""Width of the column beside the words."""
_LARGER = 1.3
_LINES = 3
"""Of a note; more are scrolled to, so that the panel is as high on every page."""
_KEYS = {
    Qt.Key.Key_Left: "previous",
    Qt.Key.Key_PageUp: "previous",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_PageDown: "next",
}


class LessonReader(QWidget):
    """Shows a page's title and note; nothing in it changes the lesson.

    Signals:
        step_requested(int): so many pages on.
    """

    step_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._count = -1, 0
        self._lesson_title, self._where = QLabel(), QLabel()
        self._title, self._note = QLabel(), QLabel()
        self._lesson_title.setObjectName("reader_lesson")
        self._where.setObjectName("reader_place")
        self._title.setObjectName("reader_title")
        self._note.setObjectName("reader_note")
        self._previous, self._next = QPushButton(), QPushButton()
        self._previous.setObjectName("reader_previous")
        self._next.setObjectName("reader_next")
        self._area = QScrollArea()
        self._shortcuts: list[QShortcut] = []
        self._lay_out()
        self._previous.clicked.connect(self._on_previous_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self.take_keys_of(self, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._scale()
        self._retranslate()

    def show_page(self, lesson: Lesson, place: int) -> None:
        """Shows the words of a page; those of the lesson alone where the place is −1."""
        language, page = language_in_use(), lesson.pages[place] if place >= 0 else None
        self._place, self._count = place, len(lesson.pages)
        self._lesson_title.setText(in_language(lesson.title, language))
        self._title.setText("" if page is None else in_language(page.title, language))
        self._title.setVisible(bool(self._title.text()))
        self._note.setText("" if page is None else in_language(page.note, language))
        self._area.verticalScrollBar().setValue(0)
        self._previous.setEnabled(place > 0)
        self._next.setEnabled(0 <= place < self._count - 1)
        self._write_place()

    def take_keys_of(self, widget: QWidget, context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetShortcut) -> None:
        """Lets the arrow keys turn the pages there too, while the lesson is being read."""
        for key, way in _KEYS.items():
            shortcut = QShortcut(QKeySequence(key), widget)
            shortcut.setContext(context)
            shortcut.setEnabled(self.isVisible())
            shortcut.activated.connect((self._previous if way == "previous" else self._next).click)
            self._shortcuts.append(shortcut)

    def _lay_out(self) -> None:
        for label in (self._lesson_title, self._title, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._lesson_title.setWordWrap(True)
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._note)
        turn = QHBoxLayout()
        turn.setSpacing(0)
        turn.addWidget(self._previous)
        turn.addWidget(self._where, 1)
        turn.addWidget(self._next)
        beside = QWidget()
        beside.setFixedWidth(_BESIDE)
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lesson_title)
        column.addStretch(1)
        column.addLayout(turn)
        words = QVBoxLayout()
        words.setSpacing(_GAP // 2)
        words.addWidget(self._title)
        words.addWidget(self._area, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * _GAP)
        layout.addWidget(beside)
        layout.addLayout(words, 1)

    def _on_previous_clicked(self) -> None:
        self.step_requested.emit(-1)

    def _on_next_clicked(self) -> None:
        self.step_requested.emit(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable_keys(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._enable_keys(False)  # the stage has the same ones

    def _enable_keys(self, enabled: bool) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(enabled)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._scale()
        super().changeEvent(event)

    def _scale(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(_LARGER * font.pointSizeF())
        self._note.setFont(font)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._area.setFixedHeight(_LINES * self._note.fontMetrics().lineSpacing() + 2)

    def _write_place(self) -> None:
        self._where.setText(
            self.tr("{place} of {count}").format(place=self._place + 1, count=self._count) if self._count else ""
        )

    def _retranslate(self) -> None:
        self._previous.setText(self.tr("‹ Previous"))
        self._next.setText(self.tr("Next ›"))
        self._previous.setAccessibleName(self.tr("Previous page"))
        self._next.setAccessibleName(self.tr("Next page"))
        self._previous.setToolTip(self.tr("Previous page (←)"))
        self._next.setToolTip(self.tr("Next page (→)"))
        self._note.setAccessibleName(self.tr("Note"))
        self._write_place()
