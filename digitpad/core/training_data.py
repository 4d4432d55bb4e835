"""What a run learns from and is tested on, put together from data sets."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from digitpad.core.errors import InputError
from digitpad.core.recipes import Recipe

if TYPE_CHECKING:
    from digitpad.core.datasets import DataSet
    from digitpad.core.stroke_files import LabelledDrawing

_NOT_DIGIT_COUNT, _TWO_DIGITS_COUNT, _NOT_DIGITS_SEED = 12_800, 15_200, 1
_SYNTHETIC_COUNT = 1_000
_ORDER_SEED = 1


class Stopped(Exception):
    """Somebody wished it to end before all of it was there."""


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
    two_digits_count: int = 0
    """The last so many of the pictures of no digit are of two digits over each other."""


def load_training_data(
    paths: Sequence[str] | None,
    recipe: Recipe | None = None,
    left_out: Sequence[str] = (),
    should_stop: Callable[[], bool] | None = None,
) -> tuple[TrainingData, list[dict[str, Any]]]:
    """Loads what a run learns from and is tested on.

    Args:
        paths: data sets, or names of `data_sources`, whose training halves are put together; None for MNIST. Those
            without halves (stroke files, CSV, image folders) are learnt from whole; the test half is that of the first
            data set that has one, or MNIST's. Where there is none either, one image in five is held back.
        recipe: what it is for; drawings of stroke files are varied and pictures of no digit added where it says so.
        left_out: writers of stroke files whose drawings are not learnt from.
        should_stop: asked at each drawing and picture, which take the longest.

    Returns:
        The data, and for the model's card the `name`, `count` and `sha256` of each source.

    Raises:
        InputError: a data set is missing or damaged.
        Stopped: that was wished.
    """
    import hashlib

    from digitpad.core.data_sources import MNIST, held_back_count, path_of
    from digitpad.core.datasets import has_halves, load

    ask = ends_when(should_stop)
    chosen = [path_of(source) for source in paths or [MNIST]]
    with_halves = [path for path in chosen if has_halves(path)]
    parts = [_without(load(path, "train", should_stop=ask), left_out) for path in chosen]
    sources = [
        {"name": part.name, "count": len(part.labels), "sha256": hashlib.sha256(part.images.tobytes()).hexdigest()}
        for part in parts
    ]
    images = np.concatenate([part.images for part in parts])
    labels = np.concatenate([part.labels for part in parts])
    others, two_digits = _not_digits(chosen, left_out, ask) if recipe and recipe.learns_doubt else (None, 0)
    if with_halves:
        test = load(with_halves[0], "test", should_stop=ask)
        rows, versions = (
            _versions(chosen, parts, recipe, left_out, ask) if recipe and recipe.stroke_variants else (None, None)
        )
        return TrainingData(images, labels, test.images, test.labels, others, rows, versions, two_digits), sources
    # The first ones are kept for choosing, and files may be sorted by label.
    order = np.random.default_rng(_ORDER_SEED).permutation(len(labels))
    images, labels = images[order], labels[order]
    try:
        test = load(path_of(MNIST), "test", should_stop=ask)
    except InputError:
        held = held_back_count(len(labels))
        if not held:
            raise
        held_back = images[:held], labels[:held]
        return TrainingData(images[held:], labels[held:], *held_back, others, two_digits_count=two_digits), sources
    return TrainingData(images, labels, test.images, test.labels, others, two_digits_count=two_digits), sources


def ends_when(should_stop: Callable[[], bool] | None) -> Callable[[], bool]:
    """The same wish, which raises `Stopped` as soon as it is true: part of the data is nothing to learn from."""

    def ask() -> bool:
        if should_stop is not None and should_stop():
            raise Stopped
        return False

    return ask


def _without(data: "DataSet", writers: Sequence[str]) -> "DataSet":
    if not (writers and data.writers):
        return data
    kept = ~np.isin(data.writers, writers)
    names = tuple(writer for writer, keep in zip(data.writers, kept, strict=True) if keep)
    return replace(data, images=data.images[kept], labels=data.labels[kept], writers=names)


def _versions(
    paths: Sequence[str],
    parts: Sequence["DataSet"],
    recipe: Recipe,
    left_out: Sequence[str],
    ask: Callable[[], bool],
) -> tuple[np.ndarray, np.ndarray]:
    """Variations of the drawings in stroke files, the same ones each time: (m,) the rows of the drawings among all
    images, and (m, variants, 28, 28) uint8. Those kept for choosing have none."""
    from digitpad.core.datasets import is_stroke_file
    from digitpad.core.stroke_variation import varied_input

    rows, versions, first = [], [], 0
    kept = recipe.kept_of(sum(len(part.labels) for part in parts))
    for path, part in zip(paths, parts, strict=True):
        if is_stroke_file(path):
            for row, (line, _, _, drawing) in enumerate(_drawings(path, left_out, ask), first):
                if row >= kept:
                    rng = np.random.default_rng([line, recipe.stroke_variants])
                    varied = [varied_input(drawing, rng) for _ in range(recipe.stroke_variants)]
                    if all(image is not None for image in varied):
                        rows.append(row)
                        versions.append(np.rint(np.array(varied) * 255).astype(np.uint8))
        first += len(part.labels)
    shape = (len(rows), recipe.stroke_variants, 28, 28)
    return np.array(rows, np.int64), np.array(versions, np.uint8).reshape(shape)


def _not_digits(paths: Sequence[str], left_out: Sequence[str], ask: Callable[[], bool]) -> tuple[np.ndarray, int]:
    """Pictures of no digit, (k, 28, 28) uint8, and how many of them, at the end, are of two digits over each other.
    These are the sources' own, and more than all the rest: they are the hardest to tell from a digit."""
    from digitpad.core.datasets import is_stroke_file
    from digitpad.core.not_digits import TUNED, images_of
    from digitpad.core.synthetic import synthetic_drawings

    digits = [drawing.drawing for path in paths if is_stroke_file(path) for drawing in _drawings(path, left_out, ask)]
    if not digits:
        synthetic = synthetic_drawings(_SYNTHETIC_COUNT, _NOT_DIGITS_SEED)
        digits = [drawing for _, drawing in synthetic if not ask()]
    two = {"two_digits": TUNED["two_digits"]}
    others = {kind: ways for kind, ways in TUNED.items() if kind not in two}
    each = images_of(others, _NOT_DIGIT_COUNT, _NOT_DIGITS_SEED, digits, ask)
    return np.concatenate([each, images_of(two, _TWO_DIGITS_COUNT, _NOT_DIGITS_SEED, digits, ask)]), _TWO_DIGITS_COUNT


def _drawings(path: str, left_out: Sequence[str], ask: Callable[[], bool]) -> Iterator["LabelledDrawing"]:
    """The drawings of a stroke file that are learnt from."""
    from digitpad.core.datasets import locate
    from digitpad.core.stroke_files import read_drawings

    for drawing in read_drawings(locate(Path(path))):
        ask()
        if drawing.writer not in left_out:
            yield drawing
