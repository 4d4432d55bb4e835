"""The pieces of ink that pixels fall into: connected blots, cut where two digits may touch."""

from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.preprocess import find_ink, stroke_width

_LEAST_INK = 0.25  # as `find_ink` has it
_LONGEST_SIDE = 1024  # of the ink in pixels: a row of six digits has more than enough
_LEAST_EXTENT = 0.1  # heights of the highest blot: smaller ones are specks
_MOST_BLOTS = 60
_NARROWEST = 0.15  # heights: of what a cut leaves on either side
_MOST_CUTS = 6  # of one blot


class Blots(NamedTuple):
    """Ink in pieces."""

    ink: np.ndarray
    """(height, width) float32 in [0, 1]: the part of the picture that has ink, made smaller where it is large."""
    numbers: np.ndarray
    """(height, width) int32: which piece each pixel belongs to, from 1; 0 for none."""
    boxes: np.ndarray
    """(n, 4) float64 left, top, right, bottom of each piece, in pixels of `ink`."""
    origins: np.ndarray
    """(n,) int64: pieces with the same number were cut out of one blot."""
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
    origins: list[int] = []
    for blot in blots.tolist():
        left, top, wide, high, _ = stats[blot].tolist()
        place = np.s_[top : top + high, left : left + wide]
        mask = numbers[place] == blot
        for part in _cut(mask, float(highest)):
            rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
            boxes.append([left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1])
            origins.append(blot)
            pieces[place][part] = len(boxes)
    return Blots(ink, pieces, np.array(boxes, float), np.array(origins), scale, (x, y))


def _cut(mask: np.ndarray, highest: float) -> list[np.ndarray]:
    """Cuts a blot, (height, width) bool, from top to bottom where little ink stands; itself where no place is found."""
    columns = _cut_columns(mask, highest)
    if not columns:
        return [mask]
    parts = []
    edges = [0, *columns, mask.shape[1]]
    for begin, end in zip(edges[:-1], edges[1:], strict=True):
        strip = np.zeros(mask.shape, np.uint8)
        strip[:, begin:end] = mask[:, begin:end]
        count, numbers, stats, _ = cv2.connectedComponentsWithStats(strip, connectivity=8)
        # A cut that goes straight down leaves tips of the neighbour behind: pieces of their own, for the neighbour.
        parts += [numbers == number for number in range(1, count)]
    return parts


def _cut_columns(mask: np.ndarray, highest: float) -> list[int]:
    """Where a blot may be cut: the columns with the least ink around, no more than two strokes one over the other."""
    width = mask.shape[1]
    margin = max(2, round(_NARROWEST * highest))
    if width < 3 * margin:
        return []
    pen = stroke_width(mask.astype(np.float32)) or 1.0
    amounts = mask.sum(axis=0).astype(np.float32)
    smooth = cv2.blur(amounts[np.newaxis], (max(1, round(pen / 2)) | 1, 1), borderType=cv2.BORDER_REPLICATE)[0]
    columns: list[int] = []
    for column in np.argsort(smooth[margin : width - margin], kind="stable") + margin:
        if smooth[column] > 2.5 * pen or len(columns) == _MOST_CUTS:
            break
        if all(abs(column - other) >= margin for other in columns):
            columns.append(int(column))
    return sorted(columns)
