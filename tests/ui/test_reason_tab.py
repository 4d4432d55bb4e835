import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.reason_tab import ReasonTab


class Shout(ReasonTab):
    def __init__(self):
        super().__init__("shout")
        self.label = QLabel()
        self.content.addWidget(self.label)
        self.retranslate()

    def show_answer(self, answer):
        self.label.setText(answer)

    def retranslate(self):
        super().retranslate()
        self.set_words("Shout", "Read it aloud.", "Draw something.")


@pytest.fixture
def tab(qtbot):
    tab = Shout()
    qtbot.addWidget(tab)
    tab.resize(400, 500)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


def click(tab, name):
    QTest.mouseClick(tab.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def visible_texts(tab):
    return [label.text() for label in tab.findChildren(QLabel) if label.isVisible()]


def test_title_sentence_and_content_are_shown_with_an_answer(tab):
    tab.receive("HELLO")
    assert visible_texts(tab) == ["Shout", "Read it aloud.", "HELLO"]
    assert tab.findChild(QPushButton, "reason_save").isVisible()


def test_a_blank_canvas_gets_a_friendly_sentence_and_nothing_to_save(tab):
    tab.receive("HELLO")
    tab.show_nothing()
    assert visible_texts(tab) == ["Draw something."]
    assert not tab.findChild(QPushButton, "reason_save").isVisible()


def test_the_sentence_for_nothing_follows_the_language_and_a_failure_stays(tab):
    tab.show_nothing()
    tab.set_words("Ruf", "Lies es vor.", "Zeichne etwas.")
    assert visible_texts(tab) == ["Zeichne etwas."]
    tab.show_failure("It went wrong.")
    tab.set_words("Shout", "Read it aloud.", "Draw something.")
    assert visible_texts(tab) == ["It went wrong."]


def test_the_picture_is_saved_without_the_buttons_and_sharper_than_the_screen(tab, qtbot):
    tab.receive("HELLO")
    with qtbot.waitSignal(tab.save_requested) as saved:
        click(tab, "reason_save")
    image, name = saved.args
    assert name == "shout.png" and image.width() == 2 * tab.width()
    assert image.height() <= 2 * tab.findChild(QPushButton, "reason_save").y()
    assert pixels_of(image).std() > 1  # something is written on it


def test_the_picture_can_be_copied(tab, qtbot):
    tab.receive("HELLO")
    with qtbot.waitSignal(tab.copied):
        click(tab, "reason_copy")
    copied = QGuiApplication.clipboard().image()
    assert (pixels_of(copied) == pixels_of(tab.picture())).all()
