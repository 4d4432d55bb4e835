"""Ten bars: how likely each digit is."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from digitpad.core.classifier import percent_text

MAXIMUM = 1000
"""Of each bar: a probability in thousandths."""
_RADIUS = 3


class ProbabilityBars(QWidget):
    """One row a digit: the digit, a bar, the percentage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.bars = [ProbabilityBar(digit, self) for digit in range(10)]
        for bar in self.bars:
            layout.addWidget(bar)

    def show_probabilities(self, probabilities: list[float], sure: bool) -> None:
        """Shows ten probabilities; greyed when they do not amount to an answer."""
        largest = max(probabilities)
        for bar, probability in zip(self.bars, probabilities, strict=True):
            bar.show_probability(probability, sure and probability == largest)


class ProbabilityBar(QProgressBar):
    """A stock progress bar, so that screen readers know it, in a flat coat with its digit and percentage beside it."""

    def __init__(self, digit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"probability_{digit}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)  # lower where there is no room
        self.setRange(0, MAXIMUM)
        self.setValue(0)
        self._digit = digit
        self._leads = False
        self._probability = 0.0
        self._retranslate()

    def set_digit(self, digit: int) -> None:
        """Lets the bar stand for another digit."""
        if digit != self._digit:
            self._digit = digit
            self._retranslate()
            self.update()

    def show_probability(self, probability: float, leads: bool) -> None:
        """Sets the bar; the leading one is drawn in the accent colour."""
        before = self.text(), self._leads
        self._probability, self._leads = probability, leads
        value = round(MAXIMUM * probability)
        if value != self.value():
            self.setUpdatesEnabled(False)  # Qt would paint it at once, and once more with the others
            self.setValue(value)
            self.setUpdatesEnabled(True)
        if (self.text(), leads) != before:
            self.update()

    def text(self) -> str:
        """The percentage, as shown; empty where it would round to nothing."""
        # Of the probability itself: thousandths are rounded already, and rounded again would say 99 % for 98.46 %.
        return "" if self._probability < 0.005 else percent_text(self._probability)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("0") * 26, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("0") * 16, metrics.height())

    def track(self) -> QRectF:
        """Where the bar itself is painted: between its digit and the widest percentage, a letter away from that."""
        metrics = self.fontMetrics()
        letter, widest = metrics.horizontalAdvance("0"), QFontMetrics(_bold(self.font())).horizontalAdvance("> 99 %")
        height = 0.8 * metrics.height()
        return QRectF(2 * letter, (self.height() - height) / 2, self.width() - 3 * letter - widest, height)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._details(), self)
            return True
        return super().event(event)

    def _details(self) -> str:
        """The figure behind the bar, never rounded up to certainty."""
        percent = 100 * self._probability
        figure = f"{percent:.2f}" if percent < 99.99 else "> 99.99"
        return self.tr("{digit}: {percent} %").format(digit=self._digit, percent=figure)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, track = self.palette(), self.track()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_see_through(palette.windowText().color(), 0.09))
        painter.drawRoundedRect(track, _RADIUS, _RADIUS)
        if self.value():
            if self._leads:
                painter.setBrush(palette.highlight())
            else:
                painter.setBrush(_see_through(palette.windowText().color(), 0.32))
            filled = QRectF(track)
            filled.setWidth(max(2.0, track.width() * self.value() / MAXIMUM))
            painter.drawRoundedRect(filled, _RADIUS, _RADIUS)
        painter.setFont(_bold(self.font()) if self._leads else self.font())
        painter.setPen(palette.windowText().color())
        painter.drawText(QRectF(0, 0, track.left(), self.height()), Qt.AlignmentFlag.AlignVCenter, str(self._digit))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(track.right(), 0, self.width() - track.right(), self.height()), right, self.text())

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Probability of {digit}").format(digit=self._digit))


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _see_through(ink: QColor, share: float) -> QColor:
    """An ink that lets the ground through, whatever that is."""
    return QColor(ink.red(), ink.green(), ink.blue(), round(255 * share))
