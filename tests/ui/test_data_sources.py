import functools
import json
import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton

from digitpad.core.data_sources import MNIST, MY_DRAWINGS, glance_at
from digitpad.core.images import write_png
from digitpad.ui.data_sources import DataSources
from digitpad.workers.download_thread import DownloadThread


@pytest.fixture(autouse=True)
def mnist(tmp_path, monkeypatch):
    """A folder with a small MNIST in it."""
    digits = {"x_train": (120, 28, 28), "y_train": 120, "x_test": (20, 28, 28), "y_test": 20}
    np.savez(tmp_path / "mnist.npz", **{name: np.zeros(shape, np.uint8) for name, shape in digits.items()})
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    return tmp_path


@pytest.fixture
def sources(qtbot):
    sources = DataSources()
    qtbot.addWidget(sources)
    sources.show()
    yield sources
    sources.forget_jobs()


def box(sources, name):
    return sources.findChild(QCheckBox, f"train_source_{name}")


def count(sources, name):
    return sources.findChild(QLabel, f"train_source_{name}_count").text()


def test_mnist_is_ticked_at_first_and_counted_in_a_thread(sources, qtbot):
    assert sources.chosen == [MNIST] and sources.totals is None
    sources.look()
    assert count(sources, "mnist") == "counting…"
    qtbot.waitUntil(lambda: count(sources, "mnist") == "120 images")
    assert sources.totals == (120, 20) and sources.samples.shape == (8, 28, 28)


def test_the_window_goes_on_while_images_are_counted(sources, qtbot, monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr("digitpad.ui.data_sources.glance_at", lambda source: (gate.wait(10), glance_at(source))[1])
    sources.look()
    sources.look()  # nobody counts twice at once
    qtbot.wait(1)
    assert count(sources, "mnist") == "counting…"
    gate.set()
    qtbot.waitUntil(lambda: count(sources, "mnist") == "120 images")


def test_drawings_of_ones_own_can_be_ticked_once_there_are_some(sources, qtbot, user_home, stroke_rows):
    sources.look()
    qtbot.waitUntil(lambda: count(sources, "my_drawings") == "none yet")
    assert not box(sources, "my_drawings").isEnabled()
    rows = "".join(json.dumps(row) + "\n" for row in stroke_rows)
    for copies, shown in ((1, "4 images"), (2, "8 images")):
        (user_home / "my_drawings.jsonl").write_text(rows * copies)
        sources.look()
        qtbot.waitUntil(lambda shown=shown: count(sources, "my_drawings") == shown)
    with qtbot.waitSignal(sources.changed):
        box(sources, "my_drawings").click()
    assert sources.chosen == [MNIST, MY_DRAWINGS] and sources.totals == (128, 20)


def test_one_drawing_of_ones_own_is_one_image(sources, qtbot, user_home, stroke_rows):
    (user_home / "my_drawings.jsonl").write_text(json.dumps(stroke_rows[0]) + "\n")
    sources.look()
    qtbot.waitUntil(lambda: count(sources, "my_drawings") == "1 image")


def test_a_missing_mnist_can_still_be_wished_for(sources, qtbot, mnist):
    (mnist / "mnist.npz").unlink()
    sources.look()
    qtbot.waitUntil(lambda: count(sources, "mnist") == "none yet")
    assert box(sources, "mnist").isEnabled() and sources.chosen == [MNIST]


@pytest.fixture
def offered(sources, qtbot, mnist, file_server, monkeypatch):
    """The sources where MNIST is missing; a download comes from the server."""
    file_server.content = (mnist / "mnist.npz").read_bytes()
    thread = functools.partial(DownloadThread, file_server.address, file_server.sha256)
    monkeypatch.setattr("digitpad.ui.data_offer.DownloadThread", thread)
    (mnist / "mnist.npz").unlink()
    download = sources.findChild(QPushButton, "data_download")
    assert not download.isVisible()
    sources.look()
    qtbot.waitUntil(download.isVisible)
    return download


def test_a_missing_mnist_is_downloaded_and_counted(sources, offered, qtbot, user_home):
    words = sources.findChild(QLabel, "data_offer")
    assert "11 MB" in words.text() and words.height() >= words.heightForWidth(words.width())
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count(sources, "mnist") == "120 images")
    assert (user_home / "mnist.npz").is_file() and not offered.isVisible()
    assert sources.totals == (120, 20) and sources.chosen == [MNIST]


def test_a_download_that_fails_says_why_and_can_be_tried_again(sources, offered, qtbot, file_server):
    file_server.way = "missing"
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "404" in sources.findChild(QLabel, "data_offer").text())
    file_server.way = "well"
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count(sources, "mnist") == "120 images")


def test_a_download_ends_with_the_window(sources, offered, file_server):
    file_server.way = "silent"
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    assert file_server.asked.wait(5)
    sources.forget_jobs()  # and no thread is left


def test_a_file_is_added_ticked_and_counted(sources, qtbot, tmp_path, stroke_rows):
    path = tmp_path / "class 5b.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in stroke_rows))
    sources.look()
    sources.findChild(QPushButton, "train_add_file").click()
    asked = sources.window().findChild(QFileDialog, "train_data_dialog")
    for _ in range(2):  # twice the same file is one source
        asked.fileSelected.emit(str(path))
    asked.reject()
    qtbot.waitUntil(lambda: sources.totals == (124, 20))
    assert sources.chosen == [MNIST, str(path)]
    assert box(sources, "file").text() == "class 5b.jsonl" and box(sources, "file").toolTip() == str(path)


def test_a_folder_of_pictures_is_added(sources, qtbot, tmp_path):
    for digit in (3, 7):
        folder = tmp_path / "scans" / str(digit)
        folder.mkdir(parents=True)
        pixels = np.full((60, 60, 3), 255, np.uint8)
        pixels[10:50, 25:32] = 0
        write_png(folder / "first.png", pixels)
    sources.look()
    sources.findChild(QPushButton, "train_add_folder").click()
    asked = sources.window().findChild(QFileDialog, "train_data_dialog")
    assert asked.fileMode() == QFileDialog.FileMode.Directory
    asked.fileSelected.emit(str(tmp_path / "scans"))
    asked.reject()
    qtbot.waitUntil(lambda: sources.totals == (122, 20))
    assert sources.chosen == [MNIST, str(tmp_path / "scans")]


def test_a_damaged_file_is_told_below_its_name_and_cannot_be_ticked(sources, qtbot, tmp_path):
    path = tmp_path / "broken.csv"
    path.write_text("1,2,3\n")
    sources.add(str(path))
    qtbot.waitUntil(lambda: not box(sources, "file").isEnabled())
    problem = next(label for label in sources.findChildren(QLabel) if "broken.csv" in label.text())
    assert problem.isVisible() and sources.chosen == [MNIST]


def test_a_count_that_comes_too_late_changes_nothing(sources, qtbot, monkeypatch):
    gate, done = threading.Event(), threading.Event()
    monkeypatch.setattr("digitpad.ui.data_sources.glance_at", lambda source: (gate.wait(10), done.set())[1])
    sources.look()
    sources.forget_jobs()
    gate.set()
    assert done.wait(5)
    qtbot.wait(5)
    assert sources.totals is None
