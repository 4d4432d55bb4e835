import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QSlider

from digitpad.core.images import read_image
from digitpad.ui.appearance import palette
from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.film import Film, FilmFrame, paint_frame
from digitpad.ui.film_player import FilmPlayer
from digitpad.ui.growth_curve import GrowthCurve
from digitpad.ui.pixel_view import PixelView

POSITIONS = (1, 2, 5, 10, 100)


def growing(positions=POSITIONS):
    """Templates that grow in contrast with their position."""
    shape = np.random.default_rng(1).normal(size=(10, 28, 28)).astype(np.float32)
    return Film(
        title="Grown",
        frames=tuple(FilmFrame(place, shape * (1 + index), f"After {place}") for index, place in enumerate(positions)),
        digits=True,
        curve_title="Accuracy",
        curve=tuple((place, 0.1 + 0.15 * index) for index, place in enumerate(positions)),
        end=max(positions, default=1),
    )


class Player:
    """The player as its user finds it."""

    def __init__(self, qtbot):
        self.qtbot, self.widget = qtbot, FilmPlayer()
        qtbot.addWidget(self.widget)
        self.widget.resize(800, 640)
        self.widget._timer.setInterval(5)
        self.slider = self.find(QSlider, "film_slider")
        self.play, self.save = self.find(QPushButton, "film_play"), self.find(QPushButton, "film_save")
        self.pictures = self.find(PixelView, "film_pictures")
        self.news = self.find(QLabel, "film_news")

    def find(self, kind, name):
        return self.widget.findChild(kind, name)

    @property
    def caption(self):
        return self.find(QLabel, "film_caption").text()

    def show(self, film, index=0):
        self.widget.show_film(film, index, "grown.gif")
        with self.qtbot.waitExposed(self.widget):
            self.widget.show()


@pytest.fixture
def player(qtbot):
    player = Player(qtbot)
    player.show(growing())
    yield player
    player.widget.end()


def test_playing_goes_to_the_last_frame_and_then_begins_again(player, qtbot):
    assert player.caption == "After 1" and player.play.text() == "Play"
    player.play.click()
    assert player.play.text() == "Pause"
    qtbot.waitUntil(lambda: player.caption == "After 100" and player.play.text() == "Play")
    player.widget._timer.setInterval(10_000)
    player.play.click()
    assert player.caption == "After 1" and player.play.text() == "Pause"
    player.play.click()
    assert player.play.text() == "Play"


def test_the_keyboard_plays_and_moves(player):
    player.widget._timer.setInterval(10_000)
    player.slider.setFocus()
    QTest.keyClick(player.slider, Qt.Key.Key_Right)
    assert player.caption == "After 2"
    QTest.keyClick(player.slider, Qt.Key.Key_End)
    assert player.caption == "After 100"
    QTest.keyClick(player.slider, Qt.Key.Key_Space)
    assert player.play.text() == "Pause"
    QTest.keyClick(player.slider, Qt.Key.Key_Space)
    assert player.play.text() == "Play"


def test_buttons_jump_to_the_powers_of_ten_that_there_are(player):
    for position, caption in ((100, "After 100"), (10, "After 10"), (1, "After 1")):
        player.find(QPushButton, f"film_jump_{position}").click()
        assert player.caption == caption
    assert not player.find(QPushButton, "film_jump_1000").isVisible()


def test_the_mouse_moves_along_the_curve(player):
    curve = player.find(GrowthCurve, "growth_curve")
    for index, caption in ((3, "After 10"), (4, "After 100"), (1, "After 2")):
        place = curve.frame_place(index)
        QTest.mouseClick(curve, Qt.MouseButton.LeftButton, pos=QPoint(int(place.x()), int(place.y()) - 5))
        assert player.caption == caption == curve.accessibleDescription()


def test_one_scale_for_all_frames_makes_early_ones_pale(player):
    own = player.pictures.limit
    player.find(QCheckBox, "film_common_scale").click()
    assert player.pictures.limit == pytest.approx(5 * own, rel=0.01)
    player.slider.setValue(4)
    assert player.pictures.limit == pytest.approx(5 * own, rel=0.01)
    player.find(QCheckBox, "film_common_scale").click()
    player.slider.setValue(0)
    assert player.pictures.limit == own


def test_a_film_without_frames_shows_nothing_and_plays_nothing(qtbot):
    player = Player(qtbot)
    player.show(growing(()))
    assert not player.play.isEnabled() and not player.save.isEnabled() and not player.slider.isEnabled()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_curve_is_painted_in_the_accent_colour(player, appearance):
    curve = player.find(GrowthCurve, "growth_curve")
    curve.setPalette(palette(appearance))
    accent = curve.palette().highlight().color()
    pixels = pixels_of(curve.grab().toImage()).astype(int)
    assert (np.abs(pixels - [accent.red(), accent.green(), accent.blue()]).max(axis=2) < 10).sum() > 100


def test_a_film_is_saved_as_an_animation(player, qtbot, tmp_path):
    player.show(growing((1, 10)))
    player.save.click()
    asked = player.find(QFileDialog, "film_save_dialog")
    assert asked.selectedFiles()[0].endswith("grown.gif")
    asked.fileSelected.emit(str(tmp_path / "mine.gif"))
    asked.reject()
    assert not player.save.isEnabled() and "of 2" in player.news.text()
    qtbot.waitUntil(lambda: player.news.text() == "Saved as mine.gif", timeout=20_000)
    assert player.save.isEnabled()
    read, animation = cv2.imreadanimation(str(tmp_path / "mine.gif"))
    assert read and len(animation.frames) == 2 and animation.frames[0].shape[:2] == (960, 1280)
    assert np.abs(animation.frames[0].astype(int) - animation.frames[-1]).max() > 100


def test_a_film_is_saved_as_a_sheet(player, qtbot, tmp_path):
    player.save.click()
    asked = player.find(QFileDialog, "film_save_dialog")
    asked.fileSelected.emit(str(tmp_path / "mine.png"))
    asked.reject()
    qtbot.waitUntil(lambda: player.news.text() == "Saved as mine.png", timeout=20_000)
    assert read_image(tmp_path / "mine.png").shape == (2 * 480, 4 * 640, 3)


def test_what_cannot_be_saved_is_told(player, qtbot, tmp_path):
    player.save.click()
    asked = player.find(QFileDialog, "film_save_dialog")
    asked.fileSelected.emit(str(tmp_path / "missing" / "mine.png"))
    asked.reject()
    qtbot.waitUntil(lambda: "Not saved" in player.news.text(), timeout=20_000)
    assert player.save.isEnabled()


@pytest.mark.parametrize(("count", "side"), [(10, 28), (100, 28), (32, 5), (1, 28)])
def test_a_painted_frame_shows_all_pictures_whole(count, side):
    reds = np.full((count, side, side), 1, np.float32)
    film = Film("Reds", (FilmFrame(1, reds, "All red"),), False, "Accuracy", ((1, 0.5),), 1)
    frame = paint_frame(film, 0, 1.0, 2)
    red = (np.abs(frame.astype(int) - [178, 24, 43]).max(axis=2) < 3).astype(np.uint8)
    pieces, _, boxes, _ = cv2.connectedComponentsWithStats(red)
    sizes = {tuple(box[2:4].tolist()) for box in boxes[1:]}
    assert pieces - 1 == count and len(sizes) == 1
    width, height = sizes.pop()
    assert width == height and width % (2 * side) == 0
