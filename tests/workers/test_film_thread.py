from threading import Event

import numpy as np
import pytest
from PySide6.QtGui import QImageReader

from digitpad.core.errors import InputError
from digitpad.workers.film_thread import FilmThread


def grey(index):
    return np.full((20, 30, 3), 80 * index, np.uint8)


def test_qt_reads_the_animation_that_was_written(qtbot, tmp_path):
    thread, told = FilmThread(tmp_path / "film.gif", 3, grey), []
    thread.progressed.connect(lambda done, count: told.append((done, count)))
    with qtbot.waitSignal(thread.saved) as saved, qtbot.waitSignal(thread.finished):
        thread.start()
    assert saved.args == ["film.gif"]
    qtbot.waitUntil(lambda: told == [(1, 3), (2, 3), (3, 3)])
    reader = QImageReader(str(tmp_path / "film.gif"))
    assert reader.imageCount() == 3
    first, _, last = (reader.read() for _ in range(3))
    assert first.size().toTuple() == last.size().toTuple() == (30, 20)
    assert first.pixelColor(5, 5).red() < 10 and abs(last.pixelColor(5, 5).red() - 160) < 10


def test_a_cancelled_film_is_not_written(qtbot, tmp_path):
    painting, go_on = Event(), Event()

    def held(index):
        painting.set()
        assert go_on.wait(5)
        return grey(index)

    thread, told = FilmThread(tmp_path / "film.gif", 3, held), []
    thread.saved.connect(told.append)
    thread.failed.connect(told.append)
    with qtbot.waitSignal(thread.finished):
        thread.start()
        assert painting.wait(5)
        thread.cancel()
        go_on.set()
    assert not told and not list(tmp_path.iterdir())


@pytest.mark.parametrize("error", [InputError("file_unwritable", path="x", reason="full"), ValueError("strange")])
def test_a_failure_is_told(qtbot, tmp_path, error):
    def paint(index):
        raise error

    thread = FilmThread(tmp_path / "film.gif", 1, paint)
    with qtbot.waitSignal(thread.failed) as failed, qtbot.waitSignal(thread.finished):
        thread.start()
    assert failed.args == [error]
