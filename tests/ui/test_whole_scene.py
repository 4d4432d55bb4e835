"""The scene that the program is built for: a digit is read wrongly, the class sees why, teaches the model, and it is
read; then the old model comes back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QPushButton,
    QSlider,
    QTabWidget,
    QToolButton,
    QWidget,
)

from digitpad.app import create_window
from digitpad.core import datasets, teaching
from digitpad.core.model_store import ModelCard
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.change_view import ChangeView
from digitpad.ui.reason_tab import ReasonTab

LEFT = Qt.MouseButton.LeftButton
SEVEN = [[(170, 220), (300, 100), (280, 400)], [(200, 270), (360, 260)]]
"""With a short head and a bar, as many people write it; softmax is sure that it is a 9."""
LOADING_MS = 120_000
"""TensorFlow's, on a busy machine."""


class Scene:
    """What the teacher does, with mouse and keyboard alone."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.tabs = window.findChild(QTabWidget, "tabs")

    def draw(self, strokes):
        draw_strokes(self.window.canvas, strokes)
        return wait_for_prediction(self.window).digit

    def open(self, name):
        page = self.window.findChild(QWidget, name)
        place = self.tabs.tabBar().tabRect(self.tabs.indexOf(page)).center()
        QTest.mouseClick(self.tabs.tabBar(), LEFT, pos=place)
        assert self.tabs.currentWidget() is page
        tab = page.findChild(ReasonTab)
        self.qtbot.waitUntil(lambda: not tab.is_waiting and tab.findChild(QPushButton, "reason_save").isVisible())
        return tab

    def click(self, kind, name):
        button = self.window.findChild(kind, name)
        assert isinstance(button, QAbstractButton) and button.isVisible() and button.isEnabled(), name
        QTest.mouseClick(button, LEFT)

    def text(self, name):
        return self.window.findChild(QLabel, name).text()

    def wait_for(self, name, words, timeout=5000):
        self.qtbot.waitUntil(lambda: words in self.text(name), timeout=timeout)

    def wait_until_read_as(self, digit):
        self.qtbot.waitUntil(lambda: self.text("predicted_digit") == str(digit))


@pytest.fixture
def scene(qtbot, monkeypatch, tmp_path):
    """A window that reads with softmax on a computer without MNIST, with fewer digits to remember than usual."""
    for variable in ("DIGITPAD_DATA", "KERAS_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setattr(datasets, "SYNTHETIC_COUNTS", {"train": 3000, "test": 200})
    recipe_for = teaching.recipe_for
    monkeypatch.setattr(teaching, "recipe_for", lambda card: replace(recipe_for(card), validation_count=100))
    window = create_window("softmax")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield Scene(window, qtbot)
    window.close()


@pytest.mark.slow
def test_a_wrong_answer_is_explained_mended_and_brought_back(scene):
    assert scene.draw(SEVEN) == 9 and scene.window.prediction.probabilities.max() > 0.9, "sure and wrong"

    scene.open("evidence")
    assert scene.text("evidence_own_sum").startswith("pixels")
    scene.open("steps")
    assert "9" in scene.text("steps_verdict")
    move = scene.open("move")
    turn = move.findChild(QSlider, "move_turn")
    turn.setFocus()
    QTest.keyClick(turn, Qt.Key.Key_Right)
    scene.qtbot.waitUntil(lambda: not move.is_waiting)

    scene.window.canvas.setFocus()
    QTest.keyClick(scene.window.canvas, Qt.Key.Key_7)
    scene.wait_for("label_words", "Kept as 7")
    scene.open("evidence")
    scene.wait_for("evidence_loss", "It should be 7, which got")

    scene.click(QToolButton, "label_teach")
    scene.qtbot.waitUntil(scene.window.findChild(QPushButton, "teach_start").isEnabled)
    scene.click(QPushButton, "teach_start")
    scene.qtbot.waitUntil(scene.window.findChild(QPushButton, "teach_use").isEnabled, timeout=LOADING_MS)
    assert scene.window.findChild(ChangeView, "teach_mine").isVisible()
    scene.click(QPushButton, "teach_use")
    scene.wait_until_read_as(7)
    chooser = scene.window.findChild(QComboBox, "model_chooser")
    assert isinstance(chooser.currentData(), ModelCard) and chooser.currentData().name.startswith("softmax taught")

    scene.click(QPushButton, "teach_undo")
    scene.wait_until_read_as(9)
    assert chooser.currentData().name == "softmax"
