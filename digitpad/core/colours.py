"""Numbers to colours: the two maps of the whole program."""

import numpy as np

_AGAINST = np.array([33, 102, 172], np.float32)  # blue and red of ColorBrewer's RdBu, told apart by colour-blind people
_NEUTRAL = np.array([247, 247, 247], np.float32)
_FOR = np.array([178, 24, 43], np.float32)

DIGIT_COLOURS = (
    "#777777",
    "#332288",
    "#88ccee",
    "#44aa99",
    "#117733",
    "#999933",
    "#c9a93a",
    "#cc6677",
    "#882255",
    "#aa4499",
)
"""A calm one for each digit: Paul Tol's "muted" scheme, made for colour-blind people, its sand darker for white ground.
Ten colours are too many to be told apart by anybody: each goes with its digit."""


def diverging(values: np.ndarray, limit: float) -> np.ndarray:
    """Against–neutral–for: blue at −limit, white at 0, red at +limit; values beyond stay at the end.

    Args:
        values: any shape.
        limit: positive.

    Returns:
        The same shape with a last axis of 3: uint8 RGB.
    """
    share = np.clip(values / np.float32(max(limit, 1e-12)), -1, 1)[..., np.newaxis]
    colours = _NEUTRAL + np.maximum(share, 0) * (_FOR - _NEUTRAL) + np.maximum(-share, 0) * (_AGAINST - _NEUTRAL)
    return np.rint(colours).astype(np.uint8)


def scale_limit(values: np.ndarray) -> float:
    """The end of a symmetric scale for values of any shape: 99.5 % of them lie within, so that a few extreme ones do
    not leave all others pale; 1 where all are 0."""
    sizes = np.abs(values).ravel()
    if not len(sizes):
        return 1.0
    place = int(0.995 * (len(sizes) - 1))
    return float(np.partition(sizes, place)[place]) or 1.0  # np.quantile would load a second numpy, masked arrays


def ink_grey(values: np.ndarray) -> np.ndarray:
    """Ink as dark as there is of it: white at 0, black at 1.

    Returns:
        The same shape with a last axis of 3: uint8 RGB.
    """
    grey = np.rint(255 * (1 - np.clip(values, 0, 1))).astype(np.uint8)
    return np.repeat(grey[..., np.newaxis], 3, axis=-1)
