"""Scanned digits drawn anew with the program's own pen, so that what many hands wrote looks like what people draw."""

from collections.abc import Callable

import cv2
import numpy as np

from digitpad.core.preprocess import STROKE_WIDTH

_FINER = 3  # times as fine as the images is what the lines are found in
_SMOOTH = 1.2  # pixels of that: steps of the scan would leave twigs on the lines
_IS_INK = 110  # of 255
_HALF_PEN = _FINER * STROKE_WIDTH / 2
_UNEVEN = 0.5  # pixels of the finer ones: a little broader than usual a stroke is here and there


def redrawn(images: np.ndarray, should_stop: Callable[[], bool] = lambda: False) -> np.ndarray:
    """Thins the strokes of images to lines, and draws these with a pen of `STROKE_WIDTH`.

    A loop that a thick pen has filled stays so: its edge is taken in by as much as those of strokes are, for its line
    alone would make an L of a 6.

    Args:
        images: (n, 28, 28) uint8, ink 255, paper 0.
        should_stop: asked at each image; True leaves the following ones as they are.

    Returns:
        (n, 28, 28) uint8, in the same places; an image without ink stays as it is.
    """
    drawn = images.copy()
    for image in drawn:
        if should_stop():
            break
        side = _FINER * len(image)
        fine = cv2.resize(image, (side, side), interpolation=cv2.INTER_CUBIC)
        mask = (cv2.GaussianBlur(fine, (0, 0), _SMOOTH) > _IS_INK).astype(np.uint8)
        line = thinned(mask)
        if line.any():
            away = cv2.distanceTransform(1 - line, cv2.DIST_L2, cv2.DIST_MASK_5)
            ink = np.maximum(np.clip(_HALF_PEN + 0.5 - away, 0, 1), _filled(mask, line))
            image[:] = np.rint(255 * cv2.resize(ink, image.shape[::-1], interpolation=cv2.INTER_AREA))
    return drawn


def _filled(ink: np.ndarray, line: np.ndarray) -> np.ndarray:
    """What is broader than strokes usually are, its edges moved in by as much as theirs: float32 in [0, 1]."""
    inside = cv2.distanceTransform(ink, cv2.DIST_L2, cv2.DIST_MASK_5)
    usual = float(np.median(inside[line > 0]))
    return np.clip(inside - max(0.0, usual - _HALF_PEN) - _UNEVEN, 0, 1)


def thinned(ink: np.ndarray) -> np.ndarray:
    """Takes pixels off the edges of strokes until lines of one pixel are left (Zhang and Suen 1984, "A fast parallel
    algorithm for thinning digital patterns").

    Args:
        ink: (height, width) uint8 of 0 and 1; what lies outside is 0.

    Returns:
        The same shape and values.
    """
    line, left, before = ink.copy(), int(np.count_nonzero(ink)), -1
    while left != before:
        for removable in _REMOVABLE:
            around = cv2.filter2D(line, -1, _PLACES, borderType=cv2.BORDER_CONSTANT)
            line[cv2.LUT(around, removable) > 0] = 0
        left, before = int(np.count_nonzero(line)), left
    return line


_PLACES = np.array([[128, 1, 2], [64, 0, 4], [32, 16, 8]], np.float32)  # a bit for each neighbour, clockwise from above


def _removable(second_half: bool) -> np.ndarray:
    """Which neighbourhoods let a pixel go in one half of a step: (256,) uint8 of 0 and 1."""
    table = np.zeros(256, np.uint8)
    for code in range(256):
        ink = [code >> place & 1 for place in range(8)]
        above, right, below, left = ink[::2]
        begins = sum(one < following for one, following in zip(ink, [*ink[1:], ink[0]], strict=True))
        if second_half:
            is_edge = not (above and right and left) and not (above and below and left)
        else:
            is_edge = not (above and right and below) and not (right and below and left)
        table[code] = 2 <= sum(ink) <= 6 and begins == 1 and is_edge
    return table


_REMOVABLE = _removable(False), _removable(True)
