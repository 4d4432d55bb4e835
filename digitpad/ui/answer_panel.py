"""The answer: the digit, how sure it is, ten bars, and what the model sees."""

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from digitpad.core.classifier import Prediction
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.probability_bars import ProbabilityBars
from digitpad.ui.texts import certainty_text

NO_DIGIT = "–"
_USUAL_WIDTH, _USUAL_HEIGHT = 224, 600


class AnswerPanel(QWidget):
    """Shows one prediction; never hides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prediction: Prediction | None = None
        self._digit = _label("predicted_digit", self)
        self._text = _label("recognized_text", self)
        self._text.hide()  # one digit is said by the large label already
        self._hint = _label("hint", self)
        self._hint.setWordWrap(True)
        self._bars = ProbabilityBars(self)
        self._input_title = QLabel(self)
        self._input = PixelView("ink", self)
        self._input.setObjectName("input_image")
        self._input.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._input.set_pictures(np.zeros((1, 28, 28), np.float32))

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._digit)
        layout.addWidget(self._text)
        layout.addWidget(self._hint)
        layout.addSpacing(12)
        layout.addWidget(self._bars)
        layout.addSpacing(12)
        layout.addWidget(self._input_title)
        layout.addWidget(self._input, 1)
        self._scale_fonts(1.0)
        self._retranslate()

    def show_prediction(self, prediction: Prediction) -> None:
        """Shows a prediction in all its parts."""
        self._prediction = prediction
        digit = prediction.digit
        answer = NO_DIGIT if digit is None else str(digit)
        if answer != self._digit.text():
            self._digit.setText(answer)
            self._text.setText("" if digit is None else answer)
        self._bars.show_probabilities(prediction.probabilities.tolist(), sure=digit is not None)
        self._input.set_pictures(prediction.input_image[np.newaxis])
        self._show_hint()
        self._describe_input()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # For the last row of a class room: letters grow with the panel.
        self._scale_fonts(min(max(self.width() / _USUAL_WIDTH, 1.0), self.height() / _USUAL_HEIGHT, 2.5))
        super().resizeEvent(event)

    def _scale_fonts(self, factor: float) -> None:
        factor = max(factor, 1.0)
        for widget, size, weight in (
            (self._digit, 4.5, QFont.Weight.DemiBold),
            (self._text, 1.6, QFont.Weight.Normal),
            (self._hint, 1.15, QFont.Weight.Normal),
            (self._bars, 1.0, QFont.Weight.Normal),
            (self._input_title, 1.0, QFont.Weight.Normal),
        ):
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * size * factor)
            font.setWeight(weight)
            widget.setFont(font)

    def _describe_input(self) -> None:
        inked = 0 if self._prediction is None else int((self._prediction.input_image > 0).sum())
        self._input.setAccessibleDescription(self.tr("{count} of 784 pixels have ink").format(count=inked))

    def _show_hint(self) -> None:
        prediction = self._prediction
        if prediction is None or prediction.status == "blank":
            self._hint.setText(self.tr("Draw a digit"))
        elif prediction.status == "unsure":
            self._hint.setText(self.tr("Not sure this is a digit"))
        else:
            self._hint.setText(certainty_text(float(prediction.probabilities.max())))

    def _retranslate(self) -> None:
        self._digit.setAccessibleName(self.tr("Digit that was read"))
        self._text.setAccessibleName(self.tr("Number that was read"))
        self._hint.setAccessibleName(self.tr("How sure it is"))
        self._input_title.setText(self.tr("What the model sees"))
        self._input.set_name(self.tr("What the model sees: 28×28 pixels"))
        self._describe_input()
        if self._prediction is None:
            self._digit.setText(NO_DIGIT)
        self._show_hint()


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    return label
