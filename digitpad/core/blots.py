"""The pieces of ink that pixels fall into: connected blots, cut where two digits may touch."""

from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.bitmaps import enlarged_ink, is_coarse
from digitpad.core.preprocess import stroke_width

_LEAST_INK = 0.25  # as `find_ink` has it
_LONGEST_SIDE = 1024  # of the ink in pixels: a row of six digits has more than enough
_FINER = 4  # times: between coarse pixels strokes seem to part
_HIGHEST = 112  # of a blot in pixels: it is scaled to fewer before it is read
_LEAST_EXTENT = 0.1  # heights of the highest blot: smaller ones are specks
_MOST_BLOTS = 60
_NARROWEST = 0.6  # heights: a narrower blot is not cut
_SEAM_ROWS = 48  # a height where ways through the ink are looked for
_SPACING = 0.1  # heights between two ways
_LEAST_PART = 0.27  # heights of a line: what a cut leaves on either side
_DEEPEST = 1.7  # pen widths of ink on a way
_ASIDE = 0.3  # a step aside costs that much ink
_MEETING = 0.12  # of the ink's price, where strokes meet
_CIRCLE = 1.5  # pen widths: its radius
_CIRCLE_POINTS = 32
_THICK = 0.5
_MOST_CUTS = 14  # of one blot


class Blots(NamedTuple):
    """Ink in pieces."""

    ink: np.ndarray
    """(height, width) float32 in [0, 1]: the part of the picture that has ink, made smaller where it is large, and
    larger where it is coarse."""
    numbers: np.ndarray
    """(height, width) int32: which piece each pixel belongs to, from 1; 0 for none."""
    boxes: np.ndarray
    """(n, 4) float64 left, top, right, bottom of each piece, in pixels of `ink`."""
    cuts: np.ndarray
    """(n,) float64: how much ink was cut through at the left of each piece, in pen widths."""
    scale: float
    """Pixels of the picture a pixel of `ink`."""
    offset: tuple[int, int]
    """Where `ink` lies in the picture: x, y in its pixels."""

    def part(self, pieces: tuple[int, ...]) -> np.ndarray:
        """The ink of some pieces alone: (height, width) float32, as large as their box."""
        left, top = np.floor(self.boxes[list(pieces), :2].min(axis=0)).astype(int)
        right, bottom = np.ceil(self.boxes[list(pieces), 2:].max(axis=0)).astype(int)
        box = np.s_[top:bottom, left:right]
        chosen = np.zeros(len(self.boxes) + 1, bool)
        chosen[np.array(pieces) + 1] = True
        return np.where(chosen[self.numbers[box]], self.ink[box], np.float32(0))

    def loose_ink(self, pieces: tuple[int, ...]) -> float:
        """The share of some pieces' ink that hangs together neither with the rest of it nor did so before a cut."""
        whole_blots = len({int(blot) for blot in np.cumsum(self.cuts == 0)[list(pieces)]})
        mask = (self.part(pieces) >= _LEAST_INK).astype(np.uint8)
        areas = np.sort(cv2.connectedComponentsWithStats(mask, connectivity=8)[2][1:, cv2.CC_STAT_AREA])
        return float(areas[:-whole_blots].sum() / max(1, areas.sum()))


def find_blots(ink: np.ndarray, box: tuple[int, int, int, int]) -> Blots:
    """Takes ink to pieces.

    Args:
        ink: (height, width) float32 in [0, 1], ink 1, paper 0.
        box: what `find_ink` found in it.
    """
    x, y, width, height = box
    ink = ink[y : y + height, x : x + width]
    scale = max(1.0, max(width, height) / _LONGEST_SIDE)
    if scale == 1 and is_coarse(ink):
        scale = 1 / _FINER
        ink = enlarged_ink(ink, (_FINER * width, _FINER * height))
    else:
        ink = _reduced(ink, scale)
    numbers, stats = _connected(ink)
    highest = int(stats[:, cv2.CC_STAT_HEIGHT].max(initial=1))
    if highest > _HIGHEST:  # more pixels tell no more
        scale *= highest / _HIGHEST
        ink = _reduced(ink, highest / _HIGHEST)
        numbers, stats = _connected(ink)
        highest = int(stats[:, cv2.CC_STAT_HEIGHT].max(initial=1))
    extents = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    blots = np.flatnonzero(extents >= _LEAST_EXTENT * highest)
    blots = blots[np.argsort(-stats[blots, cv2.CC_STAT_AREA], kind="stable")[:_MOST_BLOTS]]
    pieces = np.zeros_like(numbers)
    boxes: list[list[float]] = []
    cuts: list[float] = []
    for blot in blots.tolist():
        left, top, wide, high, _ = stats[blot].tolist()
        place = np.s_[top : top + high, left : left + wide]
        mask = numbers[place] == blot + 1
        for part, cut in _cut(mask, float(highest)):
            rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
            boxes.append([left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1])
            cuts.append(cut)
            pieces[place][part] = len(boxes)
    return Blots(ink, pieces, np.array(boxes, float), np.array(cuts), scale, (x, y))


def _reduced(ink: np.ndarray, scale: float) -> np.ndarray:
    if scale == 1:
        return ink
    size = [max(1, round(length / scale)) for length in ink.shape[::-1]]
    return cv2.resize(ink, size, interpolation=cv2.INTER_AREA)


def _connected(ink: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What hangs together: from 1 on for each pixel, and each blot's left, top, width, height and area."""
    _, numbers, stats, _ = cv2.connectedComponentsWithStats((ink >= _LEAST_INK).astype(np.uint8), connectivity=8)
    return numbers, stats[1:]


def _cut(blot: np.ndarray, highest: float) -> list[tuple[np.ndarray, float]]:
    """Cuts a blot, (height, width) bool, from top to bottom along the ways with least ink.

    Returns:
        From left to right (height, width) bool parts, each with the ink cut through at its left, in pen widths; the
        blot itself where no way is found.
    """
    if blot.shape[1] < _NARROWEST * highest:
        return [(blot, 0.0)]
    seams = _find_seams(blot, highest)
    columns = np.arange(blot.shape[1])
    rights = [*(seam.columns for seam in seams), np.full(len(blot), len(columns))]
    parts, done = [], np.zeros_like(blot)
    for right, price in zip(rights, [0.0, *(seam.price for seam in seams)], strict=True):
        part = blot & (columns < right[:, np.newaxis]) & ~done
        if part.any():
            parts.append((part, price))
            done |= part
    return parts


class _Seam(NamedTuple):
    """A way from top to bottom through a blot."""

    columns: np.ndarray
    """(height,) int64, one each row."""
    price: float
    """The ink on it, in pen widths."""


def _find_seams(blot: np.ndarray, highest: float) -> list[_Seam]:
    """The ways with least ink, from left to right, that have a good part of the ink between each other."""
    factor = _SEAM_ROWS / highest
    size = max(2, round(blot.shape[1] * factor)), max(2, round(blot.shape[0] * factor))
    small = cv2.resize(blot.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    pen = stroke_width(small) or 1.0
    effort = np.where(_meetings(small, pen), np.float32(_MEETING) * small, small)
    middle = len(small) // 2
    above, upper = _least_ink(effort[: middle + 1])
    below, lower = _least_ink(effort[: middle - 1 : -1])
    prices = (above + below - effort[middle]) / pen
    ways = np.concatenate([upper, lower[-2::-1]])
    sums = np.cumsum(np.pad(small, ((0, 0), (1, 0))), axis=1)
    lefts = np.take_along_axis(sums, ways, axis=1).sum(axis=0)  # the ink to the left of each way
    least_mass = _LEAST_PART * _SEAM_ROWS * pen
    taken = [0.0, float(small.sum())]
    seams: dict[int, _Seam] = {}
    for column in np.argsort(prices, kind="stable").tolist():
        if prices[column] > _DEEPEST or len(seams) == _MOST_CUTS:
            break
        if all(abs(lefts[column] - other) >= least_mass for other in taken):
            taken.append(float(lefts[column]))
            seams[column] = _Seam(ways[:, column], float(prices[column]))
    rows = np.minimum(np.arange(len(blot)) * len(small) // len(blot), len(small) - 1)
    return [
        seam._replace(columns=np.rint(seam.columns[rows] / factor).astype(int)) for _, seam in sorted(seams.items())
    ]


def _meetings(ink: np.ndarray, pen: float) -> np.ndarray:
    """Where strokes meet or cross, (height, width) bool: a circle around the place goes through three or more."""
    radius = _CIRCLE * pen + 1
    reach = int(np.ceil(radius))
    padded = np.pad(ink >= _LEAST_INK, reach)
    height, width = ink.shape
    turns = np.linspace(0, 2 * np.pi, _CIRCLE_POINTS, endpoint=False)
    around = np.stack(
        [
            padded[reach + y : reach + y + height, reach + x : reach + x + width]
            for x, y in np.rint(radius * np.column_stack([np.cos(turns), np.sin(turns)])).astype(int).tolist()
        ]
    )
    return ((around & ~np.roll(around, 1, axis=0)).sum(axis=0) >= 3) | (around.mean(axis=0) > _THICK)


def _least_ink(ink: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least ink on a way from above the first row to each pixel of the last; ways go down and to either side.

    Returns:
        (width,) float32, and the ways: (height, width) int64, in which column each way comes into each row.
    """
    width = ink.shape[1]
    here = np.arange(width)
    sums = ink[0].copy()
    came = [here]
    for row in ink[1:]:
        passed = np.cumsum(row + np.float32(_ASIDE))
        from_left, start_left = _best_start(sums + row - passed)
        passed_back = np.cumsum((row + np.float32(_ASIDE))[::-1])
        from_right, start_right = _best_start((sums + row)[::-1] - passed_back)
        from_left, from_right = from_left + passed, (from_right + passed_back)[::-1]
        start = np.where(from_left <= from_right, start_left, width - 1 - start_right[::-1])
        sums = np.minimum(from_left, from_right)
        came.append(start)
    ways = np.empty((len(ink), width), int)
    at = here
    for row in range(len(ink) - 1, -1, -1):
        at = came[row][at]
        ways[row] = at
    return sums, ways


def _best_start(costs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least value up to each place, and where it stands."""
    least = np.minimum.accumulate(costs)
    return least, np.maximum.accumulate(np.where(costs <= least, np.arange(len(costs)), 0))
