"""One run of one recipe: from images to a trained network."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad.core.augment import vary
from digitpad.core.calibration import accuracy, fit_temperature, log_loss
from digitpad.core.errors import InputError
from digitpad.core.quiet import silenced_native_output
from digitpad.core.recipes import Recipe

if TYPE_CHECKING:
    import keras

    from digitpad.core.datasets import DataSet

_REPORT_EVERY_S = 0.1
_CHUNK = 500  # images that are measured in one call
_NOT_DIGIT_COUNT, _NOT_DIGITS_SEED = 16_000, 1
_SYNTHETIC_COUNT = 1_000
_DIGITS_PER_OTHER = 3  # digits that the doubt is learnt from for each picture of no digit
_REFUSED_DIGITS = 0.007  # of the validation images, at which the doubt becomes even: a margin below one in a hundred
_DOUBT_SHARPNESS = 2.0  # so that a small doubt takes little from the probabilities of digits
_DOUBT_RATE, _DOUBT_BATCH, _DOUBT_EPOCHS = 0.001, 256, 15
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
    not_digits: np.ndarray | None = None
    """(k, 28, 28) uint8: pictures of no digit, for a recipe that learns doubt."""
    version_rows: np.ndarray | None = None
    """(m,) integers: the images that may be exchanged for a variation of theirs."""
    versions: np.ndarray | None = None
    """(m, variants, 28, 28) uint8: the variations."""


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


def load_training_data(
    paths: Sequence[str] | None, recipe: Recipe | None = None, left_out: Sequence[str] = ()
) -> tuple[TrainingData, list[dict[str, Any]]]:
    """Loads what a run learns from and is tested on.

    Args:
        paths: data sets, or names of `sources`, whose training halves are put together; None for MNIST. Those without
            halves (stroke files, CSV, image folders) are learnt from whole; the test half is that of the first data set
            that has one, or MNIST's. Where there is none either, one image in five is held back.
        recipe: what it is for; drawings of stroke files are varied and pictures of no digit added where it says so.
        left_out: writers of stroke files whose drawings are not learnt from.

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
    parts = [_without(load(path, "train"), left_out) for path in chosen]
    sources = [
        {"name": part.name, "count": len(part.labels), "sha256": hashlib.sha256(part.images.tobytes()).hexdigest()}
        for part in parts
    ]
    images = np.concatenate([part.images for part in parts])
    labels = np.concatenate([part.labels for part in parts])
    others = _not_digits(chosen, left_out) if recipe and recipe.learns_doubt else None
    if with_halves:
        test = load(with_halves[0], "test")
        rows, versions = (
            _versions(chosen, parts, recipe, left_out) if recipe and recipe.stroke_variants else (None, None)
        )
        return TrainingData(images, labels, test.images, test.labels, others, rows, versions), sources
    # The first ones are kept for choosing, and files may be sorted by label.
    order = np.random.default_rng(_ORDER_SEED).permutation(len(labels))
    images, labels = images[order], labels[order]
    try:
        test = load(path_of(MNIST), "test")
    except InputError:
        held = held_back_count(len(labels))
        if not held:
            raise
        return TrainingData(images[held:], labels[held:], images[:held], labels[:held], others), sources
    return TrainingData(images, labels, test.images, test.labels, others), sources


def _without(data: "DataSet", writers: Sequence[str]) -> "DataSet":
    if not (writers and data.writers):
        return data
    kept = ~np.isin(data.writers, writers)
    names = tuple(writer for writer, keep in zip(data.writers, kept, strict=True) if keep)
    return replace(data, images=data.images[kept], labels=data.labels[kept], writers=names)


def _versions(
    paths: Sequence[str], parts: Sequence["DataSet"], recipe: Recipe, left_out: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Variations of the drawings in stroke files, the same ones each time: (m,) the rows of the drawings among all
    images, and (m, variants, 28, 28) uint8. Those kept for choosing have none."""
    from digitpad.core.datasets import is_stroke_file, locate, read_drawings
    from digitpad.core.stroke_variation import varied_input

    rows, versions, first = [], [], 0
    for path, part in zip(paths, parts, strict=True):
        if is_stroke_file(path):
            drawings = (row for row in read_drawings(locate(Path(path))) if row.writer not in left_out)
            for row, (line, _, _, drawing) in enumerate(drawings, first):
                if row >= recipe.validation_count:
                    rng = np.random.default_rng([line, recipe.stroke_variants])
                    varied = [varied_input(drawing, rng) for _ in range(recipe.stroke_variants)]
                    if all(image is not None for image in varied):
                        rows.append(row)
                        versions.append(np.rint(np.array(varied) * 255).astype(np.uint8))
        first += len(part.labels)
    shape = (len(rows), recipe.stroke_variants, 28, 28)
    return np.array(rows, np.int64), np.array(versions, np.uint8).reshape(shape)


def _not_digits(paths: Sequence[str], left_out: Sequence[str]) -> np.ndarray:
    """Pictures of no digit: (k, 28, 28) uint8. Two digits over each other are the sources' own."""
    from digitpad.core.datasets import is_stroke_file, locate, read_drawings
    from digitpad.core.not_digits import not_digit_images
    from digitpad.core.synthetic import synthetic_drawings

    digits = [
        drawing.drawing
        for path in paths
        if is_stroke_file(path)
        for drawing in read_drawings(locate(Path(path)))
        if drawing.writer not in left_out
    ]
    digits = digits or [drawing for _, drawing in synthetic_drawings(_SYNTHETIC_COUNT, _NOT_DIGITS_SEED)]
    return not_digit_images(_NOT_DIGIT_COUNT, _NOT_DIGITS_SEED, digits)


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

    from digitpad.core.networks import build, doubts

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
    if recipe.step_back and initial_weights is not None:
        share = np.float32(recipe.step_back)
        pairs = zip(initial_weights, network.get_weights(), strict=True)
        network.set_weights([learnt + share * (before - learnt) for before, learnt in pairs])
    if recipe.keeps == "best":
        network.set_weights(run.best_weights)
        temperature = fit_temperature(run.validation_logits(), run.validation_labels)
        last = network.get_layer("logits")
        last.set_weights([weights / np.float32(temperature) for weights in last.get_weights()])
    if recipe.learns_doubt and data.not_digits is not None and doubts(recipe.architecture):
        run.learn_doubt(data.not_digits)
    validation = run.probabilities(run.validation_images)
    tested = slice(recipe.test_count or None)
    test_labels = data.test_labels[tested]
    test = run.probabilities(_scaled(data.test_images[tested]))
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
        stopped=run.stopped,
        diverged=run.diverged,
        periods=tuple(run.periods),
        snapshots=tuple(run.snapshots.items()),
        test_probabilities=test,
    )


class _Run:
    """A network on its way through the steps of a recipe."""

    def __init__(self, recipe: Recipe, data: TrainingData, network: "keras.Model", seed: int) -> None:
        from digitpad.core.networks import logits_of

        kept = recipe.validation_count
        end = kept + recipe.train_count if recipe.train_count else len(data.images)
        self._rng = np.random.default_rng(seed)
        order = self._rng.permutation(len(data.images))[:end] if recipe.shuffles else slice(end)
        images, labels = data.images[order], data.labels[order]
        self.validation_images, self.validation_labels = _scaled(images[:kept]), labels[:kept]
        self.images, self.labels = images[kept:], labels[kept:]
        self._versions = data.versions
        if data.versions is not None and data.version_rows is not None:
            drawing_of = np.full(len(data.images), -1)
            drawing_of[data.version_rows] = np.arange(len(data.version_rows))
            self._drawing_of = drawing_of[order][kept:]
        self.recipe, self.network = recipe, network
        self._scorer = logits_of(network)
        self._score = _compiled(self._scorer)
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

    def learn_doubt(self, not_digits: np.ndarray) -> None:
        """Learns from what the last convolution gives to tell digits from pictures of no digit.

        The digits' own weights stay as they are, and so does every answer to which digit it is. Where the doubt is
        even, a prediction becomes unsure: that point is laid where hardly any validation image is refused.

        Args:
            not_digits: (k, 28, 28) uint8.
        """
        import keras

        from digitpad.core.networks import doubt_of

        looks, doubt = doubt_of(self.network)
        count = min(len(self.images), _DIGITS_PER_OTHER * len(not_digits))
        digits = self._chosen_images(np.sort(self._rng.permutation(len(self.images))[:count]))
        images = np.concatenate([digits, not_digits])
        images = vary(images, self.recipe, self._rng) if self.recipe.varies_images else _scaled(images)
        features = _in_chunks(_compiled(looks), images)
        is_other = np.repeat(np.array([0, 1], np.float32), [count, len(not_digits)])
        # From chance: sigmoid(0) is half, where learning is quickest.
        doubt.layers[-1].set_weights([doubt.layers[-1].get_weights()[0], np.zeros(1, np.float32)])
        doubt.compile(keras.optimizers.Adam(_DOUBT_RATE), keras.losses.BinaryCrossentropy(from_logits=True))
        doubt.fit(features, is_other, batch_size=_DOUBT_BATCH, epochs=_DOUBT_EPOCHS, verbose=0)
        kept = _in_chunks(_compiled(doubt), _in_chunks(_compiled(looks), self.validation_images))
        limit = np.clip(np.quantile(kept, 1 - _REFUSED_DIGITS), -1, 1)
        weights, bias = doubt.layers[-1].get_weights()
        doubt.layers[-1].set_weights([_DOUBT_SHARPNESS * weights, _DOUBT_SHARPNESS * (bias - limit)])

    def logits(self, images: np.ndarray) -> np.ndarray:
        """(n, 28, 28) float32 → (n, 10) float32."""
        return _in_chunks(self._score, images)

    def probabilities(self, images: np.ndarray) -> np.ndarray:
        """(n, 28, 28) float32 → (n, 10) float32, as the finished network gives them."""
        return _in_chunks(_compiled(self.network), images)

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
        images, labels = self._chosen_images(rows), self.labels[rows].astype(np.int32)
        varied = vary(images, self.recipe, self._rng) if self.recipe.varies_images else _scaled(images)
        return float(self._take_step(varied, labels))

    def _chosen_images(self, rows: np.ndarray) -> np.ndarray:
        """The training images of these rows, drawings each as themselves or as a variation of theirs."""
        images = self.images[rows]
        if self._versions is not None:
            drawn = np.flatnonzero(self._drawing_of[rows] >= 0)
            version = self._rng.integers(-1, self._versions.shape[1], len(drawn))  # -1: the drawing itself
            drawn, version = drawn[version >= 0], version[version >= 0]
            images[drawn] = self._versions[self._drawing_of[rows[drawn]], version]
        return images

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


def probabilities_of(network: "keras.Model", images: np.ndarray) -> np.ndarray:
    """What a trained network says of images, (n, 28, 28) uint8: (n, 10) float32."""
    return _in_chunks(_compiled(network), _scaled(images))


def _compiled(network: "keras.Model") -> Callable[[np.ndarray], Any]:
    """A compiled function to what a network gives: Keras's own `predict` takes a second longer to start."""
    import tensorflow as tf

    call = tf.function(lambda images: network(images, training=False), jit_compile=False)
    # Traced here, once: calls that trace, one of each run, are taken for careless ones and warned of.
    concrete = call.get_concrete_function(tf.TensorSpec(network.input_shape, tf.float32))
    return lambda images: concrete(tf.constant(images, tf.float32))


def _in_chunks(function: Callable[[np.ndarray], Any], images: np.ndarray) -> np.ndarray:
    chunks = (images[begin : begin + _CHUNK] for begin in range(0, len(images), _CHUNK))
    return np.concatenate([function(chunk).numpy() for chunk in chunks])


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


def _logarithms(probabilities: np.ndarray) -> np.ndarray:
    """Logits that softmax turns into these probabilities."""
    return np.log(np.maximum(probabilities, np.finfo(np.float32).tiny))


def _scaled(images: np.ndarray) -> np.ndarray:
    return images.astype(np.float32) * np.float32(1 / 255)
