"""Helpers for GUI tests, ours and other people's; they need neither pytest nor sleeping.

from PySide6.QtWidgets import QWidget
from digitpad.app import create_window
from digitpad.testing import draw_strokes, wait_for_prediction

def test_a_seven_is_read(qtbot):
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    draw_strokes(window.findChild(QWidget, "canvas"), [[(150, 120), (350, 120), (220, 400)]])
    assert wait_for_prediction(window).digit == 7
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from digitpad.core.classifier import Prediction
from digitpad.ui.canvas import BOX
from digitpad.ui.main_window import MainWindow


def draw_strokes(canvas: QWidget, strokes: Iterable[Sequence[Sequence[float]]], box: float = BOX) -> None:
    """Draws with real mouse events: press, moves, release, one run a stroke.

    Args:
        canvas: the window's canvas.
        strokes: each a sequence of (x, y), x to the right, y down.
        box: side of the square that the points were taken in; they are scaled to the canvas.
    """
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    scale = canvas.width() / box
    for stroke in strokes:
        # QTest takes a null point for the middle of the widget.
        points = [QPoint(max(1, round(x * scale)), max(1, round(y * scale))) for x, y in stroke]
        QTest.mousePress(canvas, left, none, points[0])
        for point in points[1:]:
            QTest.mouseMove(canvas, point)
        QTest.mouseRelease(canvas, left, none, points[-1])


def wait_for_prediction(window: MainWindow, timeout_ms: int = 5000) -> Prediction:
    """Runs the event loop until the window shows the prediction of its last drawing.

    Returns:
        That prediction; at once where it is shown already.

    Raises:
        RuntimeError: the drawing could not be read.
        TimeoutError: no prediction came in time.
    """
    loop, failures = QEventLoop(), list[str]()

    def on_failed(reason: str) -> None:
        failures.append(reason)
        loop.quit()

    timer = QTimer(singleShot=True, interval=timeout_ms)
    timer.timeout.connect(loop.quit)
    window.prediction_changed.connect(loop.quit)
    window.prediction_failed.connect(on_failed)
    timer.start()
    try:
        while not window.is_up_to_date and not failures and timer.isActive():
            loop.exec()
    finally:
        window.prediction_changed.disconnect(loop.quit)
        window.prediction_failed.disconnect(on_failed)
    if failures:
        raise RuntimeError(failures[0])
    if not window.is_up_to_date:
        raise TimeoutError(f"no prediction within {timeout_ms} ms")
    return window.prediction
