"""Buttons that stay pressed: what is chosen or on has the accent colour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QToolButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStylePainter

_RADIUS = 2.5


class ChoiceButton(QPushButton):
    """As large as any other button, chosen or not; a style sheet would keep its colours when the window's change."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isChecked():
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter  # here: the window starts without them

        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        _paint_chosen(painter, self)
        option.palette = _on_accent(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)


class ChoiceToolButton(QToolButton):
    """The same for a bar and where there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isChecked():
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter  # as above

        painter, option = QStylePainter(self), QStyleOptionToolButton()
        self.initStyleOption(option)
        _paint_chosen(painter, self)
        option.palette = _on_accent(self)
        painter.drawControl(QStyle.ControlElement.CE_ToolButtonLabel, option)


def _paint_chosen(painter: "QStylePainter", button: QPushButton | QToolButton) -> None:
    # The style would paint the accent paler than it is, and no text could be read on it; in a dark look it paints a
    # button that is on like one that is off.
    from PySide6.QtWidgets import QStyle, QStyleOptionFocusRect  # as above

    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(button.palette().highlight())
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    if button.hasFocus():
        focus = QStyleOptionFocusRect()
        focus.initFrom(button)
        focus.rect = button.rect().adjusted(2, 2, -2, -2)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, focus)


def _on_accent(button: QPushButton | QToolButton) -> QPalette:
    colours = QPalette(button.palette())
    colours.setColor(QPalette.ColorRole.ButtonText, colours.highlightedText().color())
    return colours
