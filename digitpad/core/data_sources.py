"""Where labelled digits come from: MNIST, the user's own drawings, built-in digits, files; and how many there are.

What reads them is loaded when it is needed: a window that shows the list need not wait for it.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digitpad.core.drawing import drawing_from_row
from digitpad.core.errors import InputError
from digitpad.core.mnist_source import find_mnist
from digitpad.core.my_drawings import count_drawings
from digitpad.core.preprocess import drawing_to_input
from digitpad.paths import assets_folder, my_drawings_file

if TYPE_CHECKING:
    from digitpad.core.datasets import DataSet, Part

MNIST, MY_DRAWINGS, SYNTHETIC = "mnist", "my drawings", "synthetic"
"""The sources that need no path. Any other one is the path of a data set."""
_FILE = "file"
_SAMPLES = 8
_HELD_BACK = 5  # one of so many images is for testing where there is nothing else to test with


class DataSource(NamedTuple):
    """A source, or one half of it, to be looked at; it may not be there yet."""

    kind: str
    """`MNIST`, `MY_DRAWINGS`, `SYNTHETIC`, or "file" for one that the user chose."""
    path: str
    """What `datasets.load` takes; "" for what is not on this computer yet."""
    part: "Part"
    halves: bool
    """True for one that has another half."""


class Glance(NamedTuple):
    """What is seen of a source at first sight."""

    training: int
    """How many images it has to learn from."""
    test: int
    """How many others to be tested on; 0 for a data set without halves."""
    samples: np.ndarray
    """A few of the first ones: (n, 28, 28) uint8."""


def path_of(source: str) -> str:
    """What `datasets.load` takes for a source.

    Raises:
        InputError: MNIST is not on this computer.
    """
    if source == MNIST:
        return str(find_mnist())
    return str(my_drawings_file()) if source == MY_DRAWINGS else source


def known_sources() -> list[DataSource]:
    """What can be looked at without choosing a file, whether it is there or not: MNIST, the user's drawings, …"""
    try:
        mnist = path_of(MNIST)
    except InputError:
        mnist = ""
    try:
        own = path_of(MY_DRAWINGS) if count_drawings() else ""
    except InputError:  # loading it will say why
        own = path_of(MY_DRAWINGS)
    parts: tuple[Part, ...] = ("test", "train")
    sources = [DataSource(MNIST, mnist, part, True) for part in parts]
    sources.append(DataSource(MY_DRAWINGS, own, "test", False))
    return sources + [DataSource(SYNTHETIC, path_of(SYNTHETIC), part, True) for part in parts]


def file_sources(path: Path) -> list[DataSource]:
    """A file or folder that the user chose, both halves where it has two.

    Raises:
        InputError: it is missing or not a data set.
    """
    from digitpad.core.datasets import has_halves

    if not has_halves(path):
        return [DataSource(_FILE, str(path), "test", False)]
    return [DataSource(_FILE, str(path), "test", True), DataSource(_FILE, str(path), "train", True)]


def load_source(source: DataSource, should_stop: Callable[[], bool]) -> "DataSet":
    """Loads it, or as much as is done when it should stop.

    Raises:
        InputError: it is missing, damaged or strange.
    """
    from digitpad.core.datasets import load

    return load(source.path, source.part, should_stop=should_stop)


def glance_at(source: str) -> Glance:
    """Counts a source's images, and takes a few of them; strokes are counted without being inked.

    Raises:
        InputError: it is missing, damaged or empty.
    """
    from digitpad.core import datasets  # here, in the thread that counts: it takes a frame's time to import
    from digitpad.core.digit_tables import peek_npz
    from digitpad.core.stroke_files import read_drawings

    path = path_of(source)
    if path == SYNTHETIC:
        counts = datasets.SYNTHETIC_COUNTS
        return Glance(counts["train"], counts["test"], datasets.load(path, "train", limit=_SAMPLES).images)
    if datasets.is_stroke_file(path):
        samples = datasets.load(path, "train", limit=_SAMPLES).images
        drawings = read_drawings(datasets.locate(Path(path)))
        return Glance(sum(drawing.label is not None for drawing in drawings), 0, samples)
    if path.endswith(".npz") and (seen := peek_npz(Path(path), _SAMPLES)) is not None:
        return Glance(*seen)
    images = datasets.load(path, "train").images
    test = len(datasets.load(path, "test").labels) if datasets.has_halves(path) else 0
    return Glance(len(images), test, images[:_SAMPLES].copy())


def shipped_sample() -> np.ndarray:
    """A digit that is there before any source was looked at: (1, 28, 28) uint8."""
    line = (assets_folder() / "samples" / "7.jsonl").read_text("utf-8").splitlines()[0]
    image = drawing_to_input(drawing_from_row(json.loads(line)))
    return np.rint(255 * np.zeros((1, 28, 28)) if image is None else 255 * image[np.newaxis]).astype(np.uint8)


def totals(chosen: Sequence[Glance], mnist: Glance | None) -> tuple[int, int]:
    """How many images a run learns from (those for choosing included) and is tested on.

    Args:
        chosen: the run's sources, in their order.
        mnist: MNIST if it is on this computer, chosen or not.
    """
    training = sum(glance.training for glance in chosen)
    halves = [glance.test for glance in (*chosen, mnist) if glance is not None and glance.test]
    held_back = 0 if halves else held_back_count(training)
    return training - held_back, halves[0] if halves else held_back


def held_back_count(count: int) -> int:
    """How many of so many images are held back for testing where no data set has a test half."""
    return count // _HELD_BACK
