"""Speed and memory, each figure beside a yardstick taken in the same run: `make bench`.

A ratio holds on a slow machine as on a fast one. Rounds of figure and yardstick take turns, and medians are compared,
so that a moment's load falls on both.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMainWindow, QSlider, QTabWidget, QWidget

from digitpad.app import create_window
from digitpad.core.classifier import predict
from digitpad.core.drawing import Drawing, Stroke, drawing_from_row
from digitpad.core.evaluation import evaluate
from digitpad.core.ink import image_to_ink
from digitpad.core.model_store import ModelCard, find_model, load_classifier
from digitpad.core.paper import photographed
from digitpad.core.photograph import is_photograph
from digitpad.core.preprocess import drawing_to_input, ink_to_input
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.main_window import MainWindow
from digitpad.ui.reason_tab import ReasonTab

pytestmark = pytest.mark.bench
FRAME_MS = 1000 / 60
_LINE = [[(250, 100 + 15 * step) for step in range(20)]]
_RESULTS = Path("bench.json")
_CHILD = Path(__file__).with_name("training_child.py")
_TABS_CHILD = Path(__file__).with_name("tabs_child.py")

# Child processes say when they are there; the clock runs from before they were started.
_SHOW = """
from PySide6.QtWidgets import QApplication
from PySide6.QtTest import QTest
application = QApplication([])
from digitpad.app import create_window
window = create_window()
window.show()
QTest.qWaitForWindowExposed(window)
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtTest import QTest
application = QApplication([])
window = QMainWindow()
window.show()
QTest.qWaitForWindowExposed(window)
"""
_SAY = """
print("there", flush=True)
"""
_PREDICT = f"""
from digitpad.testing import draw_strokes, wait_for_prediction
draw_strokes(window.canvas, {_LINE})
assert wait_for_prediction(window).digit == 1
"""
_THREE_MODELS = f"""
import os, sys
from PySide6.QtWidgets import QComboBox
for model in ("softmax", "mlp", "cnn"):
    window.findChild(QComboBox, "model_chooser").activated.emit(("softmax", "mlp", "cnn").index(model))
    draw_strokes(window.canvas, {_LINE})
    wait_for_prediction(window)
QTest.qWait(300)
pages = int(open("/proc/self/statm").read().split()[1])
print(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, "tensorflow" in sys.modules or "keras" in sys.modules, flush=True)
"""


class Table:
    """The figures so far."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = []

    def add(self, figure: str, value: str, yardstick: str, ratio: float, goal: float, at_least: bool = False) -> None:
        """Adds a row and checks its goal."""
        met = ratio >= goal if at_least else ratio <= goal
        wanted = f"{'≥' if at_least else '≤'} {goal:g}"
        self.rows.append(
            {
                "figure": figure,
                "value": value,
                "yardstick": yardstick,
                "ratio": round(ratio, 3),
                "goal": wanted,
                "met": met,
            }
        )
        assert met, f"{figure}: {ratio:.2f}, wanted {wanted}"

    def text(self) -> str:
        """The table in Markdown."""
        lines = ["| figure | measured | yardstick | ratio | goal | |", "|---|---|---|---|---|---|"]
        for row in self.rows:
            cells = [str(row[key]) for key in ("figure", "value", "yardstick", "ratio", "goal")]
            lines.append("| " + " | ".join([*cells, "" if row["met"] else "missed"]) + " |")
        return "\n".join(lines)


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    """Prints the table and writes bench.json when all is measured."""
    table = Table()
    yield table
    print(f"\n\n{table.text()}\n")
    machine = {"processors": os.cpu_count(), "python": sys.version.split()[0], "platform": sys.platform}
    _RESULTS.write_text(json.dumps({"machine": machine, "figures": table.rows}, indent=2, ensure_ascii=False) + "\n")


def _environment() -> dict[str, str]:
    # What people have: compiled modules from the second start on, and nothing that digitpad has set in this process.
    unusual = ("PYTHONDONTWRITEBYTECODE", "OPENBLAS_NUM_THREADS")
    return {name: value for name, value in os.environ.items() if name not in unusual}


def _seconds_until_there(code: str) -> float:
    environment = _environment()
    begin = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - begin
        process.stdout.read()
    assert line.strip() == "there", f"{code}\nended with {process.returncode}"
    return seconds


def _medians(rounds: int, *actions: Callable[[], float]) -> list[float]:
    """Takes turns; the first round warms up and does not count."""
    measured = [[action() for action in actions] for _ in range(rounds + 1)][1:]
    return [statistics.median(values) for values in zip(*measured, strict=True)]


def _clocked(action: Callable[[], object]) -> Callable[[], float]:
    def clock() -> float:
        begin = time.perf_counter()
        action()
        return time.perf_counter() - begin

    return clock


_CLOSE = "\nwindow.close()\n"


def test_the_window_is_shown_soon(table: Table) -> None:
    ours, bare = _medians(
        9, lambda: _seconds_until_there(_SHOW + _SAY + _CLOSE), lambda: _seconds_until_there(_BARE + _SAY + _CLOSE)
    )
    table.add("start to window shown", f"{ours:.3f} s", f"bare Qt window {bare:.3f} s", ours / bare, 2.5)


def test_the_first_prediction_comes_long_before_tensorflow_would_be_loaded(table: Table) -> None:
    yardstick = [sys.executable, "-c", "import tensorflow"]
    ours, tensorflow = _medians(
        5,
        lambda: _seconds_until_there(_SHOW + _PREDICT + _SAY + _CLOSE),
        _clocked(lambda: subprocess.run(yardstick, check=True, capture_output=True, env=_environment())),
    )
    ratio = tensorflow / ours
    table.add("start to first prediction", f"{ours:.3f} s", f"import tensorflow {tensorflow:.2f} s", ratio, 10, True)


def test_a_gui_test_takes_little_more_than_a_bare_window(qapp: QApplication, table: Table, fake_classifier) -> None:
    def ours() -> None:
        window = create_window(fake_classifier)
        window.show()
        QTest.qWaitForWindowExposed(window)
        draw_strokes(window.canvas, _LINE)
        wait_for_prediction(window)
        window.close()

    def bare() -> None:
        window = QMainWindow()
        window.show()
        QTest.qWaitForWindowExposed(window)
        window.close()

    test, window = (1000 * seconds for seconds in _medians(30, _clocked(ours), _clocked(bare)))
    allowed = 2 * window + FRAME_MS
    yardstick = f"twice a bare window and a frame {allowed:.1f} ms"
    table.add("a GUI test, fake classifier", f"{test:.1f} ms", yardstick, test / allowed, 1)


def test_ink_to_probabilities_costs_little_more_than_the_bare_call(table: Table) -> None:
    classifier = load_classifier(find_model("cnn"))
    interpreter = classifier._one._interpreter
    turns = np.linspace(0, 1.9 * np.pi, 100)
    points = np.stack([250 + 120 * np.sin(turns), 250 - 180 * np.cos(turns)], axis=1)
    drawing = Drawing((Stroke.from_points(points),))
    image = drawing_to_input(drawing)
    assert image is not None

    def ours() -> None:
        for _ in range(50):
            predict(classifier, drawing_to_input(drawing))

    def bare() -> None:
        for _ in range(50):
            interpreter.set_tensor(classifier._one._input, image[np.newaxis])
            interpreter.invoke()
            interpreter.get_tensor(classifier._one._output)

    whole, call = (1000 * seconds / 50 for seconds in _medians(21, _clocked(ours), _clocked(bare)))
    table.add("ink to probabilities, 100 points", f"{whole:.3f} ms", f"LiteRT call {call:.3f} ms", whole / call, 1.5)


@pytest.mark.parametrize("rate", [60, 1000])
def test_the_bars_follow_the_last_mouse_event_within_a_frame(qapp: QApplication, table: Table, rate: int) -> None:
    window = create_window("cnn")
    window.show()
    QTest.qWaitForWindowExposed(window)
    draw_strokes(window.canvas, _LINE)
    wait_for_prediction(window)
    delays = []
    for trial in range(60):
        window.canvas.clear()
        places = _ring(window.canvas, 12 if rate == 60 else 100, trial)
        with _last_mouse_event(qapp, window.canvas, places, rate) as begin:
            while not window.is_up_to_date:
                qapp.processEvents()
            qapp.processEvents()  # paints what the prediction changed
            delays.append(1000 * (time.perf_counter() - begin))
    window.close()
    _add_delays(table, f"last mouse event to repainted bars, {rate}/s", delays, FRAME_MS, "one frame ")


def _ring(canvas: QWidget, count: int, turn: float) -> list[QPoint]:
    """Places on most of an ellipse that begins at another angle, in radians, for each turn."""
    side, turns = canvas.width(), np.linspace(0, 1.8 * np.pi, count) + turn
    return [QPoint(int(side * (0.5 + 0.2 * np.sin(t))), int(side * (0.5 - 0.3 * np.cos(t)))) for t in turns]


@contextmanager
def _last_mouse_event(qapp: QApplication, canvas: QWidget, places: list[QPoint], rate: int) -> Iterator[float]:
    """Draws a stroke of so many mouse events a second; gives the moment of the last one, with the pen still down."""
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(canvas, button, none, places[0])
    begin = due = time.perf_counter()
    for place in places[1:]:
        due += 1 / rate
        while time.perf_counter() < due:
            qapp.processEvents()
        begin = time.perf_counter()
        QTest.mouseMove(canvas, place)
    yield begin
    QTest.mouseRelease(canvas, button, none, places[-1])


@pytest.mark.parametrize(("model", "goal_ms"), [("softmax", 50), ("drawn", 50), ("cnn", 120)])
def test_the_evidence_follows_the_pen_and_does_not_delay_the_bars(
    qapp: QApplication, table: Table, model: str, goal_ms: int
) -> None:
    window, tab = _window_with_tab(model, "evidence")
    bars, evidence = [], []
    for trial in range(60):
        window.canvas.clear()
        with _last_mouse_event(qapp, window.canvas, _ring(window.canvas, 12, trial), 60) as begin:
            while not window.is_up_to_date:
                qapp.processEvents()
            qapp.processEvents()  # paints
            bars.append(1000 * (time.perf_counter() - begin))
            while tab.is_waiting:
                qapp.processEvents()
            qapp.processEvents()
            evidence.append(1000 * (time.perf_counter() - begin))
    window.close()
    _add_delays(table, f"evidence, {model}", evidence, goal_ms)
    _add_delays(table, f"bars beside evidence, {model}", bars, FRAME_MS)


@pytest.mark.parametrize("model", ["softmax", "drawn", "cnn"])
def test_the_steps_follow_the_pen(qapp: QApplication, table: Table, model: str) -> None:
    window, tab = _window_with_tab(model, "steps")
    delays = []
    for trial in range(40):
        window.canvas.clear()
        turns = np.linspace(0, 1.8 * np.pi, 30) + trial
        draw_strokes(window.canvas, [[(250 + 100 * np.sin(turn), 250 - 150 * np.cos(turn)) for turn in turns]])
        delays.append(_until_answered(qapp, window, tab))
    window.close()
    _add_delays(table, f"steps, {model}", delays, 50)


@pytest.mark.parametrize("before", [False, True], ids=["after", "before"])
@pytest.mark.parametrize("model", ["softmax", "drawn", "cnn"])
def test_all_six_sliders_refresh_soon(qapp: QApplication, table: Table, model: str, before: bool) -> None:
    window, tab = _window_with_tab(model, "move")
    turns = np.linspace(0, 1.8 * np.pi, 100)
    draw_strokes(window.canvas, [[(250 + 100 * np.sin(turn), 250 - 150 * np.cos(turn)) for turn in turns]])
    tab.findChild(QCheckBox, "move_before").setChecked(before)
    wait_for_prediction(window)
    _until_answered(qapp, window, tab)
    slider = tab.findChild(QSlider, "move_turn")
    delays = []
    for position in [*range(41), *range(40, -1, -1)]:
        slider.setValue(position)
        delays.append(_until_answered(qapp, window, tab))
    window.close()
    _add_delays(table, f"six sliders, {model}{', before centring' if before else ''}", delays, 120)


@pytest.mark.parametrize("model", ["softmax", "drawn", "cnn"])
def test_the_layers_follow_the_pen(qapp: QApplication, table: Table, model: str) -> None:
    window, tab = _window_with_tab(model, "layers")
    window.canvas.clear()
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle, side, delays = window.canvas.rect().center(), window.canvas.width() / 3, []
    turns = np.linspace(0, 1.8 * np.pi, 60)
    places = [middle + QPoint(round(side * np.sin(turn) / 2), round(-side * np.cos(turn))) for turn in turns]
    QTest.mousePress(window.canvas, button, none, places[0])
    for place in places:
        QTest.mouseMove(window.canvas, place)
        delays.append(_until_answered(qapp, window, tab))
    QTest.mouseRelease(window.canvas, button, none, places[-1])
    window.close()
    _add_delays(table, f"layers, {model}", delays, 120 if model == "cnn" else 50)


def _window_with_tab(model: str, name: str) -> tuple[MainWindow, ReasonTab]:
    window = create_window(model)
    window.show()
    QTest.qWaitForWindowExposed(window)
    tabs, page = window.findChild(QTabWidget, "tabs"), window.findChild(QWidget, name)
    tabs.setCurrentIndex(tabs.indexOf(page))
    draw_strokes(window.canvas, _LINE)
    wait_for_prediction(window)
    return window, page.findChild(ReasonTab)


def _until_answered(qapp: QApplication, window: MainWindow, tab: ReasonTab) -> float:
    """Milliseconds until the tab shows what belongs to the drawing."""
    begin = time.perf_counter()
    while not window.is_up_to_date or tab.is_waiting:
        qapp.processEvents()
    qapp.processEvents()  # paints
    return 1000 * (time.perf_counter() - begin)


def _add_delays(table: Table, figure: str, delays: list[float], goal_ms: float, of: str = "") -> None:
    """Adds a row about delays in milliseconds."""
    median, p95 = statistics.median(delays), float(np.quantile(delays, 0.95))
    table.add(figure, f"median {median:.1f}, p95 {p95:.1f} ms", f"{of}{goal_ms:.3g} ms", p95 / goal_ms, 1)


def test_evaluate_is_nearly_as_fast_as_litert(table: Table) -> None:
    rng = np.random.default_rng(1)
    blurred = [cv2.GaussianBlur(image, (0, 0), 2) for image in rng.random((10_000, 28, 28), np.float32)]
    images, labels = np.stack(blurred), rng.integers(0, 10, 10_000)
    card = find_model("cnn")
    classifier = load_classifier(card)
    call = _bare_litert(card, images, 256)
    ours, litert = _medians(5, _clocked(lambda: evaluate(classifier, images, labels)), _clocked(call))
    litert *= len(images) / (len(images) // 256 * 256)  # the last chunk was left out
    table.add("evaluate, 10,000 images", f"{ours:.2f} s", f"LiteRT in chunks {litert:.2f} s", litert / ours, 0.8, True)


def _bare_litert(card: ModelCard, images: np.ndarray, chunk: int) -> Callable[[], None]:
    """Reads (n, 28, 28) float32 images in whole chunks, and does nothing else."""
    from ai_edge_litert.interpreter import Interpreter

    bare = Interpreter(model_path=str(card.folder / "model.tflite"), num_threads=2)
    place, answer = bare.get_input_details()[0]["index"], bare.get_output_details()[0]["index"]
    bare.resize_tensor_input(place, [chunk, 28, 28])
    bare.allocate_tensors()

    def call() -> None:
        for begin in range(0, len(images) - chunk + 1, chunk):
            bare.set_tensor(place, images[begin : begin + chunk])
            bare.invoke()
            bare.get_tensor(answer)

    return call


def test_the_mistakes_cost_hardly_more_than_litert_and_nothing_the_second_time(table: Table) -> None:
    from digitpad.core.data_sources import DataSource
    from digitpad.core.datasets import DataSet
    from digitpad.core.mistakes import Results

    rng = np.random.default_rng(1)
    images = rng.integers(0, 256, (10_000, 28, 28), np.uint8)
    data = DataSet("noise", images, rng.integers(0, 10, len(images)))
    card = find_model("cnn")
    classifier = load_classifier(card)
    call = _bare_litert(card, images / np.float32(255), 64)

    def read(results: Results) -> None:
        results.result(source, card, lambda _: classifier, lambda *_: None, lambda: False)

    source = DataSource("file", "noise", "test", False)
    kept = Results()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("digitpad.core.mistakes.load_source", lambda *_: data)
        read(kept)
        ours, litert, again = _medians(
            3, _clocked(lambda: read(Results())), _clocked(call), _clocked(lambda: read(kept))
        )
    table.add("mistakes, 10,000 pictures", f"{ours:.2f} s", f"LiteRT in chunks {litert:.2f} s", ours / litert, 1.3)
    table.add(
        "mistakes, coming back", f"{1000 * again:.2f} ms", f"one frame {FRAME_MS:.1f} ms", 1000 * again / FRAME_MS, 1
    )


@pytest.mark.parametrize("model", ["softmax", "drawn", "cnn"])
def test_the_neighbours_follow_the_pen(qapp: QApplication, table: Table, model: str, monkeypatch, tmp_path) -> None:
    rng = np.random.default_rng(1)
    images, labels = rng.integers(0, 256, (10_000, 28, 28), np.uint8), rng.integers(0, 10, 10_000)
    np.savez(tmp_path / "mnist.npz", x_train=images, y_train=labels, x_test=images[:9], y_test=labels[:9])
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    window, tab = _window_with_tab(model, "neighbours")
    status = tab.findChild(QLabel, "neighbours_status")
    built = time.monotonic() + 300
    while "nearest" not in status.text() and time.monotonic() < built:
        QTest.qWait(20)
    delays = []
    side = window.canvas.width()
    for trial in range(60):
        window.canvas.clear()
        places = [QPoint(side // 2 + step * trial // 30, side * (20 + step) // 100) for step in range(0, 60, 5)]
        with _last_mouse_event(qapp, window.canvas, places, 60) as begin:
            while not window.is_up_to_date or tab.is_waiting:
                qapp.processEvents()
            qapp.processEvents()  # paints
            delays.append(1000 * (time.perf_counter() - begin))
    window.close()
    _add_delays(table, f"like this, {model}", delays, 50)


def test_a_long_stroke_does_not_slow_the_pen(qapp: QApplication, table: Table, fake_classifier) -> None:
    window = create_window(fake_classifier)
    window.show()
    QTest.qWaitForWindowExposed(window)
    canvas, rng = window.canvas, np.random.default_rng(1)
    costs = []
    places = canvas.width() * (0.3 + 0.4 * rng.random((20_000, 2)))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(9, 9))
    for x, y in places:
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            QPointF(x, y),
            canvas.mapToGlobal(QPointF(x, y)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        begin = time.perf_counter()
        QApplication.sendEvent(canvas, event)
        costs.append(1e6 * (time.perf_counter() - begin))
        if len(costs) % 10 == 0:
            qapp.processEvents()
    window.close()
    first, last = statistics.median(costs[50:550]), statistics.median(costs[-500:])
    table.add("20,000-point stroke: last mouse event", f"{last:.0f} µs", f"first {first:.0f} µs", last / first, 2)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="resident memory is read from Linux's /proc")
def test_the_window_stays_small(table: Table) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _SHOW + _PREDICT + _THREE_MODELS + _CLOSE], capture_output=True, text=True, check=True
    )
    megabytes, heavy = run.stdout.split()[-2:]
    assert heavy == "False", "TensorFlow or Keras was loaded"
    value = float(megabytes)
    table.add("memory, three models used", f"{value:.0f} MB", "200 MB, no TensorFlow", value / 200, 1)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="resident memory is read from Linux's /proc")
@pytest.mark.parametrize("model", ["drawn", "cnn"])
def test_the_window_stays_small_with_every_tab_used(table: Table, model: str, monkeypatch, tmp_path) -> None:
    rng = np.random.default_rng(1)
    images, labels = rng.integers(0, 256, (70_000, 28, 28), np.uint8), rng.integers(0, 10, 70_000)
    train, test = slice(0, 60_000), slice(60_000, 70_000)  # as many as MNIST has
    halves = {"x_train": images[train], "y_train": labels[train], "x_test": images[test], "y_test": labels[test]}
    np.savez(tmp_path / "mnist.npz", **halves)
    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    command = [sys.executable, str(_TABS_CHILD), model]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    told = json.loads(run.stdout)
    assert not told["heavy"], "TensorFlow or Keras was loaded"
    value, count = told["peak"], len(told["used"])
    figure = f"memory at most, all {count} tabs used ({model})"
    table.add(figure, f"{value:.0f} MB", "350 MB, no TensorFlow", value / 350, 1)


@pytest.mark.parametrize("model", ["drawn", "cnn"])
def test_another_tab_is_there_at_once(qapp: QApplication, table: Table, model: str, monkeypatch, tmp_path) -> None:
    for variable in ("DIGITPAD_DATA", "KERAS_HOME"):  # built-in digits, on every machine the same
        monkeypatch.setenv(variable, str(tmp_path))
    window, _ = _window_with_tab(model, "evidence")
    tabs = window.findChild(QTabWidget, "tabs")
    bar = tabs.tabBar()
    delays = []
    for turn in range(6):
        for index in range(tabs.count()):
            begin = time.perf_counter()
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
            qapp.processEvents()  # paints
            if turn:  # the first time it is made
                delays.append(1000 * (time.perf_counter() - begin))
            if (tab := tabs.currentWidget().findChild(ReasonTab)) is not None:
                _until_answered(qapp, window, tab)
    window.close()
    _add_delays(table, f"another tab, {model}", delays, 100)


# Training: each row's process is a fresh one, which has not loaded TensorFlow.


def _measured_by_child(*arguments: str) -> dict[str, Any]:
    run = subprocess.run([sys.executable, str(_CHILD), *arguments], capture_output=True, text=True, check=True)
    return json.loads(run.stdout.splitlines()[-1])


@pytest.mark.parametrize(("recipe", "steps"), [("mlcc-dnn", "400"), ("cnn-3x3", "20")])
def test_training_is_nearly_as_fast_as_a_bare_fit(table: Table, recipe: str, steps: str) -> None:
    rates = _measured_by_child("speed", recipe, steps)
    ours, bare = statistics.median(rates["ours"]), statistics.median(rates["bare"])
    value, yardstick = f"{ours:,.0f} images/s", f"bare Keras fit {bare:,.0f} images/s"
    table.add(f"training {recipe}", value, yardstick, ours / bare, 0.95, True)


@pytest.fixture(scope="module")
def runs_in_the_window() -> dict[str, Any]:
    """Five runs of the crash course's network in the window, on images of noise."""
    return _measured_by_child("window")


@pytest.mark.parametrize(
    ("phase", "words", "worst_ms", "p99_ms"),
    [
        ("loading", "loading TensorFlow", 250, 60),
        ("training", "training, first batch too", 150, 20),
        ("saving", "converting and saving", 300, None),
    ],
)
def test_training_does_not_hold_up_the_window(
    table: Table, runs_in_the_window: dict[str, Any], phase: str, words: str, worst_ms: int, p99_ms: int | None
) -> None:
    gaps = runs_in_the_window["gaps"][phase]
    worst, p99 = max(gaps), float(np.quantile(gaps, 0.99))
    value, yardstick, ratio = f"worst {worst:.0f} ms", f"{worst_ms} ms", worst / worst_ms
    if p99_ms:
        value, yardstick = f"{value}, p99 {p99:.0f} ms", f"{yardstick}, {p99_ms} ms"
        ratio = max(ratio, p99 / p99_ms)
    table.add(f"gaps of a 5 ms timer, {words}", value, yardstick, ratio, 1)


def test_drawings_are_answered_while_a_run_goes_on(table: Table, runs_in_the_window: dict[str, Any]) -> None:
    delays = runs_in_the_window["answers"]
    _add_delays(table, f"{len(delays)} drawings read while training", delays, 50)


def test_runs_leave_no_memory_behind(table: Table, runs_in_the_window: dict[str, Any]) -> None:
    first, *_, last = runs_in_the_window["memory"]
    table.add("memory after five runs", f"{last:.0f} MB", f"after one {first:.0f} MB", last / first, 1.1)


# Photographs


def test_a_photograph_of_12_megapixels_becomes_an_input_image_soon(table: Table, stroke_rows) -> None:
    seven = drawing_from_row(stroke_rows[3])
    small = photographed(seven, np.random.default_rng(1), 1000).picture
    picture = cv2.resize(small, (4000, 3000), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(2).integers(-6, 7, picture.shape, np.int8)
    picture = cv2.add(picture, grain, dtype=cv2.CV_8U)
    assert is_photograph(picture) and ink_to_input(image_to_ink(picture)) is not None
    (seconds,) = _medians(9, _clocked(lambda: ink_to_input(image_to_ink(picture))))
    table.add("a photograph of 12 megapixels", f"{1000 * seconds:.0f} ms", "300 ms", seconds / 0.3, 1)
