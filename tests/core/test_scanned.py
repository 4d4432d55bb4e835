import cv2
import numpy as np
import pytest

from digitpad.core import scanned as scanned_module
from digitpad.core.preprocess import find_ink
from digitpad.core.scanned import scanned


@pytest.fixture
def images():
    """A 1, a 7, nothing and a dot."""
    pictures = np.zeros((4, 28, 28), np.float32)
    cv2.circle(pictures[3], (14, 14), 4, 1, cv2.FILLED, cv2.LINE_AA)
    cv2.line(pictures[0], (14, 5), (13, 23), 1, 2, cv2.LINE_AA)
    cv2.polylines(pictures[1], [np.array([[8, 5], [20, 5], [12, 23]])], False, 1, 2, cv2.LINE_AA)
    return pictures


@pytest.mark.parametrize(("enlarged", "shortest", "longest"), [(0.0, 18, 24), (1.0, 17, 28)])
def test_digits_come_back_rough_but_themselves_and_dots_as_they_are(images, monkeypatch, enlarged, shortest, longest):
    monkeypatch.setattr(scanned_module, "_ENLARGED", enlarged)
    for seed in range(20):
        seen = scanned(images, np.random.default_rng(seed), lambda: False)
        assert seen.dtype == np.float32 and seen.min() >= 0 and seen.max() <= 1
        np.testing.assert_array_equal(seen[2:], images[2:])
        for before, after in zip(images[:2], seen[:2], strict=True):
            assert not np.array_equal(before, after)
            assert shortest <= max(find_ink(after)[2:]) <= longest, "it fills the digit's box"
        assert seen[1, :10].sum() > seen[1, 18:].sum(), "the bar of the 7 is above"


def test_half_of_the_scans_are_input_images_as_other_programs_make_them(images, monkeypatch):
    monkeypatch.setattr(scanned_module, "ink_to_input", lambda ink: np.zeros((28, 28), np.float32))
    sevens = np.repeat(images[1:2], 400, axis=0)
    enlarged = [image for image in scanned(sevens, np.random.default_rng(3)) if image.any()]
    assert 160 <= len(enlarged) <= 240
    boxes = np.array([find_ink(image) for image in enlarged])
    lengths = boxes[:, 2:].max(axis=1)
    assert lengths.min() >= 17 and lengths.max() == 28 and 0.7 < (lengths <= 21).mean() < 0.9
    middles = boxes[:, 1] + (boxes[:, 3] - 1) / 2
    assert np.abs(middles - 13.5).max() <= 3
    shades = [len(np.unique(image)) for image in enlarged]
    assert min(shades) < 20 and max(shades) > 60, "some are blocks, others smooth"


def test_the_same_chance_gives_the_same_scans_and_others_other_ones(images):
    one, again, other = (scanned(images, np.random.default_rng(seed), lambda: False) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)


def test_the_images_that_were_given_stay_and_who_stops_keeps_the_rest(images):
    before = images.copy()
    answers = iter([False, True])
    seen = scanned(images, np.random.default_rng(1), lambda: next(answers))
    np.testing.assert_array_equal(images, before)
    assert [np.array_equal(*pair) for pair in zip(seen, images, strict=True)] == [False, True, True, True]
