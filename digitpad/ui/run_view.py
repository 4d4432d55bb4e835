"""A run while it goes on: its curves, and its weights as pictures."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from digitpad.core.recipes import Recipe
from digitpad.ui.curves import CurveView
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.scale_bar import ScaleBar
from digitpad.ui.texts import stage_text

if TYPE_CHECKING:
    from digitpad.core.run import Period, Progress

_GAP = 8
_BEFORE_STEPS = ("reading", "loading", "training")


class RunView(QWidget):
    """Loss and accuracy over the steps, and what the first layer looks for by now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._architecture = self._stage = ""
        self._steps = 1
        self._curves = CurveView("loss"), CurveView("accuracy")
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._weights = PixelView("diverging")
        self._weights.setObjectName("train_weights")
        self._weights.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._scale = ScaleBar()
        curves = QHBoxLayout()
        curves.setSpacing(3 * _GAP)
        for view in self._curves:
            curves.addWidget(view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _GAP, 2 * _GAP, 2 * _GAP, 2 * _GAP)
        layout.setSpacing(_GAP)
        layout.addLayout(curves, 1)
        layout.addSpacing(_GAP)
        layout.addWidget(self._title)
        layout.addWidget(self._weights, 1)
        layout.addWidget(self._scale)
        self.clear()

    def begin(self, recipe: Recipe) -> None:
        """Makes room for a run."""
        self._architecture = recipe.architecture
        self.clear()

    def show_stage(self, stage: str) -> None:
        """Says what a run does beside its steps, "stopping" for one that takes none any more; "" for no run."""
        self._stage = stage
        self._retranslate()

    def clear(self) -> None:
        """Forgets the last run."""
        for view in self._curves:
            view.clear()
        self._weights.set_pictures(np.zeros((0, 1, 1), np.float32))
        self._scale.hide()
        self._retranslate()

    def show_progress(self, progress: "Progress") -> None:
        """Follows a run."""
        self._steps = progress.steps
        for view in self._curves:
            view.show_run(progress.steps, progress.periods, (progress.step, progress.loss))
        digits = [str(digit) for digit in range(10)] if self._architecture == "softmax" else None
        self._weights.set_pictures(progress.pictures, digits)
        self._scale.set_limit(self._weights.limit)
        if self._scale.isHidden():
            self._scale.show()
            self._retranslate()

    def show_periods(self, periods: "tuple[Period, ...]") -> None:
        """Shows all periods of a run that has ended."""
        for view in self._curves:
            view.show_run(self._steps, periods)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        name = self.tr("What the first layer looks for")
        self._weights.set_name(name)
        if self._scale.isHidden() and self._stage in _BEFORE_STEPS:
            begin = self.tr("The curves begin as soon as the first step is done.")
            name = f"{stage_text(self._stage)} {begin}"
        elif self._scale.isHidden() and self._stage:
            name = stage_text(self._stage)
        elif self._scale.isHidden():
            name = self.tr("Choose a recipe and press Start: the curves and the pictures of the weights grow here.")
        self._title.setText(name)
