"""Buttons that stay pressed: what is chosen or on has the accent colour."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QToolButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle

_RADIUS = 2.5


class ChoiceButton(QPushButton):
    """As large as any other button, chosen or not; a style sheet would keep its colours when the window's change."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked():
            from PySide6.QtWidgets import QStyle, QStyleOptionButton  # here: the window starts without them

            _paint_chosen(self, QStyleOptionButton(), QStyle.ControlElement.CE_PushButtonLabel)
        else:
            super().paintEvent(event)


class ChoiceToolButton(QToolButton):
    """The same for a bar and where there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked():
            from PySide6.QtWidgets import QStyle, QStyleOptionToolButton  # as above

            _paint_chosen(self, QStyleOptionToolButton(), QStyle.ControlElement.CE_ToolButtonLabel)
        else:
            super().paintEvent(event)


def _paint_chosen(button: ChoiceButton | ChoiceToolButton, option: Any, label: "QStyle.ControlElement") -> None:
    # The style would paint the accent paler than it is, and no text could be read on it; in a dark look it paints a
    # button that is on like one that is off.
    from PySide6.QtWidgets import QStyle, QStyleOptionFocusRect, QStylePainter  # as above

    button.initStyleOption(option)
    painter = QStylePainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(button.palette().highlight())
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    if button.hasFocus():
        focus = QStyleOptionFocusRect()
        focus.initFrom(button)
        focus.rect = button.rect().adjusted(2, 2, -2, -2)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, focus)
    option.palette = _on_accent(button)
    painter.drawControl(label, option)


def _on_accent(button: QPushButton | QToolButton) -> QPalette:
    colours = QPalette(button.palette())
    colours.setColor(QPalette.ColorRole.ButtonText, colours.highlightedText().color())
    return colours
