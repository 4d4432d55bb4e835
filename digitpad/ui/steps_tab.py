"""From ink to the input image: every step, what it is good for, and how things would go without it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from digitpad.core.classifier import predict_each
from digitpad.core.steps import OURS, PHOTOGRAPH_STEPS, STEPS, TUTORIAL, Rung, climb
from digitpad.ui.choice_button import ChoiceButton
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.probability_bars import ProbabilityBar
from digitpad.ui.reason_tab import ReasonTab
from digitpad.ui.scale_bar import ScaleBar
from digitpad.ui.subject import Subject
from digitpad.ui.texts import certainty_text
from digitpad.ui.whole_scroll import WholeScroll

if TYPE_CHECKING:
    from digitpad.workers.explain_thread import Classifiers, Question

_GAP = 8
_PIXELS = 28
_SIDE = 2 * _PIXELS
_MOST_OF_WIDTH = 4
PRESETS = {"ours": OURS, "tutorial": TUTORIAL, "nothing": frozenset[str]()}
"""Which steps are done, by name."""


class _Answer(NamedTuple):
    rungs: list[Rung]
    probabilities: list[np.ndarray | None]
    """(10,) float32 of each rung that was not skipped."""
    unsure: list[bool]


class StepsTab(ReasonTab):
    """A ladder of small pictures, each with what the model would read in it, and a switch."""

    def __init__(self) -> None:
        super().__init__("steps")
        self._answer: _Answer | None = None
        self._chosen = OURS
        self._presets = {name: ChoiceButton() for name in PRESETS}
        presets = QHBoxLayout()
        presets.setSpacing(_GAP)
        for name, button in self._presets.items():
            button.setObjectName(f"steps_{name}")
            button.clicked.connect(partial(self._choose, PRESETS[name]))
            presets.addWidget(button)
        presets.addStretch(1)
        self._verdict = QLabel()
        self._verdict.setObjectName("steps_verdict")
        self._verdict.setWordWrap(True)
        self._rows = {step: _Row(step) for step in ("canvas", *PHOTOGRAPH_STEPS, *STEPS)}
        self._switches = {step: row.switch for step, row in self._rows.items() if isinstance(row.switch, QCheckBox)}
        ladder = QWidget()
        rows = QVBoxLayout(ladder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(_GAP // 2)
        for row in self._rows.values():
            rows.addWidget(row)
        rows.addStretch(1)
        for switch in self._switches.values():
            switch.clicked.connect(self._on_switched)
        self.content.setSpacing(_GAP)
        self.content.addLayout(presets)
        self.content.addWidget(self._verdict)
        self._area = WholeScroll(ladder)
        self._area.resized.connect(self._scale_pictures)
        scale = ScaleBar(colours="ink")
        self.content.addWidget(self._area, 1)
        self.content.addWidget(scale)
        self.at_the_desk += [*self._presets.values(), scale]
        self.retranslate()

    def question(self, subject: Subject) -> "Question":
        return partial(_compute, subject, self._chosen)

    def show_answer(self, answer: _Answer) -> None:
        self._answer = answer
        self._show()

    def set_presented(self, presented: bool) -> None:
        super().set_presented(presented)
        for row in self._rows.values():
            row.set_brief(presented)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._scale_pictures()
        return super().event(event)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("From ink to input image"),
            self.tr("What the model would receive, and read, if one stopped there."),
            self.tr("Draw a digit, and see what is done with it before the model receives it."),
        )
        names = {
            "ours": (self.tr("digitpad's"), self.tr("Every step that digitpad takes")),
            "tutorial": (
                self.tr("Tutorial's"),
                self.tr("As in the tutorial: the whole canvas made small, and every pixel black or white"),
            ),
            "nothing": (self.tr("Nothing at all"), self.tr("The whole canvas made small, and nothing else")),
        }
        for name, button in self._presets.items():
            text, tip = names[name]
            button.setText(text)
            button.setToolTip(tip)
        for row in self._rows.values():
            row.retranslate()
        self._show()

    def _scale_pictures(self) -> None:
        """As large as the height of the tab allows, a whole number of screen pixels a pixel."""
        rows = [row for row in self._rows.values() if not row.isHidden()]
        room = self._area.viewport().height() // len(rows) - _GAP
        side = min(max(room // _PIXELS * _PIXELS, _SIDE), self.width() // _MOST_OF_WIDTH // _PIXELS * _PIXELS)
        for row in self._rows.values():
            row.set_side(max(side, _SIDE))

    def _choose(self, steps: frozenset[str]) -> None:
        self._chosen = steps
        self._show()
        self.asks_again.emit()

    def _on_switched(self) -> None:
        self._choose(frozenset(step for step, switch in self._switches.items() if switch.isChecked()))

    def _show(self) -> None:
        there = {"canvas", *STEPS} if self._answer is None else {rung.step for rung in self._answer.rungs}
        for step, row in self._rows.items():
            row.setVisible(step in there)
        for step, switch in self._switches.items():
            switch.setChecked(step in self._chosen)
        for name, button in self._presets.items():
            button.setChecked(self._chosen & there == PRESETS[name] & there)
        if self._answer is None:
            return
        for rung, probabilities, unsure in zip(*self._answer, strict=True):
            self._rows[rung.step].show_rung(rung.image, probabilities, unsure)
        self._show_verdict(self._answer)

    def _show_verdict(self, answer: _Answer) -> None:
        last = max(place for place, rung in enumerate(answer.rungs) if rung.image is not None)
        probabilities = answer.probabilities[last]
        assert probabilities is not None  # of a rung with a picture
        digit, probability = int(probabilities.argmax()), float(probabilities.max())
        if answer.unsure[last]:
            self._verdict.setText(self.tr("With these steps the model is not sure."))
        else:
            self._verdict.setText(
                self.tr("With these steps the model reads {digit}, {certainty}.").format(
                    digit=digit, certainty=certainty_text(probability)
                )
            )


class _Row(QWidget):
    """One rung: its picture, its switch, what the step does, and the likeliest digit."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self.setObjectName(f"steps_row_{step}")
        self._step = step
        self.picture = PixelView("ink")
        self.picture.setObjectName(f"steps_picture_{step}")
        self.switch: QCheckBox | QLabel = QLabel() if step == "canvas" else QCheckBox()
        self.switch.setObjectName(f"steps_switch_{step}")
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._about.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.bar = ProbabilityBar(0)
        self.bar.setObjectName(f"steps_bar_{step}")  # the window's own bars are found by theirs
        words = QVBoxLayout()
        words.setSpacing(0)
        for widget in (self.switch, self._about, self.bar):
            words.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * _GAP)
        self._place = place = QWidget()  # as wide without its picture
        for_picture = QVBoxLayout(place)
        for_picture.setContentsMargins(0, 0, 0, 0)
        for_picture.addWidget(self.picture)
        self.set_side(_SIDE)
        layout.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def set_side(self, side: int) -> None:
        """Sets how large the picture is."""
        if side != self.picture.width() or side != self._place.width():
            self.picture.setFixedSize(side, side)
            self._place.setFixedWidth(side)

    def set_brief(self, brief: bool) -> None:
        """Leaves out what the step does."""
        self._about.setVisible(not brief)

    def show_rung(self, image: np.ndarray | None, probabilities: np.ndarray | None, unsure: bool) -> None:
        """Shows an input image and what is read in it; nothing where the step was skipped."""
        for widget in (self.picture, self.bar):
            widget.setVisible(image is not None)
        if image is None or probabilities is None:
            return
        self.picture.set_pictures(image[np.newaxis])
        digit = int(probabilities.argmax())
        self.bar.set_digit(digit)
        self.bar.show_probability(float(probabilities[digit]), not unsure)

    def retranslate(self) -> None:
        """Writes its texts anew."""
        names = {
            "canvas": (self.tr("The canvas"), self.tr("made small, nothing else")),
            "light": (self.tr("Even out the light"), self.tr("shadows vanish")),
            "ruling": (self.tr("Wipe out lines"), self.tr("ruled paper becomes blank")),
            "ink": (self.tr("Find the ink"), self.tr("paper becomes white, ink black")),
            "writing": (self.tr("Leave out dirt"), self.tr("only writing stays")),
            "cut_out": (self.tr("Cut out"), self.tr("its place no longer matters")),
            "scale": (self.tr("Scale"), self.tr("its longer side: 20 pixels")),
            "stroke_width": (self.tr("Even stroke width"), self.tr("as the digits it learnt from")),
            "centre": (self.tr("Centre"), self.tr("its mass to the middle")),
            "average": (self.tr("Average"), self.tr("means of 4 × 4 finer pixels")),
            "black_and_white": (self.tr("Black and white"), self.tr("every pixel ink or paper")),
        }
        name, about = names[self._step]
        self.switch.setText(name)
        if isinstance(self.switch, QCheckBox):
            self.switch.setToolTip(self.tr("Off: this step is skipped"))
        self.switch.setAccessibleDescription(about)
        self._about.setText(about)
        self.picture.set_name(name)


def _compute(
    subject: Subject, chosen: frozenset[str], classifiers: "Classifiers", should_stop: Callable[[], bool]
) -> _Answer | None:
    rungs = climb(subject.drawing, subject.prediction, chosen)
    if should_stop():
        return None
    read = predict_each(classifiers.in_use, [rung.image for rung in rungs])
    probabilities = [
        None if rung.image is None else prediction.probabilities for rung, prediction in zip(rungs, read, strict=True)
    ]
    return _Answer(rungs, probabilities, [prediction.status == "unsure" for prediction in read])
