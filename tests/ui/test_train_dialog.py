import json
import re
import shutil
import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QWidget,
)

from digitpad.app import create_window
from digitpad.core.classifier import Classifier
from digitpad.core.data_sources import MY_DRAWINGS
from digitpad.core.errors import InputError
from digitpad.core.model_store import CARD_FILE, find_model, list_models, load_classifier, read_card
from digitpad.core.recipes import RECIPES
from digitpad.paths import user_models_folder
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.confusion_view import ConfusionView
from digitpad.ui.curves import CurveView
from digitpad.ui.languages import install_language
from digitpad.ui.network_view import NetworkView
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.train_dialog import TrainDialog

SEVEN = [[(150, 110), (350, 110), (220, 400)]]


class Saving:
    """Takes the place of saving and exporting: copies the shipped softmax model, or fails."""

    def __init__(self):
        self.saved, self.exported = [], []
        self.error = None

    def save(self, result, name, title, data, parent):
        if self.error:
            raise self.error
        self.saved.append((result, name, title, data))
        folder = parent / name
        shutil.copytree(find_model("softmax").folder, folder)
        card = json.loads((folder / CARD_FILE).read_text("utf-8"))
        (folder / CARD_FILE).write_text(json.dumps(card | {"title": title}), "utf-8")
        return read_card(folder)

    def export(self, network, path):
        if self.error:
            raise self.error
        self.exported.append((network, path))
        return path.name


@pytest.fixture
def saving(monkeypatch):
    saving = Saving()
    monkeypatch.setattr("digitpad.ui.model_files.save_model", saving.save)
    monkeypatch.setattr("digitpad.ui.model_files.export_model", saving.export)
    return saving


class Dialog:
    """The dialog as other programs find it."""

    def __init__(self, window, qtbot):
        self.qtbot, self.window = qtbot, window
        window.findChild(QAction, "action_train").trigger()
        self.widget = window.findChild(QWidget, "train_dialog")
        self.recipe = self.find(QComboBox, "recipe_chooser")
        self.status = self.find(QLabel, "train_status")
        self.bar = self.find(QProgressBar, "train_progress")
        self.start, self.pause, self.stop, self.use, self.save, self.export, self.discard = (
            self.find(QPushButton, f"train_{name}")
            for name in ("start", "pause", "stop", "use", "save", "export", "discard")
        )

    def find(self, kind, name):
        found = self.widget.findChild(kind, name)
        assert found is not None, f"the dialog has no {kind.__name__} {name!r}"
        return found

    def choose(self, recipe):
        self.recipe.setCurrentIndex(self.recipe.findData(recipe))

    def type(self, name, text):
        self.find(QLineEdit, f"train_{name}").setText(text)

    def shown(self, name):
        return self.find(QLineEdit, f"train_{name}").text()

    def problem(self, name):
        label = self.find(QLabel, f"train_{name}_problem")
        return label.text().replace("\u00a0", " ") if label.isVisible() else ""

    def wait_for(self, *words):
        self.qtbot.waitUntil(lambda: all(word in self.status.text() for word in words))

    def train(self):
        self.start.click()
        self.qtbot.waitUntil(self.use.isEnabled)


@pytest.fixture
def dialog(window, qtbot, fake_training, saving):
    return Dialog(window, qtbot)


# --- the form ---


def test_the_dialog_is_not_modal_and_opens_once(window, dialog):
    assert isinstance(dialog.widget, TrainDialog) and dialog.widget.isVisible() and not dialog.widget.isModal()
    dialog.widget.close()
    window.findChild(QAction, "action_train").trigger()
    assert window.findChildren(TrainDialog) == [dialog.widget] and dialog.widget.isVisible()


def test_every_recipe_runs_as_it_is_written(dialog, fake_training):
    offered = [recipe for recipe in RECIPES.values() if not recipe.goes_on]
    assert [dialog.recipe.itemData(index) for index in range(dialog.recipe.count())] == [
        recipe.name for recipe in offered
    ]
    for recipe in offered:
        dialog.choose(recipe.name)
        assert dialog.start.isEnabled(), recipe.name
        dialog.train()
        assert fake_training.calls[-1] == (recipe, 1)


def test_every_value_can_be_changed(dialog, fake_training):
    dialog.choose("cnn")
    typed = {
        "hidden_1": "256",
        "train_count": "1,000",
        "test_count": "500",
        "batch_size": "20",
        "length": "30",
        "learning_rate": "0,02",
        "clip_norm": "5",
        "dropout": "25",
        "shift": "2",
        "turn": "7.5",
        "zoom": "10",
        "shear": "5",
        "thickness": "0.5",
        "calm_share": "40",
        "seed": "42",
    }
    for name, text in typed.items():
        dialog.type(name, text)
    for name, value in (("unit", "steps"), ("optimiser", "adagrad")):
        chooser = dialog.find(QComboBox, f"train_{name}")
        chooser.setCurrentIndex(chooser.findData(value))
    dialog.train()
    expected = replace(
        RECIPES["cnn"],
        train_count=1000,
        test_count=500,
        batch_size=20,
        steps=30,
        epochs=0,
        optimiser="adagrad",
        learning_rate=0.02,
        clip_norm=5.0,
        dropout=0.25,
        shift=2.0,
        turn=7.5,
        zoom=0.1,
        shear=0.05,
        thickness=0.5,
        calm_share=0.4,
        hidden=(256,),
    )
    assert fake_training.calls == [(expected, 42)]


def test_the_curves_have_as_many_points_as_are_wished_for(dialog, fake_training):
    dialog.choose("mlcc-dnn")
    assert dialog.shown("periods") == "10", "as in the crash course"
    dialog.type("periods", "25")
    dialog.type("length", "500")
    assert dialog.shown("periods") == "25", "what was typed stays"
    dialog.train()
    assert fake_training.calls[-1] == (replace(RECIPES["mlcc-dnn"], steps=500, periods=25), 1)
    dialog.choose("cnn")
    assert dialog.shown("periods") == dialog.shown("length") == "16", "one an epoch"
    dialog.type("length", "7")
    assert dialog.shown("periods") == "7"
    dialog.type("length", "x")
    dialog.type("length", "8")
    assert dialog.shown("periods") == "8"


def test_the_field_that_is_changed_is_explained_with_its_bounds_and_what_the_recipe_has(dialog, qtbot):
    dialog.choose("cnn")
    dialog.find(QTabWidget, "train_pages").setCurrentIndex(1)
    explanation = dialog.find(QLabel, "explanation")
    dialog.find(QLineEdit, "train_batch_size").setFocus()
    qtbot.waitUntil(lambda: explanation.text().startswith("Batch size: How many images it looks at"))
    assert explanation.text().replace("\u00a0", " ").endswith("(1 … 55,000; the recipe has 100)")
    dialog.type("train_count", "500")
    assert "1\u00a0…\u00a0500" in explanation.text()
    dialog.find(QTabWidget, "train_pages").setCurrentIndex(0)
    dialog.find(QLineEdit, "train_test_count").setFocus()
    qtbot.waitUntil(lambda: "the recipe has 10,000)" in explanation.text())
    dialog.find(QTabWidget, "train_pages").setCurrentIndex(1)
    dialog.find(QLineEdit, "train_batch_size").setFocus()
    QTest.keyClick(dialog.find(QLineEdit, "train_batch_size"), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: explanation.text().startswith("Counted in: An epoch is"))
    dialog.start.setFocus()
    qtbot.waitUntil(lambda: not explanation.text())


def test_another_recipe_writes_its_own_values(dialog):
    dialog.choose("mlcc-dnn")
    assert [dialog.shown(name) for name in ("train_count", "batch_size", "length", "clip_norm")] == [
        "7500",
        "30",
        "1000",
        "5",
    ]
    dialog.choose("cnn")
    assert [dialog.shown(name) for name in ("train_count", "length", "dropout", "turn")] == ["55000", "16", "50", "15"]


@pytest.mark.parametrize(
    ("name", "text", "bounds"),
    [
        ("hidden_1", "0", "1 … 2,048"),
        ("train_count", "0", "1 … 55,000"),
        ("train_count", "55001", "1 … 55,000"),
        ("test_count", "10001", "1 … 10,000"),
        ("batch_size", "2.5", "1 … 55,000"),
        ("length", "", "1 … 100,000"),
        ("learning_rate", "fast", "0.000001 … 1,000"),
        ("learning_rate", "nan", "0.000001 … 1,000"),
        ("dropout", "100", "0 … 90"),
        ("turn", "-1", "0 … 45"),
        ("thickness", "3", "0 … 2"),
        ("seed", "4294967296", "0 … 4,294,967,295"),
    ],
)
def test_a_bad_value_is_told_below_its_field_and_start_stays_off(dialog, name, text, bounds):
    dialog.choose("cnn")
    good = dialog.shown(name)
    dialog.type(name, text)
    assert bounds in dialog.problem(name) and not dialog.start.isEnabled()
    assert "cannot be used" in dialog.status.text()
    dialog.type(name, good)
    assert not dialog.problem(name) and dialog.start.isEnabled()
    assert "cannot be used" not in dialog.status.text()


def test_a_batch_is_no_larger_than_all_training_images(dialog):
    dialog.choose("cnn")
    dialog.type("train_count", "50")
    assert "1 … 50" in dialog.problem("batch_size") and not dialog.start.isEnabled()
    dialog.type("batch_size", "50")
    assert dialog.start.isEnabled()


def test_a_network_without_hidden_layer_has_nothing_to_drop(dialog):
    dialog.choose("softmax")
    assert not dialog.find(QLineEdit, "train_dropout").isEnabled()
    dialog.choose("mlp")
    assert dialog.find(QLineEdit, "train_dropout").isEnabled()


def test_the_network_is_drawn_with_the_units_that_are_typed(dialog, fake_training):
    network = dialog.find(NetworkView, "train_network")
    dialog.choose("mlp")
    dialog.type("hidden_2", "40")
    assert "Hidden 100 → Hidden 40 → Digits 10" in network.accessibleDescription()
    dialog.type("hidden_2", "none")
    assert "Hidden 40" in network.accessibleDescription() and not dialog.start.isEnabled()
    dialog.type("hidden_2", "50")
    dialog.train()
    assert fake_training.calls[-1][0].hidden == (100, 50)


@pytest.mark.parametrize(
    ("model", "recipe", "units", "problem"),
    [
        ("softmax", "mlcc-linear", None, ""),
        ("mlp", "mlcc-dnn", None, ""),
        ("mlp", "mlcc-dnn", "50", "Not from “Neural network”: it has other hidden layers."),
        ("cnn", "mlcc-dnn", None, "Not from “Convolutional network”: it is another network."),
        (None, "mlcc-dnn", None, "The model in use has no weights to start from."),
    ],
)
def test_a_run_may_start_from_the_model_in_use_where_that_fits(dialog, fake_training, model, recipe, units, problem):
    dialog.widget.set_model_in_use(find_model(model) if model else object())
    dialog.choose(recipe)
    if units:
        dialog.type("hidden_1", units)
    dialog.find(QTabWidget, "train_pages").setCurrentIndex(1)
    chooser = dialog.find(QComboBox, "train_beginning")
    assert chooser.isEnabled() == (not problem) and chooser.currentData() == "scratch"
    label = dialog.find(QLabel, "train_beginning_problem")
    assert (label.isVisible(), label.text()) == (bool(problem), problem)
    if not problem:
        chooser.setCurrentIndex(chooser.findData("model"))
        dialog.train()
        assert fake_training.calls[-1] == (replace(RECIPES[recipe], starts_from=model), 1)
        assert fake_training.initial_weights[0].shape[0] == 784


def test_a_model_that_stops_fitting_is_started_from_no_more(dialog):
    dialog.widget.set_model_in_use(find_model("mlp"))
    dialog.choose("mlp")
    chooser = dialog.find(QComboBox, "train_beginning")
    chooser.setCurrentIndex(chooser.findData("model"))
    dialog.type("hidden_2", "99")
    assert chooser.currentData() == "scratch" and not chooser.isEnabled()
    dialog.type("hidden_2", "100")
    assert chooser.isEnabled()


def test_only_the_hidden_layers_that_there_are_can_be_changed(dialog):
    dialog.find(QTabWidget, "train_pages").setCurrentIndex(1)
    fields = [dialog.find(QLineEdit, f"train_hidden_{number}") for number in (1, 2)]
    for recipe, layers in (("softmax", 0), ("mlp", 2), ("cnn", 1)):
        dialog.choose(recipe)
        assert [field.isVisible() for field in fields] == [number < layers for number in range(2)], recipe
        assert dialog.start.isEnabled()


def samples(dialog):
    view = dialog.find(PixelView, "train_samples")
    return [view.value_at(view.picture_rect(index).center() + QPoint(0, 9))[3] for index in range(8)]


def test_sample_images_show_what_the_variations_do_while_they_are_typed(dialog):
    dialog.choose("softmax")
    dialog.find(QTabWidget, "train_pages").setCurrentIndex(2)
    as_they_are = samples(dialog)
    dialog.type("turn", "40")
    turned = samples(dialog)
    assert turned != as_they_are
    dialog.type("turn", "400")
    assert samples(dialog) == turned, "a value that cannot be used changes nothing"
    dialog.type("turn", "40")
    assert samples(dialog) == turned, "the same values give the same pictures"
    dialog.type("turn", "0")
    assert samples(dialog) == as_they_are


def test_the_page_of_a_bad_value_is_shown(dialog):
    pages = dialog.find(QTabWidget, "train_pages")
    for name, page in (("zoom", 2), ("learning_rate", 1), ("test_count", 0)):
        good = dialog.shown(name)
        dialog.type(name, "x")
        assert pages.currentIndex() == page and dialog.problem(name), name
        dialog.type(name, good)
    dialog.type("seed", "x")
    dialog.type("seed", "1")
    dialog.type("shift", "x")
    pages.setCurrentIndex(2)
    dialog.type("turn", "x")
    assert pages.currentIndex() == 2, "it stays where there is something to mend"


@pytest.fixture
def drawings(user_home, stroke_rows):
    """Forty labelled drawings of the user's own."""
    (user_home / "my_drawings.jsonl").write_text("".join(json.dumps(row) + "\n" for row in stroke_rows * 10))


def test_a_run_learns_from_the_sources_that_are_ticked(drawings, dialog, fake_training, qtbot):
    dialog.choose("cnn")
    mine, mnist = (dialog.find(QCheckBox, f"train_source_{name}") for name in ("my_drawings", "mnist"))
    qtbot.waitUntil(lambda: dialog.find(QLabel, "train_source_my_drawings_count").text() == "40 images")
    mine.click()
    mnist.click()
    assert dialog.shown("batch_size") == dialog.shown("train_count"), "a batch is no larger than all there is"
    dialog.train()
    assert fake_training.sources[-1] == [MY_DRAWINGS]
    recipe = fake_training.calls[-1][0]
    assert recipe.train_count == 0 and recipe.validation_count < 10


def test_a_number_that_was_typed_stays_when_other_sources_are_ticked(drawings, dialog, qtbot):
    dialog.choose("softmax-sgd")
    dialog.type("train_count", "20")
    mine, mnist = (dialog.find(QCheckBox, f"train_source_{name}") for name in ("my_drawings", "mnist"))
    qtbot.waitUntil(lambda: dialog.find(QLabel, "train_source_my_drawings_count").text() == "40 images")
    mine.click()
    mnist.click()
    assert dialog.shown("train_count") == "20"
    mnist.click()
    mine.click()
    dialog.choose("mlp")
    assert dialog.shown("train_count") == "55000"


def test_without_any_source_there_is_nothing_to_start(dialog):
    mnist = dialog.find(QCheckBox, "train_source_mnist")
    mnist.click()
    assert dialog.find(QLabel, "train_sources_problem").isVisible() and not dialog.start.isEnabled()
    mnist.click()
    assert not dialog.find(QLabel, "train_sources_problem").isVisible() and dialog.start.isEnabled()


def test_what_stands_below_the_recipe_does_not_move_with_its_words(dialog, qtbot):
    pages, tops = dialog.find(QTabWidget, "train_pages"), set()
    for index in range(dialog.recipe.count()):
        dialog.recipe.setCurrentIndex(index)
        dialog.widget.grab()  # laid out
        tops.add(pages.y())
    assert len(tops) == 1


# --- a run ---


def test_a_run_is_watched(dialog, fake_training, qtbot):
    fake_training.hold()
    dialog.choose("softmax-sgd")
    dialog.start.click()
    assert not dialog.start.isEnabled() and not dialog.recipe.isEnabled()
    fake_training.release(4)
    dialog.wait_for("Step 4 of 10", "1,234 images a second", "60 s left")
    assert (dialog.bar.value(), dialog.bar.maximum()) == (4, 10)
    for figure, value in (("loss", "0.250"), ("accuracy", "90.0 %")):
        description = dialog.find(CurveView, f"{figure}_curves").accessibleDescription()
        assert "Step 4" in description and value in description
    assert dialog.find(PixelView, "train_weights").picture_rect(9).isValid()
    assert not dialog.use.isEnabled()
    fake_training.release()
    qtbot.waitUntil(dialog.use.isEnabled)


def test_the_stages_before_the_first_step_are_told(dialog, fake_training):
    fake_training.loading.clear()
    dialog.start.click()
    assert dialog.status.text() == "Reading the images…"
    dialog.wait_for("Loading TensorFlow")
    assert (dialog.bar.minimum(), dialog.bar.maximum()) == (0, 0)
    words = "Loading TensorFlow… The curves begin as soon as the first step is done."
    assert words in [label.text() for label in dialog.widget.findChildren(QLabel) if label.isVisible()]
    assert dialog.stop.isEnabled() and not dialog.pause.isEnabled(), "there is nothing to hold yet"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_dialog_is_as_large_when_a_run_has_ended_as_before(language, dialog, fake_training, qtbot, like_new):
    install_language(language)
    qtbot.wait(1)
    dialog.widget.set_model_in_use(find_model("cnn")._replace(name="5b", title="The one that class 5b has taught " * 2))
    dialog.choose("drawn")
    dialog.widget.resize(dialog.widget.minimumSizeHint().width(), 680)
    before = dialog.widget.size()
    assert before.width() <= 800
    fake_training.hold()
    dialog.start.click()
    fake_training.release(3)
    qtbot.waitUntil(lambda: dialog.bar.value() == 3)
    assert dialog.widget.minimumSizeHint().width() <= before.width() and dialog.widget.size() == before
    fake_training.release()
    qtbot.waitUntil(dialog.use.isEnabled)
    assert dialog.widget.minimumSizeHint().width() <= before.width() and dialog.widget.size() == before


def test_the_canvas_goes_on_answering(window, dialog, fake_training):
    fake_training.hold()
    dialog.start.click()
    assert fake_training.entered.wait(5)
    draw_strokes(window.canvas, SEVEN)
    assert wait_for_prediction(window).digit == 7


def test_pause_and_resume(dialog, fake_training, qtbot):
    fake_training.hold()
    dialog.start.click()
    fake_training.release(2)
    dialog.wait_for("Step 2 of 10")
    dialog.pause.click()
    assert dialog.pause.text() == "Resume" and "Paused at step 2" in dialog.status.text()
    fake_training.release()
    dialog.wait_for("Paused at step 3")
    dialog.pause.click()
    assert dialog.pause.text() == "Pause"
    qtbot.waitUntil(dialog.use.isEnabled)
    assert fake_training.step == 10


def test_stop_keeps_what_was_learnt(dialog, fake_training, qtbot):
    fake_training.hold()
    dialog.start.click()
    fake_training.release(2)
    dialog.wait_for("Step 2 of 10")
    dialog.stop.click()
    assert dialog.status.text() == "Stopping…" and not dialog.stop.isEnabled() and not dialog.pause.isEnabled()
    fake_training.release()
    qtbot.waitUntil(dialog.use.isEnabled)
    assert fake_training.step == 3
    assert (dialog.bar.value(), dialog.bar.maximum()) == (3, 10), "it stands where it was stopped"
    assert "Stopped" in dialog.find(QLabel, "train_headline").text()


@pytest.fixture
def doubting(dialog, fake_training):
    """The dialog over a run that has learnt its digits and a quarter of its doubt."""
    fake_training.hold()
    dialog.choose("drawn")
    dialog.start.click()
    fake_training.release(fake_training.STEPS + 1)
    dialog.wait_for("Learning what is no digit…")
    dialog.qtbot.waitUntil(lambda: dialog.bar.maximum() == 100)
    assert dialog.bar.value() == 25
    return dialog


def test_learning_the_doubt_is_told_and_can_be_held(doubting, fake_training, qtbot):
    assert doubting.pause.isEnabled()
    doubting.pause.click()
    assert doubting.status.text() == "Paused at step 10 of 10"
    doubting.pause.click()
    assert doubting.status.text() == "Learning what is no digit…"
    fake_training.release()
    qtbot.waitUntil(doubting.use.isEnabled)
    assert "Done" in doubting.find(QLabel, "train_headline").text()


def test_learning_the_doubt_can_be_stopped(doubting, fake_training, qtbot):
    assert doubting.stop.isEnabled()
    doubting.stop.click()
    assert doubting.status.text() == "Stopping…" and not doubting.stop.isEnabled()
    fake_training.release()
    qtbot.waitUntil(doubting.use.isEnabled)
    assert (doubting.bar.value(), doubting.bar.maximum()) == (10, 10), "all digits are learnt"
    assert "it takes a scribble for a digit" in doubting.find(QLabel, "train_headline").text()


def test_a_run_whose_digits_were_stopped_goes_on_to_its_doubt_which_can_be_stopped_too(dialog, fake_training, qtbot):
    fake_training.hold()
    dialog.choose("drawn")
    dialog.start.click()
    fake_training.release(2)
    dialog.wait_for("Step 2 of 10")
    dialog.stop.click()
    fake_training.release(1)
    dialog.wait_for("Learning what is no digit…")
    assert dialog.stop.isEnabled()
    dialog.stop.click()
    fake_training.release()
    qtbot.waitUntil(dialog.use.isEnabled)
    assert "scribble" in dialog.find(QLabel, "train_headline").text()


def test_a_run_stopped_before_its_first_step_leaves_nothing(dialog, fake_training):
    fake_training.loading.clear()
    dialog.start.click()
    dialog.wait_for("Loading")
    QTest.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    shown = [label.text() for label in dialog.widget.findChildren(QLabel) if label.isVisible()]
    assert shown.count("Stopping…") == 2 and not any("Loading" in text or "begin" in text for text in shown)
    fake_training.loading.set()
    dialog.wait_for("before anything was learnt")
    assert dialog.start.isEnabled() and not dialog.use.isEnabled()


def test_a_diverged_run_blames_the_learning_rate_and_keeps_the_last_finite_weights(dialog, fake_training):
    fake_training.diverges = True
    dialog.choose("softmax-sgd")
    dialog.type("learning_rate", "900")
    dialog.train()
    headline = dialog.find(QLabel, "train_headline").text()
    assert "learning rate 900 is too large" in headline and "last finite weights were kept" in headline


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (InputError("mnist_missing", address="a", folder="b"), "MNIST was not found"),
        (MemoryError("too much"), "too much"),
    ],
)
def test_a_failed_run_is_told_and_another_one_can_be_started(dialog, fake_training, error, words):
    fake_training.error = error
    dialog.start.click()
    dialog.wait_for("The run failed", words)
    assert dialog.start.isEnabled() and not dialog.use.isEnabled() and not dialog.stop.isEnabled()
    fake_training.error = None
    dialog.train()


def test_closing_the_dialog_hides_it_and_the_run_goes_on(window, dialog, fake_training, qtbot):
    fake_training.hold()
    dialog.start.click()
    assert fake_training.entered.wait(5)
    QTest.keyClick(dialog.widget, Qt.Key.Key_Escape)
    assert not dialog.widget.isVisible()
    fake_training.release()
    qtbot.waitUntil(dialog.use.isEnabled)


# --- its end ---


def test_the_new_model_stands_beside_the_one_in_use(qtbot, fake_training, saving):
    window = create_window("softmax")
    qtbot.addWidget(window)
    dialog = Dialog(window, qtbot)
    dialog.train()
    assert dialog.find(QTabWidget, "train_tabs").currentIndex() == 1
    assert dialog.find(QLabel, "train_accuracy_new").text().startswith("90.00 %")
    assert dialog.find(QLabel, "train_log_loss_new").text() == "0.545"
    assert dialog.find(QLabel, "train_accuracy_in_use").text().startswith("10.00 %")
    assert any("In use: Softmax" in label.text() for label in dialog.widget.findChildren(QLabel))
    window.close()


def test_somebody_elses_classifier_is_left_alone(dialog, fake_classifier):
    dialog.train()
    assert not fake_classifier.batches
    assert not dialog.find(QLabel, "train_accuracy_in_use").isVisible()


def test_the_confusion_matrix_counts_every_test_image(dialog):
    dialog.train()
    matrix = dialog.find(ConfusionView, "confusion")
    rows = [[int(matrix.item(row, column).text()) for column in range(10)] for row in range(10)]
    assert [sum(row) for row in rows] == [2] * 10
    assert rows[9][4] == rows[8][8] == 2
    assert matrix.item(9, 4).data(Qt.ItemDataRole.AccessibleTextRole) == "2 of 2 images of a 9 were read as 4"


def test_use_saves_under_a_dated_name_and_switches(window, dialog, saving, qtbot, child):
    chooser = child(QComboBox, "model_chooser")
    draw_strokes(window.canvas, SEVEN)
    wait_for_prediction(window)
    dialog.choose("mlcc-dnn")
    dialog.train()
    dialog.use.click()
    assert not dialog.use.isEnabled() and not dialog.start.isEnabled()
    qtbot.waitUntil(lambda: chooser.currentText().startswith("mlcc-dnn"))
    ((_, name, title, sources),) = saving.saved
    assert re.fullmatch(r"mlcc-dnn \d{4}-\d\d-\d\d \d\d\.\d\d", name) and title == name == chooser.currentText()
    assert sources[0]["name"] == "fake"
    assert f"Saved as {name}, and in use" in dialog.status.text()
    assert wait_for_prediction(window).input_image.any()
    assert name in [card.name for card in list_models()[0]]


def test_a_model_is_saved_once_however_often_it_is_used(dialog, saving, qtbot, child):
    dialog.train()
    for _ in range(2):
        dialog.use.click()
        dialog.wait_for("in use")
    assert len(saving.saved) == 1


def test_two_models_of_one_minute_get_two_names(dialog, saving, qtbot):
    for count in (1, 2):
        dialog.train()
        dialog.use.click()
        qtbot.waitUntil(lambda count=count: len(saving.saved) == count and dialog.start.isEnabled())
    assert len({name for _, name, _, _ in saving.saved}) == 2


def test_save_as_takes_any_good_name_and_does_not_switch(window, dialog, saving, child, qtbot):
    chooser = child(QComboBox, "model_chooser")
    before, count = chooser.currentText(), chooser.count()
    dialog.train()
    dialog.save.click()
    asked = dialog.find(QInputDialog, "train_save_dialog")
    confirm = asked.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    for bad in ("", "../up", "cnn"):
        asked.setTextValue(bad)
        assert not confirm.isEnabled() and asked.labelText() != "Name of the model", bad
    asked.setTextValue("Class 5b")
    assert confirm.isEnabled()
    confirm.click()
    dialog.wait_for("Saved as Class 5b")
    assert chooser.count() == count + 1 and chooser.currentText() == before
    dialog.save.click()
    again = dialog.widget.findChildren(QInputDialog)[-1]
    again.setTextValue("Class 5b")
    assert "already" in again.labelText()
    again.reject()


def test_export_writes_the_file_that_was_chosen(dialog, saving, tmp_path):
    dialog.train()
    dialog.export.click()
    asked = dialog.find(QFileDialog, "train_export_dialog")
    asked.fileSelected.emit(str(tmp_path / "mine.tflite"))
    asked.reject()
    dialog.wait_for("Saved as mine.tflite")
    assert saving.exported == [("network", tmp_path / "mine.tflite")]


def test_what_cannot_be_saved_is_not_lost(dialog, saving, child):
    chooser = child(QComboBox, "model_chooser")
    before = chooser.currentText()
    saving.error = InputError("file_unwritable", path="models", reason="the disk is full")
    dialog.train()
    dialog.use.click()
    dialog.wait_for("Not saved", "the disk is full")
    assert chooser.currentText() == before and dialog.use.isEnabled()
    saving.error = None
    dialog.use.click()
    dialog.wait_for("in use")


def test_discard_forgets_the_model(dialog, saving):
    dialog.train()
    dialog.discard.click()
    assert not dialog.use.isEnabled() and dialog.start.isEnabled()
    assert dialog.find(QTabWidget, "train_tabs").currentIndex() == 0
    assert not user_models_folder().exists()


def test_a_run_that_comes_to_nothing_leaves_the_model_before(dialog, fake_training, saving, qtbot):
    dialog.train()
    fake_training.error = MemoryError("too much")
    dialog.start.click()
    assert not dialog.use.isEnabled(), "while another one is trained"
    dialog.wait_for("The run failed")
    assert dialog.use.isEnabled()
    dialog.use.click()
    dialog.wait_for("in use")
    assert len(saving.saved) == 1


def test_another_run_does_not_lose_a_model_that_nobody_saved(dialog, saving, qtbot):
    other = dialog.find(QPushButton, "train_other")
    for recipe in ("softmax-sgd", "mlp"):
        dialog.choose(recipe)
        dialog.train()
    assert other.isVisible()
    other.click()
    dialog.use.click()
    dialog.wait_for("Saved as softmax-sgd", "in use")
    other.click()
    assert not other.isVisible(), "what was saved is in the list of models"
    dialog.use.click()
    dialog.wait_for("Saved as mlp", "in use")
    assert [result.recipe.name for result, *_ in saving.saved] == ["softmax-sgd", "mlp"]


def test_every_model_that_nobody_saved_can_be_gone_back_to(dialog, saving):
    other = dialog.find(QPushButton, "train_other")
    recipes = ["softmax-sgd", "mlp", "mlcc-linear", "cnn"]
    for recipe in recipes:
        dialog.choose(recipe)
        dialog.train()
    assert "3" in other.toolTip()
    for _ in ["mlcc-linear", "mlp", "softmax-sgd", "cnn", "mlcc-linear"]:  # from new to old, and round
        QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    for _ in recipes:
        dialog.use.click()
        dialog.wait_for("in use")
        if other.isVisible():
            QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert [result.recipe.name for result, *_ in saving.saved] == ["mlcc-linear", "mlp", "softmax-sgd", "cnn"]


def test_all_models_that_nobody_saved_are_saved_before_closing(window, dialog, saving, qtbot, close_as_a_user):
    for recipe in ("softmax-sgd", "mlp", "mlcc-linear"):
        dialog.choose(recipe)
        dialog.train()
    close_as_a_user(window)
    assert question(window).text() == "3 new models are not saved."
    with qtbot.waitSignal(window.closed):
        question(window).findChild(QPushButton, "close_save").click()
    assert {result.recipe.name for result, *_ in saving.saved} == {"softmax-sgd", "mlp", "mlcc-linear"}


def test_discard_forgets_one_of_two_models(dialog, saving):
    for recipe in ("softmax-sgd", "mlp"):
        dialog.choose(recipe)
        dialog.train()
    dialog.discard.click()
    assert dialog.use.isEnabled() and not dialog.find(QPushButton, "train_other").isVisible()
    dialog.use.click()
    dialog.wait_for("Saved as softmax-sgd", "in use")


def test_two_models_that_nobody_saved_are_saved_before_closing(window, dialog, saving, qtbot, close_as_a_user):
    for _ in range(2):
        dialog.train()
    close_as_a_user(window)
    assert question(window).text() == "2 new models are not saved."
    with qtbot.waitSignal(window.closed):
        question(window).findChild(QPushButton, "close_save").click()
    assert len({name for _, name, _, _ in saving.saved}) == 2


# --- the window ---


def test_a_window_closed_while_training_goes_at_once(window, dialog, fake_training, qtbot):
    fake_training.hold()
    dialog.start.click()
    assert fake_training.entered.wait(5)
    with qtbot.waitSignal(window.closed, timeout=1000):
        window.close()
    assert not window.isVisible() and not dialog.widget.isVisible()
    fake_training.release()
    qtbot.waitUntil(lambda: fake_training.step == 1)
    qtbot.wait(20)  # late words of the run change nothing
    assert not dialog.use.isEnabled() and "Step" not in dialog.status.text()


def question(window):
    return window.findChild(QMessageBox, "close_question")


def test_closing_the_window_over_a_run_asks_and_may_keep_training(
    window, dialog, fake_training, qtbot, close_as_a_user
):
    fake_training.hold()
    dialog.start.click()
    assert fake_training.entered.wait(5)
    close_as_a_user(window)
    close_as_a_user(window)  # impatience asks no second time
    assert window.isVisible() and question(window).isVisible()
    assert len(window.findChildren(QMessageBox, "close_question")) == 1
    QTest.keyClick(question(window), Qt.Key.Key_Return)  # who is not sure keeps training
    qtbot.waitUntil(lambda: question(window) is None)
    assert window.isVisible()
    fake_training.release()
    qtbot.waitUntil(dialog.use.isEnabled)
    dialog.discard.click()
    close_as_a_user(window)
    assert not window.isVisible() and question(window) is None, "there is nothing left to ask"


def test_stop_and_close_lets_the_window_go_at_once(window, dialog, fake_training, qtbot, close_as_a_user):
    fake_training.hold()
    dialog.start.click()
    assert fake_training.entered.wait(5)
    close_as_a_user(window)
    begin = time.monotonic()
    with qtbot.waitSignal(window.closed, timeout=1000):
        question(window).findChild(QPushButton, "close_stop").click()
    assert not window.isVisible() and time.monotonic() - begin < 0.2
    fake_training.release()


def test_a_model_that_nobody_saved_is_there_when_the_dialog_opens_again(window, dialog):
    dialog.train()
    accuracy = dialog.find(QLabel, "train_accuracy_new").text()
    QTest.keyClick(dialog.widget, Qt.Key.Key_Escape)
    assert not dialog.widget.isVisible()
    window.findChild(QAction, "action_train").trigger()
    assert dialog.widget.isVisible() and dialog.use.isEnabled()
    assert dialog.find(QLabel, "train_accuracy_new").isVisible()
    assert dialog.find(QLabel, "train_accuracy_new").text() == accuracy


def test_closing_over_a_model_that_nobody_saved_asks_and_saves_it(window, dialog, saving, qtbot, close_as_a_user):
    dialog.train()
    close_as_a_user(window)
    assert window.isVisible() and question(window).text() == "A trained model is not saved."
    QTest.keyClick(question(window), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: question(window) is None)
    assert window.isVisible() and dialog.use.isEnabled() and not saving.saved, "who is not sure loses nothing"
    close_as_a_user(window)
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(question(window), Qt.Key.Key_Return)
    assert not window.isVisible() and len(saving.saved) == 1
    assert saving.saved[0][1] in [card.name for card in list_models()[0]]


def test_a_model_that_is_left_is_lost_and_the_window_goes(window, dialog, saving, close_as_a_user):
    dialog.train()
    close_as_a_user(window)
    question(window).findChild(QPushButton, "close_leave").click()
    assert not window.isVisible() and not saving.saved


def test_nobody_is_asked_about_a_model_that_was_saved(window, dialog, saving, close_as_a_user):
    dialog.train()
    dialog.use.click()
    dialog.wait_for("in use")
    close_as_a_user(window)
    assert not window.isVisible() and question(window) is None


def export(dialog, path):
    dialog.export.click()
    asked = dialog.widget.findChildren(QFileDialog, "train_export_dialog")[-1]
    asked.fileSelected.emit(str(path))
    asked.reject()
    dialog.wait_for(f"Saved as {path.name}")


def test_nobody_is_asked_about_a_model_that_was_exported(window, dialog, saving, tmp_path, close_as_a_user):
    dialog.train()
    export(dialog, tmp_path / "mine.keras")
    close_as_a_user(window)
    assert not window.isVisible() and question(window) is None, "it lies where the user put it"


def test_only_the_model_that_was_not_exported_is_asked_about_and_saved(
    window, dialog, saving, qtbot, tmp_path, close_as_a_user
):
    for recipe in ("softmax-sgd", "mlp"):
        dialog.choose(recipe)
        dialog.train()
    export(dialog, tmp_path / "mine.keras")
    close_as_a_user(window)
    assert question(window).text() == "A trained model is not saved."
    with qtbot.waitSignal(window.closed):
        question(window).findChild(QPushButton, "close_save").click()
    assert [result.recipe.name for result, *_ in saving.saved] == ["softmax-sgd"]


def test_an_exported_model_can_be_gone_back_to_and_used(dialog, saving, tmp_path):
    dialog.choose("softmax-sgd")
    dialog.train()
    export(dialog, tmp_path / "mine.keras")
    dialog.choose("mlp")
    dialog.train()
    QTest.mouseClick(dialog.find(QPushButton, "train_other"), Qt.MouseButton.LeftButton)
    dialog.use.click()
    dialog.wait_for("Saved as softmax-sgd", "in use")


def test_an_export_that_failed_keeps_nothing(window, dialog, saving, tmp_path, close_as_a_user):
    saving.error = InputError("file_unwritable", path="mine.keras", reason="the disk is full")
    dialog.train()
    dialog.export.click()
    asked = dialog.find(QFileDialog, "train_export_dialog")
    asked.fileSelected.emit(str(tmp_path / "mine.keras"))
    asked.reject()
    dialog.wait_for("Not saved")
    close_as_a_user(window)
    assert question(window).text() == "A trained model is not saved."


def test_a_window_whose_model_cannot_be_saved_stays(window, dialog, saving, qtbot, close_as_a_user):
    saving.error = InputError("file_unwritable", path="models", reason="the disk is full")
    dialog.train()
    dialog.widget.close()
    close_as_a_user(window)
    question(window).findChild(QPushButton, "close_save").click()
    dialog.wait_for("Not saved", "the disk is full")
    assert window.isVisible() and dialog.widget.isVisible() and dialog.use.isEnabled()
    saving.error = None
    close_as_a_user(window)
    with qtbot.waitSignal(window.closed):
        question(window).findChild(QPushButton, "close_save").click()
    assert len(saving.saved) == 1


def test_a_run_and_a_model_that_nobody_saved_are_one_question(
    window, dialog, saving, fake_training, qtbot, close_as_a_user
):
    dialog.train()
    fake_training.hold()
    fake_training.entered.clear()
    dialog.start.click()
    assert fake_training.entered.wait(5)
    close_as_a_user(window)
    assert question(window).text() == "A training is running. Stop it and close?"
    assert question(window).informativeText().endswith("A trained model is not saved.")
    with qtbot.waitSignal(window.closed):
        question(window).findChild(QPushButton, "close_save").click()
    assert len(saving.saved) == 1
    fake_training.release()


def test_a_model_that_is_being_exported_is_saved_afterwards(window, dialog, saving, qtbot, tmp_path, close_as_a_user):
    dialog.train()
    dialog.export.click()
    asked = dialog.find(QFileDialog, "train_export_dialog")
    asked.fileSelected.emit(str(tmp_path / "mine.keras"))
    asked.reject()
    close_as_a_user(window)
    with qtbot.waitSignal(window.closed):
        question(window).findChild(QPushButton, "close_save").click()
    assert len(saving.exported) == len(saving.saved) == 1


def test_every_text_changes_with_the_language(dialog, fake_training, like_new):
    fake_training.hold()
    dialog.start.click()
    fake_training.release(1)
    dialog.wait_for("Step 1 of 10")
    for language in ("zh_CN", "en"):
        install_language(language)
        dialog.qtbot.wait(1)
    assert "Step 1 of 10" in dialog.status.text() and dialog.pause.text() == "Pause"


# --- with the real TensorFlow ---


@pytest.mark.slow
def test_from_start_to_a_new_model_in_use(qtbot, monkeypatch, tmp_path, random_mnist):
    random_mnist(6000)
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    window = create_window()
    qtbot.addWidget(window)
    dialog = Dialog(window, qtbot)
    dialog.choose("mlcc-dnn")
    dialog.type("length", "20")
    dialog.type("test_count", "200")
    dialog.start.click()
    qtbot.waitUntil(dialog.use.isEnabled, timeout=120_000)
    assert not dialog.find(QLabel, "train_accuracy_in_use").text().startswith("–")
    dialog.export.click()
    asked = dialog.find(QFileDialog, "train_export_dialog")
    for suffix in ("tflite", "keras"):
        asked.fileSelected.emit(str(tmp_path / f"copy.{suffix}"))
        qtbot.waitUntil(lambda suffix=suffix: dialog.status.text() == f"Saved as copy.{suffix}", timeout=60_000)
    asked.reject()
    dialog.use.click()
    qtbot.waitUntil(lambda: "in use" in dialog.status.text(), timeout=60_000)
    draw_strokes(window.canvas, SEVEN)
    image = wait_for_prediction(window).input_image[np.newaxis]
    shown = window.prediction.probabilities
    window.close()

    import keras

    (card,) = [card for card in list_models()[0] if not card.shipped]
    exported = Classifier((tmp_path / "copy.tflite").read_bytes()).classify(image)[0]
    other = keras.models.load_model(tmp_path / "copy.keras", compile=False).predict(image, verbose=0)[0]
    for probabilities in (load_classifier(card).classify(image)[0], exported, other):
        np.testing.assert_allclose(probabilities, shown, atol=1e-5)
