from dataclasses import replace

import numpy as np
import pytest

from digitpad.core.batches import Batches
from digitpad.core.recipes import Recipe
from digitpad.core.redraw import redrawn
from digitpad.core.training_data import Stopped, TrainingData

RECIPE = Recipe("tiny", "Tiny", "softmax", epochs=3, batch_size=32, learning_rate=0.005)
DRAWN = np.arange(20, 30)


@pytest.fixture(scope="module")
def data():
    """Sixty crossed bars, ten of them drawings with two variations each."""
    rng = np.random.default_rng(0)
    images = np.zeros((60, 28, 28), np.uint8)
    for image in images:
        row, column = rng.integers(6, 22, 2)
        image[row : row + 3, 4:24] = image[4:24, column : column + 2] = rng.integers(180, 255)
    versions = np.stack([255 - images[DRAWN], images[DRAWN] // 2], axis=1)
    return TrainingData(images, rng.integers(0, 10, 60), images[:0], np.zeros(0, int), None, DRAWN, versions)


def batches_of(data, order=slice(None), **choices):
    return Batches(replace(RECIPE, **choices), data, order, np.random.default_rng(1))


def looks(batches, times):
    """What each image was learnt as, in so many times."""
    rows = np.arange(len(batches.images))
    seen = [np.rint(255 * batches.varied(rows)).astype(np.uint8) for _ in range(times)]
    return [{images[row].tobytes() for images in seen} for row in rows]


def test_an_epoch_goes_to_each_image_once_and_to_each_drawing_as_often_as_the_recipe_says(data):
    batches = batches_of(data, drawing_visits=3)
    assert batches.count_an_epoch == 3, "80 visits, 32 at a time"
    rows = batches.rows()
    epochs = [np.concatenate([next(rows) for _ in range(3)]) for _ in range(2)]
    expected = np.where(np.isin(np.arange(60), DRAWN), 3, 1)
    for epoch in epochs:
        np.testing.assert_array_equal(np.bincount(epoch), expected)
    assert epochs[0].tolist() != epochs[1].tolist()


def test_drawings_take_turns_with_their_variations(data):
    order = np.random.default_rng(2).permutation(60)[:50]
    batches = batches_of(data, order)
    assert len(batches.images) == 50, "variations are no images beside the others"
    for place, pictures in zip(order, looks(batches, 40), strict=True):
        expected = {data.images[place].tobytes()}
        if place in DRAWN:
            expected |= {version.tobytes() for version in data.versions[place - DRAWN[0]]}
        assert pictures == expected
    np.testing.assert_array_equal(batches.images, data.images[order])


def test_a_share_of_the_images_that_are_no_drawings_is_drawn_anew(data):
    plain = replace(data, versions=None)
    pictures = looks(batches_of(plain, redraws=0.5), 30)
    anew = redrawn(data.images)
    for row in range(60):
        expected = {data.images[row].tobytes()} | ({anew[row].tobytes()} if row not in DRAWN else set())
        assert pictures[row] == expected
    shown = batches_of(plain, redraws=0.3).varied(np.repeat(np.arange(20), 50))
    is_anew = (np.rint(255 * shown) != np.repeat(data.images[:20], 50, axis=0)).any(axis=(1, 2))
    assert 0.25 < is_anew.mean() < 0.35
    calm = batches_of(plain, redraws=0.3).varied(np.arange(60), calm=True)
    np.testing.assert_array_equal(np.rint(255 * calm), data.images)


def test_drawing_anew_can_be_stopped_at_each_image_and_is_done_when_it_goes_on(data):
    batches = batches_of(replace(data, versions=None), redraws=1.0)
    asked = []

    def third_time():
        asked.append(len(asked))
        if len(asked) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        batches.varied(np.arange(20), should_stop=third_time)
    assert len(asked) == 3
    shown = batches.varied(np.arange(20), should_stop=lambda: asked.append(0))
    assert len(asked) == 23
    np.testing.assert_array_equal(np.rint(255 * shown), redrawn(data.images[:20]))


@pytest.mark.parametrize("calm", [False, True])
def test_a_share_of_what_a_step_learns_from_is_seen_as_a_coarse_scan(data, calm):
    rows = np.repeat(np.arange(20), 20)
    batches = batches_of(data, scans=0.3)
    as_they_are = data.images[rows]
    is_scan = (np.rint(255 * batches.learnt(rows, calm)) != as_they_are).any(axis=(1, 2))
    assert 0.25 < is_scan.mean() < 0.35
    np.testing.assert_array_equal(np.rint(255 * batches.varied(rows, calm)), as_they_are)


def test_a_recipe_that_changes_nothing_gives_the_images_themselves(data):
    plain = replace(data, versions=None, version_rows=None)
    assert looks(batches_of(plain), 3) == [{image.tobytes()} for image in data.images]
