import os
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from digitpad.core.classifier import (
    CHUNK,
    UNSURE_BELOW,
    Classifier,
    DigitBox,
    blank_prediction,
    is_unsure,
    percent_text,
    predict,
    predict_each,
)
from digitpad.core.drawing import drawing_from_row
from digitpad.core.evaluation import as_input_images
from digitpad.core.model_saving import convert
from digitpad.core.model_store import KERAS_FILE, LITERT_FILE, SHIPPED_MODELS
from digitpad.core.preprocess import drawing_to_input
from digitpad.paths import models_folder

LEAST_ACCURACY = {"softmax": 0.92, "mlp": 0.975, "cnn": 0.992, "drawn": 0.995}
"""On the 10,000 test images of MNIST: what the project promises of its shipped models."""
AGREEMENT = 1e-4
"""How far the probabilities of `model.keras` and `model.tflite` may be apart."""


def model_bytes(name):
    return (models_folder() / name / LITERT_FILE).read_bytes()


@pytest.fixture(scope="module")
def classifiers():
    return {name: Classifier(model_bytes(name)) for name in SHIPPED_MODELS}


@pytest.fixture
def digits(stroke_rows):
    """Input images of a 0, a 1, a 4 and a 7."""
    return np.stack([drawing_to_input(drawing_from_row(row)) for row in stroke_rows])


@pytest.fixture(scope="module")
def mnist():
    """MNIST's 10,000 test images (uint8) and labels."""
    path = Path(os.environ.get("DIGITPAD_DATA") or "nowhere", "mnist.npz")
    if not path.is_file():
        pytest.skip("DIGITPAD_DATA names no folder with mnist.npz")
    with np.load(path) as arrays:
        return arrays["x_test"], arrays["y_test"]


def noise(count):
    """Images of every brightness, from blank to full."""
    rng = np.random.default_rng(count)
    return (rng.random((count, 28, 28)) * rng.random((count, 1, 1))).astype(np.float32)


def softmax_of(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


class Answering:
    """A classifier that always gives the same answer, whatever it is."""

    def __init__(self, answer):
        self.answer = answer

    def classify(self, images):
        assert images.shape == (1, 28, 28) and images.dtype == np.float32
        return self.answer


def sure_of(digit, probability=0.91):
    probabilities = np.full((1, 10), (1 - probability) / 9, np.float32)
    probabilities[0, digit] = probability
    return probabilities


# the shipped models


@pytest.mark.parametrize("name", SHIPPED_MODELS)
@pytest.mark.parametrize("count", [0, 1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 200])
def test_many_images_get_the_same_rows_as_one_by_one(classifiers, name, count):
    images = noise(count)
    rows = classifiers[name].classify(images)
    assert rows.shape == (count, 10)
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all() and (rows >= 0).all()
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)
    one_by_one = [classifiers[name].classify(image[np.newaxis])[0] for image in images]
    np.testing.assert_allclose(rows, np.reshape(one_by_one, (count, 10)), rtol=0, atol=1e-6)


def test_answers_do_not_change_when_the_next_ones_are_asked_for(classifiers):
    classifier = classifiers["softmax"]
    for images in (noise(1), noise(CHUNK)):
        rows = classifier.classify(images)
        kept = rows.copy()
        classifier.classify(1 - images)
        np.testing.assert_array_equal(rows, kept)


def test_images_come_in_any_memory_order_and_are_left_alone(classifiers, digits):
    expected = classifiers["cnn"].classify(digits)
    mirrored_twice = np.asfortranarray(digits[:, ::-1])[:, ::-1]
    kept = mirrored_twice.copy()
    np.testing.assert_array_equal(classifiers["cnn"].classify(mirrored_twice), expected)
    np.testing.assert_array_equal(mirrored_twice, kept)


@pytest.mark.parametrize("name", SHIPPED_MODELS)
def test_shipped_models_read_clearly_drawn_digits(classifiers, name, digits, stroke_rows):
    assert classifiers[name].classify(digits).argmax(axis=1).tolist() == [row["label"] for row in stroke_rows]


@pytest.mark.parametrize(
    ("name", "layers"),
    [
        ("softmax", {"templates": (10, 1, 28, 28)}),
        ("mlp", {"hidden": (100, 1, 28, 28)}),
        ("cnn", {"kernels": (32, 1, 5, 5), "second_kernels": (64, 32, 5, 5)}),
        ("drawn", {"kernels": (16, 1, 3, 3), "second_kernels": (16, 16, 3, 3)}),
    ],
)
def test_weights_are_pictures_of_the_first_layers(classifiers, name, layers):
    weights = classifiers[name].weights()
    assert {shown.layer: shown.pictures.shape for shown in weights} == layers
    for shown in weights:
        assert shown.pictures.dtype == np.float32
        assert np.isfinite(shown.pictures).all()
        assert shown.pictures.std() > 0


def read_keras_weights(name):
    """The arrays of a shipped `model.keras`, by their place in its HDF5 file, without Keras."""
    import h5py

    with zipfile.ZipFile(models_folder() / name / KERAS_FILE) as archive:
        content = BytesIO(archive.read("model.weights.h5"))
    arrays = {}
    with h5py.File(content) as file:
        file.visititems(
            lambda place, item: arrays.update({place: item[()]}) if isinstance(item, h5py.Dataset) else None
        )
    return arrays


def test_the_templates_of_softmax_are_its_whole_arithmetic(classifiers):
    """Template by template the sum over the pixels, plus the bias: what the Weights tab shows is what decides."""
    (bias,) = (array for array in read_keras_weights("softmax").values() if array.shape == (10,))
    images = noise(50)
    (templates,) = classifiers["softmax"].weights()
    logits = images.reshape(50, 784) @ templates.pictures.reshape(10, 784).T + bias
    np.testing.assert_allclose(classifiers["softmax"].classify(images), softmax_of(logits), rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("name", "place", "to_pictures"),
    [
        ("mlp", 0, lambda table: table.T.reshape(100, 1, 28, 28)),
        ("cnn", 0, lambda table: table.transpose(3, 2, 0, 1)),
        ("cnn", 1, lambda table: table.transpose(3, 2, 0, 1)),
    ],
    ids=["hidden units", "kernels", "second kernels"],
)
def test_weights_are_those_that_were_trained_the_right_way_up(classifiers, name, place, to_pictures):
    shown = classifiers[name].weights()[place].pictures
    trained = [to_pictures(table) for table in read_keras_weights(name).values() if table.size == shown.size]
    assert any(np.allclose(shown, pictures, atol=1e-6) for pictures in trained)


@pytest.mark.parametrize("name", SHIPPED_MODELS)
def test_shipped_models_are_as_accurate_as_promised(classifiers, name, mnist):
    images, labels = mnist
    digits = classifiers[name].classify(as_input_images(images)).argmax(axis=1)
    assert np.mean(digits == labels) >= LEAST_ACCURACY[name]


def keras_probabilities(name, images):
    import keras

    network = keras.saving.load_model(models_folder() / name / KERAS_FILE, compile=False, safe_mode=True)
    return network.predict(images, batch_size=500, verbose=0)


@pytest.mark.parametrize("name", SHIPPED_MODELS)
def test_both_files_of_a_shipped_model_give_the_same_probabilities(classifiers, name, digits):
    images = np.concatenate([digits, noise(100), np.zeros((1, 28, 28), np.float32), np.ones((1, 28, 28), np.float32)])
    difference = keras_probabilities(name, images) - classifiers[name].classify(images)
    assert np.abs(difference).max() <= AGREEMENT


@pytest.mark.parametrize("name", SHIPPED_MODELS)
def test_both_files_agree_on_all_of_mnists_test_images(classifiers, name, mnist):
    images = as_input_images(mnist[0])
    assert np.abs(keras_probabilities(name, images) - classifiers[name].classify(images)).max() <= AGREEMENT


# strangers' models


def reshaped_model():
    """A model that takes (n, 14, 56) instead, by the numbers in its file."""
    model = model_bytes("softmax")
    for rows in (1, -1):
        model = model.replace(struct.pack("<3i", rows, 28, 28), struct.pack("<3i", rows, 14, 56))
    return model


def model_of_two_by_five():
    """A model whose output is (2, 5): also ten numbers, but not ten probabilities."""
    return model_bytes("softmax").replace(struct.pack("<3i", 2, 1, 10), struct.pack("<3i", 2, 2, 5))


@pytest.mark.parametrize(
    "make_model",
    [
        lambda: b"",
        lambda: b"TFL3",
        lambda: b"this is not a model" * 100,
        lambda: bytes(5000),
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
        lambda: model_bytes("softmax")[:100],
        lambda: model_bytes("softmax")[: len(model_bytes("softmax")) // 2],
        lambda: model_bytes("softmax")[:-1],
        lambda: (models_folder() / "softmax" / KERAS_FILE).read_bytes(),
        reshaped_model,
        model_of_two_by_five,
    ],
    ids=[
        *("nothing", "a mark", "text", "zeros", "a picture", "100 bytes", "half", "a byte short", "the .keras file"),
        *("another input", "another output"),
    ],
)
def test_what_is_not_a_model_for_input_images_is_refused(make_model):
    with pytest.raises(ValueError):
        Classifier(make_model())


def test_a_refused_model_says_what_it_takes_instead():
    assert reshaped_model() != model_bytes("softmax")
    with pytest.raises(ValueError, match=r"input.*14, 56.*\(n, 28, 28\)"):
        Classifier(reshaped_model())


def strange_model(kind):
    """A model from Keras that gives ten probabilities, but not of input images as ours are."""
    import keras
    from keras import layers

    if kind == "one image at a time":
        inputs = [keras.Input(batch_shape=(1, 28, 28))]
    elif kind == "two images":
        inputs = [keras.Input((28, 28)), keras.Input((28, 28))]
    else:
        inputs = [keras.Input((28, 28), dtype=kind)]
    image = inputs[0] if len(inputs) == 1 else layers.Add()(inputs)
    image = layers.Flatten()(layers.Lambda(lambda pixels: keras.ops.cast(pixels, "float32"))(image))
    return convert(keras.Model(inputs, layers.Dense(10, activation="softmax")(image)))


@pytest.mark.parametrize("kind", ["one image at a time", "two images", "uint8", "int32"])
def test_a_strangers_model_for_other_images_is_refused(kind):
    model = strange_model(kind)
    with pytest.raises(ValueError):
        Classifier(model).classify(noise(20))  # few would go one by one


# predictions


def test_several_images_are_predicted_in_one_call_and_blank_ones_in_none(fake_classifier):
    first, second = noise(2)
    predictions = predict_each(fake_classifier, [first, None, second])
    assert [prediction.status for prediction in predictions] == ["digit", "blank", "digit"]
    assert predictions[2].input_image is second
    (batch,) = fake_classifier.batches
    np.testing.assert_array_equal(batch, [first, second])


def test_the_number_has_a_question_mark_where_a_digit_is_unsure():
    boxes = [DigitBox(digit, np.zeros(10), np.zeros((28, 28)), (0, 0, 1, 1)) for digit in (2, None, 6)]
    several = blank_prediction()._replace(status="several", digits=tuple(boxes))
    assert (several.text, several.digit) == ("2?6", None)
    assert blank_prediction().text == ""


def test_a_blank_drawing_needs_no_model():
    prediction = predict(Answering(None), None)
    assert (prediction.status, prediction.digit) == ("blank", None)
    np.testing.assert_array_equal(prediction.probabilities, np.zeros(10, np.float32))
    np.testing.assert_array_equal(prediction.input_image, np.zeros((28, 28), np.float32))
    assert prediction.probabilities.dtype == prediction.input_image.dtype == np.float32


@pytest.mark.parametrize("digit", range(10))
def test_a_sure_prediction_is_a_digit(digit):
    image = noise(1)[0]
    prediction = predict(Answering(sure_of(digit)), image)
    assert (prediction.status, prediction.digit) == ("digit", digit)
    assert type(prediction.digit) is int
    np.testing.assert_array_equal(prediction.probabilities, sure_of(digit)[0])
    np.testing.assert_array_equal(prediction.input_image, image)


@pytest.mark.parametrize(
    ("probability", "status"),
    [(0.1, "unsure"), (UNSURE_BELOW - 0.01, "unsure"), (UNSURE_BELOW, "digit"), (1.0, "digit")],
)
def test_a_digit_has_to_be_as_likely_as_all_others_together(probability, status):
    prediction = predict(Answering(sure_of(3, probability)), noise(1)[0])
    assert prediction.status == status
    assert prediction.digit == (3 if status == "digit" else None)
    assert prediction.probabilities[3] == pytest.approx(probability)


def test_the_unsure_are_found_among_many():
    rows = np.concatenate([sure_of(1, 0.3), sure_of(2, 0.6), sure_of(3, 0.49)])
    assert is_unsure(rows).tolist() == [True, False, True]


@pytest.mark.parametrize(
    "answer", [sure_of(4).astype(np.float64), sure_of(4).tolist()], ids=["double precision", "a list"]
)
def test_other_peoples_classifiers_may_be_careless_about_types(answer):
    prediction = predict(Answering(answer), noise(1)[0])
    assert prediction.digit == 4
    assert prediction.probabilities.dtype == np.float32


@pytest.mark.parametrize(
    "answer",
    [
        np.zeros(10, np.float32),
        np.zeros((1, 9), np.float32),
        np.zeros((2, 10), np.float32),
        np.zeros((1, 10, 1), np.float32),
        np.full((1, 10), np.nan, np.float32),
        np.array([[np.inf] + [0] * 9], np.float32),
        np.array([[np.nan] + [0.1] * 9], np.float32),
        np.zeros((0, 10), np.float32),
    ],
    ids=["no row", "nine", "two rows", "three dimensions", "no numbers", "infinite", "one no number", "nothing"],
)
def test_a_classifier_that_gives_something_else_is_an_error_and_no_digit(answer):
    with pytest.raises(ValueError, match="ten finite"):
        predict(Answering(answer), noise(1)[0])


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.0, "< 1 %"), (0.00499, "< 1 %"), (0.005, "1 %"), (0.025, "3 %"), (0.9949, "99 %"), (0.995, "> 99 %")],
)
def test_a_model_is_never_certain(probability, words):
    assert percent_text(probability) == words
