"""A real window on a real X server, from the command to the exit code."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

SCRIPT = """
import sys, traceback
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from digitpad import app
from digitpad.cli import main
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.drawing_files import pixels_of

make, control = app.create_window, Qt.KeyboardModifier.ControlModifier

def make_and_drive(*model):
    window = make(*model)
    QTimer.singleShot(0, lambda: drive_or_end(window))
    return window

def drive_or_end(window):
    try:
        drive(window)
    except Exception:
        traceback.print_exc()
        QApplication.exit(3)

def drive(window):
    assert QTest.qWaitForWindowExposed(window)
    assert QApplication.platformName() == "xcb"
    place, room = window.frameGeometry(), window.screen().availableGeometry()
    assert room.contains(place), (place, room)
    window.activateWindow()
    draw_strokes(window.canvas, [[(150, 110), (350, 110), (220, 400)]])
    print(wait_for_prediction(window).digit)
    window.findChild(QAction, "action_undo").trigger()
    assert window.canvas.drawing.is_empty
    QTest.keyClick(window.canvas, Qt.Key.Key_Y, control)  # the README's key, also where the desktop has another one
    assert len(window.canvas.drawing.strokes) == 1
    for _ in range(250):
        if seven_is_on_the_screen(window):
            break
        QTest.qWait(20)
    else:
        raise AssertionError("no 7 on the screen")
    for action in window.findChildren(QAction):
        assert len(set(action.shortcuts())) == len(action.shortcuts()), action.objectName()
    for name in ("keys", "about"):
        window.findChild(QAction, f"action_{name}").trigger()
    boxes = window.findChildren(QDialogButtonBox)
    assert len(boxes) == 2 and all(button.icon().isNull() for box in boxes for button in box.buttons())
    window.findChild(QAction, "action_quit").trigger()

def seven_is_on_the_screen(window):
    # What the X server shows, not what the widget would paint.
    place, side = window.canvas.mapToGlobal(window.canvas.rect().topLeft()), window.canvas.width()
    picture = window.screen().grabWindow(0, place.x(), place.y(), side, side).toImage()
    dark = pixels_of(picture).max(axis=2) < 80
    return 0.01 < dark.mean() < 0.2 and dark[round(0.22 * len(dark)), len(dark) // 2]

app.create_window = make_and_drive
sys.exit(main([]))
"""


@pytest.fixture(params=["1366x900x24", "1366x728x24", "1024x768x24"])
def display(request: pytest.FixtureRequest) -> Iterator[str]:
    """A display of our own, also a laptop's less its task bar and a projector's; the server looks for a free number."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed: make xvfb, or apt-get install xvfb")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", request.param, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            pytest.fail(f"Xvfb did not start: {server.communicate(timeout=10)[1]}")
        yield f":{number}"
    finally:
        server.terminate()
        server.communicate(timeout=10)


def test_a_real_window_is_drawn_on_read_and_closed(display):
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["7"]
    assert "Traceback" not in run.stderr and "QThread" not in run.stderr
