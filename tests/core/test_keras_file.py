import io
import zipfile
from collections import Counter

import h5py
import numpy as np
import pytest

from digitpad.core.keras_file import read_weights, recognise
from digitpad.core.model_store import KERAS_FILE, SHIPPED_MODELS
from digitpad.core.networks import weighted_layers
from digitpad.paths import models_folder


def shipped(name):
    return (models_folder() / name / KERAS_FILE).read_bytes()


def written(write):
    """A `.keras` file with the tables that a function writes into the open HDF5 file."""
    tables, whole = io.BytesIO(), io.BytesIO()
    with h5py.File(tables, "w") as file:
        write(file)
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("model.weights.h5", tables.getvalue())
    return whole.getvalue()


def keras_file(change):
    """A `.keras` file with softmax's two tables, changed by a function that gets the open HDF5 file."""

    def write(file):
        file["layers/dense/vars/0"] = np.zeros((784, 10), np.float32)
        file["layers/dense/vars/1"] = np.zeros(10, np.float32)
        change(file)

    return written(write)


def replaced(name, value):
    def change(file):
        del file[f"layers/dense/vars/{name}"]
        if value is not None:
            file[f"layers/dense/vars/{name}"] = value

    return change


def test_a_file_of_plain_tables_is_read():
    weights = read_weights(keras_file(lambda file: None), "softmax")
    assert [table.shape for table in weights] == [(784, 10), (10,)]


@pytest.mark.parametrize("name", SHIPPED_MODELS)
def test_the_shipped_networks_are_recognised(name):
    architecture, hidden = recognise(shipped(name))
    assert architecture == name
    count = sum(table.size for table in read_weights(shipped(name), architecture, hidden))
    assert count == {"softmax": 7_850, "mlp": 89_610, "cnn": 3_274_634, "drawn": 258_459}[name]


def test_the_weights_are_those_that_keras_reads():
    import keras

    for name in ("mlp", "drawn"):
        network = keras.saving.load_model(models_folder() / name / KERAS_FILE, compile=False, safe_mode=True)
        for table, expected in zip(read_weights(shipped(name), name), network.get_weights(), strict=True):
            np.testing.assert_array_equal(table, expected)


def test_a_doubt_of_fewer_units_doubts_as_before():
    """As earlier versions trained and saved it."""
    shapes = [shape for _, shapes in weighted_layers("drawn", doubt_units=64) for shape in shapes]
    rng = np.random.default_rng(4)
    narrow = [rng.normal(size=shape).astype(np.float32) for shape in shapes]

    def write(file):
        of_layers, seen = iter(narrow), Counter()
        for kind, of_layer in weighted_layers("drawn", doubt_units=64):
            folder = f"layers/{kind}_{seen[kind]}" if seen[kind] else f"layers/{kind}"
            seen[kind] += 1
            for place in range(len(of_layer)):
                file[f"{folder}/vars/{place}"] = next(of_layers)

    content = written(write)
    assert recognise(content) == ("drawn", (128,))
    wide = read_weights(content, "drawn")
    assert [table.shape for table in wide] == [shape for _, shapes in weighted_layers("drawn") for shape in shapes]
    for table, same in zip(wide[:-4], narrow[:-4], strict=True):
        np.testing.assert_array_equal(table, same)
    features = rng.normal(size=(20, 576)).astype(np.float32)
    before, after = (
        np.maximum(features @ kernel + biases, 0) @ last + bias
        for kernel, biases, last, bias in (narrow[-4:], wide[-4:])
    )
    np.testing.assert_allclose(after, before, rtol=1e-5)


@pytest.mark.parametrize(
    "change",
    [
        replaced("1", None),
        replaced("1", np.zeros(9, np.float32)),
        replaced("1", np.zeros(10, np.float64)),
        replaced("1", np.full(10, np.nan, np.float32)),
        replaced("1", h5py.ExternalLink("/etc/passwd", "/")),
        replaced("1", h5py.SoftLink("/layers/dense/vars/0")),
        lambda file: file.create_dataset("layers/dense/vars/2", data=np.zeros(3, np.float32)),
        lambda file: file.create_group("layers/dense_1/vars").create_dataset("0", data=np.zeros(3, np.float32)),
    ],
    ids=["missing", "shape", "type", "no number", "another file", "link", "one more table", "one more layer"],
)
def test_what_is_not_such_a_network_is_refused(change):
    with pytest.raises(ValueError):
        read_weights(keras_file(change), "softmax")
    with pytest.raises(ValueError):
        recognise(keras_file(change))


@pytest.mark.parametrize("content", [b"", b"PK", b"\x00" * 999, None], ids=["empty", "cut", "zeros", "no weights"])
def test_what_is_no_keras_file_is_refused(content):
    if content is None:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            archive.writestr("config.json", "{}")
        content = whole.getvalue()
    with pytest.raises(ValueError):
        read_weights(content, "softmax")


def test_a_file_that_unfolds_to_gigabytes_is_not_unfolded(monkeypatch):
    monkeypatch.setattr("digitpad.core.keras_file._MOST_BYTES", 1000)
    with pytest.raises(ValueError, match="too large"):
        read_weights(shipped("softmax"), "softmax")
