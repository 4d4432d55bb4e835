"""Numbers put together from single digits, to test how numbers are read."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from digitpad.core.drawing import Drawing, Stroke

GAPS = (-0.08, 0.4)
"""Between two digits, from box to box of their lines, as shares of a digit's usual width; below 0 the boxes overlap."""
LENGTHS = (2, 6)
"""Digits of a number: at least and at most."""

_USUAL_WIDTH = 0.66  # of a digit, in heights: the mean of the pen strokes
_PEN_WIDTH = 0.08  # in heights: a felt pen
_SIZE_WOBBLE = 0.12  # digits are so much larger or smaller at most
_BASELINE_WOBBLE = 0.06  # and so much higher or lower, in heights
_FILLED = 0.9  # of the box's width by the number at most, and
_HIGHEST = 0.4  # of its height by a digit


class Number(NamedTuple):
    """A drawing of several digits, and what it is."""

    drawing: Drawing
    text: str
    stroke_counts: tuple[int, ...]
    """How many strokes each digit has, in the drawing's order."""


def compose_number(digits: Sequence[Drawing], rng: np.random.Generator, gaps: tuple[float, float] = GAPS) -> Drawing:
    """Writes single digits in a row, equally high but for some wobble, as large as the box allows.

    Args:
        digits: drawings of one digit each, in strokes; an image under them is left out.
        rng: gives gaps, sizes and heights above the line.
        gaps: the smallest and the largest, as `GAPS`.

    Returns:
        A drawing in a box of 500, its strokes in the digits' order.
    """
    placed: list[np.ndarray] = []
    right = 0.0
    for digit in digits:
        points = np.concatenate([stroke.points for stroke in digit.strokes]).astype(float)
        low, high = points.min(axis=0), points.max(axis=0)
        extent = high - low
        size = (1 + rng.uniform(-_SIZE_WOBBLE, _SIZE_WOBBLE)) / max(extent[1], extent[0] / 2, 1e-6)
        bottom = rng.uniform(-_BASELINE_WOBBLE, _BASELINE_WOBBLE)
        gap = rng.uniform(*gaps) * _USUAL_WIDTH if placed else 0.0
        origin = np.array([right + gap, bottom - extent[1] * size])
        placed += [(stroke.points - low) * size + origin for stroke in digit.strokes]
        right = origin[0] + extent[0] * size
    return _fitted(placed, Drawing().box)


def compose_numbers(
    samples: Sequence[tuple[int, str, Drawing]],
    count: int,
    seed: int,
    lengths: tuple[int, int] = LENGTHS,
    gaps: tuple[float, float] = GAPS,
) -> Iterator[Number]:
    """Numbers each of which one writer has written.

    Args:
        samples: label, writer and drawing of single digits.
        count: how many numbers.
        seed: the same one gives the same numbers.
        lengths: of the shortest and of the longest number.
        gaps: as `GAPS`.
    """
    rng = np.random.default_rng(seed)
    by_writer: dict[str, list[tuple[int, Drawing]]] = {}
    for label, writer, drawing in samples:
        by_writer.setdefault(writer, []).append((label, drawing))
    writers = sorted(by_writer)
    for _ in range(count):
        own = by_writer[writers[rng.integers(len(writers))]]
        chosen = [own[place] for place in rng.integers(len(own), size=rng.integers(lengths[0], lengths[1] + 1))]
        drawings = [drawing for _, drawing in chosen]
        yield Number(
            compose_number(drawings, rng, gaps),
            "".join(str(label) for label, _ in chosen),
            tuple(len(drawing.strokes) for drawing in drawings),
        )


def _fitted(strokes: list[np.ndarray], box: float) -> Drawing:
    """Strokes of digits one unit high, as large as the box allows, in its middle."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    unit = min(_FILLED * box / max(high[0] - low[0], 1e-6), _HIGHEST * box)
    middle = (low + high) / 2
    placed = tuple(Stroke.from_points((points - middle) * unit + box / 2) for points in strokes)
    return Drawing(placed, box, _PEN_WIDTH * unit)
