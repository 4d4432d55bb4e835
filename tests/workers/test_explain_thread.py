import logging
import shutil
import threading

import numpy as np
import pytest

from digitpad.core.classifier import Classifier
from digitpad.core.errors import InputError
from digitpad.core.model_store import LITERT_FILE, find_model, read_card
from digitpad.workers import explain_thread
from digitpad.workers.explain_thread import ExplainThread


class Gate:
    """A question that waits until it may go on, and gives None when it is to stop."""

    def __init__(self, answer="answer"):
        self.answer = answer
        self.entered, self.open = threading.Event(), threading.Event()

    def __call__(self, classifiers, should_stop):
        self.entered.set()
        if not self.open.wait(10):
            raise TimeoutError("nobody opened the gate")
        return None if should_stop() else self.answer


@pytest.fixture
def thread():
    thread = ExplainThread()
    thread.start()
    yield thread
    thread.close()


@pytest.fixture
def answers(thread):
    """(tab, serial, answer) of all that was answered."""
    given = []
    thread.answered.connect(lambda *answer: given.append(answer))
    return given


def always(answer):
    return lambda classifiers, should_stop: answer


def begin(thread, classifier, gate):
    """Asks the first question, and waits until it is being answered."""
    thread.ask("steps", 1, 1, classifier, gate)
    assert gate.entered.wait(5)


def test_a_question_is_answered_in_the_thread_with_the_model_in_use(thread, qtbot, fake_classifier):
    def question(classifiers, should_stop):
        assert not should_stop()
        return classifiers.in_use, threading.get_ident()

    with qtbot.waitSignal(thread.answered) as answered:
        thread.ask("evidence", 1, 1, fake_classifier, question)
    tab, serial, (classifier, ident) = answered.args
    assert (tab, serial) == ("evidence", 1)
    assert classifier is fake_classifier and ident != threading.get_ident()


def test_models_are_loaded_once_and_belong_to_this_thread(thread, qtbot):
    def question(classifiers, should_stop):
        return classifiers.in_use, classifiers.of(find_model("mlp")), classifiers.of(find_model("softmax"))

    with qtbot.waitSignal(thread.answered) as first:
        thread.ask("compare", 1, 1, find_model("softmax"), question)
    with qtbot.waitSignal(thread.answered) as second:
        thread.ask("compare", 2, 2, find_model("softmax"), question)
    softmax, mlp, same = first.args[2]
    assert isinstance(softmax, Classifier) and same is softmax and mlp is not softmax
    assert all(before is after for before, after in zip(first.args[2], second.args[2], strict=True))


def test_the_newest_question_wins(thread, answers, qtbot, fake_classifier):
    begin(thread, fake_classifier, gate := Gate())
    for serial in range(2, 20):
        thread.ask("steps", serial, 1, fake_classifier, always(serial))
    gate.open.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == [("steps", 1, "answer"), ("steps", 19, 19)]  # the running one was quick enough to be shown


def test_a_question_that_takes_long_stops_for_a_newer_one(thread, answers, qtbot, fake_classifier, monkeypatch):
    monkeypatch.setattr(explain_thread, "_PATIENCE", 0)
    begin(thread, fake_classifier, gate := Gate())
    thread.ask("steps", 2, 1, fake_classifier, always("newer"))
    gate.open.set()
    qtbot.waitUntil(lambda: answers == [("steps", 2, "newer")])


def test_a_question_stops_when_its_answer_is_no_longer_wanted(thread, answers, qtbot, fake_classifier):
    begin(thread, fake_classifier, gate := Gate())
    thread.ask("move", 2, 2, fake_classifier, always("moved"))
    gate.open.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("move", 2, "moved")]


def test_what_is_forgotten_stops_and_the_next_question_is_answered(thread, answers, qtbot, fake_classifier):
    running, waiting = Gate("running"), Gate("waiting")
    begin(thread, fake_classifier, running)
    thread.ask("steps", 2, 1, fake_classifier, waiting)
    thread.forget()
    running.open.set()
    thread.ask("steps", 3, 3, fake_classifier, always("next"))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("steps", 3, "next")] and not waiting.entered.is_set()


def test_a_question_tells_how_far_it_has_come(thread, answers, qtbot, fake_classifier):
    told = []
    thread.progressed.connect(lambda *progress: told.append(progress))

    def question(classifiers, should_stop):
        for share in (0.5, 1.0):
            classifiers.report(share)
        return "done"

    thread.ask("mistakes", 4, 4, fake_classifier, question)
    qtbot.waitUntil(lambda: bool(answers))
    assert told == [("mistakes", 4, 0.5), ("mistakes", 4, 1.0)]


def test_an_exception_is_told_and_logged_and_the_thread_goes_on(thread, answers, qtbot, fake_classifier, caplog):
    def question(classifiers, should_stop):
        raise RuntimeError("no answer today")

    with caplog.at_level(logging.WARNING), qtbot.waitSignal(thread.failed) as failed:
        thread.ask("steps", 1, 1, fake_classifier, question)
    tab, serial, error = failed.args
    assert (tab, serial, str(error)) == ("steps", 1, "no answer today") and "Traceback" in caplog.text
    thread.ask("steps", 2, 1, fake_classifier, always("again"))
    qtbot.waitUntil(lambda: answers == [("steps", 2, "again")])


def test_a_model_that_cannot_be_loaded_is_a_failure(thread, qtbot, tmp_path):
    folder = tmp_path / "damaged"
    shutil.copytree(find_model("softmax").folder, folder)
    (folder / LITERT_FILE).write_bytes(b"no model")
    with qtbot.waitSignal(thread.failed) as failed:
        thread.ask("steps", 1, 1, read_card(folder), lambda classifiers, should_stop: classifiers.in_use)
    assert isinstance(failed.args[2], InputError)


def test_closing_stops_a_long_answer(thread, answers, fake_classifier):
    stopped = threading.Event()

    def question(classifiers, should_stop):
        while not should_stop():
            np.zeros(1000).sum()
        stopped.set()

    thread.ask("steps", 1, 1, fake_classifier, question)
    thread.close()
    assert thread.isFinished() and not answers


def test_a_thread_that_was_never_started_closes(qapp):
    ExplainThread().close()


def test_a_thread_that_has_mail_is_let_work_however_the_event_loop_was_entered(thread, qtbot, fake_classifier):
    with qtbot.waitSignal(thread.answered):
        thread.ask("steps", 1, 1, fake_classifier, always("answer"))
    qtbot.waitUntil(lambda: thread._idle)
    with thread._news:  # it waits for the lock, and cannot look into its mailbox yet
        thread.ask("steps", 2, 2, fake_classifier, always("answer"))
        thread._give_way()
        assert thread._starved.isActive()
