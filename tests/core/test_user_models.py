import json
import shutil
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from digitpad.core import user_models
from digitpad.core.errors import InputError
from digitpad.core.model_store import (
    CARD_FILE,
    KERAS_FILE,
    LITERT_FILE,
    SHIPPED_MODELS,
    find_model,
    list_models,
    load_classifier,
    read_card,
)
from digitpad.core.networks import build
from digitpad.core.user_models import delete_model, forget_model, import_model, rename_model, restore_model
from digitpad.paths import models_folder, user_models_folder

SOFTMAX = models_folder() / "softmax"


@pytest.fixture
def own(user_home):
    """A model of the user's own, a copy of the shipped softmax."""
    shutil.copytree(SOFTMAX, user_models_folder() / "mine")
    return read_card(user_models_folder() / "mine")


def names():
    cards, problems = list_models()
    assert problems == []
    return [card.name for card in cards if not card.shipped]


def refused(function, *arguments):
    with pytest.raises(InputError) as error:
        function(*arguments)
    assert "\n" not in str(error.value)
    return error.value.code


# rename


def test_a_renamed_model_is_found_under_its_new_name_and_is_whole(own):
    card = rename_model(own, "Class 5b 数字")
    assert (card.name, card.title) == ("Class 5b 数字", "Class 5b 数字")
    assert card == find_model("Class 5b 数字") and names() == ["Class 5b 数字"]
    load_classifier(card)
    before, after = (json.loads((folder / CARD_FILE).read_text("utf-8")) for folder in (SOFTMAX, card.folder))
    assert after == before | {"title": "Class 5b 数字"}, "something else than the title has changed"


@pytest.mark.parametrize("name", ["", "../up", "softmax", "mine"])
def test_a_bad_or_taken_name_leaves_a_model_as_it_was(own, name):
    assert refused(rename_model, own, name) in ("model_name_bad", "model_shipped", "model_name_taken")
    assert find_model("mine") == own


def test_what_came_with_the_program_is_neither_renamed_nor_deleted():
    for function, *arguments in ((rename_model, "other"), (delete_model,)):
        assert refused(function, find_model("softmax"), *arguments) == "model_not_own"
    assert [card.name for card in list_models()[0]] == list(SHIPPED_MODELS)


def test_a_folder_that_cannot_be_renamed_is_told(own, monkeypatch):
    def fail(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", fail)
    for function, *arguments in ((rename_model, "other"), (delete_model,)):
        assert refused(function, own, *arguments) == "file_unwritable"
    assert find_model("mine") == own


# delete


def test_a_deleted_model_is_gone_and_can_be_taken_back(own):
    place = delete_model(own)
    assert names() == [] and not own.folder.exists()
    assert restore_model(place) == own == find_model("mine")


def test_models_of_one_name_can_be_deleted_one_after_another(own):
    first = delete_model(own)
    shutil.copytree(SOFTMAX, own.folder)
    second = delete_model(own)
    assert first != second
    assert [restore_model(place).name for place in (second, first)] == ["mine", "mine (2)"]


def test_a_forgotten_model_leaves_nothing_behind(own):
    forget_model(delete_model(own))
    assert list(user_models_folder().iterdir()) == []


def test_what_was_deleted_stays_for_a_day_if_the_program_did_not_end_well(own, monkeypatch):
    place = delete_model(own)
    list_models()
    assert place.exists()
    tomorrow = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    list_models()
    assert not place.exists()


# import


def test_a_model_folder_is_taken_over_whole(own, tmp_path):
    own.folder.rename(tmp_path / "theirs")
    card = import_model(tmp_path / "theirs")
    assert card == find_model("theirs") and card.folder.parent == user_models_folder()
    assert (card.title, card.test_accuracy) == ("Softmax", own.test_accuracy)
    load_classifier(card)


def test_a_model_whose_name_is_taken_gets_another_one_and_another_title():
    assert [import_model(SOFTMAX).name for _ in range(2)] == ["softmax (2)", "softmax (3)"]
    assert find_model("softmax (3)").title == "softmax (3)"


@pytest.mark.parametrize("file", [LITERT_FILE, KERAS_FILE, CARD_FILE])
def test_a_damaged_folder_is_refused_and_leaves_nothing(tmp_path, file):
    shutil.copytree(SOFTMAX, tmp_path / "theirs")
    content = (tmp_path / "theirs" / file).read_bytes()
    (tmp_path / "theirs" / file).write_bytes(content[:-100])
    assert refused(import_model, tmp_path / "theirs") == "model_damaged"
    assert not user_models_folder().exists() or names() == []


def test_a_folder_of_an_unknown_architecture_is_refused(tmp_path):
    shutil.copytree(SOFTMAX, tmp_path / "theirs")
    path = tmp_path / "theirs" / CARD_FILE
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"architecture": "transformer"}), "utf-8")
    assert refused(import_model, tmp_path / "theirs") == "model_damaged"


@pytest.mark.parametrize("suffix", [".keras", ".tflite"])
def test_an_exported_file_is_rebuilt_and_gives_the_same_answers(tmp_path, suffix):
    shutil.copy(models_folder() / "mlp" / KERAS_FILE, tmp_path / "from: a friend.keras")
    shutil.copy(models_folder() / "mlp" / LITERT_FILE, tmp_path / "from: a friend.tflite")
    card = import_model(tmp_path / f"from: a friend{suffix}")
    assert (card.name, card.architecture, card.hidden) == ("from_ a friend", "mlp", (100, 100))
    assert card.test_accuracy is None and card.parameters == 89_610
    images = np.random.default_rng(0).random((50, 28, 28)).astype(np.float32)
    answers = [load_classifier(each).classify(images) for each in (card, find_model("mlp"))]
    np.testing.assert_allclose(*answers, atol=1e-6)


def test_a_network_that_computes_otherwise_is_refused(tmp_path):
    """The same tables, but with another activation: it would give other answers here than there."""
    network = build("mlp")
    network.get_layer("hidden_1").activation = __import__("keras").activations.sigmoid
    network.save(tmp_path / "odd.keras")
    assert refused(import_model, tmp_path / "odd.keras") == "model_damaged"


def test_a_file_that_would_run_something_runs_nothing(tmp_path, monkeypatch):
    """A Lambda layer's code, which Keras would unpack, is not even looked at."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(SOFTMAX / KERAS_FILE, "trap.keras")
    with zipfile.ZipFile("trap.keras") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    description = json.loads(files["config.json"])
    trap = {"class_name": "Lambda", "config": {"function": "open('sprung', 'w')"}, "module": "os", "name": "trap"}
    description["config"]["layers"].append(trap)
    with zipfile.ZipFile("trap.keras", "w") as archive:
        for name, content in (files | {"config.json": json.dumps(description).encode()}).items():
            archive.writestr(name, content)
    assert refused(import_model, tmp_path / "trap.keras") == "model_damaged"
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [("missing.keras", "file_missing"), ("alone.tflite", "file_missing"), ("text.keras", "model_damaged")],
)
def test_what_is_no_model_is_told(tmp_path, name, code):
    (tmp_path / "alone.tflite").write_bytes(b"TFL3")
    (tmp_path / "text.keras").write_text("hello")
    assert refused(import_model, tmp_path / name) == code


def test_a_file_of_any_size_is_refused_without_reading_all_of_it(tmp_path, monkeypatch):
    monkeypatch.setattr(user_models, "_MOST_BYTES", 1000)
    assert refused(import_model, SOFTMAX / KERAS_FILE) == "model_damaged"
