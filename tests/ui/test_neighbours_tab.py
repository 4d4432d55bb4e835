import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QTabWidget, QWidget

from digitpad.core import neighbours
from digitpad.core.mnist_source import find_mnist
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import set_appearance
from digitpad.ui.map_view import MapView
from digitpad.ui.neighbours_tab import NeighboursTab
from digitpad.ui.picture_list import PictureList

LEFT = Qt.MouseButton.LeftButton
COUNT = 60
BAR = [(250, 100), (250, 400)]
LYING = [(100, 250), (400, 250)]


@pytest.fixture
def mnist(monkeypatch, tmp_path):
    """Upright bars are ones, lying ones are sevens; each is a little longer than the one before."""
    labels = np.where(np.arange(COUNT) % 2, 7, 1)
    images = np.zeros((COUNT, 28, 28), np.uint8)
    for place, image in enumerate(images):
        reach = 5 + place // 10
        if place % 2:
            image[13:16, 14 - reach : 14 + reach] = 255
        else:
            image[14 - reach : 14 + reach, 13:16] = 255
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    np.savez(tmp_path / "mnist.npz", x_test=images[:9], y_test=labels[:9], x_train=images, y_train=labels)


class Neighbours:
    """The tab in its window, and what its tests do to it."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.tabs = window.findChild(QTabWidget, "tabs")
        page = window.findChild(QWidget, "neighbours")
        self.tabs.setCurrentIndex(self.tabs.indexOf(page))
        self.tab = page.findChild(NeighboursTab)
        self.map = self.find(MapView, "map")
        self.pictures = self.find(PictureList, "pictures")

    def find(self, kind, name):
        return self.tab.findChild(kind, f"neighbours_{name}")

    def wait_for(self, words):
        status = self.find(QLabel, "status")
        self.qtbot.waitUntil(lambda: words in status.text() and status.isVisible())

    def draw(self, strokes):
        self.window.canvas.clear()
        draw_strokes(self.window.canvas, strokes)
        wait_for_prediction(self.window)


def test_the_nearest_pictures_follow_the_drawing(window, qtbot, mnist):
    shown = Neighbours(window, qtbot)
    shown.wait_for("Draw one digit, and see which of 60 images are most like it.")
    assert shown.tab.findChild(QComboBox, "data_source").currentText() == "MNIST, training images"
    shown.draw([BAR])
    shown.wait_for("All 10 nearest images show a 1.")
    assert shown.pictures.shown_count == 10 and not (shown.pictures.shown_rows % 2).any()
    shown.draw([LYING])
    shown.wait_for("All 10 nearest images show a 7.")
    window.canvas.clear()
    shown.wait_for("Draw one digit")
    assert shown.pictures.shown_count == 0


def test_the_map_stays_where_it_is_while_somebody_draws(window, qtbot, mnist):
    window.resize(1024, 700)
    shown = Neighbours(window, qtbot)
    shown.wait_for("Draw one digit")
    QApplication.processEvents()
    status = shown.find(QLabel, "status")
    assert status.heightForWidth(status.width()) > 1.5 * status.fontMetrics().lineSpacing(), "two lines"
    before = shown.map.geometry()
    shown.draw([BAR])
    shown.wait_for("All 10 nearest")
    QApplication.processEvents()
    assert shown.map.geometry() == before


@pytest.mark.parametrize("strokes", [[BAR], [[(120, 100), (120, 400)], [(380, 100), (380, 400)]]])
def test_in_the_least_window_the_map_begins_below_the_pictures(window, qtbot, mnist, strokes):
    window.resize(1024, 700)
    shown = Neighbours(window, qtbot)
    shown.draw(strokes)
    shown.wait_for("All 10 nearest")
    QApplication.processEvents()
    pictures = shown.pictures.geometry()
    assert pictures.bottom() < shown.map.geometry().top() and pictures.height() >= shown.pictures.height_of(1)


@pytest.mark.parametrize(("size", "zoom"), [((1024, 700), 2), ((1280, 800), 2), ((1920, 1080), 4), ((3840, 2160), 8)])
def test_the_nearest_pictures_stand_in_two_even_rows_as_large_as_there_is_room_for(window, qtbot, mnist, size, zoom):
    window.resize(*size)
    shown = Neighbours(window, qtbot)
    shown.draw([BAR])
    shown.wait_for("All 10 nearest")
    QApplication.processEvents()
    model = shown.pictures.model()
    assert (model.rowCount(), model.columnCount()) == (2, 5)
    places = [shown.pictures.visualRect(model.index_at(place)) for place in range(10)]
    assert len({place.size().toTuple() for place in places}) == 1
    view = shown.pictures.viewport().rect()
    assert view.contains(places[0]) and view.contains(places[9]), "all of them without scrolling"
    assert view.right() - places[4].right() < 5, "nothing is kept free for a bar that never comes"
    assert places[0].height() - 28 * zoom < 40
    assert shown.map.height() >= shown.pictures.height() or size[1] < 1000


@pytest.mark.parametrize("height", [580, 640, 660, 680, 700])
def test_no_row_of_the_nearest_pictures_is_cut_through(window, qtbot, mnist, height):
    window.setMinimumSize(1, 1)
    window.resize(1024, height)
    shown = Neighbours(window, qtbot)
    shown.draw([BAR])
    shown.wait_for("All 10 nearest")
    QApplication.processEvents()
    assert shown.pictures.height() in (shown.pictures.height_of(1), shown.pictures.height_of(2))


def test_a_picture_goes_from_the_list_or_the_map_to_the_canvas(window, qtbot, mnist):
    shown = Neighbours(window, qtbot)
    shown.draw([BAR])
    shown.wait_for("show a 1")
    first = shown.pictures.visualRect(shown.pictures.model().index(0, 0)).center()
    QTest.mouseClick(shown.pictures.viewport(), LEFT, pos=first)
    assert window.canvas.drawing.image.shape == (28, 28, 3)
    window.canvas.undo()
    assert window.canvas.drawing.image is None
    with qtbot.waitSignal(shown.map.picture_chosen) as chosen:
        QTest.mouseClick(shown.map, LEFT, pos=shown.map.place_of(20).toPoint())
    picture = np.load(find_mnist())["x_train"][chosen.args[0]]
    np.testing.assert_array_equal(255 - window.canvas.drawing.image[..., 0], picture)
    assert chosen.args[0] % 2 == 0


def test_what_is_drawn_while_the_map_is_made_is_found_afterwards(window, qtbot, mnist, monkeypatch):
    build, begun, may_end = neighbours.build, threading.Event(), threading.Event()

    def held(*arguments):
        begun.set()
        assert may_end.wait(10)
        return build(*arguments)

    monkeypatch.setattr(neighbours, "build", held)
    shown = Neighbours(window, qtbot)
    qtbot.waitUntil(begun.is_set)
    shown.draw([BAR])
    may_end.set()
    shown.wait_for("All 10 nearest images show a 1.")


def test_making_the_map_can_be_stopped_and_gone_on_with(window, qtbot, mnist, monkeypatch):
    stops, build = [], neighbours.build
    monkeypatch.setattr(neighbours, "build", lambda *arguments: None if not stops else build(*arguments))
    shown = Neighbours(window, qtbot)
    shown.wait_for("Stopped before all images were looked at.")
    stops.append(1)
    QTest.mouseClick(shown.find(QPushButton, "go_on"), LEFT)
    shown.wait_for("Draw one digit")


def test_the_map_writes_each_digit_and_is_painted_light_and_dark(window, qtbot, mnist, like_new):
    shown = Neighbours(window, qtbot)
    shown.draw([BAR])
    shown.wait_for("show a 1")

    def ground():
        image = shown.map.grab().toImage()
        return image.pixelColor(3, image.height() // 2).lightnessF()

    set_appearance("light")
    qtbot.waitUntil(lambda: ground() > 0.9)
    set_appearance("dark")
    qtbot.waitUntil(lambda: ground() < 0.3)


def test_of_several_digits_one_has_its_place(window, qtbot, mnist):
    shown = Neighbours(window, qtbot)
    shown.draw([[(100, 100), (100, 400)], [(400, 100), (400, 400)]])
    shown.wait_for("nearest images show a 1")
    assert "digit 1 of 2" in shown.tab.findChild(QLabel, "reason_part").text()
