import numpy as np
import pytest

from digitpad.core.compare import dissenters, read_by_all
from digitpad.core.errors import InputError


class Sure:
    def __init__(self, digit, probability=0.91):
        self.digit, self.probability, self.shown = digit, probability, []

    def classify(self, images):
        self.shown.append(images)
        rows = np.full((len(images), 10), (1 - self.probability) / 9, np.float32)
        rows[:, self.digit] = self.probability
        return rows


IMAGE = np.eye(28, dtype=np.float32)


def test_every_model_reads_the_same_picture_in_order():
    models = [Sure(3), Sure(7), Sure(2, 0.3)]
    readings = read_by_all(models, lambda model: model, IMAGE)
    assert [reading.model for reading in readings] == models
    assert [reading.likeliest for reading in readings] == [3, 7, 2]
    assert [reading.digit for reading in readings] == [3, 7, None]
    assert readings[0].probabilities[3] == pytest.approx(0.91) and all(reading.milliseconds > 0 for reading in readings)
    for model in models:
        np.testing.assert_array_equal(model.shown[0], IMAGE[np.newaxis])


def test_who_says_another_digit_dissents_sure_or_not():
    readings = read_by_all([Sure(3), Sure(7), Sure(2, 0.3)], lambda model: model, IMAGE)
    assert dissenters(readings, 7) == [readings[0], readings[2]]
    assert dissenters(readings[:1], 3) == []


def test_a_model_that_cannot_be_loaded_is_told_and_the_others_read():
    def load(model):
        if model == "damaged":
            raise InputError("model_damaged", name="damaged", reason="no model")
        return model

    first, damaged, last = read_by_all([Sure(3), "damaged", Sure(3)], load, IMAGE)
    assert damaged.error.code == "model_damaged" and first.error is last.error is None
    assert dissenters([first, damaged, last], 3) == []


def test_it_stops_between_models():
    answers = iter([False, True])
    models = [Sure(1), Sure(2)]
    assert read_by_all(models, lambda model: model, IMAGE, lambda: next(answers)) is None
    assert models[0].shown and not models[1].shown
