"""A network on its way through the steps of a recipe, and what it tells on the way."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from digitpad.core.batches import Batches, scaled
from digitpad.core.calibration import accuracy, log_loss
from digitpad.core.compiled import compiled, in_chunks, step_function
from digitpad.core.recipes import Recipe
from digitpad.core.redraw import redrawn
from digitpad.core.training_data import TrainingData

if TYPE_CHECKING:
    import keras

_REPORT_EVERY_S = 0.1
_MOST_PICTURES = 100  # of the first layer's weights: more would hold up the window that paints them


@dataclass(frozen=True)
class Period:
    """The figures at the end of a period: log losses in nats, accuracies in [0, 1]."""

    step: int
    training_loss: float
    training_accuracy: float
    validation_loss: float
    validation_accuracy: float


@dataclass(frozen=True)
class Progress:
    """Where a run is: `step` of `steps`, the mean log loss since the last report, and all periods so far."""

    step: int
    steps: int
    images_per_second: float
    seconds_left: float
    loss: float
    periods: tuple[Period, ...]
    pictures: np.ndarray
    """The first layer's weights, of its first hundred units or kernels: (n, height, width) float32."""

    @property
    def validation_loss(self) -> float | None:
        """Of the last period; None in the first one."""
        return self.periods[-1].validation_loss if self.periods else None

    @property
    def validation_accuracy(self) -> float | None:
        """Of the last period; None in the first one."""
        return self.periods[-1].validation_accuracy if self.periods else None


class Run:
    """A network on its way through the steps of a recipe.

    Args:
        recipe: what to do.
        data: what to learn from.
        network: it learns.
        seed: of the order and the variations.
    """

    def __init__(self, recipe: Recipe, data: TrainingData, network: "keras.Model", seed: int) -> None:
        from digitpad.core.networks import logits_of

        kept = recipe.validation_count
        end = kept + recipe.train_count if recipe.train_count else len(data.images)
        rng = np.random.default_rng(seed)
        # Slices, where it can be: copying MNIST would hold up the window.
        for_choosing: slice | np.ndarray = slice(kept)
        learnt: slice | np.ndarray = slice(kept, end)
        if recipe.shuffles:
            order = rng.permutation(len(data.images))
            for_choosing, learnt = order[for_choosing], order[learnt]
        self.validation_images, self.validation_labels = scaled(data.images[for_choosing]), data.labels[for_choosing]
        self.batches = Batches(recipe, data, learnt, rng)
        self.recipe, self.network = recipe, network
        self._scorer = logits_of(network)
        self._score = compiled(self._scorer)
        self.steps = recipe.steps or recipe.epochs * self.batches.count_an_epoch
        self._period_count = min(self.steps, recipe.periods or recipe.usual_periods)
        self._take_step = step_function(recipe, self._scorer, self.steps)
        self.step = self.images_seen = 0
        self.seconds = 1e-9
        self.stopped = self.diverged = False
        self.periods: list[Period] = []
        self.snapshots: dict[int, np.ndarray] = {}
        self.best_weights = network.get_weights()

    def learn(self, on_progress: Callable[[Progress], None] | None, should_stop: Callable[[], bool] | None) -> None:
        """Takes the steps until they are done, somebody wishes to stop, or the loss is no number any more."""
        losses: list[float] = []
        reported = 0.0
        begin = time.perf_counter()
        for rows in self.batches.rows():
            loss = self._learn_from(rows)
            if not np.isfinite(loss):
                self.diverged = True
                break
            self.step += 1
            self.images_seen += len(rows)
            losses.append(loss)
            self._keep_snapshot()
            if self._is_end_of_period():
                self._end_period()
            self.seconds = time.perf_counter() - begin
            if on_progress and (self.seconds - reported >= _REPORT_EVERY_S or self.step == self.steps):
                reported = self.seconds
                on_progress(self._progress(float(np.mean(losses))))
                losses.clear()
            if should_stop:
                asked = time.perf_counter()
                self.stopped = should_stop()
                begin += time.perf_counter() - asked  # a pause is no slowness
            if self.stopped or self.step == self.steps:
                break
        if not self.periods or self.periods[-1].step != self.step:
            self._end_period()
        self.snapshots[self.step] = self._pictures()

    def step_back(self, begun: Sequence[np.ndarray]) -> None:
        """Goes the recipe's share of the way back to the weights that the run began with."""
        share, pairs = np.float32(self.recipe.step_back), zip(begun, self.network.get_weights(), strict=True)
        self.network.set_weights([now + share * (before - now) for before, now in pairs])

    @cached_property
    def choosing_images(self) -> np.ndarray:
        """The validation images and, where the recipe draws digits anew, the same ones drawn anew as well: (n, 28, 28)
        float32 in [0, 1]."""
        if not self.recipe.redraws:
            return self.validation_images
        anew = redrawn(np.rint(255 * self.validation_images).astype(np.uint8))
        return np.concatenate([self.validation_images, scaled(anew)])

    def logits(self, images: np.ndarray) -> np.ndarray:
        """(n, 28, 28) float32 → (n, 10) float32."""
        return in_chunks(self._score, images)

    def probabilities(self, images: np.ndarray) -> np.ndarray:
        """(n, 28, 28) float32 → (n, 10) float32, as the finished network gives them."""
        return in_chunks(compiled(self.network), images)

    def validation_logits(self) -> np.ndarray:
        """The logits of the validation images."""
        return self.logits(self.validation_images)

    def _learn_from(self, rows: np.ndarray) -> float:
        is_calm = self.step >= (1 - self.recipe.calm_share) * self.steps
        labels = self.batches.labels[rows].astype(np.int32)
        return float(self._take_step(self.batches.learnt(rows, is_calm), labels))

    def _is_end_of_period(self) -> bool:
        before, now = ((step * self._period_count) // self.steps for step in (self.step - 1, self.step))
        return now > before

    def _end_period(self) -> None:
        some = slice(0, len(self.validation_images))  # as many as there are for validation
        training = self.logits(scaled(self.batches.images[some]))
        validation = self.validation_logits()
        period = Period(
            self.step,
            log_loss(training, self.batches.labels[some]),
            accuracy(training, self.batches.labels[some]),
            log_loss(validation, self.validation_labels),
            accuracy(validation, self.validation_labels),
        )
        if period.validation_loss < min((earlier.validation_loss for earlier in self.periods), default=np.inf):
            self.best_weights = self.network.get_weights()
        self.periods.append(period)

    def _progress(self, loss: float) -> Progress:
        rate = self.step / self.seconds
        return Progress(
            step=self.step,
            steps=self.steps,
            images_per_second=self.images_seen / self.seconds,
            seconds_left=(self.steps - self.step) / rate,
            loss=loss,
            periods=tuple(self.periods),
            pictures=self._pictures(),
        )

    def _keep_snapshot(self) -> None:
        if str(self.step).rstrip("0") in ("1", "2", "5"):
            self.snapshots[self.step] = self._pictures()

    def _pictures(self) -> np.ndarray:
        weights = self.network.weights[0].value.numpy()[..., :_MOST_PICTURES]
        if weights.ndim == 2:
            return weights.T.reshape(-1, 28, 28).copy()
        return weights[:, :, 0].transpose(2, 0, 1).copy()
