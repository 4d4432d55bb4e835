import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout

from digitpad.ui.placement import StaysOnScreen, moved_inside, place_beside

WANTED, LEAST = QSize(1120, 656), QSize(770, 480)


@pytest.mark.parametrize(
    ("screen", "window", "answer", "canvas", "expected"),
    [
        # A wide screen has room beside the whole window.
        ((0, 0, 2560, 1440), (100, 100, 1240, 740), 980, 700, (1348, 100, 1120, 656)),
        # Beside a window that fills the screen it covers the tabs.
        ((0, 0, 1920, 1080), (0, 0, 1920, 1080), 1100, 800, (1108, 0, 812, 656)),
        # Or the answer too, but not the canvas.
        ((0, 0, 1600, 900), (200, 100, 1240, 740), 1080, 800, (808, 100, 792, 656)),
        # There is no room: as much of the canvas as can be.
        ((0, 0, 1280, 800), (20, 30, 1240, 740), 900, 620, (510, 30, 770, 656)),
        # On a second screen, and one that is too small.
        ((1280, 0, 640, 480), (1280, 0, 640, 480), 1700, 1600, (1280, 0, 640, 480)),
        # The window hangs over the lower edge.
        ((0, 0, 2560, 1440), (100, 1000, 1240, 740), 980, 700, (1348, 784, 1120, 656)),
    ],
    ids=["beside", "tabs", "answer", "canvas", "small", "low"],
)
def test_a_dialog_covers_as_little_as_can_be(screen, window, answer, canvas, expected):
    window = QRect(*window)
    kept = [window] + [QRect(window.topLeft(), QSize(right - window.left(), 700)) for right in (answer, canvas)]
    assert place_beside(QRect(*screen), kept, WANTED, LEAST).getRect() == expected


def test_the_training_dialog_is_small_enough_for_a_small_screen(window, qtbot):
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    window.findChild(QAction, "action_train").trigger()
    least = window.findChild(QWidget, "train_dialog").minimumSizeHint()
    assert least.width() <= 800 and least.height() <= 600


@pytest.mark.parametrize("name", ["train", "teach"])
def test_training_and_teaching_cover_as_little_of_the_drawing_as_can_be(window, name):
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    screen = window.screen().availableGeometry()
    window.findChild(QAction, f"action_{name}").trigger()
    dialog = window.findChild(QWidget, f"{name}_dialog")
    assert screen.width() < window.width(), "else there would be room beside it"
    assert dialog.geometry().right() == screen.right()
    assert 400 < dialog.width() < screen.width()


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ((100, 100, 700, 500), (100, 100)),
        ((700, 400, 700, 500), (580, 300)),
        ((-20, -10, 700, 500), (0, 0)),
        ((300, 100, 1400, 900), (0, 0)),
    ],
    ids=["inside", "right and below", "left and above", "too large"],
)
def test_a_window_is_moved_no_further_than_to_the_edge_of_the_screen(frame, expected):
    moved = moved_inside(QRect(0, 0, 1280, 800), QRect(*frame))
    assert (moved.x(), moved.y()) == expected and moved.size() == QRect(*frame).size()


def test_a_window_that_grows_over_the_edge_of_the_screen_moves_back(show, qtbot):
    window, words = QDialog(), QLabel("few")
    QVBoxLayout(window).addWidget(words)
    StaysOnScreen(window)
    show(window, 100, 100)
    screen = QApplication.primaryScreen().availableGeometry()
    window.move(screen.right() - 110, 200)
    words.setText("more of them than there were " * 3)
    qtbot.waitUntil(lambda: window.width() > 200)
    assert screen.contains(window.frameGeometry()) and window.y() == 200
    window.move(-50, 200)
    words.setText("few")
    qtbot.wait(10)
    assert window.x() < -40, "where somebody has put it, as long as it does not grow"
