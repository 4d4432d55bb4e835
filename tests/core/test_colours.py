import numpy as np
import pytest

from digitpad.core.colours import diverging, ink_grey


def test_blue_is_against_white_neutral_red_for():
    against, neutral, in_favour = diverging(np.array([-2.0, 0.0, 2.0], np.float32), 2.0).astype(int)
    assert against[2] > against[0] + 50
    assert in_favour[0] > in_favour[2] + 50
    assert neutral.min() > 240 and np.ptp(neutral) == 0


def test_both_directions_change_evenly_and_meet_at_the_middle():
    values = np.linspace(-1, 1, 201)
    colours = diverging(values, 1.0).astype(int)
    steps = np.abs(np.diff(colours, axis=0))
    assert steps.max() <= 3, "a jump would look like an edge"
    distance = np.abs(colours - colours[100]).sum(axis=1)
    assert (np.diff(distance[:101]) <= 0).all() and (np.diff(distance[100:]) >= 0).all()
    assert len({tuple(colour) for colour in colours.tolist()}) > 150


def test_values_beyond_the_limit_stay_at_the_end():
    np.testing.assert_array_equal(diverging(np.array([-9.0, 9.0]), 1.0), diverging(np.array([-1.0, 1.0]), 1.0))


def test_a_common_limit_makes_pictures_comparable():
    values = np.array([[0.1, 0.2], [0.4, -0.8]])
    np.testing.assert_array_equal(diverging(values, 1.0), diverging(10 * values, 10.0))
    assert not np.array_equal(diverging(values, 1.0), diverging(values, 0.8))


@pytest.mark.parametrize("shape", [(), (3,), (2, 5), (10, 28, 28)])
def test_the_shape_gets_an_axis_for_red_green_and_blue(shape):
    for colours in (diverging(np.zeros(shape, np.float32), 1.0), ink_grey(np.zeros(shape, np.float32))):
        assert colours.shape == (*shape, 3)
        assert colours.dtype == np.uint8


def test_weights_that_are_all_zero_are_white():
    assert diverging(np.zeros((4, 4), np.float32), 0.0).min() > 240


def test_ink_is_black_on_white():
    colours = ink_grey(np.array([-1.0, 0.0, 0.25, 1.0, 2.0]))
    assert colours[:, 0].tolist() == [255, 255, 191, 0, 0]
    assert (colours == colours[:, :1]).all()
