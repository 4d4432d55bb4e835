"""Where a window opens beside what should stay visible."""

from PySide6.QtCore import QPoint, QRect, QSize
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
    dialog.setGeometry(place_beside(screen, rects, dialog.size(), dialog.minimumSizeHint()))


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
