import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.news_bar import MARGIN, NewsBar


@pytest.fixture
def bar(show):
    bar = NewsBar()
    bar.setSizeGripEnabled(False)
    return show(bar, 400, 28)


def inked_columns(bar):
    """Where the middle of the bar, between its edges, is not as it is without a message."""
    shown = pixels_of(bar.grab().toImage()).astype(int)
    words = bar.currentMessage()
    bar.clearMessage()
    empty = pixels_of(bar.grab().toImage()).astype(int)
    bar.showMessage(words)
    return np.flatnonzero((np.abs(shown - empty) > 40).any(axis=(0, 2)))


def test_a_message_begins_where_everything_above_does(bar):
    bar.showMessage("Here it says something.")
    assert MARGIN <= inked_columns(bar)[0] <= MARGIN + 3


def test_a_long_message_ends_before_what_stands_beside_it(bar):
    speed = QLabel("Read in 0.7 ms")
    bar.addPermanentWidget(speed)
    bar.showMessage("There is far more to say about this than the window has room for. " * 3)
    assert inked_columns(bar)[-1] < speed.geometry().left()


def test_screen_readers_are_told_the_message(bar):
    bar.showMessage("Here it says something.")
    assert bar.accessibleDescription() == "Here it says something."


def test_nothing_is_painted_without_a_message(bar):
    assert not len(inked_columns(bar))
