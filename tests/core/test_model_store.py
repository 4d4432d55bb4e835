import errno
import hashlib
import json
import os
import pickle
import shutil
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from digitpad.core import model_saving, model_store
from digitpad.core.errors import InputError
from digitpad.core.model_saving import export_model, save_model
from digitpad.core.model_store import (
    CARD_FILE,
    DEFAULT_MODEL,
    KERAS_FILE,
    LITERT_FILE,
    SHIPPED_MODELS,
    check_new_name,
    find_model,
    list_models,
    load_classifier,
    read_card,
    read_weights,
)
from digitpad.core.networks import build
from digitpad.core.recipes import RECIPES
from digitpad.core.training import TrainResult
from digitpad.paths import models_folder, user_models_folder

SOURCES = [{"name": "mine.jsonl", "count": 12, "sha256": "0" * 64}]
BAD_NAMES = [
    *("", ".", "..", "../x", "a/b", "a/../b", "/etc", "a\\b", "..\\x", "C:\\x", ".hidden", "~", "a\x00", "a\n", "\n"),
    *(" a", "a ", "a.", "a*", "a?b", "<a>", "a" * 65),
]
GOOD_NAMES = ["a", "7", "my model_2.1-b", "2026-07-01 10.30", "数字 一", "ämne", "a" * 64]


class StandInNetwork:
    """Takes the place of a Keras network where saving it is not what a test is about."""

    def count_params(self):
        return 7850


def finished_run(network=None, **changes):
    figures = {
        "network": network or StandInNetwork(),
        "recipe": RECIPES["softmax"],
        "seed": 3,
        "seconds": 1.0,
        "images_per_second": 100.0,
        "temperature": 1.25,
        "validation_accuracy": 0.9,
        "validation_log_loss": 0.3,
        "test_accuracy": 0.875,
        "test_log_loss": 0.4,
        "stopped": False,
        "diverged": False,
        "periods": (),
        "snapshots": (),
        "test_probabilities": np.full((1, 10), 0.1, np.float32),
    }
    return TrainResult(**figures | changes)


@pytest.fixture
def quick_save(monkeypatch):
    """Saving writes the files of the shipped softmax model instead of converting a network."""
    shipped = models_folder() / "softmax"
    monkeypatch.setattr(model_saving, "convert", lambda network: (shipped / LITERT_FILE).read_bytes())
    monkeypatch.setattr(
        model_saving, "save_keras", lambda network, path: path.write_bytes((shipped / KERAS_FILE).read_bytes())
    )


@pytest.fixture
def own(user_home):
    """The user's folder of models, with one good model, `good`."""
    copy_model(user_models_folder() / "good")
    return user_models_folder()


def copy_model(folder, title="Mine"):
    """A whole model, a copy of the shipped softmax, with a title of its own."""
    shutil.copytree(models_folder() / "softmax", folder)
    change_card(folder, title=title)
    return folder


def card_of(folder):
    return json.loads((folder / CARD_FILE).read_text("utf-8"))


def change_card(folder, **changes):
    (folder / CARD_FILE).write_text(json.dumps(card_of(folder) | changes), "utf-8")


def fit_card_to_files(folder):
    """What a stranger would do: the card names the files that are there."""
    change_card(
        folder,
        sha256={file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in (LITERT_FILE, KERAS_FILE)},
    )


def refused(function, *arguments, code="model_damaged"):
    """The one-line message with which something is refused."""
    with pytest.raises(InputError) as error:
        function(*arguments)
    assert error.value.code == code, str(error.value)
    assert "\n" not in str(error.value)
    return str(error.value)


def assert_whole(folder):
    """The card is readable, and both files are the ones it names."""
    card = read_card(folder)
    for file, digest in card.sha256.items():
        assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == digest, file
    load_classifier(card)


# listing and finding


def test_the_shipped_models_are_listed_from_the_simplest_to_the_best():
    cards, problems = list_models()
    assert problems == []
    assert tuple(card.name for card in cards) == SHIPPED_MODELS
    assert all(card.shipped and card.title for card in cards)
    assert [card.architecture for card in cards] == list(SHIPPED_MODELS)
    assert [card.parameters for card in cards] == [7_850, 89_610, 3_274_634, 258_459]
    accuracies = [card.test_accuracy for card in cards]
    assert accuracies == sorted(accuracies) and accuracies[0] >= 0.92
    assert DEFAULT_MODEL in SHIPPED_MODELS


@pytest.mark.parametrize("name", SHIPPED_MODELS)
def test_a_shipped_models_files_are_the_ones_that_its_card_names(name):
    assert_whole(models_folder() / name)
    assert sorted(path.name for path in (models_folder() / name).iterdir()) == [CARD_FILE, KERAS_FILE, LITERT_FILE]


@pytest.mark.parametrize("name", SHIPPED_MODELS)
def test_a_shipped_models_card_says_how_it_was_made(name):
    card = card_of(models_folder() / name)
    assert card["recipe"]["architecture"] == name
    assert isinstance(card["seed"], int)
    assert set(card["versions"]) >= {"digitpad", "python", "tensorflow", "keras", "numpy"}
    figures = ("test_accuracy", "test_log_loss", "validation_accuracy", "validation_log_loss", "temperature")
    assert all(isinstance(card["metrics"][figure], float) for figure in figures)
    assert card["data"], "which data it learnt from is not told"
    for source in card["data"]:
        assert source["name"] and source["count"] > 0
        assert len(bytes.fromhex(source["sha256"])) == 32


@pytest.mark.parametrize("name", SHIPPED_MODELS)
def test_a_shipped_keras_file_holds_no_optimiser_state(name):
    assert_holds_weights_only(models_folder() / name / KERAS_FILE, read_card(models_folder() / name).parameters)


def assert_holds_weights_only(keras_file, parameters):
    """Layers' weights and nothing else, as many as the network has."""
    import h5py

    with zipfile.ZipFile(keras_file) as archive:
        content = BytesIO(archive.read("model.weights.h5"))
        assert not json.loads(archive.read("config.json")).get("compile_config")
    sizes = {}
    with h5py.File(content) as file:
        file.visititems(lambda place, item: sizes.update({place: item.size}) if hasattr(item, "size") else None)
    assert not [place for place in sizes if "optimizer" in place]
    assert sum(sizes.values()) == parameters


def test_the_users_own_models_follow_by_name(own):
    for name in ("zebra", "apple"):
        copy_model(own / name, title=name.title())
    cards, problems = list_models()
    assert problems == []
    assert [card.name for card in cards] == [*SHIPPED_MODELS, "apple", "good", "zebra"]
    assert [card.shipped for card in cards] == [True] * len(SHIPPED_MODELS) + [False] * 3
    assert cards[-1].title == "Zebra"
    assert cards[-1].folder == own / "zebra"


def test_files_and_hidden_folders_among_the_models_are_no_models(own):
    (own / "notes.txt").write_text("mine")
    copy_model(own / ".hidden")
    cards, problems = list_models()
    assert [card.name for card in cards] == [*SHIPPED_MODELS, "good"]
    assert problems == []


def test_a_shipped_model_is_never_replaced_by_one_of_the_same_name(own):
    copy_model(own / "cnn", title="Impostor")
    cards, problems = list_models()
    assert [card.name for card in cards] == [*SHIPPED_MODELS, "good"]
    assert problems == []
    assert find_model("cnn").shipped


@pytest.mark.parametrize("name", GOOD_NAMES)
def test_models_are_found_by_name_or_by_folder(own, name):
    copy_model(own / name, title="It")
    assert find_model(name).folder == find_model(own / name).folder == own / name
    assert find_model(name).title == "It"


def test_every_listed_model_is_found_by_its_name(own):
    copy_model(own / "mine (1)")  # as a browser names a second download
    for card in list_models()[0]:
        assert find_model(card.name) == card


def test_an_unknown_name_is_answered_with_the_known_ones(own):
    message = refused(find_model, "nobody", code="model_unknown")
    for name in (*SHIPPED_MODELS, "good", "nobody"):
        assert name in message


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_could_lead_out_of_the_folder_is_refused(own, name):
    copy_model(own.parent / "x")
    copy_model(own / "a" / "b")
    before = sorted(own.parent.rglob("*"))
    assert len(refused(find_model, name, code="model_name_bad")) < 300
    refused(check_new_name, name, code="model_name_bad")
    refused(save_model, finished_run(), name, "Title", SOURCES, own, code="model_name_bad")
    assert sorted(own.parent.rglob("*")) == before


def test_a_name_of_more_bytes_than_the_file_system_takes_is_told_too(own):
    name = "\U0001d482" * 64  # 256 bytes in UTF-8
    for use in (find_model, lambda name: save_model(finished_run(), name, "Title", SOURCES, own)):
        with pytest.raises(InputError) as error:
            use(name)
        assert "\n" not in str(error.value)


def test_the_names_of_shipped_models_are_theirs_among_the_users_own(tmp_path):
    for name in SHIPPED_MODELS:
        refused(check_new_name, name, code="model_shipped")
        check_new_name(name, tmp_path)  # `make models` saves them elsewhere
    check_new_name("my cnn")


def test_a_folder_that_is_missing_is_a_damaged_model(tmp_path):
    assert "nothing here" in refused(find_model, tmp_path / "nothing here")
    assert refused(find_model, Path("\x00"))
    assert refused(find_model, tmp_path / ("a" * 300))


# damaged and strange models


def without(*path):
    """Takes one key, perhaps a nested one, off a card."""

    def change(card):
        place = card
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]
        return json.dumps(card)

    return change


def with_value(value, *path):
    """Sets one key, perhaps a nested one, of a card."""

    def change(card):
        place = card
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        return json.dumps(card)

    return change


DAMAGED_CARDS = {
    "empty": lambda card: "",
    "cut short": lambda card: json.dumps(card)[:100],
    "no text": lambda card: bytes(range(256)),
    "a pickle": lambda card: pickle.dumps(card),
    "a list": lambda card: "[]",
    "a number": lambda card: "7",
    "nothing": lambda card: "null",
    "very deep": lambda card: "[" * 100_000,
    "huge": lambda card: json.dumps(card | {"notes": "x" * 2_000_000}),
    "no format": without("format"),
    "a later format": with_value(2, "format"),
    "a strange format": with_value(["\n" * 5], "format"),
    "an endless format": with_value("x" * 100_000, "format"),
    "no title": without("title"),
    "a number for a title": with_value(7, "title"),
    "an endless title": with_value("x" * 100_000, "title"),
    "no architecture": without("architecture"),
    "no parameters": without("parameters"),
    "a word for parameters": with_value("many", "parameters"),
    "no number of parameters": with_value(float("nan"), "parameters"),
    "infinitely many parameters": with_value(float("inf"), "parameters"),
    "an endless number": lambda card: json.dumps(card).replace("7850", "9" * 10_000),
    "no metrics": without("metrics"),
    "no test accuracy": without("metrics", "test_accuracy"),
    "a word for accuracy": with_value("high", "metrics", "test_accuracy"),
    "no number for accuracy": with_value(float("nan"), "metrics", "test_accuracy"),
    "infinite accuracy": with_value(float("inf"), "metrics", "test_accuracy"),
    "metrics in a list": with_value([], "metrics"),
    "no hashes": without("sha256"),
    "no hash of the LiteRT file": without("sha256", LITERT_FILE),
    "no hash of the Keras file": without("sha256", KERAS_FILE),
    "a number for a hash": with_value(7, "sha256", LITERT_FILE),
}


@pytest.mark.parametrize("damage", DAMAGED_CARDS.values(), ids=DAMAGED_CARDS.keys())
def test_a_damaged_card_is_told_and_the_other_models_are_still_listed(own, damage):
    folder = copy_model(own / "bad")
    content = damage(card_of(folder))
    (folder / CARD_FILE).write_bytes(content if isinstance(content, bytes) else content.encode())
    cards, problems = list_models()
    assert [card.name for card in cards] == [*SHIPPED_MODELS, "good"]
    (problem,) = map(str, problems)
    assert "'bad'" in problem and "\n" not in problem
    assert len(problem) < 300
    refused(find_model, "bad")


def test_a_folder_without_a_card_is_told_and_the_others_are_still_listed(own):
    (own / "empty").mkdir()
    (own / "folder for a card" / CARD_FILE).mkdir(parents=True)
    cards, problems = list_models()
    assert [card.name for card in cards] == [*SHIPPED_MODELS, "good"]
    assert [problem.code for problem in problems] == ["model_damaged"] * 2


def test_classifiers_of_one_model_share_its_file_in_memory():
    first, second = (load_classifier(find_model("mlp")) for _ in range(2))
    assert first is not second and first.model is second.model


def test_a_missing_model_file_is_told_when_the_model_is_loaded(own):
    (own / "good" / LITERT_FILE).unlink()
    assert LITERT_FILE in refused(load_classifier, find_model("good"))


@pytest.mark.parametrize("place", [0, 5_000, -1])
def test_a_model_file_that_changed_by_a_byte_is_refused(own, place):
    content = bytearray((own / "good" / LITERT_FILE).read_bytes())
    content[place] ^= 1
    (own / "good" / LITERT_FILE).write_bytes(content)
    assert "card" in refused(load_classifier, find_model("good"))


@pytest.mark.parametrize(
    "content",
    [b"", b"TFL3 and nothing else", pickle.dumps({"weights": [1, 2]}), b"softmax"],
    ids=["empty", "a mark", "a pickle", "a word"],
)
def test_a_strangers_file_that_is_no_model_is_refused_though_its_card_fits(own, content):
    (own / "good" / LITERT_FILE).write_bytes(content)
    fit_card_to_files(own / "good")
    assert LITERT_FILE in refused(load_classifier, find_model("good"))


def test_a_model_file_of_any_size_is_refused_without_reading_all_of_it(own, monkeypatch):
    monkeypatch.setattr(model_store, "_MOST_BYTES", 10_000)
    assert LITERT_FILE in refused(load_classifier, find_model("good"))


def test_a_strangers_model_that_gives_no_numbers_is_refused(own):
    """Weights that are not numbers pass every check of the file's form."""
    model = (own / "good" / LITERT_FILE).read_bytes()
    weights = load_classifier(find_model("good")).weights()[0].pictures.tobytes()
    assert model.count(weights) == 1
    (own / "good" / LITERT_FILE).write_bytes(model.replace(weights, np.full(7840, np.nan, np.float32).tobytes()))
    fit_card_to_files(own / "good")
    refused(load_classifier, find_model("good"))


def test_nothing_in_a_model_folder_is_executed(own, tmp_path):
    class Trap:
        def __reduce__(self):
            return Path.touch, (tmp_path / "sprung",)

    trap = pickle.dumps(Trap())
    pickle.loads(trap)
    assert (tmp_path / "sprung").exists(), "the trap itself does not work"
    (tmp_path / "sprung").unlink()
    for file in (CARD_FILE, LITERT_FILE, KERAS_FILE):
        folder = copy_model(own / f"trap in {file}")
        (folder / file).write_bytes(trap)
        if file != CARD_FILE:
            fit_card_to_files(folder)
    cards, problems = list_models()
    assert len(problems) == 1
    for card in cards[len(SHIPPED_MODELS) :]:
        try:
            load_classifier(card)
        except InputError:
            assert card.name == f"trap in {LITERT_FILE}"
    assert not (tmp_path / "sprung").exists()


# saving


def test_a_saved_model_is_listed_found_and_loaded(own, quick_save):
    card = save_model(finished_run(), "new", "My first", SOURCES, own)
    assert card == find_model("new")
    assert card in list_models()[0]
    assert (card.title, card.architecture, card.parameters) == ("My first", "softmax", 7850)
    assert card.test_accuracy == pytest.approx(0.875)
    assert not card.shipped
    assert_whole(own / "new")
    assert sorted(path.name for path in own.iterdir()) == ["good", "new"]
    assert sorted(path.name for path in (own / "new").iterdir()) == [CARD_FILE, KERAS_FILE, LITERT_FILE]


def test_the_card_says_how_a_model_was_made(own, quick_save):
    import keras
    import tensorflow

    save_model(finished_run(), "new", "数字", SOURCES, own)
    card = card_of(own / "new")
    assert card["title"] == "数字"
    assert card["seed"] == 3
    assert card["recipe"]["name"] == "softmax" and card["recipe"]["epochs"] == RECIPES["softmax"].epochs
    assert card["data"] == SOURCES
    assert card["metrics"]["temperature"] == 1.25
    assert card["metrics"]["test_log_loss"] == pytest.approx(0.4)
    assert (card["versions"]["keras"], card["versions"]["tensorflow"]) == (keras.__version__, tensorflow.__version__)


def test_saving_creates_the_folder_of_models(user_home, quick_save):
    assert not user_models_folder().exists()
    save_model(finished_run(), "new", "New", SOURCES, user_models_folder())
    assert find_model("new").title == "New"


def test_other_users_may_read_a_saved_model(own, quick_save):
    folder = save_model(finished_run(), "new", "New", SOURCES, own).folder
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o755


def test_saving_over_an_own_model_replaces_it(own, quick_save):
    (own / "good" / "notes.txt").write_text("old")
    save_model(finished_run(), "good", "Better", SOURCES, own)
    assert read_card(own / "good").title == "Better"
    assert not (own / "good" / "notes.txt").exists()
    assert_whole(own / "good")
    assert [path.name for path in own.iterdir()] == ["good"]


@pytest.mark.parametrize("parents", ["file", "file/models"])
def test_a_place_that_cannot_be_written_is_told(tmp_path, quick_save, parents):
    (tmp_path / "file").write_text("in the way")
    refused(save_model, finished_run(), "new", "New", SOURCES, tmp_path / parents, code="file_unwritable")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_failed_conversion_leaves_nothing_behind(own, quick_save, monkeypatch):
    def convert(network):
        raise RuntimeError("the converter gave up")

    monkeypatch.setattr(model_saving, "convert", convert)
    with pytest.raises(RuntimeError):
        save_model(finished_run(), "good", "Better", SOURCES, own)
    assert [path.name for path in own.iterdir()] == ["good"]
    assert read_card(own / "good").title == "Mine"


class PowerCut(BaseException):
    """What no program can react to."""


def trouble_at(monkeypatch, step, trouble):
    """Lets the `step`-th thing that a save does to the disk go wrong; returns the names of all that it did."""
    done = []

    def watched(name, real):
        def call(*arguments, **options):
            if isinstance(trouble, PowerCut) and len(done) > step:
                return None  # nothing happens any more
            done.append(name)
            if len(done) - 1 != step:
                return real(*arguments, **options)
            if isinstance(trouble, OSError) and options.get("ignore_errors"):
                return None
            raise trouble

        return call

    for owner, name in ((Path, "write_bytes"), (Path, "write_text"), (Path, "chmod"), (os, "fsync"), (Path, "rename")):
        monkeypatch.setattr(owner, name, watched(name, getattr(owner, name)))
    monkeypatch.setattr(shutil, "rmtree", watched("rmtree", shutil.rmtree))
    return done


STEPS = range(16)


@pytest.mark.parametrize("step", STEPS)
def test_a_save_that_fails_leaves_the_old_model_in_its_place(own, quick_save, step):
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.MonkeyPatch.context() as patches:
        done = trouble_at(patches, step, full)
        try:
            save_model(finished_run(), "good", "Better", SOURCES, own)
            title = "Better"
        except InputError as error:
            assert error.code == "file_unwritable"
            assert os.strerror(errno.ENOSPC) in str(error)
            title = "Mine"
        except OSError:
            pytest.fail(f"what went wrong in {done} is not told in one sentence")
    assert read_card(own / "good").title == title, done
    assert_whole(own / "good")
    list_models()
    assert [path.name for path in own.iterdir()] == ["good"], done


@pytest.mark.parametrize("step", STEPS)
def test_after_a_power_cut_the_next_listing_has_the_old_or_the_new_model_whole(own, quick_save, step):
    with pytest.MonkeyPatch.context() as patches:
        done = trouble_at(patches, step, PowerCut())
        try:
            save_model(finished_run(), "good", "Better", SOURCES, own)
            titles = {"Better"}
        except PowerCut:
            titles = {"Mine", "Better"}
    cards, problems = list_models()
    assert problems == []
    assert [card.name for card in cards] == [*SHIPPED_MODELS, "good"], done
    assert cards[-1].title in titles
    assert_whole(own / "good")
    save_model(finished_run(), "good", "Better still", SOURCES, own)
    assert find_model("good").title == "Better still"


def test_the_steps_at_which_saving_is_disturbed_are_all_of_its_steps(own, quick_save, monkeypatch):
    done = trouble_at(monkeypatch, len(STEPS), OSError())
    save_model(finished_run(), "good", "Better", SOURCES, own)
    assert {"write_bytes", "write_text", "fsync", "rename"} <= set(done)
    assert done.count("rename") == 2
    assert len(done) <= len(STEPS)


def test_a_model_whose_replacement_was_interrupted_is_found_by_name_at_once(own, quick_save):
    with pytest.MonkeyPatch.context() as patches:
        done = trouble_at(patches, len(STEPS), OSError())
        save_model(finished_run(), "good", "Better", SOURCES, own)
        second_rename = len(done) - 1 - done[::-1].index("rename")
    with pytest.MonkeyPatch.context() as patches, pytest.raises(PowerCut):
        trouble_at(patches, second_rename, PowerCut())
        save_model(finished_run(), "good", "Best", SOURCES, own)
    assert find_model("good").title in ("Better", "Best")


def test_a_trained_network_is_saved_without_its_optimiser_and_both_files_agree(own):
    import keras

    network = build("softmax")
    rng = np.random.default_rng(1)
    images, labels = rng.random((64, 28, 28)).astype(np.float32), np.arange(64) % 10
    network.compile("adam", "sparse_categorical_crossentropy", jit_compile=False)
    network.fit(images, labels, epochs=3, verbose=0)
    assert network.optimizer.variables, "there is no optimiser state that could be saved"

    card = save_model(finished_run(network), "trained", "Trained", SOURCES, own)
    assert card in list_models()[0]
    assert card.parameters == 7850
    assert_whole(card.folder)
    assert_holds_weights_only(card.folder / KERAS_FILE, 7850)

    loaded = keras.saving.load_model(card.folder / KERAS_FILE, compile=False, safe_mode=True)
    from_keras = loaded.predict(images, verbose=0)
    from_litert = load_classifier(card).classify(images)
    np.testing.assert_allclose(from_keras, network.predict(images, verbose=0), rtol=0, atol=1e-6)
    np.testing.assert_allclose(from_litert, from_keras, rtol=0, atol=1e-5)
    assert from_litert.std() > 0.01, "the network learnt nothing"


def test_hidden_units_of_ones_own_are_on_the_card_and_the_weights_come_back(own):
    network = build("mlp", hidden=(10, 12))
    recipe = replace(RECIPES["mlp"], hidden=(10, 12), starts_from="good")
    card = save_model(finished_run(network, recipe=recipe), "narrow", "Narrow", SOURCES, own)
    assert card.hidden == (10, 12) and card == find_model("narrow")
    assert card_of(card.folder)["recipe"]["starts_from"] == "good"
    for weights, same in zip(read_weights(card), network.get_weights(), strict=True):
        np.testing.assert_array_equal(weights, same)
    (first,) = load_classifier(card).weights()
    assert (first.layer, first.pictures.shape) == ("hidden", (10, 1, 28, 28)), "ten units are no templates"


@pytest.mark.parametrize("hidden", [(), (7, 8)])
def test_weights_that_do_not_fit_the_card_are_refused(own, hidden):
    card = read_card(own / "good")._replace(architecture="mlp", hidden=hidden)
    assert KERAS_FILE in refused(read_weights, card)


@pytest.mark.parametrize("hidden", [7, "many", ["x"], [None]])
def test_a_card_with_strange_hidden_units_is_damaged(own, hidden):
    change_card(own / "good", recipe={"hidden": hidden})
    refused(read_card, own / "good")


@contextmanager
def full_disk(most):
    """No file may grow beyond so many bytes, as if the disk were full; not even the one that pytest's own output may go
    to, so it lasts no longer than what is tested."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("most", [1_000, 30_000])
def test_a_network_that_finds_no_room_is_told_in_one_sentence_and_the_old_model_stays(own, most, tmp_path):
    network = build("softmax")
    for code, function, *arguments in (
        ("model_unconvertible", save_model, finished_run(network), "good", "Better", SOURCES, own),
        ("model_unconvertible", export_model, network, tmp_path / "copy.tflite"),
        ("file_unwritable", export_model, network, tmp_path / "copy.keras"),
    ):
        with full_disk(most):
            refused(function, *arguments, code=code)
    assert [path.name for path in own.iterdir()] == ["good"] and list(tmp_path.iterdir()) == []
    assert read_card(own / "good").title == "Mine"
    assert_whole(own / "good")


# a copy for other programs


@pytest.mark.parametrize(
    ("name", "file"), [("copy.tflite", LITERT_FILE), ("copy.keras", KERAS_FILE), ("copy", KERAS_FILE)]
)
def test_a_copy_is_of_the_kind_that_its_name_says(quick_save, tmp_path, name, file):
    (tmp_path / name).write_text("what was there before", "utf-8")
    assert export_model(StandInNetwork(), tmp_path / name) == name
    assert (tmp_path / name).read_bytes() == (find_model("softmax").folder / file).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_copy_that_cannot_be_written_is_told(quick_save, tmp_path):
    with pytest.raises(InputError) as error:
        export_model(StandInNetwork(), tmp_path / "nowhere" / "copy.tflite")
    assert error.value.code == "file_unwritable"
