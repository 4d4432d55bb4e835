import os
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.preprocess import drawing_to_input
from digitpad.testing import draw_strokes
from digitpad.ui.canvas import BOX, DrawingCanvas
from digitpad.ui.drawing_files import pixels_of

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
DOUBLE_CLICK = QEvent.Type.MouseButtonDblClick
BAR = [(250, 100), (250, 400)]
TABLE = [(100, 120), (400, 120)]


@pytest.fixture
def canvas(qtbot) -> DrawingCanvas:
    """500 × 500 pixels: one unit of the drawing is one pixel."""
    canvas = DrawingCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(500, 500)
    with qtbot.waitExposed(canvas):
        canvas.show()
    return canvas


def send(canvas, kind, x, y, button=LEFT):
    """A mouse event at a place between pixels, as pens and high-resolution screens give them."""
    place = QPointF(x, y)
    held = Qt.MouseButton.NoButton if kind == RELEASE else LEFT
    cause = Qt.MouseButton.NoButton if kind == MOVE else button
    event = QMouseEvent(kind, place, canvas.mapToGlobal(place), cause, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def points_of(canvas):
    return [[tuple(point) for point in stroke.points.tolist()] for stroke in canvas.drawing.strokes]


def pixels(canvas):
    return pixels_of(canvas.grab().toImage())


def ink(canvas):
    return pixels(canvas).max(axis=2) < 90  # darker than the invitation to draw


# --- strokes ---


def test_the_mouse_draws_strokes(canvas):
    draw_strokes(canvas, [BAR, TABLE])
    assert points_of(canvas) == [BAR, TABLE]
    assert ink(canvas)[250, 250] and ink(canvas)[120, 300] and not ink(canvas)[300, 100]


def test_the_stroke_under_the_pen_belongs_to_the_drawing(canvas, qtbot):
    with qtbot.waitSignal(canvas.drawing_changed) as pressed:
        send(canvas, PRESS, 100, 100)
    assert pressed.args[1] is True and pressed.args[0].strokes[0].points.tolist() == [[100, 100]]
    with qtbot.waitSignal(canvas.drawing_changed) as moved:
        send(canvas, MOVE, 140, 100)
    assert moved.args[1] is True and moved.args[0].strokes[0].count == 2
    assert points_of(canvas) == [[(100, 100), (140, 100)]]
    send(canvas, RELEASE, 140, 100)
    assert points_of(canvas) == [[(100, 100), (140, 100)]]


def test_a_click_is_a_dot_and_a_dot_is_ink(canvas):
    QTest.mouseClick(canvas, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(200, 300))
    assert points_of(canvas) == [[(200, 300)]]
    assert not canvas.drawing.is_empty and canvas.can_undo
    black = np.argwhere(ink(canvas))
    assert np.abs(black.mean(axis=0) - (300, 200)).max() < 1
    assert 30 <= np.ptp(black, axis=0).min() <= np.ptp(black, axis=0).max() <= 50  # a pen width of 40, round
    assert drawing_to_input(canvas.drawing) is not None


def test_the_second_press_of_a_quick_pair_draws_too(canvas):
    draw_strokes(canvas, [[(100, 100), (100, 300)]])
    send(canvas, DOUBLE_CLICK, 110, 100)  # what Qt makes of a press that comes soon after another one
    send(canvas, MOVE, 110, 300)
    send(canvas, RELEASE, 110, 300)
    assert points_of(canvas)[1] == [(110, 100), (110, 300)]


def test_other_buttons_neither_draw_nor_end_a_stroke(canvas):
    QTest.mouseClick(canvas, RIGHT, Qt.KeyboardModifier.NoModifier, QPoint(50, 50))
    assert canvas.drawing.is_empty
    send(canvas, PRESS, 100, 100)
    send(canvas, PRESS, 120, 100, RIGHT)
    send(canvas, RELEASE, 120, 100, RIGHT)
    send(canvas, MOVE, 200, 100)
    send(canvas, RELEASE, 200, 100)
    assert points_of(canvas) == [[(100, 100), (200, 100)]]


def test_moving_without_a_button_leaves_no_ink(canvas):
    QTest.mouseMove(canvas, QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(200, 100))
    assert canvas.drawing.is_empty


def test_ink_stays_in_the_box_when_the_mouse_leaves_it(canvas):
    """What nobody sees is not read either, and a stroke file promises 0 … box."""
    send(canvas, PRESS, 250, 250)
    for x, y in ((1700, 260), (250, 300), (-400, -300), (250, 420)):
        send(canvas, MOVE, x, y)
    send(canvas, RELEASE, 250, 420)
    points = canvas.drawing.strokes[0].points
    assert points.min() >= 0 and points.max() <= BOX


@pytest.mark.parametrize(("side", "unit"), [(500, 1.0), (250, 2.0)])
def test_points_nearer_than_half_a_pixel_are_not_kept(canvas, qtbot, side, unit):
    canvas.resize(side, side)
    send(canvas, PRESS, 100, 100)
    with qtbot.assertNotEmitted(canvas.drawing_changed):
        send(canvas, MOVE, 100.3, 100)
        send(canvas, MOVE, 99.7, 100.3)
    send(canvas, MOVE, 100.6, 100)
    send(canvas, MOVE, 100.6, 100.55)
    send(canvas, RELEASE, 100.6, 100.55)
    kept = np.array([(100, 100), (100.6, 100), (100.6, 100.55)]) * unit
    np.testing.assert_allclose(canvas.drawing.strokes[0].points, kept, atol=1e-4)


def test_nobody_sees_an_earlier_drawing_change(canvas, qtbot):
    seen: list[tuple[Drawing, int, float]] = []
    canvas.drawing_changed.connect(
        lambda drawing, _: seen.append((drawing, drawing.strokes[-1].count, float(drawing.strokes[-1].points.sum())))
    )
    send(canvas, PRESS, 1, 1)
    for step in range(1, 20_001):
        send(canvas, MOVE, 20 + step % 400, 20 + step // 50)
    send(canvas, RELEASE, 20, 20)
    assert seen[-1][1] == len(seen) > 19_000
    for drawing, count, total in seen[::101]:
        assert drawing.strokes[-1].count == count
        assert float(drawing.strokes[-1].points.sum()) == total
    buffers = {id(drawing.strokes[-1].buffer): drawing.strokes[-1].buffer for drawing, _, _ in seen}
    assert len(buffers) < 12, "handing a drawing over copied its points"
    whole = seen[-1][0].strokes[-1].points
    for buffer in buffers.values():
        shared = min(len(buffer), len(whole))
        np.testing.assert_array_equal(buffer[:shared], whole[:shared])


# --- undo, redo, clear ---


def test_every_stroke_is_a_step_of_undo_and_redo(canvas, qtbot):
    draw_strokes(canvas, [BAR, TABLE])
    assert canvas.can_undo and not canvas.can_redo
    with qtbot.waitSignal(canvas.drawing_changed) as changed:
        canvas.undo()
    assert changed.args[1] is False
    assert points_of(canvas) == [BAR]
    canvas.undo()
    assert canvas.drawing.is_empty and not canvas.can_undo and not ink(canvas).any()
    canvas.redo()
    canvas.redo()
    assert points_of(canvas) == [BAR, TABLE] and not canvas.can_redo
    assert ink(canvas)[250, 250]


def test_clear_is_a_step_too_but_only_where_there_is_something(canvas):
    canvas.clear()
    assert not canvas.can_undo
    draw_strokes(canvas, [BAR])
    canvas.clear()
    canvas.clear()
    assert canvas.drawing.is_empty
    canvas.undo()
    assert points_of(canvas) == [BAR]
    canvas.redo()
    assert canvas.drawing.is_empty


def test_a_new_stroke_takes_the_place_of_what_was_undone(canvas):
    draw_strokes(canvas, [BAR])
    canvas.undo()
    draw_strokes(canvas, [TABLE])
    assert not canvas.can_redo
    canvas.redo()
    assert points_of(canvas) == [TABLE]


def test_nothing_to_undo_changes_nothing(canvas, qtbot):
    with qtbot.assertNotEmitted(canvas.drawing_changed):
        canvas.undo()
        canvas.redo()


def test_undo_in_the_middle_of_a_stroke_takes_that_stroke(canvas):
    draw_strokes(canvas, [BAR])
    send(canvas, PRESS, 100, 100)
    send(canvas, MOVE, 200, 100)
    canvas.undo()
    assert points_of(canvas) == [BAR]
    send(canvas, MOVE, 300, 100)  # the button is still down
    send(canvas, RELEASE, 300, 100)
    assert points_of(canvas) == [BAR]


def test_each_change_of_what_can_be_undone_is_told(canvas, qtbot):
    for change in (lambda: draw_strokes(canvas, [BAR]), canvas.undo, canvas.redo, canvas.clear):
        with qtbot.waitSignal(canvas.history_changed):
            change()


# --- eraser ---


def test_the_eraser_takes_whole_strokes_and_one_undo_brings_all_of_a_drag_back(canvas):
    strokes = [[(100, y), (400, y)] for y in (100, 200, 300, 400)]
    draw_strokes(canvas, strokes)
    canvas.set_erasing(True)
    draw_strokes(canvas, [[(250, 80), (250, 150), (250, 200), (250, 250)]])
    assert points_of(canvas) == strokes[2:]
    assert not ink(canvas)[200, 250]
    canvas.undo()
    assert points_of(canvas) == strokes
    canvas.redo()
    assert points_of(canvas) == strokes[2:]
    canvas.undo()
    canvas.undo()
    assert points_of(canvas) == strokes[:3], "there are steps between the drag and the last stroke"


def test_the_eraser_follows_the_line_between_two_points(canvas):
    draw_strokes(canvas, [[(50, 50), (450, 450)]])
    canvas.set_erasing(True)
    draw_strokes(canvas, [[(300, 240)]])  # 42 units beside the line
    assert len(points_of(canvas)) == 1
    draw_strokes(canvas, [[(260, 240)]])
    assert canvas.drawing.is_empty


def test_erasing_nothing_is_no_step(canvas, qtbot):
    draw_strokes(canvas, [BAR])
    canvas.set_erasing(True)
    with qtbot.assertNotEmitted(canvas.drawing_changed):
        draw_strokes(canvas, [[(50, 50), (60, 450)]])
    canvas.undo()
    assert canvas.drawing.is_empty


def test_the_eraser_leaves_the_picture_under_the_strokes(canvas):
    canvas.set_drawing(Drawing(image=np.zeros((20, 20, 3), np.uint8)))
    draw_strokes(canvas, [BAR])
    canvas.set_erasing(True)
    draw_strokes(canvas, [BAR])
    assert canvas.drawing.strokes == () and canvas.drawing.image is not None


def test_after_the_eraser_the_pen_draws_again(canvas):
    canvas.set_erasing(True)
    canvas.set_erasing(False)
    draw_strokes(canvas, [BAR])
    assert points_of(canvas) == [BAR]


# --- other drawings, pictures, the pen ---


def test_a_drawing_from_another_box_is_scaled_to_the_canvas(canvas):
    draw_strokes(canvas, [TABLE])
    canvas.set_drawing(Drawing((Stroke.from_points([[10, 20], [30, 80]]),), box=100, width=4))
    assert canvas.drawing.box == BOX
    assert points_of(canvas) == [[(50, 100), (150, 400)]]
    canvas.undo()
    assert points_of(canvas) == [TABLE]


def test_a_picture_fills_the_canvas_and_can_be_drawn_over(canvas):
    image = np.full((10, 10, 3), (200, 30, 30), np.uint8)
    canvas.set_drawing(Drawing(image=image))
    draw_strokes(canvas, [BAR])
    shown = pixels(canvas)
    assert np.abs(shown[[5, 5, 494, 494], [5, 494, 5, 494]].astype(int) - (200, 30, 30)).max() <= 2
    assert shown[250, 250].max() < 60
    assert len(canvas.drawing.strokes) == 1 and canvas.drawing.image is image


def test_the_pen_width_is_seen_and_told(canvas, qtbot):
    draw_strokes(canvas, [BAR])
    thin = ink(canvas)[250].sum()
    with qtbot.waitSignal(canvas.drawing_changed) as changed:
        canvas.set_pen_width(80)
    assert changed.args[0].width == 80
    assert thin == pytest.approx(40, abs=2)
    assert ink(canvas)[250].sum() == pytest.approx(80, abs=2)


def test_undo_does_not_change_the_pen(canvas):
    draw_strokes(canvas, [BAR, TABLE])
    canvas.set_pen_width(80)
    canvas.undo()
    assert canvas.drawing.width == 80
    canvas.redo()
    assert canvas.drawing.width == 80
    canvas.clear()
    assert canvas.drawing.width == 80


def test_a_pen_width_for_an_empty_canvas_is_no_drawing(canvas, qtbot):
    with qtbot.assertNotEmitted(canvas.drawing_changed):
        canvas.set_pen_width(10)
    draw_strokes(canvas, [BAR])
    assert ink(canvas)[250].sum() == pytest.approx(10, abs=2)


# --- what is seen ---


def test_the_invitation_goes_with_the_first_ink(canvas):
    assert (pixels(canvas)[200:300, 100:400] < 250).any()
    send(canvas, PRESS, 20, 20)
    assert (pixels(canvas)[200:300, 100:400] == 255).all()


def test_the_guide_box_is_the_box_that_the_digits_of_mnist_fill(canvas):
    draw_strokes(canvas, [[(20, 20)]])
    plain = pixels(canvas)
    canvas.set_guide_shown(True)
    rows, columns = np.nonzero((pixels(canvas) != plain).any(axis=2))
    margin = 500 * (1 - 20 / 28) / 2
    assert np.abs([rows.min() - margin, columns.min() - margin]).max() <= 1.5
    assert np.abs([rows.max() - 500 + margin, columns.max() - 500 + margin]).max() <= 1.5
    assert pixels(canvas)[rows, columns].min() > 150, "faint"
    canvas.set_guide_shown(False)
    assert (pixels(canvas) == plain).all()


def test_strokes_keep_their_place_when_the_canvas_grows(canvas):
    draw_strokes(canvas, [BAR])
    before = np.argwhere(ink(canvas)) / 500
    canvas.resize(800, 800)
    after = np.argwhere(ink(canvas)) / 800
    assert points_of(canvas) == [BAR]
    np.testing.assert_allclose(before.min(axis=0), after.min(axis=0), atol=0.005)
    np.testing.assert_allclose(before.max(axis=0), after.max(axis=0), atol=0.005)
    draw_strokes(canvas, [[(400, 100), (400, 300)]])
    assert points_of(canvas)[1] == [(400, 100), (400, 300)]


def test_a_resize_in_the_middle_of_a_stroke_keeps_the_stroke(canvas):
    send(canvas, PRESS, 100, 100)
    send(canvas, MOVE, 200, 200)
    canvas.resize(250, 250)
    send(canvas, MOVE, 150, 150)
    send(canvas, RELEASE, 150, 150)
    assert points_of(canvas) == [[(100, 100), (200, 200), (300, 300)]]


def test_the_ink_stays_dark_on_white_in_a_dark_theme(canvas, like_new):
    from digitpad.ui.appearance import palette

    draw_strokes(canvas, [BAR])
    light = pixels(canvas)
    canvas.setPalette(palette("dark"))
    assert (pixels(canvas) == light).all()


SHARPNESS = """
import sys
import numpy as np
from PySide6.QtWidgets import QApplication
from digitpad.testing import draw_strokes
from digitpad.ui.canvas import DrawingCanvas
from digitpad.ui.drawing_files import pixels_of

application, ratio = QApplication([]), float(sys.argv[1])
canvas = DrawingCanvas()
canvas.resize(200, 200)
canvas.show()
application.processEvents()
canvas.grab()  # from now on segments are painted on what is there
draw_strokes(canvas, [[(100, 90), (390, 240), (130, 410)], [(60, 400)]])
grown = canvas.grab().toImage()
assert grown.devicePixelRatio() == ratio, grown.devicePixelRatio()
assert grown.width() == round(200 * ratio), grown.width()
canvas.set_guide_shown(False)  # paints all anew
grown, anew = (pixels_of(image)[:, :, 0].astype(int) for image in (grown, canvas.grab().toImage()))
assert (np.abs(grown - anew) > 64).mean() < 0.005, "the segments lie elsewhere than the strokes"
if ratio == 2:
    blocks = anew.reshape(200, 2, 200, 2).transpose(0, 2, 1, 3).reshape(-1, 4)
    assert (np.ptp(blocks, axis=1) > 100).sum() > 100, "enlarged, not drawn at the screen's resolution"
"""


@pytest.mark.parametrize("ratio", ["1.25", "2"])
def test_the_ink_is_sharp_on_a_high_resolution_screen(ratio):
    run = subprocess.run(
        [sys.executable, "-c", SHARPNESS, ratio],
        env={**os.environ, "QT_SCALE_FACTOR": ratio},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_canvas_looks_as_before(canvas, snapshot, appearance):
    from digitpad.ui.appearance import palette

    canvas.setPalette(palette(appearance))
    canvas.resize(200, 200)
    canvas.set_guide_shown(True)
    draw_strokes(canvas, [[(150, 120), (350, 120), (220, 400)], [(180, 260), (330, 260)], [(420, 420)]])
    snapshot(canvas.grab().toImage(), "canvas")  # the same in both


def test_its_size_hint_follows_the_font(canvas):
    small = canvas.sizeHint()
    font = canvas.font()
    font.setPointSizeF(2 * font.pointSizeF())
    canvas.setFont(font)
    assert small.width() == small.height() and canvas.sizeHint().width() > small.width()


# --- files ---


def drop(canvas, *urls):
    """Carries files over the canvas and lets them go where it takes them."""
    content = QMimeData()
    content.setUrls([QUrl(url) for url in urls])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, content, left, none)
    QApplication.sendEvent(canvas, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, content, left, none)
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def test_files_can_be_dropped(canvas, qtbot):
    with qtbot.waitSignal(canvas.files_dropped) as dropped:
        assert drop(canvas, "file:///some/where/seven.png", "file:///some/where/else.png")
    assert dropped.args == [["/some/where/seven.png", "/some/where/else.png"]]


def test_what_is_no_file_cannot_be_dropped(canvas, qtbot):
    with qtbot.assertNotEmitted(canvas.files_dropped):
        assert not drop(canvas, "https://example.org/seven.png")
        assert not drop(canvas)


def test_a_blank_canvas_invites_in_two_lines_to_draw_or_to_drop(canvas):
    rows = (pixels(canvas)[100:400, 50:450].max(axis=2) < 220).any(axis=1)
    assert np.count_nonzero(np.diff(rows.astype(int)) == 1) == 2
    draw_strokes(canvas, [[(10, 10)]])
    assert not (pixels(canvas)[100:400, 50:450] < 220).any()
