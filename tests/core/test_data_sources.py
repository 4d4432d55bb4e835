import json

import numpy as np
import pytest

from digitpad.core.data_sources import (
    MNIST,
    MY_DRAWINGS,
    SYNTHETIC,
    DataSource,
    Glance,
    file_sources,
    glance_at,
    held_back_count,
    known_sources,
    load_source,
    path_of,
    totals,
)
from digitpad.core.datasets import load
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.errors import InputError
from digitpad.core.my_drawings import add_drawing
from digitpad.paths import my_drawings_file

COUNTS = {"train": 60, "test": 20}
NOTHING = np.zeros((0, 28, 28), np.uint8)


@pytest.fixture(autouse=True)
def no_data_folders(monkeypatch, tmp_path):
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))


def write_npz(path, train=4, test=3):
    arrays = {f"x_{part}": np.zeros((count, 28, 28), np.uint8) for part, count in (("train", train), ("test", test))}
    np.savez(path, **arrays, y_train=np.zeros(train, int), y_test=np.zeros(test, int))
    return path


def never():
    return False


def known(kind):
    return [source for source in known_sources() if source.kind == kind]


def test_what_is_not_there_yet_is_known_without_a_path():
    assert [(source.part, source.path) for source in known(MNIST)] == [("test", ""), ("train", "")]
    assert [source.path for source in known(MY_DRAWINGS)] == [""]


def test_mnist_is_there_in_both_halves(user_home):
    path = write_npz(user_home / "mnist.npz")
    test, train = known(MNIST)
    assert test.path == train.path == str(path) and test.halves
    assert (len(load_source(test, never).labels), len(load_source(train, never).labels)) == (3, 4)


def test_drawings_of_ones_own_are_there_when_there_is_one():
    add_drawing(Drawing((Stroke.from_points([[250, 100], [250, 400]]),)), 1)
    (source,) = known(MY_DRAWINGS)
    assert source.path == str(my_drawings_file())
    assert load_source(source, never).labels.tolist() == [1]


def test_a_file_of_halves_is_two_sources_and_others_are_one(tmp_path):
    path = write_npz(tmp_path / "own.npz")
    assert file_sources(path) == [
        DataSource("file", str(path), "test", True),
        DataSource("file", str(path), "train", True),
    ]
    csv = tmp_path / "own.csv"
    csv.write_text(",".join(["5"] + ["0"] * 784))
    assert file_sources(csv) == [DataSource("file", str(csv), "test", False)]


def test_what_is_no_data_set_is_told(tmp_path):
    with pytest.raises(InputError):
        file_sources(tmp_path / "nowhere.npz")


def test_loading_ends_early_with_what_is_done():
    asked = []

    def should_stop():
        asked.append(True)
        return len(asked) > 10

    test, _ = known(SYNTHETIC)
    assert load_source(test, should_stop).labels.tolist() == list(range(10))


# at first sight


@pytest.fixture
def mnist(tmp_path, monkeypatch):
    rng = np.random.default_rng(0)
    images = {f"x_{part}": rng.integers(0, 256, (count, 28, 28), np.uint8) for part, count in COUNTS.items()}
    np.savez(tmp_path / "mnist.npz", **images, **{f"y_{part}": np.arange(COUNTS[part]) % 10 for part in COUNTS})
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    return images


def test_mnist_is_counted_in_both_halves(mnist):
    glance = glance_at(MNIST)
    assert (glance.training, glance.test) == (60, 20)
    np.testing.assert_array_equal(glance.samples, mnist["x_train"][:8])
    assert glance.samples.nbytes < 10_000


@pytest.mark.parametrize("kind", [np.float64, np.int32])
def test_an_npz_file_of_another_kind_is_counted_or_refused_as_it_is_when_it_is_read(tmp_path, kind):
    path = tmp_path / "odd.npz"
    images = {f"x_{part}": np.zeros((12, 28, 28), kind) for part in COUNTS}
    np.savez(path, **images, **{f"y_{part}": np.zeros(12, int) for part in COUNTS})
    try:
        expected = len(load(path, "train").labels)
    except InputError as refusal:
        with pytest.raises(InputError, match=str(refusal)[-20:].replace("(", ".").replace(")", ".")):
            glance_at(str(path))
    else:
        assert glance_at(str(path)).training == expected


def test_a_damaged_npz_file_is_told(tmp_path):
    (tmp_path / "cut.npz").write_bytes(b"PK not really")
    with pytest.raises(InputError):
        glance_at(str(tmp_path / "cut.npz"))


def test_the_users_own_drawings_are_all_to_learn_from(user_home, stroke_rows):
    path = user_home / "my_drawings.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in stroke_rows))
    assert path_of(MY_DRAWINGS) == str(path)
    glance = glance_at(MY_DRAWINGS)
    assert (glance.training, glance.test, glance.samples.shape) == (4, 0, (4, 28, 28))


def test_a_file_is_counted_by_its_path(tmp_path):
    path = tmp_path / "digits.csv"
    path.write_text("".join(",".join(["7"] + ["0"] * 784) + "\n" for _ in range(12)))
    glance = glance_at(str(path))
    assert (glance.training, glance.test, glance.samples.shape) == (12, 0, (8, 28, 28))


def test_what_is_not_there_is_told(tmp_path, monkeypatch):
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    for source, code in ((MNIST, "mnist_missing"), (MY_DRAWINGS, "data_missing"), ("no.csv", "data_missing")):
        with pytest.raises(InputError) as error:
            glance_at(source)
        assert error.value.code == code


def test_sources_are_added_up_and_the_first_test_half_counts():
    mnist, strokes, other = Glance(60, 20, NOTHING), Glance(7, 0, NOTHING), Glance(30, 5, NOTHING)
    assert totals([mnist], mnist) == (60, 20)
    assert totals([strokes, other, mnist], mnist) == (97, 5)
    assert totals([strokes], mnist) == (7, 20), "MNIST's own, though it is not learnt from"


def test_without_any_test_half_one_in_five_is_held_back():
    assert totals([Glance(23, 0, NOTHING)], None) == (23 - 4, 4)
    assert held_back_count(23) == 4
