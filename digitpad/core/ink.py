"""Strokes and pictures to ink: the one place where a drawing becomes an image."""

import weakref

import cv2
import numpy as np

from digitpad.core.bitmaps import enlarged_ink, find_blocks, flat_paper, is_coarse
from digitpad.core.drawing import Drawing, Stroke

INK_COLOUR = (22, 25, 29)
"""RGB of the pen, on the screen and in saved pictures."""
_USUAL_SIDE, _MADE_SIDE = 448, 28
_last_opened: tuple[weakref.ref[np.ndarray], np.ndarray] | None = None
_FRACTION_BITS = 4  # cv2 draws at fixed-point coordinates: sixteenths of a pixel


def draw_strokes(
    strokes: tuple[Stroke, ...], scale: float, offset: tuple[float, float], thickness: int, side: int
) -> np.ndarray:
    """Draws strokes as vectors, round at their ends and corners; a stroke of one point becomes a dot.

    Args:
        strokes: in any units.
        scale: pixels a unit.
        offset: where the units' origin lies, in pixels (x, y).
        thickness: pen width in pixels, at least 1.
        side: of the image.

    Returns:
        (side, side) uint8, ink 255 on paper 0, without grey edges: draw larger and average for those.
    """
    pixels = np.zeros((side, side), np.uint8)
    origin = np.array(offset, np.float32)
    for stroke in strokes:
        positions = stroke.points * np.float32(scale) + origin
        # A slow pen leaves many points in one place; half a pixel apart is as fine as the image can show.
        cells = np.rint(positions * 2).astype(np.int32)
        if len(cells) > 2:
            moved = np.empty(len(cells), bool)
            moved[0] = True
            np.any(cells[1:] != cells[:-1], axis=1, out=moved[1:])
            cells = cells[moved]
        cells = cells << (_FRACTION_BITS - 1)
        if len(cells) == 1:
            cells = np.repeat(cells, 2, axis=0)
        cv2.polylines(pixels, [cells.reshape(-1, 1, 2)], False, 255, thickness, cv2.LINE_8, _FRACTION_BITS)
    return pixels


def ink_side(drawing: Drawing) -> int:
    """How large a drawing's ink is, in pixels: 28 where nobody has drawn over an opened picture that was made for a
    model, so that the model receives the picture itself; 448 otherwise."""
    image = drawing.image
    if image is None or image.shape[:2] != (_MADE_SIDE, _MADE_SIDE) or any(stroke.count for stroke in drawing.strokes):
        return _USUAL_SIDE
    return _USUAL_SIDE if _made_for_a_model(_grey(image)) is None else _MADE_SIDE


def drawing_to_ink(drawing: Drawing, side: int | None = None) -> np.ndarray:
    """What is on the canvas, as ink: the opened image's own ink with the strokes over it, at the pen's width.

    Args:
        drawing: to be inked.
        side: of the result, in pixels; that of `ink_side` where it is None.

    Returns:
        (side, side) float32 in [0, 1], ink 1, paper 0.
    """
    side = side or ink_side(drawing)
    scale = side / drawing.box
    thickness = max(1, round(drawing.width * scale))
    ink = draw_strokes(drawing.strokes, scale, (-0.5, -0.5), thickness, side).astype(np.float32) / 255
    if drawing.image is None:
        return ink
    return np.maximum(ink, opened_ink(drawing.image, side))


def opened_ink(image: np.ndarray, side: int) -> np.ndarray:
    """An opened image's ink, (side, side) float32; the last one is kept while strokes are drawn over it."""
    global _last_opened
    last = _last_opened
    if last is not None and last[0]() is image and len(last[1]) == side:
        return last[1]
    from digitpad.core.photograph import LEAST_SIDE, is_photograph, photograph_to_ink  # strokes need not wait for it

    if is_photograph(image):
        ink = cv2.resize(photograph_to_ink(image), (side, side), interpolation=cv2.INTER_AREA)
    elif len(image) < LEAST_SIDE or find_blocks(image) is not None:
        ink = _resized(image_to_ink(image), side)
    else:
        ink = image_to_ink(cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA))
    ink.flags.writeable = False
    _last_opened = weakref.ref(image), ink
    return ink


def _resized(ink: np.ndarray, side: int) -> np.ndarray:
    if side > len(ink):
        return enlarged_ink(ink, (side, side))
    return cv2.resize(ink, (side, side), interpolation=cv2.INTER_AREA)


def drawing_to_picture(drawing: Drawing, side: int = 1024) -> np.ndarray:
    """What is on the canvas, as people see it: dark ink on white paper or on the opened image.

    Returns:
        (side, side, 3) uint8 RGB.
    """
    fine = 4 * side
    scale = fine / drawing.box
    strokes = draw_strokes(drawing.strokes, scale, (-0.5, -0.5), max(1, round(drawing.width * scale)), fine)
    ink = cv2.resize(strokes, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32)[:, :, np.newaxis] / 255
    white = np.full((1, 1, 3), 255, np.uint8)
    paper = cv2.resize(white if drawing.image is None else drawing.image, (side, side), interpolation=cv2.INTER_AREA)
    return np.rint(paper * (1 - ink) + np.array(INK_COLOUR, np.float32) * ink).astype(np.uint8)


def image_to_ink(image: np.ndarray) -> np.ndarray:
    """Finds the ink in a picture, dark on light or light on dark.

    On the even paper of a drawing, and in a picture too small for more, ink is whatever stands out from what the border
    shows. Everything else is taken for a photograph: its light is evened out, printed lines and dirt are left out.

    Args:
        image: (height, width) or (height, width, 3) uint8, RGB.

    Returns:
        (height, width) float32 in [0, 1], ink 1, paper 0; all 0 where nothing stands out.
    """
    from digitpad.core.photograph import LEAST_SIDE, is_photograph, photograph_to_ink  # here, for the same reason
    from digitpad.core.writing import without_specks

    blocks = find_blocks(image)
    if blocks is not None:
        return blocks.enlarged(image_to_ink(blocks.pixels))
    if is_photograph(image):
        return photograph_to_ink(image)
    grey = _grey(image)
    made = _made_for_a_model(grey)
    if made is not None:
        return made
    shades = grey.astype(np.float32)
    ink = _standing_out(shades - np.float32(_paper_shade(grey)))
    if ink is None:
        # The median over 0.4 of the picture's side is paper, unless the strokes are very broad.
        light = cv2.medianBlur(cv2.resize(grey, (64, 64), interpolation=cv2.INTER_AREA), 25).astype(np.float32)
        ink = _standing_out(shades - cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR))
    if ink is None:
        return np.zeros(grey.shape, np.float32)
    return without_specks(ink) if min(ink.shape) >= LEAST_SIDE else ink


def _grey(image: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) if image.ndim == 3 else image


def _border(grey: np.ndarray) -> np.ndarray:
    return np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])


def _made_for_a_model(grey: np.ndarray) -> np.ndarray | None:
    """The ink of a picture of 28×28, pixel by pixel, whose paper is white or black and whose ink is the opposite, as
    MNIST's are; None for all others."""
    if grey.shape != (_MADE_SIDE, _MADE_SIDE):
        return None
    border = _border(grey)
    paper = int(np.median(border))
    if paper not in (0, 255) or (border == paper).mean() < _PURE_BORDER:
        return None
    pixels = 255 - grey if paper else grey
    return pixels / np.float32(255) if pixels.max() >= _PURE_INK else None


def _paper_shade(grey: np.ndarray) -> float:
    """The shade of the paper, as most of the border shows it.

    A digit that fills the picture may cover most of the border; of the corners it hardly ever covers three.
    """
    shade = float(np.median(_border(grey)))
    low, high = int(grey.min()), int(grey.max())
    flat = flat_paper(grey)
    if flat is not None and abs(shade - flat) < 3 / 4 * (high - low):  # then more of the border is edges of ink
        shade = float(flat)
    corners = grey[[0, 0, -1, -1], [0, -1, 0, -1]].astype(np.float32)
    others = corners[np.abs(corners - shade) > (high - low) / 2]
    return float(np.median(others)) if len(others) > 2 else shade


def _standing_out(difference: np.ndarray) -> np.ndarray | None:
    """Ink by how much each pixel differs from the paper, in the direction in which the picture differs more.

    Otsu's threshold (Otsu 1979) parts ink and paper; how much the paper varies by itself, by the camera's grain and by
    uneven light, is taken off.

    Args:
        difference: (height, width) float32, lighter than the paper above 0.

    Returns:
        As `image_to_ink`; None where nothing stands out.
    """
    if np.square(np.minimum(difference, 0)).sum() >= np.square(np.maximum(difference, 0)).sum():
        difference = -difference
    strongest = float(difference.max())
    if strongest < _LEAST_CONTRAST:
        return None
    levels = (np.maximum(difference, 0) * (255 / strongest)).astype(np.uint8)
    is_ink = levels > cv2.threshold(levels, 0, 255, cv2.THRESH_OTSU)[0]
    ink, paper = difference[is_ink], difference[~is_ink]
    level = float(np.median(paper))
    coarse = is_coarse(is_ink)
    if coarse:  # what is darker than the paper may be the edges of ink, what is lighter is grain
        level = min(0.0, level)
        spread = float(np.sqrt(np.mean(np.square(np.minimum(difference - level, 0)))))
    else:
        # The standard deviation, by a quantile: neither the edges of ink nor a photo's even margin count for much.
        spread = float(np.quantile(np.abs(paper - level), 0.8)) / 1.28
    floor = level + _SPREADS * spread
    if float(np.median(ink)) < floor:  # no gap between the two: the threshold cut through paper
        return None
    if coarse:  # how dark a pixel is says how much of it is ink
        return np.clip((difference - floor) / (strongest - floor), 0, 1)
    floor = min(floor, float(ink.min()))
    # Three quarters of the ink reach 1: a pale pencil counts like a felt pen.
    full = max(float(np.quantile(ink, 0.25)), floor + 0.1 * strongest)
    return np.clip((difference - floor) / (full - floor), 0, 1)


_PURE_BORDER, _PURE_INK = 0.9, 230  # digits may touch the border; and few of MNIST's have no pixel of 255
_LEAST_CONTRAST = 24  # of 255: less is a sheet of paper under a lamp, not a digit
_SPREADS = 3.0  # ink stands out by more; the two halves of noise or of a shadow are 2 apart
