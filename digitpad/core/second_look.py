"""A second look at a digit of which a classifier is not sure: drawn anew a little turned, narrower and wider.

Averaging over such looks is test-time augmentation (Krizhevsky, Sutskever and Hinton 2012, section 4.1). The strokes
are changed, not the picture, so that each look is as sharp as the first: of pictures such looks brought nothing.
"""

import numpy as np

from digitpad.core.drawing import Stroke
from digitpad.core.preprocess import strokes_to_input
from digitpad.core.stroke_variation import affine

_LOOKS = [affine(turn, 0.0, proportion) for turn, proportion in ((-6, 0.0), (6, 0.0), (0, -0.08), (0, 0.08))]


def looks_at(strokes: tuple[Stroke, ...], pen_width: float) -> list[np.ndarray | None]:
    """Input images of strokes seen in other ways.

    Args:
        strokes: as `strokes_to_input` takes them, and so is `pen_width`.

    Returns:
        Four of what `strokes_to_input` returns.
    """
    return [
        strokes_to_input(tuple(Stroke.from_points(stroke.points @ look.T) for stroke in strokes), pen_width)
        for look in _LOOKS
    ]
