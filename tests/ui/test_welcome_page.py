import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QCommandLinkButton,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
)

from digitpad.app import create_window
from digitpad.core.lessons import PREPARED, prepared_lesson, read_lesson
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import READABLE, contrast, set_appearance
from digitpad.ui.languages import install_language


@pytest.fixture
def window(show):
    return show(create_window("cnn"))


def welcome(window) -> QDialog:
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = window.findChild(QDialog, "welcome_page")
    assert page.isVisible()
    return page


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_lesson_can_be_read_while_its_tile_is_held_down(window, like_new, look):
    set_appearance(look)
    tile = welcome(window).findChild(QCommandLinkButton, f"welcome_{PREPARED[1]}")
    QTest.mousePress(tile, Qt.MouseButton.LeftButton)
    assert tile.isDown()
    picture = tile.grab().toImage()
    ground = picture.pixelColor(tile.width() - 8, tile.height() // 2)
    assert contrast(tile.palette().text().color(), ground) >= READABLE
    tile.setDown(False)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_edge_of_a_lesson_is_seen_and_no_brighter_than_its_words(window, like_new, look):
    set_appearance(look)
    tile = welcome(window).findChild(QCommandLinkButton, f"welcome_{PREPARED[1]}")
    picture, ground = tile.grab().toImage(), tile.window().palette().window().color()
    edge = contrast(picture.pixelColor(tile.width() // 2, 0), ground)
    assert 2 < edge < 0.6 * contrast(tile.palette().text().color(), ground)


def choose(window, qtbot, name):
    button = welcome(window).findChild(QCommandLinkButton, f"welcome_{name}")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(window.lessons.panel.lesson.pages) > 0)


def test_the_window_starts_without_it(window):
    assert window.findChild(QDialog, "welcome_page") is None


def test_a_lesson_opens_with_its_drawing_model_tab_and_note(window, qtbot):
    choose(window, qtbot, "leaning-1")
    assert not window.findChild(QDialog, "welcome_page").isVisible()
    assert wait_for_prediction(window).digit == 1
    tabs = window.findChild(QTabWidget, "tabs")
    assert tabs.currentWidget().objectName() == "evidence"
    assert "upright" in window.findChild(QPlainTextEdit, "lesson_note").toPlainText()
    window.lessons.panel.go_to(1)
    assert wait_for_prediction(window).digit == 8


@pytest.mark.parametrize("name", PREPARED)
def test_every_lesson_opens(window, qtbot, name):
    choose(window, qtbot, name)
    assert wait_for_prediction(window).status != "blank"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_lesson_is_chosen_and_opened_with_keys(window, qtbot, key):
    page = welcome(window)
    page.activateWindow()
    first, second = (page.findChild(QCommandLinkButton, f"welcome_{name}") for name in PREPARED[:2])
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    QTest.keyClick(second, key)
    qtbot.waitUntil(lambda: len(window.lessons.panel.lesson.pages) > 0)
    assert window.lessons.panel.lesson.title["en"] == second.text()


@pytest.mark.parametrize("name", ["new", "close"])
def test_return_on_another_button_presses_that_and_opens_no_lesson(window, name):
    page = welcome(window)
    button = page.findChild(QPushButton, f"welcome_{name}")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert not page.isVisible() and window.lessons.panel.lesson.pages == ()
    assert window.lessons.panel.isVisible() == (name == "new")


def test_a_prepared_lesson_is_saved_elsewhere(window, qtbot):
    choose(window, qtbot, "leaning-1")
    window.lessons.save()
    dialog = window.findChild(QDialog, "save_lesson_dialog")
    assert dialog is not None
    dialog.reject()


def test_the_lessons_speak_chinese(window, qtbot, like_new):
    page = welcome(window)
    install_language("zh_CN")
    button = page.findChild(QCommandLinkButton, "welcome_ten-templates")
    qtbot.waitUntil(lambda: button.text() == "十个模板")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(QLineEdit, "lesson_title").text() == "十个模板")
    assert window.findChild(QLineEdit, "lesson_page_title").text() == "十张图"
    window.lessons.present()
    assert "softmax 模型" in window.findChild(QLabel, "presented_note").text()
    install_language("en")
    qtbot.waitUntil(lambda: "ten pictures" in window.findChild(QLabel, "presented_note").text())


def test_a_lesson_of_ones_own_begins_empty(window):
    QTest.mouseClick(welcome(window).findChild(QPushButton, "welcome_new"), Qt.MouseButton.LeftButton)
    assert window.lessons.panel.isVisible()
    assert window.lessons.panel.lesson.pages == ()


def test_the_evidence_tab_knows_what_the_page_says_the_digit_should_be(window, open_tab, qtbot):
    choose(window, qtbot, "sure-and-wrong")
    open_tab(window, "evidence")
    qtbot.waitUntil(lambda: "should be 9" in loss(window))
    window.lessons.panel.go_to(3)
    qtbot.waitUntil(lambda: "should be 4" in loss(window))
    window.canvas.clear()
    draw_strokes(window.canvas, [[(150, 110), (350, 110), (220, 400)]])
    wait_for_prediction(window)
    qtbot.waitUntil(lambda: not window.findChild(QLabel, "evidence_loss").isVisible())


def loss(window):
    label = window.findChild(QLabel, "evidence_loss")
    return label.text() if label is not None and label.isVisible() else ""


def test_a_page_without_a_model_is_read_by_the_one_in_use(window, qtbot):
    choose(window, qtbot, "your-seven")
    chooser = window.findChild(QComboBox, "model_chooser")
    window.lessons.panel.go_to(3)
    assert chooser.currentData().name == "softmax"
    chooser.setCurrentIndex(chooser.findText("Convolutional network"))
    chooser.activated.emit(chooser.currentIndex())
    window.lessons.panel.go_to(4)
    assert chooser.currentData().name == "cnn" and wait_for_prediction(window).digit == 7


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_lesson_calls_the_buttons_as_the_program_does(window, qtbot, like_new, language):
    window.findChild(QAction, "action_teach").trigger()
    install_language(language)
    qtbot.wait(1)  # the texts change with the next event
    buttons = {button.text() for button in window.findChildren(QAbstractButton)}
    notes = [page.note[language] for page in read_lesson(prepared_lesson("your-seven")).pages]
    named = re.findall("“([^”]*)”", " ".join(notes))
    assert len(named) == 3 and set(named) <= buttons


def test_a_lesson_looks_as_if_it_could_be_pressed(window, qtbot):
    page = welcome(window)
    first, second = (page.findChild(QCommandLinkButton, f"welcome_{name}") for name in PREPARED[:2])
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    picture, accent = page.grab().toImage(), page.palette().highlight().color()
    ground = picture.pixelColor(2, 2)

    def edge(button):
        return picture.pixelColor(button.x(), button.geometry().center().y())

    assert abs(edge(second).lightness() - ground.lightness()) > 60, "no edge"
    assert edge(first).name() == accent.name(), "the keyboard's place is not to be seen"
    assert second.cursor().shape() == Qt.CursorShape.PointingHandCursor
