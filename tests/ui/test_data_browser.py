import functools
import io

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from digitpad.app import create_window
from digitpad.core import model_store
from digitpad.core.my_drawings import add_drawing
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import set_appearance
from digitpad.ui.data_browser import DataBrowser
from digitpad.ui.data_chooser import DataChooser
from digitpad.ui.languages import install_language
from digitpad.ui.picture_list import PictureList
from digitpad.workers.download_thread import DownloadThread

LEFT = Qt.MouseButton.LeftButton
TEST, TRAIN = 60, 40
CHUNK = 1024  # pictures that are read between two questions whether to stop
BAR = [(250, 100), (250, 400)]


def mnist_bytes(test=TEST, train=TRAIN):
    """A small MNIST whose labels go round from 0 to 9; each picture is a bar of ink, further right for each label."""
    arrays = {}
    for part, count in (("test", test), ("train", train)):
        labels = np.arange(count) % 10
        images = np.zeros((count, 28, 28), np.uint8)
        for image, label in zip(images, labels, strict=True):
            image[5:23, 6 + label : 9 + label] = 255
        arrays |= {f"x_{part}": images, f"y_{part}": labels}
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.fixture
def mnist(data_folder):
    (data_folder / "mnist.npz").write_bytes(mnist_bytes())


@pytest.fixture
def model_window(show, fake_classifier, monkeypatch):
    """A window whose model reads all pictures of a data set as 7."""
    monkeypatch.setattr(model_store, "load_classifier", lambda card: fake_classifier)
    window = show(create_window("softmax"))
    draw_strokes(window.canvas, [BAR])
    wait_for_prediction(window)  # the model is loaded
    return window


class Browser:
    """What somebody sees of the browser, and does in it."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        QTest.keyClick(window.canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        self.widget = window.findChild(QDialog, "data_browser")
        self.pictures = self.find(PictureList, "data_pictures")
        self.sources = self.find(QComboBox, "data_source")
        self.tabs = self.find(QTabWidget, "data_tabs")

    def find(self, kind, name):
        found = self.widget.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name):
        return self.find(QLabel, f"data_{name}").text()

    def click(self, name):
        button = self.find(QAbstractButton, f"data_{name}")
        assert button.isVisible() and button.isEnabled(), name
        # At its left: a tick box is wider than its words.
        QTest.mouseClick(
            button,
            LEFT,
            pos=button.rect().center()
            if isinstance(button, QPushButton)
            else button.rect().topLeft() + button.rect().center() / 8,
        )

    def choose(self, name):
        """Chooses a data set with the keyboard, as no test can with the mouse."""
        index = self.sources.findText(name)
        assert index >= 0, [self.sources.itemText(i) for i in range(self.sources.count())]
        self.sources.setFocus()
        while self.sources.currentIndex() != index:
            QTest.keyClick(self.sources, Qt.Key.Key_Down if self.sources.currentIndex() < index else Qt.Key.Key_Up)

    def open(self, path):
        self.find(DataChooser, "data_chooser").open(path)

    def wait_for(self, name, words):
        self.qtbot.waitUntil(lambda: words in self.text(name))
        return self

    def rows(self):
        return self.pictures.shown_rows.tolist()


@pytest.fixture
def browser(mnist, model_window, qtbot):
    """The browser with MNIST's test images, all read as 7."""
    return Browser(model_window, qtbot).wait_for("status", "rightly")


def places(digit, count=TEST):
    return [place for place in range(count) if place % 10 == digit]


def test_it_opens_beside_the_window_with_the_test_images_of_mnist_and_what_the_model_makes_of_them(browser):
    assert browser.widget.isVisible() and not browser.widget.isModal()
    assert browser.sources.currentText() == "MNIST, test images"
    assert browser.text("count") == "60 images"
    assert browser.text("status") == "“Softmax” reads 10.00 % of 60 images rightly."
    assert browser.rows() == list(range(TEST))


def test_pictures_are_filtered_by_digit_by_being_wrong_and_by_confidence(browser):
    label = browser.find(QComboBox, "data_label")
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_3)
    assert browser.rows() == places(3) and browser.text("count") == "6 of 60 images"
    browser.click("wrong")
    assert browser.rows() == places(3)
    for _ in range(4):
        QTest.keyClick(label, Qt.Key.Key_Down)
    assert browser.rows() == []
    browser.click("wrong")
    assert browser.rows() == places(7)
    least = browser.find(QSpinBox, "data_least")
    least.setFocus()
    least.selectAll()
    QTest.keyClicks(least, "91")
    assert browser.rows() == places(7)
    least.selectAll()
    QTest.keyClicks(least, "92")
    assert browser.rows() == []


def test_the_bounds_of_the_confidence_do_not_cross(browser):
    least, most = browser.find(QSpinBox, "data_least"), browser.find(QSpinBox, "data_most")
    most.setValue(50)
    assert browser.rows() == []
    least.setValue(80)
    assert (least.value(), most.value()) == (50, 50)
    most.setValue(95)
    assert browser.rows() == list(range(TEST))


def test_a_click_shows_a_picture_large_with_what_it_is_and_what_is_read(browser):
    assert browser.text("read") == "Click an image to see it large."
    view, index = browser.pictures, browser.pictures.model().index_at(4)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    assert browser.text("what") == "Image 5: a 4"
    assert "reads 7 (91.0 %)" in browser.text("read")


def test_any_one_of_the_pictures_shown_comes_up(browser):
    browser.click("wrong")
    seen = set()
    for _ in range(8):
        browser.click("random")
        seen.add(browser.pictures.marked)
        assert browser.text("what") == f"Image {browser.pictures.marked + 1}: a {browser.pictures.marked % 10}"
    assert len(seen) > 2 and not seen & set(places(7))


def test_the_first_pictures_are_shown_as_rows_of_pixels(browser):
    browser.tabs.setCurrentIndex(1)
    rows = browser.find(QWidget, "data_rows")
    browser.qtbot.waitUntil(lambda: rows.picture_rect(0).width() == 784)
    first = rows.picture_rect(0)
    assert first.height() == TEST
    value = rows.value_at(first.topLeft() + type(first.topLeft())(10 * 28 + 6, 0))
    assert value == (0, 0, 10 * 28 + 6, 1.0)
    browser.find(QComboBox, "data_label").setCurrentIndex(4)
    assert rows.picture_rect(0).height() == 6


@pytest.mark.parametrize("way", ["button", "double click", "key"])
def test_a_picture_goes_on_the_canvas_and_can_be_undone(browser, way):
    view, window = browser.pictures, browser.window
    place = view.visualRect(view.model().index_at(2)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    if way == "button":
        browser.click("use")
    elif way == "key":
        QTest.keyClick(view, Qt.Key.Key_Return)
    else:
        QTest.mouseDClick(view.viewport(), LEFT, pos=place)
    image = window.canvas.drawing.image
    assert image.shape == (28, 28, 3) and image[10, 8].tolist() == [0] * 3 and image[10, 14].tolist() == [255] * 3
    assert wait_for_prediction(window).status != "blank"
    window.commands.undo.trigger()
    assert len(window.canvas.drawing.strokes) == 1


def test_other_data_sets_are_chosen_and_loaded(browser, qtbot):
    browser.pictures.mark_place(3)
    browser.choose("MNIST, training images")
    browser.wait_for("count", "40 images").wait_for("status", "40 images rightly")
    assert browser.text("what") == "" and not browser.find(QPushButton, "data_use").isEnabled()


def test_reading_can_be_stopped_and_the_pictures_stay(browser, fake_classifier, tmp_path):
    (tmp_path / "more.npz").write_bytes(mnist_bytes(test=CHUNK + 100))
    fake_classifier.hold()
    browser.open(tmp_path / "more.npz")
    browser.wait_for("status", "reads the images")
    assert fake_classifier.entered.wait(5)
    assert browser.rows() == list(range(CHUNK + 100))
    assert not browser.find(QCheckBox, "data_wrong").isEnabled()
    assert browser.find(QProgressBar, "data_progress").isVisible()
    browser.click("stop")
    fake_classifier.release()
    browser.wait_for("status", f"of {CHUNK:,} images rightly")
    assert not browser.find(QPushButton, "data_stop").isVisible() and browser.rows() == list(range(CHUNK + 100))


def test_a_data_set_chosen_meanwhile_is_the_one_that_is_shown(browser, fake_classifier):
    fake_classifier.hold()
    browser.choose("MNIST, training images")
    browser.wait_for("status", "reads the images")
    browser.choose("MNIST, test images")
    fake_classifier.release()
    browser.wait_for("status", "60 images rightly")
    assert browser.rows() == list(range(TEST))


def test_another_model_reads_the_pictures_anew(browser, fake_classifier):
    fake_classifier.digit = 3
    browser.pictures.mark_place(3)
    chooser = browser.window.findChild(QComboBox, "model_chooser")
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    browser.wait_for("status", "“Neural network” reads 10.00 %").wait_for("read", "reads 3")
    assert browser.pictures.marked == 3
    browser.click("wrong")
    assert set(places(3)) == set(range(TEST)) - set(browser.rows())


def test_the_sentence_of_a_model_that_cannot_read_stands_there_and_the_pictures_stay(browser, fake_classifier):
    fake_classifier.digit = 77  # no place among ten
    chooser = browser.window.findChild(QComboBox, "model_chooser")
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    browser.wait_for("status", "went wrong")
    assert browser.rows() == list(range(TEST))


def test_without_a_model_of_its_own_the_window_shows_the_pictures_alone(mnist, window, qtbot):
    browser = Browser(window, qtbot).wait_for("count", "60 images")
    qtbot.waitUntil(lambda: browser.text("status") == "")
    browser.click("random")
    assert browser.text("read") == "The model has not read it."
    assert not browser.find(QCheckBox, "data_wrong").isEnabled()


def test_drawings_of_ones_own_are_there_as_soon_as_they_are(browser):
    assert browser.sources.findText("My drawings") >= 0
    browser.choose("My drawings")
    assert browser.text("offer") == "You have not labelled any drawing yet."
    add_drawing(browser.window.canvas.drawing, 1)
    browser.widget.close()
    browser.window.commands.data.trigger()
    browser.wait_for("count", "1 image")


def test_a_file_of_ones_own_is_opened_in_both_halves(browser, tmp_path):
    (tmp_path / "own.npz").write_bytes(mnist_bytes(7, 5))
    browser.open(str(tmp_path / "own.npz"))
    browser.wait_for("count", "7 images")
    assert browser.sources.currentText() == "own.npz, test images"
    browser.choose("own.npz, training images")
    browser.wait_for("count", "5 images")
    browser.choose("MNIST, test images")
    browser.wait_for("count", "60 images")


def test_a_damaged_file_is_told_and_the_pictures_stay(browser, tmp_path):
    (tmp_path / "own.txt").write_text("hello")
    browser.open(str(tmp_path / "own.txt"))
    browser.wait_for("status", "not a data set")
    assert browser.rows() == list(range(TEST))
    (tmp_path / "own.csv").write_text("1,2\n")
    browser.open(str(tmp_path / "own.csv"))
    browser.wait_for("status", "line 1 has 2 columns")
    assert browser.rows() == []


def test_opening_asks_for_a_file_or_a_folder(browser, qtbot):
    menu = browser.find(QPushButton, "data_open").menu()
    for action in menu.actions():
        action.trigger()
        dialog = browser.find(QDialog, "data_open_dialog")
        assert dialog.isVisible()
        dialog.reject()
        qtbot.waitUntil(lambda: browser.widget.findChild(QDialog, "data_open_dialog") is None)


# --- MNIST is not there ---


@pytest.fixture
def offer(data_folder, model_window, qtbot, file_server, monkeypatch):
    """The browser where MNIST is chosen and is not there; downloads come from the server."""
    file_server.content = mnist_bytes()
    thread = functools.partial(DownloadThread, file_server.address, file_server.sha256)
    monkeypatch.setattr("digitpad.ui.data_offer.DownloadThread", thread)
    monkeypatch.setattr("digitpad.core.datasets.SYNTHETIC_COUNTS", {"train": 100, "test": 50})  # quickly drawn
    browser = Browser(model_window, qtbot)
    browser.wait_for("count", "images")
    assert "Synthetic" in browser.sources.currentText(), "what is there is shown first"
    browser.choose("MNIST, test images")
    qtbot.waitUntil(browser.find(QPushButton, "data_download").isVisible)
    return browser


def test_where_nothing_is_there_mnist_is_offered_downloaded_and_shown(offer, user_home):
    assert "not on this computer" in offer.text("offer") and "11 MB" in offer.text("offer")
    label = offer.find(QLabel, "data_offer")
    assert label.height() >= label.heightForWidth(label.width()), "its last line cannot be read"
    offer.click("download")
    offer.wait_for("count", "60 images").wait_for("status", "rightly")
    assert (user_home / "mnist.npz").is_file()
    assert not offer.find(QPushButton, "data_download").isVisible()


def test_a_download_is_cancelled_and_offered_again(offer, file_server, user_home, qtbot):
    file_server.way = "stalled"
    offer.click("download")
    bar = offer.find(QProgressBar, "data_download_progress")
    qtbot.waitUntil(lambda: bar.value() == len(file_server.content) // 2)
    button = offer.find(QPushButton, "data_download")
    assert bar.maximum() == len(file_server.content) and "Cancel" in button.text()
    offer.click("download")
    offer.wait_for("offer", "not on this computer")
    assert "Download" in button.text() and not bar.isVisible()
    assert not (user_home / "mnist.npz").exists()


def test_a_download_that_fails_says_what_to_do_and_can_be_tried_again(offer, file_server):
    file_server.way = "missing"
    offer.click("download")
    offer.wait_for("offer", "404")
    assert file_server.address in offer.text("offer") or "storage.googleapis.com" in offer.text("offer")
    file_server.way = "well"
    offer.click("download")
    offer.wait_for("count", "60 images")


def test_closing_the_window_ends_a_download(offer, file_server, user_home):
    file_server.way = "silent"
    offer.click("download")
    assert file_server.asked.wait(5)
    offer.window.close()
    assert not offer.widget.isVisible()


# --- the browser itself ---


def test_closing_the_window_ends_reading(browser, fake_classifier):
    fake_classifier.hold()
    browser.choose("MNIST, training images")
    browser.wait_for("status", "reads the images")
    browser.window.close()
    assert not browser.widget.isVisible()
    fake_classifier.release()


def test_escape_hides_it_and_what_was_chosen_is_there_again(browser):
    browser.choose("MNIST, training images")
    browser.wait_for("status", "40 images rightly")
    browser.pictures.mark_place(5)
    QTest.keyClick(browser.pictures, Qt.Key.Key_Escape)
    assert not browser.widget.isVisible() and browser.window.isVisible()
    browser.window.findChild(QAction, "action_data").trigger()
    browser.wait_for("status", "40 images rightly")
    assert browser.pictures.marked == 5


def test_everything_that_can_be_used_has_a_name_and_an_explanation(browser):
    for kind in (QComboBox, QSpinBox):
        for widget in browser.widget.findChildren(kind):
            assert widget.accessibleName() and widget.toolTip(), widget.objectName()
    for widget in (browser.pictures, browser.find(QWidget, "data_rows"), browser.find(QWidget, "data_progress")):
        assert widget.accessibleName(), widget.objectName()
    for name in ("open", "random", "stop", "wrong", "use"):
        button = browser.find(QAbstractButton, f"data_{name}")
        assert button.text() and button.toolTip(), name


def test_it_speaks_the_language_of_the_moment_and_goes_dark(browser, like_new):
    light = browser.widget.grab().toImage().pixelColor(3, 3).lightness()
    set_appearance("dark")
    browser.qtbot.waitUntil(lambda: browser.widget.grab().toImage().pixelColor(3, 3).lightness() < light)
    install_language("zh_CN")
    install_language("en")
    assert browser.text("status") == "“Softmax” reads 10.00 % of 60 images rightly."
    assert browser.sources.currentText() == "MNIST, test images"


def test_nothing_moves_when_all_pictures_are_read(browser, fake_classifier):
    fake_classifier.hold()
    browser.choose("MNIST, training images")
    browser.wait_for("status", "reads the images")
    browser.widget.grab()  # laid out
    before = browser.pictures.size()
    fake_classifier.release()
    browser.wait_for("status", "rightly")
    browser.widget.grab()
    assert browser.pictures.size() == before


def test_it_is_usable_on_a_small_screen(browser):
    assert browser.widget.minimumSizeHint().width() <= 1024 and browser.widget.minimumSizeHint().height() <= 700


def test_a_window_that_never_looks_at_data_does_not_load_the_browser(window):
    assert window.findChild(DataBrowser) is None
