import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QSlider, QWidget

from digitpad.app import create_window
from digitpad.core.lessons import prepared_lesson, read_lesson, write_lesson
from digitpad.testing import wait_for_prediction


@pytest.fixture
def window(show, qtbot):
    """A window with a lesson of five pages."""
    window = show(create_window("softmax"))
    window.lessons.open_prepared("784-numbers")
    qtbot.waitUntil(lambda: len(window.lessons.panel.lesson.pages) == 5)
    return window


def button(window, name) -> QPushButton:
    return window.findChild(QPushButton, name)


def click(window, name):
    QTest.mouseClick(button(window, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def resize(window, qtbot):
    """Gives the window another size."""

    def resize(*size):
        window.resize(QSize(*size))
        qtbot.waitUntil(lambda: window.centralWidget().width() == size[0])
        qtbot.wait(1)

    return resize


def text(window, name) -> str:
    label = window.findChild(QLabel, name)
    assert label.isVisible()
    return label.text()


def test_a_lesson_is_opened_to_be_read_in_large_letters(window):
    note = window.findChild(QLabel, "reader_note")
    assert text(window, "reader_lesson") == "A picture is 784 numbers"
    assert text(window, "reader_title") == "We see a seven"
    assert text(window, "reader_note").startswith("You see a seven at once.")
    assert note.fontInfo().pixelSize() >= 15
    for name in ("lesson_title", "lesson_note", "lesson_add", "lesson_remove", "lesson_earlier", "lesson_later"):
        assert not window.findChild(QWidget, name).isVisible(), name


def test_buttons_turn_the_pages_and_say_where_one_is(window):
    assert text(window, "reader_place") == "1 of 5"
    assert not button(window, "reader_previous").isEnabled()
    for _ in range(4):
        click(window, "reader_next")
    assert text(window, "reader_place") == "5 of 5"
    assert not button(window, "reader_next").isEnabled()
    assert wait_for_prediction(window).digit == 8
    click(window, "reader_previous")
    assert text(window, "reader_title") == "Small, thin, in a corner"


@pytest.mark.parametrize("place", ["canvas", "reader_next"])
def test_arrow_keys_turn_the_pages_and_change_nothing(window, place):
    lesson = window.lessons.panel.lesson
    widget = window.findChild(QWidget, place)
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Right)
    QTest.keyClick(widget, Qt.Key.Key_PageDown)
    assert text(window, "reader_place") == "3 of 5"
    QTest.keyClick(widget, Qt.Key.Key_Left)
    assert text(window, "reader_place") == "2 of 5"
    assert window.lessons.panel.lesson is lesson and not window.lessons.panel.is_changed


def test_a_slider_keeps_its_arrow_keys(window):
    slider = window.findChild(QSlider, "pen_width")
    before = slider.value()
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() > before
    assert text(window, "reader_place") == "1 of 5"


def test_only_edit_brings_what_changes_a_lesson(window):
    click(window, "reader_next")
    click(window, "lesson_edit")
    field = window.findChild(QPlainTextEdit, "lesson_note")
    assert field.isVisible() and not button(window, "reader_next").isVisible()
    field.selectAll()
    QTest.keyClicks(field, "Mine.")
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    assert window.lessons.panel.place == 1, "no page is turned in the middle of a change"
    click(window, "lesson_edit")
    assert text(window, "reader_note") == "Mine."
    assert window.lessons.panel.is_changed


def test_a_lesson_of_ones_own_begins_with_what_makes_it(window):
    window.lessons.new()
    assert button(window, "lesson_add").isVisible()
    assert not button(window, "lesson_edit").isEnabled(), "there is nothing to read yet"


@pytest.mark.parametrize("editing", [False, True])
@pytest.mark.parametrize("size", [(1240, 740), (1280, 800)])
def test_what_the_model_sees_stays_large_beside_a_lesson(window, qtbot, resize, size, editing):
    resize(*size)
    if editing:
        click(window, "lesson_edit")
        qtbot.wait(1)
    picture = window.findChild(QWidget, "input_image")
    assert min(picture.width(), picture.height()) >= 112


def test_on_a_large_screen_the_canvas_keeps_nearly_all_of_its_size(window, qtbot, resize):
    resize(1920, 1080)
    beside = window.canvas.width()
    click(window, "lesson_edit")
    qtbot.wait(1)
    beside_editor = window.canvas.width()
    window.lessons.panel.hide()
    qtbot.wait(1)
    alone = window.canvas.width()
    assert beside > 0.88 * alone and beside_editor > 0.84 * alone


def test_the_panel_is_as_high_on_every_page_however_long_its_note(window, qtbot, tmp_path):
    height = window.lessons.panel.height()
    for _ in range(4):
        click(window, "reader_next")
        qtbot.wait(1)
        assert window.lessons.panel.height() == height
    lesson = read_lesson(prepared_lesson("784-numbers"))
    first = lesson.pages[0]._replace(note={"": "A long sentence about this drawing. " * 40})
    path = tmp_path / "long.digitpad-lesson"
    write_lesson(path, lesson._replace(pages=(first,)))
    window.lessons.open(str(path))
    qtbot.waitUntil(lambda: text(window, "reader_place") == "1 of 1")
    qtbot.wait(1)
    assert window.lessons.panel.height() == height
