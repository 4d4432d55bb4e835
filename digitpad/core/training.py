"""One run of one recipe: from images to a trained network."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad.core.augment import vary
from digitpad.core.calibration import accuracy, fit_temperature, log_loss, softmax
from digitpad.core.errors import InputError
from digitpad.core.quiet import silenced_native_output
from digitpad.core.recipes import Recipe

if TYPE_CHECKING:
    import keras

_REPORT_EVERY_S = 0.1
_CHUNK = 500  # images that are measured in one call
_ORDER_SEED = 1
_MOST_PICTURES = 100  # of the first layer's weights: more would hold up the window that paints them
_PERIODS = 10  # of a run that counts steps, as in the crash course; one that counts epochs has as many periods


@dataclass(frozen=True)
class TrainingData:
    """What a run learns from, and what it is tested on once, at the end.

    Images are (n, 28, 28) uint8 with ink 255, labels (n,) integers 0 … 9.
    """

    images: np.ndarray
    labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


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


def load_training_data(paths: Sequence[str] | None) -> tuple[TrainingData, list[dict[str, Any]]]:
    """Loads what a run learns from and is tested on.

    Args:
        paths: data sets, or names of `sources`, whose training halves are put together; None for MNIST. Those without
            halves (stroke files, CSV, image folders) are learnt from whole; the test half is that of the first data set
            that has one, or MNIST's. Where there is none either, one image in five is held back.

    Returns:
        The data, and for the model's card the `name`, `count` and `sha256` of each source.

    Raises:
        InputError: a data set is missing or damaged.
    """
    import hashlib

    from digitpad.core.datasets import has_halves, load
    from digitpad.core.sources import MNIST, held_back_count, path_of

    chosen = [path_of(source) for source in paths or [MNIST]]
    with_halves = [path for path in chosen if has_halves(path)]
    parts = [load(path, "train") for path in chosen]
    sources = [
        {"name": part.name, "count": len(part.labels), "sha256": hashlib.sha256(part.images.tobytes()).hexdigest()}
        for part in parts
    ]
    images = np.concatenate([part.images for part in parts])
    labels = np.concatenate([part.labels for part in parts])
    if with_halves:
        test = load(with_halves[0], "test")
        return TrainingData(images, labels, test.images, test.labels), sources
    # The first ones are kept for choosing, and files may be sorted by label.
    order = np.random.default_rng(_ORDER_SEED).permutation(len(labels))
    images, labels = images[order], labels[order]
    try:
        test = load(path_of(MNIST), "test")
    except InputError:
        held = held_back_count(len(labels))
        if not held:
            raise
        return TrainingData(images[held:], labels[held:], images[:held], labels[:held]), sources
    return TrainingData(images, labels, test.images, test.labels), sources


def train(
    recipe: Recipe,
    data: TrainingData,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    seed: int = 1,
    initial_weights: Sequence[np.ndarray] | None = None,
) -> TrainResult:
    """Trains a new network.

    Where the recipe keeps the best weights, those with the lowest validation log loss win, and a temperature fitted on
    the validation images (Guo et al. 2017, "On calibration of modern neural networks") is divided into the last layer.

    Args:
        recipe: what to do.
        data: what to learn from; the recipe's first `validation_count` images are not trained on.
        on_progress: called from the training thread, about ten times a second.
        should_stop: asked at each batch, and may wait there; True ends the run and keeps what was learnt.
        seed: of the weights, the order and the variations. The same seed gives the same figures on the same machine.
        initial_weights: of the model that the recipe starts from, in the order of `get_weights`.

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

    from digitpad.core.networks import build

    gc.collect()  # a network is a circle of references: that of an earlier run goes now, not whenever
    keras.utils.set_random_seed(seed)
    network = build(recipe.architecture, recipe.dropout, recipe.start, recipe.hidden)
    if initial_weights is not None:
        network.set_weights(initial_weights)
    run = _Run(recipe, data, network, seed)
    try:
        run.learn(on_progress, should_stop)
    except tensorflow.errors.ResourceExhaustedError as error:
        raise MemoryError from error
    temperature = 1.0
    if recipe.keeps == "best":
        network.set_weights(run.best_weights)
        temperature = fit_temperature(run.validation_logits(), run.validation_labels)
        last = network.get_layer("logits")
        last.set_weights([weights / np.float32(temperature) for weights in last.get_weights()])
    validation_logits = run.validation_logits()
    tested = slice(recipe.test_count or None)
    test_labels = data.test_labels[tested]
    test_logits = run.logits(_scaled(data.test_images[tested]))
    return TrainResult(
        network=network,
        recipe=recipe,
        seed=seed,
        seconds=run.seconds,
        images_per_second=run.images_seen / run.seconds,
        temperature=temperature,
        validation_accuracy=accuracy(validation_logits, run.validation_labels),
        validation_log_loss=log_loss(validation_logits, run.validation_labels),
        test_accuracy=accuracy(test_logits, test_labels),
        test_log_loss=log_loss(test_logits, test_labels),
        stopped=run.stopped,
        diverged=run.diverged,
        periods=tuple(run.periods),
        snapshots=tuple(run.snapshots.items()),
        test_probabilities=softmax(test_logits),
    )


class _Run:
    """A network on its way through the steps of a recipe."""

    def __init__(self, recipe: Recipe, data: TrainingData, network: "keras.Model", seed: int) -> None:
        from digitpad.core.networks import logits_of

        kept = recipe.validation_count
        end = kept + recipe.train_count if recipe.train_count else len(data.images)
        self.validation_images, self.validation_labels = _scaled(data.images[:kept]), data.labels[:kept]
        self.images, self.labels = data.images[kept:end], data.labels[kept:end]
        self.recipe, self.network = recipe, network
        self._scorer = logits_of(network)
        self._score = _score_function(self._scorer)
        self._rng = np.random.default_rng(seed)
        steps_an_epoch = -(-len(self.images) // recipe.batch_size)
        self.steps = recipe.steps or recipe.epochs * steps_an_epoch
        self._period_steps = max(1, self.steps // _PERIODS) if recipe.steps else steps_an_epoch
        self._take_step = _step_function(recipe, self._scorer, self.steps)
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
        for rows in self._batches():
            loss = self._learn_from(rows)
            if not np.isfinite(loss):
                self.diverged = True
                break
            self.step += 1
            self.images_seen += len(rows)
            losses.append(loss)
            self._keep_snapshot()
            if self.step % self._period_steps == 0 or self.step == self.steps:
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

    def logits(self, images: np.ndarray) -> np.ndarray:
        """(n, 28, 28) float32 → (n, 10) float32."""
        chunks = (images[begin : begin + _CHUNK] for begin in range(0, len(images), _CHUNK))
        return np.concatenate([self._score(chunk).numpy() for chunk in chunks])

    def validation_logits(self) -> np.ndarray:
        """The logits of the validation images."""
        return self.logits(self.validation_images)

    def _batches(self) -> Iterator[np.ndarray]:
        """Rows of the training images, for ever: each epoch goes through all of them in a new order."""
        count, size = len(self.images), self.recipe.batch_size
        while True:
            order = self._rng.permutation(count)
            for begin in range(0, count, size):
                yield order[begin : begin + size]

    def _learn_from(self, rows: np.ndarray) -> float:
        images = self.images[rows]
        varied = vary(images, self.recipe, self._rng) if self.recipe.varies_images else _scaled(images)
        return float(self._take_step(varied, self.labels[rows].astype(np.int32)))

    def _end_period(self) -> None:
        some = slice(0, len(self.validation_images))  # as many as there are for validation
        training = self.logits(_scaled(self.images[some]))
        validation = self.validation_logits()
        period = Period(
            self.step,
            log_loss(training, self.labels[some]),
            accuracy(training, self.labels[some]),
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


def _score_function(scorer: "keras.Model") -> Callable[[np.ndarray], Any]:
    """A compiled function from images to logits: Keras's own `predict` takes a second longer to get ready."""
    import tensorflow as tf

    score = tf.function(lambda images: scorer(images, training=False), jit_compile=False)
    # Traced here, once: calls that trace, one of each run, are taken for careless ones and warned of.
    concrete = score.get_concrete_function(tf.TensorSpec([None, 28, 28], tf.float32))
    return lambda images: concrete(tf.constant(images, tf.float32))


def _step_function(recipe: Recipe, scorer: "keras.Model", steps: int) -> Callable[[np.ndarray, np.ndarray], Any]:
    """A compiled function that learns from one batch and gives its mean log loss.

    Weights are left alone where the loss is no finite number: the last finite ones stay.
    """
    import keras
    import tensorflow as tf

    schedules = keras.optimizers.schedules
    rate = schedules.CosineDecay(recipe.learning_rate, steps) if recipe.decays else recipe.learning_rate
    kinds = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD, "adagrad": keras.optimizers.Adagrad}
    optimiser = kinds[recipe.optimiser](rate)
    optimiser.build(scorer.trainable_variables)

    def take_step(images: Any, labels: Any) -> Any:
        with tf.GradientTape() as tape:
            logits = scorer(images, training=True)
            if recipe.loss == "naive":
                probabilities = tf.gather(tf.nn.softmax(logits), labels, axis=1, batch_dims=1)
                losses = -tf.math.log(probabilities)
            else:
                losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            mean = tf.reduce_mean(losses)
            loss = mean if recipe.loss == "mean" else tf.reduce_sum(losses)
        gradients = tape.gradient(loss, scorer.trainable_variables)
        if recipe.clip_norm:
            length = tf.sqrt(tf.reduce_sum(tf.stack([tf.reduce_sum(tf.square(gradient)) for gradient in gradients])))
            share = recipe.clip_norm * tf.minimum(1 / length, 1 / recipe.clip_norm)
            gradients = [gradient * share for gradient in gradients]
        if tf.math.is_finite(mean):
            # Not `apply`, which leaves each run's weights, twice with Adam's state, in memory for good.
            for gradient, variable in zip(gradients, scorer.trainable_variables, strict=True):
                optimiser.update_step(gradient, variable.value, optimiser.learning_rate)
            optimiser.iterations.assign_add(1)
        return mean

    # XLA makes training on a CPU three to four times slower. Traced here, as scoring is.
    concrete = tf.function(take_step, jit_compile=False).get_concrete_function(
        tf.TensorSpec([None, 28, 28], tf.float32), tf.TensorSpec([None], tf.int32)
    )
    return lambda images, labels: concrete(tf.constant(images, tf.float32), tf.constant(labels, tf.int32))


def _scaled(images: np.ndarray) -> np.ndarray:
    return images.astype(np.float32) * np.float32(1 / 255)
