import shutil
from dataclasses import replace

import cv2
import numpy as np
import pytest

from digitpad.core import datasets, teaching
from digitpad.core.classifier import is_unsure
from digitpad.core.data_sources import MNIST, SYNTHETIC
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.errors import InputError
from digitpad.core.evaluation import tally
from digitpad.core.model_store import KERAS_FILE, ModelCard, find_model, load_classifier, read_card, read_weights
from digitpad.core.my_drawings import add_drawing
from digitpad.core.synthetic import synthetic_drawings
from digitpad.core.teaching import check_teachable, compare_answers, prepare, recipe_for
from digitpad.core.training import probabilities_of
from digitpad.core.training_data import Stopped

SEVEN = Drawing((Stroke.from_points([[150, 110], [350, 110], [220, 400]]),))
BARRED = Drawing(
    (
        Stroke.from_points([[170, 220], [300, 100], [280, 400]]),
        Stroke.from_points([[200, 270], [360, 260]]),
    )
)
"""A 7 with a short head, which softmax is sure is a 9."""
ONE = Drawing((Stroke.from_points([[250, 100], [250, 400]]),))


def doubting(digits, places):
    """Probabilities of these digits, small ones at some places."""
    rows = np.eye(10, dtype=np.float32)[digits]
    rows[places] = 0.09 + 0.1 * rows[places]
    return rows


@pytest.fixture
def no_mnist(monkeypatch, tmp_path):
    """A computer without MNIST, and fewer built-in digits than usual."""
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(datasets, "SYNTHETIC_COUNTS", {"train": 600, "test": 50})


@pytest.fixture
def short():
    """A recipe for softmax with few steps."""
    return replace(recipe_for(find_model("softmax")), steps=4, batch_size=20, validation_count=10)


# --- what changed ---


def test_answers_that_became_right_and_wrong_are_told_apart():
    labels = np.array([7, 7, 7, 7, 7, 7])
    before = doubting([1, 7, 7, 7, 7, 1], [2])
    after = doubting([7, 1, 7, 7, 7, 2], [3])
    changed = compare_answers(before, after, np.zeros((6, 28, 28), np.uint8), labels)
    assert changed.better.tolist() == [0] and changed.worse.tolist() == [1]
    assert changed.before.tolist() == [1, 7, 7, 7, 7, 1] and changed.after.tolist() == [7, 1, 7, 7, 7, 2]
    assert changed.unsure_before.nonzero()[0].tolist() == [2] and changed.unsure_after.nonzero()[0].tolist() == [3]


def test_right_is_the_likeliest_digit_and_of_how_many_it_was_unsure_is_said():
    labels = np.array([7, 7, 7, 7, 7, 7])
    before = doubting([1, 7, 7, 7, 7, 1], [2])
    after = doubting([7, 1, 7, 7, 7, 2], [0, 3, 5])
    changed = compare_answers(before, after, np.zeros((6, 28, 28), np.uint8), labels)
    assert (changed.right_before, changed.doubted_before) == (4, 1)
    assert (changed.right_after, changed.doubted_after) == (4, 2), "what is wrong is no doubt too much"
    assert tally(after, labels).accuracy == changed.right_after / 6, "one definition everywhere"


# --- what can be taught ---


def test_a_model_of_ours_can_be_taught():
    card = find_model("mlp")
    assert check_teachable(card) is card


def test_what_cannot_be_taught_says_why(tmp_path):
    with pytest.raises(InputError, match="somebody else"):
        check_teachable(object())
    with pytest.raises(InputError, match="no network that digitpad knows"):
        check_teachable(find_model("mlp")._replace(architecture="transformer"))
    shutil.copytree(find_model("softmax").folder, tmp_path / "soft")
    (tmp_path / "soft" / KERAS_FILE).unlink()
    with pytest.raises(InputError, match=f"Softmax.*{KERAS_FILE} is missing"):
        check_teachable(read_card(tmp_path / "soft"))


def test_the_recipe_goes_on_from_the_model_and_its_name_does_not_grow():
    card = find_model("mlp")
    recipe = recipe_for(card)
    assert (recipe.architecture, recipe.hidden, recipe.starts_from) == ("mlp", card.hidden, "mlp")
    assert recipe.name == "mlp taught" and not recipe.learns_doubt
    again = recipe_for(card._replace(name="mlp taught 2026-11-21 06.27"))
    assert again.name == "mlp taught"


# --- what is practised ---


def test_half_of_the_lesson_are_my_drawings_and_half_is_old(no_mnist, short):
    add_drawing(SEVEN, 7)
    add_drawing(ONE, 1)
    lesson = prepare(short)
    kept, half = short.validation_count, short.steps * short.batch_size // 2
    assert lesson.old == SYNTHETIC and lesson.data.not_digits is None
    assert len(lesson.data.images) == kept + 2 * half and len(lesson.data.test_labels) == 50
    mine = lesson.data.labels[kept + half :]
    assert set(mine) == {1, 7}
    assert len(np.unique(lesson.data.images[kept + half :], axis=0)) > 0.8 * half, "each is varied anew"
    assert lesson.drawings.labels.tolist() == [7, 1]
    assert [(source["name"], source["count"]) for source in lesson.sources] == [
        ("synthetic", kept + half),
        ("my_drawings.jsonl", 2),
    ]


def test_a_single_drawing_does_not_become_half_of_all(no_mnist, short):
    add_drawing(SEVEN, 7)
    lesson = prepare(replace(short, steps=30))
    old, new = np.split(lesson.data.labels[short.validation_count :], [-200])
    assert (new == 7).all() and (old == 7).mean() < 0.2


def test_the_newest_drawings_are_practised_more(no_mnist, short):
    for label in (0, 1, *[2] * 38, 3):
        add_drawing(ONE, label)
    lesson = prepare(replace(short, steps=100))
    labels = lesson.data.labels[-1000:]
    assert (labels == 3).sum() > 1.5 * (labels == 0).sum() > 0


def test_an_opened_picture_is_practised_too(no_mnist, short):
    picture = np.full((200, 200, 3), 255, np.uint8)
    cv2.polylines(picture, [np.array([[60, 50], [140, 50], [90, 160]])], False, (0, 0, 0), 9)
    add_drawing(Drawing(image=picture), 7)
    lesson = prepare(short)
    mine = lesson.data.images[-40:]
    assert len(np.unique(mine, axis=0)) > 30 and (mine.max(axis=(1, 2)) > 150).all()


def test_without_drawings_there_is_nothing_to_teach(no_mnist, short):
    with pytest.raises(InputError, match="nothing to teach yet"):
        prepare(short)


def test_preparing_ends_as_soon_as_that_is_wished(no_mnist, short):
    add_drawing(SEVEN, 7)
    asked = []
    prepare(short, should_stop=lambda: bool(asked.append(0)))
    for times in (1, len(asked)):
        wishes = iter(range(times - 1))
        with pytest.raises(Stopped):
            prepare(short, should_stop=lambda wishes=wishes: next(wishes, None) is None)


def test_mnist_is_what_should_not_be_forgotten_where_it_is_found(short, tmp_path, monkeypatch):
    rng = np.random.default_rng(1)
    arrays = {
        f"{kind}_{part}": array
        for part in ("train", "test")
        for kind, array in (("x", rng.integers(0, 255, (99, 28, 28), np.uint8)), ("y", np.arange(99) % 10))
    }
    np.savez(tmp_path / "mnist.npz", **{key: array.astype(np.uint8) for key, array in arrays.items()})
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    add_drawing(SEVEN, 7)
    lesson = prepare(short)
    assert lesson.old == MNIST and len(lesson.data.test_labels) == 99
    np.testing.assert_array_equal(lesson.data.test_images, arrays["x_test"])


# --- real runs ---


def taught_by(card: ModelCard, drawings, recipe=None):
    for label, drawing in drawings:
        add_drawing(drawing, label)
    lesson = prepare(recipe or recipe_for(card))
    return lesson, teaching.teach(card, lesson)


@pytest.mark.slow
def test_a_taught_model_reads_my_drawings_and_the_model_itself_stays(no_mnist):
    card = find_model("softmax")
    before = [weights.copy() for weights in read_weights(card)]
    lesson, result = taught_by(card, [(7, BARRED)] * 3)
    taught = teaching.compare(lesson, result, load_classifier(card))
    assert taught.drawings.right_before == 0 and taught.drawings.better.tolist() == [0, 1, 2]
    assert len(taught.test.labels) == 50 and taught.test.right_after > 0.5 * taught.test.right_before
    for one, other in zip(before, read_weights(card), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.slow
def test_what_is_no_digit_is_refused_as_before(no_mnist):
    from digitpad.core.not_digits import HELD_OUT, images_of

    card = find_model("drawn")
    drawings = list(synthetic_drawings(12, seed=5))
    _, result = taught_by(card, [(label, drawing) for label, drawing in drawings if label in (4, 7)])
    others = images_of(HELD_OUT, 300, 78, [drawing for _, drawing in drawings])
    was = is_unsure(load_classifier(card).classify(others.astype(np.float32) / 255)).mean()
    now = is_unsure(probabilities_of(result.network, others)).mean()
    assert now > was - 0.03
