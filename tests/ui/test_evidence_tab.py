import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from digitpad.core.classifier import predict
from digitpad.core.drawing import drawing_from_row
from digitpad.core.explain import evidence
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.preprocess import drawing_to_input
from digitpad.ui.evidence_tab import EvidenceTab
from digitpad.ui.pixel_view import PixelView
from digitpad.ui.subject import Subject
from digitpad.workers.explain_thread import Classifiers

SEVEN = [(150, 110), (350, 110), (220, 400)]


@pytest.fixture
def tab(show):
    return show(EvidenceTab(), 360, 600)


@pytest.fixture
def explain(tab, stroke_rows):
    """Asks the tab about one of the drawings, and gives it the answer."""

    def explain(model, row=3, label=None):
        drawing = drawing_from_row(stroke_rows[row])
        model = find_model(model) if isinstance(model, str) else model
        classifiers = Classifiers(model, {}, print)
        subject = Subject(drawing, predict(classifiers.in_use, drawing_to_input(drawing)), model, label)
        tab.receive(tab.question(subject)(classifiers, lambda: False))
        return subject

    return explain


def shown(tab, side="own"):
    """The picture that is shown, as numbers: read where the pointer would."""
    view = tab.findChild(PixelView, f"evidence_{side}_picture")
    place = view.picture_rect(0)
    points = (np.arange(28) + 0.5) * place.width() / 28
    return np.array(
        [[view.value_at(place.topLeft() + QPoint(int(x), int(y)))[3] for x in points] for y in points],
        np.float32,
    )


def text(tab, name):
    return tab.findChild(QLabel, name).text()


def choose(tab, name, item):
    chooser = tab.findChild(QComboBox, name)
    QTest.keyClick(chooser, Qt.Key.Key_Home)
    for _ in range(chooser.findText(item)):
        QTest.keyClick(chooser, Qt.Key.Key_Down)
    assert chooser.currentText() == item


def titles(tab):
    return [label.text() for label in tab.findChildren(QLabel) if label.isVisible()]


def test_softmax_is_shown_exactly_and_adds_up(tab, explain):
    subject = explain("softmax")
    found = evidence(load_classifier(find_model("softmax")), subject.prediction.input_image)
    np.testing.assert_allclose(shown(tab), found.maps[7], atol=1e-6)
    assert "Evidence for 7" in titles(tab) and not tab.findChild(QWidget, "evidence_softmax").isVisible()
    words = text(tab, "evidence_own_sum").replace("−", "-").replace(",", "").split()
    pixels, bias, score = (float(words[place]) for place in (1, 3, 5))
    assert words[::2] == ["pixels", "bias", "score"] and pixels + bias == pytest.approx(score, abs=1e-6)
    assert score == pytest.approx(float(found.scores[7]), abs=0.05)
    assert bias == pytest.approx(float(found.bias[7]), abs=0.05)


def test_any_digit_rather_than_another_can_be_chosen(tab, explain):
    subject = explain("softmax")
    maps = evidence(load_classifier(find_model("softmax")), subject.prediction.input_image).maps
    choose(tab, "evidence_digit", "3")
    np.testing.assert_allclose(shown(tab), maps[3], atol=1e-6)
    choose(tab, "evidence_other", "9")
    np.testing.assert_allclose(shown(tab), maps[3] - maps[9], atol=1e-6)
    assert "Evidence for 3 rather than 9" in titles(tab)
    choose(tab, "evidence_other", "3")
    assert "Evidence for 3" in titles(tab)


def test_likeliest_and_runner_up_follow_the_drawing(tab, explain):
    choose(tab, "evidence_other", "the next likeliest")
    for row, digit in ((3, 7), (1, 1)):
        scores = explain("softmax", row).prediction.probabilities
        assert f"Evidence for {digit} rather than {scores.argsort()[-2]}" in titles(tab)


def test_a_network_is_shown_by_covering_with_softmax_below(tab, explain):
    image = explain("mlp").prediction.input_image
    np.testing.assert_allclose(shown(tab), evidence(load_classifier(find_model("mlp")), image).maps[7], atol=1e-4)
    softmax = evidence(load_classifier(find_model("softmax")), image)
    np.testing.assert_allclose(shown(tab, "softmax"), softmax.maps[7], atol=1e-6)
    assert text(tab, "evidence_own_sum").startswith("score") and "bias" in text(tab, "evidence_softmax_sum")
    explain("softmax")
    assert not tab.findChild(QWidget, "evidence_softmax").isVisible()


def test_somebody_elses_classifier_is_explained_too(tab, explain, fake_classifier):
    explain(fake_classifier)
    assert "Own classifier" in titles(tab) and not shown(tab).any()


@pytest.mark.parametrize(
    ("label", "words"), [(None, ""), (7, "sure and right"), (4, "sure and wrong")], ids=["none", "right", "wrong"]
)
def test_a_label_adds_its_cross_entropy(tab, explain, fake_classifier, label, words):
    explain(fake_classifier, label=label)
    loss = tab.findChild(QLabel, "evidence_loss")
    assert loss.isVisible() == (label is not None) and words in loss.text()
    if label is not None:
        assert f"= {0.1 if label == 7 else 4.6}, " in loss.text()


def test_a_stopped_question_has_no_answer(stroke_rows, tab):
    drawing, model = drawing_from_row(stroke_rows[0]), find_model("mlp")
    classifiers = Classifiers(model, {}, print)
    subject = Subject(drawing, predict(classifiers.in_use, drawing_to_input(drawing)), model)
    assert tab.question(subject)(classifiers, lambda: True) is None


def test_the_ink_is_outlined(tab, explain):
    explain("softmax")
    view = tab.findChild(PixelView, "evidence_own_picture")
    with_lines = view.grab().toImage()
    view.set_outline(np.zeros((0, 4), int))
    assert view.grab().toImage() != with_lines


def test_all_controls_have_names_and_the_picture_says_its_sum(tab, explain):
    explain("softmax")
    for name in ("evidence_digit", "evidence_other", "evidence_own_picture"):
        assert tab.findChild(QWidget, name).accessibleName(), name
    assert "score" in tab.findChild(QWidget, "evidence_own_picture").accessibleDescription()


@pytest.mark.parametrize("model", ["softmax", "drawn"])
def test_the_evidence_follows_the_pen_in_the_window(read_seven, model):
    window, tab = read_seven(model, "evidence")
    prediction = window.prediction
    expected = evidence(load_classifier(find_model(model)), prediction.input_image).maps[7]
    np.testing.assert_allclose(shown(tab), expected, atol=1e-4)
    window.canvas.clear()
    assert not tab.findChild(QWidget, "evidence_own").isVisible()
    window.close()


class Unsure:
    """Finds no digit much likelier than another; 3 a little."""

    def classify(self, images):
        return np.tile(np.array([0.1, 0.1, 0.1, 0.19, 0.1, 0.1, 0.1, 0.09, 0.06, 0.06], np.float32), (len(images), 1))


def test_unsure_it_says_so_and_never_has_evidence_for_a_digit_that_was_not_read(tab, explain):
    explain(Unsure())
    assert titles(tab)[0] == "Not sure; the likeliest would be 3"
    choose(tab, "evidence_other", "the next likeliest")
    assert titles(tab)[0].startswith("Not sure; 3 rather than ")
    choose(tab, "evidence_other", "–")
    choose(tab, "evidence_digit", "7")
    assert titles(tab)[0] == "Evidence for 7", "somebody asked for it"


def test_the_sentence_names_the_digit_of_the_heading(tab, explain):
    explain("softmax")
    assert "speaks for the 7," in titles(tab)[1]
    choose(tab, "evidence_digit", "3")
    assert "speaks for the 3," in titles(tab)[1]


@pytest.mark.parametrize("model", ["softmax", "mlp"])
def test_labelling_and_unsureness_leave_the_pictures_where_they_are(tab, explain, model):
    explain(model)
    QApplication.processEvents()
    picture = tab.findChild(PixelView, "evidence_own_picture")
    before = picture.geometry(), picture.mapTo(tab, QPoint())
    for row, label in ((3, 7), (3, 1), (1, None)):
        explain(model, row=row, label=label)
        QApplication.processEvents()
        assert (picture.geometry(), picture.mapTo(tab, QPoint())) == before, (row, label)


def test_the_words_of_the_trade_are_explained_on_hover(tab, explain):
    explain("softmax", label=7)
    assert "Bias: what" in tab.findChild(QLabel, "evidence_own_sum").toolTip()
    assert "logarithm" in tab.findChild(QLabel, "evidence_loss").toolTip()
    for name in ("evidence_digit", "evidence_other"):
        assert tab.findChild(QComboBox, name).toolTip(), name


@pytest.mark.parametrize("size", [(360, 600), (400, 620), (640, 900)])
def test_the_words_stand_right_beside_their_picture(tab, explain, size):
    tab.resize(*size)
    explain("mlp")
    QApplication.processEvents()
    picture, words = tab.findChild(PixelView, "evidence_own_picture"), tab.findChild(QLabel, "evidence_own_sum")
    gap = words.x() - picture.x() - picture.picture_rect(0).right() - 1
    assert 8 <= gap <= 28
