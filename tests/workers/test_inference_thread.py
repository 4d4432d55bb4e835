import logging
import shutil

import numpy as np
import pytest

from digitpad.core.classifier import Weights
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.errors import InputError
from digitpad.core.model_store import LITERT_FILE, find_model, read_card
from digitpad.core.preprocess import drawing_to_input
from digitpad.workers.inference_thread import InferenceThread

ONE = Drawing((Stroke.from_points([[250, 100], [250, 400]]),))
SEVEN = Drawing((Stroke.from_points([[150, 110], [350, 110], [220, 400]]),))


@pytest.fixture
def start(qtbot, fake_classifier):
    """Starts a thread with a model, the fake one if none is named; all are ended after the test."""
    threads = []

    def start(model=None):
        thread = InferenceThread(fake_classifier if model is None else model)
        threads.append(thread)
        with qtbot.waitSignal(thread.model_loaded):
            thread.start()
        return thread

    yield start
    fake_classifier.release()
    for thread in threads:
        thread.close()


@pytest.fixture
def damaged(tmp_path):
    """The card of a model whose file is not the one that the card names."""
    folder = tmp_path / "damaged"
    shutil.copytree(find_model("softmax").folder, folder)
    (folder / LITERT_FILE).write_bytes(b"no model")
    return read_card(folder)


class Broken:
    """Fails at every drawing until it is mended."""

    mended = False

    def classify(self, images):
        if not self.mended:
            raise RuntimeError("out of ideas")
        return np.full((len(images), 10), 0.1, np.float32)


def test_a_drawing_is_preprocessed_and_read(start, qtbot, fake_classifier):
    thread = start()
    with qtbot.waitSignal(thread.predicted) as predicted:
        thread.submit(3, 5, SEVEN)
    reading = predicted.args[0]
    assert (reading.generation, reading.serial) == (3, 5)
    assert reading.prediction.digit == 7 and reading.prediction.status == "digit"
    np.testing.assert_array_equal(fake_classifier.batches[0], drawing_to_input(SEVEN)[np.newaxis])
    np.testing.assert_array_equal(reading.prediction.input_image, drawing_to_input(SEVEN))
    assert reading.milliseconds > 0


def test_a_drawing_can_be_submitted_before_the_model_is_there(qtbot, fake_classifier):
    thread = InferenceThread(fake_classifier)
    thread.submit(0, 1, ONE)
    with qtbot.waitSignal(thread.predicted):
        thread.start()
    thread.close()


def test_the_newest_drawing_wins(start, qtbot, fake_classifier):
    thread, answered = start(), []
    thread.predicted.connect(lambda reading: answered.append(reading.serial))
    fake_classifier.hold()
    thread.submit(0, 1, ONE)
    assert fake_classifier.entered.wait(5)
    for serial in range(2, 50):
        thread.submit(0, serial, SEVEN if serial == 49 else ONE)
    fake_classifier.release()
    qtbot.waitUntil(lambda: 49 in answered)
    assert answered == [1, 49]
    np.testing.assert_array_equal(fake_classifier.batches[1], drawing_to_input(SEVEN)[np.newaxis])


def test_a_blank_drawing_needs_no_classifier(start, qtbot, fake_classifier):
    thread = start()
    with qtbot.waitSignal(thread.predicted) as predicted:
        thread.submit(0, 1, Drawing(image=np.full((28, 28, 3), 255, np.uint8)))
    assert predicted.args[0].prediction.status == "blank"
    assert not fake_classifier.batches


def test_an_exception_is_told_and_logged_and_the_thread_goes_on(start, qtbot, caplog):
    broken = Broken()
    thread = start(broken)
    with caplog.at_level(logging.WARNING), qtbot.waitSignal(thread.failed) as failed:
        thread.submit(0, 1, ONE)
    assert failed.args[-1] == "out of ideas"
    assert "Traceback" in caplog.text and "out of ideas" in caplog.text
    broken.mended = True
    with qtbot.waitSignal(thread.predicted):
        thread.submit(0, 2, ONE)


@pytest.mark.parametrize("answer", [np.zeros((1, 9)), np.full((1, 10), np.nan), None, "seven"])
def test_an_answer_that_is_no_ten_probabilities_is_a_failure(start, qtbot, answer):
    class Strange:
        def classify(self, images):
            return answer

    thread = start(Strange())
    with qtbot.waitSignal(thread.failed) as failed:
        thread.submit(0, 1, ONE)
    assert failed.args[-1]


def test_another_model_reads_what_is_submitted_from_then_on(start, qtbot, fake_classifier):
    thread = start()
    three = type("Three", (), {"classify": lambda self, images: np.eye(10, dtype=np.float32)[[3] * len(images)]})()
    loaded = []
    thread.model_loaded.connect(loaded.append)
    with qtbot.waitSignal(thread.predicted) as predicted:
        thread.use_model(three)
        thread.submit(1, 1, ONE)
    assert loaded == [three]
    assert predicted.args[0].prediction.digit == 3
    assert not fake_classifier.batches


def test_a_model_is_loaded_from_its_folder(start, qtbot):
    card = find_model("softmax")
    thread = start(card)
    with qtbot.waitSignal(thread.predicted) as predicted:
        thread.submit(0, 1, ONE)
    assert predicted.args[0].prediction.probabilities.sum() == pytest.approx(1, abs=1e-5)


def test_the_last_good_model_stays_when_the_next_cannot_be_loaded(start, qtbot, damaged):
    thread = start()
    failed = []
    thread.model_failed.connect(lambda card, error: failed.append((card, error)))
    with qtbot.waitSignal(thread.predicted) as predicted:
        thread.use_model(damaged)
        thread.submit(1, 1, ONE)
    ((card, error),) = failed
    assert card == damaged
    assert isinstance(error, InputError) and error.code == "model_damaged"
    assert predicted.args[0].prediction.digit == 7


def test_without_any_model_a_drawing_is_a_failure_and_a_good_model_mends_it(qtbot, damaged, fake_classifier):
    thread = InferenceThread(damaged)
    try:
        with qtbot.waitSignal(thread.model_failed):
            thread.start()
        with qtbot.waitSignal(thread.failed):
            thread.submit(0, 1, ONE)
        thread.use_model(fake_classifier)
        with qtbot.waitSignal(thread.predicted):
            thread.submit(1, 2, ONE)
    finally:
        thread.close()


def test_weights_are_read_on_request(start, qtbot):
    thread = start(find_model("softmax"))
    with qtbot.waitSignal(thread.weights_read) as read:
        thread.request_weights()
    (layers,) = read.args
    assert [layer.layer for layer in layers] == ["templates"]
    assert layers[0].pictures.shape == (10, 1, 28, 28)


def test_a_classifier_without_weights_has_none_to_show(start, qtbot):
    thread = start()
    with qtbot.waitSignal(thread.weights_read) as read:
        thread.request_weights()
    assert read.args == [[]]


def test_weights_that_cannot_be_read_do_not_end_the_thread(start, qtbot, fake_classifier, caplog):
    def fail() -> list[Weights]:
        raise RuntimeError("no weights today")

    fake_classifier.weights = fail
    thread = start()
    with caplog.at_level(logging.WARNING), qtbot.waitSignal(thread.weights_read) as read:
        thread.request_weights()
    assert read.args == [[]]
    assert "no weights today" in caplog.text
    with qtbot.waitSignal(thread.predicted):
        thread.submit(0, 1, ONE)


def test_closing_ends_an_idle_thread_and_can_be_repeated(start):
    thread = start()
    thread.close()
    assert thread.isFinished()
    thread.close()


def test_closing_before_the_start_is_harmless(qapp, fake_classifier):
    thread = InferenceThread(fake_classifier)
    thread.close()
    assert not thread.isRunning()


def test_a_classifier_that_does_not_come_back_in_time_ends_by_itself(start, qtbot, fake_classifier):
    thread = start()
    fake_classifier.hold()
    thread.submit(0, 1, ONE)
    assert fake_classifier.entered.wait(5)
    thread.close(timeout_ms=1)
    assert thread.isRunning()
    with qtbot.waitSignal(thread.finished):
        fake_classifier.release()
    assert thread.wait(2000)


def test_a_drawing_that_waits_when_the_thread_is_closed_is_not_read(start, fake_classifier):
    thread = start()
    fake_classifier.hold()
    thread.submit(0, 1, ONE)
    assert fake_classifier.entered.wait(5)
    thread.submit(0, 2, ONE)
    thread.close(timeout_ms=1)
    fake_classifier.release()
    assert thread.wait(2000)
    assert len(fake_classifier.batches) == 1
