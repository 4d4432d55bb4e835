"""One run of one recipe: from images to a trained network."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from digitpad.core.batches import scaled
from digitpad.core.calibration import accuracy, fit_temperature, log_loss
from digitpad.core.compiled import compiled, in_chunks
from digitpad.core.doubt import learn_doubt
from digitpad.core.errors import InputError
from digitpad.core.quiet import silenced_native_output
from digitpad.core.recipes import Recipe
from digitpad.core.run import Period, Progress, Run
from digitpad.core.training_data import TrainingData

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True)
class TrainResult:
    """A run that has ended; accuracies are shares in [0, 1], log losses are in nats."""

    network: "keras.Model"
    recipe: Recipe
    seed: int
    seconds: float
    images_per_second: float
    temperature: float
    validation_accuracy: float
    validation_log_loss: float
    test_accuracy: float
    test_log_loss: float
    stopped: bool
    """Somebody wished it to end earlier."""
    diverged: bool
    """The loss became infinite or no number; the weights are those before that."""
    periods: tuple[Period, ...]
    snapshots: tuple[tuple[int, np.ndarray], ...]
    """The first layer's weights, (n, height, width) float32, after steps 1, 2, 5, 10, 20, 50 … and the last."""
    test_probabilities: np.ndarray
    """(n, 10) float32, of the test images in their order."""
    doubt_stopped: bool = False
    """Somebody wished that it end before it had learnt its doubt: like a new network it hardly doubts anything."""


def train(
    recipe: Recipe,
    data: TrainingData,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    seed: int = 1,
    initial_weights: Sequence[np.ndarray] | None = None,
    on_stage: Callable[[str, float], None] | None = None,
) -> TrainResult:
    """Trains a new network.

    Where the recipe keeps the best weights, those with the lowest validation log loss win, and a temperature fitted on
    the validation images (Guo et al. 2017, "On calibration of modern neural networks") is divided into the last layer.

    Args:
        recipe: what to do.
        data: what to learn from; the recipe's first `validation_count` images are not trained on.
        on_progress: called from the training thread, about ten times a second.
        should_stop: asked at each batch, and may wait there; True ends the steps and keeps what was learnt. Then it is
            asked at each batch that the doubt is learnt from, and True ends that: see `learn_doubt`.
        seed: of the weights, the order and the variations. The same seed gives the same figures on the same machine.
        initial_weights: of the model that the recipe starts from, in the order of `get_weights`.
        on_stage: told of what comes after the steps, from the training thread: "measuring" has begun, with 0, or of
            "doubting" that share in [0, 1] is done.

    Raises:
        InputError: there are no images left to train on.
        ValueError: the weights are those of another network.
        MemoryError: there is not enough of it for a batch.
    """
    if len(data.images) <= recipe.validation_count:
        raise InputError("data_too_few", count=len(data.images), kept=recipe.validation_count)
    with silenced_native_output():  # TensorFlow tells each process how it was built
        import keras
        import tensorflow

    from digitpad.core.networks import build, doubts

    gc.collect()  # a network is a circle of references: that of an earlier run goes now, not whenever
    keras.utils.set_random_seed(seed)
    network = build(recipe.architecture, recipe.dropout, recipe.start, recipe.hidden)
    if initial_weights is not None:
        network.set_weights(initial_weights)
    run = Run(recipe, data, network, seed)
    tell = on_stage or (lambda stage, share: None)
    try:
        run.learn(on_progress, should_stop)
    except tensorflow.errors.ResourceExhaustedError as error:
        raise MemoryError from error
    tell("measuring", 0.0)
    temperature = 1.0
    if recipe.keeps == "best":
        network.set_weights(run.best_weights)
    if recipe.step_back and initial_weights is not None:
        run.step_back(initial_weights)
    if recipe.keeps == "best":
        temperature = fit_temperature(run.validation_logits(), run.validation_labels)
        last = network.get_layer("logits")
        last.set_weights([weights / np.float32(temperature) for weights in last.get_weights()])
    doubt_stopped = False
    if recipe.learns_doubt and data.not_digits is not None and doubts(recipe.architecture):
        on_share = partial(tell, "doubting")
        doubt_stopped = not learn_doubt(
            network,
            recipe,
            run.batches,
            data.not_digits,
            data.two_digits_count,
            run.choosing_images,
            on_share,
            should_stop,
        )
        tell("measuring", 0.0)
    validation = run.probabilities(run.validation_images)
    tested = slice(recipe.test_count or None)
    test_labels = data.test_labels[tested]
    test = run.probabilities(scaled(data.test_images[tested]))
    return TrainResult(
        network=network,
        recipe=recipe,
        seed=seed,
        seconds=run.seconds,
        images_per_second=run.images_seen / run.seconds,
        temperature=temperature,
        validation_accuracy=accuracy(validation, run.validation_labels),
        validation_log_loss=log_loss(_logarithms(validation), run.validation_labels),
        test_accuracy=accuracy(test, test_labels),
        test_log_loss=log_loss(_logarithms(test), test_labels),
        stopped=run.stopped or doubt_stopped,
        diverged=run.diverged,
        periods=tuple(run.periods),
        snapshots=tuple(run.snapshots.items()),
        test_probabilities=test,
        doubt_stopped=doubt_stopped,
    )


def probabilities_of(network: "keras.Model", images: np.ndarray) -> np.ndarray:
    """What a trained network says of images, (n, 28, 28) uint8: (n, 10) float32."""
    return in_chunks(compiled(network), scaled(images))


def _logarithms(probabilities: np.ndarray) -> np.ndarray:
    """Logits that softmax turns into these probabilities."""
    return np.log(np.maximum(probabilities, np.finfo(np.float32).tiny))
