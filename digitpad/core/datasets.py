"""Labelled digits: from files (MNIST as npz, IDX or CSV, image folders, strokes), and the built-in synthetic ones."""

import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

import numpy as np

from digitpad.core.data_files import LARGEST_COUNT, Part, damaged, open_packed, reading
from digitpad.core.data_sources import SYNTHETIC
from digitpad.core.digit_tables import LONGEST_CSV_LINE, PIXELS, as_images, is_idx_folder, load_csv, load_idx, load_npz
from digitpad.core.drawing import Drawing
from digitpad.core.errors import InputError
from digitpad.core.images import read_image
from digitpad.core.ink import image_to_ink
from digitpad.core.perturb import PERTURBATIONS, perturbed
from digitpad.core.preprocess import drawing_to_input, ink_to_input
from digitpad.core.stroke_files import LabelledDrawing, read_drawings
from digitpad.core.synthetic import own_pen_input, synthetic_drawings

SYNTHETIC_COUNTS: dict[Part, int] = {"train": 20_000, "test": 2_000}
"""How many drawings its halves hold."""

_Thing = TypeVar("_Thing")
_KINDS = {".npz": "npz", ".csv": "csv", ".jsonl": "strokes"}


@dataclass(frozen=True, slots=True)
class DataSet:
    """Labelled digits, as input images."""

    name: str
    """The file's or folder's name."""
    images: np.ndarray
    """(n, 28, 28) uint8, ink 255, paper 0: a quarter of the memory of float32. MNIST's own pixels are such, and so are
    those of drawn strokes; images out of pictures are rounded to the nearest 255th."""
    labels: np.ndarray
    """(n,) int64, 0 … 9."""
    writers: tuple[str, ...] = ()
    """Who drew each digit, of a stroke file ("" where it does not say); empty otherwise."""


def load(
    path: Path | str,
    part: Part = "test",
    writers: Sequence[str] | None = None,
    limit: int | None = None,
    perturb: Sequence[str] = (),
    seed: int | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> DataSet:
    """Loads a data set, whatever kind of file or folder it is.

    The rows of `mnist.npz`, IDX and CSV files are input images already and come untouched. Pictures and strokes are
    preprocessed like what is on the canvas; a blank one becomes an image without ink and still counts. The training
    half of the synthetic digits alone is as thick as each one's own pen, so that a model learns of other pens too.

    Args:
        path: what to load: `SYNTHETIC` for the built-in digits (a file that is called so too is `./synthetic`), or a
            path; a relative one that does not exist is looked for in the folder that DIGITPAD_DATA names.
        part: which half of an `mnist.npz`, a folder of IDX files or the synthetic digits; other data sets have no
            halves and come whole.
        writers: only the drawings of these, from a stroke file.
        limit: at most that many digits: the first ones, or with a `seed` a random choice of them. A folder of images
            is gone through label by label in turn, so that its first ones are not all zeros.
        perturb: names of `PERTURBATIONS`, applied one after another to the drawings of a stroke file or to synthetic
            ones.
        seed: of the random choice and of the perturbations (0 for these where it is None). A drawing is perturbed in
            the same way whichever others are chosen.
        should_stop: asked at each drawing and picture, and often in a CSV, which take the longest; True ends it with
            those that are done.

    Raises:
        InputError: it is missing, damaged or strange (the message names the file and, where there are any, the row), or
            an option does not fit.
    """
    path, kind = _recognised(path)
    if limit is not None and limit < 1:
        raise InputError("option_bad", option="--limit", reason=f"{limit} is not a positive number")
    if seed is not None and seed < 0:
        raise InputError("option_bad", option="--seed", reason=f"{seed} is negative")
    for name in perturb:
        if name not in PERTURBATIONS:
            reason = f"there is no {name!r} (known: {', '.join(PERTURBATIONS)})"
            raise InputError("option_bad", option="--perturb", reason=reason)
    if kind == SYNTHETIC:
        to_input = own_pen_input if part == "train" else drawing_to_input
        drawings = _until(should_stop, _synthetic(part))
        return _load_strokes(path, drawings, to_input, writers, limit, perturb, seed)
    if kind != "strokes" and writers is not None:
        raise InputError("strokes_needed", path=path, option="--writers")
    if kind != "strokes" and perturb:
        raise InputError("strokes_needed", path=path, option="--perturb")
    if kind == "strokes":
        drawings = _until(should_stop, read_drawings(path))
        data = _load_strokes(path, drawings, drawing_to_input, writers, limit, perturb, seed)
    elif kind == "images":
        data = _load_image_folder(path, limit, seed, should_stop)
    else:
        if kind == "csv":
            images, labels = load_csv(path, should_stop)
        else:
            images, labels = load_npz(path, part) if kind == "npz" else load_idx(path, part)
        rows = _chosen(len(labels), limit, seed)
        data = DataSet(path.name, images[rows], labels[rows])
    if not len(data.labels):
        raise InputError("data_empty", path=path)
    return data


def has_halves(path: Path | str) -> bool:
    """True for a data set with a training and a test half: `mnist.npz`, a folder of IDX files, the synthetic digits.

    Raises:
        InputError: it is missing or not a data set.
    """
    return _recognised(path)[1] in ("npz", "idx", SYNTHETIC)


def is_stroke_file(path: Path | str) -> bool:
    """True for a stroke file.

    Raises:
        InputError: it is missing or not a data set.
    """
    return _recognised(path)[1] == "strokes"


def locate(path: Path) -> Path:
    """Where a data set is: the path itself, or that path in the folder that DIGITPAD_DATA names.

    Raises:
        InputError: it is in neither place.
    """
    if path.exists():
        return path
    if named := os.environ.get("DIGITPAD_DATA"):
        found = Path(named) / path
        if found.exists():
            return found
    raise InputError("data_missing", path=path)


def _recognised(path: Path | str) -> tuple[Path, str]:
    """Where a data set is, and of what kind."""
    if path == SYNTHETIC:
        return Path(path), SYNTHETIC
    path = Path(path)
    with reading(path):
        path = locate(path)
        return path, _recognise(path)


def _recognise(path: Path) -> str:
    """What kind of data set it is: by its name where that says so, otherwise by how it begins."""
    if path.is_dir():
        if is_idx_folder(path):
            return "idx"
        if any((path / digit).is_dir() for digit in "0123456789"):
            return "images"
        raise InputError("data_unknown", path=path)
    if not path.is_file():
        raise InputError("data_unknown", path=path)
    if not path.stat().st_size:
        raise InputError("file_empty", path=path)
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    if suffix in _KINDS:
        return _KINDS[suffix]
    with path.open("rb") as file:
        if zipfile.is_zipfile(file):
            return "npz"
    with open_packed(path) as file:
        first_line = file.readline(LONGEST_CSV_LINE)
    if first_line.lstrip().startswith(b"{"):
        return "strokes"
    if first_line.count(b",") == PIXELS:
        return "csv"
    raise InputError("data_unknown", path=path)


def _load_image_folder(
    folder: Path, limit: int | None, seed: int | None, should_stop: Callable[[], bool] | None
) -> DataSet:
    with reading(folder):
        files = _labelled_files(folder)
    chosen = iter(np.arange(len(files))[_chosen(len(files), limit, seed)])
    pixels, labels = bytearray(), []
    for index in _until(should_stop, chosen):
        path, label = files[index]
        pixels += _pixels(ink_to_input(image_to_ink(read_image(path))))
        labels.append(label)
    return DataSet(folder.name, as_images(pixels), np.array(labels, np.int64))


def _labelled_files(folder: Path) -> list[tuple[Path, int]]:
    """The pictures of a folder with their labels: the first of each label, the second of each, and so on."""
    ranked = []
    for child in sorted(folder.iterdir()):
        if child.name.startswith(".") or not child.is_dir():
            continue
        if child.name not in set("0123456789"):
            raise damaged(folder, "folder_name", name=child.name)
        pictures = sorted(file for file in child.iterdir() if not file.name.startswith("."))
        ranked += [(rank, int(child.name), file) for rank, file in enumerate(pictures)]
    if len(ranked) > LARGEST_COUNT:
        raise damaged(folder, "folder_large", count=len(ranked), most=LARGEST_COUNT)
    return [(file, label) for _, label, file in sorted(ranked)]


def _synthetic(part: Part) -> Iterator[LabelledDrawing]:
    """The built-in drawings of one half, numbered from 1 like the lines of a stroke file."""
    drawings = synthetic_drawings(SYNTHETIC_COUNTS[part], seed=1 if part == "train" else 2)
    for number, (label, drawing) in enumerate(drawings, 1):
        yield LabelledDrawing(number, label, "", drawing)


def _until(should_stop: Callable[[], bool] | None, things: Iterator[_Thing]) -> Iterator[_Thing]:
    return takewhile(lambda _: not should_stop(), things) if should_stop else things


def _load_strokes(
    path: Path,
    drawings: Iterator[LabelledDrawing],
    to_input: Callable[[Drawing], np.ndarray | None],
    writers: Sequence[str] | None,
    limit: int | None,
    perturb: Sequence[str],
    seed: int | None,
) -> DataSet:
    seen: set[str] = set()
    pixels = bytearray()
    labels: list[int] = []
    names: list[str] = []
    enough = limit if seed is None else None  # a random choice is one among all
    for line, label, writer, drawing in drawings:
        if label is None:
            raise damaged(path, "line_label", line=line, problem="'label' is missing")
        seen.add(writer)
        if writers is not None and writer not in writers:
            continue
        if len(labels) == enough:
            if writers is None:
                break
            continue  # to the end, to know all writers
        if perturb:
            drawing = perturbed(drawing, perturb, np.random.default_rng([seed or 0, line]))
        pixels += _pixels(to_input(drawing))
        labels.append(label)
        names.append(writer)
    if unknown := [writer for writer in writers or () if writer not in seen]:
        raise InputError("option_bad", option="--writers", reason=f"{path} has no writer {', '.join(unknown)}")
    rows = np.arange(len(labels))[_chosen(len(labels), limit, seed)]
    kept_names = tuple(names[row] for row in rows)
    return DataSet(path.name, as_images(pixels)[rows], np.array(labels, np.int64)[rows], kept_names)


def _chosen(count: int, limit: int | None, seed: int | None) -> slice | np.ndarray:
    """Which of `count` rows `load` gives, in the order of the file."""
    if limit is None or limit >= count:
        return slice(None)
    if seed is None:
        return slice(limit)
    return np.sort(np.random.default_rng(seed).choice(count, limit, replace=False))


def _pixels(input_image: np.ndarray | None) -> bytes:
    """The 784 bytes of an input image; no ink where there is none."""
    return bytes(PIXELS) if input_image is None else np.rint(input_image * 255).astype(np.uint8).tobytes()
