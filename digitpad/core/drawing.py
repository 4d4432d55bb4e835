"""What is on the canvas: strokes, and perhaps an opened image under them; and the stroke file that keeps it."""

import base64
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

DEFAULT_PEN_WIDTH = 0.08
"""Width of the pen as a share of the box side, where a stroke file names none."""


class Stroke(NamedTuple):
    """One pen-down … pen-up run.

    The stroke under the pen shares its buffer with the canvas: the canvas only ever appends, so the first `count`
    points never change and handing a stroke to another thread copies nothing.
    """

    buffer: np.ndarray
    """(capacity, 2) float32: x to the right and y down, in the units of the drawing's box."""
    count: int  # type: ignore[assignment]  # tuple's own method of that name has no use here
    """How many points of the buffer belong to this stroke."""

    @property
    def points(self) -> np.ndarray:
        """The stroke's points: a (count, 2) float32 view."""
        return self.buffer[: self.count]

    @classmethod
    def from_points(cls, points: Sequence[Sequence[float]] | np.ndarray) -> "Stroke":
        """A finished stroke from any (n, 2) sequence."""
        buffer = np.asarray(points, np.float32).reshape(-1, 2)
        return cls(buffer, len(buffer))


class Drawing(NamedTuple):
    """A square picture in the making: an opened image (optional) and strokes inked over it, in order."""

    strokes: tuple[Stroke, ...] = ()
    box: float = 500.0
    """Side of the square that the strokes were drawn in."""
    width: float = DEFAULT_PEN_WIDTH * 500.0
    """Pen width in box units."""
    image: np.ndarray | None = None
    """(side, side, 3) uint8 RGB that fills the box, or None."""

    @property
    def is_empty(self) -> bool:
        """True when there is neither ink nor an image."""
        return self.image is None and not any(stroke.count for stroke in self.strokes)

    def has_ink_of(self, other: "Drawing") -> bool:
        """True for the very same ink over the same image, in whatever pen width: what undo brings back, not what looks
        alike."""
        return (
            self.image is other.image
            and len(self.strokes) == len(other.strokes)
            and all(
                mine.buffer is theirs.buffer and mine.count == theirs.count
                for mine, theirs in zip(self.strokes, other.strokes, strict=True)
            )
        )


def distance_to_stroke(pointer: np.ndarray, points: np.ndarray) -> float:
    """Distance from a point, (2,), to the nearest place on a stroke's line, (n, 2), n ≥ 1."""
    starts, ends = (points[:-1], points[1:]) if len(points) > 1 else (points, points)
    along = ends - starts
    lengths = np.maximum((along * along).sum(axis=1), 1e-9)
    share = np.clip(((pointer - starts) * along).sum(axis=1) / lengths, 0, 1)
    nearest = starts + share[:, np.newaxis] * along
    return float(np.sqrt(np.square(pointer - nearest).sum(axis=1).min()))


def drawing_from_row(row: Mapping[str, Any]) -> Drawing:
    """Reads one object of a stroke file.

    Args:
        row: `strokes` and `box`, optionally `width` and `image`; other keys are ignored here.

    Raises:
        ValueError: a key is missing or does not hold what it should; the message says which.
    """
    if not isinstance(row, Mapping):
        raise ValueError("it is not an object")
    box = _positive(row, "box")
    width = _positive(row, "width") if row.get("width") is not None else DEFAULT_PEN_WIDTH * box
    if not isinstance(row.get("strokes"), list):
        raise ValueError("'strokes' is missing or not a list")
    strokes = tuple(_stroke_from_list(points) for points in row["strokes"])
    image = _decode_image(row["image"]) if row.get("image") is not None else None
    return Drawing(tuple(stroke for stroke in strokes if stroke.count), box, width, image)


def row_from_drawing(drawing: Drawing, **extra: object) -> dict[str, Any]:
    """The object of a stroke file that `drawing_from_row` reads back; `extra` keys (label, writer) come first."""
    decimals = 4 - math.floor(math.log10(drawing.box))  # a 10,000th of the box, whatever its unit
    row: dict[str, Any] = {
        **extra,
        "box": round(drawing.box, decimals),
        "width": round(drawing.width, decimals),
        "strokes": [np.round(stroke.points.astype(float), decimals).tolist() for stroke in drawing.strokes],
    }
    if drawing.image is not None:
        row["image"] = _encode_image(drawing.image)
    return row


def line_from_row(row: Mapping[str, Any]) -> str:
    """One line of a stroke file, newline included."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _positive(row: Mapping[str, Any], key: str) -> float:
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e6:
        raise ValueError(f"'{key}' is missing or not a positive number")
    return float(value)


def _stroke_from_list(points: object) -> Stroke:
    try:
        array = np.array(points, np.float64)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("a stroke is not a list of [x, y] points") from None
    if array.size == 0:
        return Stroke(np.empty((0, 2), np.float32), 0)
    if array.ndim != 2 or array.shape[1] != 2 or not np.isfinite(array).all() or np.abs(array).max() > 1e6:
        raise ValueError("a stroke is not a list of [x, y] points")
    return Stroke(array.astype(np.float32), len(array))


def _decode_image(text: object) -> np.ndarray:
    from digitpad.core.errors import InputError
    from digitpad.core.images import decode_image, square_image

    try:
        return square_image(decode_image(base64.b64decode(str(text), validate=True), "'image'"))
    except (InputError, ValueError) as error:
        raise ValueError(str(error)) from None


def _encode_image(image: np.ndarray) -> str:
    import cv2

    return base64.b64encode(cv2.imencode(".png", image[:, :, ::-1])[1].tobytes()).decode("ascii")
