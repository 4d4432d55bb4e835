import json
import logging
import os
import subprocess
import sys
from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from digitpad.core import datasets, not_digits, stroke_variation
from digitpad.core.data_sources import SYNTHETIC
from digitpad.core.errors import InputError
from digitpad.core.model_store import find_model
from digitpad.core.recipes import RECIPES
from digitpad.core.training_data import load_training_data
from digitpad.workers.training_thread import TrainingThread

RECIPE = RECIPES["softmax-sgd"]


class Run:
    """A thread, and all that it told."""

    def __init__(self, qtbot, in_use=None, recipe=RECIPE, data=None):
        self.qtbot = qtbot
        self.told = []
        self.steps, self.shares = [], []
        self.thread = thread = TrainingThread(recipe, 3, in_use, data)
        thread.stage_changed.connect(lambda stage: self.told.append(stage))
        thread.stage_progressed.connect(self.shares.append)
        thread.progressed.connect(lambda progress: self.steps.append(progress.step))
        thread.compared.connect(lambda *evaluations: self.told.append(evaluations))
        thread.trained.connect(lambda result: self.told.append(("trained", result)))
        thread.cancelled.connect(lambda: self.told.append(("cancelled", None)))
        thread.failed.connect(lambda error: self.told.append(("failed", error)))

    def start(self):
        self.thread.start()
        return self

    def end(self):
        """Waits, and gives the only end and what came with it."""
        self.qtbot.waitUntil(lambda: bool(self.ends()))
        assert self.thread.wait(2000)
        self.qtbot.wait(1)  # whatever else it told would arrive now
        (end,) = self.ends()
        assert end is self.told[-1]
        return end

    def ends(self):
        ends = ("trained", "cancelled", "failed")
        return [news for news in self.told if isinstance(news, tuple) and news[0] in ends]


@pytest.fixture
def run(qtbot, fake_training):
    """Makes runs; all are ended after the test."""
    runs = []

    def make(**choices):
        runs.append(Run(qtbot, **choices))
        return runs[-1]

    yield make
    fake_training.loading.set()
    fake_training.release()
    for each in runs:
        each.thread.cancel()
        assert each.thread.wait(2000)


def test_what_is_learnt_from_is_read_for_the_recipe_as_on_the_command_line(run, fake_training):
    assert run(recipe=RECIPES["drawn"]).start().end()[0] == "trained"
    assert fake_training.read_for == [RECIPES["drawn"]], "it learns doubt, from pictures of no digit"


def test_a_run_tells_its_stages_its_progress_and_its_end(run, fake_training):
    it = run().start()
    end, result = it.end()
    assert end == "trained" and result.recipe is RECIPE and result.seed == 3 and not result.stopped
    assert [news for news in it.told if isinstance(news, str)] == ["reading", "loading", "training", "measuring"]
    assert it.steps == list(range(1, 11))
    assert fake_training.calls == [(RECIPE, 3)]
    assert it.thread.sources == [{"name": "fake", "count": 20, "sha256": ""}]


def test_the_new_model_is_compared_with_the_one_in_use_on_the_same_images(run):
    it = run(in_use=find_model("softmax"), recipe=replace(RECIPE, test_count=10)).start()
    it.end()
    new, in_use = it.told[-2]
    assert new.count == in_use.count == 10
    assert new.accuracy == pytest.approx(0.9) and new.confusion[9, 4] == 1
    assert in_use.accuracy == pytest.approx(0.1)  # it calls every blank image the same digit
    np.testing.assert_array_equal(new.confusion.sum(axis=1), in_use.confusion.sum(axis=1))


def test_a_run_starts_from_the_model_in_use_where_its_recipe_says_so(run, fake_training):
    run(in_use=find_model("softmax")).start().end()
    assert fake_training.initial_weights is None
    run(in_use=find_model("softmax"), recipe=replace(RECIPE, starts_from="softmax")).start().end()
    assert [weights.shape for weights in fake_training.initial_weights] == [(784, 10), (10,)]


def test_a_model_that_cannot_be_read_ends_a_run_that_should_start_from_it(run, fake_training):
    card = find_model("softmax")._replace(sha256={"model.tflite": "", "model.keras": ""})
    end, error = run(in_use=card, recipe=replace(RECIPE, starts_from="softmax")).start().end()
    assert end == "failed" and error.code == "model_damaged" and not fake_training.calls


def test_a_damaged_model_in_use_spoils_nothing(run, caplog):
    card = find_model("softmax")._replace(sha256={"model.tflite": "", "model.keras": ""})
    with caplog.at_level(logging.WARNING):
        it = run(in_use=card).start()
        assert it.end()[0] == "trained"
    assert it.told[-2][1] is None and "could not be measured" in caplog.text


def test_a_paused_run_takes_no_step_until_it_goes_on(run, fake_training, qtbot):
    fake_training.hold()
    it = run().start()
    assert fake_training.entered.wait(5)
    it.thread.pause()
    fake_training.release()
    qtbot.waitUntil(lambda: it.steps == [1])
    assert not it.thread.wait(50) and fake_training.step == 1
    it.thread.resume()
    assert it.end()[0] == "trained" and it.steps == list(range(1, 11))


@pytest.mark.parametrize("paused", [False, True], ids=["running", "paused"])
def test_stopping_keeps_what_was_learnt(run, fake_training, qtbot, paused):
    fake_training.hold()
    it = run().start()
    fake_training.release(2)
    qtbot.waitUntil(lambda: it.steps == [1, 2])
    if paused:
        it.thread.pause()
        fake_training.release(1)
        qtbot.waitUntil(lambda: it.steps == [1, 2, 3])
    it.thread.stop()
    fake_training.release()
    end, result = it.end()
    assert end == "trained" and result.stopped and fake_training.step == 3
    assert "measuring" in it.told


def stages(it):
    return [news for news in it.told if isinstance(news, str)]


def test_learning_the_doubt_is_told_with_its_progress(run, fake_training):
    it = run(recipe=RECIPES["drawn"]).start()
    assert it.end()[0] == "trained"
    assert stages(it)[3:] == ["measuring", "doubting", "measuring"]
    assert it.shares == [0.25, 0.5, 0.75]


@pytest.mark.parametrize("paused", [False, True], ids=["running", "paused"])
def test_learning_the_doubt_can_be_stopped_and_the_digits_are_kept(run, fake_training, qtbot, paused):
    fake_training.hold()
    it = run(recipe=RECIPES["drawn"]).start()
    fake_training.release(fake_training.STEPS + 1)
    qtbot.waitUntil(lambda: it.shares == [0.25])
    if paused:
        it.thread.pause()
        fake_training.release(1)
        assert not it.thread.wait(50) and it.shares == [0.25]
    it.thread.stop()
    fake_training.release()
    end, result = it.end()
    assert end == "trained" and result.doubt_stopped and it.steps == list(range(1, 11))


def test_learning_the_doubt_can_be_cancelled(run, fake_training, qtbot):
    fake_training.hold()
    it = run(recipe=RECIPES["drawn"]).start()
    fake_training.release(fake_training.STEPS)
    qtbot.waitUntil(lambda: "doubting" in it.told)
    it.thread.cancel()
    fake_training.release()
    assert it.end() == ("cancelled", None)


def test_a_stop_of_the_digits_is_none_of_the_doubt(run, fake_training, qtbot):
    fake_training.hold()
    it = run(recipe=RECIPES["drawn"]).start()
    fake_training.release(2)
    qtbot.waitUntil(lambda: it.steps == [1, 2])
    it.thread.pause()
    it.thread.stop()
    fake_training.release()
    end, result = it.end()
    assert end == "trained" and result.stopped and not result.doubt_stopped
    assert it.steps[-1] < fake_training.STEPS and it.shares == [0.25, 0.5, 0.75]


@pytest.mark.parametrize("paused", [False, True], ids=["running", "paused"])
def test_cancelling_keeps_nothing(run, fake_training, qtbot, paused):
    fake_training.hold()
    it = run().start()
    assert fake_training.entered.wait(5)
    if paused:
        it.thread.pause()
    it.thread.cancel()
    fake_training.release()
    assert it.end() == ("cancelled", None)
    assert fake_training.step == 1


@pytest.mark.parametrize("wish", ["stop", "cancel"])
def test_before_the_first_step_there_is_nothing_to_keep(run, fake_training, qtbot, wish):
    fake_training.loading.clear()
    it = run().start()
    qtbot.waitUntil(lambda: it.told == ["reading", "loading"])
    getattr(it.thread, wish)()
    fake_training.loading.set()
    assert it.end() == ("cancelled", None)
    assert not fake_training.calls


@pytest.fixture
def half_read(request, monkeypatch, tmp_path, random_mnist, stroke_rows):
    """A recipe, the data that it learns from, and an event that is set in the midst of what takes long to draw."""
    event = Event()

    def told(module, name):
        make = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *arguments: (event.set(), make(*arguments))[1])

    if request.param == "pictures of no digit":
        monkeypatch.setattr(datasets, "SYNTHETIC_COUNTS", {"train": 80, "test": 20})
        told(not_digits, "drawing_to_input")
        return RECIPES["drawn"], [SYNTHETIC], event
    random_mnist(20)
    strokes = tmp_path / "pens.jsonl"
    strokes.write_text("".join(50 * [f"{json.dumps(row)}\n" for row in stroke_rows]))
    told(stroke_variation, "varied_input")
    recipe = replace(RECIPE, stroke_variants=50, validation_count=10)
    return recipe, [str(tmp_path / "mnist.npz"), str(strokes)], event


@pytest.mark.parametrize("wish", ["stop", "cancel"])
@pytest.mark.parametrize("half_read", ["pictures of no digit", "variations of strokes"], indirect=True)
def test_a_run_ends_at_once_while_others_are_drawn(run, monkeypatch, half_read, wish):
    monkeypatch.setattr("digitpad.core.training_data.load_training_data", load_training_data)
    recipe, data, event = half_read
    it = run(recipe=recipe, data=data).start()
    assert event.wait(5)
    getattr(it.thread, wish)()
    assert it.thread.wait(2000)
    assert it.end() == ("cancelled", None)
    assert "loading" not in it.told


@pytest.mark.parametrize("wish", ["stop", "cancel"])
def test_a_run_ends_at_once_while_the_built_in_digits_are_drawn(run, qtbot, monkeypatch, half_drawn, wish):
    monkeypatch.setattr("digitpad.core.training_data.load_training_data", load_training_data)
    it = run(data=[SYNTHETIC]).start()
    assert half_drawn.wait(5)
    getattr(it.thread, wish)()
    assert it.thread.wait(2000)
    assert it.end() == ("cancelled", None)
    assert "loading" not in it.told, "nobody waits for TensorFlow"


def test_an_error_of_the_user_is_told_and_not_logged(run, fake_training, caplog):
    fake_training.error = InputError("mnist_missing", address="a", folder="b")
    with caplog.at_level(logging.WARNING):
        assert run().start().end() == ("failed", fake_training.error)
    assert not caplog.records


@pytest.mark.parametrize("error", [ValueError("odd"), MemoryError()])
def test_any_other_exception_is_told_and_logged(run, fake_training, caplog, error):
    fake_training.error = error
    with caplog.at_level(logging.ERROR):
        assert run().start().end() == ("failed", error)
    assert "Traceback" in caplog.text


def test_a_failure_on_the_way_out_is_no_failure(run, fake_training, caplog):
    fake_training.hold()
    it = run().start()
    assert fake_training.entered.wait(5)
    it.thread.cancel()
    fake_training.error = RuntimeError("cannot schedule new futures after interpreter shutdown")
    fake_training.release()
    with caplog.at_level(logging.WARNING):
        assert it.end() == ("cancelled", None)
    assert not caplog.records


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [200, 700, 5000])
def test_a_program_that_ends_meanwhile_ends_well(milliseconds, tmp_path, random_mnist):
    """With the real TensorFlow: while it is imported, and while it trains; the window is not even closed."""
    random_mnist(600)
    code = (
        "import sys, time; from dataclasses import replace; from PySide6.QtCore import QCoreApplication\n"
        "from digitpad.core.recipes import RECIPES\n"
        "from digitpad.workers.training_thread import TrainingThread\n"
        "application = QCoreApplication([])\n"
        "recipe = replace(RECIPES['cnn-5x5'], validation_count=100)\n"
        "thread = TrainingThread(recipe, 1); thread.start(); time.sleep(int(sys.argv[1]) / 1000)"
    )
    environment = os.environ | {"DIGITPAD_DATA": str(tmp_path)}
    command = [sys.executable, "-c", code, str(milliseconds)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert (ended.returncode, ended.stderr) == (0, "")
