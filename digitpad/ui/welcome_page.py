"""The prepared lessons, to begin with."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from digitpad.core.errors import InputError
from digitpad.core.lessons import PREPARED, Lesson, in_language, prepared_lesson, read_lesson
from digitpad.ui.languages import language_in_use
from digitpad.ui.lesson_strip import picture_of
from digitpad.ui.lesson_tile import LessonTile

_MARGIN, _GAP = 24, 16
_PICTURE = 64
_COLUMNS = 2


class WelcomePage(QDialog):
    """What digitpad can show a class, a lesson a button.

    Args:
        window: the page's parent.

    Signals:
        lesson_chosen(str): a name of `PREPARED`.
        new_requested(): the user wants to make a lesson.
        open_requested(): the user has a lesson in a file.
    """

    lesson_chosen = Signal(str)
    new_requested = Signal()
    open_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("welcome_page")
        self._lessons = _prepared_lessons()
        self._heading, self._lead = QLabel(), QLabel()
        self._lead.setWordWrap(True)
        font = QFont(self._heading.font())
        font.setPointSizeF(1.6 * font.pointSizeF())
        font.setWeight(QFont.Weight.DemiBold)
        self._heading.setFont(font)
        self._buttons = {name: LessonTile() for name in self._lessons}
        self._new, self._open, self._close = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self._new.clicked.connect(self._on_new_clicked)
        self._open.clicked.connect(self._on_open_clicked)
        self._close.clicked.connect(self.close)
        self._retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(_GAP)
        for place, (name, button) in enumerate(self._buttons.items()):
            button.setObjectName(f"welcome_{name}")
            pages = self._lessons[name].pages
            if pages:
                button.setIcon(QIcon(picture_of(pages[-1].drawing, _PICTURE)))
            button.setIconSize(QSize(_PICTURE, _PICTURE))
            button.clicked.connect(self._on_lesson_clicked)
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.setSpacing(_GAP)
        for name, below in (("new", self._new), ("open", self._open), ("close", self._close)):
            below.setObjectName(f"welcome_{name}")
            if below is self._close:
                foot.addStretch(1)
            foot.addWidget(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_GAP)
        layout.addWidget(self._heading)
        layout.addWidget(self._lead)
        layout.addSpacing(_GAP)
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addSpacing(_GAP)
        layout.addLayout(foot)
        self.resize(900, 480)

    def _on_lesson_clicked(self) -> None:
        chosen = self.sender()
        for name, button in self._buttons.items():
            if button is chosen:
                self.close()
                self.lesson_chosen.emit(name)

    def _on_new_clicked(self) -> None:
        self.close()
        self.new_requested.emit()

    def _on_open_clicked(self) -> None:
        self.close()
        self.open_requested.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Lessons"))
        self._heading.setText(self.tr("See how a machine reads"))
        self._lead.setText(
            self.tr("Six short lessons. Each opens below the canvas, page by page; “Present” shows it to a class.")
        )
        self._new.setText(self.tr("A lesson of my own"))
        self._open.setText(self.tr("Open a lesson…"))
        self._close.setText(self.tr("Close"))
        language = language_in_use()
        for name, button in self._buttons.items():
            title, about = (in_language(words, language) for words in self._lessons[name][:2])
            button.setText(title)
            button.setDescription(about)
            button.setAccessibleName(title)
            button.setAccessibleDescription(about)


def _prepared_lessons() -> dict[str, Lesson]:
    """Those that can be read: with a damaged one the others still open."""
    lessons = {}
    for name in PREPARED:
        try:
            lessons[name] = read_lesson(prepared_lesson(name))
        except InputError:
            continue
    return lessons
