import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from digitpad.ui.appearance import palette
from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.languages import install_language
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.scale_bar import ScaleBar

NONE = Qt.KeyboardModifier.NoModifier
RED, WHITE, BLUE = (178, 24, 43), (247, 247, 247), (33, 102, 172)


@pytest.fixture
def show(qtbot):
    """Shows a view of 300 × 200 screen pixels in a window of its own."""

    def show(pictures, captions=None, colours="diverging", names=None):
        view = PixelView(colours)
        qtbot.addWidget(view)
        view.resize(300, 200)
        view.set_pictures(np.asarray(pictures, np.float32), captions, names)
        with qtbot.waitExposed(view):
            view.show()
        view.activateWindow()
        view.setFocus()
        return view

    return show


@pytest.fixture
def grid(show):
    """Six pictures of 4 × 4; each pixel's value is 100 × picture + 10 × row + column."""
    row, column = np.mgrid[:4, :4]
    return show([100 * index + 10 * row + column for index in range(6)], list("abcdef"))


def colour_at(view, position):
    return pixels_of(view.grab().toImage())[position.y(), position.x()].tolist()


def click(view, position):
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, position)


def test_every_pixel_can_be_found_where_it_is_painted(grid):
    for index in range(6):
        rect = grid.picture_rect(index)
        side = rect.width() // 4
        assert rect.width() == rect.height() == 4 * side
        for row in range(4):
            for column in range(4):
                middle = rect.topLeft() + QPoint(column * side + side // 2, row * side + side // 2)
                assert grid.value_at(middle) == (index, row, column, 100 * index + 10 * row + column)


def test_beside_the_pictures_there_is_no_value(grid):
    first = grid.picture_rect(0)
    assert grid.value_at(QPoint(first.left() - 1, first.top())) is None
    assert grid.value_at(QPoint(first.left(), first.bottom() + 1)) is None


def test_pictures_lie_apart_and_inside_the_view(grid):
    rects = [grid.picture_rect(index) for index in range(6)]
    assert all(grid.rect().contains(rect) for rect in rects)
    assert not any(a.intersects(b) for a in rects for b in rects if a is not b)
    assert len({(rect.width(), rect.height()) for rect in rects}) == 1


def test_one_symmetric_scale_for_all_pictures(show):
    view = show([np.full((2, 2), 0.5), np.full((2, 2), -0.25), np.zeros((2, 2))])
    assert view.limit == 0.5
    colours = [colour_at(view, view.picture_rect(index).center()) for index in range(3)]
    half_blue = [round((low + high) / 2) for low, high in zip(WHITE, BLUE, strict=True)]
    for colour, wanted in zip(colours, (RED, half_blue, WHITE), strict=True):
        assert np.abs(np.subtract(colour, wanted)).max() <= 1


def test_a_few_extreme_values_do_not_leave_the_others_pale(show):
    values = np.full((1, 28, 28), 0.1)
    values[0, 0, :3] = 100
    assert show(values).limit == pytest.approx(0.1)


def test_pictures_of_nothing_but_zeros_are_neutral(show):
    view = show(np.zeros((2, 3, 3)))
    assert colour_at(view, view.picture_rect(0).center()) == list(WHITE)


def test_ink_is_black_on_white(show):
    view = show([[[0, 1], [0.5, 0]]], colours="ink")
    rect = view.picture_rect(0)
    quarter = rect.width() // 4
    shown = [
        colour_at(view, rect.topLeft() + QPoint(x, y)) for y in (quarter, 3 * quarter) for x in (quarter, 3 * quarter)
    ]
    assert shown == [[255] * 3, [0] * 3, [128] * 3, [255] * 3]


def test_without_pictures_the_view_is_empty_and_nothing_happens(show):
    view = show(np.zeros((0, 1, 1)))
    assert view.value_at(QPoint(10, 10)) is None
    click(view, QPoint(10, 10))
    QTest.keyClick(view, Qt.Key.Key_Right)
    view.grab()
    assert view.enlarged == -1 and view.render_image().isNull()


def test_the_value_under_the_pointer_is_a_tooltip(grid):
    rect = grid.picture_rect(2)
    inside = rect.topLeft() + QPoint(rect.width() // 4 + 2, 2)
    QTest.mouseMove(grid, inside)
    assert "+201.000" in grid.toolTip() and grid.toolTip().startswith("c")
    QTest.mouseMove(grid, QPoint(grid.picture_rect(0).left() - 1, 0))
    assert grid.toolTip() == ""


def test_hovering_shows_the_tooltip(grid, qtbot):
    inside = grid.picture_rect(1).topLeft() + QPoint(1, 1)
    help_event = QHelpEvent(QHelpEvent.Type.ToolTip, inside, grid.mapToGlobal(inside))
    QApplication.sendEvent(grid, help_event)
    qtbot.waitUntil(QToolTip.isVisible)
    assert "row 1, column 1: +100.000" in QToolTip.text()
    outside = QPoint(grid.picture_rect(0).left() - 1, 0)
    QApplication.sendEvent(grid, QHelpEvent(QHelpEvent.Type.ToolTip, outside, grid.mapToGlobal(outside)))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_value_of_ink_is_told_in_hundredths(show):
    view = show([[[0.25]]], colours="ink")
    QTest.mouseMove(view, view.picture_rect(0).center())
    assert view.toolTip() == "row 1, column 1: 0.25"


def test_a_click_enlarges_a_picture_and_the_next_one_brings_the_grid_back(grid, qtbot):
    small = grid.picture_rect(3)
    with qtbot.waitSignal(grid.picture_enlarged) as enlarged:
        click(grid, small.center())
    assert enlarged.args == [3] and grid.enlarged == 3
    large = grid.picture_rect(3)
    assert large.width() > small.width() and grid.picture_rect(0).isEmpty()
    assert grid.value_at(large.topLeft() + QPoint(1, 1)) == (3, 0, 0, 300)
    with qtbot.waitSignal(grid.picture_enlarged) as brought_back:
        click(grid, QPoint(1, 1))
    assert brought_back.args == [-1]
    assert grid.picture_rect(3) == small


def test_a_click_beside_the_pictures_or_with_another_button_does_nothing(grid):
    click(grid, QPoint(grid.picture_rect(0).left() - 2, 0))
    QTest.mouseClick(grid, Qt.MouseButton.RightButton, NONE, grid.picture_rect(0).center())
    assert grid.enlarged == -1


def test_the_keyboard_does_all_that_the_mouse_does(grid):
    columns = sum(grid.picture_rect(index).top() == grid.picture_rect(0).top() for index in range(6))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert grid.enlarged == -1, "nothing is marked yet"
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert grid.enlarged == columns
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.enlarged == columns + 1, "the arrows lead on to the next picture"
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert grid.enlarged == -1
    QTest.keyClick(grid, Qt.Key.Key_Up)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert grid.enlarged == 1
    QTest.keyClick(grid, Qt.Key.Key_Enter)
    assert grid.enlarged == -1


def test_the_mark_stays_among_the_pictures_and_is_seen(grid):
    before = pixels_of(grid.grab().toImage())
    for _ in range(9):
        QTest.keyClick(grid, Qt.Key.Key_Down)
    assert (pixels_of(grid.grab().toImage()) != before).any()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert grid.enlarged == 5
    QTest.keyClick(grid, Qt.Key.Key_Return)
    for _ in range(9):
        QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert grid.enlarged == 0


def test_keys_without_a_meaning_are_left_to_others(qtbot):
    keys = []

    class Frame(QWidget):
        def keyPressEvent(self, event):
            keys.append(event.key())

    frame = Frame()
    qtbot.addWidget(frame)
    view = PixelView("diverging", frame)
    view.set_pictures(np.zeros((3, 2, 2), np.float32))
    frame.show()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.keyClick(view, Qt.Key.Key_A)
    assert keys == [Qt.Key.Key_Escape, Qt.Key.Key_A]


def test_only_a_grid_takes_the_focus(show):
    assert show(np.zeros((2, 3, 3))).focusPolicy() == Qt.FocusPolicy.StrongFocus
    single = show(np.zeros((1, 3, 3)))
    assert single.focusPolicy() == Qt.FocusPolicy.NoFocus
    click(single, single.picture_rect(0).center())
    assert single.enlarged == -1


def test_an_enlarged_picture_stays_enlarged_while_its_values_change(grid):
    grid.enlarge(4)
    grid.set_pictures(np.ones((6, 4, 4), np.float32), list("abcdef"))
    assert grid.enlarged == 4
    grid.set_pictures(np.ones((7, 4, 4), np.float32))
    assert grid.enlarged == -1


def test_name_and_description_tell_what_is_shown(grid):
    grid.set_name("Templates")
    assert grid.accessibleName() == "Templates"
    assert "6" in grid.accessibleDescription()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.accessibleDescription() == "a"
    grid.enlarge(4)
    assert grid.accessibleDescription() == "e"


def test_names_are_told_where_captions_are_too_short(show):
    view = show(np.zeros((2, 4, 4)), names=["unit 1", "unit 2"])
    QTest.mouseMove(view, view.picture_rect(1).center())
    assert view.toolTip().startswith("unit 2")
    view.enlarge(0)
    assert view.accessibleDescription() == "unit 1"


def test_the_saved_picture_holds_every_pixel_of_every_picture(show):
    pictures = np.random.default_rng(3).normal(size=(3, 5, 5)).astype(np.float32)
    view = show(pictures)
    saved = pixels_of(view.render_image(scale=8))
    from digitpad.core.colours import diverging

    wanted = {tuple(colour) for colour in diverging(pictures, view.limit).reshape(-1, 3).tolist()}
    found = {tuple(colour) for colour in np.unique(saved.reshape(-1, 3), axis=0).tolist()}
    assert found - wanted == {(255, 255, 255)} and not wanted - found
    assert (saved != 255).any(axis=2).sum() == 3 * 40 * 40


def test_in_a_narrow_place_pictures_get_smaller_and_nothing_fails(show):
    view = show(np.zeros((100, 28, 28)), [str(index) for index in range(100)])
    view.resize(60, 56)
    view.grab()
    assert all(not view.picture_rect(index).isEmpty() for index in (0, 99))


def test_the_size_hint_follows_the_font(show):
    view = show(np.zeros((3, 4, 4)))
    before, font = view.sizeHint(), view.font()
    font.setPointSizeF(2 * font.pointSizeF())
    view.setFont(font)
    assert view.sizeHint().width() > before.width() and view.sizeHint().height() > before.height()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_a_grid_looks_as_before(show, snapshot, appearance):
    pattern = np.linspace(-1, 1, 36).reshape(6, 6)
    view = show([pattern, pattern.T, -pattern, np.zeros((6, 6)), np.eye(6)])
    view.setPalette(palette(appearance))
    QTest.keyClick(view, Qt.Key.Key_Right)
    snapshot(view.grab().toImage(), f"pixel-view-{appearance}")


def test_the_words_below_a_scale_have_the_height_of_chinese_letters(qtbot, like_new):
    install_language("zh_CN")
    bar, label = ScaleBar(), QLabel("反对")
    for widget in (bar, label):
        qtbot.addWidget(widget)
    needed = label.sizeHint().height()
    assert needed > bar.fontMetrics().height(), "else this test says nothing"
    assert bar.sizeHint().height() >= 12 + 2 * needed


def test_the_scale_bar_names_its_ends_and_runs_from_blue_to_red(qtbot):
    bar = ScaleBar()
    qtbot.addWidget(bar)
    bar.set_limit(0.25)
    bar.resize(200, bar.sizeHint().height())
    assert "0.25" in bar.accessibleName()
    row = pixels_of(bar.grab().toImage())[5].astype(int)
    for place, colour in ((2, BLUE), (100, WHITE), (197, RED)):
        assert np.abs(row[place] - colour).max() < 16
    assert bar.minimumSizeHint().height() > 2 * bar.fontMetrics().height()
