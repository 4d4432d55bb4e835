"""Finds the printed lines and squares of writing paper in a photograph, and takes them off as it takes off the light.

A printed line runs through most of the picture, and is as wide and as dark everywhere; a pen's stroke isn't. The picture
is cut into strips across the lines; in each strip thin dark places are evidence, and a line is where many strips agree
on one straight or slightly bent way. What lines leave of the light is then estimated along each line and divided out,
so that a stroke which crosses a line, or stands on it, stays whole.
"""

from typing import NamedTuple

import cv2
import numpy as np

_SIDES = (400, 150)  # of the reduced picture in which lines are looked for: thin ones, thick ones
_REACH = 5  # pixels of the reduced picture: beside a line, as far away as that, it is lighter
_STRIPS = 48
_STEEPEST = 0.24  # pixels a pixel: 13°
_MOST_BENT = 0.024  # of the length
_LEAST_COVERED = 0.6  # of the strips
_LEAST_COVERED_ALONE = 0.8
_MOST_LINES = 80
_BLOCKS = 24


class Line(NamedTuple):
    """One printed line that runs from left to right."""

    middle: np.ndarray
    """(width,) float32: its y in each column."""
    profile: np.ndarray
    """(2 · reach + 1,) float32: how much darker than the paper it is, from above to below."""
    strength: np.ndarray
    """(width,) float32: how dark it is in each column, about 1."""


def without_ruling(paper: np.ndarray) -> np.ndarray:
    """Divides out what printed lines and squares take from the light.

    Args:
        paper: (height, width) float32, evenly lit: blank paper is 1, ink darker.

    Returns:
        The same, blank paper between and on the lines 1; the array itself where there are no lines.
    """
    along, across = find_lines(paper), find_lines(paper.T)
    if not along and not across:
        return paper
    printed = np.ones_like(paper)
    _draw(along, printed)
    _draw(across, printed.T)
    return paper / printed


def find_lines(paper: np.ndarray) -> list[Line]:
    """The printed lines that run from left to right through most of the picture.

    Args:
        paper: as for `without_ruling`.
    """
    darkness = np.ascontiguousarray(np.clip(1 - paper, 0, 1), np.float32)
    found: list[Line] = []
    for side in _SIDES:
        factor = min(1.0, side / max(paper.shape))
        for way in _find_ways(darkness, factor):
            line = _followed(darkness, way, max(4, round(_REACH / factor)))
            if line is not None and not any(_same(line, other) for other in found):
                found.append(line)
    return found


def _find_ways(darkness: np.ndarray, factor: float) -> list[np.ndarray]:
    """Where lines seem to run: y in each column, (width,) float32 each."""
    height, width = darkness.shape
    rows = max(8, round(height * factor))
    strips = min(_STRIPS, width)
    evidence = _evidence(cv2.resize(darkness, (strips, rows), interpolation=cv2.INTER_AREA))
    length = width * factor
    x = (np.arange(strips) + 0.5) / strips - 0.5
    slopes = np.arange(-_STEEPEST, _STEEPEST + 1e-6, 2 / length)
    bends = np.arange(-2, 3) * _MOST_BENT / 2
    ways = [(slope, bend) for slope in slopes for bend in bends]
    # The coverage of every way through every row in the middle column.
    covered = np.empty((len(ways), rows), np.float32)
    columns = np.tile(np.arange(strips, dtype=np.float32), (rows, 1))
    middle_rows = np.arange(rows, dtype=np.float32)[:, np.newaxis]
    for index, (slope, bend) in enumerate(ways):
        drop = (slope * x + bend * (1 - 4 * x**2)) * length
        sampled = cv2.remap(evidence, columns, middle_rows + drop.astype(np.float32), cv2.INTER_NEAREST)
        covered[index] = cv2.reduce(sampled, 1, cv2.REDUCE_AVG)[:, 0]
    found: list[np.ndarray] = []
    across = (np.arange(width, dtype=np.float32) + 0.5) / width - 0.5
    while len(found) < _MOST_LINES:
        index, row = np.unravel_index(int(covered.argmax()), covered.shape)
        if covered[index, row] < _LEAST_COVERED:
            break
        slope, bend = ways[index]
        way = row + (slope * across + bend * (1 - 4 * across**2)) * length
        found.append(((way + 0.5) / factor - 0.5).astype(np.float32))
        # The same line is seen again in nearby rows, whatever the slope.
        covered[:, max(0, row - _REACH) : row + _REACH + 1] = 0
    return found


def _evidence(strips: np.ndarray) -> np.ndarray:
    """Where a strip is darker than above and below: (rows, strips) float32 in [0, 1]."""
    padded = np.pad(strips, ((_REACH, _REACH), (0, 0)), mode="edge")
    rows = len(strips)
    ridge = strips - np.maximum(padded[:rows], padded[2 * _REACH :])
    noise = 1.48 * float(np.median(np.abs(ridge - np.median(ridge))))
    evident = np.clip(ridge / max(0.012, 2.0 * noise), 0, 1)
    return cv2.dilate(evident, np.ones((3, 1), np.uint8))


def _followed(darkness: np.ndarray, way: np.ndarray, reach: int) -> Line | None:
    """The line near a way, its middle found to a part of a pixel; None where there is none after all."""
    height, width = darkness.shape
    x = np.arange(width, dtype=np.float32)
    middle = way
    blocks = np.linspace(0, width, _BLOCKS + 1).astype(int)
    centres = (blocks[:-1] + blocks[1:] - 1) / 2
    offsets = np.arange(-2 * reach, 2 * reach + 1, dtype=np.float32)
    for search in (reach, max(2, reach // 2)):
        bands = _band(darkness, middle, offsets)
        profiles = np.stack([np.median(bands[:, a:b], axis=1) for a, b in zip(blocks[:-1], blocks[1:], strict=True)])
        near = profiles[:, 2 * reach - search : 2 * reach + search + 1]
        near = near - near.min(axis=1, keepdims=True)
        weights = near**4
        shifts = (weights * np.arange(-search, search + 1)).sum(axis=1) / (weights.sum(axis=1) + 1e-12)
        strong = near.max(axis=1) > 0.4 * np.median(near.max(axis=1))
        fit = _fitted(centres, shifts, strong)
        middle = middle + np.polyval(fit, (x - width / 2) / width).astype(np.float32)
    bands = _band(darkness, middle, offsets)
    profiles = np.stack([np.median(bands[:, a:b], axis=1) for a, b in zip(blocks[:-1], blocks[1:], strict=True)])
    profile = np.median(profiles, axis=0)
    outside = np.concatenate([profile[: reach // 2 + 1], profile[-reach // 2 - 1 :]])
    profile = np.clip(profile - np.median(outside), 0, None)
    peak = float(profile[2 * reach - 1 : 2 * reach + 2].max())
    if peak < 0.01 or peak < 0.8 * profile.max():
        return None
    # Only what hangs together with the middle is the line.
    low = profile < 0.06 * peak
    above = np.flatnonzero(low[: 2 * reach])
    below = np.flatnonzero(low[2 * reach + 1 :])
    if not len(above) or not len(below):
        return None
    profile[: above[-1]] = 0
    profile[2 * reach + 1 + below[0] :] = 0
    strength = _strength(profiles, profile)
    return Line(middle, profile.astype(np.float32), np.interp(x, centres, strength).astype(np.float32))


def _strength(profiles: np.ndarray, profile: np.ndarray) -> np.ndarray:
    """How dark the line is in each block, by the profile's own darkness; where a pen runs along it, as beside that."""
    inside = profile > 0.5 * profile.max()
    base = np.minimum(profiles[:, 0], profiles[:, -1])
    ratios = (profiles[:, inside] - base[:, np.newaxis]).mean(axis=1) / profile[inside].mean()
    half = 4
    padded = np.pad(ratios, half, mode="reflect")
    around = np.array([np.quantile(padded[i : i + 2 * half + 1], 0.45) for i in range(len(ratios))])
    return np.clip(np.minimum(ratios, around * 1.15), 0, 1.6)


def _fitted(x: np.ndarray, y: np.ndarray, good: np.ndarray) -> np.ndarray:
    """A cubic through most of the points, in x / length about the middle."""
    length = x[-1] + x[0] + 1
    places = (x - length / 2) / length
    kept = good
    fit = np.zeros(1)
    for _ in range(3):
        if kept.sum() < 8:
            return np.median(y[good], keepdims=True) if good.any() else np.zeros(1)
        fit = np.polyfit(places[kept], y[kept], 3)
        away = np.abs(np.polyval(fit, places) - y)
        kept = good & (away <= max(0.6, 2.5 * float(np.median(away[kept]))))
    return fit


def _band(darkness: np.ndarray, middle: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """The neighbourhood of a line made straight: (offsets, width) float32."""
    columns = np.tile(np.arange(len(middle), dtype=np.float32), (len(offsets), 1))
    return cv2.remap(
        darkness, columns, middle + offsets[:, np.newaxis], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )


def _same(line: Line, other: Line) -> bool:
    wide = max(np.count_nonzero(line.profile), np.count_nonzero(other.profile))
    return float(np.median(np.abs(line.middle - other.middle))) < max(4, wide)


def _draw(lines: list[Line], printed: np.ndarray) -> None:
    """Multiplies what the lines leave of the light into a picture."""
    height, width = printed.shape
    for line in lines:
        reach = len(line.profile) // 2
        steps = np.arange(-reach, reach + 1)
        rows = np.floor(line.middle).astype(int) + steps[:, np.newaxis]
        taken = np.interp(rows - line.middle, steps, line.profile) * line.strength
        inside = (rows >= 0) & (rows < height)
        columns = np.broadcast_to(np.arange(width), rows.shape)
        printed[rows[inside], columns[inside]] = np.minimum(
            printed[rows[inside], columns[inside]], 1 - np.clip(taken[inside], 0, 0.9)
        )
