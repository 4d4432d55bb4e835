"""Finds the printed lines and squares of writing paper in a photograph, and takes them off as it takes off the light.

A printed line runs through the whole picture, and is as wide and as dark everywhere; a pen's stroke isn't. The
picture is cut into strips across the lines; in each strip thin dark places are evidence, and a line is where many
strips agree on one straight or slightly bent way. What the line leaves of the light is estimated along it and divided
out, so that a stroke that crosses it, or stands on it, stays whole.
"""

from typing import NamedTuple

import cv2
import numpy as np

_SIDES = (400, 150)  # of the reduced picture in which lines are looked for: thin ones, thick ones
_REACH = 5  # pixels of the reduced picture: beside a line, as far away as that, it is lighter
_STRIPS = 48
_STEEPEST = 0.24  # pixels a pixel: 13°
_BENDS = (0.0, -0.015, 0.015)  # of the length
_LEAST_COVERED = 0.6  # of the strips
_LEAST_INSIDE = 0.4  # of a line: the rest may be outside the picture
_BEYOND = 0.12  # of the length: so far outside may a line's middle be
_MOST_LINES = 80
_LEAST_DARKNESS = 0.012  # of the paper's light: less is no evidence
_BLOCKS = 24  # in which a line's place and strength are measured
_ENDS = 3  # so many blocks at either end have to show the line
_LEAST_RATIO = 0.4  # of a line's usual darkness
_THIN = 0.045  # of the picture's longer side
_OUTERMOST = 0.015  # of the picture's width: its very edge
_SAMPLES = 10  # columns of each block that are looked at


class Line(NamedTuple):
    """One printed line that runs from left to right."""

    middle: np.ndarray
    """(width,) float32: its y in each column."""
    profile: np.ndarray
    """(2 · reach + 1,) float32: how much darker than the paper it is, from above to below."""
    strength: np.ndarray
    """(width,) float32: how dark it is in each column, about 1."""
    is_certain: bool
    """Whether it is thin, and runs to the very edge of the picture on both sides: no stroke of a large digit does."""


def printed_lines(along: list[Line], across: list[Line], shape: tuple[int, int]) -> np.ndarray:
    """What printed lines leave of the light.

    Args:
        along: what `find_lines` found in a picture.
        across: what it found in the picture with x and y exchanged.
        shape: the picture's height and width.

    Returns:
        (height, width) float32 in [0.1, 1], 1 beside the lines: an evenly lit picture divided by it has no lines.
    """
    printed = np.ones(shape, np.float32)
    _draw(along, printed)
    _draw(across, printed.T)
    return printed


def find_lines(paper: np.ndarray) -> list[Line]:
    """The printed lines that run from left to right through most of the picture.

    Args:
        paper: (height, width) float32, lit rather evenly: blank paper is about 1, ink darker.
    """
    darkness = np.ascontiguousarray(np.median(paper[::4, ::4]) - paper, np.float32)  # 0 outside the picture, too
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
    rows, strips = max(8, round(height * factor)), min(_STRIPS, width)
    evidence = _evidence(cv2.resize(darkness, (strips, rows), interpolation=cv2.INTER_AREA))
    length = width * factor
    shapes = [(slope, bend) for slope in np.arange(-_STEEPEST, _STEEPEST, 3 / length) for bend in _BENDS]
    beyond = round(_BEYOND * length)
    covered = _coverage(evidence, [_course(shape, strips) * length for shape in shapes], beyond)
    ways: list[np.ndarray] = []
    while len(ways) < _MOST_LINES:
        best, row = np.unravel_index(int(covered.argmax()), covered.shape)
        if covered[best, row] < _LEAST_COVERED:
            break
        way = (row - beyond + 0.5 + _course(shapes[int(best)], width) * length) / factor - 0.5
        ways.append(way.astype(np.float32))
        # The same line is seen again in nearby rows, whatever the slope.
        covered[:, max(0, row - _REACH) : row + _REACH + 1] = 0
    return ways


def _coverage(evidence: np.ndarray, courses: list[np.ndarray], beyond: int) -> np.ndarray:
    """The share of evidence along each course that begins in each row, as far as it runs inside the picture.

    Args:
        evidence: (rows, strips) float32.
        courses: (strips,) float32 each, in rows.
        beyond: how many rows above and below the picture a line's middle may be.

    Returns:
        (courses, rows + 2 · beyond) float32; 0 where too little of the course is inside.
    """
    rows, strips = evidence.shape
    starts = np.arange(-beyond, rows + beyond, dtype=np.float32)[:, np.newaxis]
    columns = np.tile(np.arange(strips, dtype=np.float32), (len(starts), 1))
    covered = np.empty((len(courses), len(starts)), np.float32)
    for index, course in enumerate(courses):
        seen = cv2.remap(evidence, columns, starts + course, cv2.INTER_NEAREST, borderValue=0)
        covered[index] = cv2.reduce(seen, 1, cv2.REDUCE_SUM)[:, 0]
        begin, end = np.searchsorted(np.sort(course), (-0.5 - starts[:, 0], rows - 0.5 - starts[:, 0]))
        inside = end - begin
        covered[index] *= (inside >= _LEAST_INSIDE * strips) / np.maximum(inside, 1)
    return covered


def _course(shape: tuple[float, float], columns: int) -> np.ndarray:
    """How far a line of a slope and a bend is below its middle, by its length: (columns,) float32."""
    x = (np.arange(columns, dtype=np.float32) + 0.5) / columns - 0.5
    return (shape[0] * x - 4 * shape[1] * x**2).astype(np.float32)


def _evidence(strips: np.ndarray) -> np.ndarray:
    """Where a strip is darker than above and below: (rows, strips) float32 in [0, 1]."""
    padded = np.pad(strips, ((_REACH, _REACH), (0, 0)), mode="reflect")
    ridge = strips - np.maximum(padded[: len(strips)], padded[2 * _REACH :])
    # From strip to strip grain varies, and a line doesn't.
    noise = 1.05 * float(np.median(np.abs(np.diff(ridge, axis=1)))) if ridge.shape[1] > 1 else 0.0
    evident = np.clip((ridge - noise) / max(_LEAST_DARKNESS, 1.5 * noise), 0, 1)
    return cv2.dilate(evident, np.ones((3, 1), np.uint8))


def _followed(darkness: np.ndarray, way: np.ndarray, reach: int) -> Line | None:
    """The line near a way, its middle found to a part of a pixel; None where there is none after all."""
    width = darkness.shape[1]
    columns = np.linspace(0, width - 1, _BLOCKS * _SAMPLES).astype(np.float32)
    x = np.arange(width, dtype=np.float32)
    centres = columns.reshape(_BLOCKS, _SAMPLES).mean(axis=1)
    middle = way
    for search in (reach, max(2, reach // 2)):
        near = _profiles(darkness, columns, middle, search)
        near -= near.min(axis=1, keepdims=True)
        weights = near**4
        shifts = (weights * np.arange(-search, search + 1)).sum(axis=1) / (weights.sum(axis=1) + 1e-12)
        peaks = np.where(_inside(middle, centres, len(darkness)), near.max(axis=1), 0)
        if not peaks.any():
            return None
        fit = _fitted(centres / width - 0.5, shifts, peaks > 0.4 * np.median(peaks[peaks > 0]))
        middle = middle + np.polyval(fit, x / width - 0.5).astype(np.float32)
    inside = _inside(middle, centres, len(darkness))
    if inside.mean() < _LEAST_INSIDE / 2:
        return None
    profiles = _profiles(darkness, columns, middle, 2 * reach)
    profile = _only_the_line(np.median(profiles[inside], axis=0), reach)
    if profile is None:
        return None
    ratios = np.where(inside, _ratios(profiles, profile), np.nan)
    there = ratios[inside]
    if np.quantile(there, 1 - _LEAST_COVERED) < _LEAST_RATIO:
        return None
    # A long stroke of a pen ends inside the picture.
    if min(np.median(there[:_ENDS]), np.median(there[-_ENDS:])) < _LEAST_RATIO:
        return None
    ratios[~inside] = np.interp(centres[~inside], centres[inside], ratios[inside])
    strength = np.interp(x, centres, _strength(ratios)).astype(np.float32)
    thin = np.count_nonzero(profile > profile.max() / 2) <= _THIN * max(darkness.shape)
    return Line(middle, profile, strength, thin and _reaches_borders(darkness, middle, profile))


def _inside(middle: np.ndarray, columns: np.ndarray, height: int) -> np.ndarray:
    """In which columns a line is inside the picture."""
    rows = middle[columns.astype(int)]
    return (rows >= 0) & (rows <= height - 1)


def _reaches_borders(darkness: np.ndarray, middle: np.ndarray, profile: np.ndarray) -> bool:
    reach = len(profile) // 2
    columns = np.flatnonzero((middle >= 0) & (middle <= len(darkness) - 1))
    if not len(columns):
        return False
    outermost = max(2, round(_OUTERMOST * len(middle)))
    for ends in (columns[:outermost], columns[-outermost:]):
        rows = middle[ends] + np.array([[0], [-reach], [reach]], np.float32)
        across = np.tile(ends.astype(np.float32), (3, 1))
        at, above, below = cv2.remap(darkness, across, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        if np.mean(at - np.minimum(above, below)) < _LEAST_RATIO * profile.max():
            return False
    return True


def _profiles(darkness: np.ndarray, columns: np.ndarray, middle: np.ndarray, reach: int) -> np.ndarray:
    """How dark it is across a line in each block, from above to below: (blocks, 2 · reach + 1) float32."""
    offsets = np.arange(-reach, reach + 1, dtype=np.float32)[:, np.newaxis]
    rows = (middle[columns.astype(int)] + offsets).astype(np.float32)
    across = np.tile(columns, (len(offsets), 1))
    band = cv2.remap(darkness, across, rows, cv2.INTER_LINEAR, borderValue=0)
    return np.median(band.reshape(len(offsets), _BLOCKS, _SAMPLES), axis=2).T


def _only_the_line(profile: np.ndarray, reach: int) -> np.ndarray | None:
    """A profile without the paper beside the line; None where its middle is not the darkest, or too wide."""
    half = len(profile) // 2
    side = reach // 2 + 1
    above, below = float(np.median(profile[:side])), float(np.median(profile[-side:]))
    profile = np.clip(profile - np.linspace(above, below, len(profile)), 0, None)
    peak = float(profile[half - 1 : half + 2].max())
    if peak < _LEAST_DARKNESS or peak < 0.8 * profile.max():
        return None
    paper = profile < 0.06 * peak
    before, behind = np.flatnonzero(paper[:half]), np.flatnonzero(paper[half + 1 :])
    if not len(before) or not len(behind):
        return None
    profile[: before[-1]] = 0
    profile[half + 1 + behind[0] :] = 0
    return profile.astype(np.float32)


def _ratios(profiles: np.ndarray, profile: np.ndarray) -> np.ndarray:
    """How dark the middle of a line is in each block, by the profile's own darkness: (blocks,)."""
    inside = profile > 0.5 * profile.max()
    base = np.minimum(profiles[:, 0], profiles[:, -1])
    return (profiles[:, inside] - base[:, np.newaxis]).mean(axis=1) / profile[inside].mean()


def _strength(ratios: np.ndarray) -> np.ndarray:
    """How dark a line is in each block; where a pen runs along it, as dark as before and after."""
    half = 4
    padded = np.pad(ratios, half, mode="reflect")
    around = np.quantile(np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1), 0.45, axis=1)
    return np.clip(np.minimum(ratios, around * 1.15), 0, 1.6)


def _fitted(x: np.ndarray, y: np.ndarray, good: np.ndarray) -> np.ndarray:
    """A cubic through most of the points, or their median."""
    kept, fit = good, np.zeros(1)
    for _ in range(3):
        if kept.sum() < 8:
            return np.median(y[good], keepdims=True) if good.any() else np.zeros(1)
        fit = np.polyfit(x[kept], y[kept], 3)
        away = np.abs(np.polyval(fit, x) - y)
        kept = good & (away <= max(0.6, 2.5 * float(np.median(away[kept]))))
    return fit


def _same(line: Line, other: Line) -> bool:
    wide = max(int(np.count_nonzero(line.profile)), int(np.count_nonzero(other.profile)))
    return float(np.median(np.abs(line.middle - other.middle))) < max(4, wide)


def _draw(lines: list[Line], printed: np.ndarray) -> None:
    """Draws what the lines leave of the light; where two cross it is the darker one."""
    height, width = printed.shape
    columns = np.arange(width)
    for line in lines:
        dark = np.flatnonzero(line.profile)
        reach = len(line.profile) // 2
        steps = np.arange(-reach, reach + 1)
        begin, end = dark[0] - 1 - reach, dark[-1] + 2 - reach
        top = np.floor(line.middle).astype(int)
        part = line.middle - top
        for step in range(begin, end):
            rows = top + step
            inside = (rows >= 0) & (rows < height)
            left = 1 - np.clip(np.interp(step - part, steps, line.profile) * line.strength, 0, 0.9)
            rows, at = rows[inside], columns[inside]
            printed[rows, at] = np.minimum(printed[rows, at], left[inside])
