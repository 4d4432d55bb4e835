"""A drawing moved, turned, resized, made thicker and shaken before it is cut out, scaled and centred."""

from collections.abc import Callable

import cv2
import numpy as np

from digitpad.core.classifier import Prediction
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.moves import RANGES, SEED, Moves, Outline, matrix_of, positions, warped
from digitpad.core.preprocess import (
    SIDE,
    cut_out,
    find_ink,
    ink_to_input,
    resize_longer_side,
    stroke_width,
    strokes_to_input,
)
from digitpad.core.steps import canvas_ink, ink_read, strokes_read

_DIGIT_SIDE = 80  # pixels: a picture's digit is that large when it is moved before centring
_MOST_TAKEN = 0.6  # of a stroke's width: a thinner pen leaves a line too
_SHAKE = 0.15  # of the drawing's longer side: how far the most noise bends its lines
_WAVES, _WAVE_NUMBER = 6, 9.0  # of the bends, and their usual wave number in radians a longer side


def sweep_drawing(
    drawing: Drawing, prediction: Prediction, moves: Moves, should_stop: Callable[[], bool] = lambda: False
) -> np.ndarray | None:
    """As `sweep_images`, with the moves made before the drawing is cut out, scaled and centred.

    Noise bends its lines here: whatever stood on the paper would count as ink.

    Args:
        drawing: with ink.
        prediction: what was read in it, one digit.
        moves: in pixels of the input image as large as the whole canvas.
        should_stop: asked before each move; True ends it.
    """
    to_input = _to_input(drawing, prediction)
    images = [to_input(moves)]
    for move in RANGES:
        if should_stop():
            return None
        images += [to_input(moves._replace(**{move: place})) for place in positions(move).tolist()]
    return np.stack(images)


def _to_input(drawing: Drawing, prediction: Prediction) -> Callable[[Moves], np.ndarray]:
    if drawing.image is None:
        strokes = tuple(stroke for stroke in drawing.strokes if stroke.count)
        return _from_strokes(drawing, strokes_read(strokes, drawing.width, prediction))
    ink = canvas_ink(drawing)
    read = ink_read(ink, drawing.box / len(ink), prediction)
    return _from_ink(read, read is ink, len(ink) / SIDE, prediction.input_image)


def _from_strokes(drawing: Drawing, strokes: tuple[Stroke, ...]) -> Callable[[Moves], np.ndarray]:
    pixel = drawing.box / SIDE
    points = np.concatenate([stroke.points for stroke in strokes]).astype(np.float64)
    lows, highs = points.min(axis=0), points.max(axis=0)
    middle, extent = (lows + highs) / 2, float((highs - lows).max())
    bends = _bends(points - middle, max(extent, 1e-6))
    ends = np.cumsum([stroke.count for stroke in strokes])[:-1]

    def to_input(moves: Moves) -> np.ndarray:
        bent = (points + moves.noise * bends - middle) @ matrix_of(moves).T
        places = bent + middle + np.array([moves.x, moves.y]) * pixel
        moved = tuple(Stroke.from_points(part) for part in np.split(places, ends))
        width = max(drawing.width + moves.thickness * pixel, (1 - _MOST_TAKEN) * drawing.width)
        image = strokes_to_input(moved, width)
        assert image is not None  # there is a stroke
        return image

    return to_input


def _from_ink(ink: np.ndarray, whole: bool, pixel: float, untouched: np.ndarray) -> Callable[[Moves], np.ndarray]:
    """For the ink of a whole picture or of a part of one, which is moved on paper large enough for it; a pixel of the
    input image is `pixel` of its own."""
    box = find_ink(ink) or (0, 0, *ink.shape[::-1])
    digit = cut_out(ink, box, whole)
    unit = pixel * _DIGIT_SIDE / max(box[2:])
    margin = round(RANGES["thickness"][1] / 2 * unit) + 2
    digit = np.pad(resize_longer_side(digit, _DIGIT_SIDE), margin)
    thinnest = -_MOST_TAKEN * (stroke_width(digit) or 0.0) / unit
    outline = Outline(digit, unit)
    rows, columns = np.mgrid[: digit.shape[0], : digit.shape[1]]
    middle = (np.array(digit.shape[::-1]) - 1) / 2
    reach = float(np.hypot(*middle)) + 1
    bends = _bends(np.stack([columns.ravel(), rows.ravel()], axis=1) - middle, _DIGIT_SIDE).reshape(*digit.shape, 2)

    def to_input(moves: Moves) -> np.ndarray:
        if moves == Moves():
            return untouched
        bent = outline.grown(max(moves.thickness, thinnest))
        if moves.noise:
            across, down = (columns - moves.noise * bends[..., 0], rows - moves.noise * bends[..., 1])
            bent = cv2.remap(bent, across.astype(np.float32), down.astype(np.float32), cv2.INTER_LINEAR)
        matrix = matrix_of(moves)
        shift = np.array([moves.x, moves.y]) * unit
        side = round(2 * (moves.size * reach + np.abs(shift).max())) + 4
        offset = (side - 1) / 2 - matrix @ middle + shift
        image = ink_to_input(warped(bent, matrix, offset, side))
        return np.zeros((SIDE, SIDE), np.float32) if image is None else image

    return to_input


def _bends(places: np.ndarray, extent: float) -> np.ndarray:
    """How far the most noise moves each of (n, 2) places about the middle of a drawing: (n, 2), smooth, without a
    preferred direction."""
    rng = np.random.default_rng(SEED)
    waves = rng.normal(size=(_WAVES, 2)) * _WAVE_NUMBER / extent
    phases = rng.uniform(0, 2 * np.pi, _WAVES)
    swings = rng.normal(size=(_WAVES, 2)) * _SHAKE * extent / np.sqrt(_WAVES)
    return np.sin(places @ waves.T + phases) @ swings
