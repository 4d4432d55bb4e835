import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QTabWidget, QWidget

from digitpad.app import create_window
from digitpad.core.classifier import DigitBox, Prediction
from digitpad.testing import draw_strokes, wait_for_prediction
from digitpad.ui.appearance import READABLE, VISIBLE, contrast
from digitpad.ui.digit_boxes import DigitBoxes
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.reason_tab import ReasonTab

SEVEN = [(60, 150), (150, 150), (90, 350)]
ONE = [(300, 150), (300, 350)]
LINE = [(420, 150), (420, 350)]


@pytest.fixture
def boxes(window):
    return window.findChild(DigitBoxes, "digit_boxes")


def shown(window, name):
    return window.findChild(QLabel, name).text()


def values(window):
    return [window.findChild(QProgressBar, f"probability_{digit}").value() for digit in range(10)]


def test_one_digit_has_no_box(window, boxes):
    draw_strokes(window.canvas, [SEVEN])
    wait_for_prediction(window)
    assert boxes.isHidden()


def test_several_digits_have_boxes_around_their_ink_and_are_read_as_a_number(window, boxes):
    draw_strokes(window.canvas, [SEVEN, ONE, LINE])
    prediction = wait_for_prediction(window)
    assert (prediction.status, prediction.text) == ("several", "777")
    assert boxes.isVisible() and boxes.geometry() == window.canvas.rect()
    scale = window.canvas.width() / 500
    for place, stroke in enumerate((SEVEN, ONE, LINE)):
        rect = boxes.digit_rect(place)
        assert all(rect.contains(scale * x, scale * y) for x, y in stroke)
        assert rect.width() < scale * 150
    assert shown(window, "predicted_digit") == "–"
    assert shown(window, "recognized_text") == "777"
    assert window.findChild(QLabel, "recognized_text").isVisible()
    assert shown(window, "hint") == "3 digits"
    assert values(window)[7] == 910 and "the 7, the least sure" in shown(window, "whose_bars")
    assert boxes.accessibleName() and boxes.accessibleDescription() == "777"


def test_undo_takes_a_box_away_and_clear_takes_all(window, boxes):
    draw_strokes(window.canvas, [SEVEN, ONE])
    wait_for_prediction(window)
    window.canvas.undo()
    assert wait_for_prediction(window).digit == 7
    assert boxes.isHidden() and shown(window, "predicted_digit") == shown(window, "recognized_text") == "7"
    window.canvas.redo()
    wait_for_prediction(window)
    assert boxes.isVisible()
    window.canvas.clear()
    assert boxes.isHidden() and shown(window, "recognized_text") == ""


def test_one_goes_on_drawing_through_the_boxes(window, boxes):
    draw_strokes(window.canvas, [SEVEN, ONE])
    wait_for_prediction(window)
    assert window.canvas.childAt(boxes.digit_rect(0).center().toPoint()) is None
    before = len(window.canvas.drawing.strokes)
    draw_strokes(window.canvas, [[(80, 250), (130, 250)]])
    assert len(window.canvas.drawing.strokes) == before + 1
    assert wait_for_prediction(window).text == "77"


def test_boxes_grow_with_the_window(window, boxes, qtbot):
    draw_strokes(window.canvas, [SEVEN, ONE])
    wait_for_prediction(window)
    before = boxes.digit_rect(0)
    side = window.canvas.width()
    window.resize(window.width() + 300, window.height() + 300)
    qtbot.waitUntil(lambda: window.canvas.width() > side)
    assert boxes.geometry() == window.canvas.rect()
    assert boxes.digit_rect(0).width() > before.width()


def test_a_box_is_drawn_in_the_accent_colour_with_its_digit(window, boxes):
    draw_strokes(window.canvas, [SEVEN, ONE])
    wait_for_prediction(window)
    rect = boxes.digit_rect(0)
    image = window.canvas.grab().toImage()
    accent = boxes.palette().highlight().color()

    def near(x, y):
        colour = image.pixelColor(QPoint(int(x * image.devicePixelRatio()), int(y * image.devicePixelRatio())))
        return abs(colour.red() - accent.red()) + abs(colour.green() - accent.green()) < 160

    assert any(near(x, rect.center().y()) for x in (rect.left() - 0.5, rect.left(), rect.left() + 0.5))
    above = [
        near(x, y) for x in np.arange(rect.left(), rect.right()) for y in np.arange(rect.top() - 16, rect.top() - 4)
    ]
    assert any(above)


def test_the_picture_of_a_digit_shows_its_bars_when_it_is_chosen(window):
    draw_strokes(window.canvas, [SEVEN, ONE])
    wait_for_prediction(window)
    view = window.findChild(PixelView, "input_image")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.picture_rect(1).center())
    assert view.enlarged == 1 and values(window)[7] == 910
    assert shown(window, "whose_bars") == "The bars are those of the 7. Mean of 7 looks."
    assert shown(window, "input_title").endswith("click for all")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.picture_rect(1).center())
    assert "the least sure" in shown(window, "whose_bars") and shown(window, "input_title").endswith("choose one")


@pytest.mark.parametrize(("sure", "said", "tip"), [(0.91, "Mean of 7 looks", "the first look"), (0.97, "", "")])
def test_bars_that_are_the_mean_of_several_looks_say_so(window, fake_classifier, sure, said, tip):
    probabilities = np.full(10, (1 - sure) / 9, np.float32)
    probabilities[7] = sure
    fake_classifier.classify = lambda images: np.tile(probabilities, (len(images), 1))
    draw_strokes(window.canvas, [SEVEN, ONE])
    prediction = wait_for_prediction(window)
    assert prediction.text == "77"
    label = window.findChild(QLabel, "whose_bars")
    assert said in label.text() and ("looks" in label.text()) == bool(said)
    assert tip in label.toolTip() and bool(label.toolTip()) == bool(tip)
    assert label.height() >= label.heightForWidth(label.width()), "it is cut off"
    window.canvas.clear()
    wait_for_prediction(window)
    assert label.text() == label.toolTip() == ""


def test_a_long_number_fits_its_panel(window):
    lines = [[(40 + 70 * place, 200), (40 + 70 * place, 300)] for place in range(7)]
    draw_strokes(window.canvas, lines)
    assert wait_for_prediction(window).text == "7777777"
    label = window.findChild(QLabel, "recognized_text")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    panel = label.parentWidget()
    assert isinstance(panel, QWidget) and panel.rect().contains(label.geometry())


def explained(window, qtbot, words):
    """Waits until the tab in front says that it is about this digit, and has explained it."""
    tab = window.findChild(QTabWidget, "tabs").currentWidget().findChild(ReasonTab)
    part = tab.findChild(QLabel, "reason_part")
    qtbot.waitUntil(lambda: part.isVisible() and words in part.text() and not tab.is_waiting)
    return tab


@pytest.fixture
def go_to(window, open_tab):
    return lambda name: open_tab(window, name)


def test_of_several_digits_a_tab_explains_the_one_that_is_chosen(window, boxes, qtbot, go_to):
    go_to("layers")
    draw_strokes(window.canvas, [SEVEN, ONE])
    wait_for_prediction(window)
    tab = explained(window, qtbot, "digit 1 of 2, the 7")
    view = window.findChild(PixelView, "input_image")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.picture_rect(1).center())
    explained(window, qtbot, "digit 2 of 2, the 7")
    QTest.mouseClick(window.canvas, Qt.MouseButton.RightButton, pos=boxes.digit_rect(0).center().toPoint())
    explained(window, qtbot, "digit 1 of 2")
    assert view.enlarged == 0 and values(window)[7] == 910 and len(window.canvas.drawing.strokes) == 2
    window.canvas.undo()
    wait_for_prediction(window)
    assert not tab.findChild(QLabel, "reason_part").isVisible()


def test_every_tab_explains_one_of_several_digits(window, qtbot, go_to):
    draw_strokes(window.canvas, [SEVEN, ONE])
    wait_for_prediction(window)
    for name in ("evidence", "steps", "move", "compare", "layers"):
        go_to(name)
        assert explained(window, qtbot, "digit 1 of 2").findChild(QPushButton, "reason_save").isVisible(), name


def test_the_digit_whose_bars_are_shown_is_marked_in_its_box_and_its_picture(window, boxes):
    draw_strokes(window.canvas, [SEVEN, ONE])
    wait_for_prediction(window)
    view, accent = window.findChild(PixelView, "input_image"), window.palette().highlight().color()

    def frame(place):
        return view.grab().toImage().pixelColor(view.picture_rect(place).topLeft() - QPoint(1, 0))

    def inside(place):
        return window.canvas.grab().toImage().pixelColor((boxes.digit_rect(place).topLeft() + QPoint(6, 6)).toPoint())

    assert frame(0) == accent != frame(1)
    assert inside(0) != QColor("white") == inside(1)
    QTest.mouseClick(window.canvas, Qt.MouseButton.RightButton, pos=boxes.digit_rect(1).center().toPoint())
    assert inside(0) == QColor("white") != inside(1)
    window.canvas.undo()
    wait_for_prediction(window)
    assert shown(window, "whose_bars") == ""


def paper_with_boxes(qtbot, ground, *lefts):
    """Boxes of digits, each 40 wide, over a ground of a colour; and what they lie on."""
    paper = QWidget()
    qtbot.addWidget(paper)
    colours = QPalette()
    colours.setColor(QPalette.ColorRole.Window, QColor(ground))
    paper.setPalette(colours)
    paper.resize(200, 200)
    boxes = DigitBoxes(paper, 200)
    digits = tuple(
        DigitBox(7, np.full(10, 0.1, np.float32), np.zeros((28, 28), np.float32), (x, 80.0, 40.0, 60.0)) for x in lefts
    )
    boxes.show_prediction(Prediction("several", np.zeros(10, np.float32), np.zeros((28, 28), np.float32), digits))
    boxes.setGeometry(paper.rect())
    return paper, boxes


def test_a_box_leaves_the_line_of_the_box_that_it_touches(qtbot):
    paper, boxes = paper_with_boxes(qtbot, "white", 30, 74)
    rect, picture = boxes.digit_rect(0), paper.grab().toImage()

    def darkest(x):
        near = [picture.pixelColor(round(x) + dx, int(rect.center().y())) for dx in (0, 1)]
        return max(contrast(colour, QColor("white")) for colour in near)

    assert darkest(rect.right()) > 0.9 * darkest(rect.left())


@pytest.mark.parametrize("ground", ["white", "#808080", "black"])
def test_a_digit_beside_its_box_can_be_read_on_paper_and_on_photographs(qtbot, ground):
    paper, boxes = paper_with_boxes(qtbot, ground, 30, 120)
    rect = boxes.digit_rect(0)
    picture = paper.grab().toImage()
    tag = [
        picture.pixelColor(int(rect.center().x()) + dx, int(rect.top()) + dy)
        for dx in range(-6, 7)
        for dy in range(-16, -4)
    ]
    darkest, lightest = (pick(tag, key=QColor.lightness) for pick in (min, max))
    assert contrast(darkest, lightest) >= READABLE
    edge = [picture.pixelColor(int(rect.left()) + dx, int(rect.center().y())) for dx in range(-3, 4)]
    assert max(contrast(colour, QColor(ground)) for colour in edge) >= VISIBLE


def test_the_least_sure_of_several_digits_is_explained(show, open_tab, qtbot):
    window = show(create_window("softmax"))
    draw_strokes(window.canvas, [SEVEN, [(300, 150), (420, 150), (420, 160), (330, 260), (440, 360), (310, 380)]])
    prediction = wait_for_prediction(window)
    shares = [digit.probabilities.max() for digit in prediction.digits]
    assert prediction.status == "several" and shares[0] != shares[1]
    open_tab(window, "evidence")
    explained(window, qtbot, f"digit {shares.index(min(shares)) + 1} of 2")
