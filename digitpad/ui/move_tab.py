"""Move, turn, resize the digit, and see where the answer flips."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton

from digitpad.core.classifier import UNSURE_BELOW
from digitpad.core.moved_drawings import sweep_drawing
from digitpad.core.moves import POSITIONS, RANGES, Moves, Sweeps, sweep, sweep_images
from digitpad.ui.move_row import MoveColumns, MoveRow
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.probability_bars import ProbabilityBar
from digitpad.ui.reason_tab import ReasonTab
from digitpad.ui.subject import Subject
from digitpad.ui.whole_scroll import WholeScroll

if TYPE_CHECKING:
    from digitpad.workers.explain_thread import Classifiers, Question

_GAP = 8
_SIDE = 3 * 28
_FRAME_MS = 60  # from position to position while it plays
_FIRST = "turn"  # is played before any slider was moved


class _Answer(NamedTuple):
    sweeps: Sweeps
    before: bool


class MoveTab(ReasonTab):
    """Six sliders, each above the ten probabilities over its whole range; the digit as it is now, and its bars."""

    def __init__(self) -> None:
        super().__init__("moves")
        self._answer: _Answer | None = None
        self._last = _FIRST
        self._way = 1  # of the slider that plays
        self._picture = PixelView("ink")
        self._picture.setObjectName("move_picture")
        self._picture.setFixedSize(_SIDE, _SIDE)
        self._bars = [ProbabilityBar(digit) for digit in range(10)]
        bars = QGridLayout()
        bars.setSpacing(0)
        bars.setHorizontalSpacing(2 * _GAP)  # else a percentage would seem to be the next digit's
        for digit, bar in enumerate(self._bars):
            bar.setObjectName(f"move_bar_{digit}")  # the window's own bars are found by theirs
            bar.setMinimumWidth(_SIDE)
            bars.addWidget(bar, digit % 5, digit // 5)
        now = QHBoxLayout()
        now.setSpacing(2 * _GAP)
        now.addWidget(self._picture)
        now.addLayout(bars, 1)

        self._before = QCheckBox()
        self._before.setObjectName("move_before")
        self._play, self._reset = QPushButton(), QPushButton()
        self._play.setObjectName("move_play")
        self._play.setCheckable(True)
        self._reset.setObjectName("move_reset")
        for button in (self._play, self._reset):
            button.setMinimumWidth(_SIDE * 3 // 4)
        switches = QHBoxLayout()
        switches.setSpacing(_GAP)
        switches.addWidget(self._before, 1)
        switches.addWidget(self._play)
        switches.addWidget(self._reset)
        self._why = QLabel()
        self._why.setObjectName("move_why")
        self._why.setWordWrap(True)
        self._why.hide()

        self._rows = {move: MoveRow(move) for move in RANGES}
        for move, row in self._rows.items():
            row.moved.connect(self._on_moved)
            row.taken.connect(partial(self._on_taken, move))
        for layout in (now, switches):
            self.content.addLayout(layout)
        self.content.addWidget(self._why)
        self.content.addWidget(WholeScroll(MoveColumns(list(self._rows.values()))), 1)

        self._timer = QTimer(self, interval=_FRAME_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._before.toggled.connect(self._on_before_toggled)
        self._play.toggled.connect(self._on_play_toggled)
        self._reset.clicked.connect(self._on_reset_clicked)
        self.retranslate()

    @property
    def moves(self) -> Moves:
        """Where the sliders are."""
        return Moves(**{move: row.value for move, row in self._rows.items()})

    def question(self, subject: Subject) -> "Question":
        return partial(_compute, subject, self.moves, self._before.isChecked())

    def show_answer(self, answer: _Answer) -> None:
        self._answer = answer
        sweeps = answer.sweeps
        self._picture.set_pictures(sweeps.image[np.newaxis])
        largest = float(sweeps.probabilities.max())
        for bar, probability in zip(self._bars, sweeps.probabilities.tolist(), strict=True):
            bar.show_probability(probability, probability == largest >= UNSURE_BELOW)
        for move, row in self._rows.items():
            row.curves.show_curve(sweeps.curves[move])

    def retranslate(self) -> None:
        super().retranslate()
        self.set_words(
            self.tr("Move it"),
            self.tr(
                "How likely each digit is over each slider's range, from 0 to 100 %. Dashed lines mark where the "
                "answer flips."
            ),
            self.tr("Draw a digit, then move and turn it, and see where the answer flips."),
        )
        self._picture.set_name(self.tr("The input image, moved"))
        self._before.setText(self.tr("Before centring"))
        self._before.setToolTip(self.tr("Move the drawing itself, before it is scaled and centred"))
        self._reset.setText(self.tr("Reset"))
        self._reset.setToolTip(self.tr("All sliders back to where nothing is changed"))
        self._play.setToolTip(self.tr("Let the slider that was moved last run to and fro"))
        self._why.setText(
            self.tr(
                "Shift and size change nothing here: digitpad cuts the digit out, scales and centres it. Nor does "
                "thickness, which it evens out. Noise shakes the pen."
            )
        )
        self._show_play()
        for row in self._rows.values():
            row.retranslate()

    def set_presented(self, presented: bool) -> None:
        super().set_presented(presented)
        for row in self._rows.values():
            row.curves.let_shrink(presented)  # a class cannot scroll

    def hideEvent(self, event: QHideEvent) -> None:
        self._play.setChecked(False)
        super().hideEvent(event)

    def _on_moved(self) -> None:
        self.asks_again.emit()

    def _on_taken(self, move: str) -> None:
        self._last = move
        self._play.setChecked(False)

    def _on_before_toggled(self, before: bool) -> None:
        self._why.setVisible(before)
        self.asks_again.emit()

    def _on_play_toggled(self, playing: bool) -> None:
        if playing:
            self._timer.start()
        else:
            self._timer.stop()
        self._show_play()

    def _on_timeout(self) -> None:
        if self.is_waiting:
            return  # no position is left out on a slow machine
        slider = self._rows[self._last].slider
        if not 0 <= slider.value() + self._way < POSITIONS:
            self._way = -self._way
        slider.setValue(slider.value() + self._way)

    def _on_reset_clicked(self) -> None:
        self._play.setChecked(False)
        for row in self._rows.values():
            row.reset()

    def _show_play(self) -> None:
        self._play.setText(self.tr("Stop") if self._play.isChecked() else self.tr("Play"))


def _compute(
    subject: Subject, moves: Moves, before: bool, classifiers: "Classifiers", should_stop: Callable[[], bool]
) -> _Answer | None:
    if before:
        images = sweep_drawing(subject.drawing, subject.prediction, moves, should_stop)
    else:
        images = sweep_images(subject.prediction.input_image, moves)
    sweeps = None if images is None else sweep(classifiers.in_use, images, moves, should_stop)
    return None if sweeps is None else _Answer(sweeps, before)
