import numpy as np
import pytest

from digitpad.core.drawing import Stroke
from digitpad.core.preprocess import strokes_to_input
from digitpad.core.second_look import _AXES, looks_at, mean_of_looks
from digitpad.core.stroke_variation import DEVIATIONS

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


def test_a_digit_is_turned_and_slanted_both_ways_and_seen_narrower_and_wider():
    first = strokes_to_input(FOUR, 8.0)
    looks = looks_at(FOUR, 8.0)
    for image in looks:
        assert image.shape == (28, 28) and image.dtype == np.float32
        assert abs(image.sum() / first.sum() - 1) < 0.15, "strokes are as thick as ever"
    one_way, other_way, back, forward, narrower, wider = looks
    assert lean(one_way) > lean(first) + 0.2 and lean(other_way) < lean(first) - 0.2
    assert lean(back) < lean(first) - 0.5 and lean(forward) > lean(first) + 0.5
    assert 1.1 * breadth(narrower) < breadth(first) < breadth(wider) / 1.1
    assert max(abs(height(image) - height(first)) for image in (narrower, wider)) <= 1, "it fills the digit's box"


def test_looks_stand_for_the_variations_that_are_learnt():
    """Means over them, of what varies no more than with the third power, are those over the normal distribution."""
    points = np.vstack([np.linalg.inv(np.diag(DEVIATIONS)) @ axis for axis in (*_AXES, *-_AXES)])
    np.testing.assert_allclose(points.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(points.T @ points / len(points), np.eye(3), atol=1e-12)


def test_without_strokes_there_is_nothing_to_see():
    assert looks_at((Stroke.from_points([]),), 8.0) == [None] * 6


def look(doubt, **digits):
    """The probabilities of a look that doubts that it is a digit, and shares the rest out among digits."""
    probabilities = np.full(10, doubt / 10, np.float32)
    for name, share in digits.items():
        probabilities[int(name[1:])] += (1 - doubt) * share
    return probabilities


def test_looks_without_doubt_have_the_plain_mean():
    looks = np.stack([look(0.0, d4=0.7, d9=0.3), look(0.0, d4=0.2, d9=0.8)])
    mean = mean_of_looks(looks)
    assert mean.shape == (10,) and mean.dtype == np.float32
    np.testing.assert_allclose(mean, looks.mean(axis=0), atol=1e-6)


def test_doubts_are_averaged_as_log_odds():
    # odds of 99, 1 and 1: their geometric mean is 4.626
    mean = mean_of_looks(np.stack([look(0.99, d8=1.0), look(0.5, d8=1.0), look(0.5, d8=1.0)]))
    assert 10 * mean.min() == pytest.approx(4.626 / 5.626, abs=1e-3)
    assert mean.sum() == pytest.approx(1, abs=1e-6) and mean.argmax() == 8


def test_a_look_counts_for_less_the_more_it_doubts():
    mean = mean_of_looks(np.stack([look(0.9, d3=1.0), look(0.1, d5=1.0)]))
    assert mean[5] - mean[0] == pytest.approx(9 * (mean[3] - mean[0]), rel=1e-3)


@pytest.mark.parametrize("doubt", [0.0, 1.0])
def test_looks_that_are_certain_stay_so(doubt):
    mean = mean_of_looks(np.stack([look(doubt, d2=1.0)] * 5))
    np.testing.assert_allclose(mean, look(doubt, d2=1.0), atol=1e-6)
