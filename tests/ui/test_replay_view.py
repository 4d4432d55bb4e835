import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QSlider

from digitpad.core.recipes import RECIPES
from digitpad.core.run import Period
from digitpad.core.training import TrainResult
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.replay_view import ReplayView
from digitpad.ui.train_result import TrainResultView

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def result_of(recipe, snapshots, periods):
    figures = (2.0, 1234.0, 1.0, 0.8, 0.3, 0.9, 0.4)
    return TrainResult(
        "network", RECIPES[recipe], 1, *figures, False, False, periods, snapshots, np.zeros((0, 10), np.float32)
    )


def pictures(scale, count=10):
    return np.full((count, 28, 28), scale, np.float32)


@pytest.fixture
def usual():
    """Snapshots up to step 1,000; periods end at 105, 210, … so that only some are near a snapshot."""
    periods = tuple(Period(105 * number, 0.4, 0.9, 0.5 / number, 0.8 + 0.01 * number) for number in range(1, 10))
    return result_of("softmax-sgd", tuple((step, pictures(step)) for step in STEPS), periods)


@pytest.fixture
def replay(qtbot, usual):
    """The replay of a run, opened where its result is."""
    view = TrainResultView()
    qtbot.addWidget(view)
    view.show_result(usual, None, None, "")
    view.enable(True)
    with qtbot.waitExposed(view):
        view.show()
    view.findChild(QPushButton, "train_replay").click()
    replay = view.findChild(ReplayView)
    yield replay
    replay.close()


def caption(replay):
    return replay.findChild(QLabel, "film_caption").text()


def test_the_snapshots_of_a_run_are_played_with_what_is_known_of_them(replay):
    assert replay.isVisible() and caption(replay) == "Step 1 of 1,000"
    slider = replay.findChild(QSlider, "film_slider")
    assert slider.maximum() == len(STEPS) - 1
    replay.findChild(QPushButton, "film_jump_10").click()
    assert caption(replay) == "Step 10 of 1,000"
    replay.findChild(QPushButton, "film_jump_100").click()
    assert caption(replay) == "Step 100 of 1,000 · validation accuracy 81.0 %, loss 0.500 at step 105"
    slider.setValue(STEPS.index(50))
    assert caption(replay) == "Step 50 of 1,000", "half of a period's steps say nothing about it"


def test_all_snapshots_are_on_one_scale_at_first(replay):
    assert replay.findChild(PixelView, "film_pictures").limit == 1000


def test_a_new_result_closes_the_replay_of_the_old_one(replay, usual):
    view = replay.parent()
    view.show_result(usual, None, None, "")
    assert not replay.isVisible()


@pytest.mark.parametrize("snapshots", [((1, pictures(1, 100)),), ((0, pictures(0)),), ()])
def test_short_runs_are_no_obstacle(qtbot, snapshots):
    replay = ReplayView(None)
    qtbot.addWidget(replay)
    replay.show_result(result_of("mlcc-dnn", snapshots, (Period(0, 2.3, 0.1, 2.3, 0.1),)))
    with qtbot.waitExposed(replay):
        replay.show()
    assert not replay.findChild(QPushButton, "film_play").isEnabled()
    assert not replay.grab().isNull()
