from threading import Event

import numpy as np
import pytest

from digitpad.core.data_sources import SYNTHETIC
from digitpad.core.errors import InputError
from digitpad.core.few import FewStep
from digitpad.workers.few_thread import FewThread


def a_step(count):
    return FewStep(count, np.zeros((10, 28, 28), np.float32), 0.5, (count,) + 9 * (0,))


@pytest.fixture
def few(monkeypatch):
    """Learning that waits to be stopped after its second count."""

    class Few:
        def __init__(self):
            self.calls, self.error, self.waiting = [], None, Event()

        def learn(self, data, counts, seed, on_step, should_stop):
            self.calls.append((data, counts, seed))
            if self.error:
                raise self.error
            on_step(a_step(1))
            on_step(a_step(2))
            self.waiting.set()
            while not should_stop():
                pass
            return []

    few = Few()
    monkeypatch.setattr("digitpad.core.few.learn_from_few", few.learn)
    monkeypatch.setattr(
        "digitpad.core.training_data.load_training_data", lambda paths, should_stop: (f"data of {paths}", [])
    )
    return few


def test_each_count_is_told_until_it_is_stopped(qtbot, few):
    thread, told = FewThread((1, 2, 3), 5, ["mine"]), []
    thread.learnt.connect(told.append)
    with qtbot.waitSignal(thread.finished):
        thread.start()
        assert few.waiting.wait(5)
        thread.stop()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert [step.count for step in told] == [1, 2]
    assert few.calls == [("data of ['mine']", (1, 2, 3), 5)]


def test_it_is_stopped_while_the_built_in_digits_are_drawn(qtbot, half_drawn):
    thread, told = FewThread((1,), None, [SYNTHETIC]), []
    for signal in (thread.learnt, thread.failed):
        signal.connect(told.append)
    with qtbot.waitSignal(thread.finished, timeout=2000):
        thread.start()
        assert half_drawn.wait(5)
        thread.stop()
    assert not told


@pytest.mark.parametrize("error", [InputError("mnist_missing", address="a", folder="b"), MemoryError("too much")])
def test_a_failure_is_told(qtbot, few, error):
    few.error = error
    thread = FewThread((1,), None)
    with qtbot.waitSignal(thread.failed) as failed, qtbot.waitSignal(thread.finished):
        thread.start()
    assert failed.args == [error]
