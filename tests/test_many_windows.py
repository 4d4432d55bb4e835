"""Open, draw, close, over and over: nothing is left behind."""

import gc
import os
import subprocess
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QTabWidget

from digitpad.app import create_window
from digitpad.core.model_store import CARD_FILE
from digitpad.paths import user_models_folder
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.reason_tab import ReasonTab

SEVEN = [(150, 110), (350, 110), (220, 400)]

MANY = """
import os, sys
import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from digitpad.app import create_window
from digitpad.core.model_store import CARD_FILE
from digitpad.paths import user_models_folder
from digitpad.testing import draw_strokes, wait_for_prediction

class Seven:
    def classify(self, images):
        return np.eye(10, dtype=np.float32)[[7] * len(images)]

def resident_megabytes():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

application = QApplication([])
for count in range(1, int(sys.argv[1]) + 1):
    window = create_window(Seven())
    window.show()
    draw_strokes(window.canvas, [[(150, 110), (350, 110), (220, 400)]])
    assert wait_for_prediction(window).digit == 7
    window.close()
    if sys.argv[2] == "destroyed":
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del window
    if count in (1, 200, 1000):
        print(resident_megabytes(), len(os.listdir("/proc/self/task")), flush=True)
"""


def open_draw_close(fake_classifier):
    window = create_window(fake_classifier)
    window.show()
    draw_strokes(window.canvas, [SEVEN])
    assert wait_for_prediction(window).digit == 7
    window.close()
    return window


def test_fifty_windows_leave_no_thread_and_no_widget(qapp, fake_classifier):
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # of the tests before
    threads, widgets = threading.active_count(), len(QApplication.topLevelWidgets())
    for _ in range(50):
        window = open_draw_close(fake_classifier)
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert threading.active_count() == threads  # the fixture for threads looks at Qt's
    assert len(QApplication.topLevelWidgets()) == widgets


def use_everything(window):
    """Opens what can be opened, chooses what can be chosen."""
    for action, dialog in (("open", "open_dialog"), ("save", "save_dialog")):
        window.findChild(QAction, f"action_{action}").trigger()
        window.findChild(QFileDialog, dialog).reject()
    for action in ("language_zh_CN", "language_en", "appearance_dark", "appearance_system", "undo", "redo", "guide"):
        window.findChild(QAction, f"action_{action}").trigger()
    QTest.keyClick(window.findChild(QComboBox, "model_chooser"), Qt.Key.Key_Home)
    wait_for_prediction(window)
    window.findChild(PixelView, "input_image").grab()
    tabs = window.findChild(QTabWidget, "tabs")
    for index in range(1, tabs.count()):
        tabs.setCurrentIndex(index)
        tab = tabs.currentWidget().findChild(ReasonTab)
        while tab.is_waiting:
            QCoreApplication.processEvents()


def open_all_that_the_menu_opens(window):
    for name in ("train", "teach", "few", "data", "models"):
        window.findChild(QAction, f"action_{name}").trigger()


@pytest.mark.parametrize(
    "use", [lambda window: None, use_everything, open_all_that_the_menu_opens], ids=["drawn on", "used", "tools"]
)
def test_a_closed_window_goes_as_soon_as_nobody_holds_it(qapp, fake_classifier, monkeypatch, use):
    """At once, not when garbage is collected: that may happen in any thread, and widgets are of one thread only."""
    monkeypatch.setattr("digitpad.core.few.learn_from_few", lambda *_: None)
    monkeypatch.setattr("digitpad.core.training_data.load_training_data", lambda paths, should_stop: (None, []))
    gc.collect()
    gc.disable()
    try:
        window = create_window(fake_classifier)
        window.show()
        draw_strokes(window.canvas, [SEVEN])
        wait_for_prediction(window)
        use(window)
        window.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        held = weakref.ref(window)
        del window
        if held() is not None:
            pytest.fail(f"held as {names_of(held())}")
    finally:
        gc.enable()


def names_of(thing):
    """Of the attributes that hold something."""
    holders = [holder for holder in gc.get_referrers(thing) if isinstance(holder, dict)]
    return [name for holder in holders for name, value in holder.items() if value is thing]


def test_a_window_that_goes_without_having_been_closed_ends_its_thread(qapp, fake_classifier):
    """As with qtbot.addWidget, which holds windows weakly: one that a test made goes when the test returns."""
    window = create_window(fake_classifier)
    window.show()
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    del window
    gc.collect()  # the fixture for threads looks at the rest


def test_a_window_with_something_to_tell_goes_quietly_without_having_been_closed(qapp, fake_classifier, user_home):
    (user_models_folder() / "damaged").mkdir(parents=True)
    (user_models_folder() / "damaged" / CARD_FILE).write_text('{"format": 1}', "utf-8")
    for _ in range(5):
        window = create_window(fake_classifier)
        del window
        gc.collect()  # pytest-qt fails a test in which a slot is not found


def test_a_window_that_is_held_stays_readable_after_it_was_closed(qapp, fake_classifier):
    window = open_draw_close(fake_classifier)
    QApplication.processEvents()
    assert window.prediction.digit == 7 and not window.isVisible()
    assert len(window.canvas.drawing.strokes) == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("end", ["destroyed", "dropped"])
def test_a_thousand_windows_take_no_more_memory_than_two_hundred(end):
    run = subprocess.run(
        [sys.executable, "-c", MANY, "1000", end], env=os.environ, capture_output=True, text=True, timeout=600
    )
    assert run.returncode == 0, run.stderr
    first, two_hundred, thousand = (tuple(map(float, line.split())) for line in run.stdout.splitlines())
    assert thousand[0] - two_hundred[0] < 2, f"{two_hundred[0]:.1f} MB, then {thousand[0]:.1f}"
    assert max(two_hundred[1], thousand[1]) <= first[1] + 1, "threads: one may just be going"
