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


class Wish:
    """A wish to stop that comes true when it is asked for the so-manieth time, counted from the first step or from
    where the doubt begins to be learnt."""

    def __init__(self, times, of_doubt=True):
        self.times, self.of_doubt = times, of_doubt
        self.asked, self.stages = 0, []

    def __call__(self):
        self.asked += not self.of_doubt or "doubting" in dict(self.stages)
        return self.asked >= self.times

    def on_stage(self, stage, share):
        self.stages.append((stage, share))


def test_it_is_told_how_much_of_it_is_learnt(data, runs):
    wish = Wish(100_000)
    known = replace(data, not_digits=data.not_digits[:350])
    run = train(replace(RECIPE, learns_doubt=True), known, should_stop=wish, on_stage=wish.on_stage)
    (begin, nothing), *doubting, (end, _) = wish.stages
    assert (begin, end, nothing) == ("measuring", "measuring", 0)
    assert {stage for stage, _ in doubting} == {"doubting"}
    shares = [share for _, share in doubting]
    assert shares[0] == 0 and shares[-1] == 1 and len(shares) <= 101 and shares == sorted(set(shares))
    assert wish.asked > 15 and not run.stopped and not run.doubt_stopped
    assert_same_weights(run, runs[1])


@pytest.mark.parametrize("times", [1, 2, 20], ids=["before the first look", "before the first batch", "on the way"])
def test_stopped_it_keeps_the_digits_and_doubts_hardly_anything(data, runs, times):
    wish = Wish(times)
    run = train(replace(RECIPE, learns_doubt=True), data, should_stop=wish, on_stage=wish.on_stage)
    assert wish.asked == times and run.stopped and run.doubt_stopped
    np.testing.assert_array_equal(run.test_probabilities, runs[0].test_probabilities)


def test_it_can_be_stopped_while_its_pictures_are_varied(data):
    wish = Wish(3)
    recipe = replace(RECIPE, learns_doubt=True, epochs=1, turn=5.0)
    run = train(recipe, data, should_stop=wish, on_stage=wish.on_stage)
    assert wish.asked == 3 and run.doubt_stopped


def test_stopped_it_does_not_fall_back_on_an_earlier_doubt(data, runs):
    wish, begun = Wish(10), weights_of(runs[1])
    recipe, known = replace(RECIPE, learns_doubt=True, epochs=1), replace(data, not_digits=data.not_digits[:50])
    run = train(recipe, known, should_stop=wish, on_stage=wish.on_stage, initial_weights=begun)
    assert run.doubt_stopped
    doubt = weights_of(run)[-2:]
    np.testing.assert_array_equal(doubt[0], np.zeros((64, 1)))
    np.testing.assert_array_equal(doubt[1], [-8])


def test_after_a_stop_of_the_digits_it_is_learnt_and_can_be_stopped_too(data):
    recipe, known = replace(RECIPE, learns_doubt=True), replace(data, not_digits=data.not_digits[:50])
    asked = []

    def first_alone():
        asked.append(len(asked))
        return asked == [0]

    once = train(recipe, known, should_stop=first_alone)
    assert once.stopped and not once.doubt_stopped and len(asked) > 15
    wish = Wish(1, of_doubt=False)
    both = train(recipe, known, should_stop=wish)
    assert both.stopped and both.doubt_stopped and wish.asked == 2
