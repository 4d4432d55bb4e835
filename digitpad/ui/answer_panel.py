"""The answer: the digit, how sure it is, ten bars, and what the model sees."""

import math

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from digitpad.core.classifier import DigitBox, Prediction
from digitpad.ui.answer_label import AnswerLabel
from digitpad.ui.label_row import LabelRow
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.probability_bars import ProbabilityBars
from digitpad.ui.texts import certainty_text

_USUAL_WIDTH, _USUAL_HEIGHT = 16, 43
"""In lines of the window's letters."""
_LEAST_DIGIT, _MOST_DIGIT, _MOST_DIGIT_ALONE = 3.2, 4.5, 6.0
"""Of the letters' size; the last one where the input image stands elsewhere."""
_OTHER_LINES, _INPUT_LINES = 19.0, 15.0
"""What else stands in the panel, in lines."""


class AnswerPanel(QWidget):
    """Shows one prediction; never hides.

    Signals:
        digit_chosen(int): which of several digits is meant, −1 for none.
    """

    digit_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prediction: Prediction | None = None
        self._factor = 1.0  # of the letters
        self._digit = AnswerLabel(self)
        self._digit.setObjectName("predicted_digit")
        self._text = _label("recognized_text", self)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # its letters fit the panel
        self._hint = _label("hint", self)
        self._hint.setWordWrap(True)
        self.labels = LabelRow(self)
        """What the drawing should have been; seen where one digit was read or refused."""
        self._whose_bars = _label("whose_bars", self)
        self._whose_bars.setWordWrap(True)
        self._bars = ProbabilityBars(self)
        self._input_title = QLabel()
        self._input_title.setObjectName("input_title")
        self._input = PixelView("ink")
        self._input.setObjectName("input_image")
        self._input.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._input.set_pictures(np.zeros((1, 28, 28), np.float32))

        self._answer = QStackedLayout()  # one digit, or in its place the number
        self._answer.addWidget(self._digit)
        self._answer.addWidget(self._text)
        self._below_hint = QStackedLayout()  # of several digits none can be labelled, but one is explained
        self._below_hint.addWidget(self._whose_bars)
        self._below_hint.addWidget(self.labels)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._answer)
        layout.addWidget(self._hint)
        layout.addLayout(self._below_hint)
        layout.addSpacing(8)
        layout.addWidget(self._bars)
        layout.addSpacing(12)
        self.input_part = QWidget(self)
        """What the model sees: below the bars, or where there is more room for it."""
        part = QVBoxLayout(self.input_part)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(4)
        part.addWidget(self._input_title)
        part.addWidget(self._input, 1)
        layout.addWidget(self.input_part, 1)
        self._input.picture_enlarged.connect(self._on_picture_enlarged)
        self._scale_fonts()
        self._retranslate()

    def show_prediction(self, prediction: Prediction) -> None:
        """Shows a prediction in all its parts."""
        self._prediction = prediction
        digit, several = prediction.digit, prediction.status == "several"
        self._digit.show_digit(digit, doubts=prediction.status == "unsure")
        if prediction.text != self._text.text():
            self._text.setText(prediction.text)
            self._scale_text()
        self._answer.setCurrentWidget(self._text if several else self._digit)
        images = [box.input_image for box in prediction.digits] if several else [prediction.input_image]
        names = [_digit_text(box.digit) for box in prediction.digits] if several else None
        self._input.set_pictures(np.stack(images), names=names)
        self._show_bars(self._input.enlarged)
        is_one = prediction.status in ("digit", "unsure")
        self._below_hint.setCurrentWidget(self.labels if is_one else self._whose_bars)
        self._show_hint()
        self._describe_input()

    @property
    def chosen_digit(self) -> int:
        """Which of several digits is meant; −1 where none was chosen."""
        return self._input.enlarged

    def choose_digit(self, place: int) -> None:
        """Chooses one of several digits, as a click on its picture does."""
        self._input.enlarge(place)

    def set_input_apart(self, place: QWidget | None) -> None:
        """Gives what the model sees away to another widget; None takes it back below the bars."""
        parent = self if place is None else place
        if self.input_part.parentWidget() is not parent:
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.removeWidget(self.input_part)
            self.input_part.setParent(parent)
            layout.setStretchFactor(self._answer, 0 if place is None else 1)  # else the buttons would take the room
            if place is None:
                layout.addWidget(self.input_part, 1)
            self.input_part.show()
            self._scale_fonts()

    def _on_picture_enlarged(self, place: int) -> None:
        self._show_bars(place)
        self._describe_input()
        self.digit_chosen.emit(place)

    def _show_bars(self, place: int) -> None:
        """Shows the probabilities of the one digit, or of that one of several which is explained."""
        if self._prediction is None:
            return
        shown: Prediction | DigitBox = self._prediction
        if self._prediction.status == "several":
            from digitpad.core.reading import least_sure  # here: one digit alone does not need it

            explained = place if place >= 0 else least_sure(self._prediction)
            shown = self._prediction.digits[explained]
            self._whose_bars.setText(self._whose_text(explained, shown, is_chosen=place >= 0))
            self._whose_bars.setToolTip(self._looks_tip() if shown.looks > 1 else "")
            self._input.point_at(explained)
        else:
            self._whose_bars.clear()
            self._whose_bars.setToolTip("")
            self._input.point_at(-1)
        self._bars.show_probabilities(shown.probabilities.tolist(), sure=shown.digit is not None)

    def _whose_text(self, place: int, box: DigitBox, is_chosen: bool) -> str:
        if box.digit is None:
            words = self.tr("The bars are those of digit {place}.")
            least = self.tr("The bars are those of digit {place}, the least sure.")
        else:
            words = self.tr("The bars are those of the {digit}.")
            least = self.tr("The bars are those of the {digit}, the least sure.")
        text = (words if is_chosen else least).format(place=place + 1, digit=box.digit)
        if box.looks > 1:
            text += " " + self.tr("Mean of {count} looks.").format(count=box.looks)
        return text

    def _looks_tip(self) -> str:
        return self.tr(
            "Of several digits, one that is not sure is looked at again, a little turned and stretched. "
            "The tabs explain the first look."
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._scale_fonts()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(math.ceil(hint.width() / self._factor), math.ceil(hint.height() / self._factor))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scale_fonts()
        super().resizeEvent(event)

    def _scale_fonts(self) -> None:
        # For the last row of a class room: letters grow with the panel.
        line = self.fontMetrics().height()
        lines = self.height() / line
        self._factor = factor = max(1.0, min(self.width() / line / _USUAL_WIDTH, lines / _USUAL_HEIGHT, 2.5))
        is_alone = self.input_part.parentWidget() is not self
        most = _MOST_DIGIT_ALONE if is_alone else _MOST_DIGIT
        room = lines - _OTHER_LINES - (0 if is_alone else _INPUT_LINES)
        digit = min(max(0.8 * room, _LEAST_DIGIT), most)
        for widget, size, weight in (
            (self._digit, digit, QFont.Weight.DemiBold),
            (self._hint, 1.15, QFont.Weight.Normal),
            (self.labels, 1.0, QFont.Weight.Normal),
            (self._whose_bars, 1.0, QFont.Weight.Normal),
            (self._bars, 1.0, QFont.Weight.Normal),
            (self._input_title, 1.0, QFont.Weight.Normal),
        ):
            font = QFont(self.font())
            font.setPointSizeF(font.pointSizeF() * size * factor)
            font.setWeight(weight)
            widget.setFont(font)
        self.labels.set_room(self.width())
        self._scale_text()

    def _scale_text(self) -> None:
        """As large as one digit, or as fits."""
        font = QFont(self._digit.font())
        needed = QFontMetricsF(font).horizontalAdvance(self._text.text())
        if needed > self.width():
            font.setPointSizeF(max(font.pointSizeF() * self.width() / needed, self.font().pointSizeF()))
        self._text.setFont(font)

    def _describe_input(self) -> None:
        if self._prediction is not None and self._prediction.status == "several":
            is_chosen = self._input.enlarged >= 0
            title = (
                self.tr("What the model sees: click for all")
                if is_chosen
                else self.tr("What the model sees: choose one")
            )
            self._input_title.setText(title)
            return  # the view itself tells how many pictures there are
        self._input_title.setText(self.tr("What the model sees"))
        inked = 0 if self._prediction is None else int((self._prediction.input_image > 0).sum())
        self._input.setAccessibleDescription(self.tr("{count} of 784 pixels have ink").format(count=inked))

    def _show_hint(self) -> None:
        prediction = self._prediction
        if prediction is None or prediction.status == "blank":
            self._hint.setText(self.tr("Draw a digit"))
        elif prediction.status == "unsure":
            self._hint.setText(self.tr("Not sure this is a digit"))
        elif prediction.status == "several":
            sure = all(box.digit is not None for box in prediction.digits)
            text = self.tr("{count} digits") if sure else self.tr("{count} digits, not sure of each")
            self._hint.setText(text.format(count=len(prediction.digits)))
        else:
            self._hint.setText(certainty_text(float(prediction.probabilities.max())))

    def _retranslate(self) -> None:
        self._digit.setAccessibleName(self.tr("Digit that was read"))
        self._text.setAccessibleName(self.tr("Number that was read"))
        self._hint.setAccessibleName(self.tr("How sure it is"))
        self._hint.setToolTip(
            self.tr("Almost certainly: 99 % and more. Very likely: 90 %. Probably: 70 %. Perhaps: less.")
        )
        self._input.set_name(self.tr("What the model sees: 28×28 pixels"))
        self._describe_input()
        self._show_bars(self._input.enlarged)
        self._show_hint()


def _digit_text(digit: int | None) -> str:
    return "?" if digit is None else str(digit)


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    return label
