"""One of several buttons, the chosen one in the accent colour."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStyleOptionFocusRect, QStylePainter

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
        # The style would paint the accent paler than it is, and no text could be read on it.
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().highlight())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.ButtonText, colours.highlightedText().color())
        option.palette = colours
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        if self.hasFocus():
            focus = QStyleOptionFocusRect()
            focus.initFrom(self)
            focus.rect = self.rect().adjusted(2, 2, -2, -2)
            painter.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, focus)
