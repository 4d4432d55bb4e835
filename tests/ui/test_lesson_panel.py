import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QPlainTextEdit, QPushButton, QTabWidget

from digitpad.app import create_window
from digitpad.core.lessons import read_lesson
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.lesson_strip import LessonStrip
from digitpad.ui.message_line import MessageLine

SEVEN = [(150, 110), (350, 110), (220, 400)]
ONE = [(250, 110), (250, 390)]


@pytest.fixture
def window(show):
    window = show(create_window("softmax"))
    window.lessons.new()
    return window


def press(window, name):
    button = window.findChild(QPushButton, f"lesson_{name}")
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def draw(window, *strokes):
    window.canvas.clear()
    draw_strokes(window.canvas, strokes)
    return wait_for_prediction(window)


def strip(window) -> LessonStrip:
    return window.findChild(LessonStrip, "lesson_pages")


def note(window) -> QPlainTextEdit:
    return window.findChild(QPlainTextEdit, "lesson_note")


def told(window):
    """What stands at the canvas about what did not work."""
    line = window.findChild(MessageLine)
    return "" if line is None else line.text


def notes(window):
    return [page.note.get("", "") for page in window.lessons.panel.lesson.pages]


@pytest.fixture
def two_pages(window):
    """A 7 with the note "seven", and a 1 with the note "one"."""
    for strokes, words in (([SEVEN], "seven"), ([ONE], "one")):
        draw(window, *strokes)
        press(window, "add")
        QTest.keyClicks(note(window), words)
    return window


def test_what_is_drawn_becomes_a_page_with_its_model_and_tab(window):
    draw(window, SEVEN)
    press(window, "add")
    (page,) = window.lessons.panel.lesson.pages
    assert (page.model, page.tab, len(page.drawing.strokes)) == ("softmax", "weights", 1)


def test_an_empty_canvas_becomes_no_page(window):
    press(window, "add")
    assert not window.lessons.panel.lesson.pages
    assert "draw a digit first" in window.statusBar().currentMessage()


def test_choosing_a_page_puts_it_on_the_canvas(two_pages):
    window = two_pages
    strip(window).setFocus()
    QTest.keyClick(strip(window), Qt.Key.Key_Left)
    assert wait_for_prediction(window).digit == 7
    assert note(window).toPlainText() == "seven"
    QTest.keyClick(strip(window), Qt.Key.Key_Right)
    assert wait_for_prediction(window).digit == 1


def test_pages_are_moved_removed_and_brought_back_by_keys(two_pages):
    window = two_pages
    strip(window).setFocus()
    QTest.keyClick(strip(window), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert notes(window) == ["one", "seven"]
    QTest.keyClick(strip(window), Qt.Key.Key_Delete)
    assert notes(window) == ["seven"]
    assert not window.canvas.drawing.is_empty, "Delete cleared the canvas too"
    QTest.keyClick(strip(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert notes(window) == ["one", "seven"]
    QTest.keyClick(strip(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert notes(window) == ["seven", "one"]
    QTest.keyClick(strip(window), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert notes(window) == ["one", "seven"]


def test_pages_are_moved_removed_and_brought_back_by_buttons(two_pages):
    window = two_pages
    press(window, "earlier")
    assert notes(window) == ["one", "seven"]
    press(window, "later")
    press(window, "remove")
    assert notes(window) == ["seven"]
    press(window, "undo")
    assert notes(window) == ["seven", "one"]
    assert note(window).toPlainText() == "one"


def test_replacing_a_page_keeps_its_note(two_pages):
    window = two_pages
    draw(window, SEVEN, ONE)
    press(window, "replace")
    page = window.lessons.panel.lesson.pages[1]
    assert (len(page.drawing.strokes), page.note[""]) == (2, "one")


def test_a_saved_lesson_opens_with_everything_in_place(two_pages, qtbot, tmp_path):
    window, path = two_pages, tmp_path / "mine.digitpad-lesson"
    tabs = window.findChild(QTabWidget, "tabs")
    names = [tabs.widget(place).objectName() for place in range(tabs.count())]
    tabs.setCurrentIndex(names.index("evidence"))
    qtbot.waitUntil(lambda: tabs.findChild(QComboBox, "evidence_digit") is not None)
    tabs.findChild(QComboBox, "evidence_digit").setCurrentIndex(4)
    press(window, "replace")
    with qtbot.waitSignal(window.lessons.saved):
        window.lessons.save_as(str(path))
    assert not window.lessons.panel.is_changed
    assert [page.tab for page in read_lesson(path).pages] == ["weights", "evidence"]
    window.lessons.new()
    tabs.findChild(QComboBox, "evidence_digit").setCurrentIndex(0)
    window.lessons.open(str(path))
    qtbot.waitUntil(lambda: len(window.lessons.panel.lesson.pages) == 2)
    assert wait_for_prediction(window).digit == 7
    assert tabs.currentWidget().objectName() == "weights"
    window.lessons.panel.go_to(1)
    assert wait_for_prediction(window).digit == 1
    assert tabs.currentWidget().objectName() == "evidence"
    assert tabs.findChild(QComboBox, "evidence_digit").currentData() == 3


def test_a_page_is_read_by_its_model(two_pages, qtbot):
    window = two_pages
    chooser = window.findChild(type(window._model_chooser), "model_chooser")
    chooser.setCurrentIndex(1)
    chooser.activated.emit(1)
    wait_for_prediction(window)
    window.lessons.panel.go_to(0)
    wait_for_prediction(window)
    assert chooser.currentData().name == "softmax"


def test_a_damaged_lesson_is_told_of_and_the_open_one_stays(two_pages, qtbot, tmp_path):
    window, path = two_pages, tmp_path / "bad.digitpad-lesson"
    path.write_text("{}")
    window.lessons.panel.mark_saved(window.lessons.panel.lesson)
    with qtbot.waitSignal(window.lessons.failed):
        window.lessons.open(str(path))
    assert "not a lesson" in told(window)
    assert not window.statusBar().currentMessage()
    assert notes(window) == ["seven", "one"]


def test_a_lesson_that_cannot_be_saved_is_told_of_at_the_canvas(two_pages, qtbot, tmp_path):
    window, path = two_pages, tmp_path / "no folder" / "mine.digitpad-lesson"
    with qtbot.waitSignal(window.lessons.failed):
        window.lessons.save_as(str(path))
    assert "“mine.digitpad-lesson” cannot be saved" in told(window)
    assert str(path) in window.findChild(QLabel, "message_text").toolTip()
    assert window.lessons.panel.is_changed


def test_unsaved_changes_are_asked_about_before_another_lesson(two_pages):
    window = two_pages
    window.lessons.new()
    box = window.findChild(QMessageBox, "lesson_question")
    QTest.mouseClick(box.findChild(QPushButton, "lesson_stay"), Qt.MouseButton.LeftButton)
    assert notes(window) == ["seven", "one"]
    window.lessons.new()
    box = window.findChildren(QMessageBox, "lesson_question")[-1]
    QTest.mouseClick(box.findChild(QPushButton, "lesson_lose"), Qt.MouseButton.LeftButton)
    assert notes(window) == []


def test_a_user_who_quits_is_asked_and_a_program_is_not(two_pages):
    window = two_pages
    window.commands.quit.trigger()
    assert window.isVisible()
    box = window.findChild(QMessageBox, "lesson_question")
    QTest.mouseClick(box.findChild(QPushButton, "lesson_lose"), Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_a_program_closes_at_once(two_pages):
    two_pages.close()
    assert not two_pages.isVisible()


def test_a_report_is_written_in_the_background(two_pages, qtbot, tmp_path):
    path = tmp_path / "lesson.html"
    with qtbot.waitSignal(two_pages.lessons.reported):
        two_pages.lessons.export(str(path))
    text = path.read_text("utf-8")
    assert "seven" in text and "Softmax: 7" in text and "What each model reads" in text


def test_a_page_is_dropped_between_others(two_pages):
    pages = strip(two_pages)
    first, second = (pages.visualRect(pages.pages.index(row)) for row in range(2))
    assert pages.place == 1
    assert (pages.place_at(first.left()), pages.place_at(second.right())) == (0, 1)
    pages.move_requested.emit(1, pages.place_at(first.left()))
    assert notes(two_pages) == ["one", "seven"]


def test_the_notes_letters_are_one_change(two_pages):
    window = two_pages
    strip(window).setFocus()
    QTest.keyClick(strip(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert notes(window) == ["seven", ""]
    QTest.keyClick(strip(window), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert notes(window) == ["seven"]


def test_saving_goes_on_to_close_the_window(two_pages, qtbot, tmp_path):
    window = two_pages
    with qtbot.waitSignal(window.lessons.saved):
        window.lessons.save_as(str(tmp_path / "mine.digitpad-lesson"))
    QTest.keyClicks(note(window), "!")
    window.commands.quit.trigger()
    box = window.findChild(QMessageBox, "lesson_question")
    QTest.mouseClick(box.findChild(QPushButton, "lesson_keep"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert read_lesson(tmp_path / "mine.digitpad-lesson").pages[1].note[""] == "one!"
