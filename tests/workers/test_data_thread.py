import logging

import numpy as np
import pytest

from digitpad.core import model_store
from digitpad.core.datasets import DataSet
from digitpad.core.errors import InputError
from digitpad.core.model_store import find_model
from digitpad.workers.data_thread import DataThread

COUNT = 2500  # three times what is read between two looks at the wish to stop


@pytest.fixture
def data():
    images = np.random.default_rng(0).integers(0, 256, (COUNT, 28, 28), np.uint8)
    return DataSet("random", images, np.arange(COUNT) % 10)


@pytest.fixture
def told(qtbot):
    """Runs a thread; gives all that it told, by name."""

    def run(thread, while_running=lambda: None):
        told = []
        thread.loaded.connect(lambda data: told.append(("loaded", data)))
        thread.progressed.connect(lambda done, count: told.append(("progressed", (done, count))))
        thread.answered.connect(lambda answers: told.append(("answered", answers)))
        thread.failed.connect(lambda error: told.append(("failed", error)))
        thread.start()
        while_running()
        qtbot.waitUntil(lambda: bool(told) and told[-1][0] in ("answered", "failed"))
        assert thread.wait(2000)
        return told

    return run


def test_the_pictures_come_first_and_then_what_the_model_reads_in_them(told, data):
    news = told(DataThread(lambda _: data, find_model("softmax")))
    assert news[0] == ("loaded", data)
    assert [value for name, value in news if name == "progressed"] == [(1024, COUNT), (2048, COUNT), (COUNT, COUNT)]
    name, answers = news[-1]
    expected = model_store.load_classifier(find_model("softmax")).classify(data.images / np.float32(255))
    assert name == "answered"
    np.testing.assert_array_equal(answers.digits, expected.argmax(axis=1))


def test_without_a_model_there_are_the_pictures_alone(told, data):
    assert told(DataThread(lambda _: data, None)) == [("loaded", data), ("answered", None)]


def test_a_wish_to_stop_keeps_what_was_read(told, data, fake_classifier, monkeypatch):
    monkeypatch.setattr(model_store, "load_classifier", lambda card: fake_classifier)
    fake_classifier.hold()
    thread = DataThread(lambda _: data, find_model("softmax"))

    def stop_in_the_middle():
        assert fake_classifier.entered.wait(5)
        thread.stop()
        fake_classifier.release()

    _, answers = told(thread, stop_in_the_middle)[-1]
    assert answers.digits[:1024].tolist() == [7] * 1024
    assert set(answers.digits[1024:]) == {-1}


def test_the_users_errors_are_told_and_not_logged(told, data, caplog, monkeypatch):
    def missing(_should_stop):
        raise InputError("data_empty", path="x")

    def damaged(card):
        raise InputError("model_damaged", name="x", reason="y")

    with caplog.at_level(logging.WARNING):
        ((end, error),) = told(DataThread(missing, None))
        assert (end, error.code) == ("failed", "data_empty")
        monkeypatch.setattr(model_store, "load_classifier", damaged)
        (first, _), (end, error) = told(DataThread(lambda _: data, find_model("softmax")))
        assert (first, end, error.code) == ("loaded", "failed", "model_damaged")
    assert not caplog.records


def test_a_model_that_gives_no_numbers_is_told(told, data, monkeypatch):
    class Broken:
        def classify(self, images):
            return np.full((len(images), 10), np.nan, np.float32)

    monkeypatch.setattr(model_store, "load_classifier", lambda card: Broken())
    end, error = told(DataThread(lambda _: data, find_model("softmax")))[-1]
    assert (end, error.code) == ("failed", "model_damaged")


def test_any_other_exception_is_told_and_logged(told, caplog):
    error = MemoryError("too much")

    def fail(_should_stop):
        raise error

    with caplog.at_level(logging.ERROR):
        assert told(DataThread(fail, None)) == [("failed", error)]
    assert "Traceback" in caplog.text
