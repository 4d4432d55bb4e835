"""Lines as a hand draws them: unsteady, slanted, larger or smaller, anywhere on the canvas."""

from collections.abc import Sequence

import numpy as np

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.ink import draw_strokes

BOX = 500.0
"""Side of the drawings' box."""
_SIDES = (100.0, 440.0)  # of what is drawn, in box units
_PENS = (14.0, 64.0)  # the canvas's own pen is 40 wide
_STEP = 1 / 60  # between two points, as a share of the longer side


def by_hand(
    lines: Sequence[np.ndarray],
    rng: np.random.Generator,
    turn: float = 12.0,
    slant: float = 0.25,
    stretch: float = 0.2,
    warp: float = 0.04,
) -> Drawing:
    """Draws lines with an unsteady hand, at a random size and place, with a pen of a random width.

    Args:
        lines: each (n, 2), in any one unit, y down.
        rng: where the chance comes from.
        turn: up to that many degrees, either way round.
        slant: up to that share of the height.
        stretch: wider or narrower, up to that share.
        warp: how far a point strays from where it belongs, as a share of the longer side; neighbours stray together, so
            that lines which meet still meet.

    Returns:
        A drawing whose ink lies inside its box.
    """
    points, ends = _joined([resample(line, _STEP) for line in scaled_to_one(lines)])
    points = points + _strayed(points, rng, warp)
    angle, lean = np.radians(rng.uniform(-turn, turn)), rng.uniform(-slant, slant)
    wide = np.exp(rng.uniform(-stretch, stretch))
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.array([[cos, -sin], [sin, cos]]) @ np.array([[wide, -lean], [0.0, 1.0]])
    points = points @ matrix.T
    points = points + _strayed(points, rng, 0.1 * warp, waves=(12.0, 25.0))  # the tremor
    return placed(np.split(points, ends), rng)


def placed(lines: Sequence[np.ndarray], rng: np.random.Generator, widest: float = 1 / 6) -> Drawing:
    """Puts lines, as they are, onto the canvas: at a random size and place, with a pen of a random width.

    Args:
        lines: each (n, 2), in any one unit, y down.
        rng: where the chance comes from.
        widest: the pen, as a share of the longer side; with a wider one nobody could tell what it is.
    """
    side = float(np.exp(rng.uniform(*np.log(_SIDES))))
    width = float(np.exp(rng.uniform(*np.log(_PENS))))
    width = min(width, widest * side)
    side = min(side, BOX - width)
    lines = [line * side for line in scaled_to_one(lines)]
    points = np.concatenate(lines)
    lows, highs = points.min(axis=0), points.max(axis=0)
    shift = width / 2 - lows + rng.random(2) * (BOX - width - (highs - lows))
    return Drawing(tuple(Stroke.from_points(line + shift) for line in lines), BOX, width)


def scaled_to_one(lines: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Moves and scales lines together: their middle at the origin, their longer side 1."""
    points = np.concatenate(lines)
    lows, highs = points.min(axis=0), points.max(axis=0)
    extent = max(float((highs - lows).max()), 1e-9)
    return [(line - (lows + highs) / 2) / extent for line in lines]


def resample(line: np.ndarray, step: float) -> np.ndarray:
    """Points at most `step` apart along a line, (n, 2) → (m, 2); its first and last point stay."""
    lengths = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    count = max(2, int(np.ceil(along[-1] / step)) + 1)
    wanted = np.linspace(0, along[-1], count)
    return np.stack([np.interp(wanted, along, line[:, axis]) for axis in (0, 1)], axis=1)


def smooth(knots: np.ndarray, steps: int = 8) -> np.ndarray:
    """A curve through all knots (Catmull and Rom 1974), (n, 2) → ((n - 1) · steps + 1, 2); a knot given twice is a
    corner."""
    padded = np.concatenate([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    before, begin, end, after = (padded[offset : len(knots) - 1 + offset, np.newaxis] for offset in range(4))
    t = (np.arange(steps) / steps)[np.newaxis, :, np.newaxis]
    curve = begin + t / 2 * (
        end - before + t * (2 * before - 5 * begin + 4 * end - after + t * (3 * (begin - end) + after - before))
    )
    return np.concatenate([curve.reshape(-1, 2), knots[-1:]])


def coarse_mask(lines: Sequence[np.ndarray], thickness: int) -> np.ndarray:
    """(64, 64) uint8, ink 255, of lines whose longer side is 1: that is 40 pixels."""
    strokes = tuple(Stroke.from_points(line) for line in lines)
    return draw_strokes(strokes, 40.0, (32.0, 32.0), thickness, 64)


def _joined(lines: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """All points in one array, and where each line but the last ends."""
    return np.concatenate(lines), np.cumsum([len(line) for line in lines])[:-1]


def _strayed(
    points: np.ndarray, rng: np.random.Generator, reach: float, waves: tuple[float, float] = (2.0, 6.0)
) -> np.ndarray:
    """How far each point strays, (n, 2): three waves over the plane, of frequencies in the range of `waves`."""
    count = 3
    angles = rng.uniform(0, 2 * np.pi, count)
    frequencies = rng.uniform(*waves, count) * np.stack([np.cos(angles), np.sin(angles)])
    phases = points @ frequencies + rng.uniform(0, 2 * np.pi, count)
    return np.sin(phases) @ rng.normal(0, reach / np.sqrt(count / 2), (count, 2))
