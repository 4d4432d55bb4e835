"""Drawings as people also make them: smaller, off the centre, turned, with another pen."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.ink import drawing_to_ink
from digitpad.core.preprocess import find_ink

LARGEST_TURN = 15.0
"""Degrees, either way round."""


def perturbed(drawing: Drawing, names: Sequence[str], rng: np.random.Generator) -> Drawing:
    """Applies some of `PERTURBATIONS` one after another; a blank drawing stays blank."""
    for name in names:
        drawing = drawing if drawing.is_empty else PERTURBATIONS[name](drawing, rng)
    return drawing


def half_size(drawing: Drawing, _rng: np.random.Generator) -> Drawing:
    """Half as large, about the middle of the box; the pen stays as wide, as it does for people who draw small."""
    return _transformed(drawing, np.eye(2) / 2, np.full(2, drawing.box / 2))


def off_centre(drawing: Drawing, rng: np.random.Generator) -> Drawing:
    """Moved against one of the box's four edges or into one of its corners, with the pen's whole width inside."""
    bounds = _bounds(drawing)
    if bounds is None:
        return drawing
    lows, highs = bounds
    lows, highs = lows - drawing.width / 2, highs + drawing.width / 2
    side = np.array(_SIDES[rng.integers(len(_SIDES))])
    shift = np.select([side < 0, side > 0], [-lows, drawing.box - highs], 0.0)
    return _transformed(drawing, np.eye(2), np.zeros(2), shift)


def turned(drawing: Drawing, rng: np.random.Generator) -> Drawing:
    """Turned about its own middle by a random angle of at most `LARGEST_TURN`."""
    angle = np.radians(rng.uniform(-LARGEST_TURN, LARGEST_TURN))
    bounds = _bounds(drawing)
    if bounds is None:
        return drawing
    cos, sin = np.cos(angle), np.sin(angle)
    return _transformed(drawing, np.array([[cos, -sin], [sin, cos]]), (bounds[0] + bounds[1]) / 2)


def thin_pen(drawing: Drawing, _rng: np.random.Generator) -> Drawing:
    """Drawn with a pen half as wide."""
    return drawing._replace(width=drawing.width / 2)


def thick_pen(drawing: Drawing, _rng: np.random.Generator) -> Drawing:
    """Drawn with a pen twice as wide."""
    return drawing._replace(width=drawing.width * 2)


PERTURBATIONS: dict[str, Callable[[Drawing, np.random.Generator], Drawing]] = {
    "half": half_size,
    "offset": off_centre,
    "turn15": turned,
    "thin": thin_pen,
    "thick": thick_pen,
}
"""What `digitpad evaluate --perturb` knows, by name."""

_SIDES = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y]


def _bounds(drawing: Drawing) -> tuple[np.ndarray, np.ndarray] | None:
    """The lowest and the highest x and y of what is drawn, in box units, the pen's width not counted."""
    if drawing.image is None:
        points = np.concatenate([stroke.points for stroke in drawing.strokes])
        return points.min(axis=0).astype(float), points.max(axis=0).astype(float)
    ink = drawing_to_ink(drawing)
    box = find_ink(ink)
    if box is None:
        return None
    unit = drawing.box / len(ink)
    return np.array(box[:2]) * unit, (np.array(box[:2]) + box[2:]) * unit


def _transformed(drawing: Drawing, turn: np.ndarray, middle: np.ndarray, shift: np.ndarray | float = 0.0) -> Drawing:
    """Every point p becomes turn · (p - middle) + middle + shift; an image under the strokes goes with them."""
    offset = middle - turn @ middle + shift
    strokes = tuple(Stroke.from_points(stroke.points @ turn.T + offset) for stroke in drawing.strokes)
    image = drawing.image
    if image is not None:
        scale = len(image) / drawing.box
        # The middle of the first pixel, not its corner, is where cv2 has its origin.
        pixel_offset = offset * scale + (turn @ np.full(2, 0.5) - 0.5)
        paper = np.median(np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]]), axis=0)
        image = cv2.warpAffine(
            image, np.column_stack([turn, pixel_offset]), image.shape[:2], borderValue=tuple(map(float, paper))
        )
    return drawing._replace(strokes=strokes, image=image)
