import pytest
from PySide6.QtCore import QRect, QSize

from digitpad.ui.placement import place_beside

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
