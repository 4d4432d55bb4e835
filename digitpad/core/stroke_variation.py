"""Training drawings as the same hand might also have drawn them, varied as strokes rather than as pixels.

Slanted, turned, wider or narrower, gently bent, their strokes a little apart and with another pen (elastic and affine
distortions after Simard, Steinkraus and Platt 2003). Each is drawn anew at the model's own scale, so that no pixel is
stretched.
"""

import numpy as np

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.preprocess import strokes_to_input

DEVIATIONS = (4.0, 0.08, 0.08)
"""The standard deviations of turn, slant and proportion, in the units that `affine` takes them in."""

_BEND = 0.02  # of the longer side of the drawing; this and the next are standard deviations too
_GAP = 0.01  # of the same: how far a stroke is from where it was
_THICKNESS, _THINNEST, _THICKEST = (2.6, 0.4), 1.8, 3.8  # pixels of the input image: mean and deviation, bounds
_WAVES = 3
_WAVE_NUMBER = 4.4  # radians a longer side


def varied_input(drawing: Drawing, rng: np.random.Generator) -> np.ndarray | None:
    """The input image of a variation of a drawing's strokes.

    Args:
        drawing: an opened image in it is left out.
        rng: decides on the variation.

    Returns:
        (28, 28) float32 in [0, 1], ink 1, paper 0; None when there are no strokes.
    """
    thickness = float(np.clip(rng.normal(*_THICKNESS), _THINNEST, _THICKEST))
    return strokes_to_input(varied_strokes(drawing.strokes, rng), drawing.width, thickness)


def varied_strokes(strokes: tuple[Stroke, ...], rng: np.random.Generator) -> tuple[Stroke, ...]:
    """Strokes as the same hand might also have drawn them, about their own middle, in the same units."""
    if not any(stroke.count for stroke in strokes):
        return strokes
    points = np.concatenate([stroke.points for stroke in strokes]).astype(np.float64)
    middle, size = points.mean(axis=0), float(np.ptp(points, axis=0).max())
    matrix = affine(*(rng.normal(size=3) * DEVIATIONS))
    waves = rng.normal(size=(_WAVES, 2)) * _WAVE_NUMBER / max(size, 1e-6)
    phases = rng.uniform(0, 2 * np.pi, _WAVES)
    swings = rng.normal(size=(_WAVES, 2)) * _BEND * size
    varied = []
    for stroke in strokes:
        gap = rng.normal(size=2) * _GAP * size * (len(strokes) > 1)
        places = stroke.points - middle
        bent = places + np.sin(places @ waves.T + phases) @ swings
        varied.append(Stroke.from_points(bent @ matrix.T + gap + middle))
    return tuple(varied)


def affine(turn: float, slant: float, proportion: float) -> np.ndarray:
    """The (2, 2) matrix that points (x, y) are multiplied by.

    Args:
        turn: in degrees, from x towards y.
        slant: sideways, as a share of the height.
        proportion: the width becomes e to that power larger, and the height as much smaller.
    """
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    turned = np.array([[cos, -sin], [sin, cos]])
    return turned @ np.array([[1, slant], [0, 1]]) @ np.diag([np.exp(proportion), np.exp(-proportion)])
