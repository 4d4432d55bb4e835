"""Teaches a model the user's own drawings: a short run that goes on from it, half drawings, half what it knows already.

Without the other half a network soon forgets what it knew (McCloskey and Cohen 1989, "Catastrophic interference").
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digitpad.core.classifier import is_unsure
from digitpad.core.errors import InputError
from digitpad.core.model_store import KERAS_FILE, ModelCard
from digitpad.core.networks import ARCHITECTURES
from digitpad.core.recipes import Recipe
from digitpad.paths import my_drawings_file

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.core.datasets import DataSet
    from digitpad.core.run import Progress
    from digitpad.core.stroke_files import LabelledDrawing
    from digitpad.core.training import TrainResult
    from digitpad.core.training_data import TrainingData

_STEPS, _BATCH = 60, 64
_RATES = {"softmax": 0.005, "mlp": 0.001, "cnn": 0.0003, "cnn-3x3": 0.0003, "drawn": 0.0005}
_STEP_BACK = 0.5
_MOST_VARIATIONS = 200  # of one drawing: a single one must not become half of all that is practised
_KEPT = 500  # old images that are measured on while it learns
_NEWER, _NEWEST = 2.0, 10  # the newest drawing comes 1 + 2 times as often as old ones, the tenth newest 1 + 1 times
_TAUGHT = " taught"
_PICTURES = Recipe("", "", "", epochs=0, batch_size=0, learning_rate=0, shift=1.0, turn=8.0, zoom=0.08, shear=0.1)


class Lesson(NamedTuple):
    """What a model is taught, and what it is tested on afterwards."""

    data: "TrainingData"
    drawings: "DataSet"
    """The user's own, each as it was drawn."""
    old: str
    """Where what it should not forget, and the test images, come from: `MNIST` or `SYNTHETIC` of `data_sources`."""
    sources: list[dict[str, object]]
    """For the model's card."""


class Changed(NamedTuple):
    """The answers of a model before and after it was taught: each the likeliest digit, whether it was sure or not."""

    images: np.ndarray
    """(n, 28, 28) uint8, ink 255."""
    labels: np.ndarray
    """(n,) int64, 0 … 9."""
    before: np.ndarray
    """(n,) int64, 0 … 9: the digit with the largest probability."""
    after: np.ndarray
    """The same, of the taught model."""
    unsure_before: np.ndarray
    """(n,) bool: that probability was too small to say it without a doubt."""
    unsure_after: np.ndarray
    """The same, of the taught model."""
    better: np.ndarray
    """(m,) int64: the places of the images that are read right now and were not before."""
    worse: np.ndarray
    """(m,) int64: and of those that were read right before and are not now."""

    @property
    def right_before(self) -> int:
        """How many were read right."""
        return int((self.before == self.labels).sum())

    @property
    def right_after(self) -> int:
        """How many are read right."""
        return int((self.after == self.labels).sum())

    @property
    def doubted_before(self) -> int:
        """How many of those that were read right it was not sure of."""
        return int((self.unsure_before & (self.before == self.labels)).sum())

    @property
    def doubted_after(self) -> int:
        """How many of those that are read right it is not sure of."""
        return int((self.unsure_after & (self.after == self.labels)).sum())


class Taught(NamedTuple):
    """What came of it."""

    result: "TrainResult"
    drawings: Changed
    """The user's own, which it has learnt from."""
    test: Changed
    """Others, which it has not seen."""
    old: str
    """As in `Lesson`."""


def check_teachable(model: object) -> ModelCard:
    """Gives the card of a model that can be taught.

    Raises:
        InputError: it cannot, and why.
    """
    if not isinstance(model, ModelCard):
        raise InputError("teach_object")
    if model.architecture not in ARCHITECTURES:
        raise InputError("teach_architecture", name=model.title)
    if not (model.folder / KERAS_FILE).is_file():
        raise InputError("teach_file_missing", name=model.title, file=KERAS_FILE)
    return model


def recipe_for(card: ModelCard) -> Recipe:
    """How a model is taught: few small steps that go on from it. What it has learnt to doubt stays as it is."""
    return Recipe(
        name=card.name.partition(_TAUGHT)[0] + _TAUGHT,
        title=card.title,
        architecture=card.architecture,
        hidden=card.hidden,
        starts_from=card.name,
        epochs=0,
        steps=_STEPS,
        batch_size=_BATCH,
        learning_rate=_RATES[card.architecture],
        validation_count=_KEPT,
        keeps="last",
        step_back=_STEP_BACK,
    )


def prepare(recipe: Recipe, seed: int = 1, should_stop: Callable[[], bool] | None = None) -> Lesson:
    """Reads the user's drawings, and as many old images to go with them.

    Args:
        recipe: of `recipe_for`.
        seed: of what is chosen, and of the variations.
        should_stop: asked at each drawing.

    Raises:
        InputError: there are no drawings, or a data set is damaged.
        training_data.Stopped: that was wished.
    """
    from digitpad.core.data_sources import MNIST, SYNTHETIC, path_of
    from digitpad.core.datasets import load
    from digitpad.core.training_data import TrainingData, ends_when

    ask = ends_when(should_stop)
    rng = np.random.default_rng(seed)
    drawings = read_my_drawings()
    mine = as_images(drawings)
    practised = recipe.steps * recipe.batch_size
    own = min(practised // 2, _MOST_VARIATIONS * len(drawings))
    try:
        old, path = MNIST, path_of(MNIST)
    except InputError:
        old, path = SYNTHETIC, SYNTHETIC
    # A random choice of MNIST, which lies in the file as it came; the built-in digits are drawn by chance already.
    count = practised - own + recipe.validation_count
    known = load(path, "train", limit=count, seed=seed if old == MNIST else None, should_stop=ask)
    test = load(path, "test", should_stop=ask)
    repeated = rng.choice(len(drawings), own, p=_weights(len(drawings)))
    varied = np.stack([_varied(drawings[row], rng) for row in repeated if not ask()])
    data = TrainingData(
        np.concatenate([known.images, varied]),
        np.concatenate([known.labels, mine.labels[repeated]]),
        test.images,
        test.labels,
    )
    return Lesson(data, mine, old, [_source(known), _source(mine)])


def read_my_drawings() -> "list[LabelledDrawing]":
    """The user's labelled drawings that have ink, oldest first.

    Raises:
        InputError: there are none, or the file is damaged.
    """
    from digitpad.core.preprocess import drawing_to_input
    from digitpad.core.stroke_files import read_drawings

    path = my_drawings_file()
    drawings = [drawing for drawing in read_drawings(path) if drawing.label is not None] if path.exists() else []
    drawings = [drawing for drawing in drawings if drawing_to_input(drawing.drawing) is not None]
    if not drawings:
        raise InputError("teach_nothing")
    return drawings


def as_images(drawings: "Sequence[LabelledDrawing]") -> "DataSet":
    """Drawings as a model sees them."""
    from digitpad.core.datasets import DataSet
    from digitpad.core.preprocess import drawing_to_input

    images = np.stack([_as_bytes(drawing_to_input(drawing.drawing)) for drawing in drawings])
    return DataSet(my_drawings_file().name, images, np.array([drawing.label for drawing in drawings], np.int64))


def teach(
    card: ModelCard,
    lesson: Lesson,
    on_progress: "Callable[[Progress], None] | None" = None,
    should_stop: Callable[[], bool] | None = None,
    seed: int = 1,
    on_stage: Callable[[str, float], None] | None = None,
) -> "TrainResult":
    """Teaches a model, which itself stays as it is; arguments and result are those of `training.train`.

    Raises:
        InputError: the model's weights cannot be read.
    """
    from digitpad.core import training
    from digitpad.core.model_store import read_weights

    return training.train(recipe_for(card), lesson.data, on_progress, should_stop, seed, read_weights(card), on_stage)


def compare(
    lesson: Lesson,
    result: "TrainResult",
    before: "DigitClassifier",
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Taught | None:
    """Lets the model of before read what the taught one has read.

    Args:
        lesson: what was taught.
        result: what came of it.
        before: a classifier of the model as it was, of this thread.
        on_progress: told how many of how many are done, several times a second.
        should_stop: asked as often; True ends it.

    Returns:
        What changed, or None when it was stopped.

    Raises:
        ValueError: the classifier gives something else than ten finite numbers an image.
    """
    from digitpad.core.evaluation import evaluate
    from digitpad.core.training import probabilities_of

    count = len(lesson.drawings.labels)
    images = np.concatenate([lesson.drawings.images, lesson.data.test_images])
    labels = np.concatenate([lesson.drawings.labels, lesson.data.test_labels])
    was = evaluate(before, images, labels, on_progress, should_stop).probabilities
    if len(was) < len(images):
        return None
    now = np.concatenate([probabilities_of(result.network, lesson.drawings.images), result.test_probabilities])
    of_drawings = compare_answers(was[:count], now[:count], images[:count], labels[:count])
    of_test = compare_answers(was[count:], now[count:], images[count:], labels[count:])
    return Taught(result, of_drawings, of_test, lesson.old)


def compare_answers(before: np.ndarray, after: np.ndarray, images: np.ndarray, labels: np.ndarray) -> Changed:
    """Which answers became right, and which wrong: right is the largest probability's, as in `evaluation.accuracy`.

    Args:
        before: (n, 10) float32 probabilities.
        after: the same, of the taught model.
        images: (n, 28, 28) uint8.
        labels: (n,) integers, 0 … 9.
    """
    said, says = before.argmax(axis=1), after.argmax(axis=1)
    was_right, is_right = said == labels, says == labels
    better, worse = np.flatnonzero(is_right & ~was_right), np.flatnonzero(was_right & ~is_right)
    doubts = is_unsure(before), is_unsure(after)
    return Changed(images, np.asarray(labels, np.int64), said, says, *doubts, better, worse)


def _weights(count: int) -> np.ndarray:
    """How probably each of so many drawings, oldest first, is taken: (count,), sum 1."""
    ages = np.arange(count)[::-1]
    weights = 1 + _NEWER * 0.5 ** (ages / _NEWEST)
    return weights / weights.sum()


def _varied(drawing: "LabelledDrawing", rng: np.random.Generator) -> np.ndarray:
    """A drawing as the same hand might also have drawn it; an opened picture as it might also have been taken."""
    from digitpad.core.augment import vary
    from digitpad.core.preprocess import drawing_to_input
    from digitpad.core.stroke_variation import varied_input

    if drawing.drawing.image is None:
        return _as_bytes(varied_input(drawing.drawing, rng))
    image = _as_bytes(drawing_to_input(drawing.drawing))
    return _as_bytes(vary(image[np.newaxis], _PICTURES, rng)[0])


def _as_bytes(image: np.ndarray | None) -> np.ndarray:
    assert image is not None  # drawings without ink were left out
    return np.rint(image * 255).astype(np.uint8)


def _source(data: "DataSet") -> dict[str, object]:
    import hashlib

    return {"name": data.name, "count": len(data.labels), "sha256": hashlib.sha256(data.images.tobytes()).hexdigest()}
