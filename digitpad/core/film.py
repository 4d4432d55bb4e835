"""Frames of one size to a file: an animation, or a sheet of all of them."""

import os
from collections.abc import Sequence

import cv2
import numpy as np

from digitpad.core.files import write_file
from digitpad.core.images import write_png

SHEET_COLUMNS = 4
_FRAME_MS = 700
_LAST_FRAME_MS = 3000
# Each frame gets the 256 colours that suit it best, without the grain of OpenCV's usual, faster way.
_BEST_COLOURS = [cv2.IMWRITE_GIF_DITHER, 3]


def write_gif(path: str | os.PathLike[str], frames: Sequence[np.ndarray]) -> None:
    """Writes an animated GIF that begins again for ever, whole or not at all.

    Args:
        path: where to; a file that is there is replaced.
        frames: (height, width, 3) uint8 RGB each, at least one, of one size.

    Raises:
        InputError: it cannot be written.
    """
    animation = cv2.Animation()
    animation.frames = [cv2.cvtColor(frame, cv2.COLOR_RGB2BGR) for frame in frames]
    animation.durations = [_FRAME_MS] * (len(frames) - 1) + [_LAST_FRAME_MS]
    write_file(path, cv2.imencodeanimation(".gif", animation, _BEST_COLOURS)[1].tobytes())


def write_sheet(path: str | os.PathLike[str], frames: Sequence[np.ndarray]) -> None:
    """Writes a PNG with all frames in reading order, four in a row, whole or not at all.

    Args:
        path: where to; a file that is there is replaced.
        frames: (height, width, 3) uint8 RGB each, at least one, of one size.

    Raises:
        InputError: it cannot be written.
    """
    columns = min(SHEET_COLUMNS, len(frames))
    rows = -(-len(frames) // columns)
    height, width, _ = frames[0].shape
    sheet = np.full((rows * height, columns * width, 3), 255, np.uint8)
    for index, frame in enumerate(frames):
        top, left = index // columns * height, index % columns * width
        sheet[top : top + height, left : left + width] = frame
    write_png(path, sheet)
