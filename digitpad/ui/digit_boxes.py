"""Where the digits of a number stand: boxes over the canvas."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from digitpad.core.classifier import DigitBox, Prediction

_MARGIN = 3.0  # screen pixels between ink and line
_LINE_WIDTH, _MARKED_WIDTH, _HALO = 1.5, 3.0, 3.0
_RADIUS = 4.0
_PAPER, _ACCENT, _MARKED = QColor("#ffffff"), QColor("#2272b8"), QColor(34, 114, 184, 26)
"""Of what lies on the canvas, which is paper in every look, or a photograph: the lines have an edge of paper."""


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
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        boxes = [(self.digit_rect(place), place == self._marked) for place in range(len(self._digits))]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for around, is_marked in boxes:  # all of them first: else they would wipe out the lines of the box beside
            painter.setPen(QPen(_PAPER, _line_width(is_marked) + _HALO))
            painter.drawRoundedRect(around, _RADIUS, _RADIUS)
        for digit, (around, is_marked) in zip(self._digits, boxes, strict=True):
            sure = digit.digit is not None
            painter.setBrush(_MARKED if is_marked else Qt.BrushStyle.NoBrush)
            line = Qt.PenStyle.SolidLine if sure else Qt.PenStyle.DashLine
            painter.setPen(QPen(_ACCENT, _line_width(is_marked), line))
            painter.drawRoundedRect(around, _RADIUS, _RADIUS)
            self._write(painter, around, str(digit.digit) if sure else "?")

    def _write(self, painter: QPainter, around: QRectF, word: str) -> None:
        """Above the box or, where there is no room, below it."""
        metrics = painter.fontMetrics()
        place = QRectF(0, 0, metrics.horizontalAdvance(word) + 10, metrics.height() + 1)
        place.moveCenter(QPointF(around.center().x(), around.top() - _MARGIN - place.height() / 2))
        if place.top() < 0:
            place.moveTop(around.bottom() + _MARGIN)
        painter.setPen(QPen(_PAPER, 1))
        painter.setBrush(_ACCENT)
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Boxes around the digits"))


def _line_width(is_marked: bool) -> float:
    return _MARKED_WIDTH if is_marked else _LINE_WIDTH
