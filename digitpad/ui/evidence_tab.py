"""Which pixels spoke for a digit, and which against."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel

from digitpad.core.classifier import percent_text
from digitpad.core.explain import Evidence, contrast, cross_entropy, evidence
from digitpad.core.model_store import ModelCard, find_model
from digitpad.ui.evidence_view import EvidenceView
from digitpad.ui.reason_tab import ReasonTab
from digitpad.ui.shortened_box import ShortenedBox
from digitpad.ui.subject import Subject
from digitpad.ui.texts import model_title, verdict_text

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.workers.explain_thread import Classifiers, Question

_GAP = 16
_LEAST_LETTERS = 4
_MOST_LIKELY, _NOTHING, _NEXT = -1, -1, -2  # what is chosen beside the ten digits


class _Answer(NamedTuple):
    subject: Subject
    own: Evidence
    softmax: Evidence | None
    """Beside that of another model."""


class EvidenceTab(ReasonTab):
    """Ink for and against any digit: exact for the softmax model, and for others what covering it changes."""

    def __init__(self) -> None:
        super().__init__("evidence")
        self._answer: _Answer | None = None
        self._for_label, self._rather_label, self._loss = QLabel(), QLabel(), QLabel()
        self._loss.setWordWrap(True)
        self._loss.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._loss.setObjectName("evidence_loss")
        place = self._loss.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # else the pictures would shrink when the drawing is labelled
        self._loss.setSizePolicy(place)
        self._loss.hide()
        self._digit, self._other = ShortenedBox(), ShortenedBox()
        self._digit.setObjectName("evidence_digit")
        self._other.setObjectName("evidence_other")
        self._own, self._softmax = EvidenceView("evidence_own"), EvidenceView("evidence_softmax")
        for chooser, others in ((self._digit, [_MOST_LIKELY]), (self._other, [_NOTHING, _NEXT])):
            for choice in [*others, *range(10)]:
                chooser.addItem(str(choice), choice)
            chooser.setMinimumContentsLength(_LEAST_LETTERS)
            chooser.currentIndexChanged.connect(self._show)
        choosers = QHBoxLayout()
        choosers.setSpacing(_GAP // 2)
        choosers.addWidget(self._for_label)
        choosers.addWidget(self._digit, 1)
        choosers.addWidget(self._rather_label)
        choosers.addWidget(self._other, 1)
        self.at_the_desk += [self._for_label, self._digit, self._rather_label, self._other]
        self.content.addLayout(choosers)
        self.content.addWidget(self._own, 1)
        self.content.addWidget(self._softmax, 1)
        self.content.addWidget(self._loss)
        self.retranslate()

    def question(self, subject: Subject) -> "Question":
        return partial(_compute, subject)

    def show_answer(self, answer: _Answer) -> None:
        self._answer = answer
        self._show()

    def retranslate(self) -> None:
        super().retranslate()
        self._for_label.setText(self.tr("Why"))
        self._rather_label.setText(self.tr("and not"))
        self._digit.setAccessibleName(self.tr("Evidence for which digit"))
        self._digit.setToolTip(self.tr("The digit that the ink speaks for or against"))
        self._other.setAccessibleName(self.tr("Rather than which digit"))
        self._other.setToolTip(
            self.tr("Another digit to set it against: then red ink speaks for the first, blue ink for the second")
        )
        self._loss.setToolTip(
            self.tr(
                "What training makes as small as it can: the negative logarithm of the right digit's probability, 0 "
                "where that is certain, and the larger the less likely it is"
            )
        )
        with QSignalBlocker(self._digit), QSignalBlocker(self._other):
            self._digit.setItemText(0, self.tr("the likeliest"))
            self._other.setItemText(0, "–")
            self._other.setItemText(1, self.tr("the next likeliest"))
        self._keep_place_of_loss()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._keep_place_of_loss()
        super().changeEvent(event)

    def _show(self) -> None:
        if self._answer is None:
            self._set_words(self.tr("Evidence"), "")
            return
        subject, own, softmax = self._answer
        digit, other = self._chosen(own.scores)
        title = self._title(subject, digit, other)
        self._set_words(title, self._sentence(own, digit))
        image = subject.prediction.input_image
        self._own.show_contrast(contrast(own, digit, other), image, self._model_title(subject.model), title)
        self._own.set_alone(softmax is None)
        self._softmax.set_alone(False)
        self._softmax.setVisible(softmax is not None)
        if softmax is not None:
            self._softmax.show_contrast(contrast(softmax, digit, other), image, model_title("softmax", ""), title)
        self._show_loss(subject)

    def _chosen(self, scores: np.ndarray) -> tuple[int, int | None]:
        """The digit, and the other one if there is one."""
        ranked = scores.argsort()[::-1]
        digit, other = self._digit.currentData(), self._other.currentData()
        digit = int(ranked[0]) if digit == _MOST_LIKELY else digit
        if other == _NEXT:
            other = int(next(candidate for candidate in ranked if candidate != digit))
        return digit, None if other in (_NOTHING, digit) else other

    def _title(self, subject: Subject, digit: int, other: int | None) -> str:
        is_refused = subject.prediction.digit is None and self._digit.currentData() == _MOST_LIKELY
        if other is None:
            words = (
                self.tr("Not sure; the likeliest would be {digit}") if is_refused else self.tr("Evidence for {digit}")
            )
        elif is_refused:
            words = self.tr("Not sure; {digit} rather than {other}")
        else:
            words = self.tr("Evidence for {digit} rather than {other}")
        return words.format(digit=digit, other=other)

    def _sentence(self, own: Evidence, digit: int) -> str:
        if own.bias is not None:
            return self.tr(
                "Ink times weight, pixel by pixel: red ink speaks for the {digit}, blue ink against it. All pixels and "
                "the bias add up to the score."
            ).format(digit=digit)
        return self.tr(
            "Red where the score of the {digit} falls when a patch of paper covers the ink, blue where it rises. Below "
            "it softmax, which adds up ink times weight."
        ).format(digit=digit)

    def _keep_place_of_loss(self) -> None:
        self._loss.setMinimumHeight(2 * self._loss.fontMetrics().lineSpacing())

    def _set_words(self, title: str, sentence: str) -> None:
        self.set_words(title, sentence, self.tr("Draw a digit, and see which ink speaks for it and which against."))

    def _model_title(self, model: "ModelCard | DigitClassifier") -> str:
        return model_title(model.name, model.title) if isinstance(model, ModelCard) else self.tr("Own classifier")

    def _show_loss(self, subject: Subject) -> None:
        label = subject.label
        self._loss.setVisible(label is not None)
        if label is None:
            return
        probabilities = subject.prediction.probabilities
        probability = float(probabilities[label])
        self._loss.setText(
            self.tr("It should be {label}, which got {percent}: cross-entropy −ln p = {loss}, {verdict}.").format(
                label=label,
                percent=percent_text(probability),
                loss=f"{cross_entropy(probability):.1f}",
                verdict=verdict_text(float(probabilities.max()), int(probabilities.argmax()) == label),
            )
        )


def _compute(subject: Subject, classifiers: "Classifiers", should_stop: Callable[[], bool]) -> _Answer | None:
    image = subject.prediction.input_image
    own = evidence(classifiers.in_use, image, should_stop)
    if own is None:
        return None
    beside = evidence(classifiers.of(find_model("softmax")), image) if own.bias is None else None
    return _Answer(subject, own, beside)
