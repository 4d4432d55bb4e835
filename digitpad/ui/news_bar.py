"""The foot of the window: what has just happened."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStatusBar, QStyle, QStyleOption

MARGIN = 16
"""As far from the edge as whatever stands above."""


class NewsBar(QStatusBar):
    """A status bar whose messages begin where everything else in the window does, and end before what stands right."""

    def __init__(self) -> None:
        super().__init__()
        self.messageChanged.connect(self.setAccessibleDescription)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option, painter, self)
        painter.setPen(self.palette().windowText().color())
        room = self._room()
        words = self.fontMetrics().elidedText(self.currentMessage(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _room(self) -> QRect:
        taken = self.childrenRect()
        right = taken.left() if taken.isValid() else self.width() - MARGIN
        return QRect(MARGIN, 0, right - MARGIN, self.height())
