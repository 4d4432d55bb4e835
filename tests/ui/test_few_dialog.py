from threading import Event

import numpy as np
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSlider, QWidget

from digitpad.core.errors import InputError
from digitpad.core.few import FewStep
from digitpad.ui.growth_curve import GrowthCurve
from digitpad.ui.languages import install_language


class FakeFew:
    """Learns nothing, count by count; a test can hold it back."""

    def __init__(self):
        self.calls, self.error = [], None
        self.gate = Event()
        self.gate.set()
        self.held_at = None

    def learn(self, data, counts, seed, on_step, should_stop):
        self.calls.append((counts, seed))
        if self.error:
            raise self.error
        for count in counts:
            if count == self.held_at and not self.gate.wait(10):
                raise TimeoutError("nobody released the fake")
            if should_stop():
                break
            seen = tuple(int(digit < count) for digit in range(10)) if count < 11 else (count,) * 10
            on_step(FewStep(count, np.full((10, 28, 28), count, np.float32), 1 - 0.9 / count, seen))


@pytest.fixture
def few(monkeypatch, no_leaked_threads):
    few = FakeFew()
    monkeypatch.setattr("digitpad.core.few.learn_from_few", few.learn)
    monkeypatch.setattr("digitpad.core.training_data.load_training_data", lambda paths, should_stop: (None, []))
    yield few
    few.gate.set()


class Dialog:
    """The dialog as its user finds it."""

    def __init__(self, window, qtbot):
        self.qtbot = qtbot
        window.findChild(QAction, "action_few").trigger()
        self.widget = window.findChild(QWidget, "few_dialog")
        self.start, self.others, self.stop = (
            self.find(QPushButton, f"few_{name}") for name in ("start", "others", "stop")
        )
        self.slider = self.find(QSlider, "film_slider")

    def find(self, kind, name):
        return self.widget.findChild(kind, name)

    @property
    def caption(self):
        return self.find(QLabel, "film_caption").text()

    @property
    def status(self):
        return self.find(QLabel, "few_status").text()

    def wait_for_the_end(self):
        self.qtbot.waitUntil(self.start.isEnabled)


@pytest.fixture
def dialog(window, qtbot, few):
    return Dialog(window, qtbot)


def test_it_begins_at_once_and_shows_how_the_accuracy_grows(window, dialog, few):
    assert dialog.widget.isVisible() and not dialog.widget.isModal()
    dialog.wait_for_the_end()
    assert few.calls == [([*range(1, 11), 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000], None)]
    assert dialog.caption == "10,000 images · 100.0 % of the test images are read right"
    dialog.slider.setValue(1)
    assert dialog.caption == "2 images, none of 2, 3, 4, 5, 6, 7, 8, 9 yet · 55.0 % of the test images are read right"
    dialog.slider.setValue(0)
    assert dialog.caption == "1 image, a 0 · 10.0 % of the test images are read right"
    assert dialog.find(GrowthCurve, "growth_curve").accessibleDescription() == dialog.caption
    dialog.widget.close()
    window.findChild(QAction, "action_few").trigger()
    assert dialog.widget.isVisible() and len(few.calls) == 1, "what was learnt is still there"


def test_as_many_images_as_are_wished_for_in_another_order(dialog, few):
    dialog.wait_for_the_end()
    most = dialog.find(QComboBox, "few_most")
    most.setCurrentIndex(most.findData(100))
    dialog.others.click()
    dialog.wait_for_the_end()
    counts, seed = few.calls[-1]
    assert counts[-1] == 100 and seed > 0 and dialog.caption.startswith("100 images")


def test_stop_keeps_what_was_learnt(window, qtbot, few):
    few.held_at = 20
    few.gate.clear()
    dialog = Dialog(window, qtbot)
    qtbot.waitUntil(lambda: dialog.caption.startswith("10 images"))
    assert dialog.status == "Learning…" and not dialog.start.isEnabled() and not dialog.others.isEnabled()
    dialog.stop.click()
    few.gate.set()
    dialog.wait_for_the_end()
    assert dialog.status == "Stopped." and dialog.slider.maximum() == 9 and dialog.caption.startswith("10 images")


def test_what_is_missing_is_told_and_can_be_tried_again(window, qtbot, few):
    few.error = InputError("mnist_missing", address="a", folder="b")
    dialog = Dialog(window, qtbot)
    dialog.wait_for_the_end()
    assert "MNIST was not found" in dialog.status
    few.error = None
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.start.isEnabled() and dialog.caption.startswith("10,000"))
    assert not dialog.status


@pytest.fixture
def no_mnist(monkeypatch, tmp_path):
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))


def test_without_mnist_it_learns_from_the_built_in_digits_and_says_so(
    window, qtbot, few, monkeypatch, no_mnist, tmp_path
):
    asked = []
    monkeypatch.setattr(
        "digitpad.core.training_data.load_training_data", lambda paths, should_stop: (asked.append(paths), [])
    )
    dialog = Dialog(window, qtbot)
    dialog.wait_for_the_end()
    source = dialog.find(QLabel, "few_source")
    assert asked == [["synthetic"]] and dialog.caption.startswith("10,000 images")
    assert source.isVisible() and "built-in digits" in source.text()
    (tmp_path / "mnist.npz").touch()  # somebody has downloaded it
    dialog.start.click()
    dialog.wait_for_the_end()
    assert asked[1] is None and not source.isVisible()


def test_the_built_in_digits_teach_something(window, qtbot, monkeypatch, no_mnist):
    monkeypatch.setattr("digitpad.core.datasets.SYNTHETIC_COUNTS", {"train": 60, "test": 40})
    dialog = Dialog(window, qtbot)
    dialog.wait_for_the_end()
    assert dialog.caption.startswith("60 images") and dialog.slider.maximum() == 12
    accuracy = float(dialog.caption.split("·")[1].split("%")[0])
    assert accuracy > 40, "ten would be chance"


def test_a_closed_window_ends_the_learning(window, qtbot, few):
    few.held_at = 5
    few.gate.clear()
    dialog = Dialog(window, qtbot)
    qtbot.waitUntil(lambda: dialog.caption.startswith("4 images"))
    window.close()
    few.gate.set()
    dialog.wait_for_the_end()
    assert dialog.slider.maximum() == 3


def test_every_text_changes_with_the_language(dialog, like_new):
    dialog.wait_for_the_end()
    for language in ("zh_CN", "en"):
        install_language(language)
        dialog.qtbot.wait(1)
    assert dialog.caption.startswith("10,000 images") and dialog.start.text() == "Learn again"
