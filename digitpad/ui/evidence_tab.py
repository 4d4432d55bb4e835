"""Which pixels spoke for a digit, and which against."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel

from digitpad.core.explain import Evidence, contrast, cross_entropy, evidence
from digitpad.core.model_store import ModelCard, find_model
from digitpad.ui.evidence_view import EvidenceView
from digitpad.ui.reason_tab import ReasonTab
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
        self._loss.setObjectName("evidence_loss")
        self._digit, self._other = QComboBox(), QComboBox()
        self._digit.setObjectName("evidence_digit")
        self._other.setObjectName("evidence_other")
        self._own, self._softmax = EvidenceView("evidence_own"), EvidenceView("evidence_softmax")
        for chooser, others in ((self._digit, [_MOST_LIKELY]), (self._other, [_NOTHING, _NEXT])):
            for choice in [*others, *range(10)]:
                chooser.addItem(str(choice), choice)
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
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
        self._for_label.setText(self.tr("for"))
        self._rather_label.setText(self.tr("rather than"))
        self._digit.setAccessibleName(self.tr("Evidence for which digit"))
        self._other.setAccessibleName(self.tr("Rather than which digit"))
        with QSignalBlocker(self._digit), QSignalBlocker(self._other):
            self._digit.setItemText(0, self.tr("likeliest"))
            self._other.setItemText(0, self.tr("nothing"))
            self._other.setItemText(1, self.tr("runner-up"))
        self._show()

    def _show(self) -> None:
        if self._answer is None:
            self._set_words(self.tr("Evidence"), "")
            return
        subject, own, softmax = self._answer
        digit, other = self._chosen(own.scores)
        if other is None:
            title = self.tr("Evidence for {digit}").format(digit=digit)
        else:
            title = self.tr("Evidence for {digit} rather than {other}").format(digit=digit, other=other)
        self._set_words(title, self._sentence(own))
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

    def _sentence(self, own: Evidence) -> str:
        if own.bias is not None:
            return self.tr(
                "Ink times weight, pixel by pixel: red ink speaks for it, blue ink against it. All pixels and the bias "
                "add up to the score."
            )
        return self.tr(
            "Red where the score falls when a patch of paper covers the ink, blue where it rises. Below it softmax, "
            "which adds up ink times weight."
        )

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
                percent=f"{100 * probability:.0f} %",
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
