import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest

from digitpad.core.data_sources import SYNTHETIC
from digitpad.core.errors import InputError
from digitpad.core.recipes import Recipe
from digitpad.core.training_data import Stopped, TrainingData, load_training_data

RECIPE = Recipe("tiny", "Tiny", "softmax", epochs=3, batch_size=32, learning_rate=0.005, validation_count=60)


@pytest.fixture(scope="module")
def data():
    rng = np.random.default_rng(0)
    halves = ((rng.integers(0, 256, (count, 28, 28), np.uint8), rng.integers(0, 10, count)) for count in (200, 50))
    return TrainingData(*next(halves), *next(halves))


@pytest.fixture
def npz(tmp_path, data):
    path = tmp_path / "small.npz"
    np.savez(path, x_train=data.images, y_train=data.labels, x_test=data.test_images, y_test=data.test_labels)
    return path


@pytest.fixture
def strokes(tmp_path, stroke_rows):
    path = tmp_path / "pens.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in stroke_rows))
    return path


def test_a_run_learns_from_the_training_half_and_is_tested_on_the_other(npz, data):
    loaded, sources = load_training_data([str(npz)])
    np.testing.assert_array_equal(loaded.images, data.images)
    np.testing.assert_array_equal(loaded.labels, data.labels)
    np.testing.assert_array_equal(loaded.test_images, data.test_images)
    np.testing.assert_array_equal(loaded.test_labels, data.test_labels)
    digest = hashlib.sha256(data.images.tobytes()).hexdigest()
    assert sources == [{"name": "small.npz", "count": 200, "sha256": digest}]


def test_several_data_sets_are_put_together(npz, strokes, data, stroke_rows):
    loaded, sources = load_training_data([str(strokes), str(npz)])
    assert [(source["name"], source["count"]) for source in sources] == [("pens.jsonl", 4), ("small.npz", 200)]
    assert loaded.images.dtype == np.uint8
    assert loaded.labels[:4].tolist() == [row["label"] for row in stroke_rows]
    np.testing.assert_array_equal(loaded.images[4:], data.images)
    np.testing.assert_array_equal(loaded.test_images, data.test_images)


def test_writers_that_are_left_out_are_not_learnt_from(npz, strokes, stroke_rows):
    left_out = stroke_rows[0]["writer"]
    kept = [row["label"] for row in stroke_rows if row["writer"] != left_out]
    assert 0 < len(kept) < len(stroke_rows)
    recipe = replace(RECIPE, stroke_variants=2)
    loaded, sources = load_training_data([str(npz), str(strokes)], recipe, left_out=[left_out])
    assert loaded.labels[200:].tolist() == kept
    assert [source["count"] for source in sources] == [200, len(kept)]
    assert loaded.version_rows.tolist() == [200 + place for place in range(len(kept))]
    whole, _ = load_training_data([str(npz), str(strokes)], recipe)
    np.testing.assert_array_equal(loaded.versions, whole.versions[-len(kept) :])


def test_drawings_that_are_kept_for_choosing_are_not_learnt_from_in_variations(npz, strokes):
    recipe = replace(RECIPE, stroke_variants=2, validation_count=3)
    loaded, _ = load_training_data([str(strokes), str(npz)], recipe)
    assert loaded.version_rows.tolist() == [3]
    assert loaded.versions.shape == (1, 2, 28, 28)


def test_of_few_images_no_more_are_kept_for_choosing_than_a_run_keeps(strokes, npz, stroke_rows):
    recipe = replace(RECIPE, stroke_variants=1, validation_count=5_000)
    loaded, _ = load_training_data([str(npz), str(strokes)], recipe)
    assert recipe.kept_of(len(loaded.images)) < 200
    assert loaded.version_rows.tolist() == list(range(200, 200 + len(stroke_rows)))


def test_drawings_are_varied_as_the_recipe_says(npz, strokes, stroke_rows):
    recipe = replace(RECIPE, stroke_variants=3)
    plain, sources = load_training_data([str(npz), str(strokes)])
    assert plain.versions is plain.version_rows is None
    loaded, varied_sources = load_training_data([str(npz), str(strokes)], recipe)
    assert varied_sources == sources, "a card counts what people drew"
    np.testing.assert_array_equal(loaded.images, plain.images)
    assert loaded.version_rows.tolist() == list(range(200, 200 + len(stroke_rows)))
    for original, three in zip(plain.images[200:], loaded.versions, strict=True):
        assert len({image.tobytes() for image in (original, *three)}) == 4
    again, _ = load_training_data([str(npz), str(strokes)], recipe)
    np.testing.assert_array_equal(again.versions, loaded.versions)


def test_strokes_alone_are_tested_on_mnist(strokes, npz, data, monkeypatch):
    npz.rename(npz.with_name("mnist.npz"))
    monkeypatch.setenv("DIGITPAD_DATA", str(npz.parent))
    loaded, _ = load_training_data([str(strokes)])
    assert len(loaded.images) == 4
    np.testing.assert_array_equal(loaded.test_images, data.test_images)


def test_strokes_alone_without_mnist_are_shuffled_and_a_fifth_is_held_back(tmp_path, stroke_rows, monkeypatch):
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    path = tmp_path / "sorted.jsonl"
    path.write_text("".join(25 * (json.dumps(row) + "\n") for row in stroke_rows))
    loaded, sources = load_training_data([str(path)])
    assert (len(loaded.labels), len(loaded.test_labels)) == (80, 20) and sources[0]["count"] == 100
    assert set(loaded.labels[:20]) == set(loaded.test_labels) == {0, 1, 4, 7}, "it is sorted by label as before"
    again, _ = load_training_data([str(path)])
    np.testing.assert_array_equal(loaded.images, again.images)


def test_without_a_data_set_a_run_learns_from_mnist(npz, data, monkeypatch):
    npz.rename(npz.with_name("mnist.npz"))
    monkeypatch.setenv("DIGITPAD_DATA", str(npz.parent))
    for paths in (None, []):
        loaded, sources = load_training_data(paths)
        np.testing.assert_array_equal(loaded.images, data.images)
        assert [source["name"] for source in sources] == ["mnist.npz"]


def test_a_missing_data_set_is_told(tmp_path, monkeypatch):
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with pytest.raises(InputError) as error:
        load_training_data([str(tmp_path / "nowhere.npz")])
    assert error.value.code == "data_missing"
    with pytest.raises(InputError) as error:
        load_training_data(None)
    assert error.value.code == "mnist_missing"


# a wish to stop


class Wish:
    """A wish to stop that comes true when it is asked for the so-manieth time."""

    def __init__(self, times):
        self.times, self.asked = times, 0

    def __call__(self):
        self.asked += 1
        return self.asked >= self.times


@pytest.fixture
def few_synthetic(monkeypatch):
    monkeypatch.setattr("digitpad.core.datasets.SYNTHETIC_COUNTS", {"train": 80, "test": 20})
    monkeypatch.setattr("digitpad.core.training_data._NOT_DIGIT_COUNT", 30)
    monkeypatch.setattr("digitpad.core.training_data._TWO_DIGITS_COUNT", 20)
    monkeypatch.setattr("digitpad.core.training_data._SYNTHETIC_COUNT", 30)


def arrays_of(loaded):
    return [getattr(loaded, name) for name in ("images", "labels", "test_images", "test_labels", "not_digits")]


def test_who_is_asked_and_does_not_stop_learns_from_the_very_same(few_synthetic):
    recipe = replace(RECIPE, architecture="cnn", learns_doubt=True)
    wish = Wish(10_000)
    plain, sources = load_training_data([SYNTHETIC], recipe)
    asked, sources_again = load_training_data([SYNTHETIC], recipe, should_stop=wish)
    for one, other in zip(arrays_of(plain), arrays_of(asked), strict=True):
        assert one.dtype == other.dtype and one.tobytes() == other.tobytes()
    assert sources == sources_again
    assert len(plain.not_digits) == 30 + 20 and plain.two_digits_count == asked.two_digits_count == 20
    assert wish.asked >= 80 + 20 + 50 + 30, "at each drawing, of a digit or of none"


@pytest.mark.parametrize("times", [1, 50, 90, 120, 165])
def test_loading_ends_as_soon_as_that_is_wished(few_synthetic, times):
    wish = Wish(times)
    with pytest.raises(Stopped):
        load_training_data([SYNTHETIC], replace(RECIPE, architecture="cnn", learns_doubt=True), should_stop=wish)
    assert wish.asked == times


def test_varying_strokes_ends_as_soon_as_that_is_wished(npz, strokes):
    recipe = replace(RECIPE, stroke_variants=3, validation_count=1)
    whole = Wish(10_000)
    load_training_data([str(npz), str(strokes)], recipe, should_stop=whole)
    wish = Wish(whole.asked)
    with pytest.raises(Stopped):
        load_training_data([str(npz), str(strokes)], recipe, should_stop=wish)
