import json

import numpy as np
import pytest

from digitpad.core import neighbours
from digitpad.core.calibration import softmax
from digitpad.core.data_sources import DataSource
from digitpad.core.datasets import DataSet
from digitpad.core.keras_file import read_weights
from digitpad.core.landscapes import Landscapes
from digitpad.core.model_store import SHIPPED_MODELS, find_model, load_classifier, read_checked
from digitpad.core.neighbours import Landscape, build, cached, hidden_of, keep, middles, principal_axes
from digitpad.paths import neighbours_folder


@pytest.fixture
def images():
    return np.random.default_rng(2).random((70, 28, 28), np.float32)


@pytest.fixture
def data():
    rng = np.random.default_rng(3)
    return DataSet("few", rng.integers(0, 256, (90, 28, 28), np.uint8), np.arange(90) % 10)


@pytest.mark.parametrize("name", ["softmax", "mlp", "cnn"])
def test_the_last_table_makes_the_logits_of_the_hidden_vectors(name, images):
    card = find_model(name)
    classifier = load_classifier(card)
    hidden = classifier.hidden(images)
    tables = read_weights(read_checked(card, "model.keras"), card.architecture, card.hidden)
    (place,) = [place for place, table in enumerate(tables) if table.ndim == 2 and table.shape[1] == 10]
    assert hidden.shape == (70, len(tables[place]))
    scores = hidden @ tables[place] + tables[place + 1]
    np.testing.assert_allclose(softmax(scores), softmax(classifier.logits(images)), atol=1e-5)
    np.testing.assert_allclose(classifier.hidden(images[:1]), hidden[:1], atol=1e-4)


def test_softmax_and_strangers_see_the_pixels_themselves(images, fake_classifier):
    np.testing.assert_array_equal(load_classifier(find_model("softmax")).hidden(images), images.reshape(70, 784))
    np.testing.assert_array_equal(hidden_of(fake_classifier, images), images.reshape(70, 784))


def test_a_network_that_was_normalised_has_hidden_vectors_too(images):
    hidden = load_classifier(find_model("drawn")).hidden(images)
    assert hidden.shape == (70, 128) and (hidden >= 0).all() and hidden.std(axis=0).any()


def test_no_images_have_no_hidden_vectors():
    assert load_classifier(find_model("mlp")).hidden(np.zeros((0, 28, 28), np.float32)).shape == (0, 100)


@pytest.mark.parametrize("shape", [(200, 30), (20, 30)])
def test_the_axes_are_the_singular_vectors(shape):
    rng = np.random.default_rng(4)
    vectors = (rng.standard_normal(shape) * np.linspace(3, 0.5, 30) + 5).astype(np.float32)
    mean, axes = principal_axes(vectors, 6)
    expected = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)[2][:6]
    np.testing.assert_allclose(mean, vectors.mean(axis=0), atol=1e-4)
    np.testing.assert_allclose(np.abs((axes * expected).sum(axis=1)), 1, atol=1e-3)
    np.testing.assert_allclose(axes @ axes.T, np.eye(6), atol=1e-4)
    assert all(axis[np.abs(axis).argmax()] > 0 for axis in axes)


def test_units_of_any_size_have_a_place(fake_classifier):
    images = np.random.default_rng(6).random((40, 28, 28), np.float32)
    fake_classifier.hidden = lambda seen: np.float32(1e30) * seen.reshape(len(seen), -1)
    landscape = build(fake_classifier, images)
    assert all(np.isfinite(array).all() for array in landscape)


def test_the_nearest_are_those_with_the_smallest_distances():
    rng = np.random.default_rng(5)
    points = rng.standard_normal((300, 50)).astype(np.float32)
    landscape = Landscape(np.zeros(50, np.float32), np.eye(50, dtype=np.float32), points)
    point = rng.standard_normal(50).astype(np.float32)
    expected = np.argsort(np.linalg.norm(points - point, axis=1))[:10]
    assert landscape.nearest(point, 10).tolist() == expected.tolist()
    assert sorted(landscape.nearest(point, 500).tolist()) == list(range(300))


def test_a_picture_of_the_data_lies_where_its_own_dot_is(data):
    classifier = load_classifier(find_model("mlp"))
    landscape = build(classifier, data.images)
    for row in (0, 41, 89):
        image = data.images[row : row + 1] / np.float32(255)
        point = landscape.place(classifier.hidden(image))[0]
        np.testing.assert_allclose(point, landscape.points[row], atol=5e-3)  # kept in half precision
        assert landscape.nearest(point, 3)[0] == row


def test_building_tells_how_far_it_is_and_stops(data, fake_classifier, monkeypatch):
    monkeypatch.setattr(neighbours, "_CHUNK", 40)
    told = []
    build(fake_classifier, data.images, lambda *progress: told.append(progress))
    assert told == [(40, 90), (80, 90), (90, 90)]
    assert build(fake_classifier, data.images, should_stop=lambda: True) is None


def test_each_digit_is_written_where_most_of_its_dots_are():
    points = np.array([[0, 0], [1, 1], [9, 9], [5, 6]], np.float32)
    assert middles(points, np.array([3, 3, 3, 7])) == {3: (1, 1), 7: (5, 6)}


def test_what_was_kept_is_what_was_built_and_of_this_model_and_data_alone(data, fake_classifier):
    landscape, card = build(fake_classifier, data.images), find_model("mlp")
    assert cached(card, data) is None
    keep(card, data, landscape)
    for kept, built in zip(cached(card, data), landscape, strict=True):
        np.testing.assert_array_equal(kept, built)
    assert cached(find_model("softmax"), data) is None
    assert cached(card, DataSet("other", data.images[::-1], data.labels)) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda path, content: path.write_bytes(content[: len(content) // 2]),
        lambda path, content: path.write_bytes(b"no archive"),
        lambda path, content: path.write_bytes(b""),
        lambda path, content: path.write_bytes(content[:3000] + b"\xff" * 50 + content[3050:]),
        lambda path, content: np.savez(path, mean=np.zeros(784, np.float32)),
        lambda path, content: np.savez(path, mean=np.array({}), axes=np.array({}), points=np.array({})),
        lambda path, content: np.savez(path, mean=np.zeros(784), axes=np.zeros((5, 784)), points=np.zeros((90, 5))),
        lambda path, content: path.unlink() or path.mkdir(),
    ],
    ids=["cut", "strange", "empty", "changed", "parts", "pickle", "float64", "folder"],
)
def test_a_damaged_file_is_built_anew(data, fake_classifier, damage):
    card = find_model("mlp")
    landscape = build(fake_classifier, data.images)
    keep(card, data, landscape)
    (path,) = neighbours_folder().iterdir()
    damage(path, path.read_bytes())
    assert cached(card, data) is None
    keep(card, data, landscape)
    assert path.is_dir() or cached(card, data) is not None


def test_only_some_files_are_kept(data, fake_classifier, monkeypatch):
    monkeypatch.setattr(neighbours, "_MOST_FILES", 2)
    landscape = build(fake_classifier, data.images)
    for name in SHIPPED_MODELS:
        keep(find_model(name), data, landscape)
    assert len(list(neighbours_folder().iterdir())) == 2


def test_a_folder_that_cannot_be_written_is_done_without(data, fake_classifier):
    neighbours_folder().parent.mkdir(parents=True, exist_ok=True)
    neighbours_folder().write_text("in the way")
    keep(find_model("mlp"), data, build(fake_classifier, data.images))


def test_landscapes_are_built_once_and_read_from_the_disk_the_next_time(tmp_path, stroke_rows, monkeypatch):
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in stroke_rows))
    source, card, built = DataSource("mine", str(path), "test", False), find_model("mlp"), []

    def counted(classifier, *arguments):
        built.append(classifier)
        return build(classifier, *arguments)

    monkeypatch.setattr(neighbours, "build", counted)

    def landscape(landscapes):
        return landscapes.landscape(source, card, load_classifier, lambda *_: None, lambda: False)

    first = Landscapes()
    assert landscape(first) is landscape(first)
    np.testing.assert_array_equal(landscape(Landscapes()).points, landscape(first).points)
    assert len(built) == 1
