import logging
import threading

import pytest

from digitpad.core.errors import InputError
from digitpad.workers.file_thread import FileThread


def run(qtbot, thread):
    """Starts a thread and waits for it; gives what it told."""
    told = []
    thread.done.connect(lambda result: told.append(("done", result)))
    thread.failed.connect(lambda error: told.append(("failed", error)))
    with qtbot.waitSignal(thread.finished):
        thread.start()
    qtbot.waitUntil(lambda: bool(told))
    assert thread.wait(2000)
    return told


def test_the_job_runs_in_a_thread_of_its_own_and_gives_its_result(qtbot):
    thread = FileThread(threading.get_ident)
    ((end, ident),) = run(qtbot, thread)
    assert end == "done"
    assert ident != threading.get_ident()


def test_nothing_is_a_result_too(qtbot):
    assert run(qtbot, FileThread(lambda: None)) == [("done", None)]


def test_an_error_of_the_user_is_told_and_not_logged(qtbot, caplog):
    error = InputError("file_missing", path="seven.png")

    def fail():
        raise error

    with caplog.at_level(logging.WARNING):
        assert run(qtbot, FileThread(fail)) == [("failed", error)]
    assert not caplog.records


@pytest.mark.parametrize("error", [ValueError("odd"), MemoryError(), RecursionError("deep")])
def test_any_other_exception_is_told_and_logged(qtbot, caplog, error):
    def fail():
        raise error

    with caplog.at_level(logging.ERROR):
        assert run(qtbot, FileThread(fail)) == [("failed", error)]
    assert "Traceback" in caplog.text
