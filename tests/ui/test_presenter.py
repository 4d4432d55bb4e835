import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QToolBar,
    QWidget,
)
from shiboken6 import isValid

from digitpad.app import create_window
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.lessons import Lesson, LessonPage
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import set_appearance
from digitpad.ui.languages import install_language
from digitpad.ui.picture_list import PictureList
from digitpad.ui.reason_tab import ReasonTab
from digitpad.ui.reasons import TABS
from digitpad.ui.sweep_view import SweepView

SEVEN = [(150, 110), (350, 110), (220, 400)]
ONE = [(250, 110), (250, 390)]
SCREENS = [(1280, 800), (1920, 1080), (3840, 2160)]


def page(stroke, note, tab="", model="softmax"):
    return LessonPage(Drawing((Stroke.from_points(stroke),)), {"": note}, {"": note.title()}, model, tab)


@pytest.fixture
def window(show):
    """A lesson of two pages: a 7 with the note "seven" beside the weights, and a 1 with the note "one" alone."""
    window = show(create_window("softmax"))
    window.lessons.panel.show()
    window.lessons.panel.set_lesson(Lesson(pages=(page(SEVEN, "seven", "weights"), page(ONE, "one"))))
    return window


@pytest.fixture
def present(window, qtbot):
    """Presents what the window shows, on a screen of a size where one is given."""

    def present(*screen):
        window.commands.present.trigger()
        qtbot.waitUntil(lambda: window.size() == window.screen().size())
        if screen:
            window.resize(QSize(*screen))
        qtbot.wait(1)

    return present


def leave(window):
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)


def seen(window, kind):
    return [widget for widget in window.findChildren(kind) if widget.isVisible()]


def letters(widget):
    """The height of its letters on the screen."""
    return widget.fontInfo().pixelSize()


def test_arrows_step_through_the_presented_lesson_and_esc_leaves(window, present):
    present()
    assert window.isFullScreen()
    assert not window.findChild(QToolBar, "toolbar").isVisible()
    shown = window.findChild(QLabel, "presented_note")
    assert (shown.text(), shown.isVisible()) == ("seven", True)
    QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    assert wait_for_prediction(window).digit == 1
    assert shown.text() == "one"
    QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    assert shown.text() == "one"
    QTest.keyClick(window.canvas, Qt.Key.Key_Left)
    assert shown.text() == "seven"
    leave(window)
    assert not window.isFullScreen()
    assert window.findChild(QToolBar, "toolbar").isVisible()
    assert window.lessons.panel.isVisible()
    assert not shown.isVisible()


def test_the_canvas_is_cleared_by_the_key_that_is_named_and_drawn_on(window, present):
    present()
    assert "Del clears" in window.findChild(QLabel, "presented_keys").text()
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert window.canvas.drawing.is_empty
    draw_strokes(window.canvas, [SEVEN])
    assert wait_for_prediction(window).digit == 7


def test_without_a_lesson_presenting_shows_what_is_drawn_and_the_tabs_to_choose_from(show):
    window = show(create_window("softmax"))
    draw_strokes(window.canvas, [SEVEN])
    window.lessons.present()
    assert window.isFullScreen()
    assert not window.findChild(QLabel, "presented_note").isVisible()
    assert window.findChild(QLabel, "presented_keys").text() == "Del clears · Esc ends"
    assert window.findChild(QTabWidget, "tabs").tabBar().isVisible()
    leave(window)
    assert not window.isFullScreen()


def test_a_window_that_closes_while_it_presents_leaves_the_stage_first(window, present):
    present()
    window.close()
    assert not window.isFullScreen()


def test_a_long_note_leaves_room_for_the_canvas(window, present):
    window.lessons.panel.set_lesson(Lesson(pages=(page(SEVEN, "A long sentence about this drawing. " * 20),)))
    present(1280, 800)
    assert window.canvas.height() >= 240


def test_folded_tabs_stay_folded_after_a_presentation(window, present):
    window.commands.reasons.setChecked(False)
    present()
    assert window.findChild(QTabWidget, "tabs").isVisible(), "the page names a tab"
    leave(window)
    assert not window.findChild(QTabWidget, "tabs").isVisible()


def test_a_class_sees_neither_choosers_nor_buttons_that_keep_a_picture(window, present, qtbot):
    window.lessons.panel.set_lesson(
        Lesson(pages=tuple(page(SEVEN, tab, tab) for tab in ("weights", "evidence", "steps", "compare")))
    )
    present(1920, 1080)
    tabs = window.findChild(QTabWidget, "tabs")
    for _ in window.lessons.panel.lesson.pages:
        wait_for_prediction(window)
        assert not tabs.tabBar().isVisible()
        assert not seen(tabs, QComboBox)
        words = [button.text() for button in seen(tabs, QAbstractButton)]
        assert not {"Copy", "Save picture…"} & set(words), words
        QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    leave(window)
    assert tabs.tabBar().isVisible()
    qtbot.waitUntil(lambda: not tabs.currentWidget().findChild(QLabel, "reason_message").isVisible())
    assert {"Copy", "Save picture…"} <= {button.text() for button in seen(tabs, QAbstractButton)}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_last_row_can_read_everything_and_nothing_is_cut_off(window, present, qtbot, like_new, screen, language):
    install_language(language)
    tabs = ("", "weights", "evidence", "steps", "compare")
    window.lessons.panel.set_lesson(Lesson(pages=tuple(page(SEVEN, f"note {tab}", tab) for tab in tabs)))
    present(*screen)
    for tab in tabs:
        wait_for_prediction(window)
        if tab in ("evidence", "steps", "compare"):
            content = window.findChild(QWidget, tab)
            qtbot.waitUntil(lambda content=content: not content.findChild(QLabel, "reason_message").isVisible())
        qtbot.wait(1)
        for widget in [*seen(window.centralWidget(), QLabel), *seen(window.centralWidget(), QAbstractButton)]:
            name = f"{widget.objectName()} {getattr(widget, 'text', str)()!r} beside {tab or 'nothing'}"
            assert letters(widget) >= screen[1] // 36 - 1, f"{name}: too small"
            assert is_whole(widget), f"{name}: cut off"
        assert letters(window.findChild(QLabel, "presented_note")) >= 1.2 * screen[1] / 36
        button = window.findChild(QAbstractButton, "label_7")
        assert button.height() < 2.5 * button.fontMetrics().height(), "it took the room of the digit"
        picture = window.findChild(QWidget, "input_image")
        assert min(picture.width(), picture.height()) >= screen[1] / 5
        QTest.keyClick(window.canvas, Qt.Key.Key_Right)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("screen", [(1280, 720), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_class_sees_all_sliders_of_move_it_at_once(window, present, qtbot, like_new, screen, language):
    install_language(language)
    note = (
        "Move it, and watch where the answer flips: the model has learnt digits in the middle, and sees pixels alone."
    )
    window.lessons.panel.set_lesson(Lesson(pages=(page(SEVEN, note, "move"),)))
    present(*screen)
    wait_for_answer(window, qtbot)
    qtbot.wait(1)
    scroll = window.findChild(QWidget, "move").findChild(QScrollArea)
    bars = scroll.verticalScrollBar(), scroll.horizontalScrollBar()
    qtbot.waitUntil(lambda: not any(bar.isVisible() for bar in bars))
    curves = seen(scroll, SweepView)
    assert len(curves) == 6
    for view in curves:
        assert view.visibleRegion().boundingRect() == view.rect()
        assert view.height() >= 1.7 * view.fontMetrics().height(), "there is a curve below its digits"
    leave(window)
    qtbot.wait(1)
    assert all(view.height() >= view.sizeHint().height() for view in seen(scroll, SweepView))


@pytest.mark.parametrize("tab", ["mistakes", "neighbours"])
def test_a_class_sees_what_a_data_set_shows_and_nothing_to_choose(window, present, qtbot, data_folder, tab):
    window.lessons.panel.set_lesson(Lesson(pages=(page(SEVEN, "seven", tab),)))
    present(1280, 720)
    content = window.findChild(QWidget, tab)
    source = content.findChild(QLabel, f"{tab}_source")
    qtbot.waitUntil(
        lambda: source.text() == "Synthetic digits, " + ("test" if tab == "mistakes" else "training") + " images"
    )
    assert source.isVisible()
    assert not seen(content, QComboBox)
    pictures = content.findChild(PictureList)
    assert pictures.height() >= pictures.height_of(1 if tab == "mistakes" else 2), "with their captions"
    words = {button.text() for button in seen(content, QAbstractButton)}
    assert not {"Open…", "Side by side", "In percent"} & words
    leave(window)
    assert not source.isVisible() and seen(content, QComboBox)
    assert "Open…" in {button.text() for button in seen(content, QAbstractButton)}


def test_models_side_by_side_keep_their_names_before_a_class(window, present, qtbot, data_folder):
    window.lessons.panel.set_lesson(Lesson(pages=(page(SEVEN, "seven", "mistakes"),)))
    window.lessons.panel.go_to(0)
    content = window.findChild(QWidget, "mistakes")
    QTest.mouseClick(content.findChild(QAbstractButton, "mistakes_beside"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: content.findChild(QComboBox, "mistakes_mlp_model").currentText() == "Neural network")
    present(1280, 720)
    titles = {label.text() for label in seen(content, QLabel)}
    assert {"Softmax", "Neural network", "Convolutional network"} <= titles


def test_a_box_to_tick_has_an_edge_on_black(window, present, qtbot, like_new):
    set_appearance("dark")
    qtbot.wait(1)
    window.lessons.panel.set_lesson(Lesson(pages=(page(SEVEN, "seven", "move"),)))
    present(1280, 720)
    wait_for_answer(window, qtbot)
    box = window.findChild(QCheckBox, "move_before")
    picture, place = window.grab().toImage(), box.mapTo(window, QPoint(0, box.height() // 2))
    assert picture.pixelColor(place - QPoint(3, 0)).lightness() < 20
    assert max(picture.pixelColor(place + QPoint(x, 0)).lightness() for x in range(8)) > 80, "its edge is seen"
    leave(window)
    assert box.palette() == QApplication.palette(box)


def is_whole(widget):
    """Its text has the room that it needs, and all of it lies within the widgets around it."""
    needed = widget.minimumSizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        room = widget.size()
        needed = QSize(0, widget.heightForWidth(room.width()))
    if isinstance(widget, QAbstractButton) and len(widget.text()) == 1:
        needed = QSize(widget.fontMetrics().horizontalAdvance(widget.text()), 0)
    return (
        widget.width() >= needed.width()
        and widget.height() >= needed.height()
        and widget.visibleRegion().boundingRect() == widget.rect()
    )


def test_the_canvas_has_an_edge_on_white(window, present, qtbot):
    present(1280, 800)
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    pane = window.canvas.parentWidget()
    picture, canvas = pane.grab().toImage(), window.canvas.geometry()
    middle = canvas.center()
    outside = [(canvas.left() - 1, middle.y()), (middle.x(), canvas.bottom() + 1), (canvas.right() + 1, middle.y())]
    assert all(picture.pixelColor(*place).lightness() < 180 for place in outside)


def test_the_window_is_shared_as_before_afterwards(window, present, qtbot):
    splitter = window.findChild(QSplitter)
    qtbot.wait(1)
    before = splitter.sizes()
    present()
    QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    leave(window)
    qtbot.wait(1)
    assert splitter.sizes() == before


def wait_for_answer(window, qtbot):
    wait_for_prediction(window)
    tabs = window.findChild(QTabWidget, "tabs")
    for tab in seen(tabs, ReasonTab):
        if tabs.currentWidget().objectName() not in ("mistakes", "neighbours"):  # which read thousands of pictures
            qtbot.waitUntil(lambda tab=tab: not tab.is_waiting)


def test_after_presenting_every_tab_has_its_usual_letters_again(window, present, qtbot):
    tabs = window.findChild(QTabWidget, "tabs")
    names = ["weights", *(tab.name for tab in TABS)]
    pages = tuple(page(SEVEN, name, name) for name in names)
    window.lessons.panel.set_lesson(Lesson(pages=pages))
    before = {}
    for place in range(len(names)):
        window.lessons.panel.go_to(place)
        wait_for_answer(window, qtbot)
        before |= {widget: letters(widget) for widget in tabs.widget(place).findChildren(QWidget)}
    window.lessons.panel.go_to(0)
    size = window.size()
    present(1920, 1080)
    for _ in names:
        QTest.keyClick(window.canvas, Qt.Key.Key_Right)
        wait_for_answer(window, qtbot)
    leave(window)
    window.resize(size)  # with more room some letters would be larger
    for place in range(len(names)):
        window.lessons.panel.go_to(place)
        wait_for_answer(window, qtbot)
    changed = {
        widget: (height, letters(widget))
        for widget, height in before.items()
        if isValid(widget) and letters(widget) != height
    }
    assert len(before) > 200 and not changed
