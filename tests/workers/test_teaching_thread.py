import numpy as np
import pytest

from digitpad.core.data_sources import SYNTHETIC
from digitpad.core.datasets import DataSet
from digitpad.core.errors import InputError
from digitpad.core.evaluation import evaluate
from digitpad.core.model_store import find_model
from digitpad.core.teaching import Lesson
from digitpad.core.training_data import TrainingData
from digitpad.workers.teaching_thread import TeachingThread


@pytest.fixture
def told(qtbot, fake_training, monkeypatch):
    """A thread, and all that it told."""
    blank = np.zeros((20, 28, 28), np.uint8)
    data = TrainingData(blank, np.arange(20) % 10, blank, np.arange(20) % 10)
    lesson = Lesson(data, DataSet("mine", blank[:1], np.array([3])), SYNTHETIC, [{"name": "mine"}])
    monkeypatch.setattr("digitpad.core.teaching.prepare", lambda recipe, seed, should_stop: lesson)
    three = np.eye(10, dtype=np.float32)[[3]]
    monkeypatch.setattr("digitpad.core.training.probabilities_of", lambda network, images: three)
    told = Told(TeachingThread(find_model("softmax"), 1))
    yield told
    told.thread.cancel()
    assert told.thread.wait(5000)


class Told:
    def __init__(self, thread):
        self.thread, self.news = thread, []
        thread.taught.connect(lambda taught: self.news.append(("taught", taught)))
        thread.trained.connect(lambda result: self.news.append(("trained", result)))
        thread.cancelled.connect(lambda: self.news.append(("cancelled", None)))
        thread.failed.connect(lambda error: self.news.append(("failed", error)))

    def run(self, qtbot):
        with qtbot.waitSignal(self.thread.finished):
            self.thread.start()
        qtbot.wait(1)
        return [name for name, _ in self.news]


def test_what_changed_is_told_before_the_end(qtbot, told):
    assert told.run(qtbot) == ["taught", "trained"]
    taught, result = (value for _, value in told.news)
    assert taught.result is result and taught.drawings.right_after == 1 and len(taught.test.labels) == 20
    assert told.thread.sources == [{"name": "mine"}]


def test_nothing_is_told_of_a_run_that_was_cancelled_while_it_was_compared(qtbot, told, monkeypatch):
    def cancelled_meanwhile(*arguments):
        told.thread.cancel()
        return evaluate(*arguments)

    monkeypatch.setattr("digitpad.core.evaluation.evaluate", cancelled_meanwhile)
    assert told.run(qtbot) == ["cancelled"]


def test_without_drawings_it_fails_with_a_sentence(qtbot, told, monkeypatch):
    def nothing(recipe, seed, should_stop):
        raise InputError("teach_nothing")

    monkeypatch.setattr("digitpad.core.teaching.prepare", nothing)
    assert told.run(qtbot) == ["failed"]
    assert "nothing to teach" in str(told.news[0][1])
