from dataclasses import replace

import numpy as np
import pytest

from digitpad.core.batches import scaled
from digitpad.core.networks import logits_of
from digitpad.core.recipes import Recipe
from digitpad.core.training import probabilities_of, train
from digitpad.core.training_data import TrainingData

RECIPE = Recipe("tiny", "Tiny", "drawn", epochs=2, batch_size=32, learning_rate=0.005, validation_count=60)


@pytest.fixture(scope="module")
def data():
    """Bars of ten heights for digits, grain for pictures of no digit."""
    rng = np.random.default_rng(3)
    labels = rng.integers(0, 10, 250)
    images = rng.integers(0, 40, (250, 28, 28), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[2 * label + 4 : 2 * label + 7, 4:24] += 200
    grain = rng.integers(0, 256, (400, 28, 28), np.uint8)
    return TrainingData(images[:200], labels[:200], images[200:], labels[200:], not_digits=grain)


def weights_of(result):
    return result.network.get_weights()


def assert_same_weights(result, other):
    for weights, same in zip(weights_of(result), weights_of(other), strict=True):
        np.testing.assert_array_equal(weights, same)


@pytest.fixture(scope="module")
def runs(data):
    """The same run without the doubt and with it, learnt from the first 350 pictures of no digit."""
    known = replace(data, not_digits=data.not_digits[:350])
    return [train(replace(RECIPE, learns_doubt=learns), known) for learns in (False, True)]


def test_it_is_learnt_after_the_digits_and_leaves_them_alone(data, runs):
    images = scaled(np.concatenate([data.not_digits, data.test_images]))
    before, after = (logits_of(run.network).predict(images, verbose=0) for run in runs)
    np.testing.assert_array_equal(after, before)
    np.testing.assert_array_equal(runs[1].test_probabilities, probabilities_of(runs[1].network, data.test_images))


def test_pictures_of_no_digit_are_doubted_and_digits_are_not(data, runs):
    def left_of_sureness(images):
        """How much larger than a tenth the largest probability is: with the doubt, as a share of without."""
        before, after = ((probabilities_of(run.network, images).max(axis=1) - 0.1).mean() for run in runs)
        return after / before

    assert left_of_sureness(data.not_digits[350:]) < 0.35
    assert left_of_sureness(data.test_images) > 0.5


def test_it_is_learnt_anew_by_a_network_that_had_learnt_it(data, runs):
    recipe = replace(RECIPE, learns_doubt=True, epochs=1)
    data, begun = replace(data, not_digits=data.not_digits[:50]), runs[1]
    strange = [np.full_like(weights, 7.0) for weights in weights_of(begun)[-4:]]  # of the doubt's two layers
    assert [weights.shape for weights in strange] == [(576, 64), (64,), (64, 1), (1,)]
    again = [
        train(recipe, data, initial_weights=[*weights_of(begun)[:-4], *doubt], seed=2)
        for doubt in (weights_of(begun)[-4:], strange)
    ]
    assert_same_weights(*again)


def test_a_network_without_doubt_learns_none(data):
    recipe = replace(RECIPE, architecture="softmax")
    assert_same_weights(train(replace(recipe, learns_doubt=True), data), train(recipe, data))
