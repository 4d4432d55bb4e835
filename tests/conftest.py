"""What every test gets: an offscreen screen, an empty per-user folder, English, and a look at the threads it leaves."""

import contextlib
import hashlib
import os
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# Before anything loads Qt, which reads them once.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("DIGITPAD_TEST_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # English, whatever the developer's system speaks; Qt warns without UTF-8
os.environ.pop("LANGUAGE", None)

import numpy as np
import pytest
from PySide6.QtCore import QThread
from shiboken6 import isValid

from digitpad.core.run import Period, Progress
from digitpad.core.training import TrainResult
from digitpad.core.training_data import TrainingData


def pytest_addoption(parser: pytest.Parser) -> None:
    """Here and not in tests/ui: pytest asks only the outermost conftest for options."""
    parser.addoption("--update-snapshots", action="store_true", help="save what the widgets look like as expected")


@pytest.fixture(autouse=True)
def user_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty per-user folder, and no trace of the developer's own settings."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DIGITPAD_HOME", str(home))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(home))
    return home


@pytest.fixture(autouse=True)
def no_leaked_threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that leaves a thread behind, Python's or Qt's; threads that are about to end have two seconds."""
    before = set(sys._current_frames())  # every thread that is inside Python code, a QThread's run() too
    started = weakref.WeakSet[
        QThread
    ]()  # weak, or a thread that the program forgets would not abort here as it does there
    start = QThread.start
    monkeypatch.setattr(
        QThread, "start", lambda thread, *arguments: (started.add(thread), start(thread, *arguments))[1]
    )
    yield
    deadline = time.monotonic() + 2
    left = [thread for thread in started if isValid(thread) and not thread.wait(_ms_until(deadline))]
    for thread in threading.enumerate():
        # A dummy stands for a thread of Qt's that has logged something; it stays when that thread has ended.
        if thread.ident not in before and not isinstance(thread, threading._DummyThread):
            thread.join(_ms_until(deadline) / 1000)
    frames = [frame for ident, frame in sys._current_frames().items() if ident not in before]
    if left or frames:
        stacks = "\n".join("".join(traceback.format_stack(frame)) for frame in frames)
        pytest.fail(f"{max(len(left), len(frames))} thread(s) left running {left or ''}\n{stacks}", pytrace=False)


def _ms_until(deadline: float) -> int:
    return max(1, int(1000 * (deadline - time.monotonic())))


class FakeClassifier:
    """Reads every image as `digit`, with 0.91; a test can hold it in the middle of its work."""

    def __init__(self) -> None:
        self.digit = 7
        self.batches: list[np.ndarray] = []
        """The images of every call so far, that of a held call too."""
        self.entered = threading.Event()
        """Set as soon as a call has begun; clear it to wait for the next one."""
        self._gate = threading.Event()
        self._gate.set()

    def hold(self) -> None:
        """From now on a call waits inside `classify` until `release`."""
        self.entered.clear()
        self._gate.clear()

    def release(self) -> None:
        """Lets a held call, and all later ones, go on."""
        self._gate.set()

    def classify(self, images: np.ndarray) -> np.ndarray:
        """Images (n, 28, 28) float32 to probabilities (n, 10) float32; the digit is that of the call's beginning."""
        digit = self.digit
        self.batches.append(images.copy())
        self.entered.set()
        if not self._gate.wait(10):
            raise TimeoutError("nobody released the fake classifier")
        probabilities = np.full((len(images), 10), 0.01, np.float32)
        probabilities[:, digit] = 0.91
        return probabilities


@pytest.fixture
def fake_classifier(no_leaked_threads: None) -> Iterator[FakeClassifier]:
    """A classifier that needs no model file; whatever it holds is released at the end."""
    fake = FakeClassifier()
    yield fake
    fake.release()


@pytest.fixture
def random_mnist(tmp_path: Path) -> Callable[[int], None]:
    """Writes an MNIST of so many random images in each half into `tmp_path`."""

    def write(count: int) -> None:
        rng = np.random.default_rng(1)
        halves = ("train", "test")
        images = {f"x_{half}": rng.integers(0, 256, (count, 28, 28), np.uint8) for half in halves}
        np.savez(tmp_path / "mnist.npz", **images, **{f"y_{half}": np.arange(count) % 10 for half in halves})

    return write


@pytest.fixture
def stroke_rows() -> list[dict[str, object]]:
    """A stroke file's objects: a 0, a 1, a 4 of two strokes and a 7, by two writers, in boxes of two sizes."""
    turns = np.linspace(0, 2 * np.pi, 24)
    ring = np.stack([50 + 18 * np.sin(turns), 50 - 30 * np.cos(turns)], axis=1).round(1).tolist()
    return [
        {"label": 0, "writer": "1", "box": 100, "strokes": [ring]},
        {"label": 1, "writer": "1", "box": 100, "strokes": [[[50, y] for y in range(20, 81, 5)]]},
        {
            "label": 4,
            "writer": "2",
            "box": 500,
            "strokes": [[[200, 100], [140, 280], [340, 280]], [[290, 180], [290, 400]]],
        },
        {"label": 7, "writer": "2", "box": 500, "strokes": [[[150, 110], [350, 110], [220, 400]]]},
    ]


class FakeTraining:
    """Takes the place of training and of TensorFlow: a run of ten steps, and of four more where its recipe learns
    doubt, each of which a test can hold back."""

    STEPS, DOUBT_STEPS = 10, 4

    def __init__(self) -> None:
        self.calls: list[tuple] = []
        """Recipe and seed of every run so far."""
        self.sources: list[object] = []
        """What every run so far learnt from."""
        self.read_for: list[object] = []
        """The recipe for which it was read."""
        self.initial_weights: list[np.ndarray] | None = None
        """What the last run started from."""
        self.error: Exception | None = None
        """What the next step raises."""
        self.diverges = False
        self.step = 0
        self.entered = threading.Event()
        """Set as soon as a step is wished for."""
        self.loading = threading.Event()
        """Set it to let TensorFlow be loaded."""
        self.loading.set()
        self._steps = threading.Semaphore(1000)

    def hold(self) -> None:
        """From now on no step is taken but those allowed by `release`."""
        self._steps = threading.Semaphore(0)

    def release(self, steps: int = 1000) -> None:
        """Lets that many steps be taken."""
        self._steps.release(steps)

    def load_tensorflow(self) -> None:
        if not self.loading.wait(10):
            raise TimeoutError("nobody let the fake TensorFlow be loaded")

    def data(self, paths: object, recipe: object, should_stop: object) -> tuple[TrainingData, list]:
        """Twenty images to learn from, twenty to be tested on: two of each digit."""
        self.sources.append(paths)
        self.read_for.append(recipe)
        images, labels = np.zeros((20, 28, 28), np.uint8), np.arange(20) % 10
        return TrainingData(images, labels, images, labels), [{"name": "fake", "count": 20, "sha256": ""}]

    def train(self, recipe, data, on_progress, should_stop, seed, initial_weights, on_stage) -> TrainResult:
        """Reads every test image right but those of the 9, which are 4 to it."""
        self.calls.append((recipe, seed))
        self.initial_weights = initial_weights
        self.step, stopped, pictures = 0, False, np.ones((10, 28, 28), np.float32)
        periods: tuple[Period, ...] = ()
        while self.step < self.STEPS and not stopped and not self.diverges:
            self._take_step()
            self.step += 1
            periods += (Period(self.step, 1 / self.step, 0.9, 1.5 / self.step, 0.8),)
            on_progress(Progress(self.step, self.STEPS, 1234.0, 60.0, 1 / self.step, periods, pictures))
            stopped = should_stop()
        on_stage("measuring", 0.0)
        doubt_stopped = recipe.learns_doubt and not self._learn_doubt(should_stop, on_stage)
        right = data.test_labels[: recipe.test_count or None]
        probabilities = np.full((len(right), 10), 0.01, np.float32)
        probabilities[np.arange(len(right)), np.where(right == 9, 4, right)] = 0.91
        figures = (2.0, 1234.0, 1.0, 0.8, 0.3, 0.9, 0.4)
        ends = stopped or doubt_stopped, self.diverges
        return TrainResult("network", recipe, seed, *figures, *ends, periods, (), probabilities, doubt_stopped)

    def _learn_doubt(self, should_stop, on_stage) -> bool:
        for step in range(self.DOUBT_STEPS):
            on_stage("doubting", step / self.DOUBT_STEPS)
            self._take_step()
            if should_stop():
                return False
        on_stage("measuring", 0.0)
        return True

    def _take_step(self) -> None:
        self.entered.set()
        if not self._steps.acquire(timeout=10):
            raise TimeoutError("nobody released the fake training")
        if self.error is not None:
            raise self.error


@pytest.fixture
def fake_training(monkeypatch: pytest.MonkeyPatch, no_leaked_threads: None) -> Iterator[FakeTraining]:
    """Training without TensorFlow; whatever it holds is released at the end."""
    fake = FakeTraining()
    monkeypatch.setattr("digitpad.core.training.train", fake.train)
    monkeypatch.setattr("digitpad.core.training_data.load_training_data", fake.data)
    monkeypatch.setattr("digitpad.workers.training_thread.load_tensorflow", fake.load_tensorflow)
    yield fake
    fake.loading.set()
    fake.release()


class FileServer:
    """A server of this computer's own, that behaves as badly as a test wishes; `close` ends all its threads."""

    def __init__(self) -> None:
        self.content = bytes(range(256)) * 2000
        self.way = "well"
        """"well", "unsized", "slow" (a byte at a time until `close`), "silent" (until `close`), "stalled" (half of it,
        and then silent), "cut off" (half of it), "wrong", "endless" or "missing"."""
        self.asked = threading.Event()
        """Set as soon as somebody wants the file."""
        self._closing = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.set()
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # who asked may have gone
                    server._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = False  # closing waits for them
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._http.server_port}/mnist.npz"

    @property
    def sha256(self) -> str:
        """Of the content."""
        return hashlib.sha256(self.content).hexdigest()

    def close(self) -> None:
        """Ends; who still waits for an answer gets none."""
        self._closing.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        if self.way == "silent":
            self._closing.wait(30)
            return
        if self.way == "missing":
            handler.send_error(404)
            return
        content = self.content[::-1] if self.way == "wrong" else self.content
        handler.send_response(200)
        if self.way not in ("unsized", "endless"):
            handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        if self.way == "slow":
            for value in content:
                handler.wfile.write(bytes([value]))
                if self._closing.wait(0.02):
                    return
        if self.way == "endless":
            while not self._closing.is_set():
                handler.wfile.write(bytes(1 << 20))
        half = self.way in ("stalled", "cut off")
        handler.wfile.write(content[: len(content) // 2] if half else content)
        if self.way == "stalled":
            handler.wfile.flush()
            self._closing.wait(30)


@pytest.fixture
def file_server(no_leaked_threads: None) -> Iterator[FileServer]:
    """A server to download from; everybody who waits for it is let go at the end."""
    server = FileServer()
    yield server
    server.close()
