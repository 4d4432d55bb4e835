"""What did not work, said where somebody looks: at the canvas."""

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from digitpad.ui.appearance import faint

_LEAST_MS = 6000
_EDGE, _RADIUS = 3, 4


class MessageLine(QWidget):
    """One sentence with a button that takes it away; it asks for nothing and holds nobody up.

    Signals:
        needs_room(): the sentence is another one.
    """

    needs_room = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_line")
        self._shown = QElapsedTimer()
        self._text = QLabel()
        self._text.setObjectName("message_text")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # the name of a file may look like markup
        self._close = QToolButton()
        self._close.setObjectName("message_close")
        self._close.setAutoRaise(True)
        self._close.setText("×")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 4, 4)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._close)
        self.hide()
        self._retranslate()

    @property
    def text(self) -> str:
        """The sentence that is seen, or nothing."""
        return "" if self.isHidden() else self._text.text()

    def show_message(self, sentence: str, details: str = "") -> None:
        """Says a sentence; who rests the pointer on it reads the details."""
        self._text.setText(sentence)
        self._text.setToolTip(details)
        self.setAccessibleDescription(sentence)
        self._shown.start()
        self.show()
        self.raise_()
        self.needs_room.emit()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def go_when_read(self) -> None:
        """Somebody goes on working: what has been there long enough to be read is in the way."""
        if self._shown.isValid() and self._shown.elapsed() > _LEAST_MS:
            self.hide()

    def sizeHint(self) -> QSize:
        return QSize(20 * self.fontMetrics().height(), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(faint(palette, 0.3), 1))
        painter.setBrush(palette.window())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.fillRect(QRectF(0, _RADIUS, _EDGE, self.height() - 2 * _RADIUS), palette.highlight())

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Message"))
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))
