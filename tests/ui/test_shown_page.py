import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTabWidget, QToolButton

from digitpad.app import create_window
from digitpad.testing import draw_strokes, wait_for_prediction

SEVEN = [(150, 110), (350, 110), (220, 400)]
ONE = [(250, 110), (250, 390)]


@pytest.fixture
def window(show):
    return show(create_window("cnn"))


def open_lesson(window, qtbot, name="leaning-1"):
    """Opens a lesson whose first page is a 1, read by softmax."""
    window.lessons.open_prepared(name)
    qtbot.waitUntil(lambda: len(window.lessons.panel.lesson.pages) > 0)
    wait_for_prediction(window)


def close_lesson(window):
    QTest.mouseClick(window.findChild(QToolButton, "lesson_close"), Qt.MouseButton.LeftButton)


def draw(window, stroke):
    window.canvas.clear()
    draw_strokes(window.canvas, [stroke])
    wait_for_prediction(window)


def model(window) -> str:
    return window.findChild(QComboBox, "model_chooser").currentData().name


def choose_model(window, text):
    chooser = window.findChild(QComboBox, "model_chooser")
    chooser.setCurrentIndex(chooser.findText(text))
    chooser.activated.emit(chooser.currentIndex())


def test_a_closed_lesson_leaves_the_model_and_the_drawing_of_before(window, qtbot):
    draw(window, SEVEN)
    mine = window.canvas.drawing
    open_lesson(window, qtbot)
    assert "comes back" in window.statusBar().currentMessage()
    assert model(window) == "softmax" and not window.canvas.drawing.has_ink_of(mine)
    with qtbot.waitSignal(window._thread.model_loaded):
        close_lesson(window)
    assert model(window) == "cnn" and window.canvas.drawing.has_ink_of(mine)
    assert wait_for_prediction(window).digit == 7
    said = window.statusBar().currentMessage()
    assert "The lesson is closed." in said and "“Convolutional network” reads again." in said
    assert "Your drawing is back." in said
    assert not window.lessons.panel.isVisible()


def test_after_another_lesson_it_is_still_what_was_before_the_first(window, qtbot):
    draw(window, SEVEN)
    mine = window.canvas.drawing
    open_lesson(window, qtbot)
    first = window.lessons.panel.lesson
    window.lessons.open_prepared("same-nine")
    qtbot.waitUntil(lambda: window.lessons.panel.lesson is not first)
    close_lesson(window)
    assert model(window) == "cnn" and window.canvas.drawing.has_ink_of(mine)


def test_what_was_drawn_in_the_lesson_stays(window, qtbot):
    draw(window, SEVEN)
    open_lesson(window, qtbot)
    draw(window, ONE)
    drawn = window.canvas.drawing
    close_lesson(window)
    assert window.canvas.drawing.has_ink_of(drawn)
    assert "What you drew stays." in window.statusBar().currentMessage()
    assert model(window) == "cnn"


def test_undo_brings_the_page_back(window, qtbot):
    open_lesson(window, qtbot)
    page = window.canvas.drawing
    close_lesson(window)
    assert window.canvas.drawing.is_empty
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.canvas.drawing.has_ink_of(page)


def test_a_model_that_the_user_chose_in_the_lesson_stays(window, qtbot):
    open_lesson(window, qtbot)
    choose_model(window, "Neural network")
    close_lesson(window)
    assert model(window) == "mlp"
    assert "reads again" not in window.statusBar().currentMessage()


def test_what_a_page_chose_in_a_tab_is_taken_back(window, qtbot):
    tabs = window.findChild(QTabWidget, "tabs")
    open_lesson(window, qtbot)
    window.lessons.panel.go_to(2)
    qtbot.waitUntil(lambda: tabs.findChild(QComboBox, "evidence_digit") is not None)
    digit, other = (tabs.findChild(QComboBox, f"evidence_{name}") for name in ("digit", "other"))
    assert (digit.currentData(), other.currentData()) == (8, 1)
    close_lesson(window)
    assert (digit.currentIndex(), other.currentIndex()) == (0, 0)
