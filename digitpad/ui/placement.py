"""Where a window opens beside what should stay visible."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

_GAP = 8


def open_beside(dialog: QWidget, kept: list[QWidget]) -> None:
    """Places a dialog that was not shown yet beside what should not be covered.

    Args:
        dialog: as large as it would like to be; it becomes narrower where that helps.
        kept: what should stay visible: all of it, or else the last ones, or else as much as can be.
    """
    screen = dialog.screen().availableGeometry()
    rects = [QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size()) for widget in kept]
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    dialog.setGeometry(place_beside(screen, rects, dialog.size(), least))


class StaysOnScreen(QObject):
    """Moves a window back that has grown over the edge of the screen, because there is more in it now.

    Args:
        window: one with a layout.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._has_grown = False
        window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if isinstance(window, QWidget) and isinstance(event, QResizeEvent):
            self._has_grown = self._has_grown or _had_to_grow(window, event)
        elif isinstance(window, QWidget) and event.type() == QEvent.Type.LayoutRequest and self._has_grown:
            self._has_grown = False  # and has its new place now, which a move in the midst of it would not change
            _move_inside(window)
        return super().eventFilter(window, event)


def grow_on_screen(window: QWidget, least: QSize) -> None:
    """Makes a window at least so large, but no larger than its screen, and moves it back where it leaves that."""
    window.resize(window.size().expandedTo(least.boundedTo(window.screen().availableSize())))
    _move_inside(window)


def _move_inside(window: QWidget) -> None:
    window.move(moved_inside(window.screen().availableGeometry(), window.frameGeometry()).topLeft())


def _had_to_grow(window: QWidget, event: QResizeEvent) -> bool:
    """Because its least size did: who pulls at its edge stays free to place it anywhere."""
    size, before, least = event.size(), event.oldSize(), window.minimumSize()
    wider = before.width() < size.width() == least.width()
    return wider or before.height() < size.height() == least.height()


def moved_inside(screen: QRect, frame: QRect) -> QRect:
    """A window's frame, moved as little as can be to lie within a screen; where it is too large its top left does."""
    left = max(screen.left(), min(frame.left(), screen.right() - frame.width() + 1))
    top = max(screen.top(), min(frame.top(), screen.bottom() - frame.height() + 1))
    return QRect(QPoint(left, top), frame.size())


def place_beside(screen: QRect, kept: list[QRect], wanted: QSize, least: QSize) -> QRect:
    """The place of a dialog within a screen: right of the first of `kept` that leaves room for its least size.

    Where none does it stands at the right edge of the screen, in its least size.
    """
    height = min(wanted.height(), screen.height())
    left = screen.right() + 1 - min(least.width(), screen.width())
    for rect in kept:
        if rect.right() + 1 + _GAP <= left:
            left = rect.right() + 1 + _GAP
            break
    width = min(wanted.width(), screen.right() + 1 - left)
    top = min(max(kept[0].top(), screen.top()), screen.bottom() + 1 - height)
    return QRect(left, top, width, height)
