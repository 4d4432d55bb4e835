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
_LEAST_EXTENT = 0.1  # heights of the highest blot: smaller ones are specks
_MOST_BLOTS = 60
_NARROWEST = 0.6  # heights: a narrower blot is not cut
_SEAM_ROWS = 48  # a height where ways through the ink are looked for
_SPACING = 0.1  # heights between two ways
_LEAST_PART = 0.3  # heights of a line: what a cut leaves on either side
_DEEPEST = 3.0  # pen widths of ink on a way
_ASIDE = 0.02  # a step aside costs that much ink
_MOST_CUTS = 10  # of one blot


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
        return np.where(np.isin(self.numbers[box], np.array(pieces) + 1), self.ink[box], np.float32(0))


def find_blots(ink: np.ndarray, box: tuple[int, int, int, int]) -> Blots:
    """Takes ink to pieces.

    Args:
        ink: (height, width) float32 in [0, 1], ink 1, paper 0.
        box: what `find_ink` found in it.
    """
    x, y, width, height = box
    ink = ink[y : y + height, x : x + width]
    scale = max(1.0, max(width, height) / _LONGEST_SIDE)
    if scale > 1:
        size = max(1, round(width / scale)), max(1, round(height / scale))
        ink = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    elif max(width, height) <= _COARSE:
        scale = 1 / _FINER
        ink = enlarged_ink(ink, (_FINER * width, _FINER * height))
    _, numbers, stats, _ = cv2.connectedComponentsWithStats((ink >= _LEAST_INK).astype(np.uint8), connectivity=8)
    highest = stats[1:, cv2.CC_STAT_HEIGHT].max(initial=1)
    extents = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    blots = 1 + np.flatnonzero(extents >= _LEAST_EXTENT * highest)
    blots = blots[np.argsort(-stats[blots, cv2.CC_STAT_AREA], kind="stable")[:_MOST_BLOTS]]
    pieces = np.zeros_like(numbers)
    boxes: list[list[float]] = []
    cuts: list[float] = []
    for blot in blots.tolist():
        left, top, wide, high, _ = stats[blot].tolist()
        place = np.s_[top : top + high, left : left + wide]
        mask = numbers[place] == blot
        for part, cut in _cut(mask, float(highest)):
            rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
            boxes.append([left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1])
            cuts.append(cut)
            pieces[place][part] = len(boxes)
    return Blots(ink, pieces, np.array(boxes, float), np.array(cuts), scale, (x, y))


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
    above, below = _least_ink(small), _least_ink(small[::-1])[::-1]
    middle, least_mass = len(small) // 2, _LEAST_PART * _SEAM_ROWS * pen
    prices = (above[middle] + below[middle] - small[middle]) / pen
    masses = [np.zeros_like(small), small]  # what is to the left of each seam, and of the blot's two edges
    seams: dict[int, _Seam] = {}
    for column in np.argsort(prices, kind="stable").tolist():
        if prices[column] > _DEEPEST or len(seams) == _MOST_CUTS:
            break
        if any(abs(column - other) < _SPACING * _SEAM_ROWS for other in seams):
            continue
        seam = _follow(above, below, middle, column)
        left = small * (np.arange(small.shape[1]) < seam[:, np.newaxis])
        if all(float(np.abs(left - other).sum()) >= least_mass for other in masses):
            masses.append(left)
            seams[column] = _Seam(seam, float(prices[column]))
    rows = np.minimum(np.arange(len(blot)) * len(small) // len(blot), len(small) - 1)
    return [
        seam._replace(columns=np.rint(seam.columns[rows] / factor).astype(int)) for _, seam in sorted(seams.items())
    ]


def _least_ink(ink: np.ndarray) -> np.ndarray:
    """The least ink on a way from above the first row to each pixel, a column to either side a row: as `ink`."""
    sums = ink.copy()
    for row in range(1, len(ink)):
        before = np.pad(sums[row - 1], 1, constant_values=np.inf)
        sums[row] += np.minimum(np.minimum(before[:-2], before[2:]) + np.float32(_ASIDE), before[1:-1])
    return sums


def _follow(above: np.ndarray, below: np.ndarray, middle: int, column: int) -> np.ndarray:
    """The way of least ink through one pixel: its column in each row."""
    seam = np.empty(len(above), int)
    seam[middle] = column
    for rows, sums in ((range(middle - 1, -1, -1), above), (range(middle + 1, len(above)), below)):
        at = column
        for row in rows:
            low = max(0, at - 1)
            near = sums[row, low : at + 2].copy()
            near[np.arange(low, low + len(near)) != at] += _ASIDE
            at = low + int(near.argmin())
            seam[row] = at
    return seam
