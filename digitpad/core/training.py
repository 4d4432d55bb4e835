"""One run of one recipe: from images to a trained, calibrated network."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad.core.errors import InputError
from digitpad.core.quiet import silenced_native_output
from digitpad.core.recipes import Recipe

if TYPE_CHECKING:
    import keras

_REPORT_EVERY_S = 0.1


@dataclass(frozen=True)
class TrainingData:
    """What a run learns from, and what it is tested on once, at the end.

    Images are (n, 28, 28) uint8 with ink 255, labels (n,) integers 0 … 9.
    """

    images: np.ndarray
    labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def load_training_data(paths: Sequence[str] | None) -> tuple[TrainingData, list[dict[str, Any]]]:
    """Loads what a run learns from and is tested on.

    Args:
        paths: data sets whose training halves are put together, or None for MNIST. Those without halves (stroke files,
            CSV, image folders) are learnt from whole; the test half is that of the first data set that has one.

    Returns:
        The data, and for the model's card the `name`, `count` and `sha256` of each source.

    Raises:
        InputError: a data set is missing or damaged, or none of them has a test half.
    """
    import hashlib

    from digitpad.core.datasets import find_mnist, has_halves, load

    chosen = list(paths or [str(find_mnist())])
    with_halves = [path for path in chosen if has_halves(path)]
    test = load(with_halves[0] if with_halves else find_mnist(), "test")
    parts = [load(path, "train") for path in chosen]
    sources = [
        {"name": part.name, "count": len(part.labels), "sha256": hashlib.sha256(part.images.tobytes()).hexdigest()}
        for part in parts
    ]
    images = np.concatenate([part.images for part in parts])
    labels = np.concatenate([part.labels for part in parts])
    return TrainingData(images, labels, test.images, test.labels), sources


@dataclass(frozen=True)
class Progress:
    """Where a run is: `step` of `steps`, the loss over the current epoch so far, and the last validation's figures."""

    step: int
    steps: int
    images_per_second: float
    loss: float
    validation_loss: float | None
    validation_accuracy: float | None


@dataclass(frozen=True)
class TrainResult:
    """A finished run; accuracies are shares in [0, 1], log losses are in nats."""

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


def train(
    recipe: Recipe,
    data: TrainingData,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    seed: int = 1,
) -> TrainResult:
    """Trains a new network.

    The weights with the lowest validation log loss win; a temperature fitted on the validation images (Guo et al. 2017,
    "On calibration of modern neural networks") is then divided into the last layer.

    Args:
        recipe: what to do.
        data: what to learn from; the recipe's first `validation_count` images are not trained on.
        on_progress: called from the training thread, about ten times a second.
        should_stop: asked at each batch; True ends the run and keeps what was learnt.
        seed: of the weights, the order and the variations. The same seed gives the same figures on the same machine.

    Raises:
        InputError: there are no images left to train on.
    """
    if len(data.images) <= recipe.validation_count:
        raise InputError("data_too_few", count=len(data.images), kept=recipe.validation_count)
    with silenced_native_output():  # TensorFlow tells each process how it was built
        import keras
        import tensorflow  # noqa: F401  # Keras loads it only later

    from digitpad.core.networks import build, logits_of

    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    validation_images, validation_labels = (
        _scaled(data.images[: recipe.validation_count]),
        data.labels[: recipe.validation_count],
    )
    images, labels = data.images[recipe.validation_count :], data.labels[recipe.validation_count :]
    network = build(recipe.architecture, recipe.dropout)
    scorer = logits_of(network)
    steps_an_epoch = -(-len(images) // recipe.batch_size)
    steps = steps_an_epoch * recipe.epochs
    scorer.compile(
        keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(recipe.learning_rate, steps)),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        # XLA makes training on a CPU three to four times slower.
        jit_compile=False,
    )
    watch = _watch(steps, recipe.batch_size, on_progress, should_stop)
    best_loss, best_weights = np.inf, network.get_weights()
    begin = time.perf_counter()
    for _ in range(recipe.epochs):
        order = rng.permutation(len(images))
        varied = vary(images[order], recipe, rng) if recipe.varies_images else _scaled(images[order])
        scorer.fit(varied, labels[order], batch_size=recipe.batch_size, shuffle=False, verbose=0, callbacks=[watch])
        logits = scorer.predict(validation_images, batch_size=500, verbose=0)
        validation_loss = log_loss(logits, validation_labels)
        watch.validated(validation_loss, accuracy(logits, validation_labels))
        if validation_loss < best_loss:
            best_loss, best_weights = validation_loss, network.get_weights()
        if watch.stopped:
            break
    seconds = time.perf_counter() - begin
    network.set_weights(best_weights)
    temperature = fit_temperature(scorer.predict(validation_images, batch_size=500, verbose=0), validation_labels)
    last = network.get_layer("logits")
    last.set_weights([weights / np.float32(temperature) for weights in last.get_weights()])
    validation_logits = scorer.predict(validation_images, batch_size=500, verbose=0)
    test_logits = scorer.predict(_scaled(data.test_images), batch_size=500, verbose=0)
    return TrainResult(
        network=network,
        recipe=recipe,
        seed=seed,
        seconds=seconds,
        images_per_second=watch.step * recipe.batch_size / seconds,
        temperature=temperature,
        validation_accuracy=accuracy(validation_logits, validation_labels),
        validation_log_loss=log_loss(validation_logits, validation_labels),
        test_accuracy=accuracy(test_logits, data.test_labels),
        test_log_loss=log_loss(test_logits, data.test_labels),
        stopped=watch.stopped,
    )


def vary(images: np.ndarray, recipe: Recipe, rng: np.random.Generator) -> np.ndarray:
    """Moves, turns, scales and slants each image by a random amount within the recipe's bounds.

    Args:
        images: (n, 28, 28) uint8.

    Returns:
        (n, 28, 28) float32 in [0, 1].
    """
    import cv2

    count, side = len(images), images.shape[1]
    angle = np.radians(rng.uniform(-recipe.turn, recipe.turn, count))
    zoom = 1 + rng.uniform(-recipe.zoom, recipe.zoom, (count, 2))
    shear = rng.uniform(-recipe.shear, recipe.shear, count)
    shift = rng.uniform(-recipe.shift, recipe.shift, (count, 2))
    cos, sin = np.cos(angle), np.sin(angle)
    # turn · slant · scale, about the middle of the image
    matrices = np.empty((count, 2, 3))
    matrices[:, 0, 0], matrices[:, 0, 1] = cos * zoom[:, 0], (cos * shear - sin) * zoom[:, 1]
    matrices[:, 1, 0], matrices[:, 1, 1] = sin * zoom[:, 0], (sin * shear + cos) * zoom[:, 1]
    middle = np.full(2, (side - 1) / 2)
    matrices[:, :, 2] = middle - matrices[:, :, :2] @ middle + shift
    varied = np.empty(images.shape, np.float32)
    for index, matrix in enumerate(matrices):
        varied[index] = cv2.warpAffine(images[index], matrix, (side, side), flags=cv2.INTER_LINEAR)
    varied *= np.float32(1 / 255)
    return varied


def accuracy(logits: np.ndarray, labels: np.ndarray) -> float:
    """The share of rows whose largest logit is the label's; logits (n, 10), labels (n,)."""
    return float(np.mean(logits.argmax(axis=1) == labels))


def log_loss(logits: np.ndarray, labels: np.ndarray) -> float:
    """Mean cross-entropy −ln p of the labels in nats; logits (n, 10), labels (n,)."""
    logits = logits.astype(np.float64)
    largest = logits.max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(logits - largest).sum(axis=1)) + largest[:, 0]
    return float(np.mean(log_sum - logits[np.arange(len(labels)), labels]))


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature in [0.25, 4] with the lowest log loss of `logits / temperature`, by golden-section search."""
    low, high = np.log(0.25), np.log(4.0)
    golden = (np.sqrt(5) - 1) / 2
    for _ in range(30):
        left, right = high - golden * (high - low), low + golden * (high - low)
        if log_loss(logits / np.exp(left), labels) < log_loss(logits / np.exp(right), labels):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2))


def _scaled(images: np.ndarray) -> np.ndarray:
    return images.astype(np.float32) * np.float32(1 / 255)


def _watch(
    steps: int, batch_size: int, on_progress: Callable[[Progress], None] | None, should_stop: Callable[[], bool] | None
) -> Any:  # the class needs Keras, which is loaded only here
    """A Keras callback that reports progress and obeys a wish to stop at each batch, across several calls of `fit`."""
    import keras

    class Watch(keras.callbacks.Callback):
        def __init__(self) -> None:
            super().__init__()
            self.step = 0
            # `fit` clears the model's own stop_training when it starts, so the wish is kept here.
            self.stopped = False
            self.validation: tuple[float | None, float | None] = (None, None)
            self._begin = self._reported = time.perf_counter()

        def on_train_batch_end(self, batch: int, logs: dict | None = None) -> None:
            self.step += 1
            now = time.perf_counter()
            if on_progress and (now - self._reported >= _REPORT_EVERY_S or self.step == steps):
                self._reported = now
                rate = self.step * batch_size / (now - self._begin)
                on_progress(Progress(self.step, steps, rate, float((logs or {}).get("loss", np.nan)), *self.validation))
            if should_stop and should_stop():
                self.stopped = True
                self.model.stop_training = True

        def validated(self, loss: float, share_right: float) -> None:
            self.validation = (loss, share_right)

    return Watch()
