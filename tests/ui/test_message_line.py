import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from digitpad.testing import draw_strokes
from digitpad.ui import message_line
from digitpad.ui.drawing_pane import DrawingPane
from digitpad.ui.message_line import MessageLine

LONG = "“a very long name of a very long file that somebody once saved.png” cannot be opened: it is damaged. " * 3


@pytest.fixture
def line(window):
    """The line, after it was told once and taken away."""
    window.findChild(DrawingPane).tell("Something.")
    line = window.findChild(MessageLine)
    line.hide()
    return line


def test_a_window_with_nothing_to_tell_has_no_line(window):
    assert window.findChild(MessageLine) is None


def test_a_file_that_cannot_be_opened_is_told_at_the_canvas_by_its_name_alone(window, line, qtbot, tmp_path):
    path = tmp_path / "seven.png"
    path.write_bytes(b"no picture")
    with qtbot.waitSignal(window.files.failed):
        window.files.open(str(path))
    assert line.isVisible() and not line.isModal()
    assert line.text == "“seven.png” is not a picture that can be opened: PNG, JPEG, BMP, WebP and TIFF can."
    label = line.findChild(QLabel, "message_text")
    assert str(path) in label.toolTip() and line.accessibleDescription() == line.text


@pytest.mark.parametrize("way", ["button", "escape"])
def test_it_can_be_taken_away(line, way):
    line.show_message("It did not work.")
    close = line.findChild(QToolButton, "message_close")
    assert close.accessibleName() and close.toolTip()
    if way == "button":
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    else:
        close.setFocus()
        QTest.keyClick(close, Qt.Key.Key_Escape)
    assert not line.isVisible() and not line.text


def test_drawing_on_takes_it_away_only_when_it_could_be_read(window, line, monkeypatch):
    line.show_message("It did not work.")
    draw_strokes(window.canvas, [[(100, 100), (120, 120)]])
    assert line.isVisible()
    monkeypatch.setattr(message_line, "_LEAST_MS", -1)
    draw_strokes(window.canvas, [[(200, 100), (220, 120)]])
    assert not line.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1240, 740), (1024, 700), (1900, 700)])
def test_it_stands_below_the_canvas_or_at_its_lower_edge_and_is_whole(window, line, width, height):
    window.resize(width, height)
    QApplication.processEvents()
    for sentence in ("It did not work.", LONG):
        line.show_message(sentence)
        QApplication.processEvents()
        canvas, place = window.canvas.geometry(), line.geometry()
        label = line.findChild(QLabel, "message_text")
        assert line.parentWidget().rect().contains(place)
        assert canvas.left() <= place.left() and place.right() <= canvas.right() and place.top() > canvas.center().y()
        assert label.height() >= label.heightForWidth(label.width())
        if line.parentWidget().height() - canvas.bottom() > place.height() + 16:
            assert not place.intersects(canvas), "there is room below"


def test_a_name_that_looks_like_markup_is_shown_as_it_is(line):
    line.show_message("“<b>7</b>.png” is empty.")
    assert line.findChild(QLabel, "message_text").textFormat() == Qt.TextFormat.PlainText
