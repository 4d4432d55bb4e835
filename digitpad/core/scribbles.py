"""Dots and scribbles, drawn by chance: long and wide enough to be no digit."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.hand import by_hand, coarse_mask, placed, scaled_to_one, smooth


def tap(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """The pen put down and lifted."""
    return placed([np.zeros((1, 2))], rng)


def press(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """The pen put down, moved by less than half its width, and lifted."""
    drawing = placed([np.cumsum(rng.normal(size=(rng.integers(2, 15), 2)), axis=0)], rng)
    points = drawing.strokes[0].points
    extent = float(np.ptp(points, axis=0).max())
    shrunk = points.mean(axis=0) + (points - points.mean(axis=0)) * drawing.width * rng.uniform(0.1, 0.5) / extent
    return drawing._replace(strokes=(Stroke.from_points(shrunk),))


def filled_round(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A large dot, filled by going round and round."""
    turns = rng.uniform(4.5, 8)
    t = np.linspace(0, 1, int(24 * turns))
    angle, radius = 2 * np.pi * turns * t, np.sqrt(t) if rng.random() < 0.5 else t
    return _solid([np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)], rng)


def filled_across(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A large dot, filled by going to and fro."""
    heights = np.linspace(-0.97, 0.97, int(rng.integers(12, 20)))
    half = np.sqrt(1 - heights**2) * np.where(np.arange(len(heights)) % 2, -1, 1)
    return _solid([np.stack([half, heights], axis=1)], rng)


def _solid(lines: Sequence[np.ndarray], rng: np.random.Generator) -> Drawing:
    """Drawn so small for its pen that no paper shows between the lines."""
    drawing = by_hand(lines, rng, turn=180, warp=0.02)
    points = np.concatenate([stroke.points for stroke in drawing.strokes])
    middle, extent = points.mean(axis=0), float(np.ptp(points, axis=0).max())
    smaller = min(1.0, drawing.width * rng.uniform(1.5, 4) / extent)
    strokes = tuple(Stroke.from_points(middle + (stroke.points - middle) * smaller) for stroke in drawing.strokes)
    return drawing._replace(strokes=strokes)


def wandering(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A line that turns this way and that, and turns back at the edges of its field."""

    def walk() -> np.ndarray:
        x, y = rng.uniform(0.3, 0.7, 2).tolist()
        heading, bend = rng.uniform(0, 2 * np.pi), 0.0
        points = [(x, y)]
        for push in rng.normal(0, 0.22, rng.integers(80, 240)).tolist():
            bend = 0.8 * bend + push
            heading += bend + (0.5 if max(abs(x - 0.5), abs(y - 0.5)) > 0.45 else 0.0)
            x = min(max(x + 0.07 * math.cos(heading), 0.0), 1.0)
            y = min(max(y + 0.07 * math.sin(heading), 0.0), 1.0)
            points.append((x, y))
        return np.array(points)

    return by_hand([_long(walk)], rng)


def swinging(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """Sine waves of x and y over each other (Lissajous)."""

    def swing() -> np.ndarray:
        t = np.linspace(0, rng.uniform(2, 4) * 2 * np.pi, 220)
        slow = rng.uniform(0.6, 1.2)
        # Both alike would be a 0, one twice as fast as the other an 8.
        frequencies = slow * np.array([1.0, rng.uniform(1.3, 1.7)])[rng.permutation(2)]
        large = np.sin(np.outer(t, frequencies) + rng.uniform(0, 2 * np.pi, 2))
        small = np.sin(np.outer(t, slow * rng.uniform(0.3, 3, 2)) + rng.uniform(0, 2 * np.pi, 2))
        return large + rng.uniform(0.1, 0.7) * small

    return by_hand([_long(swing)], rng)


def hatching(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """To and fro, slowly sideways, as one shades a field."""
    count = rng.integers(7, 20)
    across = np.where(np.arange(count) % 2, 1.0, -1.0) * rng.uniform(0.6, 1, count)
    along = np.linspace(-1, 1, count) * rng.uniform(0.55, 1.2) + rng.normal(0, 0.06, count)
    knots = np.stack([across, along], axis=1)
    angle = rng.uniform(0, np.pi)
    turned = knots @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return by_hand([smooth(turned) if rng.random() < 0.6 else turned], rng)


def many_strokes(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """Short strokes over each other in all directions."""
    lines = []
    for _ in range(rng.integers(7, 16)):
        middle, angle = rng.uniform(-0.35, 0.35, 2), rng.uniform(0, np.pi)
        half = rng.uniform(0.25, 0.7) * np.array([np.cos(angle), np.sin(angle)])
        bow = rng.normal(0, 0.12, 2)
        lines.append(smooth(np.stack([middle - half, middle + bow, middle + half])))
    return by_hand(lines, rng)


def from_knot_to_knot(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A curve through points that lie anywhere."""
    return by_hand([_long(lambda: smooth(rng.uniform(-1, 1, (rng.integers(9, 18), 2))))], rng)


def _long(draw: Callable[[], np.ndarray]) -> np.ndarray:
    """Tries until a line is no digit by chance: more ink than any digit of a pen set has, what lies on
    itself not counted, and not so narrow that it fills a thick 1."""
    while True:
        line = draw()
        spread = np.linalg.svd(line - line.mean(axis=0), compute_uv=False)
        is_long = np.count_nonzero(coarse_mask(scaled_to_one([line]), 3)) > _SCRIBBLED
        if is_long and spread[1] > _LEAST_SPREAD * spread[0]:
            return line


_SCRIBBLED = 780  # pixels of `coarse_mask`
_LEAST_SPREAD = 0.5  # across the line's main direction, as a share of that along it
