import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from digitpad.ui.appearance import READABLE, contrast, set_appearance
from digitpad.ui.confusion_view import ConfusionView

COUNTS = np.diag([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
COUNTS[4, 9] = COUNTS[9, 4] = 1
COUNTS[5, 3] = 120


@pytest.fixture
def matrix(show, like_new):
    matrix = show(ConfusionView(), 376, 260)
    matrix.show_counts(COUNTS)
    return matrix


@pytest.mark.parametrize("compact", [False, True])
def test_the_heads_grow_and_shrink_with_the_letters_around(show, compact):
    around = QWidget()
    layout = QVBoxLayout(around)
    large, usual = QFont(around.font()), QFont(around.font())
    large.setPointSizeF(2.5 * large.pointSizeF())
    around.setFont(large)  # before there is a matrix: a tab may be seen for the first time before a class
    show(around, 600, 600)
    matrix = ConfusionView(compact)
    layout.addWidget(matrix)
    for font in (large, usual):
        around.setFont(font)
        heads = matrix.horizontalHeader(), matrix.verticalHeader()
        share = 0.75 if compact else 1
        assert [head.font().pointSizeF() for head in heads] == [share * font.pointSizeF()] * 2
        letter = QFontMetricsF(heads[0].font())
        assert heads[0].height() >= letter.height() and heads[1].width() >= 2 * letter.horizontalAdvance("0")


def painted(matrix, row, column):
    """A cell as it is seen."""
    return matrix.viewport().grab(matrix.visualRect(matrix.model().index(row, column))).toImage()


def ink_columns(picture: QImage) -> list[int]:
    ground = picture.pixelColor(0, 0)
    return [
        x
        for x in range(picture.width())
        if any(contrast(picture.pixelColor(x, y), ground) > 1.3 for y in range(picture.height()))
    ]


def test_before_anything_is_counted_there_are_no_numbers(show):
    matrix = show(ConfusionView())
    assert not any(matrix.item(row, row).text() for row in range(10))


def test_counts_are_shown_first_and_shares_on_request(matrix):
    assert matrix.item(1, 1).text() == "1135" and matrix.item(4, 9).text() == "1" and matrix.item(0, 1).text() == "0"
    matrix.set_in_percent(True)
    assert matrix.item(1, 1).text() == "100" and matrix.item(4, 9).text() == "0.1" and matrix.item(0, 1).text() == "0"
    assert matrix.item(5, 3).text() == "11.9"


@pytest.mark.parametrize("width", [376, 300, 240])
def test_no_number_is_cut(matrix, qtbot, width):
    matrix.resize(width, 260)
    room = matrix.columnWidth(1)
    assert QFontMetricsF(matrix.itemDelegate().letters).horizontalAdvance("1135") <= room
    inked = ink_columns(painted(matrix, 1, 1))
    assert inked[0] >= 1 and inked[-1] <= room - 2
    narrow = ink_columns(painted(matrix, 4, 9))
    assert len(inked) > 2 * len(narrow), "all four digits"


@pytest.mark.parametrize("look", ["light", "dark", ""])
def test_every_number_can_be_read_on_its_colour(show, like_new, look):
    set_appearance(look)
    matrix = show(ConfusionView(), 376, 260)
    matrix.show_counts(COUNTS)
    for row in range(10):
        for column in range(10):
            item = matrix.item(row, column)
            assert contrast(item.foreground().color(), item.background().color()) >= READABLE, (row, column)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_where_nothing_was_read_the_number_is_pale(show, like_new, look):
    set_appearance(look)
    window = QWidget()
    QVBoxLayout(window).addWidget(matrix := ConfusionView())
    show(window, 376, 260)
    matrix.show_counts(COUNTS)
    none, some = matrix.item(0, 1), matrix.item(4, 9)
    strength = [contrast(item.foreground().color(), item.background().color()) for item in (none, some)]
    assert READABLE <= strength[0] < 0.5 * strength[1]


def test_it_is_blue_in_a_window_behind_another_too(matrix):
    colours = QPalette(matrix.palette())
    colours.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight, QColor("grey"))
    matrix.setPalette(colours)
    assert matrix.item(0, 0).background().color().saturation() > 100


def test_a_cell_tells_assistive_technology_what_it_counts(matrix):
    words = matrix.item(4, 9).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "1 of 983 images of a 4 were read as 9"
