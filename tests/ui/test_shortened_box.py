from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolBar, QToolTip

from digitpad.ui.model_chooser import ModelChooser
from digitpad.ui.shortened_box import ShortenedBox

LONG = "the digits that class 3b drew on a rainy Tuesday in November, all of them, and some of class 3a's"


@pytest.fixture
def box(show):
    box = ShortenedBox(20)
    box.setToolTip("Which digits")
    box.addItems(["short", LONG])
    return show(box)


def tell(box):
    """What the pointer is told over a box."""
    QToolTip.hideText()
    place = box.rect().center()
    QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, place, box.mapToGlobal(place)))
    return QToolTip.text()


def test_words_that_do_not_fit_end_in_dots_and_are_told_whole(box):
    assert box.shown_text() == "short" and tell(box) == "Which digits"
    box.setCurrentIndex(1)
    assert box.shown_text().endswith("…") and LONG.startswith(box.shown_text()[:-1]) and len(box.shown_text()) > 8
    assert tell(box) == f"{LONG}\nWhich digits"
    assert box.currentText() == LONG


def test_nothing_is_painted_beyond_the_arrow(box):
    box.setCurrentIndex(1)
    box.resize(150, box.height())
    box.repaint()
    assert box.fontMetrics().horizontalAdvance(box.shown_text()) < 150 - 20


def test_it_wishes_to_be_as_wide_as_its_words_but_no_wider_than_that_many_letters(show):
    box = show(ShortenedBox(20))
    box.addItem("1")
    narrow = box.sizeHint().width()
    box.addItem("a few words")
    assert narrow < box.sizeHint().width()
    box.addItem(LONG)
    assert box.sizeHint().width() == 20 * box.fontMetrics().horizontalAdvance("0")


def test_a_model_under_a_dated_name_is_read_whole_in_the_least_window(window, qtbot):
    window.resize(1024, 700)
    chooser = window.findChild(ModelChooser, "model_chooser")
    card = chooser.itemData(0)._replace(name="new", title="tutorial-softmax 2026-11-28 11.40", folder=Path("new"))
    window.add_model(card, use=False)
    chooser.choose(card)
    bar = window.findChild(QToolBar, "toolbar")
    qtbot.waitUntil(lambda: chooser.shown_text() == card.title)
    last = bar.widgetForAction(bar.actions()[-1])
    assert last.isVisible() and last.mapTo(window, last.rect().topRight()).x() < window.width()
