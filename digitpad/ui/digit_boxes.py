"""Where the digits of a number stand: boxes over the canvas."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from digitpad.core.classifier import DigitBox, Prediction

_MARGIN = 3.0  # screen pixels between ink and line
_LINE_WIDTH, _MARKED_WIDTH = 1.5, 3.0
_RADIUS = 4.0


class DigitBoxes(QWidget):
    """A thin box around each of several digits, and the digit beside it; one digit has none.

    Lies over the canvas, as large as it, and lets the mouse through; a right click, with which nobody draws, chooses
    a digit.

    Args:
        canvas: what the digits are drawn on.
        side: of the canvas, in the units of the digits' boxes.

    Signals:
        digit_chosen(int): the place of the digit that was clicked.
    """

    digit_chosen = Signal(int)

    def __init__(self, canvas: QWidget, side: float) -> None:
        super().__init__(canvas)
        self.setObjectName("digit_boxes")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._side = side
        self._digits: tuple[DigitBox, ...] = ()
        self._marked: int | None = None
        self._retranslate()
        self.hide()
        canvas.installEventFilter(self)

    def show_prediction(self, prediction: Prediction) -> None:
        """Shows the digits of a prediction of several, none otherwise."""
        self._digits = prediction.digits if prediction.status == "several" else ()
        self.setAccessibleDescription(prediction.text if self._digits else "")
        self.setVisible(bool(self._digits))
        self.update()

    def mark(self, place: int | None) -> None:
        """Shows which digit the tabs are about."""
        self._marked = place
        self.update()

    def digit_rect(self, place: int) -> QRectF:
        """Where the box of a digit is painted."""
        scale = self.width() / self._side
        x, y, width, height = (scale * length for length in self._digits[place].box)
        around = QRectF(x, y, width, height).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        return around.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self._on_canvas_pressed(event)
        return super().eventFilter(watched, event)

    def _on_canvas_pressed(self, event: QMouseEvent) -> None:
        """Chooses the smallest box there, where boxes overlap."""
        areas = {place: self.digit_rect(place) for place in range(len(self._digits))}
        hit = [place for place, area in areas.items() if area.contains(event.position())]
        if hit and event.button() == Qt.MouseButton.RightButton:
            self.digit_chosen.emit(min(hit, key=lambda place: areas[place].width() * areas[place].height()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        for place, digit in enumerate(self._digits):
            around = self.digit_rect(place)
            sure = digit.digit is not None
            width = _MARKED_WIDTH if place == self._marked else _LINE_WIDTH
            painter.setPen(QPen(accent, width, Qt.PenStyle.SolidLine if sure else Qt.PenStyle.DashLine))
            painter.drawRoundedRect(around, _RADIUS, _RADIUS)
            word = str(digit.digit) if sure else "?"
            above = around.top() - metrics.descent() - _MARGIN
            if above < metrics.ascent():
                above = around.bottom() + metrics.ascent() + _MARGIN
            painter.drawText(QPointF(around.center().x() - metrics.horizontalAdvance(word) / 2, above), word)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Boxes around the digits"))
