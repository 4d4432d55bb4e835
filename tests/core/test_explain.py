import math

import numpy as np
import pytest

from digitpad.core.calibration import softmax
from digitpad.core.drawing import drawing_from_row
from digitpad.core.explain import (
    PATCH,
    STRIDE,
    Evidence,
    contrast,
    covering_evidence,
    cross_entropy,
    evidence,
    ink_outline,
    linear_evidence,
    scores,
)
from digitpad.core.litert import CHUNK
from digitpad.core.model_store import SHIPPED_MODELS, find_model, load_classifier
from digitpad.core.preprocess import drawing_to_input

NETWORKS = [name for name in SHIPPED_MODELS if name != "softmax"]


@pytest.fixture(scope="module")
def classifiers():
    return {name: load_classifier(find_model(name)) for name in SHIPPED_MODELS}


@pytest.fixture
def digits(stroke_rows):
    """Input images of a 0, a 1, a 4 and a 7."""
    return np.stack([drawing_to_input(drawing_from_row(row)) for row in stroke_rows])


class Counting:
    """The probability of 3 is the share of the picture's middle that has ink; keeps what it was shown."""

    def __init__(self):
        self.batches = []

    def classify(self, images):
        self.batches.append(images)
        share = images[:, 10:18, 10:18].mean(axis=(1, 2))
        rows = np.repeat(((1 - share) / 9)[:, np.newaxis], 10, axis=1)
        rows[:, 3] = share
        return rows.astype(np.float32)


class Linear:
    """A linear layer whose file adds something that its tables do not show."""

    def __init__(self, extra=0.0):
        rng = np.random.default_rng(1)
        self.templates = rng.normal(size=(10, 28, 28)).astype(np.float32)
        self.bias = rng.normal(size=10).astype(np.float32)
        self.extra = np.eye(10)[0] * extra

    def linear_layer(self):
        return self.templates, self.bias

    def logits(self, images):
        sums = np.einsum("dyx,nyx->nd", self.templates.astype(float), images) + self.bias + self.extra
        return sums.astype(np.float32)

    def classify(self, images):
        return softmax(self.logits(images))


# the scores


@pytest.mark.parametrize("name", SHIPPED_MODELS)
def test_the_scores_are_what_softmax_turns_into_the_probabilities(classifiers, digits, name):
    given = scores(classifiers[name], digits)
    assert given.shape == (4, 10) and given.dtype == np.float32
    told, gives = softmax(given), classifiers[name].classify(digits)
    evening = 0.1 - told  # where a model doubts that it is a digit, all ten go a share of the way to a tenth
    doubt = ((gives - told) * evening).sum(axis=1, keepdims=True) / (evening**2).sum(axis=1, keepdims=True)
    assert np.abs(doubt).max() < (0.01 if name == "drawn" else 1e-6)
    np.testing.assert_allclose(told + doubt * evening, gives, atol=1e-6)
    assert np.abs(given.mean(axis=1)).max() > 0.5  # logits, not merely logarithms, whose largest is below 0
    assert given.max() > 1


def test_a_classifier_that_tells_no_logits_has_the_logarithms_of_its_probabilities(fake_classifier, digits):
    np.testing.assert_allclose(np.exp(scores(fake_classifier, digits)), fake_classifier.classify(digits), rtol=1e-5)


@pytest.mark.parametrize("answer", [np.zeros((4, 9)), np.full((4, 10), np.nan)])
def test_scores_that_are_no_ten_numbers_are_told(digits, answer):
    class Strange:
        def classify(self, images):
            return answer

    with pytest.raises(ValueError, match="ten finite numbers"):
        scores(Strange(), digits)


# softmax, exactly


def test_evidence_and_bias_of_softmax_sum_to_the_scores_of_litert(classifiers, digits):
    for image in digits:
        found = evidence(classifiers["softmax"], image)
        sums = found.maps.sum(axis=(1, 2), dtype=np.float64) + found.bias
        np.testing.assert_allclose(sums, found.scores, atol=1e-5)
        np.testing.assert_allclose(sums, classifiers["softmax"].logits(image[np.newaxis])[0], atol=1e-5)


def test_the_evidence_of_softmax_is_its_template_times_the_picture(classifiers, digits):
    templates, bias = classifiers["softmax"].linear_layer()
    np.testing.assert_array_equal(templates, classifiers["softmax"].weights()[0].pictures[:, 0])
    for image in digits:
        found = evidence(classifiers["softmax"], image)
        for digit in range(10):
            by_hand = [
                float(weight) * float(ink) for weight, ink in zip(templates[digit].flat, image.flat, strict=True)
            ]
            np.testing.assert_allclose(found.maps[digit].ravel(), by_hand, atol=1e-5)
            assert math.fsum(by_hand) + float(bias[digit]) == pytest.approx(float(found.scores[digit]), abs=1e-5)
        assert not found.maps[:, image == 0].any()


def test_paper_leaves_the_bias_alone(classifiers):
    found = evidence(classifiers["softmax"], np.zeros((28, 28), np.float32))
    assert not found.maps.any()
    np.testing.assert_allclose(found.scores, found.bias, atol=1e-6)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_is_no_linear_layer(classifiers, digits, name):
    assert linear_evidence(classifiers[name], digits[0]) is None


def test_a_file_that_does_more_than_its_tables_show_is_explained_by_covering(digits):
    assert linear_evidence(Linear(), digits[0]).bias is not None
    assert linear_evidence(Linear(extra=0.1), digits[0]) is None
    assert evidence(Linear(extra=0.1), digits[0]).bias is None


# the networks, by covering


def covered_by_hand(classifier, image):
    """The same, patch by patch and pixel by pixel."""
    patches = []
    for middle_y in range(0, 28, STRIDE):
        for middle_x in range(0, 28, STRIDE):
            reach, patch = PATCH // 2, np.zeros((28, 28), bool)
            patch[max(0, middle_y - reach) : middle_y + reach + 1, max(0, middle_x - reach) : middle_x + reach + 1] = 1
            patches.append(patch)
    covered = [np.where(patch, 0, image).astype(np.float32) for patch in patches]
    given, *changed = scores(classifier, np.stack([image, *covered])).astype(float)
    falls = np.zeros((10, 28, 28))
    for patch, score in zip(patches, changed, strict=True):
        falls += patch * (given - score)[:, np.newaxis, np.newaxis]
    return falls / np.sum(patches, axis=0) * image


@pytest.mark.parametrize("name", NETWORKS)
def test_covering_says_how_far_the_score_falls(classifiers, digits, name):
    image = digits[2]
    found = covering_evidence(classifiers[name], image)
    assert found.maps.shape == (10, 28, 28) and found.maps.dtype == np.float32 and found.bias is None
    np.testing.assert_allclose(found.maps, covered_by_hand(classifiers[name], image), atol=1e-3)
    np.testing.assert_array_equal(found.scores, scores(classifiers[name], image[np.newaxis])[0])


def test_only_ink_that_matters_has_a_colour(digits):
    image = np.zeros((28, 28), np.float32)
    image[12:16, 12:16] = 1  # matters
    image[2:6, 2:6] = 1  # does not
    found = covering_evidence(Counting(), image)
    assert (found.maps[3][12:16, 12:16] > 0).all() and (found.maps[4][12:16, 12:16] < 0).all()
    assert not found.maps[3][2:6, 2:6].any() and not found.maps[:, image == 0].any()


def test_patches_without_ink_are_not_asked_about():
    classifier, image = Counting(), np.zeros((28, 28), np.float32)
    image[12:16, 12:16] = 1
    covering_evidence(classifier, image)
    assert sum(map(len, classifier.batches)) < 1 + 5 * 5
    classifier.batches.clear()
    found = covering_evidence(classifier, np.zeros((28, 28), np.float32))
    assert sum(map(len, classifier.batches)) == 1 and not found.maps.any()


def test_covering_works_in_chunks_and_stops_between_them():
    classifier, full = Counting(), np.ones((28, 28), np.float32)
    answers = iter([False, False, True])
    assert covering_evidence(classifier, full, lambda: next(answers)) is None
    assert [len(batch) for batch in classifier.batches] == [CHUNK, CHUNK]


# one digit rather than another


def test_one_rather_than_another_is_their_difference(classifiers, digits):
    found = evidence(classifiers["softmax"], digits[3])
    three, nine, between = contrast(found, 3), contrast(found, 9), contrast(found, 3, 9)
    np.testing.assert_allclose(between.picture, three.picture - nine.picture, atol=1e-6)
    assert between.score == pytest.approx(three.score - nine.score, abs=1e-5)
    assert between.pixels + between.bias == pytest.approx(between.score, abs=1e-5)
    assert three.pixels + three.bias == pytest.approx(float(found.scores[3]), abs=1e-5)


def test_without_a_bias_there_is_no_sum():
    found = Evidence(np.arange(10, dtype=np.float32), np.zeros((10, 28, 28), np.float32), None)
    assert contrast(found, 7, 2).bias is None and contrast(found, 7, 2).score == 5


# small things


@pytest.mark.parametrize(("probability", "nats"), [(0.9, 0.105), (0.01, 4.605), (1.0, 0.0), (0.0, 16.118)])
def test_cross_entropy_is_small_when_sure_and_right(probability, nats):
    assert cross_entropy(probability) == pytest.approx(nats, abs=1e-3)


def test_the_outline_runs_between_ink_and_paper():
    image = np.zeros((4, 4), np.float32)
    image[1, 1:3] = 1
    lines = {tuple(line) for line in ink_outline(image).tolist()}
    assert lines == {(1, 1, 2, 1), (2, 1, 3, 1), (1, 2, 2, 2), (2, 2, 3, 2), (1, 1, 1, 2), (3, 1, 3, 2)}
    assert len(ink_outline(np.ones((4, 4)))) == 16 and not len(ink_outline(np.zeros((4, 4))))
