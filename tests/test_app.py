"""The real entry point, and how it wires its parts; programs that end or abort run in processes of their own."""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QComboBox

from digitpad.app import create_window
from digitpad.core.errors import InputError
from digitpad.core.model_store import CARD_FILE, SHIPPED_MODELS, find_model
from digitpad.paths import log_file, user_models_folder
from digitpad.program import catch_exceptions, log_to_file
from digitpad.testing import draw_strokes, wait_for_prediction

SEVEN = [(150, 110), (350, 110), (220, 400)]


@pytest.fixture
def open_window(qtbot):
    def open_window(*model):
        window = create_window(*model)
        qtbot.addWidget(window)
        return window

    return open_window


def model_in(window):
    return window.findChild(QComboBox, "model_chooser").currentData()


# --- create_window ---


@pytest.mark.parametrize("name", ["softmax", "mlp", "cnn", "drawn"])
def test_a_window_for_a_model_by_name(open_window, name):
    window = open_window(name)
    assert model_in(window).name == name
    draw_strokes(window.canvas, [SEVEN])
    assert wait_for_prediction(window).probabilities.sum() == pytest.approx(1, abs=1e-5)


def test_without_a_model_it_is_the_shipped_default(open_window):
    assert model_in(open_window()).name == model_in(open_window(None)).name == "drawn"


def test_never_a_remembered_choice(open_window):
    window = open_window()
    chooser = window.findChild(QComboBox, "model_chooser")
    chooser.setCurrentIndex(0)
    chooser.activated.emit(0)
    window.close()
    assert model_in(open_window()).name == "drawn"


def test_a_model_of_the_user(open_window):
    shutil.copytree(find_model("softmax").folder, user_models_folder() / "mine")
    window = open_window("mine")
    assert (
        model_in(window).name == "mine"
        and window.findChild(QComboBox, "model_chooser").count() == len(SHIPPED_MODELS) + 1
    )


@pytest.mark.parametrize("kind", [Path, str])
def test_a_model_by_its_folder(open_window, tmp_path, kind):
    folder = tmp_path / "elsewhere"
    shutil.copytree(find_model("softmax").folder, folder)
    window = open_window(kind(folder))
    assert model_in(window).folder == folder
    assert window.findChild(QComboBox, "model_chooser").count() == len(SHIPPED_MODELS) + 1
    draw_strokes(window.canvas, [SEVEN])
    assert wait_for_prediction(window).status in ("digit", "unsure")


def test_a_shipped_model_by_its_folder_is_not_listed_twice(open_window):
    window = open_window(find_model("mlp").folder)
    assert model_in(window).name == "mlp" and window.findChild(QComboBox, "model_chooser").count() == len(
        SHIPPED_MODELS
    )


def test_any_object_that_classifies(open_window, fake_classifier):
    window = open_window(fake_classifier)
    assert model_in(window) is fake_classifier
    draw_strokes(window.canvas, [SEVEN])
    assert wait_for_prediction(window).digit == 7


@pytest.mark.parametrize("name", ["nobody", "", "..", "../softmax", "/etc", "softmax/../mlp/nobody"])
def test_an_unknown_model_is_refused_and_leaves_no_thread(qapp, name, monkeypatch):
    started = []
    monkeypatch.setattr(QThread, "start", lambda thread, *_: started.append(thread))
    with pytest.raises(InputError):
        create_window(name)
    assert not started


def test_a_model_with_a_damaged_card_is_refused(qapp, tmp_path):
    folder = tmp_path / "damaged"
    shutil.copytree(find_model("softmax").folder, folder)
    (folder / CARD_FILE).write_text("{}", "utf-8")
    with pytest.raises(InputError) as refused:
        create_window(folder)
    assert refused.value.code == "model_damaged"


def test_a_window_that_cannot_be_made_leaves_no_thread(qapp, fake_classifier, monkeypatch):
    monkeypatch.setattr("digitpad.ui.main_window.MainWindow.__init__", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        create_window(fake_classifier)  # the fixture for threads looks at the rest


def test_a_window_can_be_closed_without_having_been_shown(open_window, fake_classifier):
    assert open_window(fake_classifier).close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's /proc")
def test_numpy_makes_no_threads_that_wait_for_work():
    code = "import os, digitpad.app, numpy; print(len(os.listdir('/proc/self/task')))"
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@pytest.mark.parametrize(("before", "after"), [(0.005, 0.001), (0.0002, 0.0002)])
def test_threads_let_the_window_have_its_turn_soon(open_window, fake_classifier, before, after):
    usual = sys.getswitchinterval()
    try:
        sys.setswitchinterval(before)
        open_window(fake_classifier)
        assert sys.getswitchinterval() == pytest.approx(after, rel=0.01)
    finally:
        sys.setswitchinterval(usual)


def test_two_windows_live_side_by_side(open_window, fake_classifier):
    one, other = open_window(fake_classifier), open_window("softmax")
    draw_strokes(one.canvas, [SEVEN])
    assert wait_for_prediction(one).digit == 7
    assert other.canvas.drawing.is_empty and other.prediction.status == "blank"
    one.close()
    draw_strokes(other.canvas, [SEVEN])
    assert wait_for_prediction(other).status in ("digit", "unsure")


# --- the log, and what nobody caught ---


@pytest.fixture
def log(user_home):
    """Takes the log's handlers away after the test."""
    logger = logging.getLogger("digitpad")
    before = list(logger.handlers)
    yield logger
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture
def relay(qapp, log, monkeypatch):
    """The exception hooks of the program, for the time of a test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    relay = catch_exceptions()
    yield relay
    relay.setParent(None)
    relay.deleteLater()


def raise_and_report(error):
    try:
        raise error
    except BaseException:
        sys.excepthook(*sys.exc_info())


def test_warnings_and_tracebacks_go_to_the_log_of_the_user(log):
    log_to_file()
    logging.getLogger("digitpad.some.module").warning("a small worry")
    log.info("chatter")
    text = log_file().read_text("utf-8")
    assert "WARNING digitpad.some.module: a small worry" in text and "chatter" not in text


def test_a_log_that_cannot_be_written_costs_the_log_only(log, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DIGITPAD_HOME", str(tmp_path / "file"))
    before = list(log.handlers)
    log_to_file()
    assert log.handlers == before


def test_what_nobody_caught_is_logged_and_shown(log, relay, open_window, fake_classifier):
    log_to_file()
    window = open_window(fake_classifier)
    relay.failed.connect(window.show_failure)
    raise_and_report(ValueError("something odd"))
    shown, logged = window.statusBar().currentMessage(), log_file().read_text("utf-8")
    assert "something odd" in shown and "Traceback" not in shown
    assert "Traceback" in logged and "ValueError: something odd" in logged
    draw_strokes(window.canvas, [SEVEN])
    assert wait_for_prediction(window).digit == 7


def test_an_exception_without_words_is_told_by_its_name(relay, qtbot):
    with qtbot.waitSignal(relay.failed) as failed:
        raise_and_report(AssertionError())
    assert failed.args == ["AssertionError"]


def test_an_exception_of_a_thread_arrives_in_the_thread_of_the_window(relay, qtbot, caplog):
    where = []
    relay.failed.connect(lambda _: where.append(threading.get_ident()))
    thread = threading.Thread(target=lambda: 1 / 0)
    with qtbot.waitSignal(relay.failed) as failed:
        thread.start()
    thread.join()
    assert "division" in failed.args[0] and "ZeroDivisionError" in caplog.text
    qtbot.waitUntil(lambda: where == [threading.get_ident()])


# --- the program ---

DRIVEN = """
import json, os, sys, threading, time, traceback
import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from digitpad import app
from digitpad.cli import main
from digitpad.testing import draw_strokes, wait_for_prediction

make = app.create_window

def make_and_drive(*model):
    window = make(*model)
    QTimer.singleShot(0, lambda: drive_or_end(window))
    return window

def drive_or_end(window):
    try:
        drive(window)
    except Exception:
        traceback.print_exc()
        QApplication.exit(3)

def act(window, name):
    window.findChild(QAction, "action_" + name).trigger()

def tell(*values):
    print(json.dumps(values), flush=True)

app.create_window = make_and_drive
SEVEN = [(150, 110), (350, 110), (220, 400)]
"""


def run(code, *, start="sys.exit(main([]))", **variables):
    """Runs the program and its `drive(window)`; gives what it told, what it complained of, and its exit code."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", f"{DRIVEN}\n{code}\n{start}"],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr, done.returncode


def test_the_command_opens_the_window_reads_a_drawing_and_ends():
    told, complaint, code = run("""
def drive(window):
    draw_strokes(window.canvas, [SEVEN])
    tell(wait_for_prediction(window).digit, window.isVisible(), QApplication.applicationName(), window.windowTitle())
    tell(not QApplication.windowIcon().isNull(), "tensorflow" in sys.modules)
    act(window, "quit")
""")
    assert code == 0, complaint
    assert told == [[7, True, "digitpad", "digitpad"], [True, False]]


def test_closing_the_window_ends_the_program():
    _, complaint, code = run("def drive(window): QTimer.singleShot(0, window.close)")
    assert code == 0, complaint


def test_an_exception_in_a_slot_is_shown_and_logged_and_the_program_goes_on():
    told, complaint, code = run("""
def drive(window):
    QTimer.singleShot(0, lambda: 1 / 0)
    threading.Thread(target=lambda: [][3]).start()
    def look():
        messages.append(window.statusBar().currentMessage())
        if len({message for message in messages if message}) < 2:
            return
        timer.stop()
        draw_strokes(window.canvas, [SEVEN])
        tell(wait_for_prediction(window).digit)
        window.close()
    messages, timer = [], QTimer(window, interval=1)
    window.statusBar().messageChanged.connect(messages.append)
    timer.timeout.connect(look)
    timer.start()
""")
    assert code == 0, complaint
    assert told == [[7]]
    logged = log_file().read_text("utf-8")
    assert "ZeroDivisionError" in logged and "IndexError" in logged and logged.count("Traceback") == 2


def test_what_was_chosen_is_remembered_but_never_the_model():
    told, complaint, code = run("""
def drive(window):
    act(window, "language_zh_CN")
    act(window, "appearance_dark")
    chooser = window.findChild(QComboBox, "model_chooser")
    chooser.setCurrentIndex(0)
    chooser.activated.emit(0)
    window.resize(1000, 650)
    window.close()
""")
    assert code == 0, complaint
    told, complaint, code = run("""
def drive(window):
    tell(
        window.findChild(QAction, "action_language_zh_CN").isChecked(),
        window.findChild(QAction, "action_appearance_dark").isChecked(),
        window.findChild(QLabel, "hint").text() != "Draw a digit",
        window.palette().color(QPalette.ColorRole.Window).lightness() < 100,
        window.height(),  # the screen of the tests is too narrow for any width
        window.findChild(QComboBox, "model_chooser").currentData().name,
    )
    window.close()
""")
    assert code == 0, complaint
    assert told == [[True, True, True, True, 650, "drawn"]]


@pytest.mark.parametrize(
    "content",
    [b"\x00\xff not settings", b"[General]\nlanguage=klingon\nappearance=@Invalid()\ngeometry=12\n"],
    ids=["damaged", "strange"],
)
def test_damaged_settings_are_no_reason_not_to_start(user_home, content):
    (user_home / "settings.ini").write_bytes(content)
    told, complaint, code = run("def drive(window): tell(window.isVisible()); window.close()")
    assert (told, code) == ([[True]], 0), complaint


def test_a_damaged_default_model_is_named_and_another_one_is_used(tmp_path):
    for name in ("softmax", "mlp", "cnn", "drawn"):
        shutil.copytree(find_model(name).folder, tmp_path / "models" / name)
    (tmp_path / "models" / "drawn" / CARD_FILE).write_text("{}", "utf-8")
    told, complaint, code = run(
        """
def drive(window):
    draw_strokes(window.canvas, [SEVEN])
    first = window.findChild(QLabel, "message_text").text()
    tell(first, wait_for_prediction(window).status)
    window.close()
""",
        start=f"from digitpad import paths; paths._PACKAGE = paths.Path({str(tmp_path)!r}); sys.exit(main([]))",
    )
    assert code == 0, complaint
    assert "“drawn”" in told[0][0] and told[0][1] != "blank"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no interrupt of another process")
def test_an_interrupt_from_the_terminal_ends_the_program():
    code = DRIVEN + "\ndef drive(window): QTimer.singleShot(100, lambda: tell('idle'))\nsys.exit(main([]))"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == '["idle"]\n'
        process.send_signal(signal.SIGINT)
        process.wait(5)
    finally:
        process.kill()
        complaint = process.communicate()[1]
    assert process.returncode in (0, 130, -signal.SIGINT) and "Traceback" not in complaint


# --- ends that are not as they should be ---

BARE = """
application = QApplication([])
class Slow:
    entered = threading.Event()
    def classify(self, images):
        self.entered.set()
        threading.Event().wait(0.3)
        return np.eye(10, dtype=np.float32)[[7] * len(images)]
"""


STOP_AND_CLOSE = """
def stop_and_close(window):
    def answer():
        stop = window.findChild(QPushButton, "close_stop")
        if stop is None:
            return
        timer.stop()
        begin = time.monotonic()
        stop.click()
        tell(window.isVisible(), time.monotonic() - begin < 0.2)
    timer = QTimer(window, interval=5)
    timer.timeout.connect(answer)
    timer.start()
"""


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["TensorFlow", "Practising"])
def test_a_window_closed_over_a_real_practice_goes_at_once_and_the_program_ends_well(stage, tmp_path, random_mnist):
    random_mnist(9000)
    told, complaint, code = run(
        f"""
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.my_drawings import add_drawing
add_drawing(Drawing((Stroke.from_points(SEVEN),)), 7)
def drive(window):
    act(window, "teach")
    start, status = window.findChild(QPushButton, "teach_start"), window.findChild(QLabel, "teach_status")
    def look():
        if start.isEnabled() and not status.text():
            start.click()
        if "{stage}" in status.text():
            timer.stop()
            act(window, "quit")
    timer = QTimer(window, interval=5)
    timer.timeout.connect(look)
    timer.start()
    stop_and_close(window)
"""
        + STOP_AND_CLOSE,
        DIGITPAD_DATA=str(tmp_path),
    )
    assert (told, code) == ([[False, True]], 0), complaint


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [300, 8000], ids=["while TensorFlow is loaded", "while it trains"])
def test_a_window_closed_over_a_real_run_goes_at_once_and_the_program_ends_well(milliseconds, tmp_path, random_mnist):
    random_mnist(9000)
    told, complaint, code = run(
        f"""
def drive(window):
    act(window, "train")
    chooser = window.findChild(QComboBox, "recipe_chooser")
    chooser.setCurrentIndex(chooser.findData("cnn-5x5"))
    window.findChild(QPushButton, "train_start").click()
    QTimer.singleShot({milliseconds}, lambda: act(window, "quit"))
    stop_and_close(window)
"""
        + STOP_AND_CLOSE,
        DIGITPAD_DATA=str(tmp_path),
    )
    assert (told, code) == ([[False, True]], 0), complaint


BUSY = {
    "it learns from few": """
def begin(window):
    act(window, "few")
def is_under_way(window):
    return window.findChild(QPushButton, "few_stop").isEnabled() and window.findChild(QLabel, "film_caption").text()
""",
    "MNIST is downloaded": """
import socket
from digitpad.workers import download_thread
server = socket.create_server(("127.0.0.1", 0))
server.settimeout(0.001)
address = f"http://127.0.0.1:{server.getsockname()[1]}/mnist.npz"
download_thread.DownloadThread.__init__.__defaults__ = (address, download_thread.SHA256)
def begin(window):
    act(window, "train")
def is_under_way(window):
    button = window.findChild(QPushButton, "data_download")
    if button.isVisible() and "Cancel" not in button.text():
        button.click()
    try:
        return server.accept()  # and no answer
    except TimeoutError:
        return False
""",
}


@pytest.mark.parametrize("work", BUSY)
def test_a_window_closed_by_its_user_goes_at_once_and_the_program_ends_well_while(work, tmp_path, random_mnist):
    if "few" in work:
        random_mnist(9000)
    told, complaint, code = run(
        BUSY[work]
        + """
def drive(window):
    begin(window)
    def look():
        if is_under_way(window):
            timer.stop()
            since = time.monotonic()
            act(window, "quit")
            tell(window.isVisible(), time.monotonic() - since < 0.2)
    timer = QTimer(window, interval=5)
    timer.timeout.connect(look)
    timer.start()
""",
        DIGITPAD_DATA=str(tmp_path),
        KERAS_HOME=str(tmp_path),
    )
    assert (told, code) == ([[False, True]], 0), complaint


ENDS = {
    "a window that nobody closed": "window = make(); window.show(); application.processEvents()",
    "a window that nobody kept": "make(Slow()); application.processEvents()",
    "an exception before the window was closed": "window = make(); window.show(); sys.exit(0)",
    "a window closed in mid-inference": """
from digitpad.workers.inference_thread import InferenceThread
InferenceThread.close.__defaults__ = (20,)
window = make(Slow())
draw_strokes(window.canvas, [SEVEN])
assert Slow.entered.wait(5)
window.close()
""",
}


@pytest.mark.parametrize("end", ENDS)
def test_the_process_ends_without_an_abort_after(end):
    _, complaint, code = run(BARE + ENDS[end], start="")
    assert code == 0 and "QThread" not in complaint, complaint


def test_windows_are_destroyed_in_their_own_thread_and_in_no_other():
    """Garbage may be collected in the inference thread; widgets that are destroyed there end the process."""
    told, complaint, code = run(
        BARE
        + """
import gc
from PySide6.QtCore import Qt
gc.disable()
class Collecting(Slow):
    def classify(self, images):
        gc.collect()
        return np.eye(10, dtype=np.float32)[[7] * len(images)]
where = []
for _ in range(3):
    window = make(Collecting())
    window.destroyed.connect(lambda: where.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)
    window.show()
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    window.close()
    del window
tell(len(where), set(where) <= {threading.get_ident()})
""",
        start="",
    )
    assert (told, code) == ([[3, True]], 0), complaint
