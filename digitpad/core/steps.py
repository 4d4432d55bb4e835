"""The way from ink to the input image, and what the model would receive if one stopped on it or left a step out."""

from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.blots import find_blots
from digitpad.core.classifier import Prediction
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.ink import drawing_to_ink, ink_side, opened_ink
from digitpad.core.photograph import is_photograph, photograph_steps
from digitpad.core.preprocess import (
    DIGIT_SIDE,
    OVERSAMPLING,
    SIDE,
    STROKE_WIDTH,
    average,
    centre_by_mass,
    cut_out,
    draw_in_the_middle,
    even_stroke_width,
    find_ink,
    ink_to_input,
    is_input_image,
    resize_longer_side,
    scale_to_digit_box,
    strokes_to_input,
)

STEPS = ("cut_out", "scale", "stroke_width", "centre", "average", "black_and_white")
"""From ink to the input image, in their order."""
PHOTOGRAPH_STEPS = ("light", "ruling", "ink", "writing")
"""Before them, from a photograph to its ink."""
PICTURE_STEPS = ("ink",)
"""Before them, from any other picture."""
OURS = frozenset({*PHOTOGRAPH_STEPS, *STEPS}) - {"black_and_white"}
"""What digitpad does."""
TUTORIAL = frozenset({"black_and_white"})
"""What people's first programs do: the whole picture made small, and a threshold."""

Pixels = Callable[[frozenset[str]], np.ndarray]
"""What the steps that were done leave of the ink: (height, width), four times as fine as the input image."""

_FINE = SIDE * OVERSAMPLING
_THRESHOLD = (255 - 140) / 255  # of a grey of 140: darker is ink
_SPECK = 0.12  # as `reading` has it


class Rung(NamedTuple):
    """Where the ladder can be left."""

    step: str
    """One of `STEPS`, `PHOTOGRAPH_STEPS`, or `canvas` for the first."""
    image: np.ndarray | None
    """(28, 28) float32 in [0, 1]: what the model would receive; None for a step that was skipped."""


def climb(drawing: Drawing, prediction: Prediction, chosen: Collection[str]) -> list[Rung]:
    """Goes from ink to the input image.

    Whatever a step leaves is resized to 28×28, so that every rung is an input image. With the steps of `OURS` the last
    one is what `read_drawing` gave the model.

    Args:
        drawing: with ink.
        prediction: what was read in it, one digit: it tells which of the ink that was.
        chosen: the steps to be done; the others are skipped.

    Returns:
        A rung for the canvas, and for each step, done or not.
    """
    if drawing.image is None:
        before: list[tuple[str, np.ndarray | None]] = []
        strokes = tuple(stroke for stroke in drawing.strokes if stroke.count)
        pixels = _of_strokes(drawing, strokes, strokes_read(strokes, drawing.width, prediction))
    else:
        before = _picture_steps(drawing, drawing.image, chosen)
        ink = _last_of(before)
        pixels = _of_ink(ink, ink_read(ink, drawing.box / len(ink), prediction))
    rungs = [Rung(step, None if ink is None else _as_input(ink)) for step, ink in before]
    done: frozenset[str] = frozenset()
    for step in ("canvas", *STEPS) if not before else STEPS:
        if step == "canvas" or step in chosen:
            done |= {step}
            rungs.append(Rung(step, _finished(pixels(done), done)))
        else:
            rungs.append(Rung(step, None))
    return rungs


def _finished(pixels: np.ndarray, done: Collection[str]) -> np.ndarray:
    if pixels.shape == (SIDE, SIDE):  # an input image already
        image = pixels
    else:
        fine = centre_by_mass(pixels) if "centre" in done else _in_the_middle(pixels)
        image = average(fine) if "average" in done else _shrunk(fine)
    return (image > _THRESHOLD).astype(np.float32) if "black_and_white" in done else image


# --- strokes ---


def _of_strokes(drawing: Drawing, strokes: tuple[Stroke, ...], read: tuple[Stroke, ...]) -> Pixels:
    """Strokes are drawn anew at each scale."""

    def pixels(done: frozenset[str]) -> np.ndarray:
        side = DIGIT_SIDE if "scale" in done else SIDE
        even = "stroke_width" in done
        if "cut_out" not in done:
            if not even:
                return resize_longer_side(drawing_to_ink(drawing), side * OVERSAMPLING)
            return draw_in_the_middle(
                strokes, np.full(2, drawing.box / 2), side * OVERSAMPLING / drawing.box, STROKE_WIDTH
            )
        lows, highs = _bounds(read)
        extent = max(float((highs - lows).max()), drawing.width, 1e-6)
        if even:
            scale, thickness = (side - STROKE_WIDTH) * OVERSAMPLING / extent, STROKE_WIDTH
        else:
            scale = side * OVERSAMPLING / (extent + drawing.width)
            thickness = drawing.width * scale / OVERSAMPLING
        return draw_in_the_middle(read, (lows + highs) / 2, scale, thickness)

    return _remembered(pixels)


def strokes_read(strokes: tuple[Stroke, ...], width: float, prediction: Prediction) -> tuple[Stroke, ...]:
    """The strokes that the model received: all of them, or all but a speck beside the digit."""
    boxes = np.array([np.concatenate(_bounds((stroke,))) for stroke in strokes])
    for kept in _candidates(boxes, width / 2, prediction):
        read = tuple(stroke for stroke, keep in zip(strokes, kept, strict=True) if keep)
        if _is(strokes_to_input(read, width), prediction):
            return read
    return strokes


def _bounds(strokes: tuple[Stroke, ...]) -> tuple[np.ndarray, np.ndarray]:
    lows = np.min([stroke.points.min(axis=0) for stroke in strokes], axis=0)
    return lows, np.max([stroke.points.max(axis=0) for stroke in strokes], axis=0)


# --- pictures ---


def _picture_steps(drawing: Drawing, image: np.ndarray, chosen: Collection[str]) -> list[tuple[str, np.ndarray | None]]:
    """The ink of an opened picture, with the strokes over it, after each step; None for a step that was skipped."""
    side = ink_side(drawing)
    strokes = drawing_to_ink(drawing._replace(image=None), side)
    found = _developed(image, side, frozenset(PHOTOGRAPH_STEPS) - frozenset(chosen))
    return [(step, np.maximum(strokes, ink) if step == "canvas" or step in chosen else None) for step, ink in found]


def _developed(image: np.ndarray, side: int, skipped: frozenset[str]) -> list[tuple[str, np.ndarray]]:
    """The ink of an opened picture after each step. The last picture's is kept: it takes a while, and stays as it is
    while somebody draws over it."""
    global _last  # only the thread of the answers comes here, and whoever came second would do the work again
    last = _last
    if last is not None and last[0] is image and last[1] == (side, skipped):
        return last[2]
    if is_photograph(image):
        steps = photograph_steps(image, skipped)
        found = [("canvas" if step.name == "grey" else step.name, _on_canvas(step.ink, image, side)) for step in steps]
    else:
        picture = cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)
        found = [("canvas", 1 - cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) / np.float32(255))]
        found += [(step, opened_ink(image, side)) for step in PICTURE_STEPS]
    _last = image, (side, skipped), found
    return found


def _on_canvas(ink: np.ndarray, image: np.ndarray, side: int) -> np.ndarray:
    """The ink of a reduced picture as large as the canvas, by way of the picture, as the model receives it."""
    whole = cv2.resize(ink, image.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.resize(whole, (side, side), interpolation=cv2.INTER_AREA)


_last: tuple[np.ndarray, tuple[int, frozenset[str]], list[tuple[str, np.ndarray]]] | None = None


def canvas_ink(drawing: Drawing) -> np.ndarray:
    """As `drawing_to_ink`; quicker when the same picture was asked for last."""
    if drawing.image is None:
        return drawing_to_ink(drawing)
    return _last_of(_picture_steps(drawing, drawing.image, OURS))


def _last_of(steps: list[tuple[str, np.ndarray | None]]) -> np.ndarray:
    return next(ink for _, ink in reversed(steps) if ink is not None)


def _of_ink(ink: np.ndarray, read: np.ndarray) -> Pixels:
    box = find_ink(read)
    if box is not None and is_input_image(read, box):
        return lambda done: read

    def pixels(done: frozenset[str]) -> np.ndarray:
        rest = cut_out(read, box, whole=read is ink) if "cut_out" in done and box is not None else ink
        if "stroke_width" in done:
            return even_stroke_width(scale_to_digit_box(rest) if "scale" in done else _square(rest))
        return resize_longer_side(rest, DIGIT_SIDE * OVERSAMPLING) if "scale" in done else _square(rest)

    return _remembered(pixels)


def ink_read(ink: np.ndarray, unit: float, prediction: Prediction) -> np.ndarray:
    """The ink that the model received: all of it, or all but a speck beside the digit."""
    if _is(ink_to_input(ink), prediction):
        return ink
    box = find_ink(ink)
    if box is not None:
        blots = find_blots(ink, box)
        boxes = (blots.boxes * blots.scale + np.tile(blots.offset, 2)) * unit
        for kept in _candidates(boxes, 0.0, prediction):
            part = blots.part(tuple(np.flatnonzero(kept).tolist()))
            if _is(ink_to_input(part, whole=False), prediction):
                return part
    return ink


# --- both ---


def _candidates(boxes: np.ndarray, margin: float, prediction: Prediction) -> Iterator[np.ndarray]:
    """Which pieces of ink may have been read: (n,) bool each.

    Args:
        boxes: (n, 4) left, top, right, bottom of the pieces, in the drawing's units.
        margin: how far they lie inside the ink's.
        prediction: its boxes are in the same units.
    """
    yield np.ones(len(boxes), bool)
    if prediction.digits:
        x, y, width, height = prediction.digits[0].box
        low, high = np.array([x, y]) + margin, np.array([x + width, y + height]) - margin
        near = 1e-3 * max(width, height)
        inside = np.asarray(((boxes[:, :2] >= low - near) & (boxes[:, 2:] <= high + near)).all(axis=1))
        if inside.any():
            yield inside
    extents = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    yield extents >= _SPECK * extents.max()


def _is(image: np.ndarray | None, prediction: Prediction) -> bool:
    """Whether it is what the model received."""
    return image is not None and np.array_equal(image, prediction.input_image)


def _remembered(pixels: Pixels) -> Pixels:
    """The later steps move and shrink what the first three left."""
    known = cache(pixels)
    return lambda done: known(done & {"cut_out", "scale", "stroke_width"})


def _as_input(ink: np.ndarray) -> np.ndarray:
    return ink if ink.shape == (SIDE, SIDE) else _shrunk(_square(ink))


def _square(ink: np.ndarray) -> np.ndarray:
    """Ink resized to fill a square of (112, 112), in its middle."""
    return _in_the_middle(resize_longer_side(ink, _FINE))


def _in_the_middle(pixels: np.ndarray) -> np.ndarray:
    """The middle of (height, width) pixels, or paper around them: (112, 112) of the same dtype."""
    height, width = pixels.shape
    canvas = np.zeros((_FINE, _FINE), pixels.dtype)
    left, top = (_FINE - width) // 2, (_FINE - height) // 2
    x0, y0, x1, y1 = max(0, left), max(0, top), min(_FINE, left + width), min(_FINE, top + height)
    canvas[y0:y1, x0:x1] = pixels[y0 - top : y1 - top, x0 - left : x1 - left]
    return canvas


def _shrunk(fine: np.ndarray) -> np.ndarray:
    """Resizes (112, 112) ink as image programs do, by cubic curves: (28, 28) float32 in [0, 1]."""
    ink = fine.astype(np.float32) / (255 if fine.dtype == np.uint8 else 1)
    return np.clip(_CUBIC @ ink @ _CUBIC.T, 0, 1)


def _cubic_weights() -> np.ndarray:
    """What each fine pixel counts in a coarse one: (28, 112) float32 (Keys 1981, a = −0.5, as wide as a shrunk picture
    needs)."""
    distance = np.abs((np.arange(SIDE)[:, np.newaxis] + 0.5) - (np.arange(_FINE) + 0.5) / OVERSAMPLING)
    near = 1.5 * distance**3 - 2.5 * distance**2 + 1
    far = -0.5 * distance**3 + 2.5 * distance**2 - 4 * distance + 2
    weights = np.where(distance < 1, near, np.where(distance < 2, far, 0))
    return (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)


_CUBIC = _cubic_weights()
