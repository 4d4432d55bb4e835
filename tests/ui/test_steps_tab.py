import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QProgressBar, QPushButton, QTabWidget, QWidget

from digitpad.core.drawing import Drawing, Stroke, drawing_from_row
from digitpad.core.ink import drawing_to_picture
from digitpad.core.model_store import find_model
from digitpad.core.reading import read_drawing
from digitpad.core.steps import STEPS
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import READABLE, contrast, set_appearance
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.steps_tab import StepsTab
from digitpad.ui.subject import Subject
from digitpad.ui.whole_scroll import WholeScroll
from digitpad.workers.explain_thread import Classifiers

OFF_CENTRE_ONE = [[(430, 60 + 8 * step) for step in range(20)]]


@pytest.fixture
def tab(show):
    return show(StepsTab(), 372, 600)


@pytest.fixture
def explain(tab):
    """Asks the tab about a drawing now, and again whenever it wants to."""

    def explain(drawing, model="softmax"):
        model = find_model(model) if isinstance(model, str) else model
        classifiers = Classifiers(model, {}, print)
        subject = Subject(drawing, read_drawing(classifiers.in_use, drawing), model)

        def ask():
            tab.receive(tab.question(subject)(classifiers, lambda: False))

        tab.asks_again.connect(ask)
        ask()
        return subject

    return explain


@pytest.fixture
def one():
    return Drawing(tuple(Stroke.from_points(points) for points in OFF_CENTRE_ONE))


def shown(tab):
    """The steps whose pictures are seen."""
    return [view.objectName().removeprefix("steps_picture_") for view in views(tab)]


def views(tab):
    return [view for view in tab.findChildren(PixelView) if view.isVisible()]


def pixels(tab, step):
    """A rung's picture, as numbers: read where the pointer would."""
    view = tab.findChild(PixelView, f"steps_picture_{step}")
    place = view.picture_rect(0)
    points = (np.arange(28) + 0.5) * place.width() / 28
    return np.array(
        [[view.value_at(place.topLeft() + QPoint(int(x), int(y)))[3] for x in points] for y in points], np.float32
    )


def click(tab, kind, name):
    widget = tab.findChild(kind, f"steps_{name}")
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(9, widget.height() // 2))
    return widget


def verdict(tab):
    return tab.findChild(QLabel, "steps_verdict").text()


def test_the_last_rung_is_what_the_model_sees(tab, explain, stroke_rows):
    subject = explain(drawing_from_row(stroke_rows[3]))
    assert shown(tab) == ["canvas", *STEPS[:-1]]
    np.testing.assert_allclose(pixels(tab, "average"), subject.prediction.input_image)
    bar = tab.findChild(QProgressBar, "steps_bar_average")
    assert bar.accessibleName() == "Probability of 7"
    assert bar.value() / bar.maximum() == pytest.approx(subject.prediction.probabilities[7], abs=1e-3)
    assert "reads 7" in verdict(tab)


def test_one_click_shows_the_one_that_the_linear_model_cannot_read(tab, explain, one):
    explain(one)
    assert "reads 1" in verdict(tab)
    assert click(tab, QPushButton, "nothing").isChecked()
    assert shown(tab) == ["canvas"] and "reads 5" in verdict(tab)
    click(tab, QPushButton, "tutorial")
    assert shown(tab) == ["canvas", "black_and_white"] and "reads 1" not in verdict(tab)
    click(tab, QPushButton, "ours")
    assert shown(tab) == ["canvas", *STEPS[:-1]] and "reads 1" in verdict(tab)


def test_nothing_is_cut_in_a_window_that_shrank_while_another_tab_was_seen(window, qtbot):
    window.resize(1920, 1080)
    tabs, page = window.findChild(QTabWidget, "tabs"), window.findChild(QWidget, "steps")
    tabs.setCurrentWidget(page)
    draw_strokes(window.canvas, [[(150, 110), (350, 110), (220, 400)]])
    wait_for_prediction(window)
    tab = page.findChild(StepsTab)
    qtbot.waitUntil(lambda: not tab.is_waiting)
    qtbot.waitUntil(lambda: views(tab)[0].width() > 2 * 28)
    tabs.setCurrentIndex(0)
    window.resize(1024, 676)
    QApplication.processEvents()
    tabs.setCurrentWidget(page)
    qtbot.waitUntil(lambda: {view.width() for view in views(tab)} == {2 * 28})
    area = tab.findChild(WholeScroll)
    assert area.verticalScrollBar().maximum() > 0
    for bar in tab.findChildren(QProgressBar):
        if bar.isVisible():
            assert bar.mapTo(area, bar.rect().topRight()).x() < area.viewport().width() - 4


def test_a_step_can_be_switched_off_with_mouse_or_keyboard(tab, explain, one):
    explain(one)
    before = pixels(tab, "average")
    click(tab, QCheckBox, "switch_scale")
    assert "scale" not in shown(tab) and (pixels(tab, "average") != before).any()
    assert not any(tab.findChild(QPushButton, f"steps_{name}").isChecked() for name in ("ours", "tutorial", "nothing"))
    switch = tab.findChild(QCheckBox, "steps_switch_scale")
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    np.testing.assert_array_equal(pixels(tab, "average"), before)
    assert tab.findChild(QPushButton, "steps_ours").isChecked()


def test_pale_words_are_enabled_and_can_be_read_in_every_look(tab, explain, one, like_new, qtbot):
    explain(one)
    assert all(label.isEnabled() for label in tab.findChildren(QLabel))
    for look in ("light", "dark", ""):
        set_appearance(look)
        qtbot.waitUntil(lambda: tab.palette().window() == QApplication.palette().window())
        about = next(label for label in tab.findChildren(QLabel) if label.text() == "made small, nothing else")
        ground = tab.palette().window().color()
        picture = about.grab().toImage()
        colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
        assert max(contrast(QColor(colour), ground) for colour in colours) >= READABLE, look


def test_what_a_skipped_step_would_do_is_said(tab, explain, one):
    explain(one)
    row = tab.findChild(QWidget, "steps_row_black_and_white")
    assert any(label.text() == "every pixel ink or paper" and label.isVisible() for label in row.findChildren(QLabel))


def test_an_opened_picture_has_a_step_more(tab, explain, one):
    explain(Drawing((), 500, 40, drawing_to_picture(one, 500)))
    assert shown(tab) == ["canvas", "ink", *STEPS[:-1]]
    click(tab, QCheckBox, "switch_ink")
    assert "ink" not in shown(tab)


def test_a_model_that_is_not_sure_is_said_to_be(tab, explain, one):
    class Unsure:
        def classify(self, images):
            return np.full((len(images), 10), 0.1, np.float32)

    explain(one, Unsure())
    assert verdict(tab) == "With these steps the model is not sure."


def test_a_stopped_question_has_no_answer(tab, one):
    model = find_model("softmax")
    classifiers = Classifiers(model, {}, print)
    subject = Subject(one, read_drawing(classifiers.in_use, one), model)
    assert tab.question(subject)(classifiers, lambda: True) is None


def test_the_saved_picture_shows_every_rung(tab, explain, one):
    explain(one)
    tab.resize(372, 400)
    seen = tab.grab().height()
    picture = tab.picture()
    assert picture.height() / picture.devicePixelRatio() > seen + 100 and tab.height() == 400
    last = tab.findChild(PixelView, "steps_picture_average")
    assert last.visibleRegion().isEmpty(), "on the screen it has to be scrolled to"


@pytest.mark.parametrize(("height", "scrolls"), [(800, False), (300, True)])
def test_the_percentages_end_where_the_buttons_do_or_a_gap_before_the_scroll_bar(tab, explain, one, height, scrolls):
    tab.resize(372, height)
    explain(one)
    QTest.qWait(0)
    scroll_bar, save = tab.findChild(WholeScroll).verticalScrollBar(), tab.findChild(QPushButton, "reason_save")
    assert scroll_bar.isVisible() == scrolls
    end = right_of(save, tab) - (scroll_bar.width() + 8 if scrolls else 0)
    assert right_of(tab.findChild(QProgressBar, "steps_bar_canvas"), tab) == end


def right_of(widget, tab):
    return widget.mapTo(tab, widget.rect().topRight()).x()


def test_all_controls_have_names(tab, explain, one):
    explain(one)
    for widget in (*tab.findChildren(QCheckBox), *tab.findChildren(QPushButton)):
        assert widget.text() and widget.toolTip(), widget.objectName()
    assert all(view.accessibleName() for view in views(tab))


def test_the_steps_follow_the_pen_in_the_window(read_seven, qtbot):
    window, tab = read_seven("softmax", "steps", OFF_CENTRE_ONE)
    prediction = window.prediction
    assert prediction.digit == 1
    np.testing.assert_allclose(pixels(tab, "average"), prediction.input_image)
    click(tab, QPushButton, "nothing")
    qtbot.waitUntil(lambda: "reads 1" not in verdict(tab))
    assert window.prediction.digit == 1, "the window goes on as before"
    window.close()
