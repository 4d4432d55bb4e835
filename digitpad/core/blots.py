"""The pieces of ink that pixels fall into: connected blots, cut where two digits may touch."""

from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.preprocess import find_ink, stroke_width

_LEAST_INK = 0.25  # as `find_ink` has it
_LONGEST_SIDE = 1024  # of the ink in pixels: a row of six digits has more than enough
_LEAST_EXTENT = 0.1  # heights of the highest blot: smaller ones are specks
_MOST_BLOTS = 60
_NARROWEST = 0.6  # heights: a narrower blot is not cut
_SEAM_ROWS = 48  # a height where ways through the ink are looked for
_SPACING = 0.1
_LEAST_PART = 0.3  # heights of a line: what a cut leaves on either side
_DEEPEST = 3.0  # pen widths of ink on a way
_ASIDE = 0.02  # a step aside costs that much ink
_MOST_CUTS = 10  # of one blot


class Blots(NamedTuple):
    """Ink in pieces."""

    ink: np.ndarray
    """(height, width) float32 in [0, 1]: the part of the picture that has ink, made smaller where it is large."""
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


def find_blots(ink: np.ndarray) -> Blots | None:
    """Takes ink to pieces.

    Args:
        ink: (height, width) float32 in [0, 1], ink 1, paper 0.

    Returns:
        The pieces; None where there is no ink.
    """
    box = find_ink(ink)
    if box is None:
        return None
    x, y, width, height = box
    ink = ink[y : y + height, x : x + width]
    scale = max(1.0, max(width, height) / _LONGEST_SIDE)
    if scale > 1:
        size = max(1, round(width / scale)), max(1, round(height / scale))
        ink = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
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
    seams, prices = _seams(blot, highest)
    columns = np.arange(blot.shape[1])
    parts, done = [], np.zeros_like(blot)
    for seam, price in zip([*seams, np.full(len(blot), len(columns))], [0.0, *prices], strict=True):
        part = blot & (columns < seam[:, np.newaxis]) & ~done
        if part.any():
            parts.append((part, price))
            done |= part
    return parts


def _seams(blot: np.ndarray, highest: float) -> tuple[list[np.ndarray], list[float]]:
    """Ways from top to bottom through a blot: (height,) columns each, and the ink on them, in pen widths."""
    factor = _SEAM_ROWS / highest
    size = max(2, round(blot.shape[1] * factor)), max(2, round(blot.shape[0] * factor))
    small = cv2.resize(blot.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    pen = stroke_width(small) or 1.0
    down, up = _least_ink(small), _least_ink(small[::-1])[::-1]
    through = down + up - small
    middle = len(small) // 2
    spacing = max(2, round(_SPACING * _SEAM_ROWS))
    whole = float(small.sum())
    found: list[tuple[int, np.ndarray, np.ndarray, float]] = []
    for column in np.argsort(through[middle], kind="stable").tolist():
        price = float(through[middle, column]) / pen
        if price > _DEEPEST or len(found) == _MOST_CUTS:
            break
        if any(abs(column - other[0]) < spacing for other in found):
            continue
        seam = _follow(up, down, middle, column)
        left = small * (np.arange(small.shape[1]) < seam[:, np.newaxis])
        mass = float(left.sum())
        least = _LEAST_PART * _SEAM_ROWS * pen
        if mass < least or whole - mass < least:
            continue
        if any(float(np.abs(left - other[2]).sum()) < least for other in found):
            continue
        found.append((column, seam, left, price))
    found.sort(key=lambda way: way[0])
    rows = np.minimum((np.arange(len(blot)) * len(small)) // len(blot), len(small) - 1)
    return [np.rint(way[1][rows] / factor).astype(int) for way in found], [way[3] for way in found]


def _least_ink(ink: np.ndarray) -> np.ndarray:
    """The least ink on a way from above the first row to each pixel, a column to either side a row: as `ink`."""
    sums = ink.copy()
    for row in range(1, len(ink)):
        before = np.pad(sums[row - 1], 1, constant_values=np.inf)
        sums[row] += np.minimum(np.minimum(before[:-2], before[2:]) + np.float32(_ASIDE), before[1:-1])
    return sums


def _follow(up: np.ndarray, down: np.ndarray, middle: int, column: int) -> np.ndarray:
    """The way of least ink through one pixel: its column in each row."""
    seam = np.empty(len(down), int)
    seam[middle] = column
    for rows, sums in ((range(middle - 1, -1, -1), down), (range(middle + 1, len(down)), up)):
        at = column
        for row in rows:
            low = max(0, at - 1)
            near = sums[row, low : at + 2].copy()
            near[np.arange(low, low + len(near)) != at] += _ASIDE
            at = low + int(near.argmin())
            seam[row] = at
    return seam
