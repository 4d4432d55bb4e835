"""The seam of the explaining tabs: who asks when, and what becomes of the answers."""

import threading
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabWidget, QWidget

from digitpad.app import create_window
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui import reasons
from digitpad.ui.answer_panel import AnswerPanel
from digitpad.ui.reason_tab import ReasonTab
from digitpad.ui.reasons import TABS, _Tab

SEVEN = [(150, 110), (350, 110), (220, 400)]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Gate:
    """Holds answers back until it is opened."""

    def __init__(self):
        self.asked = 0
        self.open = threading.Event()
        self.open.set()


def answer_of(gate, count, classifiers, should_stop):
    gate.asked += 1
    if not gate.open.wait(10):
        raise TimeoutError("nobody opened the gate")
    if count < 0:
        raise RuntimeError("out of ideas")
    return None if should_stop() else count


class PointsTab(ReasonTab):
    """Says how many points the drawing has."""

    made = 0

    def __init__(self):
        super().__init__("points")
        type(self).made += 1
        self.gate, self.subjects, self.answers, self.fails = Gate(), [], [], False
        self.label = QLabel()
        self.content.addWidget(self.label)
        self.retranslate()

    def question(self, subject):
        self.subjects.append(subject)
        count = sum(stroke.count for stroke in subject.drawing.strokes)
        return partial(answer_of, self.gate, -1 if self.fails else count)

    def show_answer(self, answer):
        self.answers.append(answer)
        self.label.setText(f"{answer} points")

    def retranslate(self):
        super().retranslate()
        self.set_words("Points", "How many points there are.", "Draw something.")


class OnceTab(PointsTab):
    """Asks one question, whatever is drawn."""

    needs_drawing = False

    def question(self, subject):
        return None if self.is_waiting or self.answers else super().question(subject)


@pytest.fixture
def window(show, fake_classifier, monkeypatch):
    """A window with two tabs of the tests' own, the weights in front."""
    module = __name__
    monkeypatch.setattr(
        reasons,
        "TABS",
        (_Tab("points", "Points", "", module, "PointsTab"), _Tab("once", "Once", "", module, "OnceTab")),
    )
    monkeypatch.setattr(PointsTab, "made", 0)
    window = show(create_window(fake_classifier))
    yield window
    window.close()


@pytest.fixture
def go_to(window, open_tab):
    """Chooses a tab by its object name; gives what stands in it."""
    return partial(open_tab, window)


def message(tab):
    label = tab.findChild(QLabel, "reason_message")
    return label.text() if label.isVisible() else ""


# --- when a tab is made ---


def test_the_pages_are_there_and_empty_until_they_are_seen(window, go_to):
    page = window.findChild(QWidget, "points")
    assert page.findChild(ReasonTab) is None and PointsTab.made == 0
    assert isinstance(go_to("points"), PointsTab)
    go_to("weights")
    go_to("points")
    assert PointsTab.made == 1


def test_a_window_starts_no_second_thread_until_something_is_asked(window, go_to):
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    assert window.findChild(QTabWidget, "tabs")._thread is None


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_each_tab_of_the_table_can_be_made(window, qtbot, tab):
    made = reasons.Reasons._make(window.findChild(QTabWidget, "tabs"), tab, page := QWidget())
    qtbot.addWidget(page)
    assert isinstance(made, ReasonTab) and tab.title and tab.tip


# --- who asks, and when ---


def test_a_visible_tab_answers_every_drawing(window, go_to, qtbot):
    tab = go_to("points")
    qtbot.waitUntil(lambda: message(tab) == "Draw something.")
    draw_strokes(window.canvas, [SEVEN])
    qtbot.waitUntil(lambda: tab.label.text() == "3 points" and not tab.is_waiting)  # with the pen up, too
    assert tab.label.isVisible()
    subject = tab.subjects[-1]
    assert subject.prediction.digit == 7 and subject.drawing == window.canvas.drawing
    assert subject.model is window.findChild(QWidget, "model_chooser").currentData() and subject.label is None


def test_a_tab_answers_the_drawing_that_is_there_when_it_is_seen(window, go_to, qtbot):
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    tab = go_to("points")
    qtbot.waitUntil(lambda: tab.answers == [3])


@pytest.mark.parametrize("how", ["other tab", "folded away"])
def test_a_hidden_tab_asks_nothing(window, go_to, qtbot, how):
    tab = go_to("points")
    fold = window.findChild(QAction, "action_reasons")
    go_to("weights") if how == "other tab" else fold.trigger()
    asked = len(tab.subjects)
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    assert len(tab.subjects) == asked and tab.gate.asked == 0
    go_to("points") if how == "other tab" else fold.trigger()
    qtbot.waitUntil(lambda: tab.answers == [3])


def test_a_choice_in_the_tab_asks_again(window, go_to, qtbot):
    tab = go_to("points")
    draw_strokes(window.canvas, [SEVEN])
    qtbot.waitUntil(lambda: 3 in tab.answers)
    asked = tab.gate.asked
    tab.asks_again.emit()
    qtbot.waitUntil(lambda: tab.gate.asked > asked)


def test_clearing_says_that_there_is_nothing(window, go_to, qtbot):
    tab = go_to("points")
    draw_strokes(window.canvas, [SEVEN])
    qtbot.waitUntil(lambda: 3 in tab.answers)
    window.canvas.clear()
    assert message(tab) == "Draw something." and not tab.label.isVisible()


# --- what becomes of an answer ---


def test_an_answer_about_a_drawing_that_is_gone_is_dropped(window, go_to, qtbot):
    tab = go_to("points")
    tab.gate.open.clear()
    draw_strokes(window.canvas, [SEVEN])
    qtbot.waitUntil(lambda: tab.gate.asked == 1)
    window.canvas.clear()
    assert not tab.is_waiting
    draw_strokes(window.canvas, [[(100, 100), (300, 300)]])
    wait_for_prediction(window)
    tab.gate.open.set()
    qtbot.waitUntil(lambda: tab.answers == [2])


def test_while_the_pen_moves_the_last_finished_answer_is_shown(window, go_to, qtbot):
    tab = go_to("points")
    tab.gate.open.clear()
    QTest.mousePress(window.canvas, LEFT, NONE, QPoint(100, 100))
    qtbot.waitUntil(lambda: tab.gate.asked == 1)
    for x in range(120, 200, 20):
        QTest.mouseMove(window.canvas, QPoint(x, 100))
    wait_for_prediction(window)
    tab.gate.open.set()
    qtbot.waitUntil(lambda: tab.answers == [1, 5])
    QTest.mouseRelease(window.canvas, LEFT, NONE, QPoint(200, 100))


def test_an_answer_for_a_tab_that_was_left_is_dropped(window, go_to, qtbot):
    tab = go_to("points")
    tab.gate.open.clear()
    draw_strokes(window.canvas, [SEVEN])
    qtbot.waitUntil(lambda: tab.gate.asked == 1)
    other = go_to("once")
    assert not tab.is_waiting and other.is_waiting
    tab.gate.open.set()
    qtbot.waitUntil(lambda: other.answers == [3])
    assert tab.answers == []


def test_a_failure_is_told_in_the_tab_until_there_is_an_answer(window, go_to, qtbot, caplog):
    tab = go_to("points")
    tab.fails = True
    draw_strokes(window.canvas, [SEVEN])
    qtbot.waitUntil(lambda: "out of ideas" in message(tab))
    tab.fails = False
    tab.asks_again.emit()
    qtbot.waitUntil(lambda: tab.label.isVisible())


def test_a_tab_that_needs_no_drawing_keeps_its_question_while_others_are_drawn(window, go_to, qtbot):
    tab = go_to("once")
    tab.gate.open.clear()
    qtbot.waitUntil(lambda: tab.is_waiting or tab.answers == [0])
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    window.canvas.clear()
    tab.gate.open.set()
    qtbot.waitUntil(lambda: tab.answers == [0])
    assert tab.gate.asked == 1 and not tab.is_waiting


def test_closing_in_the_middle_of_an_answer_ends_the_thread(window, go_to, qtbot):
    tab = go_to("points")
    tab.gate.open.clear()
    draw_strokes(window.canvas, [SEVEN])
    qtbot.waitUntil(lambda: tab.gate.asked == 1)
    threading.Timer(0.05, tab.gate.open.set).start()
    window.close()
    assert tab.answers == []


def test_another_of_several_digits_gets_an_answer_of_its_own(window, go_to, qtbot):
    draw_strokes(window.canvas, [[(60, 150), (60, 350)], [(400, 150), (400, 350)]])
    assert wait_for_prediction(window).status == "several"
    tab = go_to("points")  # not before: on a busy machine it would have answered the first stroke alone, too
    qtbot.waitUntil(lambda: len(tab.answers) == 1 and not tab.is_waiting)
    window.findChild(AnswerPanel).choose_digit(1)
    qtbot.waitUntil(lambda: len(tab.answers) == 2)
    assert message(tab) == "" and "digit 2 of 2" in tab.findChild(QLabel, "reason_part").text()


def test_pages_that_go_after_the_window_was_closed_reach_nobody(window, child, qtbot):
    tabs = child(QTabWidget, "tabs")
    window.close()
    vars(tabs).clear()  # as the garbage collector does, before what the tabs consist of
    with qtbot.capture_exceptions() as caught:
        tabs.removeTab(0)
    assert not caught


@pytest.mark.parametrize("place", range(1 + len(TABS)), ids=["weights", *(tab.name for tab in TABS)])
def test_tab_goes_through_a_tab_as_the_eye_does_and_comes_back_to_the_canvas(show, qtbot, data_folder, place):
    window = show(create_window("cnn"))
    window.resize(1280, 800)
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    tabs = window.findChild(QTabWidget, "tabs")
    tabs.setCurrentIndex(place)
    page = tabs.currentWidget()
    if (tab := page.findChild(ReasonTab)) is not None:
        qtbot.waitUntil(lambda: not tab.is_waiting)
    qtbot.waitUntil(lambda: any(button.isVisible() for button in page.findChildren(QPushButton)))
    tabs.tabBar().setFocus()
    visited = []
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if page.isAncestorOf(focus):
            visited.append(focus)
        elif focus is window.canvas:
            break
    else:
        pytest.fail("Tab never comes back to the canvas")
    assert len(visited) >= 2 and [widget.objectName().split("_")[-1] for widget in visited[-2:]] == ["copy", "save"]
    tops = [widget.mapTo(page, QPoint()).y() for widget in visited]
    assert all(later > earlier - 16 for earlier, later in pairwise(tops)), "never back up"
    assert all(widget.accessibleName() or getattr(widget, "text", str)() for widget in visited)
