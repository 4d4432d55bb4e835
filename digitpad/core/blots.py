"""The pieces of ink that pixels fall into: connected blots, cut where two digits may touch."""

from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.bitmaps import enlarged_ink
from digitpad.core.preprocess import stroke_width

_LEAST_INK = 0.25  # as `find_ink` has it
_LONGEST_SIDE = 1024  # of the ink in pixels: a row of six digits has more than enough
_COARSE = 20  # pixels a side
_FINER = 4  # times: between coarse pixels strokes seem to part
_HIGHEST = 112  # of a blot in pixels: it is scaled to fewer before it is read
_LEAST_EXTENT = 0.1  # heights of the highest blot: smaller ones are specks
_MOST_BLOTS = 60
_NARROWEST, _BROADEST = 0.6, 16.0  # heights: a narrower or broader blot is not cut
_SEAM_ROWS = 48  # a height where ways through the ink are looked for
_LEAST_PART = 0.27  # heights of a line: what a cut leaves on either side
_DEEPEST = 1.7  # pen widths of ink on a way, that where strokes meet hardly counted:
_MEETING = 0.12  # a share of it
_ASIDE = 0.3  # a step aside costs that much ink
_CIRCLE = 1.5  # pen widths: its radius
_CIRCLE_POINTS = 32
_THICK = 0.5  # of a circle in ink: strokes lie on each other
_MOST_CUTS = 14  # of one blot


class Blots(NamedTuple):
    """Ink in pieces."""

    ink: np.ndarray
    """(height, width) float32 in [0, 1]: the part of the picture that has ink, made smaller where it is large, and
    larger where it has few pixels."""
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
    if max(width, height) <= _COARSE:
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
    """Cuts a blot, (height, width) bool, from top to bottom: along the ways with least ink, and where strokes meet.

    Returns:
        From left to right (height, width) bool parts, each with the ink cut through at its left, in pen widths; the
        blot itself where no way is found.
    """
    if not _NARROWEST * highest <= blot.shape[1] <= _BROADEST * highest:
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
    """The ink on it in pen widths, that where strokes meet hardly counted."""


def _find_seams(blot: np.ndarray, highest: float) -> list[_Seam]:
    """The cheapest ways, from left to right, that have a good part of the ink between each other.

    Two digits touch where strokes meet or cross; a way through the middle of a stroke tears a digit apart.
    """
    factor = _SEAM_ROWS / highest
    size = max(2, round(blot.shape[1] * factor)), max(2, round(blot.shape[0] * factor))
    small = cv2.resize(blot.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    pen = stroke_width(small) or 1.0
    costs = np.where(_meetings(small, pen), np.float32(_MEETING) * small, small)
    middle = len(small) // 2
    above, upper = _cheapest_ways(costs[: middle + 1])
    below, lower = _cheapest_ways(costs[: middle - 1 : -1])
    prices = (above + below - costs[middle]) / pen
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
    """Where strokes meet, cross or lie on each other: (height, width) bool.

    A circle around the place goes through ink three times or more, or mostly through ink.
    """
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


def _cheapest_ways(costs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cheapest way from above the first row to each pixel of the last; ways go down and to either side.

    Args:
        costs: (height, width) float32 of each pixel.

    Returns:
        (width,) float32, what each costs, and (height, width) int64, in which column each comes into each row.
    """
    height, width = costs.shape
    sums, came_from = costs[0], [np.arange(width)]
    for row in costs[1:]:
        from_left, left = _from_the_left(sums + row, row)
        from_right, right = _from_the_left((sums + row)[::-1], row[::-1])
        sums = np.minimum(from_left, from_right[::-1])
        came_from.append(np.where(from_left <= from_right[::-1], left, width - 1 - right[::-1]))
    ways = np.empty((height, width), int)
    at = np.arange(width)
    for number in range(height - 1, -1, -1):
        at = ways[number] = came_from[number][at]
    return sums, ways


def _from_the_left(entered: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What it costs to be in each column of a row after having entered it there or farther left, and where."""
    passed = np.cumsum(row + np.float32(_ASIDE))
    before = entered - passed
    least = np.minimum.accumulate(before)
    return least + passed, np.maximum.accumulate(np.where(before <= least, np.arange(len(row)), 0))
