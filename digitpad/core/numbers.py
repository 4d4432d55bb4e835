"""Numbers put together from single digits, and how well they are read."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from digitpad.core.classifier import DigitClassifier, predict_each
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.ink import drawing_to_picture, image_to_ink
from digitpad.core.preprocess import drawing_to_input, ink_to_input
from digitpad.core.reading import read_drawing, read_ink
from digitpad.core.stroke_files import LabelledDrawing

GAPS = (-0.08, 0.4)
"""Between two digits, from box to box of their lines, as shares of a digit's usual width; below 0 the boxes overlap."""
LENGTHS = (2, 6)
"""Digits of a number: at least and at most."""
PICTURE_SIDE = 640
"""Pixels of a number as a picture."""

_USUAL_WIDTH = 0.66  # of a digit, in heights: the mean of the pen strokes
_LEAST_WIDTH = 0.16  # that a straight 1 takes up
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

    def digits(self) -> list[Drawing]:
        """Each digit alone, where it stands."""
        ends = np.cumsum(self.stroke_counts).tolist()
        strokes = self.drawing.strokes
        return [
            self.drawing._replace(strokes=strokes[end - count : end])
            for end, count in zip(ends, self.stroke_counts, strict=True)
        ]


class NumberScores(NamedTuple):
    """Shares in [0, 1] of numbers that were read without a mistake."""

    count: int  # type: ignore[assignment]  # tuple's own method of that name has no use here
    read: float
    read_when_told: float
    """With each digit handed over alone: what the classifier itself can do, however well digits are told apart."""


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
        margin = max(0.0, _LEAST_WIDTH - extent[0] * size) / 2
        origin = np.array([right + gap + margin, bottom - extent[1] * size])
        placed += [(stroke.points - low) * size + origin for stroke in digit.strokes]
        right = origin[0] + extent[0] * size + margin
    return _fitted(placed, Drawing().box)


def compose_numbers(
    samples: Iterable[LabelledDrawing],
    count: int,
    seed: int,
    lengths: tuple[int, int] = LENGTHS,
    gaps: tuple[float, float] = GAPS,
) -> Iterator[Number]:
    """Numbers each of which one writer has written.

    Args:
        samples: single digits, as `read_drawings` gives them.
        count: how many numbers.
        seed: the same one gives the same numbers.
        lengths: of the shortest and of the longest number.
        gaps: as `GAPS`.
    """
    rng = np.random.default_rng(seed)
    by_writer: dict[str, list[tuple[int | None, Drawing]]] = {}
    for _, label, writer, drawing in samples:
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


def measure(classifier: DigitClassifier, numbers: Iterable[Number], as_pictures: bool = False) -> NumberScores:
    """How well a classifier reads numbers, and how well it would if somebody told it where each digit ends.

    Args:
        classifier: of this thread.
        numbers: at least one.
        as_pictures: as pixels only, `PICTURE_SIDE` wide; as strokes otherwise.

    Raises:
        ValueError: the classifier gives something else than ten finite numbers an image.
    """
    read = told = count = 0
    for number in numbers:
        count += 1
        if as_pictures:
            prediction = read_ink(classifier, _picture_ink(number.drawing))
            images = [ink_to_input(_picture_ink(digit)) for digit in number.digits()]
        else:
            prediction = read_drawing(classifier, number.drawing)
            images = [drawing_to_input(digit) for digit in number.digits()]
        likeliest = [int(alone.probabilities.argmax()) for alone in predict_each(classifier, images)]
        read += prediction.text == number.text
        told += "".join(map(str, likeliest)) == number.text
    return NumberScores(count, read / count, told / count)


def _picture_ink(drawing: Drawing) -> np.ndarray:
    return image_to_ink(drawing_to_picture(drawing, PICTURE_SIDE))


def _fitted(strokes: list[np.ndarray], box: float) -> Drawing:
    """Strokes of digits one unit high, as large as the box allows, in its middle."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    unit = min(_FILLED * box / max(high[0] - low[0], 1e-6), _HIGHEST * box)
    middle = (low + high) / 2
    placed = tuple(Stroke.from_points((points - middle) * unit + box / 2) for points in strokes)
    return Drawing(placed, box, _PEN_WIDTH * unit)
