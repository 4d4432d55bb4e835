import json
import threading

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPushButton

from digitpad.app import create_window
from digitpad.core.drawing import Drawing, Stroke, line_from_row
from digitpad.core.errors import InputError
from digitpad.core.images import read_image, write_png
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui import drawing_files
from digitpad.ui.drawing_files import pixels_of, read_drawing, write_drawing
from digitpad.ui.message_line import MessageLine
from digitpad.workers.file_thread import FileThread

BAR = [(250, 100), (250, 400)]


@pytest.fixture
def picture(tmp_path):
    """A red square of 40 × 40 pixels as a PNG."""
    path = tmp_path / "red.png"
    write_png(path, np.full((40, 40, 3), (200, 0, 0), np.uint8))
    return path


@pytest.fixture
def choose(child):
    """Answers the file dialog that an action opens."""

    def choose(action, name, path, next_type=False):
        child(QAction, action).trigger()
        dialog = child(QFileDialog, name)
        assert dialog.isVisible()
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
        if next_type:
            QTest.keyClick(dialog.findChild(QComboBox, "fileTypeCombo"), Qt.Key.Key_Down)
        QTest.keyClick(dialog.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)
        assert not dialog.isVisible()

    return choose


def message(window):
    return window.statusBar().currentMessage()


def told(window):
    """What stands at the canvas about what did not work."""
    line = window.findChild(MessageLine)
    return "" if line is None else line.text


# --- open ---


def test_a_picture_is_opened_through_the_dialog(window, choose, qtbot, picture):
    with qtbot.waitSignal(window.files.opened):
        choose("action_open", "open_dialog", picture)
    assert (window.canvas.drawing.image == (200, 0, 0)).all() and not window.canvas.drawing.strokes
    window.findChild(QAction, "action_undo").trigger()
    assert window.canvas.drawing.is_empty


def test_a_file_selected_by_a_program_is_opened_too(window, child, qtbot, picture):
    child(QAction, "action_open").trigger()
    dialog = child(QFileDialog, "open_dialog")
    with qtbot.waitSignal(window.files.opened):
        dialog.selectFile(str(picture))
        dialog.accept()
    assert window.canvas.drawing.image is not None


def test_a_dialog_goes_when_it_is_answered(window, child, qtbot):
    child(QAction, "action_open").trigger()
    child(QFileDialog, "open_dialog").reject()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    assert window.canvas.drawing.is_empty and not message(window) and not told(window)


def test_a_stroke_file_is_opened_to_be_drawn_on(window, choose, qtbot, tmp_path, stroke_rows):
    path = tmp_path / "drawings.jsonl"
    path.write_text("".join(map(line_from_row, stroke_rows)), "utf-8")
    with qtbot.waitSignal(window.files.opened):
        choose("action_open", "open_dialog", path)
    (stroke,) = window.canvas.drawing.strokes
    wanted = np.array(stroke_rows[0]["strokes"][0]) * 5
    np.testing.assert_allclose(stroke.points, wanted, atol=0.01)
    draw_strokes(window.canvas, [BAR])
    assert len(window.canvas.drawing.strokes) == 2
    assert wait_for_prediction(window).digit == 7


def test_what_was_opened_is_read(window, qtbot, tmp_path, fake_classifier):
    pixels = np.full((100, 80, 3), 255, np.uint8)
    pixels[20:80, 36:44] = 0
    write_png(tmp_path / "one.png", pixels)
    fake_classifier.digit = 1
    with qtbot.waitSignal(window.prediction_changed) as changed:
        window.files.open(str(tmp_path / "one.png"))
    assert changed.args[0].digit == 1
    (batch,) = fake_classifier.batches
    columns = np.nonzero(batch[0].max(axis=0) > 0.5)[0]
    assert columns.min() >= 11 and columns.max() <= 16


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.png", "cut"),
        ("empty.png", b""),
        ("text.png", b"not a picture at all"),
        ("text.jsonl", b"{not json\n"),
        ("other.jsonl", b'{"strokes": 3, "box": 100}\n'),
        ("none.jsonl", b""),
    ],
)
def test_a_damaged_file_is_named_and_the_drawing_stays(window, choose, qtbot, tmp_path, picture, name, content):
    draw_strokes(window.canvas, [BAR])
    before = window.canvas.drawing
    path = tmp_path / name
    path.write_bytes(picture.read_bytes()[:60] if content == "cut" else content)
    with qtbot.waitSignal(window.files.failed) as failed:
        choose("action_open", "open_dialog", path)
    assert name in failed.args[0] and "Traceback" not in failed.args[0]
    assert told(window) == failed.args[0] and str(path) in failed.args[1]
    assert str(tmp_path) not in told(window) and "JSON" not in told(window)
    assert window.canvas.drawing is before
    assert wait_for_prediction(window).digit == 7


def test_a_folder_or_a_missing_file_dropped_or_named_is_an_error_too(window, qtbot, tmp_path):
    for path in (tmp_path, tmp_path / "missing.png"):
        with qtbot.waitSignal(window.files.failed) as failed:
            window.files.open(str(path))
        assert path.name in failed.args[0]
    assert window.canvas.drawing.is_empty


def test_an_error_that_nobody_foresaw_is_told_and_logged(window, qtbot, monkeypatch, caplog):
    def fail(path):
        raise ZeroDivisionError("odd")

    monkeypatch.setattr(drawing_files, "read_drawing", fail)
    with qtbot.waitSignal(window.files.failed) as failed:
        window.files.open("any.png")
    assert "odd" in failed.args[0] and "log" in failed.args[0]
    assert "Traceback" in caplog.text


def test_of_two_files_only_the_newest_is_shown(window, qtbot, monkeypatch):
    gate, threads = threading.Event(), []

    def read(path):
        assert path.name == "quick" or gate.wait(10)
        return Drawing((Stroke.from_points([(10, 10), (20, 20) if path.name == "slow" else (90, 90)]),), 100, 8)

    class Recorded(FileThread):
        def __init__(self, job):
            super().__init__(job)
            threads.append(self)

    monkeypatch.setattr(drawing_files, "read_drawing", read)
    monkeypatch.setattr(drawing_files, "FileThread", Recorded)
    window.files.open("slow")
    with qtbot.waitSignal(window.files.opened):
        window.files.open("quick")
    with qtbot.assertNotEmitted(window.files.opened), qtbot.waitSignal(threads[0].finished):
        gate.set()
    assert window.canvas.drawing.strokes[0].points[1].tolist() == [450, 450]


def test_clearing_while_a_file_loads_does_not_lose_the_file(window, qtbot, monkeypatch, child):
    gate = threading.Event()
    drawing = Drawing((Stroke.from_points([(10, 10), (20, 20)]),), 100, 8)
    monkeypatch.setattr(drawing_files, "read_drawing", lambda path: gate.wait(10) and drawing)
    draw_strokes(window.canvas, [BAR])
    window.files.open("slow")
    child(QAction, "action_clear").trigger()
    with qtbot.waitSignal(window.files.opened):
        gate.set()
    assert len(window.canvas.drawing.strokes) == 1


def test_closing_the_window_while_a_file_loads_waits_and_ends_the_thread(window, monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(drawing_files, "read_drawing", lambda path: gate.wait(10) and Drawing())
    wait = FileThread.wait
    waited = []

    def let_go_and_wait(thread, *arguments):
        assert window.isHidden(), "the window hides at once"
        gate.set()
        waited.append(wait(thread, *arguments))
        return waited[-1]

    monkeypatch.setattr(FileThread, "wait", let_go_and_wait)
    draw_strokes(window.canvas, [BAR])
    before = window.canvas.drawing
    window.files.open("slow")
    window.close()
    assert waited == [True]
    QApplication.processEvents()
    assert window.canvas.drawing is before, "a result that came after the window was closed"


# --- drop and paste ---


def test_a_dropped_file_is_opened(window, qtbot, picture):
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(picture))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, content, left, none)
    QApplication.sendEvent(window.canvas, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(window.files.opened):
        QApplication.sendEvent(
            window.canvas, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, content, left, none)
        )
    assert window.canvas.drawing.image is not None


@pytest.fixture
def clipboard(qapp):
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


def test_a_picture_is_pasted(window, qtbot, clipboard):
    image = QImage(30, 20, QImage.Format.Format_RGB888)
    image.fill(QColor(0, 150, 0))
    clipboard.setImage(image)
    with qtbot.waitSignal(window.files.opened):
        QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Paste))
    shown = window.canvas.drawing.image
    assert shown.shape[0] == shown.shape[1]
    assert shown[shown.shape[0] // 2, shown.shape[1] // 2].tolist() == [0, 150, 0]


def test_a_copied_file_is_pasted(window, qtbot, clipboard, child, picture):
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(picture))])
    clipboard.setMimeData(content)
    with qtbot.waitSignal(window.files.opened):
        child(QAction, "action_paste").trigger()
    assert window.canvas.drawing.image is not None


@pytest.mark.parametrize("text", [None, "seven", "https://example.org/seven.png"])
def test_pasting_what_is_no_picture_says_so(window, child, clipboard, text):
    content = QMimeData()
    if text is not None:
        content.setText(text)
        content.setUrls([QUrl(text)] if "://" in text else [])
    clipboard.setMimeData(content)
    draw_strokes(window.canvas, [BAR])
    before = window.canvas.drawing
    child(QAction, "action_paste").trigger()
    assert told(window) == "There is no picture on the clipboard."
    assert window.canvas.drawing is before


# --- save ---


def test_a_saved_picture_shows_the_drawing(window, choose, qtbot, tmp_path):
    draw_strokes(window.canvas, [BAR])
    with qtbot.waitSignal(window.files.saved) as saved:
        choose("action_save", "save_dialog", tmp_path / "mine.png")
    assert saved.args == ["mine.png"] and "mine.png" in message(window)
    pixels = read_image(tmp_path / "mine.png")
    side = pixels.shape[0]
    assert side == pixels.shape[1] >= 500
    assert pixels[side // 2, side // 2].max() < 60 and (pixels[side // 2, side // 4] == 255).all()


def test_saved_strokes_come_back_as_they_were(window, choose, child, qtbot, tmp_path):
    draw_strokes(window.canvas, [BAR, [(100, 120), (400, 120)]])
    before = window.canvas.drawing
    with qtbot.waitSignal(window.files.saved):
        choose("action_save", "save_dialog", tmp_path / "mine.jsonl", next_type=True)
    row = json.loads((tmp_path / "mine.jsonl").read_text("utf-8"))
    assert row["box"] == 500 and len(row["strokes"]) == 2
    child(QAction, "action_clear").trigger()
    with qtbot.waitSignal(window.files.opened):
        choose("action_open", "open_dialog", tmp_path / "mine.jsonl")
    for again, stroke in zip(window.canvas.drawing.strokes, before.strokes, strict=True):
        np.testing.assert_allclose(again.points, stroke.points, atol=0.01)
    assert window.canvas.drawing.width == before.width


def test_the_name_follows_the_chosen_kind_of_file(window, choose, qtbot, tmp_path):
    draw_strokes(window.canvas, [BAR])
    with qtbot.waitSignal(window.files.saved) as saved:
        choose("action_save", "save_dialog", tmp_path / "one")
    assert saved.args == ["one.png"]
    with qtbot.waitSignal(window.files.saved) as saved:
        choose("action_save", "save_dialog", tmp_path / "two", next_type=True)
    assert saved.args == ["two.jsonl"]
    with qtbot.waitSignal(window.files.saved) as saved:
        choose("action_save", "save_dialog", tmp_path / "three.png", next_type=True)
    assert saved.args == ["three.jsonl"]
    assert read_drawing(tmp_path / "three.jsonl").strokes[0].count == 2


def test_a_picture_with_strokes_over_it_is_kept_in_a_stroke_file(tmp_path):
    image = np.random.default_rng(1).integers(0, 255, (50, 50, 3), dtype=np.uint8)
    drawing = Drawing((Stroke.from_points(BAR),), 500, 30, image)
    assert write_drawing(drawing, tmp_path / "both.jsonl") == "both.jsonl"
    again = read_drawing(tmp_path / "both.jsonl")
    np.testing.assert_array_equal(again.image, image)
    np.testing.assert_allclose(again.strokes[0].points, BAR)
    assert (again.box, again.width) == (500, 30)


def test_a_copied_drawing_is_a_picture_of_it_on_the_clipboard(window, qtbot, clipboard):
    draw_strokes(window.canvas, [BAR])
    with qtbot.waitSignal(window.files.copied):
        QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Copy))
    pixels = pixels_of(QGuiApplication.clipboard().image())
    assert pixels.shape[0] == pixels.shape[1] and (pixels[0, 0] == 255).all()
    assert pixels[pixels.shape[0] // 2, pixels.shape[1] // 2].max() < 60, "ink"
    assert "clipboard" in message(window)


def test_an_empty_canvas_is_not_copied(window, child, clipboard):
    child(QAction, "action_copy").trigger()
    assert "nothing to copy" in message(window) and QGuiApplication.clipboard().image().isNull()


def test_pasting_from_a_clipboard_that_never_held_anything_says_so(window):
    window.files.paste(None)
    assert told(window) == "There is no picture on the clipboard."


def test_what_is_saved_is_what_was_there_when_save_was_chosen(window, child, qtbot, tmp_path):
    draw_strokes(window.canvas, [BAR])
    child(QAction, "action_save").trigger()
    child(QAction, "action_clear").trigger()
    dialog = child(QFileDialog, "save_dialog")
    dialog.selectFile(str(tmp_path / "mine.jsonl"))
    with qtbot.waitSignal(window.files.saved):
        dialog.accept()
    assert len(read_drawing(tmp_path / "mine.jsonl").strokes) == 1


def test_an_empty_canvas_is_not_saved(window, child):
    child(QAction, "action_save").trigger()
    assert window.findChild(QFileDialog) is None
    assert "nothing to save" in message(window)


def test_a_place_that_cannot_be_written_is_named(window, qtbot, tmp_path):
    draw_strokes(window.canvas, [BAR])
    for name in ("mine.png", "mine.jsonl"):
        with qtbot.waitSignal(window.files.failed) as failed:
            window.files.save(window.canvas.drawing, str(tmp_path / "missing" / name))
        assert name in failed.args[0] and told(window) == failed.args[0]
    assert not (tmp_path / "missing").exists()


def test_a_file_that_is_there_already_is_replaced_as_a_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "mine.png"
    write_drawing(Drawing((Stroke.from_points(BAR),)), path)
    before = path.read_bytes()
    monkeypatch.setattr("os.replace", lambda *names: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    monkeypatch.setattr("pathlib.Path.replace", lambda *names: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(InputError):
        write_drawing(Drawing((Stroke.from_points([(1, 1), (9, 9)]),)), path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.png"]


def test_the_pictures_of_the_weights_are_saved(qtbot, tmp_path):
    window = create_window("softmax")
    qtbot.addWidget(window)
    window.show()
    button = window.findChild(QPushButton, "weights_save")
    qtbot.waitUntil(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog, "save_picture_dialog")
    dialog.selectFile(str(tmp_path / "weights.png"))
    with qtbot.waitSignal(window.files.saved):
        dialog.accept()
    pixels = read_image(tmp_path / "weights.png")
    assert min(pixels.shape[:2]) > 28 * 10
    colours = pixels.reshape(-1, 3).astype(int)
    assert (colours[:, 0] > colours[:, 2] + 60).any() and (colours[:, 2] > colours[:, 0] + 60).any()


# --- pixels ---


@pytest.mark.parametrize("kind", [QImage.Format.Format_RGB888, QImage.Format.Format_RGB32, QImage.Format.Format_Mono])
def test_the_padding_of_rows_is_cut_off(kind):
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor(255, 255, 255))
    image.setPixelColor(2, 0, QColor(0, 0, 0))
    pixels = pixels_of(image.convertToFormat(kind))
    assert pixels.shape == (2, 3, 3) and pixels.dtype == np.uint8
    assert pixels[:, :, 0].tolist() == [[255, 255, 0], [255, 255, 255]]


def test_transparent_pixels_are_white_paper():
    image = QImage(2, 1, QImage.Format.Format_ARGB32)
    image.setPixelColor(0, 0, QColor(0, 0, 0, 0))
    image.setPixelColor(1, 0, QColor(0, 0, 0, 128))
    pixels = pixels_of(image)
    assert pixels[0, 0].tolist() == [255] * 3
    assert abs(int(pixels[0, 1, 0]) - 127) <= 1


def test_the_pixels_outlive_their_image():
    image = QImage(64, 64, QImage.Format.Format_RGBA8888)
    image.fill(QColor(10, 20, 30))
    pixels = pixels_of(image)
    image.fill(QColor(0, 0, 0))
    del image
    assert (pixels == (10, 20, 30)).all()
