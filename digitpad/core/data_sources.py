"""The data sets that a person may want to look at, and where they are.

What reads them is loaded when it is needed: a window that shows the list need not wait for it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from digitpad.core.errors import InputError
from digitpad.core.mnist_source import find_mnist
from digitpad.core.my_drawings import count_drawings
from digitpad.paths import my_drawings_file

if TYPE_CHECKING:
    from digitpad.core.datasets import DataSet, Part


class DataSource(NamedTuple):
    """A data set, or one half of one, that may not be there yet."""

    kind: Literal["mnist", "mine", "synthetic", "file"]
    path: str
    """What `datasets.load` takes; "" for what is not on this computer yet."""
    part: "Part"
    halves: bool
    """True for one that has another half."""


def known_sources() -> list[DataSource]:
    """What can be looked at without choosing a file, whether it is there or not: MNIST, the user's drawings, …"""
    try:
        mnist = str(find_mnist())
    except InputError:
        mnist = ""
    try:
        mine = str(my_drawings_file()) if count_drawings() else ""
    except InputError:  # loading it will say why
        mine = str(my_drawings_file())
    parts: tuple[Part, ...] = ("test", "train")
    sources = [DataSource("mnist", mnist, part, True) for part in parts]
    sources.append(DataSource("mine", mine, "test", False))
    return sources + [DataSource("synthetic", "synthetic", part, True) for part in parts]


def file_sources(path: Path) -> list[DataSource]:
    """A file or folder that the user chose, both halves where it has two.

    Raises:
        InputError: it is missing or not a data set.
    """
    from digitpad.core.datasets import has_halves

    if not has_halves(path):
        return [DataSource("file", str(path), "test", False)]
    return [DataSource("file", str(path), "test", True), DataSource("file", str(path), "train", True)]


def load_source(source: DataSource, should_stop: Callable[[], bool]) -> "DataSet":
    """Loads it, or as much as is done when it should stop.

    Raises:
        InputError: it is missing, damaged or strange.
    """
    from digitpad.core.datasets import load

    return load(source.path, source.part, should_stop=should_stop)
