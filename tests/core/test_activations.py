import numpy as np
import pytest

from digitpad.core.activations import layers
from digitpad.core.classifier import Classifier
from digitpad.core.drawing import drawing_from_row
from digitpad.core.litert import Operation
from digitpad.core.model_store import LITERT_FILE
from digitpad.core.preprocess import drawing_to_input
from digitpad.paths import models_folder


@pytest.fixture
def image(stroke_rows):
    """The input image of a 4."""
    return drawing_to_input(drawing_from_row(stroke_rows[2]))


def classifier(name):
    return Classifier((models_folder() / name / LITERT_FILE).read_bytes())


def biases(model, count):
    """The vectors of that length that the file holds."""
    return model._one.constants(lambda shape: shape == (count,))


def softmax_of(scores):
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("softmax", "image scores probabilities"),
        ("mlp", "image hidden hidden scores probabilities"),
        ("cnn", "image convolution pool convolution pool hidden scores probabilities"),
        (
            "drawn",
            "image convolution convolution pool convolution convolution pool convolution pool hidden scores "
            "probabilities",
        ),
    ],
)
def test_the_layers_of_the_shipped_models_are_told_in_their_order(name, kinds, image):
    model = classifier(name)
    found = layers(model, image)
    assert [layer.kind for layer in found if layer.kind != "doubt"] == kinds.split()
    np.testing.assert_array_equal(found[0].values[0], image)
    np.testing.assert_allclose(found[-1].values, model.classify(image[np.newaxis])[0], atol=1e-6)
    awake = [layer for layer in found if layer.kind in ("convolution", "hidden")]
    assert all((layer.values >= 0).all() and (layer.values > 0).any() for layer in awake)
    scores = next(layer for layer in found if layer.kind == "scores")
    np.testing.assert_allclose(scores.values, model.logits(image[np.newaxis])[0], atol=1e-4)


def test_softmax_adds_up_its_templates(image):
    model = classifier("softmax")
    _, scores, probabilities = layers(model, image)
    templates, bias = model.linear_layer()
    np.testing.assert_array_equal(scores.weights[:, 0], templates)
    np.testing.assert_allclose(scores.values, (templates * image).sum(axis=(1, 2)) + bias, atol=1e-4)
    np.testing.assert_allclose(probabilities.values, softmax_of(scores.values), atol=1e-6)


def test_the_hidden_units_are_those_of_plain_numpy(image):
    model = classifier("mlp")
    _, first, second, scores, _ = layers(model, image)
    assert first.weights.shape == (100, 1, 28, 28) and second.weights.shape == (100, 100)
    before = image.ravel()
    for layer in (first, second):
        weighed = layer.weights.reshape(100, -1) @ before
        fits = [np.abs(np.maximum(weighed + bias, 0) - layer.values).max() for bias in biases(model, 100)]
        assert min(fits) < 1e-4 < max(fits)
        before = layer.values
    (bias,) = biases(model, 10)
    np.testing.assert_allclose(scores.values, scores.weights @ before + bias, atol=1e-4)


def test_the_first_convolution_is_the_direct_one_and_pooling_keeps_the_largest(image):
    model = classifier("cnn")
    _, convolution, pool, second, *_ = layers(model, image)
    padded = np.pad(image, 2)
    places = np.lib.stride_tricks.sliding_window_view(padded, (5, 5))
    (bias,) = biases(model, 32)
    expected = np.maximum(np.einsum("yxij,kij->kyx", places, convolution.weights[:, 0]) + bias[:, None, None], 0)
    np.testing.assert_allclose(convolution.values, expected, atol=1e-4)
    np.testing.assert_array_equal(pool.values, convolution.values.reshape(32, 14, 2, 14, 2).max(axis=(2, 4)))
    places = np.lib.stride_tricks.sliding_window_view(
        np.pad(pool.values, ((0, 0), (2, 2), (2, 2))), (5, 5), axis=(1, 2)
    )
    (bias,) = biases(model, 64)
    expected = np.maximum(np.einsum("cyxij,kcij->kyx", places, second.weights) + bias[:, None, None], 0)
    np.testing.assert_allclose(second.values, expected, atol=1e-3)


def test_the_weights_of_a_unit_after_pictures_belong_to_their_pixels(image):
    model = classifier("cnn")
    found = layers(model, image)
    pool, hidden = found[4], found[5]
    assert hidden.weights.shape == (1024, 64, 7, 7)
    (bias,) = biases(model, 1024)
    expected = np.maximum(np.einsum("cyx,ucyx->u", pool.values, hidden.weights) + bias, 0)
    np.testing.assert_allclose(hidden.values, expected, atol=1e-3)


def test_the_doubt_is_told_before_the_probabilities_that_it_evens_out(image):
    table, unsure = np.ones((10, 784), np.float32), np.ones((1, 784), np.float32)
    scores, shares = np.arange(10, dtype=np.float32), softmax_of(np.arange(10, dtype=np.float32))

    class Doubting:
        def classify(self, images):
            raise AssertionError("not asked")

        def operations(self, image):
            return [
                Operation("FULLY_CONNECTED", np.array([1.0], np.float32), unsure),
                Operation("LOGISTIC", np.array([0.73], np.float32), None),
                Operation("FULLY_CONNECTED", scores - 1, table),
                Operation("RELU", scores, None),
                Operation("SOFTMAX", shares, None),
                Operation("ADD", 0.1 - shares, None),
                Operation("ADD", shares + 0.73 * (0.1 - shares), None),
            ]

    found = layers(Doubting(), image)
    assert [layer.kind for layer in found] == ["image", "scores", "doubt", "probabilities"]
    np.testing.assert_array_equal(found[1].values, scores)
    assert found[2].values[0] == pytest.approx(0.73) and found[2].weights.shape == (1, 1, 28, 28)
    np.testing.assert_allclose(found[3].values, 0.27 * shares + 0.073, atol=1e-6)


def test_a_classifier_of_another_kind_has_no_layers(fake_classifier, image):
    assert layers(fake_classifier, image) == []

    class Odd:
        def classify(self, images):
            raise AssertionError("not asked")

        def operations(self, image):
            return [Operation("SOFTMAX", np.full(10, 0.1, np.float32), None)]

    assert layers(Odd(), image) == []
