"""All models on the same drawing."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from digitpad.core.compare import ModelReading, dissenters, read_by_all
from digitpad.core.model_store import ModelCard, list_models
from digitpad.ui.answer_label import AnswerLabel
from digitpad.ui.probability_bars import ProbabilityBar
from digitpad.ui.reason_tab import ReasonTab
from digitpad.ui.subject import Subject
from digitpad.ui.texts import error_text, model_title
from digitpad.ui.whole_scroll import ColumnScroll

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.workers.explain_thread import Classifiers, Question

_GAP = 8
_LEAST_SPACING = 12
_SHOWN = 3
_DIGIT_SIZE = 2.6
"""Of the letters beside it."""
_MOST_LETTERS = 34
"""Of a name and its note; longer ones do not keep the letters small."""
_MOST_GROWTH, _STEP, _MOST_OF_VERDICT = 4.0, 0.25, 1.5
"""Of the letters, where there is room: the last row of a class reads them too."""


class _Answer(NamedTuple):
    model: "ModelCard | DigitClassifier"
    """The one in use."""
    readings: list[ModelReading]


class CompareTab(ReasonTab):
    """A row for each model: its digit, its three likeliest ones, how long it took and how large it is."""

    def __init__(self) -> None:
        super().__init__("models")
        self._answer: _Answer | None = None
        self._verdict = QLabel()
        self._verdict.setObjectName("compare_verdict")
        self._verdict.setWordWrap(True)
        self._verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._rows: list[_ModelRow] = []
        rows = QWidget()
        self._layout = QVBoxLayout(rows)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_LEAST_SPACING)
        self._layout.addStretch(1)
        self._area = ColumnScroll(rows)
        self._area.resized.connect(self._fill_room)
        self.content.addWidget(self._verdict)
        self.content.addWidget(self._area, 1)
        self.retranslate()

    def question(self, subject: Subject) -> "Question":
        return partial(_compute, subject)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fill_room()  # the letters have become larger, or the sentence above the rows longer
        return super().event(event)

    def show_answer(self, answer: _Answer) -> None:
        self._answer = answer
        while len(self._rows) < len(answer.readings):
            self._rows.append(_ModelRow())
            self._layout.insertWidget(len(self._rows) - 1, self._rows[-1])
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(answer.readings))
        self._show()

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("Every model on this drawing"),
            self.tr("All receive the same 28×28 pixels. Each row shows a model's three likeliest digits."),
            self.tr("Draw a digit, and see what every model makes of it."),
        )
        self._reserve_lines()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._reserve_lines()
            self._fill_room()

    def _reserve_lines(self) -> None:
        """So that the rows stay where they are when the first model disagrees."""
        line = self._verdict.fontMetrics().size(Qt.TextFlag.TextSingleLine, self._title_label.text()).height()
        self._verdict.setMinimumHeight(2 * line)

    def _show(self) -> None:
        if self._answer is None:
            return
        in_use, readings = self._answer
        reference = next(reading for reading in readings if reading.model is in_use or reading.model == in_use)
        others = [] if reference.digit is None else dissenters(readings, reference.digit)
        for row, reading in zip(self._rows, readings, strict=False):
            is_unsure = reading.digit is None and reading.error is None
            disagrees = reading in others and not is_unsure
            note = ""
            if reading is reference:
                note = self.tr("in use")
            elif is_unsure:
                note = self.tr("not sure")
            elif disagrees:
                note = self.tr("disagrees")
            row.show_reading(reading, self._title(reading.model), note, disagrees)
        self._verdict.setText(self._verdict_text(reference, readings))

    def _fill_room(self) -> None:
        """All three bars of each model, in letters that fill the tab; where even small ones do not fit, fewer bars."""
        rows = [row for row in self._rows if not row.isHidden()]
        if not rows or self._pages.currentIndex() == 0:
            return
        growth = self._growth(len(rows))
        self._verdict.setFont(_larger(self.font(), min(growth, _MOST_OF_VERDICT)))
        self._reserve_lines()
        room, font = self._area.height() / len(rows) - _LEAST_SPACING, _larger(self.font(), growth)
        for row in rows:
            row.setFont(font)
            row.show_bars(next((bars for bars in range(_SHOWN, 1, -1) if row.height_of(bars) <= room), 1))
        spare = room - max(row.height_of(_SHOWN) for row in rows)
        self._layout.setSpacing(_LEAST_SPACING + round(min(max(spare, 0), 3 * _GAP * growth)))

    def _growth(self, rows: int) -> float:
        """How much larger than usual the letters can be."""
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetricsF(bold)
        # As if all disagreed: no letter changes its size because somebody does.
        widest = max(metrics.horizontalAdvance(_noted(row.model_title, self.tr("disagrees"))) for row in self._rows)
        widest = min(widest, _MOST_LETTERS * metrics.horizontalAdvance("0"))
        width = widest + _DIGIT_SIZE * 2 * metrics.horizontalAdvance("0")
        room = self._area.height() / rows - _LEAST_SPACING
        height = (2 + _SHOWN) * metrics.height() + _SHOWN * _GAP
        growth = min((self._area.width() - 3 * _GAP) / width, room / height, _MOST_GROWTH)
        return max(1.0, int(growth / _STEP) * _STEP)

    def _verdict_text(self, reference: ModelReading, readings: list[ModelReading]) -> str:
        if reference.error is not None:
            return error_text(reference.error)
        others = [reading for reading in readings if reading.error is None and reading.digit != reference.digit]
        named = ", ".join(f"{self._title(reading.model)}: {self._said(reading)}" for reading in others)
        if reference.digit is None:
            if not others:
                return self.tr("No model is sure.")
            return self.tr("The model in use is not sure. {others}.").format(others=named)
        if not others:
            return self.tr("All models say {digit}.").format(digit=reference.digit)
        return self.tr("The model in use says {digit}; others don't: {others}.").format(
            digit=reference.digit, others=named
        )

    def _said(self, reading: ModelReading) -> str:
        return self.tr("not sure") if reading.digit is None else str(reading.digit)

    def _title(self, model: "ModelCard | DigitClassifier") -> str:
        return model_title(model.name, model.title) if isinstance(model, ModelCard) else self.tr("Own classifier")


class _ModelRow(QWidget):
    """What one model says."""

    def __init__(self) -> None:
        super().__init__()
        self.model_title = self._note = ""
        self._digit, self._title, self._details = AnswerLabel(), QLabel(), QLabel()
        self._digit.setObjectName("compare_digit")
        self._title.setObjectName("compare_title")
        self._details.setObjectName("compare_details")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # a name can be long
        self._scale_digit()
        self._fails = False
        self._shown = _SHOWN
        self._details.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._bars = [ProbabilityBar(rank) for rank in range(_SHOWN)]
        self._layout = layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * _GAP)
        layout.setVerticalSpacing(0)
        layout.addWidget(self._digit, 0, 0, 2 + _SHOWN, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._title, 0, 1)
        for rank, bar in enumerate(self._bars):
            bar.setObjectName(f"compare_{rank}")  # the window's own bars are found by theirs
            layout.addWidget(bar, 1 + rank, 1)
        layout.addWidget(self._details, 1 + _SHOWN, 1)
        layout.setColumnStretch(1, 1)

    def show_reading(self, reading: ModelReading, title: str, note: str, disagrees: bool) -> None:
        """Shows a reading under a model's title, and a note beside that."""
        self.model_title, self._note = title, note
        font = QFont()  # bold or not, and for the rest as large as the tab's
        font.setBold(disagrees)
        self._title.setFont(font)
        self._write_title()
        self._digit.show_digit(reading.digit, doubts=reading.error is None)
        self._fails = reading.error is not None
        self.show_bars(self._shown)
        ranked = reading.probabilities.argsort()[::-1][:_SHOWN].tolist()
        for bar, digit in zip(self._bars, ranked, strict=True):
            bar.set_digit(digit)
            bar.show_probability(float(reading.probabilities[digit]), digit == reading.digit)
        self._details.setText(self._details_text(reading))
        self._digit.setAccessibleName(_noted(title, note))

    def show_bars(self, count: int) -> None:
        """Shows the likeliest digits, that many."""
        self._shown = count
        for rank, bar in enumerate(self._bars):
            bar.setVisible(rank < count and not self._fails)

    def height_of(self, bars: int) -> int:
        """How high the row is with that many bars."""
        letters = self._title.sizeHint().height() + self._details.sizeHint().height()
        return letters + bars * self._bars[0].minimumSizeHint().height() + (bars + 1) * self._layout.verticalSpacing()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._scale_digit()
            self._write_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write_title()

    def _write_title(self) -> None:
        """A name that is too long ends in dots, and its note stays."""
        metrics, whole = self._title.fontMetrics(), _noted(self.model_title, self._note)
        room = self.width() - self._digit.width() - self._layout.horizontalSpacing()
        name = self.model_title
        if metrics.horizontalAdvance(whole) > room:
            beside = metrics.horizontalAdvance(whole) - metrics.horizontalAdvance(name)
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room - beside)
        self._title.setText(_noted(name, self._note))
        self._title.setToolTip(whole if name != self.model_title else "")

    def _scale_digit(self) -> None:
        font = _larger(self.font(), _DIGIT_SIZE)
        font.setWeight(QFont.Weight.DemiBold)
        self._digit.setFont(font)
        self._digit.setFixedWidth(2 * self._digit.fontMetrics().horizontalAdvance("0"))

    def _details_text(self, reading: ModelReading) -> str:
        if reading.error is not None:
            return error_text(reading.error)
        time = self.tr("{milliseconds} ms").format(milliseconds=f"{reading.milliseconds:.2f}")
        if not isinstance(reading.model, ModelCard):
            return time
        count = self.tr("{count} weights").format(count=f"{reading.model.parameters:,}")
        return f"{count} · {time}"


def _larger(font: QFont, growth: float) -> QFont:
    larger = QFont(font)
    larger.setPointSizeF(growth * font.pointSizeF())
    return larger


def _noted(title: str, note: str) -> str:
    return f"{title} · {note}" if note else title


def _compute(subject: Subject, classifiers: "Classifiers", should_stop: Callable[[], bool]) -> _Answer | None:
    models: list[ModelCard | DigitClassifier] = [*list_models()[0]]
    if not any(model is subject.model or model == subject.model for model in models):
        models.append(subject.model)
    readings = read_by_all(models, classifiers.of, subject.prediction.input_image, should_stop)
    return None if readings is None else _Answer(subject.model, readings)
