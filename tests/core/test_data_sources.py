import numpy as np
import pytest

from digitpad.core.data_sources import DataSource, file_sources, known_sources, load_source
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.errors import InputError
from digitpad.core.my_drawings import add_drawing
from digitpad.paths import my_drawings_file


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
    assert [(source.part, source.path) for source in known("mnist")] == [("test", ""), ("train", "")]
    assert [source.path for source in known("mine")] == [""]


def test_mnist_is_there_in_both_halves(user_home):
    path = write_npz(user_home / "mnist.npz")
    test, train = known("mnist")
    assert test.path == train.path == str(path) and test.halves
    assert (len(load_source(test, never).labels), len(load_source(train, never).labels)) == (3, 4)


def test_drawings_of_ones_own_are_there_when_there_is_one():
    add_drawing(Drawing((Stroke.from_points([[250, 100], [250, 400]]),)), 1)
    (source,) = known("mine")
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

    test, _ = known("synthetic")
    assert load_source(test, should_stop).labels.tolist() == list(range(10))
