"""Labelled digits: from files (MNIST as npz, IDX or CSV, image folders, stroke files), and the built-in synthetic ones.

What a file holds is checked before it is believed: sizes before memory is taken for them, every row before it counts.
"""

import errno
import gzip
import json
import lzma
import math
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import IO, Literal, NamedTuple

import numpy as np

from digitpad.core.data_sources import SYNTHETIC
from digitpad.core.drawing import Drawing, drawing_from_row
from digitpad.core.errors import InputError
from digitpad.core.images import read_image
from digitpad.core.ink import image_to_ink
from digitpad.core.my_drawings import is_whole
from digitpad.core.perturb import PERTURBATIONS, perturbed
from digitpad.core.preprocess import SIDE, drawing_to_input, ink_to_input
from digitpad.core.synthetic import own_pen_input, synthetic_drawings
from digitpad.paths import my_drawings_file

LARGEST_COUNT = 500_000
"""More digits than that are not read: 390 MB of pixels, six times MNIST."""
Part = Literal["train", "test"]
"""MNIST's two halves: 60,000 and 10,000 images."""
SYNTHETIC_COUNTS: dict[Part, int] = {"train": 20_000, "test": 2_000}
"""How many drawings its halves hold."""

_PIXELS = SIDE * SIDE
_LONGEST_CSV_LINE = 1 << 16
_LONGEST_STROKE_LINE = 1 << 26  # an opened image may be in it
_IDX_PREFIXES: dict[Part, str] = {"train": "train", "test": "t10k"}
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


class LabelledDrawing(NamedTuple):
    """One line of a stroke file."""

    line: int
    """Counted from 1."""
    label: int | None
    """None where the file names none."""
    writer: str
    """"" where the file names none."""
    drawing: Drawing


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
        should_stop: asked at each drawing, which take the longest; True ends it with those that are done.

    Raises:
        InputError: it is missing, damaged or strange (the message names the file and, where there are any, the row), or
            an option does not fit.
    """
    is_built_in = path == SYNTHETIC
    path = Path(path)
    if not is_built_in:
        with _reading(path):
            path = locate(path)
    if limit is not None and limit < 1:
        raise InputError("option_bad", option="--limit", reason=f"{limit} is not a positive number")
    if seed is not None and seed < 0:
        raise InputError("option_bad", option="--seed", reason=f"{seed} is negative")
    for name in perturb:
        if name not in PERTURBATIONS:
            reason = f"there is no {name!r} (known: {', '.join(PERTURBATIONS)})"
            raise InputError("option_bad", option="--perturb", reason=reason)
    if is_built_in:
        to_input = own_pen_input if part == "train" else drawing_to_input
        drawings = _until(should_stop, _synthetic(part))
        return _load_strokes(path, drawings, to_input, writers, limit, perturb, seed)
    with _reading(path):
        kind = _recognise(path)
    if kind != "strokes" and writers is not None:
        raise InputError("strokes_needed", path=path, option="--writers")
    if kind != "strokes" and perturb:
        raise InputError("strokes_needed", path=path, option="--perturb")
    if kind == "strokes":
        drawings = _until(should_stop, read_drawings(path))
        data = _load_strokes(path, drawings, drawing_to_input, writers, limit, perturb, seed)
    elif kind == "images":
        data = _load_image_folder(path, limit, seed)
    else:
        if kind == "csv":
            images, labels = _load_csv(path)
        else:
            images, labels = _load_npz(path, part) if kind == "npz" else _load_idx(path, part)
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
    if path == SYNTHETIC:
        return True
    path = locate(Path(path))
    with _reading(path):
        return _recognise(path) in ("npz", "idx")


def is_stroke_file(path: Path | str) -> bool:
    """True for a stroke file.

    Raises:
        InputError: it is missing or not a data set.
    """
    if path == SYNTHETIC:
        return False
    path = locate(Path(path))
    with _reading(path):
        return _recognise(path) == "strokes"


def read_drawings(path: Path) -> Iterator[LabelledDrawing]:
    """Reads a stroke file line by line, so that only what is kept takes memory.

    Of the user's own drawings, a last line that a power cut left half-written is passed over.

    Raises:
        InputError: a line is no drawing, or the file is cut short; the lines before it have been given.
    """
    with _reading(path), _open(path) as lines:
        for number, line in _numbered_lines(lines, path, _LONGEST_STROKE_LINE):
            if not line.endswith(b"\n") and _is_of_mine(path) and not is_whole(line):
                return
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise _damaged(path, f"line {number} is not JSON ({error.msg}, column {error.colno})") from None
            except (ValueError, RecursionError):
                raise _damaged(path, f"line {number} is not JSON") from None
            try:
                drawing = drawing_from_row(row)
            except ValueError as error:
                raise _damaged(path, f"line {number}: {error}") from None
            label, writer = row.get("label"), row.get("writer", "")
            if label is not None and (type(label) is not int or not 0 <= label <= 9):
                raise _damaged(path, f"line {number}: 'label' is not a digit from 0 to 9")
            if type(writer) not in (str, int):
                raise _damaged(path, f"line {number}: 'writer' is not a name")
            yield LabelledDrawing(number, label, str(writer), drawing)


def _is_of_mine(path: Path) -> bool:
    return path.resolve() == my_drawings_file().resolve()


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


def _recognise(path: Path) -> str:
    """What kind of data set it is: by its name where that says so, otherwise by how it begins."""
    if path.is_dir():
        if any((path / name).is_file() for part in _IDX_PREFIXES for name in _idx_names(part, "images")):
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
    with _open(path) as file:
        first_line = file.readline(_LONGEST_CSV_LINE)
    if first_line.lstrip().startswith(b"{"):
        return "strokes"
    if first_line.count(b",") == _PIXELS:
        return "csv"
    raise InputError("data_unknown", path=path)


def _load_npz(path: Path, part: Part) -> tuple[np.ndarray, np.ndarray]:
    try:
        with _reading(path), zipfile.ZipFile(path) as archive:
            images = _read_npz_array(path, archive, f"x_{part}")
            labels = _read_npz_array(path, archive, f"y_{part}")
    except (RuntimeError, ValueError) as error:  # what `zipfile` raises for passwords, strange versions and names
        raise _damaged(path, f"it is damaged ({error})") from None
    if images.dtype != np.uint8 or images.shape[1:] != (SIDE, SIDE):
        held = f"{images.shape} {images.dtype}"
        raise _damaged(path, f"'x_{part}' is {held} instead of (n, {SIDE}, {SIDE}) uint8")
    if labels.dtype.kind not in "iu" or labels.ndim != 1:
        raise _damaged(path, f"'y_{part}' is {labels.shape} {labels.dtype} instead of (n,) whole numbers")
    return images, _checked_labels(path, labels, len(images), f"'y_{part}', row")


def _read_npz_array(path: Path, archive: zipfile.ZipFile, key: str) -> np.ndarray:
    """Reads one array of an npz, its size checked against its header first, and never a pickle."""
    if f"{key}.npy" not in archive.namelist():
        held = ", ".join(name.removesuffix(".npy")[:40] for name in archive.namelist()[:8])
        raise _damaged(path, f"there is no '{key}' in it (only: {held})")
    with archive.open(f"{key}.npy") as member:
        shape, by_column, dtype = _read_npy_header(member, key)
        if dtype.hasobject:
            raise _damaged(path, f"'{key}' holds Python objects, which are not read: they could run anything")
        size = math.prod(shape) * dtype.itemsize
        if not shape or min(shape) < 0 or shape[0] > LARGEST_COUNT or size > LARGEST_COUNT * _PIXELS:
            raise _damaged(path, f"'{key}' is {shape} {dtype}: at most {LARGEST_COUNT:,} digits are read")
        pixels = _read_exactly(member, size, f"'{key}'")
    return np.frombuffer(pixels, dtype).reshape(shape, order="F" if by_column else "C")


def _read_npy_header(member: IO[bytes], key: str) -> tuple[tuple[int, ...], bool, np.dtype]:
    try:
        if np.lib.format.read_magic(member) == (1, 0):
            return np.lib.format.read_array_header_1_0(member)
        return np.lib.format.read_array_header_2_0(member)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
        raise
    except Exception as error:  # numpy reads the header as Python source: what a broken one raises is open
        raise ValueError(f"the header of '{key}': {str(error)[:80]}") from None


def _load_idx(folder: Path, part: Part) -> tuple[np.ndarray, np.ndarray]:
    images_path, labels_path = (_find_idx(folder, part, kind) for kind in ("images", "labels"))
    images = _read_idx(images_path, (SIDE, SIDE))
    labels = _read_idx(labels_path, ())
    return images, _checked_labels(labels_path, labels, len(images), "label")


def _idx_names(part: Part, kind: str) -> list[str]:
    """What a file of IDX may be called: as it was published, as some unpack it, and each packed."""
    dimensions = 3 if kind == "images" else 1
    stems = [f"{_IDX_PREFIXES[part]}-{kind}{joint}idx{dimensions}-ubyte" for joint in "-."]
    return [stem + ending for ending in ("", ".gz") for stem in stems]


def _find_idx(folder: Path, part: Part, kind: str) -> Path:
    names = _idx_names(part, kind)
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise _damaged(folder, f"there is no {names[0]} in it, plain or .gz")


def _read_idx(path: Path, row_shape: tuple[int, ...]) -> np.ndarray:
    """Reads an IDX file of bytes (its format: http://yann.lecun.com/exdb/mnist)."""
    dimensions = 1 + len(row_shape)
    with _reading(path), _open(path) as file:
        header = file.read(4 + 4 * dimensions)
        if header[:4] != bytes([0, 0, 8, dimensions]):
            raise _damaged(path, f"it does not begin like an IDX file of {'images' if row_shape else 'labels'}")
        if len(header) < 4 + 4 * dimensions:
            raise EOFError("it ends within its header")
        shape = tuple(int(length) for length in np.frombuffer(header, ">u4")[1:])
        if shape[1:] != row_shape:
            raise _damaged(path, f"its images are {' × '.join(map(str, shape[1:]))} pixels, not {SIDE} × {SIDE}")
        if shape[0] > LARGEST_COUNT:
            raise _damaged(path, f"its header claims {shape[0]:,} rows, at most {LARGEST_COUNT:,} are read")
        try:
            values = _read_exactly(file, math.prod(shape), "it")
        except ValueError as error:
            raise _damaged(path, f"its header claims {shape[0]:,} rows, but {error}") from None
    return np.frombuffer(values, np.uint8).reshape(shape)


def _read_exactly(file: IO[bytes], size: int, what: str) -> bytearray:
    """Reads to the end, in pieces: memory grows with what is really there. `what` is it that the message names."""
    content = bytearray()
    while piece := file.read(min(1 << 20, size + 1 - len(content))):
        content += piece
    if len(content) < size:
        raise ValueError(f"{what} ends after {len(content):,} of {size:,} bytes")
    if len(content) > size:
        raise ValueError(f"{what} goes on after {size:,} bytes")
    return content


def _load_csv(path: Path) -> tuple[np.ndarray, np.ndarray]:
    pixels, labels = bytearray(), bytearray()
    with _reading(path), _open(path) as lines:
        for number, line in _numbered_lines(lines, path, _LONGEST_CSV_LINE):
            fields = line.strip().split(b",")
            if len(fields) != 1 + _PIXELS:
                raise _damaged(path, f"line {number} has {len(fields)} columns instead of {1 + _PIXELS}")
            try:
                # Looking fields up is twice as fast as int(), and refuses what is no byte in the same step.
                row = bytes(map(_BYTES.__getitem__, fields))
            except KeyError:
                if number == 1 and not _is_number(fields[0]):
                    continue
                row = _read_csv_fields(path, number, fields)
            if row[0] > 9:
                raise _damaged(path, f"line {number}: the label {row[0]} is not a digit from 0 to 9")
            labels.append(row[0])
            pixels += row[1:]
    return _as_images(pixels), np.frombuffer(labels, np.uint8).astype(np.int64)


_BYTES = {str(value).encode(): value for value in range(256)}


def _read_csv_fields(path: Path, number: int, fields: list[bytes]) -> bytes:
    """The slow way, for quotes, spaces and "7.0", and to say which field is wrong."""
    row = bytearray()
    for column, field in enumerate(fields, 1):
        text = field.strip(b" \t\"'")
        if not _is_number(text) or not 0 <= float(text) <= 255 or float(text) % 1:
            shown = field.decode("utf-8", "replace")[:20]
            raise _damaged(path, f"line {number}, column {column}: {shown!r} is not a whole number from 0 to 255")
        row.append(int(float(text)))
    return bytes(row)


def _is_number(text: bytes) -> bool:
    try:
        float(text.strip(b" \t\"'"))
    except ValueError:
        return False
    return True


def _load_image_folder(folder: Path, limit: int | None, seed: int | None) -> DataSet:
    with _reading(folder):
        files = _labelled_files(folder)
    chosen = np.arange(len(files))[_chosen(len(files), limit, seed)]
    pixels = bytearray()
    for index in chosen:
        pixels += _pixels(ink_to_input(image_to_ink(read_image(files[index][0]))))
    return DataSet(folder.name, _as_images(pixels), np.array([files[index][1] for index in chosen], np.int64))


def _labelled_files(folder: Path) -> list[tuple[Path, int]]:
    """The pictures of a folder with their labels: the first of each label, the second of each, and so on."""
    ranked = []
    for child in sorted(folder.iterdir()):
        if child.name.startswith(".") or not child.is_dir():
            continue
        if child.name not in set("0123456789"):
            raise _damaged(folder, f"its sub-folder {child.name!r} is not named after a digit from 0 to 9")
        pictures = sorted(file for file in child.iterdir() if not file.name.startswith("."))
        ranked += [(rank, int(child.name), file) for rank, file in enumerate(pictures)]
    if len(ranked) > LARGEST_COUNT:
        raise _damaged(folder, f"there are {len(ranked):,} files in it, at most {LARGEST_COUNT:,} are read")
    return [(file, label) for _, label, file in sorted(ranked)]


def _synthetic(part: Part) -> Iterator[LabelledDrawing]:
    """The built-in drawings of one half, numbered from 1 like the lines of a stroke file."""
    drawings = synthetic_drawings(SYNTHETIC_COUNTS[part], seed=1 if part == "train" else 2)
    for number, (label, drawing) in enumerate(drawings, 1):
        yield LabelledDrawing(number, label, "", drawing)


def _until(should_stop: Callable[[], bool] | None, drawings: Iterator[LabelledDrawing]) -> Iterator[LabelledDrawing]:
    return takewhile(lambda _: not should_stop(), drawings) if should_stop else drawings


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
            raise _damaged(path, f"line {line}: 'label' is missing")
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
    return DataSet(path.name, _as_images(pixels)[rows], np.array(labels, np.int64)[rows], kept_names)


def _chosen(count: int, limit: int | None, seed: int | None) -> slice | np.ndarray:
    """Which of `count` rows `load` gives, in the order of the file."""
    if limit is None or limit >= count:
        return slice(None)
    if seed is None:
        return slice(limit)
    return np.sort(np.random.default_rng(seed).choice(count, limit, replace=False))


def _pixels(input_image: np.ndarray | None) -> bytes:
    """The 784 bytes of an input image; no ink where there is none."""
    return bytes(_PIXELS) if input_image is None else np.rint(input_image * 255).astype(np.uint8).tobytes()


def _as_images(pixels: bytearray) -> np.ndarray:
    return np.frombuffer(pixels, np.uint8).reshape(-1, SIDE, SIDE)


def _checked_labels(path: Path, labels: np.ndarray, count: int, what: str) -> np.ndarray:
    if len(labels) != count:
        raise _damaged(path, f"there are {len(labels):,} labels for {count:,} images")
    wrong = np.flatnonzero((labels < 0) | (labels > 9))
    if len(wrong):
        raise _damaged(path, f"{what} {wrong[0] + 1} is {labels[wrong[0]]}, not a digit from 0 to 9")
    return labels.astype(np.int64)


def _numbered_lines(lines: IO[bytes], path: Path, longest: int) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, counted from 1, without the byte-order mark that some editors put first."""
    number = 0
    while line := lines.readline(longest + 1):
        number += 1
        if len(line) > longest:
            raise _damaged(path, f"line {number} is too long to be one digit")
        if number > LARGEST_COUNT + 1:  # a heading may be among them
            raise _damaged(path, f"it has more than {LARGEST_COUNT:,} lines")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def _open(path: Path) -> IO[bytes]:
    """Opens a file that may be packed with gzip, whatever its name: some browsers unpack and keep the name."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Says in one sentence what the file system and the unpackers say in many ways."""
    try:
        yield
    except (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise _damaged(path, f"it is damaged or cut short ({error})") from None
    except OSError as error:
        if error.errno in (None, errno.EINVAL):  # not the system's word, or a place that the file itself named wrongly
            raise _damaged(path, f"it is damaged or cut short ({error})") from None
        raise InputError("file_unreadable", path=path, reason=error.strerror) from None


def _damaged(path: Path, reason: str) -> InputError:
    return InputError("data_damaged", path=path, reason=" ".join(reason.split()))  # one line, whatever was quoted
