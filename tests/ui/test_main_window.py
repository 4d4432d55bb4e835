import re
import shutil

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QProgressBar, QSlider, QTabWidget, QWidget

from digitpad.app import create_window
from digitpad.core.classifier import Prediction
from digitpad.core.model_store import CARD_FILE, LITERT_FILE, SHIPPED_MODELS, find_model
from digitpad.core.preprocess import drawing_to_input
from digitpad.paths import user_models_folder
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.message_line import MessageLine
from digitpad.ui.pixel_view import PixelView
from digitpad.workers.inference_thread import InferenceThread

SEVEN = [(150, 110), (350, 110), (220, 400)]
BAR = [(250, 100), (250, 400)]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Failing:
    """Fails with whatever its reason says, or reads every image as 7."""

    reason = "out of ideas"

    def classify(self, images):
        if self.reason:
            raise RuntimeError(self.reason)
        return np.eye(10, dtype=np.float32)[[7] * len(images)]


@pytest.fixture
def failing(qtbot):
    """A window whose classifier fails, and that classifier."""
    classifier = Failing()
    window = create_window(classifier)
    qtbot.addWidget(window)
    window.show()
    return window, classifier


@pytest.fixture
def shown(window):
    """The predictions that the window shows from now on."""
    predictions: list[Prediction] = []
    window.prediction_changed.connect(predictions.append)
    return predictions


@pytest.fixture
def damaged_model(user_home):
    """A model of the user's whose file is not the one that its card names."""
    folder = user_models_folder() / "damaged"
    shutil.copytree(find_model("softmax").folder, folder)
    (folder / LITERT_FILE).write_bytes(b"no model")
    return folder


def text(window, name):
    return window.findChild(QLabel, name).text()


def values(window):
    return [window.findChild(QProgressBar, f"probability_{digit}").value() for digit in range(10)]


def message(window):
    return window.statusBar().currentMessage()


def told(window):
    """What stands at the canvas about what did not work."""
    line = window.findChild(MessageLine)
    return "" if line is None else line.text


def choose_model(window, name):
    """Chooses a model by its title, as the keyboard does."""
    chooser = window.findChild(QComboBox, "model_chooser")
    QTest.keyClick(chooser, Qt.Key.Key_Home)
    for _ in range(chooser.findText(name, Qt.MatchFlag.MatchStartsWith)):
        QTest.keyClick(chooser, Qt.Key.Key_Down)
    assert chooser.currentText().startswith(name)


# --- what other programs find ---


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("canvas", QWidget),
        ("predicted_digit", QLabel),
        ("recognized_text", QLabel),
        ("hint", QLabel),
        *((f"probability_{digit}", QProgressBar) for digit in range(10)),
        ("input_image", QWidget),
        ("model_chooser", QComboBox),
        ("tabs", QTabWidget),
        ("weights", QWidget),
        *((f"action_{action}", QAction) for action in ("clear", "undo", "redo", "open")),
    ],
)
def test_the_promised_names_are_there(window, child, name, kind):
    found = child(kind, name)
    assert found.objectName() == name
    assert len(window.findChildren(kind, name)) == 1
    if kind is QAction:
        assert found.parent() is window


def test_the_weights_are_a_tab(window, child):
    tabs = child(QTabWidget, "tabs")
    assert tabs.indexOf(child(QWidget, "weights")) >= 0


# --- predictions ---


def test_a_drawing_is_read_while_the_pen_moves(window, shown, qtbot):
    QTest.mousePress(window.canvas, LEFT, NONE, QPoint(100, 100))
    with qtbot.waitSignal(window.prediction_changed) as changed:
        QTest.mouseMove(window.canvas, QPoint(150, 150))
    assert isinstance(changed.args[0], Prediction) and changed.args[0].digit == 7
    assert text(window, "predicted_digit") == text(window, "recognized_text") == "7"
    assert text(window, "hint") == "very likely"
    assert values(window) == [10] * 7 + [910] + [10] * 2
    assert "ms" in text(window, "speed")


def test_the_time_is_said_in_words_where_it_stands_still_and_only_of_an_answer(window, child):
    speed = child(QLabel, "speed")
    QApplication.processEvents()
    width = speed.width()
    assert not speed.text() and width > speed.fontMetrics().horizontalAdvance("Read in 9,999.9 ms")
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    QApplication.processEvents()
    assert re.fullmatch(r"Read in [\d.,]+ ms", speed.text()) and speed.width() == width
    window.canvas.clear()
    assert not speed.text(), "no answer, no time"
    QTest.mouseRelease(window.canvas, LEFT, NONE, QPoint(150, 150))


def test_what_the_model_sees_is_shown(window, child):
    draw_strokes(window.canvas, [SEVEN])
    prediction = wait_for_prediction(window)
    np.testing.assert_array_equal(prediction.input_image, drawing_to_input(window.canvas.drawing))
    view = child(PixelView, "input_image")
    rect, height = view.picture_rect(0), view.picture_rect(0).height() // 28
    seen = [view.value_at(rect.topLeft() + QPoint(rect.width() // 2, row * height))[3] for row in range(28)]
    assert max(seen) > 0.9 and min(seen) == 0


def test_a_blank_canvas_invites_and_shows_no_digit(window, child, shown):
    assert text(window, "predicted_digit") == "–" and text(window, "hint") == "Draw a digit"
    assert window.is_up_to_date and window.prediction.status == "blank"
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    child(QAction, "action_clear").trigger()
    assert shown[-1].status == "blank" and window.is_up_to_date
    assert text(window, "predicted_digit") == "–" and text(window, "recognized_text") == ""
    assert text(window, "hint") == "Draw a digit" and values(window) == [0] * 10


def test_a_blank_picture_invites_too(window, qtbot, tmp_path):
    from digitpad.core.images import write_png

    write_png(tmp_path / "white.png", np.full((50, 50, 3), 255, np.uint8))
    with qtbot.waitSignal(window.files.opened):
        window.files.open(str(tmp_path / "white.png"))
    assert wait_for_prediction(window).status == "blank"
    assert text(window, "predicted_digit") == "–" and text(window, "hint") == "Draw a digit"


def test_an_unsure_model_shows_no_digit_but_its_bars(qtbot):
    class Unsure:
        def classify(self, images):
            return np.tile(np.array([0.3, 0.45] + [0.25 / 8] * 8, np.float32), (len(images), 1))

    window = create_window(Unsure())
    qtbot.addWidget(window)
    window.show()
    draw_strokes(window.canvas, [SEVEN])
    prediction = wait_for_prediction(window)
    assert prediction.status == "unsure" and prediction.digit is None
    assert text(window, "predicted_digit") == "–" and text(window, "recognized_text") == ""
    assert text(window, "hint") == "Not sure this is a digit"
    assert values(window)[:2] == [300, 450]


def test_an_older_point_of_the_same_drawing_is_shown_while_the_pen_moves(window, qtbot, fake_classifier):
    up_to_date = []
    window.prediction_changed.connect(lambda _: up_to_date.append(window.is_up_to_date))
    fake_classifier.hold()
    QTest.mousePress(window.canvas, LEFT, NONE, QPoint(100, 100))
    assert fake_classifier.entered.wait(5)
    for step in range(1, 20):
        QTest.mouseMove(window.canvas, QPoint(100 + 5 * step, 100))
    fake_classifier.release()
    wait_for_prediction(window)
    assert up_to_date == [False, True]
    assert len(fake_classifier.batches) == 2, "points in between need no answer of their own"
    QTest.mouseRelease(window.canvas, LEFT, NONE, QPoint(195, 100))


@pytest.mark.parametrize("action", ["action_clear", "action_undo"])
def test_a_late_result_is_dropped_after_clear_and_undo(window, child, shown, fake_classifier, action):
    fake_classifier.hold()
    draw_strokes(window.canvas, [SEVEN])
    assert fake_classifier.entered.wait(5)
    child(QAction, action).trigger()
    fake_classifier.digit = 3
    draw_strokes(window.canvas, [BAR])
    fake_classifier.release()
    wait_for_prediction(window)
    assert [prediction.digit for prediction in shown] == [None, 3]
    assert text(window, "predicted_digit") == "3"


def test_a_late_failure_is_dropped_too(window, child, qtbot, fake_classifier):
    classify, failures = fake_classifier.classify, []

    def fail_the_first_time(images):
        first = not fake_classifier.batches
        probabilities = classify(images)
        if first:
            raise RuntimeError("that drawing was odd")
        return probabilities

    fake_classifier.classify = fail_the_first_time
    window.prediction_failed.connect(failures.append)
    fake_classifier.hold()
    draw_strokes(window.canvas, [SEVEN])
    assert fake_classifier.entered.wait(5)
    child(QAction, "action_clear").trigger()
    draw_strokes(window.canvas, [BAR])
    fake_classifier.release()
    assert wait_for_prediction(window).digit == 7
    assert not failures and not message(window)


def test_undo_and_redo_are_read_again(window, child, fake_classifier):
    undo, redo = child(QAction, "action_undo"), child(QAction, "action_redo")
    assert not undo.isEnabled() and not redo.isEnabled()
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    draw_strokes(window.canvas, [BAR])
    wait_for_prediction(window)
    fake_classifier.digit = 1
    undo.trigger()
    assert wait_for_prediction(window).digit == 1
    assert undo.isEnabled() and redo.isEnabled()
    np.testing.assert_array_equal(fake_classifier.batches[-1][0], drawing_to_input(window.canvas.drawing))
    fake_classifier.digit = 4
    redo.trigger()
    assert wait_for_prediction(window).digit == 4 and not redo.isEnabled()


def test_erasing_is_read_again(window, child, fake_classifier):
    draw_strokes(window.canvas, [SEVEN, [(100, 450), (120, 450)]])
    wait_for_prediction(window)
    child(QAction, "action_eraser").trigger()
    fake_classifier.digit = 2
    draw_strokes(window.canvas, [[(110, 430), (110, 470)]])
    assert wait_for_prediction(window).digit == 2
    child(QAction, "action_eraser").trigger()
    draw_strokes(window.canvas, [BAR])
    assert len(window.canvas.drawing.strokes) == 2


def test_the_pen_width_slider_sets_the_pen(window, child, fake_classifier):
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    slider = child(QSlider, "pen_width")
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert window.canvas.drawing.width == pytest.approx(slider.maximum() / 100 * 500)
    wait_for_prediction(window)
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert window.canvas.drawing.width == pytest.approx(slider.minimum() / 100 * 500) and slider.minimum() > 0


def test_thousands_of_moves_leave_only_the_newest_to_read(window, fake_classifier):
    fake_classifier.hold()
    QTest.mousePress(window.canvas, LEFT, NONE, QPoint(50, 50))
    for step in range(2000):
        QTest.mouseMove(window.canvas, QPoint(50 + step % 400, 60 + step // 10))
    QTest.mouseRelease(window.canvas, LEFT, NONE, QPoint(300, 300))
    fake_classifier.release()
    wait_for_prediction(window)
    assert len(fake_classifier.batches) <= 2
    np.testing.assert_array_equal(fake_classifier.batches[-1][0], drawing_to_input(window.canvas.drawing))


# --- failures ---


def test_a_failure_is_told_once_and_the_program_goes_on(failing, qtbot, caplog):
    window, classifier = failing
    messages = []
    window.statusBar().messageChanged.connect(messages.append)
    QTest.mousePress(window.canvas, LEFT, NONE, QPoint(100, 100))
    for step in range(1, 5):
        with qtbot.waitSignal(window.prediction_failed) as failed:
            QTest.mouseMove(window.canvas, QPoint(100 + 20 * step, 100))
        assert "out of ideas" in failed.args[0]
    QTest.mouseRelease(window.canvas, LEFT, NONE, QPoint(180, 100))
    assert len(messages) == 1 and "out of ideas" in messages[0] == message(window)
    window.show_failure("something newer")
    with qtbot.waitSignal(window.prediction_failed):
        draw_strokes(window.canvas, [[(300, 300)]])
    assert "something newer" in message(window)
    assert "Traceback" in caplog.text and "Traceback" not in messages[0]
    assert text(window, "predicted_digit") == "–"
    classifier.reason = ""
    window.canvas.clear()
    draw_strokes(window.canvas, [BAR])
    assert wait_for_prediction(window).digit == 7
    assert not message(window), "the failure is over"


def test_the_same_failure_is_told_again_after_a_success(failing, qtbot):
    window, classifier = failing
    for reason in ("out of ideas", "", "out of ideas"):
        classifier.reason = reason
        window.canvas.clear()
        with qtbot.waitSignal(window.prediction_failed if reason else window.prediction_changed):
            draw_strokes(window.canvas, [[(250, 250)]])
        assert (reason in message(window)) if reason else not message(window)


# --- models ---


def test_the_shipped_models_can_be_chosen_in_their_order(qtbot):
    window = create_window()
    qtbot.addWidget(window)
    chooser = window.findChild(QComboBox, "model_chooser")
    assert [chooser.itemText(index) for index in range(chooser.count())] == [
        "Softmax",
        "Neural network",
        "Convolutional network",
        "Network for drawings",
    ]
    assert chooser.currentText() == "Network for drawings"


def test_an_own_classifier_is_in_the_list_and_chosen(window, child):
    chooser = child(QComboBox, "model_chooser")
    assert chooser.count() == len(SHIPPED_MODELS) + 1 and chooser.currentIndex() == len(SHIPPED_MODELS)


def test_switching_reads_the_drawing_at_once_and_drops_what_the_old_model_says(window, shown, fake_classifier):
    fake_classifier.hold()
    QTest.mousePress(window.canvas, LEFT, NONE, QPoint(100, 100))
    QTest.mouseMove(window.canvas, QPoint(200, 300))
    assert fake_classifier.entered.wait(5)
    choose_model(window, "Softmax")
    fake_classifier.release()
    prediction = wait_for_prediction(window)
    assert len(shown) == 1 and shown[0] is prediction
    softmax = prediction.probabilities
    assert 0.01 not in softmax.round(6) and softmax.sum() == pytest.approx(1, abs=1e-5)
    np.testing.assert_array_equal(prediction.input_image, drawing_to_input(window.canvas.drawing))
    QTest.mouseMove(window.canvas, QPoint(300, 300))  # the stroke goes on, read by the new model
    wait_for_prediction(window)
    QTest.mouseRelease(window.canvas, LEFT, NONE, QPoint(300, 300))
    assert window.canvas.drawing.strokes[0].count == 3 and len(window.canvas.drawing.strokes) == 1


def test_switching_on_a_blank_canvas_stays_blank(window, shown, qtbot):
    choose_model(window, "Softmax")
    assert not shown and window.is_up_to_date
    draw_strokes(window.canvas, [SEVEN])
    assert wait_for_prediction(window).probabilities.max() != pytest.approx(0.91)


def test_switching_there_and_back_uses_the_first_model_again(window):
    draw_strokes(window.canvas, [SEVEN])
    for name in ("Softmax", "Neural", "Own"):
        choose_model(window, name)
    prediction = wait_for_prediction(window)
    assert prediction.probabilities.max() == pytest.approx(0.91)


def test_the_weights_follow_the_model(window, child, qtbot):
    view = child(PixelView, "weights_view")
    choose_model(window, "Softmax")
    qtbot.waitUntil(lambda: view.picture_rect(9).isValid())
    choose_model(window, "Neural")
    qtbot.waitUntil(lambda: view.picture_rect(99).isValid())
    choose_model(window, "Own")
    qtbot.waitUntil(lambda: not view.picture_rect(0).isValid())


def test_a_damaged_model_is_named_and_the_last_good_one_stays(damaged_model, window, child):
    chooser = child(QComboBox, "model_chooser")
    before, damaged = chooser.currentIndex(), chooser.count() - 2  # the user's models come before the own classifier
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    for _ in range(before - damaged):
        QTest.keyClick(chooser, Qt.Key.Key_Up)
    assert wait_for_prediction(window).digit == 7
    assert chooser.currentIndex() == before
    assert "“damaged” is damaged" in told(window)
    draw_strokes(window.canvas, [BAR])
    assert wait_for_prediction(window).digit == 7


def test_a_model_with_a_damaged_card_is_named_and_the_others_are_listed(damaged_model, qtbot, fake_classifier):
    (damaged_model / CARD_FILE).write_text('{"format": 1}', "utf-8")
    window = create_window(fake_classifier)
    qtbot.addWidget(window)
    assert window.findChild(QComboBox, "model_chooser").count() == len(SHIPPED_MODELS) + 1
    assert "“damaged” is damaged" in told(window)


def test_a_window_whose_only_model_is_damaged_says_so_and_works_with_the_next(damaged_model, qtbot):
    window = create_window("damaged")
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.prediction_failed):
        draw_strokes(window.canvas, [SEVEN])
    assert message(window)
    choose_model(window, "Softmax")
    assert wait_for_prediction(window).status in ("digit", "unsure")


# --- closing ---


def test_closing_ends_the_thread_and_can_be_repeated(window, qtbot):
    draw_strokes(window.canvas, [SEVEN])
    assert window.close() and window.isHidden()
    assert window.close()  # the fixture for threads looks at the rest


def test_closing_in_mid_inference_returns_and_the_thread_ends_by_itself(window, fake_classifier, monkeypatch, shown):
    monkeypatch.setattr(InferenceThread.close, "__defaults__", (20,))  # it waits two seconds
    fake_classifier.hold()
    draw_strokes(window.canvas, [SEVEN])
    assert fake_classifier.entered.wait(5)
    assert window.close() and window.isHidden()
    fake_classifier.release()
    QApplication.processEvents()
    assert text(window, "predicted_digit") == "–" and not shown


def test_a_closed_window_is_destroyed_in_mid_inference_without_harm(qtbot, fake_classifier, monkeypatch):
    monkeypatch.setattr(InferenceThread.close, "__defaults__", (20,))
    window, destroyed = create_window(fake_classifier), []
    window.destroyed.connect(lambda: destroyed.append(True))
    fake_classifier.hold()
    draw_strokes(window.canvas, [SEVEN])
    qtbot.waitUntil(fake_classifier.entered.is_set)
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: bool(destroyed))
    fake_classifier.release()


# --- sizes ---


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1240, 740), (1920, 1080), (900, 1200)])
def test_the_canvas_is_a_square_and_everything_fits(window, width, height):
    window.resize(width, height)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    assert window.canvas.width() == window.canvas.height() >= 300
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not widget.isWindow():
            parent = widget.parentWidget()
            assert parent.rect().contains(widget.geometry()), f"{widget} sticks out of {parent}"
    answer = window.findChild(QLabel, "predicted_digit").parentWidget()
    assert not answer.geometry().intersects(window.canvas.geometry())


def test_on_a_large_screen_the_answer_has_larger_letters_and_the_canvas_stays_the_largest(window, child):
    def shown(width, height):
        window.resize(width, height)
        QApplication.processEvents()
        digit, bar = child(QLabel, "predicted_digit"), child(QProgressBar, "probability_7")
        return digit.font().pointSizeF(), bar.font().pointSizeF(), window.canvas.width()

    digit, bar, canvas = shown(1240, 740)
    large_digit, large_bar, large_canvas = shown(1920, 1080)
    assert large_digit > 1.3 * digit and large_bar > 1.3 * bar
    assert large_canvas > 1.5 * canvas and large_canvas > 0.8 * (window.height() - 100)


def test_without_the_tabs_the_canvas_grows(window, child):
    window.resize(1100, 900)
    QApplication.processEvents()
    before = window.canvas.width()
    child(QAction, "action_reasons").trigger()
    QApplication.processEvents()
    assert not child(QTabWidget, "tabs").isVisible() and window.canvas.width() > before
    assert child(QLabel, "predicted_digit").isVisible()
    child(QAction, "action_reasons").trigger()
    assert child(QTabWidget, "tabs").isVisible()


def test_a_drawing_is_read_alike_at_every_size(window, fake_classifier):
    window.resize(1920, 1080)
    QApplication.processEvents()
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    large = fake_classifier.batches[-1]
    window.canvas.clear()
    window.resize(1024, 700)
    QApplication.processEvents()
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    assert np.abs(fake_classifier.batches[-1] - large).mean() < 0.02


# --- for everybody ---


@pytest.fixture
def complete(qtbot):
    """A window with the convolutional network, whose tab has the most controls."""
    window = create_window()
    qtbot.addWidget(window)
    window.show()
    layer = window.findChild(QComboBox, "weights_layer")
    qtbot.waitUntil(lambda: layer.count() == 2)
    layer.setCurrentIndex(1)
    window.activateWindow()
    return window


def controls(window):
    """All that takes the focus; what hands it on is not asked itself."""
    seen = [widget for widget in window.findChildren(QWidget) if widget.isVisible() and widget.isEnabled()]
    widgets = [widget for widget in seen if widget.focusProxy() is None]
    return [widget for widget in widgets if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def spoken_name(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (interface.text(QAccessible.Text.Name) if interface else "")


def test_every_control_has_a_name_for_screen_readers(complete):
    names = {widget: spoken_name(widget) for widget in controls(complete)}
    assert len(names) >= 7
    assert not [widget for widget, name in names.items() if not name.strip()]


def test_every_painted_widget_has_a_name_and_a_size_hint(complete):
    painted = [
        widget
        for widget in complete.findChildren(QWidget)
        if "paintEvent" in {name for kind in type(widget).__mro__ for name in vars(kind)}
        and type(widget).__module__.startswith("digitpad.")
        and any("paintEvent" in vars(kind) for kind in type(widget).__mro__ if kind.__module__.startswith("digitpad."))
    ]
    assert len(painted) >= 14  # the canvas, ten bars, two views, a scale
    for widget in painted:
        assert widget.accessibleName(), widget
        assert widget.sizeHint().isValid(), widget


def test_the_description_of_the_canvas_follows_the_drawing(window):
    blank = window.canvas.accessibleDescription()
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    drawn = window.canvas.accessibleDescription()
    assert blank and drawn and blank != drawn
    window.canvas.clear()
    assert window.canvas.accessibleDescription() == blank


def test_the_tab_key_visits_every_control_once_in_the_order_of_the_window(complete):
    complete.canvas.setFocus()
    visited = []
    while (widget := QApplication.focusWidget()) not in visited:
        visited.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert widget is complete.canvas
    assert set(visited) == set(controls(complete))
    names = [widget.objectName() for widget in visited]
    start = names.index("pen_width")  # the toolbar, the canvas, the tabs: from top left to bottom right
    ordered = names[start:] + names[:start]
    wanted = [
        "pen_width",
        "model_chooser",
        "canvas",
        "weights_layer",
        "weights_channel",
        "weights_view",
        "weights_save",
    ]
    assert [name for name in ordered if name in wanted] == wanted
    for widget in reversed(visited):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is widget


def test_the_canvas_has_the_focus_first(complete):
    assert QApplication.focusWidget() is complete.canvas
