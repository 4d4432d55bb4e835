import numpy as np

from digitpad.core.drawing import Stroke
from digitpad.core.preprocess import strokes_to_input
from digitpad.core.second_look import looks_at

FOUR = tuple(Stroke.from_points(points) for points in ([[5, 0], [0, 60], [60, 60]], [[45, 30], [45, 100]]))


def breadth(image):
    """Of the ink: the standard deviation from side to side, in pixels."""
    columns, ink = np.arange(28), image.sum(axis=0)
    return np.sqrt(np.average((columns - np.average(columns, weights=ink)) ** 2, weights=ink))


def height(image):
    return np.ptp(np.flatnonzero(image.max(axis=1) > 0.25))


def lean(image):
    """How far to the right the ink of the lower half stands of that of the upper one, in pixels."""
    middles = [np.average(np.arange(28), weights=half.sum(axis=0)) for half in (image[14:], image[:14])]
    return middles[0] - middles[1]


def test_a_digit_is_turned_both_ways_and_seen_narrower_and_wider():
    first = strokes_to_input(FOUR, 8.0)
    one_way, other_way, narrower, wider = looks_at(FOUR, 8.0)
    for image in (one_way, other_way, narrower, wider):
        assert image.shape == (28, 28) and image.dtype == np.float32
        assert abs(image.sum() / first.sum() - 1) < 0.15, "strokes are as thick as ever"
    assert lean(one_way) > lean(first) > lean(other_way) or lean(one_way) < lean(first) < lean(other_way)
    assert 1.1 * breadth(narrower) < breadth(first) < breadth(wider) / 1.1
    assert max(abs(height(image) - height(first)) for image in (narrower, wider)) <= 1, "it fills the digit's box"


def test_without_strokes_there_is_nothing_to_see():
    assert looks_at((Stroke.from_points([]),), 8.0) == [None] * 4
