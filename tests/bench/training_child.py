"""Runs in a process of its own and prints what it measured as JSON: `python training_child.py speed|window`."""

import json
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

_TICK_MS = 5
_LINE = [[(250, 100 + 15 * step) for step in range(20)]]


def speed(recipe_name: str, steps: str) -> dict[str, list[float]]:
    """Images a second of our runs and of a bare Keras `fit`, in turns; the first round warms up."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras

    from digitpad.core.networks import build, logits_of
    from digitpad.core.recipes import RECIPES
    from digitpad.core.run import Progress
    from digitpad.core.training import train
    from digitpad.core.training_data import TrainingData

    # As many images for validation, beside the steps, as the whole recipe has.
    whole = RECIPES[recipe_name]
    share = int(steps) / whole.steps
    recipe = replace(whole, steps=int(steps), train_count=0, validation_count=max(10, int(share * 5000)))
    rng = np.random.default_rng(1)
    count = recipe.validation_count + recipe.steps * recipe.batch_size
    images, labels = rng.integers(0, 256, (count, 28, 28), np.uint8), rng.integers(0, 10, count)
    data = TrainingData(images, labels, images[:100], labels[:100])

    def ours() -> float:
        told: list[tuple[float, Progress]] = []
        train(recipe, data, lambda progress: told.append((time.perf_counter(), progress)))
        (begin, first), (end, last) = told[0], told[-1]  # the first batches compile
        return (last.step - first.step) * recipe.batch_size / (end - begin)

    def bare() -> float:
        network = logits_of(build(recipe.architecture, recipe.dropout, recipe.start))
        kinds = {"adam": keras.optimizers.Adam, "adagrad": keras.optimizers.Adagrad, "sgd": keras.optimizers.SGD}
        optimiser = kinds[recipe.optimiser](recipe.learning_rate, global_clipnorm=recipe.clip_norm or None)
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        network.compile(optimiser, loss, jit_compile=False)  # XLA would make it three times slower
        ink = images[recipe.validation_count :].astype(np.float32) / 255
        rows = labels[recipe.validation_count :]
        size = recipe.batch_size
        network.fit(ink[: 2 * size], rows[: 2 * size], batch_size=size, verbose=0)
        begin = time.perf_counter()
        network.fit(ink, rows, batch_size=size, verbose=0)
        return len(ink) / (time.perf_counter() - begin)

    rounds = [(ours(), bare()) for _ in range(6)][1:]
    return {"ours": [pair[0] for pair in rounds], "bare": [pair[1] for pair in rounds]}


def window() -> dict[str, object]:
    """Five runs in the window: gaps of a timer phase by phase, answers while training, memory after each run."""
    folder = tempfile.TemporaryDirectory()
    rng = np.random.default_rng(1)
    sizes = {"train": 12_000, "test": 2_000}
    images = {f"x_{part}": rng.integers(0, 256, (size, 28, 28), np.uint8) for part, size in sizes.items()}
    np.savez(Path(folder.name) / "mnist.npz", **images, **{f"y_{part}": np.arange(n) % 10 for part, n in sizes.items()})
    os.environ.update(DIGITPAD_DATA=folder.name, DIGITPAD_HOME=folder.name, QT_QPA_PLATFORM="offscreen")

    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtGui import QAction
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

    application = QApplication([])
    from digitpad.app import create_window
    from digitpad.testing import draw_strokes

    window = create_window()
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.findChild(QAction, "action_train").trigger()
    dialog = window.findChild(QWidget, "train_dialog")
    chooser = dialog.findChild(QComboBox, "recipe_chooser")
    models = window.findChild(QComboBox, "model_chooser")
    chooser.setCurrentIndex(chooser.findData("mlcc-dnn"))
    start, use = (dialog.findChild(QPushButton, f"train_{name}") for name in ("start", "use"))

    phase = last_phase = "before"
    gaps: dict[str, list[float]] = {}
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last, last_phase
        now = time.perf_counter()
        for name in {phase, last_phase}:  # one that lies across a border counts for both
            gaps.setdefault(name, []).append(1000 * (now - last))
        last, last_phase = now, phase

    def enter(name: str) -> None:
        nonlocal phase
        phase = name

    def let_pass(seconds: float = 0.001) -> None:
        application.processEvents()
        time.sleep(seconds)

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_TICK_MS)
    timer.timeout.connect(tick)
    dialog.training.stage_changed.connect(enter)
    answers: list[float] = []
    memory: list[float] = []
    for number in range(5):
        if number == 0:
            timer.start()
        start.click()
        next_drawing = time.perf_counter()
        while not use.isEnabled():
            let_pass()
            if number and phase == "training" and time.perf_counter() > next_drawing:
                window.canvas.clear()
                draw_strokes(window.canvas, _LINE)
                begin = time.perf_counter()
                while not window.is_up_to_date:
                    application.processEvents()
                    time.sleep(0.0002)
                answers.append(1000 * (time.perf_counter() - begin))
                next_drawing = time.perf_counter() + 0.05
        if number == 0:
            phase = "saving"
        count = models.count()
        use.click()
        while models.count() == count:
            let_pass()
        timer.stop()
        until = time.perf_counter() + 0.5  # the new model warms up
        while time.perf_counter() < until:
            let_pass()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        memory.append(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
    window.close()
    return {"gaps": gaps, "answers": answers, "memory": memory}


if __name__ == "__main__":
    parts = {"speed": speed, "window": window}
    print(json.dumps(parts[sys.argv[1]](*sys.argv[2:])), flush=True)
