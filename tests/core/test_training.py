import gc
import logging
from dataclasses import replace

import cv2
import numpy as np
import pytest

from digitpad.core import batches
from digitpad.core.augment import thickened, vary
from digitpad.core.networks import build, logits_of
from digitpad.core.recipes import RECIPES, Recipe
from digitpad.core.run import Run
from digitpad.core.training import (
    TrainingData,
    accuracy,
    fit_temperature,
    log_loss,
    train,
)

RECIPE = Recipe("tiny", "Tiny", "softmax", epochs=3, batch_size=32, learning_rate=0.005, validation_count=60)
STEPS = 3 * 5  # 140 images to learn from, 32 a step


def noisy_digits(count, seed):
    """Ten random patterns under noise: (n, 28, 28) uint8 and labels, as easy to learn as they are no digits."""
    patterns = cv2.GaussianBlur(np.random.default_rng(0).random((28, 28, 10)), (0, 0), 2).transpose(2, 0, 1)
    patterns = 255 * (patterns > np.median(patterns))
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 10, count)
    images = 0.3 * patterns[labels] + rng.normal(0, 60, (count, 28, 28))
    return np.clip(images, 0, 255).astype(np.uint8), labels


@pytest.fixture(scope="module")
def data():
    return TrainingData(*noisy_digits(200, seed=1), *noisy_digits(50, seed=2))


@pytest.fixture(scope="module")
def usual_run(data):
    """The result of a run, and the progress that it told."""
    told = []
    return train(RECIPE, data, told.append), told


@pytest.fixture
def each_step(monkeypatch):
    """Progress is told at each step, however quickly they follow each other."""
    monkeypatch.setattr("digitpad.core.run._REPORT_EVERY_S", 0)


def weights_of(result):
    return result.network.get_weights()


def assert_same_weights(result, other):
    for weights, same in zip(weights_of(result), weights_of(other), strict=True):
        np.testing.assert_array_equal(weights, same)


def logits_before_calibration(result, images):
    return logits_of(result.network).predict(images.astype(np.float32) / 255, verbose=0) * result.temperature


def stop_at(step):
    """A wish to stop that comes true when it is asked for the `step`-th time, and the list of these times."""
    asked = []

    def should_stop():
        asked.append(len(asked) + 1)
        return len(asked) >= step

    return should_stop, asked


# a run


def test_a_run_learns_and_tells_how_well(data, usual_run):
    result, _ = usual_run
    assert (result.recipe, result.seed, result.stopped) == (RECIPE, 1, False)
    assert result.seconds > 0 and result.images_per_second > 0
    assert result.validation_accuracy > 0.6 and result.test_accuracy > 0.6
    probabilities = result.network.predict(data.test_images.astype(np.float32) / 255, verbose=0)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    assert result.test_accuracy == np.mean(probabilities.argmax(axis=1) == data.test_labels)
    assert result.test_log_loss == pytest.approx(-np.log(probabilities[np.arange(50), data.test_labels]).mean(), 1e-3)


@pytest.mark.parametrize(
    "recipe",
    [
        replace(RECIPE, architecture="mlp", dropout=0.3, epochs=2, shift=1.0, turn=10.0, zoom=0.1, shear=0.1),
        replace(RECIPE, architecture="cnn", dropout=0.5, epochs=1, validation_count=160),
    ],
    ids=lambda recipe: recipe.architecture,
)
def test_a_seed_repeats_a_run_exactly(data, recipe):
    once, again = (train(recipe, data, seed=7) for _ in range(2))
    assert_same_weights(once, again)
    figures = ("temperature", "validation_accuracy", "validation_log_loss", "test_accuracy", "test_log_loss")
    assert [getattr(once, name) for name in figures] == [getattr(again, name) for name in figures]


def test_another_seed_gives_another_run(data, usual_run):
    result, _ = usual_run
    other = train(RECIPE, data, seed=2)
    assert (result.seed, other.seed) == (1, 2)
    assert not np.array_equal(weights_of(result)[0], weights_of(other)[0])


def test_progress_goes_up_to_the_last_step(data, each_step):
    told = []
    train(RECIPE, data, told.append)
    assert [progress.step for progress in told] == list(range(1, STEPS + 1))
    assert {progress.steps for progress in told} == {STEPS}
    assert all(progress.images_per_second > 0 and np.isfinite(progress.loss) for progress in told)
    assert told[-1].loss < told[0].loss
    first_epoch, later = told[: STEPS // 3 - 1], told[STEPS // 3 - 1 :]
    assert all(progress.validation_loss is None and progress.validation_accuracy is None for progress in first_epoch)
    assert all(progress.validation_loss > 0 and 0 <= progress.validation_accuracy <= 1 for progress in later)


def test_the_end_is_told_even_when_a_run_is_over_at_once(usual_run):
    steps = [progress.step for progress in usual_run[1]]
    assert steps == sorted(set(steps)) and steps[-1] == STEPS


@pytest.mark.parametrize("step", [1, 7])
def test_a_wish_to_stop_is_obeyed_at_that_batch_and_what_was_learnt_is_kept(data, usual_run, each_step, step):
    should_stop, asked = stop_at(step)
    told = []
    result = train(RECIPE, data, told.append, should_stop)
    assert result.stopped
    assert asked == list(range(1, step + 1)), "it went on after the wish"
    assert told[-1].step == step
    assert usual_run[0].validation_log_loss < result.validation_log_loss < np.log(10), "softmax starts from ln 10"


def test_a_run_that_nobody_stops_asks_at_each_batch(data):
    should_stop, asked = stop_at(1000)
    assert not train(RECIPE, data, should_stop=should_stop).stopped
    assert len(asked) == STEPS


def test_each_epoch_sees_every_training_image_once_and_no_other(data, monkeypatch):
    seen = []
    learn_from = Run._learn_from
    monkeypatch.setattr(
        Run,
        "_learn_from",
        lambda run, rows: (seen.append((run.batches.images[rows], run.batches.labels[rows])), learn_from(run, rows))[1],
    )
    train(RECIPE, data)
    wanted = {(image.tobytes(), int(label)) for image, label in zip(data.images[60:], data.labels[60:], strict=True)}
    epochs = [seen[begin : begin + 5] for begin in range(0, STEPS, 5)]
    assert len(epochs) == RECIPE.epochs
    for epoch in epochs:
        assert [len(labels) for _, labels in epoch] == [32, 32, 32, 32, 12]
        shown = [(image.tobytes(), int(label)) for batch in epoch for image, label in zip(*batch, strict=True)]
        assert len(shown) == 140
        assert set(shown) == wanted
    assert not np.array_equal(epochs[0][0][1], epochs[1][0][1]), "the order is the same in each epoch"


def test_a_recipe_that_shuffles_splits_the_images_at_random(data):
    def split(seed, shuffles=True):
        run = Run(replace(RECIPE, shuffles=shuffles, train_count=100), data, build("softmax"), seed)
        return (run.validation_images * 255).round().astype(np.uint8), run.batches.images, run.batches.labels

    kept, learnt, labels = split(1)
    assert (len(kept), len(learnt)) == (60, 100)
    places = {image.tobytes(): place for place, image in enumerate(data.images)}
    rows = [places[image.tobytes()] for image in (*kept, *learnt)]
    assert len(set(rows)) == 160 and rows != sorted(rows)
    np.testing.assert_array_equal(labels, data.labels[rows[60:]])
    np.testing.assert_array_equal(split(1)[1], learnt)
    assert not np.array_equal(split(2)[1], learnt)
    np.testing.assert_array_equal(split(1, shuffles=False)[1], data.images[60:160])


def test_a_recipe_that_counts_steps_takes_them_and_keeps_the_last_weights(data, each_step):
    told = []
    recipe = replace(RECIPE, epochs=0, steps=20, train_count=64, optimiser="sgd", decays=False, keeps="last")
    result = train(recipe, data, told.append)
    assert told[-1].step == 20 and [period.step for period in result.periods] == list(range(2, 21, 2))
    assert result.temperature == 1.0
    assert result.validation_log_loss == pytest.approx(result.periods[-1].validation_loss, abs=1e-6)
    with pytest.raises(AssertionError):
        assert_same_weights(result, train(replace(recipe, train_count=0), data))


@pytest.mark.parametrize(
    ("choices", "steps"),
    [
        ({"steps": 20, "epochs": 0, "periods": 3}, [7, 14, 20]),
        ({"steps": 4, "epochs": 0}, [1, 2, 3, 4]),  # no more than there are steps
        ({"epochs": 2, "train_count": 64, "batch_size": 16}, [4, 8]),
        ({"epochs": 2, "train_count": 64, "batch_size": 16, "periods": 4}, [2, 4, 6, 8]),
    ],
)
def test_a_run_is_measured_as_often_as_is_wished(data, choices, steps):
    result = train(replace(RECIPE, **choices), data)
    assert [period.step for period in result.periods] == steps


def test_snapshots_show_how_the_first_layer_grew(data):
    result = train(RECIPE, data)
    steps = [step for step, _ in result.snapshots]
    assert steps == [1, 2, 5, 10, STEPS]
    assert all(pictures.shape == (10, 28, 28) for _, pictures in result.snapshots)
    sizes = [float(np.abs(pictures).sum()) for _, pictures in result.snapshots]
    assert sizes == sorted(sizes), "templates that start from nothing grow"


def test_a_loss_that_is_no_number_ends_the_run_and_leaves_finite_weights(data):
    result = train(replace(RECIPE, optimiser="sgd", learning_rate=50.0, loss="naive", decays=False, keeps="last"), data)
    assert result.diverged and not result.stopped
    assert result.periods[-1].step < STEPS
    assert all(np.isfinite(weights).all() for weights in weights_of(result))
    assert not train(RECIPE, data).diverged


def test_a_summed_loss_takes_as_many_times_longer_steps_as_there_are_images_in_a_batch(data):
    plain = replace(RECIPE, optimiser="sgd", learning_rate=0.001, epochs=0, steps=1, decays=False, keeps="last")
    mean, summed = train(plain, data), train(replace(plain, loss="sum"), data)
    np.testing.assert_allclose(weights_of(summed)[0], 32 * weights_of(mean)[0], rtol=1e-4, atol=1e-8)


def test_gradients_are_shortened_to_their_bound(data):
    plain = replace(RECIPE, optimiser="sgd", learning_rate=1.0, epochs=0, steps=1, decays=False, keeps="last")
    result = train(replace(plain, loss="sum", clip_norm=0.5), data)
    length = np.sqrt(sum(np.square(weights).sum() for weights in weights_of(result)))
    assert length == pytest.approx(0.5, rel=1e-4)


def test_a_wait_while_paused_is_no_slowness(data, monkeypatch):
    clock = [0.0]

    def tick():
        clock[0] += 1e-3
        return clock[0]

    def pause():
        clock[0] += 100.0
        return False

    monkeypatch.setattr("digitpad.core.run.time.perf_counter", tick)
    assert train(RECIPE, data, should_stop=pause).seconds < 1


def test_the_test_images_decide_nothing(data, usual_run):
    result, _ = usual_run
    other = train(RECIPE, replace(data, test_images=255 - data.test_images, test_labels=9 - data.test_labels))
    assert_same_weights(result, other)
    assert result.temperature == other.temperature
    assert result.test_log_loss != other.test_log_loss


def test_the_data_are_left_as_they_were(data):
    kept = data.images.copy(), data.labels.copy()
    train(replace(RECIPE, epochs=1, shift=2.0), data)
    np.testing.assert_array_equal(data.images, kept[0])
    np.testing.assert_array_equal(data.labels, kept[1])


def test_the_weights_of_the_best_epoch_win(data, each_step):
    labels = data.labels.copy()
    labels[60::2] = np.random.default_rng(0).integers(0, 10, 70)  # what is learnt by heart in the end is wrong
    told = []
    result = train(replace(RECIPE, learning_rate=0.02, epochs=15), replace(data, labels=labels), told.append)
    losses = [progress.validation_loss for progress in told if progress.validation_loss is not None]
    assert min(losses) < losses[-1] - 0.03, "the last epoch is the best one, which shows nothing"
    kept = log_loss(logits_before_calibration(result, data.images[:60]), data.labels[:60])
    assert kept <= min(losses) + 1e-4


def test_the_temperature_is_that_of_the_validation_images(data):
    labels = data.labels.copy()
    labels[:60:3] = (labels[:60:3] + 5) % 10  # a third of the validation labels are wrong: certainty is punished
    result = train(replace(RECIPE, learning_rate=0.03, epochs=6), replace(data, labels=labels))
    before = logits_before_calibration(result, data.images[:60])
    assert abs(np.log(result.temperature)) > 0.1, "nothing to calibrate, which shows nothing"
    assert result.temperature == pytest.approx(fit_temperature(before, labels[:60]), rel=1e-2)
    assert result.validation_log_loss < log_loss(before, labels[:60]) - 0.01
    assert result.validation_accuracy == accuracy(before, labels[:60])


def test_a_run_that_starts_from_a_model_keeps_what_it_has_learnt(data, usual_run):
    before, _ = usual_run
    recipe = replace(RECIPE, learning_rate=1e-9, starts_from="mine")
    result = train(recipe, data, initial_weights=weights_of(before), seed=5)
    assert result.test_accuracy == before.test_accuracy > 0.6
    assert result.validation_log_loss <= before.validation_log_loss + 1e-4
    assert train(recipe, data, seed=5).test_accuracy < before.test_accuracy, "it learns as much from scratch"


def test_many_runs_in_one_process_leave_no_graphs_behind_and_no_warnings(data, caplog):
    """What Keras's own way of applying gradients leaves behind holds a run's weights for good."""
    logger = logging.getLogger("tensorflow")
    logger.addHandler(caplog.handler)
    try:
        counts = []
        for seed in range(6):
            train(replace(RECIPE, steps=1, epochs=0, clip_norm=1.0, test_count=1), data, seed=seed)
            gc.collect()
            counts.append(sum(type(thing).__name__ == "FuncGraph" for thing in gc.get_objects()))
    finally:
        logger.removeHandler(caplog.handler)
    assert counts[-1] == counts[0]
    assert "retracing" not in caplog.text


def test_a_run_that_finds_no_memory_says_so(data, monkeypatch):
    import tensorflow

    def exhausted(run, rows):
        raise tensorflow.errors.ResourceExhaustedError(None, None, "OOM when allocating tensor with shape[60000,…]")

    monkeypatch.setattr(Run, "_learn_from", exhausted)
    with pytest.raises(MemoryError):
        train(RECIPE, data)


def test_a_run_goes_part_of_the_way_back(data, usual_run):
    before, _ = usual_run
    recipe = replace(RECIPE, starts_from="mine", keeps="last")
    learnt, result = (
        train(replace(recipe, step_back=share), data, initial_weights=weights_of(before), seed=5)
        for share in (0.0, 0.3)
    )
    for begun, whole, weights in zip(*map(weights_of, (before, learnt, result)), strict=True):
        assert not np.array_equal(begun, whole)
        np.testing.assert_array_equal(weights, whole + np.float32(0.3) * (begun - whole))


def test_a_run_cannot_start_from_another_network(data, usual_run):
    with pytest.raises(ValueError):
        train(replace(RECIPE, architecture="mlp"), data, initial_weights=weights_of(usual_run[0]))


# varying


def test_a_recipe_that_varies_nothing_gives_the_images_themselves():
    images, _ = noisy_digits(20, seed=3)
    assert not RECIPE.varies_images
    varied = vary(images, RECIPE, np.random.default_rng(0))
    assert varied.dtype == np.float32
    np.testing.assert_allclose(varied, images / np.float32(255), rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    "bounds",
    [{"shift": 3.0}, {"turn": 30.0}, {"zoom": 0.3}, {"shear": 0.4}, {"thickness": 1.0}],
    ids=lambda bounds: next(iter(bounds)),
)
def test_varied_images_differ_each_in_its_own_way_and_stay_images(bounds):
    recipe = replace(RECIPE, **bounds)
    assert recipe.varies_images
    images = np.repeat(noisy_digits(1, seed=3)[0], 50, axis=0)
    kept = images.copy()
    varied = vary(images, recipe, np.random.default_rng(0))
    assert varied.shape == (50, 28, 28) and varied.dtype == np.float32
    assert varied.min() >= 0 and varied.max() <= 1
    assert len({image.tobytes() for image in varied}) == 50
    np.testing.assert_array_equal(images, kept)
    np.testing.assert_array_equal(vary(images, recipe, np.random.default_rng(0)), varied)
    assert not np.array_equal(vary(images, recipe, np.random.default_rng(1)), varied)


def mass_middle(image):
    moments = cv2.moments(image)
    return np.array([moments["m10"], moments["m01"]]) / moments["m00"]


def test_shifts_stay_within_their_bound_in_both_directions():
    dot = np.zeros((200, 28, 28), np.uint8)
    dot[:, 12:16, 12:16] = 255
    varied = vary(dot, replace(RECIPE, shift=2.0), np.random.default_rng(0))
    offsets = np.array([mass_middle(image) - 13.5 for image in varied])
    assert np.abs(offsets).max() <= 2.05
    assert offsets.min(axis=0).max() < -1.7 and offsets.max(axis=0).min() > 1.7


def test_turns_zooms_and_slants_leave_the_middle_in_place_and_keep_their_bounds():
    bar = np.zeros((200, 28, 28), np.uint8)
    bar[:, 6:22, 12:16] = 255

    def tilts(**bounds):
        """How far each bar leans, as an angle in degrees, and its ink."""
        varied = vary(bar, replace(RECIPE, **bounds), np.random.default_rng(0))
        leans = []
        for image in varied:
            assert np.abs(mass_middle(image) - 13.5).max() < 0.2
            moments = cv2.moments(image)
            leans.append(np.degrees(np.arctan2(moments["mu11"], moments["mu02"])))
        return np.array(leans), varied.sum(axis=(1, 2))

    leans, _ = tilts(turn=15.0)
    assert 12 < np.abs(leans).max() < 16 and leans.min() < -10 and leans.max() > 10
    leans, ink = tilts(shear=0.25)
    assert 11 < np.abs(leans).max() < 15  # atan(0.25) is 14°
    assert np.ptp(ink) < 0.05 * ink.mean()
    leans, ink = tilts(zoom=0.2)
    assert np.abs(leans).max() < 1
    assert 0.6 < ink.min() / 64 < 0.8 and 1.2 < ink.max() / 64 < 1.5


def bar_of_width_four():
    bar = np.zeros((28, 28), np.uint8)
    bar[:, 12:16] = 255
    return bar


@pytest.mark.parametrize("pixels", [-2, -1, -0.5, 0, 0.5, 1, 2])
def test_a_stroke_becomes_as_much_wider_as_is_said(pixels):
    changed = thickened(bar_of_width_four(), pixels)
    assert changed[14].sum() / 255 == pytest.approx(4 + pixels, abs=0.03)
    assert changed.dtype == np.uint8


def test_pens_vary_within_their_bound_in_both_directions():
    bars = np.repeat(bar_of_width_four()[np.newaxis], 200, axis=0)
    widths = vary(bars, replace(RECIPE, thickness=1.5), np.random.default_rng(0))[:, 14].sum(axis=1)
    assert 2.45 < widths.min() < 2.8 and 5.2 < widths.max() < 5.55


def test_a_recipe_that_leaves_the_pen_alone_varies_as_before():
    images, _ = noisy_digits(20, seed=3)
    recipe = replace(RECIPE, shift=2.0, turn=10.0, zoom=0.1, shear=0.1)
    plain, rng = vary(images, recipe, np.random.default_rng(0)), np.random.default_rng(0)
    np.testing.assert_array_equal(vary(images, replace(recipe, thickness=1e-9), rng), plain)


def test_the_last_steps_vary_a_quarter_as_much(data, monkeypatch):
    asked = []

    def noted(images, recipe, *others):
        asked.append((recipe.shift, recipe.turn, recipe.zoom, recipe.shear, recipe.thickness))
        return vary(images, recipe, *others)

    monkeypatch.setattr(batches, "vary", noted)
    recipe = replace(RECIPE, epochs=0, steps=10, shift=2.0, turn=8.0, zoom=0.1, shear=0.2, thickness=1.0)
    train(replace(recipe, calm_share=0.3), data)
    assert asked == 7 * [(2.0, 8.0, 0.1, 0.2, 1.0)] + 3 * [(0.5, 2.0, 0.025, 0.05, 0.25)]


# figures


def test_accuracy_and_log_loss_are_those_of_plain_arithmetic():
    rng = np.random.default_rng(4)
    logits, labels = rng.normal(0, 3, (200, 10)).astype(np.float32), rng.integers(0, 10, 200)
    probabilities = np.exp(logits.astype(float)) / np.exp(logits.astype(float)).sum(axis=1, keepdims=True)
    assert accuracy(logits, labels) == np.mean(
        [row.argmax() == label for row, label in zip(logits, labels, strict=True)]
    )
    expected = -np.mean([np.log(row[label]) for row, label in zip(probabilities, labels, strict=True)])
    assert log_loss(logits, labels) == pytest.approx(expected, rel=1e-9)


def test_log_loss_of_huge_logits_is_no_overflow():
    logits = np.array([[5000.0] + [0] * 9, [-5000.0] + [0] * 9], np.float32)
    assert log_loss(logits, np.array([0, 0])) == pytest.approx((0 + 5000 + np.log(9)) / 2)


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.5])
def test_the_fitted_temperature_has_the_lowest_log_loss(factor):
    rng = np.random.default_rng(5)
    honest = rng.normal(0, 2, (5000, 10))
    labels = (honest + rng.gumbel(size=honest.shape)).argmax(axis=1)  # drawn from the softmax of these logits
    temperature = fit_temperature(factor * honest, labels)
    assert temperature == pytest.approx(factor, rel=0.1)
    losses = {other: log_loss(factor * honest / other, labels) for other in np.geomspace(0.25, 4, 400)}
    assert log_loss(factor * honest / temperature, labels) <= min(losses.values()) + 1e-9


def test_the_temperature_stays_within_its_bounds():
    right = np.eye(10)
    assert fit_temperature(right, np.arange(10)) == pytest.approx(0.25, rel=1e-3)
    assert fit_temperature(50 * right, (np.arange(10) + 1) % 10) == pytest.approx(4, rel=1e-3)


# what a run learns from


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES.keys())
def test_the_shipped_recipes_can_be_run(data, recipe):
    should_stop, _ = stop_at(1)
    short = replace(recipe, validation_count=100, batch_size=10)
    result = train(short, data, should_stop=should_stop)
    assert result.stopped
    assert [weights.shape for weights in weights_of(result)] == [
        weights.shape for weights in build(recipe.architecture, recipe.dropout).get_weights()
    ]


def test_the_recipe_says_how_many_images_it_is_tested_on(data):
    result = train(replace(RECIPE, epochs=1, test_count=20), data)
    assert result.test_probabilities.shape == (20, 10) and result.test_probabilities.dtype == np.float32
    np.testing.assert_allclose(result.test_probabilities.sum(axis=1), 1, atol=1e-6)
    assert result.test_accuracy == np.mean(result.test_probabilities.argmax(axis=1) == data.test_labels[:20])


def test_the_probabilities_are_those_of_the_network(data, usual_run):
    result, _ = usual_run
    expected = result.network.predict(data.test_images.astype(np.float32) / 255, verbose=0)
    np.testing.assert_allclose(result.test_probabilities, expected, atol=1e-5)
