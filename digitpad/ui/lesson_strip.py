"""The pages of a lesson as small pictures in a row."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QIcon, QImage, QKeyEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView

from digitpad.core.drawing import Drawing
from digitpad.core.ink import drawing_to_picture
from digitpad.core.lessons import Lesson, LessonPage, in_language
from digitpad.ui.languages import language_in_use

SIDE = 56
"""Of a page's picture, in pixels of the screen."""
_SHARPNESS = 2
_EDGE = QColor("#b6bac1")
_GAP = 8


class LessonPages(QAbstractListModel):
    """What the strip shows; a picture is painted when it is first seen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pages: tuple[LessonPage, ...] = ()
        self._pictures: dict[int, tuple[Drawing, QIcon]] = {}

    def set_lesson(self, lesson: Lesson) -> None:
        """Shows a lesson."""
        self.beginResetModel()
        self._pages = lesson.pages
        kept = {id(page.drawing) for page in self._pages}
        self._pictures = {key: value for key, value in self._pictures.items() if key in kept}
        self.endResetModel()

    def rewrite(self, lesson: Lesson, place: int) -> None:
        """Follows a change of one page's words."""
        self._pages = lesson.pages
        self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # as Qt has it
        return 0 if parent.isValid() else len(self._pages)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        )

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        page = self._pages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(page.drawing)
        title, note = (in_language(words, language_in_use()) for words in (page.title, page.note))
        if role == Qt.ItemDataRole.ToolTipRole:
            return title or note
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Page {number}: {words}").format(number=index.row() + 1, words=title or note)
        return None

    def _picture(self, drawing: Drawing) -> QIcon:
        if id(drawing) not in self._pictures:
            picture = picture_of(drawing, SIDE)
            icon = QIcon(picture)
            icon.addPixmap(picture, QIcon.Mode.Selected)  # without a veil over the ink
            self._pictures[id(drawing)] = drawing, icon
        return self._pictures[id(drawing)][1]


class LessonStrip(QListView):
    """Pages from left to right; drag one, or press Alt and an arrow, to give it another place.

    Signals:
        page_chosen(int): another page is current.
        move_requested(int, int): a page should go to another place.
        remove_requested(): the current page should go.
        undo_requested(): the last change of the lesson should be taken back.
        redo_requested(): and made again.
    """

    page_chosen = Signal(int)
    move_requested = Signal(int, int)
    remove_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lesson_pages")
        self._marks = False  # a page that the program makes the current one
        self.pages = LessonPages(self)
        self.setModel(self.pages)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setSpacing(2)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def place(self) -> int:
        """Of the current page; −1 for none."""
        return self.currentIndex().row()

    def show_lesson(self, lesson: Lesson, place: int) -> None:
        """Shows a lesson and marks one of its pages, and tells nobody."""
        self.pages.set_lesson(lesson)
        self.mark(place)

    def mark(self, place: int) -> None:
        """Makes a page the current one, and tells nobody."""
        self._marks = True
        self.setCurrentIndex(self.pages.index(place))
        self._marks = False

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: Any) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._marks:
            self.page_chosen.emit(current.row())

    def sizeHint(self) -> QSize:
        return QSize(4 * (SIDE + _GAP), SIDE + _GAP + self.horizontalScrollBar().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * (SIDE + _GAP), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wish(event):
            event.accept()  # these keys mean the page here, and the canvas elsewhere
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = self._wish(event)
        if wish == "remove":
            self.remove_requested.emit()
        elif wish == "undo":
            self.undo_requested.emit()
        elif wish == "redo":
            self.redo_requested.emit()
        elif wish == "earlier":
            self.move_requested.emit(self.place, self.place - 1)
        elif wish == "later":
            self.move_requested.emit(self.place, self.place + 1)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is not self or self.place < 0:
            return
        event.accept()
        self.move_requested.emit(self.place, self.place_at(event.position().x()))

    def place_at(self, x: float) -> int:
        """The place of the current page once it is dropped there."""
        middles = [self.visualRect(self.pages.index(row)).center().x() for row in range(self.pages.rowCount())]
        return sum(middle < x for row, middle in enumerate(middles) if row != self.place)

    def _wish(self, event: QKeyEvent) -> str:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Delete:
            return "remove"
        if event.matches(QKeySequence.StandardKey.Undo):
            return "undo"
        if event.matches(QKeySequence.StandardKey.Redo):
            return "redo"
        return {Qt.Key.Key_Left: "earlier", Qt.Key.Key_Right: "later"}.get(Qt.Key(key), "") if alt else ""


def picture_of(drawing: Drawing, side: int) -> QPixmap:
    """A drawing as a small picture, sharp on every screen."""
    pixels = drawing_to_picture(drawing, _SHARPNESS * side)
    height, width, _ = pixels.shape
    picture = QPixmap.fromImage(QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888))
    painter = QPainter(picture)
    painter.setPen(_EDGE)
    painter.drawRect(0, 0, width - 1, height - 1)
    painter.end()
    picture.setDevicePixelRatio(_SHARPNESS)
    return picture
