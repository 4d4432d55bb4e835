import math

import numpy as np
import pytest

from digitpad.core.evaluation import accuracy_interval, as_input_images, evaluate, tally


class Echo:
    """Reads the digit that the first pixel says, with the probability that the second says."""

    def __init__(self):
        self.batches = []

    def classify(self, images):
        assert images.dtype == np.float32 and images.shape[1:] == (28, 28)
        assert images.min() >= 0 and images.max() <= 1
        self.batches.append(len(images))
        digits, sure = np.rint(images[:, 0, 0] * 255).astype(int), images[:, 0, 1]
        probabilities = np.repeat((1 - sure)[:, np.newaxis] / 9, 10, axis=1)
        probabilities[np.arange(len(images)), digits] = sure
        return probabilities.astype(np.float32)


def pictures(answers, sure=1.0):
    images = np.zeros((len(answers), 28, 28), np.uint8)
    images[:, 0, 0] = answers
    images[:, 0, 1] = np.rint(np.asarray(sure) * 255)
    return images


def test_counts_what_is_right_and_which_digit_was_taken_for_which():
    evaluation = evaluate(Echo(), pictures([3, 9, 9, 0]), np.array([3, 9, 4, 0]))
    assert (evaluation.count, evaluation.accuracy, evaluation.refused) == (4, 0.75, 0)
    expected = np.zeros((10, 10), int)
    expected[3, 3] = expected[9, 9] = expected[4, 9] = expected[0, 0] = 1
    np.testing.assert_array_equal(evaluation.confusion, expected)
    assert evaluation.probabilities.argmax(axis=1).tolist() == [3, 9, 9, 0]


def test_log_loss_is_the_mean_surprise_and_a_wrong_certainty_is_not_infinite():
    sure = np.array([204, 51]) / 255
    evaluation = evaluate(Echo(), pictures([1, 2], sure), np.array([1, 2]))
    assert evaluation.log_loss == pytest.approx(-(math.log(0.8) + math.log(0.2)) / 2, rel=1e-5)
    wrong = evaluate(Echo(), pictures([1]), np.array([2]))
    assert wrong.log_loss == pytest.approx(-math.log(1e-7))


def test_unsure_answers_are_refused_and_still_count_in_the_accuracy():
    evaluation = evaluate(Echo(), pictures([5, 5, 5], [0.2, 0.4, 0.8]), np.array([5, 5, 5]))
    assert (evaluation.refused, evaluation.accuracy) == (2, 1.0)


@pytest.mark.parametrize("label_type", [np.uint8, np.int64])
def test_many_images_go_through_in_chunks_and_in_order(label_type):
    answers = np.arange(2500) % 10
    told = []
    classifier = Echo()
    evaluation = evaluate(classifier, pictures(answers), answers.astype(label_type), lambda *done: told.append(done))
    assert evaluation.accuracy == 1 and evaluation.confusion.trace() == 2500
    assert evaluation.probabilities.shape == (2500, 10)
    assert sum(classifier.batches) == 2500 and len(classifier.batches) > 1
    assert told[-1] == (2500, 2500) and told == sorted(told) and len(told) == len(classifier.batches)


def test_stopping_gives_the_figures_so_far():
    classifier = Echo()
    evaluation = evaluate(classifier, pictures([1] * 3000), np.ones(3000, int), should_stop=lambda: True)
    assert len(classifier.batches) == 1
    assert evaluation.count == classifier.batches[0] == evaluation.confusion.sum() == len(evaluation.probabilities)


def test_float_images_go_to_the_classifier_as_they_are():
    images = pictures([7]).astype(np.float32) / 255
    assert as_input_images(images) is images
    assert evaluate(Echo(), images, np.array([7])).accuracy == 1


def test_bytes_become_shares_of_255():
    every = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    inputs = as_input_images(every)
    assert inputs.dtype == np.float32
    np.testing.assert_array_equal(inputs.ravel(), np.arange(256, dtype=np.float32) / 255)


def test_counting_what_is_known_already_gives_the_same_figures():
    probabilities = np.full((3, 10), 0.05, np.float32)
    probabilities[[0, 1, 2], [1, 2, 2]] = 0.55
    result = tally(probabilities, np.array([1, 2, 3]))
    assert (result.count, result.accuracy) == (3, pytest.approx(2 / 3))
    assert result.confusion[3, 2] == 1 and result.confusion.sum() == 3
    assert result.log_loss == pytest.approx(-(2 * np.log(0.55) + np.log(0.05)) / 3, rel=1e-5)


def test_few_images_say_little_about_an_accuracy():
    low, high = accuracy_interval(0.95, 100)
    assert (low, high) == (pytest.approx(0.8882, abs=1e-4), pytest.approx(0.9785, abs=1e-4))
    assert accuracy_interval(0.95, 10_000)[0] > 0.945
    assert accuracy_interval(1.0, 10)[1] == 1.0 and accuracy_interval(0.0, 10)[0] == 0.0
    assert accuracy_interval(1.0, 10)[0] < 0.75
