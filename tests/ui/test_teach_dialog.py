import json
import shutil
import time

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QProgressBar, QPushButton, QToolButton, QWidget

from digitpad.app import create_window
from digitpad.core.data_sources import SYNTHETIC
from digitpad.core.datasets import DataSet
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.errors import InputError
from digitpad.core.model_store import CARD_FILE, find_model, read_card
from digitpad.core.my_drawings import add_drawing
from digitpad.core.teaching import Lesson
from digitpad.core.training_data import TrainingData
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.languages import install_language
from digitpad.ui.picture_list import PictureList

SEVEN = Drawing((Stroke.from_points([[150, 110], [350, 110], [220, 400]]),))


class Saving:
    """Takes the place of saving: copies the shipped softmax model, or fails."""

    def __init__(self):
        self.saved, self.error = [], None

    def save(self, result, name, title, data, parent):
        if self.error:
            raise self.error
        self.saved.append((name, data))
        shutil.copytree(find_model("softmax").folder, parent / name)
        card = json.loads((parent / name / CARD_FILE).read_text("utf-8"))
        (parent / name / CARD_FILE).write_text(json.dumps(card | {"title": title}), "utf-8")
        return read_card(parent / name)


@pytest.fixture
def saving(monkeypatch):
    saving = Saving()
    monkeypatch.setattr("digitpad.ui.model_files.save_model", saving.save)
    return saving


@pytest.fixture
def lesson(monkeypatch, fake_training):
    """Two drawings, a 3 and a 7, and twenty blank test images; the taught model reads the 7 alone."""
    blank = np.zeros((20, 28, 28), np.uint8)
    mine = DataSet("my_drawings.jsonl", blank[:2], np.array([3, 7]))
    data = TrainingData(blank, np.arange(20) % 10, blank, np.arange(20) % 10)
    lesson = Lesson(data, mine, SYNTHETIC, [{"name": "my_drawings.jsonl", "count": 2, "sha256": ""}])
    monkeypatch.setattr("digitpad.core.teaching.prepare", lambda recipe, seed, should_stop: lesson)
    now = np.eye(10, dtype=np.float32)[[5, 7]]
    monkeypatch.setattr("digitpad.core.training.probabilities_of", lambda network, images: now)
    return lesson


class Dialog:
    """The dialog as its user finds it."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        window.findChild(QAction, "action_teach").trigger()
        self.widget = window.findChild(QWidget, "teach_dialog")
        self.chooser = window.findChild(QComboBox, "model_chooser")
        self.bar = self.find(QProgressBar, "progress")
        self.start, self.stop, self.use, self.keep, self.undo = (
            self.find(QPushButton, name) for name in ("start", "stop", "use", "keep", "undo")
        )

    def find(self, kind, name):
        return self.widget.findChild(kind, f"teach_{name}")

    @property
    def status(self):
        return self.find(QLabel, "status").text()

    def teach(self):
        self.qtbot.waitUntil(self.start.isEnabled)
        self.start.click()
        self.qtbot.waitUntil(self.use.isEnabled)


@pytest.fixture
def pupil(qtbot):
    """A window that reads with softmax, which can be taught."""
    window = create_window("softmax")
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(pupil, qtbot, lesson, saving):
    add_drawing(SEVEN, 3)
    add_drawing(SEVEN, 7)
    return Dialog(pupil, qtbot)


# --- before ---


def test_it_shows_my_drawings_and_does_not_hold_the_window_up(dialog, qtbot):
    assert dialog.widget.isVisible() and not dialog.widget.isModal()
    qtbot.waitUntil(dialog.start.isEnabled)
    assert dialog.find(PictureList, "drawings").shown_count == 2
    assert not dialog.use.isEnabled() and not dialog.keep.isEnabled() and not dialog.stop.isEnabled()
    assert not dialog.find(QWidget, "mine").isVisible() and not dialog.status
    for widget in (dialog.bar, dialog.stop, dialog.use, dialog.keep, dialog.undo):
        assert not widget.isVisible(), f"{widget.objectName()} is of no use yet"


def test_a_drawing_that_is_kept_meanwhile_appears(dialog, pupil, qtbot):
    qtbot.waitUntil(dialog.start.isEnabled)
    draw_strokes(pupil.canvas, [[(250, 100), (250, 400)]])
    wait_for_prediction(pupil)
    pupil.findChild(QToolButton, "label_1").click()
    qtbot.waitUntil(lambda: dialog.find(PictureList, "drawings").shown_count == 3)


def test_the_button_beside_the_row_opens_it(pupil, qtbot, lesson):
    draw_strokes(pupil.canvas, [[(250, 100), (250, 400)]])
    wait_for_prediction(pupil)
    pupil.findChild(QToolButton, "label_teach").click()
    dialog = pupil.findChild(QWidget, "teach_dialog")
    assert dialog.isVisible()
    status = dialog.findChild(QLabel, "teach_status")
    qtbot.waitUntil(lambda: status.text().startswith("There is nothing to teach yet"))
    assert not dialog.findChild(QPushButton, "teach_start").isEnabled()
    pupil.findChild(QToolButton, "label_2").click()
    qtbot.waitUntil(dialog.findChild(QPushButton, "teach_start").isEnabled)
    assert not status.text()


def test_somebody_elses_classifier_cannot_be_taught(window, qtbot):
    add_drawing(SEVEN, 7)
    dialog = Dialog(window, qtbot)
    qtbot.waitUntil(lambda: dialog.find(PictureList, "drawings").shown_count == 1)
    assert "cannot be taught" in dialog.status and not dialog.start.isEnabled()


def test_a_model_without_its_keras_file_says_so(qtbot, tmp_path):
    shutil.copytree(find_model("softmax").folder, tmp_path / "soft")
    (tmp_path / "soft" / "model.keras").unlink()
    window = create_window(tmp_path / "soft")
    qtbot.addWidget(window)
    add_drawing(SEVEN, 7)
    dialog = Dialog(window, qtbot)
    qtbot.waitUntil(lambda: dialog.find(PictureList, "drawings").shown_count == 1)
    assert "model.keras is missing" in dialog.status and not dialog.start.isEnabled()


# --- a run ---


def test_before_and_after_stand_side_by_side(dialog, fake_training):
    dialog.teach()
    assert fake_training.initial_weights is not None and len(fake_training.initial_weights) == 2
    recipe, _ = fake_training.calls[0]
    assert recipe.architecture == "softmax" and recipe.starts_from == "softmax"
    assert dialog.find(QWidget, "mine").isVisible() and dialog.find(QWidget, "test").isVisible()
    # softmax reads a blank image as one and the same digit, whichever it is
    assert dialog.find(QLabel, "mine_figures").text().endswith("1 now")
    assert dialog.find(QLabel, "test_figures").text().endswith("18 now")
    better = dialog.find(PictureList, "test_better")
    assert better.shown_count >= 16 and "→" in better.model().data(better.model().index(0, 0))
    assert dialog.status == "It has practised: compare, and decide."
    assert dialog.chooser.currentText() == "Softmax", "nothing is used before somebody says so"
    assert dialog.use.isVisible() and dialog.keep.isVisible() and not dialog.bar.isVisible()


def test_what_was_not_sure_is_counted_beside_what_was_right_and_marked(dialog, lesson, monkeypatch):
    doubtful = 0.1 * np.eye(10, dtype=np.float32)[[3, 5]] + 0.09
    monkeypatch.setattr("digitpad.core.training.probabilities_of", lambda network, images: doubtful)
    dialog.teach()
    assert dialog.find(QLabel, "mine_doubts").text() == "Of these, not sure (“?”): 0 before, 1 now"
    assert dialog.find(QLabel, "test_doubts").text() == "Of these, not sure (“?”): 2 before, 0 now"
    captions = [
        pictures.model().caption(row)
        for pictures in (dialog.find(PictureList, "mine_better"), dialog.find(PictureList, "mine_worse"))
        for row in range(pictures.shown_count)
    ]
    assert all(caption.endswith(("→ 3?", "→ 5?")) for caption in captions)


def test_the_dialog_is_low_until_there_is_something_to_compare(dialog, qtbot):
    qtbot.waitUntil(dialog.start.isEnabled)
    low = dialog.widget.height()
    dialog.teach()
    assert dialog.widget.height() > low
    assert dialog.widget.screen().availableGeometry().contains(dialog.widget.frameGeometry())


def test_the_model_answers_on_while_it_is_taught(dialog, pupil, fake_training, qtbot):
    fake_training.hold()
    qtbot.waitUntil(dialog.start.isEnabled)
    dialog.start.click()
    assert fake_training.entered.wait(5)
    draw_strokes(pupil.canvas, [[(250, 100), (250, 400)]])
    wait_for_prediction(pupil)
    assert not dialog.start.isEnabled() and dialog.stop.isEnabled()
    fake_training.release(3)
    qtbot.waitUntil(lambda: "3 of 10" in dialog.status)
    assert (dialog.bar.value(), dialog.bar.maximum()) == (3, 10)
    fake_training.release()
    qtbot.waitUntil(dialog.use.isEnabled)


def test_stop_keeps_what_was_learnt(dialog, fake_training, qtbot):
    fake_training.hold()
    qtbot.waitUntil(dialog.start.isEnabled)
    dialog.start.click()
    fake_training.release(2)
    qtbot.waitUntil(lambda: "2 of 10" in dialog.status)
    dialog.stop.click()
    assert dialog.status == "Stopping…" and not dialog.stop.isEnabled()
    fake_training.release(1)
    qtbot.waitUntil(dialog.use.isEnabled)
    assert dialog.status.startswith("Stopped early")


def test_stopped_before_the_first_step_nothing_is_learnt(dialog, fake_training, qtbot):
    fake_training.loading.clear()
    qtbot.waitUntil(dialog.start.isEnabled)
    dialog.start.click()
    qtbot.waitUntil(lambda: "TensorFlow" in dialog.status)
    dialog.stop.click()
    fake_training.loading.set()
    qtbot.waitUntil(dialog.start.isEnabled)
    assert dialog.status == "Stopped before anything was learnt." and not dialog.use.isEnabled()


def test_a_run_that_fails_says_why_and_can_be_tried_again(dialog, fake_training, qtbot):
    fake_training.error = InputError("model_damaged", name="soft", reason="a bit is missing")
    qtbot.waitUntil(dialog.start.isEnabled)
    dialog.start.click()
    qtbot.waitUntil(lambda: "“soft” is damaged" in dialog.status)
    assert not dialog.use.isEnabled() and dialog.start.isEnabled()
    fake_training.error = None
    dialog.teach()


def test_closing_the_window_ends_the_run(dialog, pupil, fake_training, qtbot):
    fake_training.hold()
    qtbot.waitUntil(dialog.start.isEnabled)
    dialog.start.click()
    assert fake_training.entered.wait(5)
    pupil.close()
    fake_training.release()


def test_closing_the_window_over_the_practice_asks_and_may_keep_practising(
    dialog, pupil, fake_training, qtbot, close_as_a_user
):
    fake_training.hold()
    qtbot.waitUntil(dialog.start.isEnabled)
    dialog.start.click()
    assert fake_training.entered.wait(5)
    close_as_a_user(pupil)
    question = pupil.findChild(QMessageBox, "close_question")
    assert pupil.isVisible() and question.text() == "A model practises your drawings. Stop it and close?"
    QTest.keyClick(question, Qt.Key.Key_Return)  # who is not sure loses nothing
    fake_training.release()
    qtbot.waitUntil(dialog.use.isEnabled)
    dialog.keep.click()
    close_as_a_user(pupil)
    assert not pupil.isVisible(), "there is nothing left to ask"


def test_closing_over_a_taught_model_nobody_has_decided_on_asks_and_saves_it(
    dialog, pupil, saving, qtbot, close_as_a_user
):
    dialog.teach()
    QTest.keyClick(dialog.widget, Qt.Key.Key_Escape)
    pupil.findChild(QAction, "action_teach").trigger()
    assert dialog.use.isEnabled() and dialog.find(QWidget, "mine").isVisible(), "it waits for an answer"
    close_as_a_user(pupil)
    question = pupil.findChild(QMessageBox, "close_question")
    assert pupil.isVisible() and question.text() == "A taught model is not saved."
    with qtbot.waitSignal(pupil.closed):
        QTest.keyClick(question, Qt.Key.Key_Return)
    ((name, _),) = saving.saved
    assert name.startswith("softmax taught") and dialog.chooser.currentText() == "Softmax"


def test_another_practice_does_not_lose_one_that_nobody_has_decided_on(dialog, saving, qtbot):
    other = dialog.find(QPushButton, "other")
    dialog.teach()
    assert not other.isVisible()
    dialog.teach()
    assert other.isVisible() and other.text() == "The other practice"
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert dialog.status == "Another practice of “Softmax”: compare, and decide." and dialog.use.isEnabled()
    dialog.use.click()
    qtbot.waitUntil(dialog.undo.isVisible)
    assert other.isVisible(), "the last one still waits"
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not other.isVisible() and not dialog.undo.isVisible()
    dialog.use.click()
    qtbot.waitUntil(dialog.undo.isVisible)
    assert len({name for name, _ in saving.saved}) == 2


def test_all_practices_that_nobody_has_decided_on_are_saved_before_closing(
    dialog, pupil, saving, qtbot, close_as_a_user
):
    for _ in range(3):
        dialog.teach()
    dialog.keep.click()
    assert dialog.status.startswith("Another practice of") and dialog.find(QWidget, "mine").isVisible()
    close_as_a_user(pupil)
    question = pupil.findChild(QMessageBox, "close_question")
    assert question.text() == "2 new models are not saved."
    with qtbot.waitSignal(pupil.closed):
        question.findChild(QPushButton, "close_save").click()
    assert len({name for name, _ in saving.saved}) == 2


def test_a_practice_that_comes_to_nothing_leaves_what_was_learnt_before(dialog, fake_training, qtbot):
    dialog.teach()
    fake_training.error = InputError("model_damaged", name="soft", reason="a bit is missing")
    dialog.start.click()
    assert not dialog.use.isEnabled() and not dialog.find(QWidget, "mine").isVisible()
    qtbot.waitUntil(lambda: "“soft” is damaged" in dialog.status)
    assert dialog.use.isEnabled() and dialog.find(QWidget, "mine").isVisible()


def test_a_window_that_stops_the_practice_goes_at_once(dialog, pupil, fake_training, qtbot, close_as_a_user):
    fake_training.hold()
    qtbot.waitUntil(dialog.start.isEnabled)
    dialog.start.click()
    assert fake_training.entered.wait(5)
    close_as_a_user(pupil)
    begin = time.monotonic()
    with qtbot.waitSignal(pupil.closed, timeout=1000):
        pupil.findChild(QPushButton, "close_stop").click()
    assert not pupil.isVisible() and time.monotonic() - begin < 0.2
    fake_training.release()


def test_two_runs_are_one_question(dialog, pupil, fake_training, qtbot, close_as_a_user):
    fake_training.hold()
    qtbot.waitUntil(dialog.start.isEnabled)
    dialog.start.click()
    pupil.findChild(QAction, "action_train").trigger()
    pupil.findChild(QPushButton, "train_start").click()
    close_as_a_user(pupil)
    (question,) = pupil.findChildren(QMessageBox, "close_question")
    assert "Stop both" in question.text()
    pupil.findChild(QPushButton, "close_stop").click()
    assert not pupil.isVisible()
    fake_training.release()


# --- afterwards ---


def test_used_the_taught_model_reads_and_one_click_goes_back(dialog, saving, qtbot):
    dialog.teach()
    dialog.use.click()
    qtbot.waitUntil(dialog.undo.isVisible)
    ((name, sources),) = saving.saved
    assert name.startswith("softmax taught") and sources[0]["name"] == "my_drawings.jsonl"
    assert dialog.chooser.currentText() == name and name in dialog.status
    assert not dialog.keep.isVisible() and not dialog.use.isEnabled()
    dialog.undo.click()
    qtbot.waitUntil(lambda: not dialog.undo.isVisible())
    assert dialog.chooser.currentText() == "Softmax" and dialog.status.startswith("“Softmax” reads again")
    dialog.use.click()  # once more, without being saved again
    qtbot.waitUntil(dialog.undo.isVisible)
    assert dialog.chooser.currentText() == name and len(saving.saved) == 1


def test_a_taught_model_is_taught_further(dialog, saving, qtbot, fake_training):
    dialog.teach()
    dialog.use.click()
    qtbot.waitUntil(dialog.undo.isVisible)
    dialog.teach()
    assert fake_training.calls[-1][0].starts_from == saving.saved[0][0]
    dialog.use.click()
    qtbot.waitUntil(lambda: len(saving.saved) == 2 and dialog.undo.isVisible())
    first, second = (name for name, _ in saving.saved)
    assert second != first and second.startswith("softmax taught ") and second.count("taught") == 1
    dialog.undo.click()
    qtbot.waitUntil(lambda: not dialog.undo.isVisible())
    assert dialog.chooser.currentText() == first


def test_the_old_one_is_kept_and_what_was_learnt_is_forgotten(dialog, saving):
    dialog.teach()
    dialog.keep.click()
    assert dialog.status == "“Softmax” stays as it is." and not saving.saved
    assert not dialog.use.isEnabled() and not dialog.find(QWidget, "mine").isVisible() and dialog.start.isEnabled()


def test_what_cannot_be_saved_is_still_here(dialog, saving, qtbot):
    saving.error = InputError("file_unwritable", path="models", reason="disk full")
    dialog.teach()
    dialog.use.click()
    qtbot.waitUntil(lambda: "disk full" in dialog.status)
    saving.error = None
    dialog.use.click()
    qtbot.waitUntil(dialog.undo.isVisible)


def test_every_text_changes_with_the_language(dialog, like_new):
    dialog.teach()
    for language in ("zh_CN", "en"):
        install_language(language)
        dialog.qtbot.wait(1)
    assert dialog.start.text() == "Teach it" and dialog.status == "It has practised: compare, and decide."
