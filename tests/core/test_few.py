import numpy as np
import pytest

from digitpad.core import few
from digitpad.core.few import COUNTS, learn_from_few
from digitpad.core.training_data import TrainingData


def patterned(count, seed):
    """Ten patterns of random pixels under noise: easy to learn, and easier the more images there are."""
    patterns = np.random.default_rng(0).random((10, 28, 28)) > 0.7
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 10, count)
    images = 90 * patterns[labels] + rng.normal(40, 90, (count, 28, 28))
    return np.clip(images, 0, 255).astype(np.uint8), labels


@pytest.fixture(scope="module")
def data():
    return TrainingData(*patterned(300, 1), *patterned(200, 2))


@pytest.fixture(scope="module")
def steps(data):
    return learn_from_few(data)


def test_more_images_read_more_of_the_test_images_right(data, steps):
    assert [step.count for step in steps] == [*range(1, 11), 20, 50, 100, 200, 300]
    assert steps[0].accuracy < 0.25 and steps[-1].accuracy > 0.8
    assert steps[-1].accuracy > steps[10].accuracy > steps[0].accuracy


def test_one_image_is_its_own_template(data, steps):
    label = data.labels[0]
    assert steps[0].seen == tuple(int(digit == label) for digit in range(10))
    image = data.images[0].astype(float)
    similar = [np.corrcoef(template.ravel(), image.ravel())[0, 1] for template in steps[0].templates]
    assert similar[label] > 0.99 and max(similar[:label] + similar[label + 1 :]) < -0.99


def test_the_accuracy_is_that_of_the_templates(data):
    """The bias is small beside the templates here, so that these alone read nearly all images the same way."""
    (step,) = learn_from_few(data, [300])
    read = (data.test_images.reshape(200, -1) @ step.templates.reshape(10, -1).T).argmax(axis=1)
    assert np.mean(read == data.test_labels) == pytest.approx(step.accuracy, abs=0.03)


def test_it_learns_to_the_end_wherever_it_begins(data):
    """The problem has one best answer: learnt in one go or by way of smaller counts."""
    at_once, by_way = learn_from_few(data, [100])[-1], learn_from_few(data, [1, 10, 50, 100])[-1]
    spread = np.abs(at_once.templates).max()
    np.testing.assert_allclose(at_once.templates, by_way.templates, atol=0.05 * spread)


def test_the_gradient_is_that_of_the_loss(data):
    images, labels = few._with_constant(data.images[:70]), data.labels[:70]
    rng = np.random.default_rng(3)
    weights, way = (rng.normal(0, 0.03, (785, 10)).astype(np.float32) for _ in range(2))
    _, gradient = few._loss(weights, images, labels)
    ahead, behind = (few._loss(weights + np.float32(step) * way, images, labels)[0] for step in (1e-2, -1e-2))
    assert (ahead - behind) / 2e-2 == pytest.approx(float(np.vdot(gradient, way)), rel=0.01)


def test_a_seed_puts_the_images_in_another_order(data):
    first, same, other = (learn_from_few(data, [5], seed)[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.templates, same.templates)
    assert not np.array_equal(first.templates, other.templates)


def test_each_count_is_told_and_a_wish_to_stop_keeps_what_was_learnt(data):
    told = []
    steps = learn_from_few(data, COUNTS, None, told.append, lambda: len(told) == 3)
    assert [step.count for step in steps] == [step.count for step in told] == [1, 2, 3]
