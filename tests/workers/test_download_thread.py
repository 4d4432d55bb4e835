import logging

import pytest

from digitpad.core.errors import InputError
from digitpad.core.mnist_source import find_mnist
from digitpad.workers import download_thread
from digitpad.workers.download_thread import DownloadThread


@pytest.fixture
def thread(file_server, monkeypatch, tmp_path):
    """A download from the server, and what it has told so far."""
    monkeypatch.delenv("DIGITPAD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    thread = DownloadThread(file_server.address, file_server.sha256)
    thread.ends = []
    thread.downloaded.connect(lambda place: thread.ends.append(("downloaded", place)))
    thread.cancelled.connect(lambda: thread.ends.append(("cancelled", None)))
    thread.failed.connect(lambda error: thread.ends.append(("failed", error)))
    return thread


def end_of(qtbot, thread):
    qtbot.waitUntil(lambda: bool(thread.ends))
    assert thread.wait(2000)
    (end,) = thread.ends
    return end


def test_mnist_is_found_after_it_was_downloaded(qtbot, file_server, thread):
    with qtbot.waitSignal(thread.progressed) as progress:
        thread.start()
    assert progress.args[1] == len(file_server.content)
    assert end_of(qtbot, thread) == ("downloaded", find_mnist())


def test_a_cancelled_download_ends_at_once_though_the_server_is_silent(qtbot, file_server, thread):
    file_server.way = "silent"
    thread.start()
    assert file_server.asked.wait(5)
    thread.cancel()
    assert thread.wait(500)
    assert end_of(qtbot, thread) == ("cancelled", None)


def test_what_the_user_can_mend_is_told_and_not_logged(qtbot, file_server, thread, caplog):
    file_server.way = "missing"
    with caplog.at_level(logging.WARNING):
        thread.start()
        end, error = end_of(qtbot, thread)
    assert (end, error.code) == ("failed", "mnist_unavailable") and isinstance(error, InputError)
    assert not caplog.records


def test_any_other_exception_is_told_and_logged(qtbot, thread, monkeypatch, caplog):
    error = MemoryError("too much")

    def fail(*_arguments, **_options):
        raise error

    monkeypatch.setattr(download_thread, "download_mnist", fail)
    with caplog.at_level(logging.ERROR):
        thread.start()
        assert end_of(qtbot, thread) == ("failed", error)
    assert "Traceback" in caplog.text
