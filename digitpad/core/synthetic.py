"""Pen digits that nobody drew: the ways people write each digit, as strokes, each time a little different.

A way of writing is a few knots that a pen passes, and a drawing is one of them with its knots moved, bent between them,
its ends too short or too long, slanted, turned and drawn with some pen. So training works on a machine that never saw
the network.
"""

from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.pen_styles import Path, Style, styles
from digitpad.core.preprocess import DIGIT_SIDE, strokes_to_input

BOX = 500.0
"""Side of the square that the drawings lie in."""


@dataclass(frozen=True)
class Variation:
    """How much the drawings of one style differ; 0 switches an idea off.

    Each is a standard deviation. Lengths are in hundredths of the digit's height.
    """

    slant: float = 0.2
    """Sideways, as a share of the height; people lean to the right by half as much on average."""
    turn: float = 5.0
    """Degrees."""
    proportion: float = 1.0
    """Width against height, the upper part against the lower one, and where each knot lies; 1 is usual."""
    curvature: float = 1.0
    """How round the pen goes between knots, and whether it rounds the corners; 1 is usual."""
    gaps: float = 4.0
    """How much too short or too long a stroke is at its ends, and how far strokes are from where they belong."""
    wobble: float = 1.0
    """How far an unsteady hand goes astray."""
    thickness: float = 0.3
    """Of the pen's width, as a power of e."""


USUAL = Variation()


def synthetic_drawings(count: int, seed: int, variation: Variation = USUAL) -> Iterator[tuple[int, Drawing]]:
    """Gives labels and drawings, 0 to 9 in turn.

    The drawing at an index depends on that and the seed alone.

    Args:
        count: how many.
        seed: other seeds give other drawings, at least 0.
        variation: how much they differ.
    """
    for index in range(count):
        label = index % 10
        rng = np.random.default_rng([seed, index])
        yield label, write(styles(label)[bisect(_shares(label), rng.random())], rng, variation)


def write(style: Style, rng: np.random.Generator, variation: Variation = USUAL) -> Drawing:
    """Writes a digit once; the same random numbers are taken whatever the variation, so each idea can be seen alone."""
    reshaped, bent = _shape(rng, variation.proportion), _bend(rng, variation.curvature)
    strokes = []
    for path in style.paths:
        points = _with_gaps(bent(path, reshaped(path.knots)), rng, variation.gaps)
        if len(style.paths) > 1:
            points += 0.5 * variation.gaps * rng.normal(size=2)
        strokes.append(points + variation.wobble * _tremor(len(points), rng))
    slope = _slope(rng, variation)
    pen = _PEN * float(np.exp(variation.thickness * rng.normal()))
    return _placed([points @ slope for points in strokes], pen, rng)


def own_pen_input(drawing: Drawing) -> np.ndarray | None:
    """The input image as thick as the drawing's own pen makes it, where `drawing_to_input` would even it out.

    Returns:
        (28, 28) float32 in [0, 1], ink 1, paper 0; None when there are no strokes.
    """
    if drawing.is_empty:
        return None
    points = np.concatenate([stroke.points for stroke in drawing.strokes])
    extent = float(np.ptp(points, axis=0).max())
    return strokes_to_input(drawing.strokes, drawing.width, DIGIT_SIDE * drawing.width / (extent + drawing.width))


_SPACING = 3.0  # of the points, in hundredths of the digit's height; so are the next one and all lengths below
_WAVES = np.array([150.0, 80.0, 45.0])[:, np.newaxis]  # how long an unsteady hand's swings are
_SWING = 5.0  # how far knots are moved together with their neighbours
_SLIP = 2.0  # and how far each by itself
_PEN = 0.14  # the pen's width as a share of the digit's longer side: gives MNIST's median of 2.45 pixels
_WIDTH_HEIGHT = np.array([60.0, 100.0])  # of a digit of usual proportions


@cache
def _shares(digit: int) -> list[float]:
    """Where the share of each style ends, on the way from 0 to 1."""
    sums = np.cumsum([style.share for style in styles(digit)])
    return (sums / sums[-1]).tolist()


def _shape(rng: np.random.Generator, amount: float) -> Callable[[np.ndarray], np.ndarray]:
    """A function that moves the knots of a stroke; those of two strokes that lie together stay so, or nearly."""
    width, *powers = np.exp(amount * np.array([0.2, 0.1, 0.15]) * rng.normal(size=3))
    directions, swings, phases = rng.normal(size=(2, 3)), rng.normal(size=(3, 2)), rng.uniform(0, 2 * np.pi, 3)

    def reshaped(knots: np.ndarray) -> np.ndarray:
        halves = _WIDTH_HEIGHT * (knots / _WIDTH_HEIGHT) ** powers  # more room for one half, less for the other
        swung = _SWING * np.sin(halves @ directions * (np.pi / 100) + phases) @ swings
        return (halves + amount * (swung + _SLIP * rng.normal(size=knots.shape))) * (width, 1)

    return reshaped


def _bend(rng: np.random.Generator, amount: float) -> Callable[[Path, np.ndarray], np.ndarray]:
    """A function from a stroke and its knots to points on its way."""
    roundness, rounding = rng.normal(size=2)
    curvature = np.clip(0.5 + 0.2 * amount * roundness, 0.1, 0.9)
    rounding = min(0.7 * amount * abs(rounding), 1.0)

    def bent(path: Path, knots: np.ndarray) -> np.ndarray:
        return (path.chords + curvature * (path.bends + rounding * path.rounding)) @ knots

    return bent


def _with_gaps(points: np.ndarray, rng: np.random.Generator, amount: float) -> np.ndarray:
    """Points at even distances along the way, which begins and ends too early or too late."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    passed = np.concatenate([[0.0], np.cumsum(steps)])
    length = passed[-1]
    begin, end = np.clip(amount * rng.normal(size=2), -length / 4, length / 4)
    positions = np.linspace(begin, length + end, max(2, int(length / _SPACING)))
    way = np.stack([np.interp(positions, passed, column) for column in points.T], axis=1)
    way += np.outer(np.minimum(positions, 0), _direction(points[:2]))
    return way + np.outer(np.maximum(positions - length, 0), _direction(points[-2:]))


def _direction(pair: np.ndarray) -> np.ndarray:
    step = pair[1] - pair[0]
    return step / max(float(np.hypot(*step)), 1e-9)


def _tremor(count: int, rng: np.random.Generator) -> np.ndarray:
    """(count, 2) smooth noise along the way, of standard deviation 1."""
    swings, phases = rng.normal(size=(3, 2)), rng.uniform(0, 2 * np.pi, (3, 2))
    way = _SPACING * np.arange(count)[:, np.newaxis, np.newaxis]
    return np.sqrt(2 / 3) * np.sum(swings * np.sin(2 * np.pi * way / _WAVES + phases), axis=1)


def _slope(rng: np.random.Generator, variation: Variation) -> np.ndarray:
    """The matrix that slants and turns: `points @ slope`."""
    slant, turn = rng.normal(size=2)
    angle = np.radians(variation.turn * turn)
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[1, 0], [-variation.slant * (slant + 0.5), 1]]) @ np.array([[cos, sin], [-sin, cos]])


def _placed(strokes: list[np.ndarray], pen: float, rng: np.random.Generator) -> Drawing:
    """Puts strokes somewhere into the box, in some size; `pen` is its width as a share of the longer side."""
    lows = np.min([points.min(axis=0) for points in strokes], axis=0)
    highs = np.max([points.max(axis=0) for points in strokes], axis=0)
    side, x, y = rng.uniform(size=3)
    extent = BOX * min(0.4 + 0.4 * side, 1 / (1 + pen))
    scale = extent / max(highs - lows)
    width = pen * extent
    corner = width / 2 + (BOX - width - (highs - lows) * scale) * (x, y)
    return Drawing(tuple(Stroke.from_points((points - lows) * scale + corner) for points in strokes), BOX, width)
