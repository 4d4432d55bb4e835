import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QToolTip

from digitpad.ui.appearance import faint
from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.tab_rows import TabRows


@pytest.fixture
def bar(window, child):
    return child(QTabWidget, "tabs").tabBar()


def places(bar):
    return [bar.tabRect(index) for index in range(bar.count())]


def rows_of(bar):
    return len({place.top() for place in places(bar)})


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(("width", "height"), [(900, 600), (1024, 700), (1240, 740), (1280, 800), (1920, 1080)])
def test_every_tab_is_seen_with_its_whole_name(window, child, bar, like_new, width, height, language):
    child(QAction, f"action_language_{language}").trigger()
    window.resize(width, height)
    QApplication.processEvents()
    assert bar.count() == 8 and bar.rect().contains(bar.tabRect(7))
    for index, place in enumerate(places(bar)):
        assert bar.rect().contains(place)
        assert bar.fontMetrics().horizontalAdvance(bar.tabText(index)) < place.width(), bar.tabText(index)
        assert not any(place.intersects(other) for other in places(bar)[:index])


def test_a_wide_window_needs_one_row_and_the_default_one_two(window, bar):
    QApplication.processEvents()
    assert rows_of(bar) == 2 and len({place.left() for place in places(bar)}) == 4
    window.resize(1920, 1080)
    QApplication.processEvents()
    assert rows_of(bar) == 1


def test_a_click_on_a_name_of_either_row_chooses_its_tab(window, bar, child):
    tabs = child(QTabWidget, "tabs")
    for index in (6, 1, 7, 0):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
        assert tabs.currentIndex() == index and bar.tabAt(bar.tabRect(index).center()) == index
    QTest.mouseClick(bar, Qt.MouseButton.RightButton, pos=bar.tabRect(3).center())
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert tabs.currentIndex() == 0


def test_arrow_keys_go_along_the_row_and_to_the_other_one(bar, child):
    tabs = child(QTabWidget, "tabs")
    bar.setFocus()
    for key, index in (("Right", 1), ("Down", 5), ("Down", 5), ("Left", 4), ("Up", 0), ("Up", 0)):
        QTest.keyClick(bar, getattr(Qt.Key, f"Key_{key}"))
        assert tabs.currentIndex() == index, key


def test_each_name_says_on_hover_what_its_tab_answers(bar):
    for index in range(bar.count()):
        place = bar.tabRect(index).center()
        QApplication.sendEvent(bar, QHelpEvent(QHelpEvent.Type.ToolTip, place, bar.mapToGlobal(place)))
        assert QToolTip.text() == bar.tabToolTip(index) != ""
    assert len({bar.tabToolTip(index) for index in range(bar.count())}) == bar.count()


def test_the_focus_is_seen_when_it_came_by_key(bar):
    place = bar.tabRect(bar.currentIndex())
    plain = pixels_of(bar.grab(place).toImage())
    bar.setFocus(Qt.FocusReason.MouseFocusReason)
    assert (pixels_of(bar.grab(place).toImage()) == plain).all()
    bar.clearFocus()
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    assert (pixels_of(bar.grab(place).toImage()) != plain).any()


def test_a_screen_reader_hears_a_list_of_tabs_with_their_names(bar):
    heard = QAccessible.queryAccessibleInterface(bar)
    assert heard.role() == QAccessible.Role.PageTabList and bar.accessibleName() == "Reasons"
    assert [heard.child(index).text(QAccessible.Text.Name) for index in range(2)] == ["Weights", "Evidence"]


def test_the_name_under_the_pointer_is_marked(bar):
    place = bar.tabRect(5)
    QTest.mouseMove(bar, place.center())
    assert bar.grab().toImage().pixelColor(place.left() + 8, place.center().y()) == faint(bar.palette(), 0.05)


def test_rows_are_alike_in_length_whatever_the_number_of_tabs(show):
    bar = TabRows()
    for name in ("one", "two", "three", "four", "five"):
        bar.addTab(name)
    show(bar, 200, 90)
    assert [place.top() for place in places(bar)].count(bar.tabRect(0).top()) == 3
    assert not bar.tabRect(5).isValid() and bar.tabAt(QPoint(-5, -5)) == -1
