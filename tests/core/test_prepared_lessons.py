"""Each lesson that ships shows what its notes say, with the models that ship."""

import numpy as np
import pytest

from digitpad.core.explain import contrast, evidence
from digitpad.core.lessons import PREPARED, prepared_lesson, read_lesson
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.reading import read_drawing

FIXED = ("softmax", "mlp", "cnn")
"""The models whose weights stay as they are: lessons about mistakes rely on no other."""


@pytest.fixture(scope="module")
def classifiers():
    return {name: load_classifier(find_model(name)) for name in FIXED}


@pytest.fixture
def readings(classifiers):
    """What a lesson's pages are read as, by their own models or by another one."""

    def read(name, model=""):
        pages = read_lesson(prepared_lesson(name)).pages
        return [read_drawing(classifiers[model or page.model or "softmax"], page.drawing) for page in pages]

    return read


def digits(predictions):
    return [prediction.digit for prediction in predictions]


@pytest.mark.parametrize("name", PREPARED)
def test_every_word_is_there_in_both_languages_and_short_enough_to_be_read_aloud(name):
    lesson = read_lesson(prepared_lesson(name))
    texts = [lesson.title, lesson.about, *(words for page in lesson.pages for words in (page.title, page.note))]
    assert len(lesson.pages) >= 4
    for words in texts:
        assert set(words) == {"en", "zh_CN"}
        assert 0 < len(words["en"]) <= 180
        assert 0 < len(words["zh_CN"]) <= 90


@pytest.mark.parametrize("name", PREPARED)
def test_every_page_names_a_model_that_stays_as_it_is(name):
    pages = read_lesson(prepared_lesson(name)).pages
    if name == "your-seven":  # its last page is read by whatever the class has taught
        *pages, last = pages
        assert last.model == ""
    assert all(page.model in FIXED for page in pages)


def test_a_small_seven_in_a_corner_gives_nearly_the_same_numbers(readings):
    predictions = readings("784-numbers")
    assert digits(predictions) == [7, 7, 7, 7, 8]
    usual, small = predictions[2].input_image, predictions[3].input_image
    assert np.corrcoef(usual.ravel(), small.ravel())[0, 1] > 0.95


def test_the_templates_show_what_is_said_of_them(readings, classifiers):
    predictions = readings("ten-templates")
    assert digits(predictions) == [0, 0, 3, 4]
    templates, _ = classifiers["softmax"].linear_layer()
    assert templates[0][11:17, 11:17].mean() < -0.2, "the 0's template is not blue inside"
    _, second = np.sort(predictions[3].probabilities)[::-1][:2]
    assert second > 0.3, "the 9 does not want the closed 4"
    assert predictions[3].probabilities.argsort()[-2] == 9


def test_softmax_reads_the_leaning_1_as_an_8_and_the_others_read_it(readings):
    assert digits(readings("leaning-1")) == [1, 8, 8, 8, 8, 1]
    for model in ("mlp", "cnn"):
        assert set(digits(readings("leaning-1", model))) == {1}


def test_the_ends_of_the_leaning_1_speak_for_the_8(readings, classifiers):
    image = readings("leaning-1")[2].input_image
    picture = contrast(evidence(classifiers["softmax"], image), 8, 1).picture
    ends = picture[:10, 18:].sum() + picture[18:, :10].sum()
    assert ends > 0 > picture[9:18, 9:18].sum()


def test_the_same_nine_gets_three_answers(readings):
    predictions = readings("same-nine")
    assert digits(predictions) == [9, 3, None, 9, 9]
    assert list(predictions[2].probabilities.argsort()[-2:]) == [3, 9]
    assert [set(digits(readings("same-nine", model)[1:])) for model in FIXED] == [{3}, {None}, {9}]
    assert all(readings("same-nine", model)[0].digit == 9 for model in FIXED)


def test_sure_and_wrong_is_both(readings):
    predictions = readings("sure-and-wrong")
    assert digits(predictions) == [3, 3, 3, 4, 9]
    assert 0.965 <= predictions[0].probabilities.max() < 0.975
    assert -np.log(predictions[2].probabilities[9]) == pytest.approx(8.9, abs=0.05)
    assert predictions[3].probabilities.max() < 0.7


def test_the_seven_with_a_low_bar_is_a_2_to_softmax(readings, classifiers):
    predictions = readings("your-seven")
    assert digits(predictions) == [7, 2, 2, 2, 2]
    assert digits(readings("your-seven", "cnn")) == [7] * 5
    picture = contrast(evidence(classifiers["softmax"], predictions[1].input_image), 2, 7).picture
    assert picture[18:].sum() > 0 > picture[9:18].sum()
