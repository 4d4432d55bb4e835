import numpy as np
import pytest

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.not_digits import HELD_OUT
from digitpad.core.refusal import measure_refusal


class SureOfMuchInk:
    def classify(self, images):
        probabilities = np.full((len(images), 10), 0.1, np.float32)
        probabilities[images.sum(axis=(1, 2)) > 80] = np.eye(10)[0]
        return probabilities


def rings():
    angles = np.linspace(0, 2 * np.pi, 30)
    for wide in (60, 120):
        yield Drawing((Stroke.from_points(250 + np.stack([wide * np.cos(angles), 150 * np.sin(angles)], axis=1)),))


def test_the_share_of_unsure_drawings_is_told_for_each_generator():
    refusals = measure_refusal(SureOfMuchInk(), 20, 1, [], {"dot": ("tap", "round"), "letter": ("printed",)})
    assert [(refusal.kind, refusal.generator) for refusal in refusals] == [
        ("dot", "tap"),
        ("dot", "round"),
        ("letter", "printed"),
    ]
    tap, disc, letter = (refusal.refused for refusal in refusals)
    assert 0.2 < tap < 0.8  # as strokes it stays small, as a picture it fills the box
    assert disc == 0
    assert 0 <= letter <= 1


def test_what_is_held_out_is_measured_unless_something_else_is_wished():
    measured = measure_refusal(SureOfMuchInk(), 2, 1, list(rings()))
    assert [(refusal.kind, (refusal.generator,)) for refusal in measured] == list(HELD_OUT.items())


def test_a_classifier_that_gives_something_else_is_told_off():
    class Strange:
        def classify(self, images):
            return np.zeros((len(images), 9), np.float32)

    with pytest.raises(ValueError, match="ten finite numbers"):
        measure_refusal(Strange(), 2, 1, [], {"dot": ("tap",)})
