"""Files whose rows are input images already: `mnist.npz`, IDX and CSV."""

import math
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

import numpy as np

from digitpad.core.data_files import LARGEST_COUNT, Part, damaged, numbered_lines, open_packed, read_exactly, reading
from digitpad.core.preprocess import SIDE

PIXELS = SIDE * SIDE
LONGEST_CSV_LINE = 1 << 16
_ROWS_BETWEEN = 100  # two looks at the wish to stop
_IDX_STEMS: dict[Part, str] = {"train": "train", "test": "t10k"}


def load_npz(path: Path, part: Part) -> tuple[np.ndarray, np.ndarray]:
    """Reads one half of an `mnist.npz`: (n, 28, 28) uint8 and (n,) int64.

    Raises:
        InputError: it is damaged or strange.
    """
    try:
        with reading(path), zipfile.ZipFile(path) as archive:
            images = _read_npz_array(path, archive, f"x_{part}")
            labels = _read_npz_array(path, archive, f"y_{part}")
    except (RuntimeError, ValueError) as error:  # what `zipfile` raises for passwords, strange versions and names
        raise damaged(path, "unpackable", error=error) from None
    if images.dtype != np.uint8 or images.shape[1:] != (SIDE, SIDE):
        raise damaged(path, "npz_images", array=f"x_{part}", held=f"{images.shape} {images.dtype}", side=SIDE)
    if labels.dtype.kind not in "iu" or labels.ndim != 1:
        raise damaged(path, "npz_labels", array=f"y_{part}", held=f"{labels.shape} {labels.dtype}")
    return images, _checked_labels(path, labels, len(images), f"'y_{part}', row")


def _read_npz_array(path: Path, archive: zipfile.ZipFile, key: str) -> np.ndarray:
    """Reads one array of an npz, its size checked against its header first, and never a pickle."""
    if f"{key}.npy" not in archive.namelist():
        held = ", ".join(name.removesuffix(".npy")[:40] for name in archive.namelist()[:8])
        raise damaged(path, "npz_missing", array=key, held=held)
    with archive.open(f"{key}.npy") as member:
        shape, by_column, dtype = _read_npy_header(member, key)
        if dtype.hasobject:
            raise damaged(path, "npz_objects", array=key)
        size = math.prod(shape) * dtype.itemsize
        if not shape or min(shape) < 0 or shape[0] > LARGEST_COUNT or size > LARGEST_COUNT * PIXELS:
            raise damaged(path, "npz_large", array=key, held=f"{shape} {dtype}", most=LARGEST_COUNT)
        pixels = read_exactly(member, size, f"'{key}'")
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


def peek_npz(path: Path, samples: int) -> tuple[int, int, np.ndarray] | None:
    """Counts both halves of an `mnist.npz`, and takes its first images, reading no more of it than it must.

    Returns:
        How many images there are in the training and in the test half, and (samples, 28, 28) uint8 of the former; None
        for a file that is not as it should be, which `load_npz` then tells.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            training, test = (_plain_shape(archive, f"x_{part}.npy") for part in ("train", "test"))
            with archive.open("x_train.npy") as member:
                _skip_plain_header(member)
                first = member.read(min(samples, training[0]) * PIXELS)
    except (OSError, ValueError, LookupError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        return None
    if training[1:] != (SIDE, SIDE) or test[1:] != (SIDE, SIDE) or len(first) % PIXELS:
        return None
    return training[0], test[0], np.frombuffer(first, np.uint8).reshape(-1, SIDE, SIDE)


def _plain_shape(archive: zipfile.ZipFile, name: str) -> tuple[int, ...]:
    with archive.open(name) as member:
        return _skip_plain_header(member)


def _skip_plain_header(member: IO[bytes]) -> tuple[int, ...]:
    if np.lib.format.read_magic(member) != (1, 0):
        raise ValueError("another version than np.savez writes")
    shape, in_columns, kind = np.lib.format.read_array_header_1_0(member)
    if in_columns or kind != np.uint8:
        raise ValueError("no rows of bytes")
    return shape


def is_idx_folder(folder: Path) -> bool:
    """True where images of IDX are in it."""
    return any((folder / name).is_file() for part in _IDX_STEMS for name in _idx_names(part, "images"))


def load_idx(folder: Path, part: Part) -> tuple[np.ndarray, np.ndarray]:
    """Reads one half of a folder of IDX files: (n, 28, 28) uint8 and (n,) int64.

    Raises:
        InputError: one is missing, damaged or strange.
    """
    images_path, labels_path = (_find_idx(folder, part, kind) for kind in ("images", "labels"))
    images = _read_idx(images_path, (SIDE, SIDE))
    labels = _read_idx(labels_path, ())
    return images, _checked_labels(labels_path, labels, len(images), "label")


def _idx_names(part: Part, kind: str) -> list[str]:
    """What a file of IDX may be called: as it was published, as some unpack it, and each packed."""
    dimensions = 3 if kind == "images" else 1
    stems = [f"{_IDX_STEMS[part]}-{kind}{joint}idx{dimensions}-ubyte" for joint in "-."]
    return [stem + ending for ending in ("", ".gz") for stem in stems]


def _find_idx(folder: Path, part: Part, kind: str) -> Path:
    names = _idx_names(part, kind)
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise damaged(folder, "idx_missing", name=names[0])


def _read_idx(path: Path, row_shape: tuple[int, ...]) -> np.ndarray:
    """Reads an IDX file of bytes (its format: http://yann.lecun.com/exdb/mnist)."""
    dimensions = 1 + len(row_shape)
    with reading(path), open_packed(path) as file:
        header = file.read(4 + 4 * dimensions)
        if header[:4] != bytes([0, 0, 8, dimensions]):
            raise damaged(path, "idx_images" if row_shape else "idx_labels")
        if len(header) < 4 + 4 * dimensions:
            raise EOFError("it ends within its header")
        shape = tuple(int(length) for length in np.frombuffer(header, ">u4")[1:])
        if shape[1:] != row_shape:
            raise damaged(path, "idx_size", size=" × ".join(map(str, shape[1:])), side=SIDE)
        if shape[0] > LARGEST_COUNT:
            raise damaged(path, "idx_large", rows=shape[0], most=LARGEST_COUNT)
        try:
            values = read_exactly(file, math.prod(shape), "it")
        except ValueError as error:
            raise damaged(path, "idx_length", rows=shape[0], problem=error) from None
    return np.frombuffer(values, np.uint8).reshape(shape)


def load_csv(path: Path, should_stop: Callable[[], bool] | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Reads rows of a label and 784 pixels, with or without a heading: (n, 28, 28) uint8 and (n,) int64.

    Args:
        path: of the file.
        should_stop: asked at each hundredth row; True ends it with those that were read.

    Raises:
        InputError: it is damaged or strange.
    """
    pixels, labels = bytearray(), bytearray()
    with reading(path), open_packed(path) as lines:
        for number, line in numbered_lines(lines, path, LONGEST_CSV_LINE):
            if should_stop and number % _ROWS_BETWEEN == 0 and should_stop():
                break
            fields = line.strip().split(b",")
            if len(fields) != 1 + PIXELS:
                raise damaged(path, "csv_columns", line=number, count=len(fields), wanted=1 + PIXELS)
            try:
                # Looking fields up is twice as fast as int(), and refuses what is no byte in the same step.
                row = bytes(map(_BYTES.__getitem__, fields))
            except KeyError:
                if number == 1 and not _is_number(fields[0]):
                    continue
                row = _read_csv_fields(path, number, fields)
            if row[0] > 9:
                raise damaged(path, "csv_label", line=number, label=row[0])
            labels.append(row[0])
            pixels += row[1:]
    return as_images(pixels), np.frombuffer(labels, np.uint8).astype(np.int64)


_BYTES = {str(value).encode(): value for value in range(256)}


def _read_csv_fields(path: Path, number: int, fields: list[bytes]) -> bytes:
    """The slow way, for quotes, spaces and "7.0", and to say which field is wrong."""
    row = bytearray()
    for column, field in enumerate(fields, 1):
        text = field.strip(b" \t\"'")
        if not _is_number(text) or not 0 <= float(text) <= 255 or float(text) % 1:
            shown = field.decode("utf-8", "replace")[:20]
            raise damaged(path, "csv_field", line=number, column=column, field=shown)
        row.append(int(float(text)))
    return bytes(row)


def _is_number(text: bytes) -> bool:
    try:
        float(text.strip(b" \t\"'"))
    except ValueError:
        return False
    return True


def as_images(pixels: bytearray) -> np.ndarray:
    """784 bytes an image → (n, 28, 28) uint8."""
    return np.frombuffer(pixels, np.uint8).reshape(-1, SIDE, SIDE)


def _checked_labels(path: Path, labels: np.ndarray, count: int, what: str) -> np.ndarray:
    if len(labels) != count:
        raise damaged(path, "label_count", labels=len(labels), count=count)
    wrong = np.flatnonzero((labels < 0) | (labels > 9))
    if len(wrong):
        raise damaged(path, "label", labels=what, row=wrong[0] + 1, label=labels[wrong[0]])
    return labels.astype(np.int64)
