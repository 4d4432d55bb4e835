import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTabWidget, QWidget

from digitpad.app import create_window
from digitpad.core import datasets, model_store
from digitpad.core.my_drawings import add_drawing
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.confusion_view import ConfusionView
from digitpad.ui.languages import install_language
from digitpad.ui.mistakes_tab import MistakesTab
from digitpad.ui.picture_list import PictureList

LEFT = Qt.MouseButton.LeftButton
COUNT = 60
BAR = [(250, 100), (250, 400)]


@pytest.fixture
def mnist(data_folder):
    """A small one: bars, further right for each label from 0 to 9."""
    labels = np.arange(COUNT) % 10
    images = np.zeros((COUNT, 28, 28), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[5:23, 6 + label : 9 + label] = 255
    np.savez(data_folder / "mnist.npz", x_test=images, y_test=labels, x_train=images[:20], y_train=labels[:20])


class Mistakes:
    """The tab in its window, and what its tests do to it."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.tabs = window.findChild(QTabWidget, "tabs")
        self.page = window.findChild(QWidget, "mistakes")
        self.open()
        self.tab = self.page.findChild(MistakesTab)

    def open(self):
        self.tabs.setCurrentIndex(self.tabs.indexOf(self.page))

    def find(self, kind, name):
        return self.tab.findChild(kind, f"mistakes_{name}")

    def click(self, name):
        QTest.mouseClick(self.find(QPushButton, name), LEFT)

    @property
    def pictures(self):
        return self.find(PictureList, "pictures")

    def text(self, name):
        return self.find(QLabel, name).text()

    def wait_for(self, words):
        self.qtbot.waitUntil(lambda: words in self.text("status") and self.find(QLabel, "status").isVisible())

    def choose(self, name, text):
        chooser = self.find(QComboBox, name) or self.tab.findChild(QComboBox, name)
        self.qtbot.waitUntil(lambda: chooser.findText(text) >= 0)
        chooser.setFocus()
        chooser.setCurrentIndex(chooser.findText(text))
        chooser.activated.emit(chooser.currentIndex())

    def click_cell(self, matrix, label, digit):
        view = self.find(ConfusionView, matrix)
        place = view.visualRect(view.model().index(label, digit)).center()
        QTest.mouseClick(view.viewport(), LEFT, pos=place)


@pytest.fixture
def window(show, fake_classifier, monkeypatch):
    """A window whose models read all pictures as 7."""
    monkeypatch.setattr(model_store, "load_classifier", lambda card: fake_classifier)
    window = show(create_window(fake_classifier))
    yield window
    window.close()


def test_there_is_no_way_to_all_mistakes_before_any_are_known(show):
    tab = show(MistakesTab())
    assert not tab.findChild(QPushButton, "mistakes_all").isVisible()


def test_the_tab_speaks_without_a_drawing_and_shows_all_mistakes(window, qtbot, mnist):
    mistakes = Mistakes(window, qtbot)
    mistakes.wait_for("10.00 % right · 54 mistakes · log loss")
    assert mistakes.pictures.shown_count == 54 and mistakes.text("caption") == "All 54 mistakes, the surest first"
    assert mistakes.find(ConfusionView, "one_matrix").item(3, 7).text() == "6"
    mistakes.click("one_percent")
    assert mistakes.find(ConfusionView, "one_matrix").item(3, 7).text() == "100"


def test_a_cell_shows_its_pictures_and_a_picture_goes_on_the_canvas(window, qtbot, mnist, fake_classifier):
    mistakes = Mistakes(window, qtbot)
    mistakes.wait_for("54 mistakes")
    mistakes.click_cell("one_matrix", 3, 7)
    assert mistakes.text("caption") == "3 read as 7: 6, the surest first"
    assert mistakes.pictures.shown_rows.tolist() == [3, 13, 23, 33, 43, 53]
    first = mistakes.pictures.visualRect(mistakes.pictures.model().index(0, 0)).center()
    QTest.mouseClick(mistakes.pictures.viewport(), LEFT, pos=first)
    prediction = wait_for_prediction(window)
    assert window.canvas.drawing.image.shape == (28, 28, 3) and prediction.digit == 7
    mistakes.click("all")
    assert mistakes.pictures.shown_count == 54
    mistakes.click_cell("one_matrix", 3, 7)
    assert mistakes.pictures.shown_count == 6


def test_cells_are_reached_by_keyboard(window, qtbot, mnist):
    mistakes = Mistakes(window, qtbot)
    mistakes.wait_for("54 mistakes")
    matrix = mistakes.find(ConfusionView, "one_matrix")
    mistakes.click_cell("one_matrix", 2, 6)
    QTest.keyClick(matrix, Qt.Key.Key_Down)
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    assert mistakes.text("caption") == "3 read as 7: 6, the surest first"
    QTest.keyClick(matrix, Qt.Key.Key_Tab)
    assert not matrix.hasFocus() and mistakes.text("caption").startswith("3 read as 7")


def test_pictures_read_rightly_can_be_seen_too(window, qtbot, mnist):
    mistakes = Mistakes(window, qtbot)
    mistakes.wait_for("54 mistakes")
    mistakes.click_cell("one_matrix", 7, 7)
    assert mistakes.text("caption") == "7 read rightly: 6, the surest first"


def test_three_models_stand_side_by_side(window, qtbot, mnist, fake_classifier):
    mistakes = Mistakes(window, qtbot)
    mistakes.wait_for("54 mistakes")
    mistakes.click("beside")
    qtbot.waitUntil(lambda: mistakes.text("cnn_figure") == "10.00 %")
    assert [mistakes.text(f"{name}_figure") for name in ("softmax", "mlp", "cnn")] == ["10.00 %"] * 3
    mistakes.click_cell("softmax_matrix", 3, 7)
    mistakes.click_cell("cnn_matrix", 4, 7)
    assert mistakes.text("caption") == "Convolutional network: 4 read as 7: 6, the surest first"
    assert not mistakes.find(ConfusionView, "softmax_matrix").selectedIndexes()
    mistakes.click("beside")
    mistakes.wait_for("54 mistakes")


def test_what_was_read_is_not_read_again(window, qtbot, mnist, fake_classifier):
    mistakes = Mistakes(window, qtbot)
    mistakes.wait_for("54 mistakes")
    mistakes.choose("one_model", "Softmax")
    qtbot.waitUntil(lambda: len(fake_classifier.batches) == 2 and not mistakes.tab.is_waiting)
    mistakes.choose("one_model", "Model in use")
    mistakes.wait_for("54 mistakes")
    mistakes.tabs.setCurrentIndex(0)
    mistakes.open()
    draw_strokes(window.canvas, [BAR])
    wait_for_prediction(window)
    qtbot.waitUntil(lambda: not mistakes.tab.is_waiting)
    assert [len(batch) for batch in fake_classifier.batches if len(batch) == COUNT] == [COUNT] * 2


def test_reading_can_be_stopped_and_gone_on_with(window, qtbot, mnist, fake_classifier, monkeypatch):
    monkeypatch.setattr("digitpad.core.evaluation._CHUNK", 20)
    fake_classifier.hold()
    mistakes = Mistakes(window, qtbot)
    qtbot.waitUntil(fake_classifier.entered.is_set)
    fake_classifier.release()  # let one through
    fake_classifier.hold()
    qtbot.waitUntil(lambda: mistakes.find(QPushButton, "stop").isEnabled() or "mistakes" in mistakes.text("status"))
    mistakes.click("stop")
    fake_classifier.release()
    mistakes.wait_for("Stopped after")
    mistakes.click("go_on")
    mistakes.wait_for("10.00 % right · 54 mistakes")
    assert not mistakes.find(QPushButton, "go_on").isVisible()


def test_without_mnist_the_synthetic_digits_are_read_and_the_download_is_offered(
    window, qtbot, data_folder, monkeypatch
):
    monkeypatch.setitem(datasets.SYNTHETIC_COUNTS, "test", 20)
    mistakes = Mistakes(window, qtbot)
    chooser = mistakes.tab.findChild(QComboBox, "data_source")
    qtbot.waitUntil(lambda: chooser.currentText() == "Synthetic digits, test images")
    mistakes.wait_for("10.00 % right")
    mistakes.choose("data_source", "MNIST, test images")
    qtbot.waitUntil(lambda: mistakes.tab.findChild(QPushButton, "data_download").isVisible())
    assert "70,000 digits" in mistakes.tab.findChild(QLabel, "data_offer").text()


def test_my_drawings_are_read_again_when_there_is_another(window, qtbot, data_folder):
    draw_strokes(window.canvas, [BAR])
    wait_for_prediction(window)
    add_drawing(window.canvas.drawing, 1)
    mistakes = Mistakes(window, qtbot)
    mistakes.wait_for("0.00 % right · 1 mistakes")
    add_drawing(window.canvas.drawing, 7)
    mistakes.tabs.setCurrentIndex(0)
    mistakes.open()
    mistakes.wait_for("50.00 % right")


def test_a_damaged_file_leaves_the_choices(window, qtbot, data_folder):
    (data_folder / "mnist.npz").write_bytes(b"damaged")
    mistakes = Mistakes(window, qtbot)
    mistakes.wait_for("mnist.npz")
    assert mistakes.tab.findChild(QComboBox, "data_source").isVisible()


def test_the_tab_speaks_chinese(window, qtbot, mnist, like_new):
    mistakes = Mistakes(window, qtbot)
    mistakes.wait_for("54 mistakes")
    install_language("zh_CN")
    qtbot.waitUntil(lambda: mistakes.find(QComboBox, "softmax_model").currentText() != "Softmax")


def test_the_window_closes_while_pictures_are_read(window, qtbot, mnist, fake_classifier):
    fake_classifier.hold()
    Mistakes(window, qtbot)
    qtbot.waitUntil(fake_classifier.entered.is_set)
    threading.Timer(0.05, fake_classifier.release).start()
    window.close()
