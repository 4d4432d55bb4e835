"""Pictures of few pixels, as scanned digits are handed on: bare, or enlarged so that each pixel is a block."""

import math
from typing import NamedTuple

import cv2
import numpy as np

COARSE_SIDE = 12
"""A digit no longer than that, in pixels, is coarse: a pixel's shade says how much of it is covered, and a pen's line
may cover none wholly."""
_LARGEST = 128  # real pixels a side: a picture of more is read as it is
_LEAST_CHANGES = 8  # fewer fall on a grid by chance
_FEWEST_BLOCKS, _LEAST_UNEVEN = 5, 3  # blocks a side, and pixels of one: what is coarser or finer fits by chance
_SAMPLED = 32  # rows and columns
_FLAT = 0.25  # of the border: of 240 generated photographs one has more of its darkest or lightest shade there
_FAINT, _FULL = 0.1, 0.7  # of the strongest ink: what a line's edge and its middle reach when it is enlarged
_FEW = 32  # pixels a side
_FINE = 256  # more are not looked at
_SHARP = 0.2  # pixels of `_FEW`: what edges are off by at most in pictures that had no more, and at least from 100 on
_WIDE = 0.65  # of its height is a digit stretched to a square, even if its pale sides were lost
_FILLED = 0.93  # of a picture's side: of 16 pixels one may be paper
_BROADEST_LINE = 0.2  # of a digit's height
_UNEVEN = 0.6  # of digits of their own width one in 200 has lines so much less broad down than across
_USUAL = 0.75  # width by height


class Blocks(NamedTuple):
    """A picture whose pixels are blocks of equal ones."""

    pixels: np.ndarray
    """One for each block, of the picture's dtype and channels."""
    side: float
    """Of a block, in pixels of the picture; at least 2. Where it is no whole number, some are a pixel larger."""
    offset: tuple[int, int]
    """How far the first block of a row and of a column reaches out of the picture: x, y in its pixels."""
    shape: tuple[int, int]
    """Height and width of the picture."""

    def enlarged(self, ink: np.ndarray) -> np.ndarray:
        """The blocks' ink as smooth ink of the picture: float32 of `shape`."""
        (x, y), (rows, columns) = self.offset, self.shape
        height, width = (
            max(least, round(self.side * count)) for count, least in zip(ink.shape, self.shape, strict=True)
        )
        return enlarged_ink(ink, (width, height))[y : y + rows, x : x + columns]


def find_blocks(picture: np.ndarray) -> Blocks | None:
    """Finds out whether a picture was enlarged by repeating its pixels.

    Args:
        picture: (height, width) or (height, width, 3) uint8.

    Returns:
        None where its pixels are no blocks, or so many that it needs no care.
    """
    height, width = picture.shape[:2]
    sample = picture if picture.ndim == 2 else picture[:, :, 0]
    # A few rows and columns tell most pictures already.
    rows, columns = _changes(sample[:, :: width // _SAMPLED + 1]), _changes(sample[:: height // _SAMPLED + 1].T)
    if max(len(rows), len(columns)) >= _LARGEST:
        return None
    if _spacing(rows, columns) < 2 and _uneven_counts(rows, columns, (height, width)) is None:
        return None
    rows, columns = _changes(picture), _changes(picture.swapaxes(0, 1))
    if len(rows) + len(columns) < _LEAST_CHANGES:
        return None
    side = _spacing(rows, columns)
    if side < 2:
        counts = _uneven_counts(rows, columns, (height, width))
        return None if counts is None else _uneven_blocks(picture, counts)
    if max(height, width) > side * _LARGEST:
        return None
    left, top = (-int(changes[0]) % side if len(changes) else 0 for changes in (columns, rows))
    right, bottom = -(width + left) % side, -(height + top) % side
    margins = [(top, bottom), (left, right), (0, 0)]
    whole = np.pad(picture, margins[: picture.ndim], mode="edge")
    return Blocks(whole[side // 2 :: side, side // 2 :: side], side, (left, top), (height, width))


def _uneven_counts(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> tuple[int, int] | None:
    """How many blocks a picture is high and wide whose rows and columns change there, if it was enlarged by a factor
    that is no whole number; None if it was not."""
    if min((int(np.diff(places).min()) for places in (rows, columns) if len(places) > 1), default=0) < _LEAST_UNEVEN:
        return None
    height, width = shape
    for down in range(_FEWEST_BLOCKS, min(_LARGEST, height // _LEAST_UNEVEN) + 1):
        across = round(down * width / height)
        if across and abs(across * height - down * width) <= max(across, down):  # blocks are square but for rounding
            for middle in (0, 1):
                edges = _block_edges(down, height, middle), _block_edges(across, width, middle)
                if np.isin(rows, edges[0]).all() and np.isin(columns, edges[1]).all():
                    return down, across
    return None


def _block_edges(count: int, length: int, middle: int) -> np.ndarray:
    """Where so many blocks begin in a row of pixels: each pixel is of the block in which its left edge lies, or, as
    other programs have it, its middle."""
    return -((middle * count - 2 * np.arange(count) * length) // (2 * count))


def _uneven_blocks(picture: np.ndarray, counts: tuple[int, int]) -> Blocks:
    places = [(np.arange(count) + 0.5) * length / count for count, length in zip(counts, picture.shape, strict=False)]
    pixels = picture[np.ix_(*(place.astype(int) for place in places))]
    return Blocks(pixels, picture.shape[0] / counts[0], (0, 0), picture.shape[:2])


def flat_paper(grey: np.ndarray) -> int | None:
    """The darkest or the lightest shade of a picture, whichever more of its border has exactly; None for less than a
    quarter.

    Args:
        grey: (height, width) uint8.
    """
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    share, shade = max(((border == shade).mean(), int(shade)) for shade in (grey.min(), grey.max()))
    return shade if share >= _FLAT else None


def enlarged_ink(ink: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Enlarges ink smoothly; of coarse ink the lines become as dark as a pen draws them.

    Args:
        ink: (height, width) float32 in [0, 1].
        size: width and height wanted, no smaller.

    Returns:
        float32 in [0, 1].
    """
    across, down = size[0] / ink.shape[1], size[1] / ink.shape[0]
    place = np.array([[across, 0, (across - 1) / 2], [0, down, (down - 1) / 2]])
    smooth = cv2.warpAffine(
        ink, place, size, flags=cv2.INTER_CUBIC
    )  # unlike `resize` it takes for paper what is around
    if is_coarse(ink):
        smooth = (smooth - _FAINT) / (_FULL - _FAINT)
    return np.clip(smooth, 0, 1).astype(np.float32)


def is_coarse(ink: np.ndarray) -> bool:
    """True for ink that is at most `COARSE_SIDE` pixels long, however much paper is around it."""
    marked = ink > 0
    if np.count_nonzero(marked) > COARSE_SIDE**2:
        return False
    extents = (np.flatnonzero(marked.any(axis=axis)) for axis in (0, 1))
    return all(not len(places) or places[-1] - places[0] < COARSE_SIDE for places in extents)


def may_be_stretched(ink: np.ndarray, box: tuple[int, int, int, int]) -> bool:
    """Whether a digit in a square picture of few pixels is about square itself, as if it had been stretched both ways.

    Args:
        ink: (height, width) float32 in [0, 1], the whole picture's.
        box: x, y, width and height of what `find_ink` found in it.
    """
    about_square = _WIDE <= box[2] / box[3] <= 1 / _FILLED
    return about_square and ink.shape[0] == ink.shape[1] and _has_few_pixels(ink)


def fills(ink: np.ndarray, box: tuple[int, int, int, int]) -> bool:
    """Whether a digit, as in `may_be_stretched`, reaches to all four edges of its picture."""
    return min(box[2:]) >= _FILLED * len(ink)


def unstretched(ink: np.ndarray, filling: bool) -> np.ndarray:
    """Gives a digit that may be stretched its own width back, as its lines tell it.

    A pen's lines are as broad across as down, and no broader than a fifth of a digit's height. Where they say nothing,
    a digit that fills its picture becomes as wide as most digits are, for hardly any is square.

    Args:
        ink: (height, width) float32 in [0, 1], without paper around it.
        filling: the digit fills its picture.

    Returns:
        As high and no wider; the ink itself where it is not stretched.
    """
    height, width = ink.shape
    share = min(_line_width(ink.T), _BROADEST_LINE * height) / _line_width(ink)
    if share >= _UNEVEN:
        if not filling:
            return ink
        share = _USUAL
    size = max(1, round(share * width)), height
    return cv2.resize(ink, size, interpolation=cv2.INTER_AREA)


def _has_few_pixels(ink: np.ndarray) -> bool:
    """Whether a square picture's ink, however much it was enlarged, shows no more than one of `_FEW` pixels a side."""
    side = min(len(ink), _FINE)
    if side <= _FEW:
        return True
    ink = cv2.resize(ink, (side, side), interpolation=cv2.INTER_AREA)
    few = cv2.resize(ink, (_FEW, _FEW), interpolation=cv2.INTER_AREA)
    lost = np.abs(cv2.resize(few, (side, side), interpolation=cv2.INTER_CUBIC) - ink)
    margin = -(-side // _FEW)  # at the border ways to enlarge differ
    inside = np.s_[margin:-margin, margin:-margin]
    edges = sum(float(np.abs(np.diff(ink[inside], axis=axis)).sum()) for axis in (0, 1))
    return bool(lost[inside].sum() <= _SHARP * edges * side / _FEW)


def _line_width(ink: np.ndarray) -> float:
    """How long runs of ink in its rows are: the shorter ones, which go across a line and not along it."""
    edges = np.diff(np.pad(ink >= 0.5, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    lengths = np.nonzero(edges < 0)[1] - np.nonzero(edges > 0)[1]
    return float(np.quantile(lengths, 0.25)) if len(lengths) else 1.0


def _changes(lines: np.ndarray) -> np.ndarray:
    """The rows that differ from the row before."""
    differs = lines[1:] != lines[:-1]
    return 1 + np.flatnonzero(differs.any(axis=tuple(range(1, lines.ndim))))


def _spacing(*places: np.ndarray) -> int:
    """The largest distance that divides all distances between places in a row; 0 for one place or none."""
    return math.gcd(*(length for row in places for length in np.diff(row).tolist()))
