import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from digitpad.core.selection import answers_from
from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.picture_list import PictureList

COUNT = 60_000
LEFT = Qt.MouseButton.LeftButton


def digits(count):
    """Pictures that differ in one pixel row, so that it can be seen which one is where."""
    images = np.zeros((count, 28, 28), np.uint8)
    images[np.arange(count), np.arange(count) % 28] = 255
    return images


def answers(read):
    """Somebody reads these digits, with 0.8."""
    return answers_from(0.8 * np.eye(10, dtype=np.float32)[np.asarray(read)], len(read))


@pytest.fixture
def pictures(qtbot):
    widget = PictureList()
    qtbot.addWidget(widget)
    widget.resize(500, 400)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def place_on_screen(widget, place):
    """The middle of the `place`-th picture shown."""
    return widget.visualRect(widget.model().index_at(place)).center()


def captions(widget):
    model = widget.model()
    return [model.caption(int(row)) for row in widget.shown_rows]


def paints(widget):
    """How many pictures are painted when all that is seen is painted anew."""
    painted = []
    image = widget.model().image
    widget.model().image = lambda picture: (painted.append(picture), image(picture))[1]
    widget.viewport().grab()
    del widget.model().image
    return painted


def test_pictures_grow_with_the_letters_below_them(pictures):
    pictures.set_pictures(digits(9), np.arange(9))

    def of_picture():
        return pictures.height_of(1) - QFontMetrics(pictures.font()).height()

    before, font = of_picture(), pictures.font()
    font.setPointSizeF(3 * font.pointSizeF())
    pictures.setFont(font)
    assert of_picture() >= 2 * before
    assert place_on_screen(pictures, 0).y() > 28


def test_of_sixty_thousand_pictures_those_in_sight_are_painted(pictures):
    pictures.set_pictures(digits(COUNT), np.arange(COUNT) % 10)
    assert pictures.shown_count == COUNT
    at_the_top = paints(pictures)
    assert at_the_top[:3] == [0, 1, 2] and len(at_the_top) < 60
    pictures.scrollToBottom()
    at_the_bottom = paints(pictures)
    assert at_the_bottom[-1] == COUNT - 1 and len(at_the_bottom) < 60
    assert not set(at_the_top) & set(at_the_bottom)


def test_all_pictures_can_be_scrolled_to(pictures):
    pictures.set_pictures(digits(COUNT))
    columns = pictures.model().columnCount()
    rows = -(-COUNT // columns)
    height = pictures.verticalHeader().defaultSectionSize()
    assert pictures.verticalScrollBar().maximum() == rows * height - pictures.viewport().height()


def test_looking_at_pictures_does_not_change_them(pictures):
    images = digits(50)
    before = images.copy()
    pictures.set_pictures(images, np.zeros(50, int))
    pictures.viewport().grab()
    pictures.viewport().grab()
    np.testing.assert_array_equal(images, before)


def test_pictures_that_cannot_be_written_are_painted_too(pictures):
    pictures.set_pictures(np.frombuffer(digits(50).tobytes(), np.uint8).reshape(50, 28, 28))
    assert len(paints(pictures)) > 3


def test_ink_is_dark_on_white(pictures):
    pictures.set_pictures(digits(3))
    pixels = pixels_of(pictures.model().image(2))
    assert pixels.shape == (28, 28, 3)
    assert pixels[2].max() == 0 and pixels[[0, 1, 3, 27]].min() == 255


def test_a_picture_says_what_it_is_and_what_it_was_taken_for(pictures):
    pictures.set_pictures(digits(3), np.array([4, 4, 7]))
    assert captions(pictures) == ["4", "4", "7"]
    pictures.set_answers(answers([4, 9, 7]))
    assert captions(pictures) == ["4", "4 read as 9", "7"]
    assert pictures.sentence(1) == "Image 2, a 4, read as 9 (80 %)"
    pictures.set_pictures(digits(3), None, answers([4, 9, 7]))
    assert captions(pictures) == ["4", "9", "7"]
    assert pictures.sentence(1) == "Image 2, read as 9 (80 %)"


def test_assistive_technology_and_the_pointer_get_the_sentence(pictures):
    pictures.set_pictures(digits(3), np.array([4, 4, 7]))
    index = pictures.model().index_at(2)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert index.data(role) == "Image 3, a 7"
    QToolTip.hideText()


def test_a_click_marks_and_a_double_click_chooses(pictures, qtbot):
    pictures.set_pictures(digits(100))
    pictures.show_rows(np.arange(99, 0, -2))
    with qtbot.waitSignal(pictures.picture_marked) as marked:
        QTest.mouseClick(pictures.viewport(), LEFT, pos=place_on_screen(pictures, 3))
    assert marked.args == [93] and pictures.marked == 93
    with qtbot.waitSignal(pictures.picture_chosen) as chosen:
        QTest.mouseClick(pictures.viewport(), LEFT, pos=place_on_screen(pictures, 1))
        QTest.mouseDClick(pictures.viewport(), LEFT, pos=place_on_screen(pictures, 1))
    assert chosen.args == [97]


def test_beside_the_pictures_nothing_is_chosen(pictures, qtbot):
    pictures.set_pictures(digits(1))
    below = QPoint(5, pictures.viewport().height() - 5)
    beside = place_on_screen(pictures, 0) + QPoint(pictures.horizontalHeader().defaultSectionSize(), 0)
    with qtbot.assertNotEmitted(pictures.picture_marked), qtbot.assertNotEmitted(pictures.picture_chosen):
        for position in (below, beside):
            QTest.mouseClick(pictures.viewport(), LEFT, pos=position)
            QTest.mouseDClick(pictures.viewport(), LEFT, pos=position)


def test_the_arrow_keys_go_through_all_rows_and_enter_chooses(pictures, qtbot):
    pictures.set_pictures(digits(100))
    columns = pictures.model().columnCount()
    visited = []
    pictures.picture_marked.connect(visited.append)
    keys = Qt.Key
    for key in (*[keys.Key_Right] * (columns + 1), keys.Key_Left, keys.Key_Left, keys.Key_Down, keys.Key_Up):
        QTest.keyClick(pictures, key)
    back = columns - 2
    assert visited == [*range(columns + 1), columns - 1, back, back + columns, back]
    QTest.keyClick(pictures, keys.Key_End)
    assert visited[-1] == 99
    assert pictures.viewport().rect().contains(place_on_screen(pictures, 99))
    QTest.keyClick(pictures, keys.Key_Home)
    assert visited[-1] == 0
    with qtbot.waitSignal(pictures.picture_chosen) as chosen:
        QTest.keyClick(pictures, keys.Key_Return)
    assert chosen.args == [0]


def test_what_is_marked_stays_marked_through_filters_and_sizes(pictures, qtbot):
    pictures.set_pictures(digits(1000))
    pictures.mark_place(500)
    assert pictures.viewport().rect().contains(place_on_screen(pictures, 500))
    with qtbot.assertNotEmitted(pictures.picture_marked):
        pictures.show_rows(np.arange(0, 1000, 5))
        assert pictures.currentIndex() == pictures.model().index_at(100)
        assert pictures.viewport().rect().contains(place_on_screen(pictures, 100))
        pictures.resize(800, 300)
        assert pictures.currentIndex() == pictures.model().index_at(100)
        pictures.show_rows(np.arange(1, 1000, 5))
        assert not pictures.currentIndex().isValid()
    with qtbot.assertNotEmitted(pictures.picture_chosen):
        QTest.keyClick(pictures, Qt.Key.Key_Return)


def test_another_size_keeps_what_is_looked_at_in_sight(pictures):
    pictures.set_pictures(digits(1000))
    pictures.scrollTo(pictures.model().index_at(600), pictures.ScrollHint.PositionAtTop)
    first = pictures.model().place_at(pictures.indexAt(QPoint(1, 1)))
    for width in (900, 300, 640):
        pictures.resize(width, 400)
        assert pictures.viewport().rect().intersects(pictures.visualRect(pictures.model().index_at(first)))


def test_as_many_stand_side_by_side_as_there_is_room_for(pictures):
    pictures.set_pictures(digits(100))
    counts = []
    for width in (200, 500, 900):
        pictures.resize(width, 400)
        counts.append(pictures.model().columnCount())
        assert pictures.horizontalScrollBar().maximum() == 0
    assert counts == sorted(set(counts))


def test_where_nothing_fits_that_is_said(pictures):
    pictures.set_pictures(digits(10))
    filled = pixels_of(pictures.viewport().grab().toImage())
    pictures.show_rows(np.zeros(0, np.int64))
    assert pictures.shown_count == 0
    empty = pixels_of(pictures.viewport().grab().toImage())
    middle = empty.shape[0] // 2
    assert empty[middle - 20 : middle + 20].min() < 200 < filled[middle - 20 : middle + 20].min()


def looks_empty(widget):
    return len(np.unique(pixels_of(widget.viewport().grab().toImage()))) == 1


def test_while_pictures_are_on_their_way_nothing_is_said(pictures):
    assert looks_empty(pictures)
    pictures.set_pictures(digits(0))
    assert not looks_empty(pictures), "there is none"
    pictures.clear()
    assert looks_empty(pictures) and pictures.shown_count == 0
    pictures.set_pictures(digits(3))
    assert not looks_empty(pictures)
    pictures.set_words_for_none("")
    pictures.show_rows(np.zeros(0, np.int64))
    assert looks_empty(pictures)


def test_there_is_a_scroll_bar_where_it_is_needed_and_nothing_moves_when_it_comes(pictures, qtbot):
    bar, places = pictures.verticalScrollBar(), []
    for count in (0, 3, 100, 3):
        pictures.set_pictures(digits(count))
        qtbot.waitUntil(lambda count=count: bar.isVisible() == (count == 100))
        places.append((pictures.model().columnCount(), pictures.columnWidth(0)))
    assert len(set(places)) == 1
    room = pictures.maximumViewportSize().width() - bar.width()
    assert pictures.columnWidth(0) * pictures.model().columnCount() <= room
