import numpy as np
import pytest

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.ink import drawing_to_ink
from digitpad.core.perturb import LARGEST_TURN, PERTURBATIONS, perturbed
from digitpad.core.preprocess import find_ink

POINTS = np.array([[100, 150], [300, 150], [220, 350]], np.float32)
SEVEN = Drawing((Stroke.from_points(POINTS),), 500.0, 40.0)


def rng(seed=0):
    return np.random.default_rng(seed)


def points_of(drawing):
    return np.concatenate([stroke.points for stroke in drawing.strokes])


def test_half_is_half_as_large_about_the_middle_of_the_box_with_the_same_pen():
    half = perturbed(SEVEN, ["half"], rng())
    np.testing.assert_allclose(points_of(half), 250 + (POINTS - 250) / 2)
    assert (half.box, half.width) == (500, 40)


def test_offset_moves_the_drawing_against_edges_and_into_corners_and_not_beyond():
    touched = set()
    for seed in range(60):
        points = points_of(perturbed(SEVEN, ["offset"], rng(seed)))
        np.testing.assert_allclose(points - points[0], POINTS - POINTS[0], atol=1e-3)
        lows, highs = points.min(axis=0) - 20, points.max(axis=0) + 20
        assert (lows > -0.01).all() and (highs < 500.01).all()
        touched.add((bool(lows[0] < 1), bool(lows[1] < 1), bool(highs[0] > 499), bool(highs[1] > 499)))
    assert len(touched) == 8
    assert (False, False, False, False) not in touched


def test_turn_keeps_lengths_and_the_middle_and_stays_within_its_largest_angle():
    angles = []
    for seed in range(60):
        points = points_of(perturbed(SEVEN, ["turn15"], rng(seed)))
        middle = (POINTS.min(axis=0) + POINTS.max(axis=0)) / 2
        np.testing.assert_allclose(np.hypot(*(points - middle).T), np.hypot(*(POINTS - middle).T), rtol=1e-4)
        angles.append(np.degrees(np.arctan2(*(points[1] - points[0])[::-1])))
    assert max(map(abs, angles)) <= LARGEST_TURN
    assert min(angles) < -10 and max(angles) > 10


def test_pens_are_half_and_twice_as_wide():
    assert perturbed(SEVEN, ["thin"], rng()).width == 20
    assert perturbed(SEVEN, ["thick"], rng()).width == 80


def test_several_are_applied_one_after_another():
    both = perturbed(SEVEN, ["half", "offset"], rng(3))
    np.testing.assert_array_equal(
        points_of(both), points_of(perturbed(perturbed(SEVEN, ["half"], rng(3)), ["offset"], rng(3)))
    )


def test_the_same_seed_perturbs_in_the_same_way():
    names = ["turn15", "offset"]
    once, again, other = (points_of(perturbed(SEVEN, names, rng(seed))) for seed in (5, 5, 6))
    np.testing.assert_array_equal(once, again)
    assert (once != other).any()


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_the_drawing_itself_is_left_alone_and_a_blank_one_stays_blank(name):
    before = POINTS.copy()
    perturbed(SEVEN, [name], rng())
    np.testing.assert_array_equal(points_of(SEVEN), before)
    assert perturbed(Drawing(), [name], rng()).is_empty


@pytest.mark.parametrize("name", ["half", "offset", "turn15"])
def test_an_image_under_the_strokes_moves_with_them(name):
    """The same line once as a stroke and once as an image: both end in the same place."""
    line = Drawing((Stroke.from_points([[150, 200], [350, 200]]),), 500.0, 40.0)
    ink = drawing_to_ink(line, 250)
    image = np.repeat((255 - 255 * ink).astype(np.uint8)[..., np.newaxis], 3, axis=2)
    pictured = Drawing((), 500.0, 40.0, image)
    moved, moved_picture = perturbed(line, [name], rng(1)), perturbed(pictured, [name], rng(1))
    assert moved_picture.image is not None and moved_picture.image.shape == image.shape
    drawn, shown = (find_ink(drawing_to_ink(drawing, 250)) for drawing in (moved, moved_picture))
    assert drawn is not None and shown is not None
    # The picture's ink includes the pen's width, the stroke's points do not: a pen's width is 20 pixels here.
    assert np.abs(np.array(drawn) - shown).max() <= (12 if name != "turn15" else 3)
