from dataclasses import replace
from typing import Any, NamedTuple

import keras
import numpy as np
import pytest

from digitpad.core import doubt
from digitpad.core.batches import Batches, scaled
from digitpad.core.doubt import learn_doubt
from digitpad.core.networks import build, doubt_of, logits_of
from digitpad.core.recipes import Recipe
from digitpad.core.training import probabilities_of, train
from digitpad.core.training_data import Stopped, TrainingData

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


class Learnt(NamedTuple):
    network: Any
    is_done: bool
    shares: list


def learn(weights, data, earlier=None, wish=lambda: False, **choices):
    """Learns the doubt of a network that has these weights, the doubt's own where they are given as `earlier`."""
    recipe = replace(RECIPE, learns_doubt=True, **choices)
    keras.utils.set_random_seed(2)
    network = build("drawn")
    network.set_weights([*weights[:-4], *(earlier or network.get_weights()[-4:])])
    batches = Batches(recipe, data, slice(60, None), np.random.default_rng(2))
    shares, kept = [], scaled(data.images[:60])
    is_done = learn_doubt(network, recipe, batches, data.not_digits, data.two_digits_count, kept, shares.append, wish)
    return Learnt(network, is_done, shares)


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


def test_however_long_it_learns_it_does_not_become_certain(data, runs, monkeypatch):
    """The odds that smoothed labels have are those at which it settles: 0.95 to 0.05."""
    monkeypatch.setattr(doubt, "_EPOCHS", 40)
    monkeypatch.setattr(doubt, "_RATE", 0.03)
    network = learn(weights_of(runs[0]), data).network
    looks, doubt_of_features = doubt_of(network)
    doubts = [np.median(doubt_of_features(looks(scaled(images)))) for images in (data.images[60:], data.not_digits)]
    assert doubts[1] - doubts[0] == pytest.approx(doubt._SHARPNESS * 2 * np.log(0.95 / 0.05), rel=0.1)


def test_it_is_learnt_anew_by_a_network_that_had_learnt_it(data, runs):
    data, weights = replace(data, not_digits=data.not_digits[:50]), weights_of(runs[1])
    strange = [np.full_like(table, 7.0) for table in weights[-4:]]  # of the doubt's two layers
    assert [table.shape for table in strange] == [(576, 256), (256,), (256, 1), (1,)]
    assert_same_weights(learn(weights, data, weights[-4:]), learn(weights, data, strange))


def test_two_digits_over_each_other_are_never_scanned(data, runs, monkeypatch):
    """A coarse scan makes a straight 1 of two of them."""
    seen = []
    monkeypatch.setattr(doubt, "scanned", lambda images, rng, ask: seen.append(images) or images)
    two, others = np.full((30, 28, 28), 7, np.uint8), np.full((30, 28, 28), 9, np.uint8)
    learn(weights_of(runs[0]), replace(data, not_digits=np.concatenate([others, two]), two_digits_count=30))
    shades = [set(np.rint(255 * images.max(axis=(1, 2))).astype(int)) for images in seen]
    assert [9 in shade for shade in shades] == [False, True] and not any(7 in shade for shade in shades)


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


def test_stopped_it_keeps_the_digits_and_doubts_hardly_anything(data, runs):
    wish = Wish(20)
    run = train(replace(RECIPE, learns_doubt=True), data, should_stop=wish, on_stage=wish.on_stage)
    assert wish.asked == 20 and run.stopped and run.doubt_stopped
    np.testing.assert_array_equal(run.test_probabilities, runs[0].test_probabilities)


@pytest.mark.parametrize("times", [1, 83, 85, 110], ids=["first scan", "first look", "first batch", "on the way"])
def test_it_does_not_fall_back_on_an_earlier_doubt_wherever_it_is_stopped(data, runs, times):
    wish, weights = Wish(times, of_doubt=False), weights_of(runs[1])
    learnt = learn(weights, data, weights[-4:], wish)
    assert not learnt.is_done and wish.asked == times
    *_, last, bias = weights_of(learnt)
    np.testing.assert_array_equal(last, np.zeros((256, 1)))
    np.testing.assert_array_equal(bias, [-8])


def test_it_tells_how_far_it_is_while_its_pictures_are_varied_and_scanned(data, runs, monkeypatch):
    def looks_at_nothing(network):
        raise Stopped

    monkeypatch.setattr(doubt, "compiled", looks_at_nothing)
    wish = Wish(100_000, of_doubt=False)
    shares = learn(weights_of(runs[0]), data, wish=wish, turn=5.0).shares
    assert wish.asked == 140 + 400 + 42 + 40, "at each digit and picture that is varied, and at each that is scanned"
    assert shares == sorted(set(shares)) and shares[0] == 0 and 0.1 < shares[-1] < 0.4


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
