"""Which pictures of a data set a model sees as most like a drawing, and a map of them all.

Each picture becomes what the model's last layer receives, reduced to fifty numbers by a principal component analysis:
the directions in which the pictures differ most come first, and the first two make a map.
"""

import hashlib
import io
import logging
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from digitpad.core.evaluation import as_input_images
from digitpad.core.files import write_file
from digitpad.core.model_store import LITERT_FILE, ModelCard
from digitpad.paths import neighbours_folder

if TYPE_CHECKING:
    from digitpad.core.classifier import DigitClassifier
    from digitpad.core.datasets import DataSet

MOST_PICTURES = 10_000
"""More of a data set are not looked at: a random choice stands for the others."""
NUMBERS = 50
"""That each picture is reduced to."""
SEED = 1
"""Of the random choice."""

_log = logging.getLogger(__name__)
_CHUNK = 512  # pictures between two reports
_MOST_HALF = 65_000.0  # of what half precision holds
_MOST_FILES = 12
_MOST_BYTES = 64 * 2**20


class Landscape(NamedTuple):
    """The pictures of a data set, as a model sees them."""

    mean: np.ndarray
    """(units,) float32."""
    axes: np.ndarray
    """(k, units) float32, k at most `NUMBERS`: orthonormal directions, that of the largest spread first."""
    points: np.ndarray
    """(n, k) float32: each picture along these."""

    def place(self, hidden: np.ndarray) -> np.ndarray:
        """Where pictures lie: (n, units) float32 → (n, k) float32."""
        return (hidden - self.mean) @ self.axes.T

    def nearest(self, point: np.ndarray, count: int) -> np.ndarray:
        """The places of the `count` pictures nearest to a point, (k,), the nearest first: (count,) int64."""
        distances = np.square(self.points - point).sum(axis=1)
        count = min(count, len(distances))
        few = np.argpartition(distances, count - 1)[:count]
        return few[np.argsort(distances[few], kind="stable")]


def hidden_of(classifier: "DigitClassifier", images: np.ndarray) -> np.ndarray:
    """What the last layer of a model receives, (n, units) float32; of an object that only classifies, the pixels.

    Args:
        classifier: of this thread.
        images: (n, 28, 28) float32 in [0, 1].
    """
    look: Callable[[np.ndarray], np.ndarray] | None = getattr(classifier, "hidden", None)
    return images.reshape(len(images), -1) if look is None else look(images)


def build(
    classifier: "DigitClassifier",
    images: np.ndarray,
    on_progress: Callable[[int, int], None] = lambda done, count: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Landscape | None:
    """Looks at every picture, and finds the directions in which they differ most.

    Args:
        classifier: of this thread.
        images: (n, 28, 28), n at least 1: uint8 with ink 255, or float32 in [0, 1].
        on_progress: told how many of how many are done, several times a second.
        should_stop: asked as often; True ends it with None.
    """
    hidden = np.empty((len(images), 0), np.float16)
    for begin in range(0, len(images), _CHUNK):
        if should_stop():
            return None
        seen = hidden_of(classifier, as_input_images(images[begin : begin + _CHUNK]))
        if begin == 0:  # half precision: three digits are enough for a map, and a thousand units take 20 MB, not 40
            hidden = np.empty((len(images), seen.shape[1]), np.float16)
        hidden[begin : begin + _CHUNK] = np.clip(seen, -_MOST_HALF, _MOST_HALF)
        on_progress(min(begin + _CHUNK, len(images)), len(images))
    mean, axes = principal_axes(hidden, NUMBERS)
    points = np.concatenate([chunk @ axes.T for chunk in _centred(hidden, mean)])
    return None if should_stop() else Landscape(mean, axes, points)


def principal_axes(vectors: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The mean of vectors, (n, m) float32 or float16, and the directions of their largest spread: (m,) and (k, m)
    float32.

    k is `count`, or fewer where there are fewer vectors or numbers. An axis points where its largest number is
    positive, so that a map does not come out mirrored at another time.
    """
    mean = vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
    if len(vectors) > vectors.shape[1]:
        # The right singular vectors, by way of the small square matrix: far faster for ten thousand vectors.
        axes = np.linalg.eigh(sum(chunk.T @ chunk for chunk in _centred(vectors, mean)))[1].T[::-1]
    else:
        _, _, axes = np.linalg.svd(vectors - mean, full_matrices=False)
    axes = axes[:count]
    largest = np.abs(axes).argmax(axis=1)
    signs = np.where(axes[np.arange(len(axes)), largest] < 0, -1, 1)
    return mean, np.ascontiguousarray(axes * signs[:, np.newaxis], np.float32)


def _centred(vectors: np.ndarray, mean: np.ndarray) -> Iterator[np.ndarray]:
    """The differences from the mean, float32, in portions: all at once would take as much memory again."""
    return (vectors[begin : begin + _CHUNK] - mean for begin in range(0, len(vectors), _CHUNK))


def middles(points: np.ndarray, labels: np.ndarray) -> dict[int, tuple[float, float]]:
    """Where on the map each digit's pictures lie: the median of each of the first two numbers, by digit."""
    found = {}
    for digit in range(10):
        if len(own := points[labels == digit, :2]):
            x, y = np.median(own, axis=0).tolist()
            found[digit] = (x, y)
    return found


# --- kept on the disk ---


def cached(model: ModelCard, data: "DataSet") -> Landscape | None:
    """A landscape that was kept; None where there is none, or none that can be used."""
    path = _cache_file(model, data)
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        content = io.BytesIO(path.read_bytes())  # numpy leaves a damaged file open
        with np.load(content, allow_pickle=False) as file:
            landscape = Landscape(*(file[name] for name in Landscape._fields))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        _log.info("%s is built anew: %s", path.name, error)
        return None
    return landscape if _is_sound(landscape, len(data.labels)) else None


def keep(model: ModelCard, data: "DataSet", landscape: Landscape) -> None:
    """Keeps a landscape for the next time, and lets the oldest go; does without where the disk does not let it."""
    from digitpad.core.errors import InputError

    path, content = _cache_file(model, data), io.BytesIO()
    arrays: dict[str, Any] = landscape._asdict()
    np.savez(content, **arrays)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, content.getvalue())
        files = sorted(path.parent.glob("*.npz"), key=lambda file: file.stat().st_mtime)
        for old in files[:-_MOST_FILES]:
            old.unlink(missing_ok=True)
    except (OSError, InputError) as error:
        _log.warning("a map of pictures is not kept: %s", error)


def _cache_file(model: ModelCard, data: "DataSet") -> Path:
    content = hashlib.sha256(np.ascontiguousarray(data.images).data)
    content.update(np.ascontiguousarray(data.labels).data)
    return neighbours_folder() / f"{model.sha256[LITERT_FILE][:20]}-{content.hexdigest()[:20]}.npz"


def _is_sound(landscape: Landscape, count: int) -> bool:
    mean, axes, points = landscape
    return (
        all(array.dtype == np.float32 and np.isfinite(array).all() for array in landscape)
        and mean.ndim == 1
        and axes.ndim == points.ndim == 2
        and axes.shape[1:] == mean.shape
        and 0 < len(axes) <= NUMBERS
        and points.shape == (count, len(axes))
    )
