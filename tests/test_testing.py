import inspect
import re
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from digitpad import testing
from digitpad.app import create_window
from digitpad.testing import draw_strokes, wait_for_prediction

SEVEN = [(150, 110), (350, 110), (220, 400)]


@pytest.fixture
def window(qtbot, fake_classifier):
    window = create_window(fake_classifier)
    qtbot.addWidget(window)
    window.show()
    return window


def test_strokes_are_drawn_with_press_moves_and_release(window):
    class Listener(QObject):
        def __init__(self):
            super().__init__()
            self.kinds = []

        def eventFilter(self, watched, event):
            kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
            if event.type() in kinds:
                self.kinds.append(event.type().name.removeprefix("Mouse"))
            return False

    listener = Listener()
    window.canvas.installEventFilter(listener)
    draw_strokes(window.canvas, [SEVEN, [(250, 250)]])
    assert listener.kinds == ["ButtonPress", "Move", "Move", "ButtonRelease", "ButtonPress", "ButtonRelease"]


@pytest.mark.parametrize("box", [500, 100])
def test_strokes_are_scaled_to_the_canvas(window, box):
    draw_strokes(window.canvas, [[(0.3 * box, 0.2 * box), (0.7 * box, 0.8 * box)]], box)
    drawn = window.canvas.drawing.strokes[0].points.tolist()
    assert drawn == [pytest.approx([150, 100], abs=1), pytest.approx([350, 400], abs=1)]


def test_a_stroke_may_begin_at_the_corner(window):
    draw_strokes(window.canvas, [[(0, 0), (100, 100)]])
    assert window.canvas.drawing.strokes[0].points[0].max() <= 2


def test_the_prediction_of_the_last_drawing_is_waited_for(window, fake_classifier):
    for digit in (1, 2, 3):
        fake_classifier.digit = digit
        draw_strokes(window.canvas, [SEVEN])
        assert wait_for_prediction(window).digit == digit
    assert wait_for_prediction(window) is window.prediction, "at once, where it is shown already"


def test_an_older_point_of_the_drawing_is_not_enough(window, fake_classifier):
    fake_classifier.hold()
    draw_strokes(window.canvas, [[(100, 100)]])
    assert fake_classifier.entered.wait(5)
    draw_strokes(window.canvas, [SEVEN])
    fake_classifier.digit = 4
    fake_classifier.release()
    assert wait_for_prediction(window).digit == 4


def test_a_blank_canvas_is_no_reason_to_wait(window):
    assert wait_for_prediction(window, timeout_ms=0).status == "blank"


def test_waiting_ends_after_the_time_given(window, fake_classifier):
    fake_classifier.hold()
    draw_strokes(window.canvas, [SEVEN])
    with pytest.raises(TimeoutError, match="30 ms"):
        wait_for_prediction(window, timeout_ms=30)
    fake_classifier.release()
    assert wait_for_prediction(window).digit == 7


def test_a_drawing_that_cannot_be_read_ends_the_waiting(window, fake_classifier):
    def fail(images):
        raise RuntimeError("out of ideas")

    classify, fake_classifier.classify = fake_classifier.classify, fail
    draw_strokes(window.canvas, [[(250, 250)]])
    with pytest.raises(RuntimeError, match="out of ideas"):
        wait_for_prediction(window)
    fake_classifier.classify = classify
    draw_strokes(window.canvas, [SEVEN])
    assert wait_for_prediction(window).digit == 7


def test_waiting_leaves_no_connection_behind(window):
    draw_strokes(window.canvas, [SEVEN])
    before = window.receivers("2prediction_changed(PyObject)"), window.receivers("2prediction_failed(QString)")
    wait_for_prediction(window)
    after = window.receivers("2prediction_changed(PyObject)"), window.receivers("2prediction_failed(QString)")
    assert before == after


def test_the_canvas_is_found_by_its_name(window):
    assert window.findChild(QWidget, "canvas") is window.canvas


@pytest.mark.parametrize("source", ["README.md", "digitpad.testing"])
def test_the_example_works_as_it_is_printed(qtbot, source):
    if source == "README.md":
        text = (Path(__file__).parents[1] / source).read_text("utf-8")
        (code,) = (block for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "def test_" in block)
    else:
        code = textwrap.dedent(re.search(r"^ *from .*", inspect.getdoc(testing), re.DOTALL | re.MULTILINE)[0])
    names: dict = {}
    exec(code, names)
    (example,) = (function for name, function in names.items() if name.startswith("test_"))
    example(qtbot)
