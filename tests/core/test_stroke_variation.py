import numpy as np
import pytest

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.preprocess import drawing_to_input
from digitpad.core.stroke_variation import varied_input, varied_strokes

FOUR = (
    Stroke.from_points([(100, 50), (80, 200), (220, 210)]),
    Stroke.from_points([(200, 60), (190, 350)]),
)


def test_a_variation_keeps_strokes_and_points_and_moves_all_of_them():
    varied = varied_strokes(FOUR, np.random.default_rng(1))
    assert [stroke.count for stroke in varied] == [3, 2]
    moved = [np.abs(new.points - old.points).max(axis=1) for new, old in zip(varied, FOUR, strict=True)]
    assert np.concatenate(moved).min() > 0.1
    assert np.concatenate(moved).max() < 150, "it is still the same drawing"


def test_the_same_random_numbers_give_the_same_variation():
    once, again, other = (varied_strokes(FOUR, np.random.default_rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(once[0].points, again[0].points)
    assert np.abs(once[0].points - other[0].points).max() > 1


@pytest.mark.parametrize("scale", [0.01, 1.0, 100.0])
def test_variations_do_not_depend_on_the_units(scale):
    scaled = tuple(Stroke.from_points(stroke.points * scale) for stroke in FOUR)
    for varied, expected in zip(
        varied_strokes(scaled, np.random.default_rng(3)), varied_strokes(FOUR, np.random.default_rng(3)), strict=True
    ):
        np.testing.assert_allclose(varied.points / scale, expected.points, atol=0.01)


def test_variations_lie_about_the_drawing_itself():
    rng = np.random.default_rng(4)
    means = []
    for _ in range(400):
        varied = varied_strokes(FOUR, rng)
        means.append(np.concatenate([stroke.points for stroke in varied]).mean(axis=0))
    original = np.concatenate([stroke.points for stroke in FOUR]).mean(axis=0)
    np.testing.assert_allclose(np.mean(means, axis=0), original, atol=5)


def test_a_varied_input_image_is_centred_and_has_another_pen_each_time():
    rng = np.random.default_rng(5)
    images = [varied_input(Drawing(FOUR), rng) for _ in range(40)]
    inks = [float(image.sum()) for image in images]
    usual = float(drawing_to_input(Drawing(FOUR)).sum())
    assert min(inks) < 0.9 * usual and max(inks) > 1.1 * usual
    for image in images:
        assert image.shape == (28, 28) and image.dtype == np.float32
        rows, columns = np.indices(image.shape)
        centre = [(axis * image).sum() / image.sum() for axis in (rows, columns)]
        np.testing.assert_allclose(centre, 13.5, atol=0.5)


def test_strokes_without_points_stay_blank():
    empty = (Stroke.from_points([]),)
    assert varied_strokes(empty, np.random.default_rng(1)) == empty
    assert varied_input(Drawing(empty), np.random.default_rng(1)) is None


def test_a_dot_stays_a_dot():
    dot = (Stroke.from_points([(250, 250)]),)
    np.testing.assert_allclose(varied_strokes(dot, np.random.default_rng(1))[0].points, [[250, 250]], atol=1e-3)
