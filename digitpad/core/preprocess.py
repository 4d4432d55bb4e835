"""A drawing or a picture to the model's input image, in the manner of MNIST.

MNIST's digits were scaled so that the longer side fills 20 pixels, and moved so that the centre of mass lies in the
middle of 28×28 (LeCun et al., http://yann.lecun.com/exdb/mnist). People draw small, large, thin, thick and in corners;
after these steps the model receives the same picture. Strokes are drawn anew at the model's own scale, so a line is as
thick as MNIST's however large it was drawn; pictures are made as thick by moving their outline.
"""

import cv2
import numpy as np

from digitpad.core.bitmaps import enlarged_ink, fills, is_coarse, may_be_stretched, unstretched
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.ink import draw_strokes, drawing_to_ink

SIDE = 28
"""Side of the input image in pixels."""
DIGIT_SIDE = 20
"""The longer side of the digit's box in the input image, in pixels."""
STROKE_WIDTH = 2.5
"""Pen width in the input image, in pixels: MNIST's median is 2.45 (5 % to 95 %: 1.6 to 4.2), measured on the ridges of
the distance transform of 1,500 training images."""
OVERSAMPLING = 4
"""Digits are drawn and measured this many times as fine as the input image, then averaged."""
TUTORIAL_THRESHOLD = 140
"""Of 255: lighter is paper to `tutorial_input`."""
_LEAST_INK = 0.25  # a pixel with less is paper when the box is measured
_COARSEST = 10  # pixels: in a digit no longer than that a pixel is as wide as a stroke, whose width nobody can measure
_BLOB = 0.4  # of the longer side: ink as thick as that has no strokes to make thinner
_DOT_EXTENT = 1.0  # pen widths: a drawing smaller than that is not blown up further, so a dot stays a dot


def drawing_to_input(drawing: Drawing) -> np.ndarray | None:
    """Preprocesses a drawing.

    Returns:
        The input image: (28, 28) float32 in [0, 1], ink 1, paper 0; None when the drawing is blank.
    """
    if drawing.image is not None:
        return ink_to_input(drawing_to_ink(drawing))
    return strokes_to_input(drawing.strokes, drawing.width)


def strokes_to_input(
    strokes: tuple[Stroke, ...], pen_width: float, thickness: float = STROKE_WIDTH
) -> np.ndarray | None:
    """Draws strokes anew at the model's scale.

    Args:
        strokes: in any units; empty strokes are ignored.
        pen_width: in the same units. It decides only how small a drawing may be before it counts as a dot.
        thickness: of the strokes in the input image, in pixels.

    Returns:
        As `drawing_to_input`.
    """
    strokes = tuple(stroke for stroke in strokes if stroke.count)
    if not strokes:
        return None
    lows = np.min([stroke.points.min(axis=0) for stroke in strokes], axis=0)
    highs = np.max([stroke.points.max(axis=0) for stroke in strokes], axis=0)
    extent = max(float((highs - lows).max()), _DOT_EXTENT * pen_width, 1e-6)
    scale = (DIGIT_SIDE - thickness) * OVERSAMPLING / extent
    return average(centre_by_mass(draw_in_the_middle(strokes, (lows + highs) / 2, scale, thickness)))


def draw_in_the_middle(strokes: tuple[Stroke, ...], middle: np.ndarray, scale: float, thickness: float) -> np.ndarray:
    """Draws strokes so that a point (x, y) of theirs lies in the middle.

    Args:
        strokes: in any units.
        middle: in the same units.
        scale: pixels a unit, in the picture that is returned.
        thickness: of the strokes, in pixels of the input image.

    Returns:
        (112, 112) uint8, ink 255 on paper 0: the input image, `OVERSAMPLING` times as fine.
    """
    side = SIDE * OVERSAMPLING
    offset = (side - 1) / 2 - middle * scale
    pen = max(1, round(thickness * OVERSAMPLING))
    return draw_strokes(strokes, scale, (float(offset[0]), float(offset[1])), pen, side)


def ink_to_input(ink: np.ndarray, whole: bool = True) -> np.ndarray | None:
    """Cuts the ink out, scales it, makes its strokes as thick as MNIST's and centres it.

    Args:
        ink: (height, width) float32 in [0, 1], ink 1, paper 0.
        whole: it is a whole picture's, not what was cut out of one.

    Returns:
        As `drawing_to_input`. Ink that is an input image already comes back untouched.
    """
    box = find_ink(ink)
    if box is None:
        return None
    if is_input_image(ink, box):
        return ink.astype(np.float32)
    digit = cut_out(ink, box, whole)
    if max(box[2:]) <= _COARSEST:
        digit = resize_longer_side(digit, DIGIT_SIDE * OVERSAMPLING)
    else:
        digit = even_stroke_width(scale_to_digit_box(digit))
    return average(centre_by_mass(digit))


def tutorial_input(picture: np.ndarray) -> np.ndarray:
    """The first tutorial's own way: scaled to 28×28, grey, black or white at a threshold, inverted.

    For comparison: it neither finds the digit nor centres it, and a picture that isn't square is distorted.

    Args:
        picture: (height, width) or (height, width, 3) uint8, RGB, dark ink on light paper.

    Returns:
        (28, 28) float32, ink 1, paper 0, nothing between.
    """
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY) if small.ndim == 3 else small
    return (grey <= TUTORIAL_THRESHOLD).astype(np.float32)


def find_ink(ink: np.ndarray) -> tuple[int, int, int, int] | None:
    """The box (x, y, width, height) around all ink, in pixels; None when there is none."""
    marked = ink >= _LEAST_INK
    columns, rows = np.flatnonzero(marked.any(axis=0)), np.flatnonzero(marked.any(axis=1))
    if not len(columns):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1)


def is_input_image(ink: np.ndarray, box: tuple[int, int, int, int]) -> bool:
    """True for a picture that was made for the model: 28×28, the digit about 20 pixels long, and centred by mass."""
    if ink.shape != (SIDE, SIDE) or not DIGIT_SIDE - 3 <= max(box[2:]) <= DIGIT_SIDE + 1:
        return False
    return bool(np.abs(_offset_of_mass(ink)).max() <= 1)


def cut_out(ink: np.ndarray, box: tuple[int, int, int, int], whole: bool = True) -> np.ndarray:
    """The part of the ink inside a box (x, y, width, height); of a stretched picture, as wide as it was before."""
    x, y, width, height = box
    digit = ink[y : y + height, x : x + width]
    if not whole or not may_be_stretched(ink, box):
        return digit
    fine = resize_longer_side(digit, 2 * DIGIT_SIDE * OVERSAMPLING)
    narrow = unstretched(fine, fills(ink, box))
    return digit if narrow is fine else narrow


def scale_to_digit_box(ink: np.ndarray) -> np.ndarray:
    """Scales ink so that its longer side fills the digit's box, `OVERSAMPLING` times as fine as the input image.

    Strokes much thicker or thinner than MNIST's count with the thickness that `even_stroke_width` gives them, so that
    the digit still fills the box afterwards.

    Returns:
        (height, width) float32 in [0, 1].
    """
    wanted = DIGIT_SIDE * OVERSAMPLING
    scaled = resize_longer_side(ink, wanted)
    width = stroke_width(scaled)
    if width is None or _is_even(width) or width > _BLOB * wanted:
        return scaled
    target = STROKE_WIDTH * OVERSAMPLING
    return resize_longer_side(ink, max(1, round(wanted * (wanted - target) / (wanted - width))))


def stroke_width(ink: np.ndarray) -> float | None:
    """Median width of the strokes in pixels, from the ridges of the distance transform; None without any ridge."""
    distance = cv2.distanceTransform(_padded_mask(ink), cv2.DIST_L2, cv2.DIST_MASK_5)
    ridge = (distance >= cv2.dilate(distance, np.ones((3, 3), np.uint8))) & (distance > 0)
    return 2 * float(np.median(distance[ridge])) if ridge.any() else None


def even_stroke_width(ink: np.ndarray) -> np.ndarray:
    """Makes the strokes as thick as MNIST's by moving their outline; ink within MNIST's own range stays as it is.

    Args:
        ink: (height, width) float32 in [0, 1], `OVERSAMPLING` times as fine as the input image.

    Returns:
        (height, width) float32 in [0, 1], larger where the strokes grew.
    """
    width = stroke_width(ink)
    if width is None or _is_even(width) or width > _BLOB * max(ink.shape):
        return ink
    grow = (STROKE_WIDTH * OVERSAMPLING - width) / 2
    mask = _padded_mask(ink, 2 + max(0, int(np.ceil(grow))))
    inside = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_5)
    outside = cv2.distanceTransform(1 - mask, cv2.DIST_L2, cv2.DIST_MASK_5)
    return np.clip(inside - outside + np.float32(grow + 0.5), 0, 1).astype(np.float32)


def centre_by_mass(ink: np.ndarray) -> np.ndarray:
    """Moves ink by whole pixels so that its centre of mass is in the middle; what leaves the square is cut off.

    Args:
        ink: (height, width), any dtype.

    Returns:
        (112, 112) of the same dtype: the input image, `OVERSAMPLING` times as fine.
    """
    side = SIDE * OVERSAMPLING
    height, width = ink.shape
    moments = cv2.moments(ink)
    mass = moments["m00"]
    if not mass:
        return np.zeros((side, side), ink.dtype)
    left = round((side - 1) / 2 - moments["m10"] / mass)
    top = round((side - 1) / 2 - moments["m01"] / mass)
    canvas = np.zeros((side, side), ink.dtype)
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(side, left + width), min(side, top + height)
    canvas[y0:y1, x0:x1] = ink[y0 - top : y1 - top, x0 - left : x1 - left]
    return canvas


def average(fine: np.ndarray) -> np.ndarray:
    """Averages (112, 112) ink to the input image: (28, 28) float32 in [0, 1]; uint8 ink counts as 0 … 255."""
    image = cv2.resize(fine, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return image.astype(np.float32) / 255 if image.dtype == np.uint8 else image.astype(np.float32)


def resize_longer_side(ink: np.ndarray, longer_side: int) -> np.ndarray:
    """Resizes (height, width) ink so that its longer side has that many pixels."""
    factor = longer_side / max(ink.shape)
    size = max(1, round(ink.shape[1] * factor)), max(1, round(ink.shape[0] * factor))
    if factor > 1 and is_coarse(ink):
        return enlarged_ink(ink, size)
    return cv2.resize(ink, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)


def _is_even(width: float) -> bool:
    return 1.6 * OVERSAMPLING <= width <= 4.2 * OVERSAMPLING


def _padded_mask(ink: np.ndarray, margin: int = 1) -> np.ndarray:
    return np.pad((ink >= 0.5).astype(np.uint8), margin)


def _offset_of_mass(ink: np.ndarray) -> np.ndarray:
    moments = cv2.moments(ink)
    middle = (np.array(ink.shape[::-1]) - 1) / 2
    return np.array([moments["m10"], moments["m01"]]) / max(moments["m00"], 1e-9) - middle
