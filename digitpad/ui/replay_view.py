"""How the weights of a run grew, step by step."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from digitpad.ui.film import Film, FilmFrame
from digitpad.ui.film_player import FilmPlayer

if TYPE_CHECKING:
    from digitpad.core.run import Period
    from digitpad.core.training import TrainResult

_GAP = 8
_NEAR = 1.1  # a period that ended at a tenth more or fewer steps still tells how good a snapshot was


class ReplayView(QDialog):
    """Plays the snapshots of a run that has ended."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setObjectName("replay")
        self._result: TrainResult | None = None
        self._player = FilmPlayer()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * _GAP, 2 * _GAP, 2 * _GAP, 2 * _GAP)
        layout.addWidget(self._player)
        self.resize(840, 660)
        self._player.use_common_scale(True)
        self._retranslate()

    def show_result(self, result: "TrainResult") -> None:
        """Begins at the first snapshot of a run."""
        self._result = result
        self._player.show_film(self._film(result), 0, f"{result.recipe.name}.gif")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _film(self, result: "TrainResult") -> Film:
        snapshots = [(step, pictures) for step, pictures in result.snapshots if step]
        end = max((step for step, _ in snapshots), default=1)
        return Film(
            title=self.tr("How the weights grew"),
            frames=tuple(
                FilmFrame(step, pictures, self._caption(step, end, _period_near(step, result.periods)))
                for step, pictures in snapshots
            ),
            digits=result.recipe.architecture == "softmax",
            curve_title=self.tr("Validation accuracy, by the number of steps"),
            curve=tuple((period.step, period.validation_accuracy) for period in result.periods if period.step),
            end=end,
        )

    def _caption(self, step: int, end: int, period: "Period | None") -> str:
        place = self.tr("Step {step} of {steps}").format(step=f"{step:,}", steps=f"{end:,}")
        if period is None:
            return place
        figures = self.tr("validation accuracy {accuracy}, loss {loss}").format(
            accuracy=f"{100 * period.validation_accuracy:.1f} %", loss=f"{period.validation_loss:.3f}"
        )
        if period.step != step:
            figures = self.tr("{figures} at step {step}").format(figures=figures, step=f"{period.step:,}")
        return f"{place} · {figures}"

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Replay of the run"))
        if self._result is not None:
            self.show_result(self._result)


def _period_near(step: int, periods: "tuple[Period, ...]") -> "Period | None":
    """The period that ended at about that step."""
    ended = [period for period in periods if period.step]
    nearest = min(ended, key=lambda period: abs(math.log(period.step / step)), default=None)
    return nearest if nearest and max(nearest.step / step, step / nearest.step) <= _NEAR else None
