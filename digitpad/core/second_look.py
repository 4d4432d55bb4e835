"""A second look at a digit of which a classifier is not sure: drawn anew a little turned, slanted, narrower and wider.

Averaging over such looks is test-time augmentation (Krizhevsky, Sutskever and Hinton 2012, section 4.1). The strokes
are changed, not the picture, so that each look is as sharp as the first: of pictures such looks brought nothing.

Drawings are learnt from in variations that are normally distributed, and the looks stand for all of these: for a mean
over a normal distribution of n dimensions there are 2n points, √n standard deviations from its middle on each axis (the
third-degree cubature rule; Arasaratnam and Haykin 2009, "Cubature Kalman filters").
"""

import numpy as np

from digitpad.core.classifier import even_share
from digitpad.core.drawing import Stroke
from digitpad.core.preprocess import strokes_to_input
from digitpad.core.stroke_variation import DEVIATIONS, affine

_LEAST_DOUBT = 1e-7  # of a look, and the least trust in one
_AXES = np.sqrt(len(DEVIATIONS)) * np.diag(DEVIATIONS)
_LOOKS = [affine(*(way * axis)) for axis in _AXES for way in (-1, 1)]


def looks_at(strokes: tuple[Stroke, ...], pen_width: float) -> list[np.ndarray | None]:
    """Input images of strokes seen in other ways.

    Args:
        strokes: as `strokes_to_input` takes them, and so is `pen_width`.

    Returns:
        Six of what `strokes_to_input` returns: turned, slanted, and made narrower and wider, each both ways.
    """
    return [
        strokes_to_input(tuple(Stroke.from_points(stroke.points @ look.T) for stroke in strokes), pen_width)
        for look in _LOOKS
    ]


def mean_of_looks(probabilities: np.ndarray) -> np.ndarray:
    """What several looks at one digit say together.

    The doubt that it is one, which all ten probabilities of a look have alike, is averaged as log odds (a logarithmic
    opinion pool; Bordley 1982, "A multiplicative formula for aggregating probability assessments"): marks that are no
    digit are doubted at every look, a digit in a strange hand at some. What is left of each look is averaged as it is.

    Args:
        probabilities: (n, 10) in [0, 1], of each look.

    Returns:
        (10,) float32 in [0, 1].
    """
    looks = probabilities.astype(np.float64)
    doubts = np.clip(even_share(looks), _LEAST_DOUBT, 1 - _LEAST_DOUBT)
    doubt = 1 / (1 + np.exp(-np.log(doubts / (1 - doubts)).mean()))
    of_digits = np.maximum(looks - doubts[:, np.newaxis] / 10, 0).sum(axis=0) + _LEAST_DOUBT
    return (doubt / 10 + (1 - doubt) * of_digits / of_digits.sum()).astype(np.float32)
