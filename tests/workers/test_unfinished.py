import gc
import weakref

from PySide6.QtWidgets import QWidget

from digitpad.workers.explain_thread import ExplainThread
from digitpad.workers.unfinished import end_with


class Window(QWidget):
    pass


def test_a_thread_ends_with_a_window_that_goes_without_having_been_closed(qtbot):
    window, thread = Window(), ExplainThread()
    end_with(window, thread)
    thread.start()
    assert not thread.wait(1)
    del window
    gc.collect()
    assert thread.wait(2000)


def test_a_window_keeps_no_thread_that_has_finished(qtbot):
    window, thread = Window(), ExplainThread()
    end_with(window, thread)
    thread.start()
    with qtbot.waitSignal(thread.finished):
        thread.close()
    gone = weakref.ref(thread)
    del thread
    gc.collect()
    assert gone() is None
    told = []
    window.destroyed.connect(lambda: told.append(True))
    window.deleteLater()
    qtbot.waitUntil(lambda: bool(told))


def test_a_window_and_its_thread_may_be_collected_in_any_order(qtbot, capfd):
    """What the collector has taken of a thread first is no longer there when the window says that it goes."""

    class Third:
        pass

    def circle():
        window, thread, third = Window(), ExplainThread(), Third()
        thread.window, thread.third, window.itself = window, third, window
        third.thread, third.itself = thread, third
        end_with(window, thread)
        thread.start()
        with qtbot.waitSignal(thread.finished):
            thread.close()

    gc.disable()
    try:
        circle()
        assert gc.collect() > 3
    finally:
        gc.enable()
    assert capfd.readouterr().err == ""
