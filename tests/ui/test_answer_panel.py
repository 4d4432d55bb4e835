import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from digitpad.core.classifier import Prediction, blank_prediction
from digitpad.ui.answer_panel import AnswerPanel
from digitpad.ui.appearance import READABLE, contrast, palette


@pytest.fixture
def panel(qtbot):
    panel = AnswerPanel()
    qtbot.addWidget(panel)
    panel.resize(260, 640)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def prediction(digit, probability, status="digit"):
    probabilities = np.full(10, (1 - probability) / 9, np.float32)
    probabilities[digit] = probability
    return Prediction(status, probabilities, np.full((28, 28), 0.75, np.float32))


def text(panel, name):
    return panel.findChild(QLabel, name).text()


def values(panel):
    return [panel.findChild(QProgressBar, f"probability_{digit}").value() for digit in range(10)]


def test_before_any_prediction_it_invites(panel):
    assert text(panel, "predicted_digit") == "–"
    assert text(panel, "hint") == "Draw a digit"
    assert text(panel, "recognized_text") == "" and values(panel) == [0] * 10


def test_a_digit_is_shown_in_all_its_parts(panel):
    panel.show_prediction(prediction(4, 0.82))
    assert text(panel, "predicted_digit") == text(panel, "recognized_text") == "4"
    assert text(panel, "hint") == "probably"
    assert values(panel) == [20] * 4 + [820] + [20] * 5
    view = panel.findChild(QWidget, "input_image")
    assert view.value_at(view.picture_rect(0).center())[3] == 0.75


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.55, "perhaps"), (0.71, "probably"), (0.95, "very likely"), (0.999, "almost certainly")],
)
def test_its_probability_is_told_in_words(panel, probability, words):
    panel.show_prediction(prediction(1, probability))
    assert text(panel, "hint") == words


def test_unsure_shows_no_digit_but_the_bars(panel):
    panel.show_prediction(prediction(4, 0.9))
    panel.show_prediction(prediction(3, 0.4, "unsure"))
    assert text(panel, "predicted_digit") == "–" and text(panel, "recognized_text") == ""
    assert text(panel, "hint") == "Not sure this is a digit"
    assert values(panel)[3] == 400


def seen(panel, name="predicted_digit"):
    """What is painted in a label, as colours other than its ground's."""
    picture = panel.findChild(QLabel, name).grab().toImage()
    ground = picture.pixelColor(0, 0)
    colours = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return [colour for colour in colours if colour != ground], ground


def test_people_see_a_pale_question_mark_where_it_is_unsure_and_nothing_where_it_is_blank(panel):
    panel.setPalette(palette("light"))
    panel.show_prediction(prediction(4, 0.9))
    digit = min(colour.lightness() for colour in seen(panel)[0])
    panel.show_prediction(prediction(3, 0.4, "unsure"))
    inked, ground = seen(panel)
    assert min(colour.lightness() for colour in inked) > digit + 40
    assert max(contrast(colour, ground) for colour in inked) >= READABLE
    panel.show_prediction(blank_prediction())
    assert not seen(panel)[0]


def test_blank_empties_it(panel):
    panel.show_prediction(prediction(4, 0.9))
    panel.show_prediction(blank_prediction())
    assert text(panel, "predicted_digit") == "–" and text(panel, "recognized_text") == ""
    assert text(panel, "hint") == "Draw a digit" and values(panel) == [0] * 10
    view = panel.findChild(QWidget, "input_image")
    assert view.value_at(view.picture_rect(0).center())[3] == 0


def test_the_digit_belongs_to_the_longest_bar(panel):
    random = np.random.default_rng(1)
    for _ in range(50):
        probabilities = random.dirichlet(np.full(10, 0.1)).astype(np.float32)
        panel.show_prediction(Prediction("digit", probabilities, np.zeros((28, 28), np.float32)))
        shown = values(panel)
        assert shown[int(text(panel, "predicted_digit"))] == max(shown) <= 1000


def test_assistive_technology_hears_the_answer(panel):
    panel.show_prediction(prediction(4, 0.9))
    for name in ("predicted_digit", "hint", "input_image"):
        assert panel.findChild(QWidget, name).accessibleName(), name


def test_the_description_of_the_input_image_follows_what_it_shows(panel):
    view = panel.findChild(QWidget, "input_image")
    blank = view.accessibleDescription()
    panel.show_prediction(prediction(4, 0.9))
    assert view.accessibleDescription() != blank


def test_letters_grow_with_the_panel(panel):
    label = panel.findChild(QLabel, "predicted_digit")
    before = label.font().pointSizeF()
    panel.resize(520, 1280)
    assert label.font().pointSizeF() > 1.5 * before


def test_a_small_panel_still_shows_all_its_parts(panel):
    panel.resize(panel.minimumSizeHint())
    panel.show_prediction(prediction(4, 0.9))
    for name in ("predicted_digit", "hint", "input_image", *(f"probability_{digit}" for digit in range(10))):
        widget = panel.findChild(QWidget, name)
        place = widget.rect().translated(widget.mapTo(panel, widget.rect().topLeft()))
        assert panel.rect().contains(place) and widget.height() >= 12, name
