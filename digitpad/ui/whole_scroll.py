"""A column that may be longer than the window."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_GAP = 8


class ColumnScroll(QScrollArea):
    """Scrolls up and down; its content ends where everything around it does, or a gap before the bar that scrolls.

    Signals:
        resized(): what is seen of the content has become larger or smaller.
    """

    resized = Signal()

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # until there is something to scroll to
        self.setWidget(content)
        self._content = content
        self.verticalScrollBar().rangeChanged.connect(self._keep_away_from_bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _keep_away_from_bar(self, least: int, most: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most > least else Qt.FocusPolicy.NoFocus)
        # The content's own margin: the viewport's would resize the content while it is being resized, and Qt then lays
        # it out for the width that it no longer has.
        self._content.setContentsMargins(0, 0, _GAP if most > least else 0, 0)


class WholeScroll(ColumnScroll):
    """Asked for, it is as high as its content, so that a saved picture shows all of it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        hint = self._content.sizeHint()
        return QSize(hint.width() + self.verticalScrollBar().sizeHint().width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        width = self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, 5 * self.fontMetrics().height())
