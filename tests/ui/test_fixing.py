"""What a drawing should have been: said with a key or the mouse, kept, said again, taken back."""

import os
import threading

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from digitpad.core.classifier import is_unsure
from digitpad.core.stroke_files import read_drawings
from digitpad.paths import my_drawings_file
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.label_row import LabelRow
from digitpad.ui.languages import install_language
from digitpad.ui.message_line import MessageLine

SEVEN = [(150, 110), (350, 110), (220, 400)]
BAR = [(250, 100), (250, 400)]
NONE = Qt.KeyboardModifier.NoModifier


def told(window):
    """What stands at the canvas about what did not work."""
    line = window.findChild(MessageLine)
    return "" if line is None else line.text


@pytest.fixture
def fix(window, qtbot):
    return Fix(window, qtbot)


class Fix:
    """The row, and the keys on the canvas, as a person uses them."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.row = window.findChild(LabelRow)
        self.undo = self.button("undo")

    def button(self, name):
        return self.window.findChild(QToolButton, f"label_{name}")

    @property
    def words(self):
        return self.window.findChild(QLabel, "label_words").text()

    def draw(self, *strokes):
        draw_strokes(self.window.canvas, strokes)
        wait_for_prediction(self.window)

    def press(self, key, modifiers=NONE):
        QTest.keyClick(self.window.canvas, key, modifiers)

    def say(self, digit):
        self.press(Qt.Key.Key_0 + digit)
        self.wait_for(f"Kept as {digit}")

    def wait_for(self, words):
        self.qtbot.waitUntil(lambda: self.words == words)


def test_nothing_in_the_row_is_cut_however_large_the_letters(show):
    row = show(LabelRow(), 224, 60)
    for size, label in ((10, None), (10, 7), (24, None), (24, 7)):
        font = row.font()
        font.setPointSize(size)
        row.setFont(font)
        row.show_label(label)
        row.layout().activate()
        for part in row.findChildren(QLabel) + row.findChildren(QToolButton):
            if part.isVisible():
                assert row.rect().contains(part.geometry()), (size, part.text())
                assert part.fontMetrics().horizontalAdvance(part.text()) <= part.width(), (size, part.text())


def test_what_can_be_pressed_has_an_edge(window):
    for button in window.findChildren(QToolButton):
        if button.text() and button.isVisible():
            assert not button.autoRaise(), button.text()


def kept():
    path = my_drawings_file()
    return [drawing.label for drawing in read_drawings(path)] if path.exists() else []


def test_a_digit_key_keeps_the_drawing_as_what_it_should_have_been(fix):
    fix.draw(SEVEN)
    assert fix.words == "Should have been:" and not fix.undo.isVisible()
    fix.say(3)
    (drawing,) = read_drawings(my_drawings_file())
    assert drawing.label == 3 and drawing.writer == "me"
    np.testing.assert_allclose(
        drawing.drawing.strokes[0].points, fix.window.canvas.drawing.strokes[0].points, atol=0.05
    )
    assert fix.button("3").isChecked() and not fix.button("7").isChecked()


def test_the_key_pad_says_it_too(fix):
    fix.draw(SEVEN)
    fix.press(Qt.Key.Key_0, Qt.KeyboardModifier.KeypadModifier)
    fix.wait_for("Kept as 0")


def test_a_click_says_it_and_leaves_the_keyboard_to_the_canvas(fix):
    fix.draw(SEVEN)
    QTest.mouseClick(fix.button("9"), Qt.MouseButton.LeftButton)
    fix.wait_for("Kept as 9")
    assert fix.window.canvas.hasFocus() and kept() == [9]


def test_said_again_it_gets_another_label_and_stays_one_drawing(fix):
    fix.draw(SEVEN)
    for key in (Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):  # sooner than the disk
        fix.press(key)
    fix.wait_for("Kept as 5")
    assert kept() == [5]


def test_undo_takes_the_drawing_back(fix):
    fix.draw(SEVEN)
    fix.say(3)
    QTest.mouseClick(fix.undo, Qt.MouseButton.LeftButton)
    fix.wait_for("Should have been:")
    assert kept() == [] and not fix.undo.isVisible() and not fix.button("3").isChecked()
    fix.say(4)
    assert kept() == [4]


def test_another_drawing_is_asked_about_anew_and_the_first_one_is_known_again(fix):
    fix.draw(SEVEN)
    fix.say(3)
    fix.draw(BAR)  # over it: another drawing
    assert fix.words == "Should have been:"
    fix.window.findChild(QAction, "action_undo").trigger()
    wait_for_prediction(fix.window)
    assert fix.words == "Kept as 3"
    fix.say(8)
    assert kept() == [8]


def test_a_drawing_that_somebody_took_out_of_the_file_is_kept_anew(fix):
    fix.draw(SEVEN)
    fix.say(3)
    my_drawings_file().unlink()
    fix.say(4)
    assert kept() == [4]


def test_neither_an_empty_canvas_nor_a_stroke_under_way_nor_a_shortcut_is_kept(fix):
    fix.press(Qt.Key.Key_3)
    QTest.mousePress(fix.window.canvas, Qt.MouseButton.LeftButton, NONE, QPoint(50, 50))
    fix.press(Qt.Key.Key_3)
    QTest.mouseRelease(fix.window.canvas, Qt.MouseButton.LeftButton, NONE, QPoint(50, 50))
    wait_for_prediction(fix.window)
    fix.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    fix.window.close()
    assert kept() == []


def test_of_several_digits_no_single_one_is_kept(fix):
    fix.draw([(100, 150), (100, 350)], [(400, 150), (400, 350)])
    assert fix.window.prediction.status == "several" and not fix.row.isVisible()
    fix.press(Qt.Key.Key_1)
    assert "One digit at a time" in fix.window.statusBar().currentMessage()
    fix.window.close()
    assert kept() == []


def test_the_row_comes_and_goes_without_moving_anything(fix, qtbot):
    def places():
        return [fix.window.findChild(QWidget, name).geometry() for name in ("hint", "probability_0", "input_image")]

    for size in ((1240, 740), (1920, 1080), (1024, 700)):
        fix.window.canvas.clear()
        wait_for_prediction(fix.window)
        fix.window.resize(*size)
        qtbot.wait(1)
        before = places()
        assert not fix.row.isVisible()
        fix.draw(SEVEN)
        qtbot.wait(1)
        assert fix.row.isVisible() and places() == before, size
        fix.say(3)
        qtbot.wait(1)
        assert places() == before, size


def test_the_disk_never_holds_the_window_up(fix, qtbot, monkeypatch):
    let_go, writers = threading.Event(), []

    def slow(_descriptor):
        writers.append(threading.get_ident())
        assert let_go.wait(10)

    monkeypatch.setattr(os, "fsync", slow)
    fix.draw(SEVEN)
    fix.press(Qt.Key.Key_3)
    qtbot.waitUntil(lambda: bool(writers))
    assert fix.words == "Should have been:", "it is not kept before it is on the disk"
    fix.draw(BAR)
    let_go.set()
    qtbot.waitUntil(lambda: kept() == [3])
    assert threading.get_ident() not in writers


def test_what_was_said_last_is_written_when_the_window_closes(fix):
    fix.draw(SEVEN)
    for key in (Qt.Key.Key_3, Qt.Key.Key_4):
        fix.press(key)
    fix.window.close()
    assert kept() == [4]


def test_a_full_disk_is_told_and_nothing_is_marked(fix, qtbot, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    fix.draw(SEVEN)
    fix.press(Qt.Key.Key_3)
    qtbot.waitUntil(lambda: "no space is left" in told(fix.window))
    assert fix.words == "Should have been:" and kept() == []


def test_the_evidence_tab_tells_what_the_right_digit_got(fix, open_tab, qtbot):
    open_tab(fix.window, "evidence")
    fix.draw(SEVEN)
    fix.say(3)
    qtbot.waitUntil(lambda: "It should be 3" in fix.window.findChild(QLabel, "evidence_loss").text())
    assert not is_unsure(fix.window.prediction.probabilities[np.newaxis])[0]


def test_the_row_speaks_chinese_too(fix, like_new):
    fix.draw(SEVEN)
    install_language("zh_CN")
    fix.qtbot.wait(1)
    install_language("en")
    fix.qtbot.wait(1)
    assert fix.words == "Should have been:"
    assert fix.button("3").accessibleName() == "Should have been 3"
