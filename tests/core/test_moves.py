from dataclasses import dataclass, field

import numpy as np
import pytest

from digitpad.core.moves import (
    POSITIONS,
    RANGES,
    Flip,
    Moves,
    flips,
    move_image,
    positions,
    sweep,
    sweep_images,
)


@pytest.fixture
def image(seven):
    return seven[1].input_image


def shifted(image, right, down):
    """`np.roll`, with paper coming in."""
    moved = np.roll(image, (down, right), axis=(0, 1))
    moved[: max(down, 0)] = 0
    moved[28 + min(down, 0) :] = 0
    moved[:, : max(right, 0)] = 0
    moved[:, 28 + min(right, 0) :] = 0
    return moved


def test_nothing_changes_where_nothing_is_moved(image):
    np.testing.assert_array_equal(move_image(image, Moves()), image)
    for move in RANGES:
        assert getattr(Moves(), move) in positions(move), f"{move} has no place where it changes nothing"


@pytest.mark.parametrize(("right", "down"), [(3, 0), (-2, 0), (0, 5), (0, -10), (7, -4)])
def test_a_shift_by_whole_pixels_is_a_roll_with_paper_coming_in(image, right, down):
    np.testing.assert_allclose(move_image(image, Moves(x=right, y=down)), shifted(image, right, down), atol=1e-6)


def test_a_shift_by_half_a_pixel_is_the_mean_of_neighbours(image):
    np.testing.assert_allclose(
        move_image(image, Moves(x=0.5)), (image + shifted(image, 1, 0)) / 2, atol=1e-6, err_msg="to the right"
    )


@pytest.mark.parametrize(("degrees", "quarters"), [(90, -1), (-90, 1)])
def test_a_quarter_turn_is_that_of_the_array(image, degrees, quarters):
    np.testing.assert_allclose(move_image(image, Moves(turn=degrees)), np.rot90(image, quarters), atol=1e-5)


@pytest.mark.parametrize("degrees", [-40, 13, 60])
def test_a_turn_keeps_the_ink_and_its_distance_from_the_middle(image, degrees):
    turned = move_image(image, Moves(turn=degrees))
    rows, columns = np.mgrid[:28, :28] - 13.5
    assert turned.sum() == pytest.approx(image.sum(), rel=0.02)
    spread = [(picture * (rows**2 + columns**2)).sum() / picture.sum() for picture in (image, turned)]
    assert spread[1] == pytest.approx(spread[0], rel=0.03)
    before = np.array([(image * columns).sum(), (image * rows).sum()]) / image.sum()
    after = np.array([(turned * columns).sum(), (turned * rows).sum()]) / turned.sum()
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    np.testing.assert_allclose(after, [[cos, -sin], [sin, cos]] @ before, atol=0.1)


@pytest.mark.parametrize("size", [0.4, 0.55, 0.7, 1.15])
def test_ink_grows_with_the_square_of_the_size(image, size):
    assert move_image(image, Moves(size=size)).sum() == pytest.approx(size**2 * image.sum(), rel=0.04)


def test_half_the_size_is_the_mean_of_blocks(image):
    half = np.zeros((28, 28), np.float32)
    half[7:21, 7:21] = image.reshape(14, 2, 14, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(move_image(image, Moves(size=0.5)), half, atol=0.3)
    assert np.abs(move_image(image, Moves(size=0.5)) - half).mean() < 0.01


@pytest.mark.parametrize("pixels", [-1, 1, 2])
def test_a_bar_becomes_as_many_pixels_thicker(pixels):
    bar = np.zeros((28, 28), np.float32)
    bar[4:24, 12:16] = 1
    wide = move_image(bar, Moves(thickness=pixels))
    assert wide[14].sum() == pytest.approx(4 + pixels, abs=0.15)
    assert np.all(np.diff(wide[14, :14]) >= -1e-6)


def test_noise_is_as_strong_as_it_says_and_always_the_same(image):
    grey = np.full((28, 28), 0.5, np.float32)
    noisy = move_image(grey, Moves(noise=0.1))
    assert (noisy - grey).std() == pytest.approx(0.1, rel=0.06) and abs((noisy - grey).mean()) < 0.01
    np.testing.assert_array_equal(noisy, move_image(grey, Moves(noise=0.1)))
    strong = move_image(image, Moves(noise=1))
    assert strong.min() >= 0 and strong.max() <= 1


def test_the_sweeps_hold_the_image_at_every_position_of_each_move(image):
    moves = Moves(x=2, turn=18, thickness=0.4)
    images = sweep_images(image, moves)
    assert images.shape == (1 + len(RANGES) * POSITIONS, 28, 28) and images.dtype == np.float32
    np.testing.assert_array_equal(images[0], move_image(image, moves))
    for index, move in enumerate(RANGES):
        for place in (0, 13, 40):
            expected = move_image(image, moves._replace(**{move: positions(move)[place]}))
            np.testing.assert_array_equal(images[1 + index * POSITIONS + place], expected)


def test_the_curves_are_the_probabilities_of_these_images(softmax, image):
    images = sweep_images(image, Moves(turn=9))
    sweeps = sweep(softmax, images, Moves(turn=9))
    expected = softmax.classify(images)
    np.testing.assert_allclose(sweeps.probabilities, expected[0], atol=1e-6)
    for index, move in enumerate(RANGES):
        rows = expected[1 + index * POSITIONS :][:POSITIONS]
        np.testing.assert_allclose(sweeps.curves[move], rows, atol=1e-6)


def test_it_stops_between_chunks(softmax, seven):
    _, prediction = seven
    images = sweep_images(prediction.input_image, Moves())
    calls = iter([False, False, True])
    counted = Counted(softmax)
    assert sweep(counted, images, Moves(), lambda: next(calls)) is None and counted.counts == [64, 64]


@dataclass
class Counted:
    inner: object
    counts: list[int] = field(default_factory=list)

    def classify(self, images):
        self.counts.append(len(images))
        return self.inner.classify(images)


def test_flips_are_where_two_curves_cross():
    curve = np.zeros((5, 10), np.float32)
    curve[:, 3] = [0.9, 0.7, 0.4, 0.2, 0.6]
    curve[:, 8] = [0.1, 0.3, 0.6, 0.8, 0.4]
    first, second = flips(curve)
    assert first == Flip(pytest.approx(1 + 2 / 3), 3, 8) and second == Flip(pytest.approx(3.75), 8, 3)
    assert flips(curve[:2]) == []
