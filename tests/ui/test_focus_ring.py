import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from digitpad.ui.canvas import DrawingCanvas
from digitpad.ui.drawing_files import pixels_of
from digitpad.ui.focus_ring import came_by_key
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.unit_bars import UnitBars


def grid():
    view = PixelView("diverging")
    view.set_pictures(np.zeros((6, 4, 4), np.float32))
    return view


@pytest.fixture(params=[DrawingCanvas, grid, UnitBars], ids=["canvas", "grid", "bars"])
def pair(request, show):
    """A button, and below it what has to show that it has the keyboard."""
    window, button, widget = QWidget(), QPushButton("before"), request.param()
    layout = QVBoxLayout(window)
    layout.addWidget(button)
    layout.addWidget(widget, 1)
    show(window, 300, 340)
    window.activateWindow()
    button.setFocus()
    yield button, widget
    window.close()


def edge_is_framed(widget):
    accent = np.array(widget.palette().color(QPalette.ColorRole.Highlight).getRgb()[:3])
    pixels = pixels_of(widget.grab().toImage()).astype(int)
    edge = np.concatenate([pixels[1, 20:-20], pixels[-2, 20:-20], pixels[20:-20, 1], pixels[20:-20, -2]])
    return bool((np.abs(edge - accent).max(axis=1) < 40).all())


def test_a_key_that_brings_the_focus_brings_a_frame_and_takes_it_away(pair):
    button, widget = pair
    assert not edge_is_framed(widget)
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is widget and edge_is_framed(widget)
    QTest.keyClick(widget, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is button and not edge_is_framed(widget)


def test_the_mouse_brings_no_frame(pair):
    _button, widget = pair
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    widget.setFocus(Qt.FocusReason.MouseFocusReason)
    assert widget.hasFocus() and not edge_is_framed(widget)


@pytest.mark.parametrize("before", [True, False])
def test_coming_back_from_another_window_changes_nothing(before):
    assert came_by_key(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason), before) == before
    assert came_by_key(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.PopupFocusReason), before) == before
    assert not came_by_key(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason), before)
