import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSlider,
    QWidget,
)

from digitpad.core.drawing import drawing_from_row
from digitpad.core.model_store import find_model
from digitpad.core.moves import RANGES, Moves, flips, move_image, sweep, sweep_images
from digitpad.core.reading import read_drawing
from digitpad.ui.move_tab import MoveTab
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.subject import Subject
from digitpad.ui.sweep_view import SweepView
from digitpad.workers.explain_thread import Classifiers

SEVEN = [(150, 110), (350, 110), (220, 400)]


@pytest.fixture
def tab(show):
    return show(MoveTab(), 372, 700)


@pytest.fixture
def classifiers():
    return Classifiers(find_model("softmax"), {}, print)


@pytest.fixture
def subject(tab, classifiers, stroke_rows):
    """A drawn 7, about which the tab is asked now, and again whenever it wants to."""
    drawing = drawing_from_row(stroke_rows[3])
    subject = Subject(drawing, read_drawing(classifiers.in_use, drawing), find_model("softmax"))

    def ask():
        tab.receive(tab.question(subject)(classifiers, lambda: False))

    tab.asks_again.connect(ask)
    ask()
    return subject


def slider(tab, move):
    return tab.findChild(QSlider, f"move_{move}")


def press(tab, move, key, times=1):
    for _ in range(times):
        QTest.keyClick(slider(tab, move), key)


def value(tab, move):
    return tab.findChild(QLabel, f"move_value_{move}").text()


def curves(tab, move):
    return tab.findChild(SweepView, f"move_curves_{move}")


def pixels(tab):
    view = tab.findChild(PixelView, "move_picture")
    place = view.picture_rect(0)
    points = (np.arange(28) + 0.5) * place.width() / 28
    return np.array(
        [[view.value_at(place.topLeft() + QPoint(int(x), int(y)))[3] for x in points] for y in points], np.float32
    )


def bars(tab):
    found = [tab.findChild(QProgressBar, f"move_bar_{digit}") for digit in range(10)]
    return np.array([bar.value() / bar.maximum() for bar in found])


def click(tab, kind, name):
    widget = tab.findChild(kind, f"move_{name}")
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(9, widget.height() // 2))
    return widget


def test_at_first_nothing_is_moved(tab, subject):
    np.testing.assert_array_equal(pixels(tab), subject.prediction.input_image)
    np.testing.assert_allclose(bars(tab), subject.prediction.probabilities, atol=1e-3)
    assert [value(tab, move) for move in RANGES] == ["0 pixels", "0 pixels", "0°", "100 %", "0 pixels", "0 %"]


def test_picture_and_bars_follow_the_sliders(tab, subject, classifiers):
    press(tab, "x", Qt.Key.Key_Right, 4)
    press(tab, "turn", Qt.Key.Key_Left, 6)
    assert (value(tab, "x"), value(tab, "turn")) == ("+2 pixels", "−27°")
    expected = move_image(subject.prediction.input_image, Moves(x=2, turn=-27))
    np.testing.assert_array_equal(pixels(tab), expected)
    np.testing.assert_allclose(bars(tab), classifiers.in_use.classify(expected[np.newaxis])[0], atol=1e-3)


def test_the_marks_are_where_the_answer_flips(tab, subject, classifiers):
    press(tab, "y", Qt.Key.Key_Right, 2)
    images = sweep_images(subject.prediction.input_image, Moves(y=1))
    expected = sweep(classifiers.in_use, images, Moves(y=1)).curves
    for move in RANGES:
        assert curves(tab, move).flips == flips(expected[move]), move
    assert curves(tab, "x").flips, "the linear model reads no digit off the centre"


def test_the_curves_say_in_words_where_the_answer_flips(tab, subject):
    words = curves(tab, "turn").accessibleDescription()
    first, *_ = curves(tab, "turn").flips
    assert words.startswith(f"{first.before}, from ") and f"on {first.after}" in words
    assert curves(tab, "turn").accessibleName() == "Probabilities over Turn"


def test_before_centring_place_and_size_change_nothing_and_the_tab_says_why(tab, subject):
    why = tab.findChild(QLabel, "move_why")
    assert not why.isVisible()
    click(tab, QCheckBox, "before")
    assert why.isVisible() and "centres it" in why.text()
    assert not any(curves(tab, move).flips for move in ("x", "y", "size", "thickness")) and curves(tab, "turn").flips
    press(tab, "size", Qt.Key.Key_Home)
    press(tab, "x", Qt.Key.Key_End)
    assert bars(tab)[7] == pytest.approx(subject.prediction.probabilities[7], abs=0.01)


def test_reset_brings_everything_back(tab, subject):
    for move in RANGES:
        press(tab, move, Qt.Key.Key_End)
    assert tab.moves == Moves(10, 10, 90, 1.6, 2, 1)
    click(tab, QPushButton, "reset")
    assert tab.moves == Moves()
    np.testing.assert_array_equal(pixels(tab), subject.prediction.input_image)


def test_the_slider_that_was_moved_last_plays_to_and_fro(tab, subject, qtbot):
    press(tab, "size", Qt.Key.Key_End)
    press(tab, "size", Qt.Key.Key_Left, 2)
    play = click(tab, QPushButton, "play")
    assert play.text() == "Stop"
    with qtbot.waitSignals([slider(tab, "size").valueChanged] * 4):
        pass
    assert slider(tab, "size").value() < 40 and value(tab, "turn") == "0°"
    press(tab, "turn", Qt.Key.Key_Right)
    assert not play.isChecked() and play.text() == "Play", "a hand on a slider stops it"


def test_it_plays_no_longer_when_nobody_sees_it(tab, subject):
    play = click(tab, QPushButton, "play")
    tab.hide()
    assert not play.isChecked()


def test_the_wheel_moves_no_slider(tab, subject):
    turn = slider(tab, "turn")
    turn.setFocus()
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(9, 9), turn.mapToGlobal(QPointF(9, 9)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(turn, event)
    assert tab.moves == Moves()


def test_a_stopped_question_has_no_answer(tab, subject, classifiers):
    for _ in range(2):
        assert tab.question(subject)(classifiers, lambda: True) is None
        click(tab, QCheckBox, "before")


def test_all_controls_have_names(tab, subject):
    for move in RANGES:
        assert slider(tab, move).accessibleName() and slider(tab, move).toolTip()
        assert slider(tab, move).accessibleDescription() == value(tab, move)
    for name in ("before", "play", "reset"):
        assert tab.findChild(QWidget, f"move_{name}").toolTip(), name


def test_the_tab_follows_pen_and_slider_in_the_window(read_seven, qtbot):
    window, tab = read_seven("softmax", "move")
    prediction = window.prediction
    np.testing.assert_array_equal(pixels(tab), prediction.input_image)
    press(tab, "x", Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not tab.is_waiting)
    np.testing.assert_array_equal(pixels(tab), move_image(prediction.input_image, Moves(x=10)))
    assert window.prediction is prediction
    window.close()


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1240, 740), (1280, 800), (1920, 1080)])
def test_all_six_sliders_are_seen_at_once(read_seven, qtbot, width, height):
    window, tab = read_seven("softmax", "move", size=(width, height))
    qtbot.waitUntil(lambda: not tab.findChild(QScrollArea).verticalScrollBar().isVisible())
    for move in RANGES:
        for widget in (slider(tab, move), curves(tab, move)):
            assert widget.visibleRegion().boundingRect() == widget.rect(), move
    window.close()


def test_in_a_high_tab_the_curves_are_higher(tab, subject):
    QApplication.processEvents()
    before = {curves(tab, move).height() for move in RANGES}
    tab.resize(tab.width(), tab.height() + 400)
    QApplication.processEvents()
    after = {curves(tab, move).height() for move in RANGES}
    assert min(after) > max(before) + 100 and max(after) - min(after) <= 1


def test_in_a_narrow_tab_the_sliders_stand_below_one_another(tab, subject):
    lefts = {slider(tab, move).mapTo(tab, QPoint()).x() for move in RANGES}
    assert len(lefts) == 2
    tab.resize(300, 700)
    QApplication.processEvents()
    assert len({slider(tab, move).mapTo(tab, QPoint()).x() for move in RANGES}) == 1
