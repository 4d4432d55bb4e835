import json

import numpy as np
import pytest

from digitpad.core.datasets import load
from digitpad.core.errors import InputError
from digitpad.core.sources import MNIST, MY_DRAWINGS, Glance, glance_at, held_back_count, path_of, totals


@pytest.fixture
def mnist(tmp_path, monkeypatch):
    rng = np.random.default_rng(0)
    images = {f"x_{part}": rng.integers(0, 256, (count, 28, 28), np.uint8) for part, count in COUNTS.items()}
    np.savez(tmp_path / "mnist.npz", **images, **{f"y_{part}": np.arange(COUNTS[part]) % 10 for part in COUNTS})
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    return images


COUNTS = {"train": 60, "test": 20}
NOTHING = np.zeros((0, 28, 28), np.uint8)


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
