import numpy as np
import pytest

from digitpad.core.classifier import predict
from digitpad.core.drawing import Drawing, Stroke, drawing_from_row
from digitpad.core.ink import drawing_to_ink, drawing_to_picture, image_to_ink
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.preprocess import drawing_to_input, ink_to_input
from digitpad.core.reading import read_drawing, read_ink

ZERO = [[0, 0], [20, 5], [30, 30], [30, 70], [20, 95], [0, 100], [-20, 95], [-30, 70], [-30, 30], [-20, 5], [0, 0]]
ONE = [[0, 0], [0, 100]]
SEVEN = [[-30, 0], [30, 0], [-10, 100]]
FOUR = [[[-5, 0], [-30, 60], [30, 60]], [[15, 30], [15, 100]]]
BAR = [[-20, 50], [20, 50]]


def placed(points, x, y=200):
    return Stroke.from_points(np.add(points, (x, y)))


@pytest.fixture
def drawn():
    return load_classifier(find_model("drawn"))


def a_number():
    """704, the 7 crossed at the very end."""
    strokes = [placed(SEVEN, 100), placed(ZERO, 200), *(placed(part, 310) for part in FOUR), placed(BAR, 100)]
    return Drawing(tuple(strokes), 500.0, 12.0)


def test_nothing_is_blank(fake_classifier):
    for drawing in (Drawing(), Drawing((Stroke.from_points([]),))):
        prediction = read_drawing(fake_classifier, drawing)
        assert (prediction.status, prediction.digits, prediction.text) == ("blank", (), "")
    assert read_ink(fake_classifier, np.zeros((50, 80), np.float32)).status == "blank"
    assert not fake_classifier.batches


def test_one_digit_is_read_as_ever_and_its_box_holds_its_ink(drawn, stroke_rows):
    for row in stroke_rows:
        drawing = drawing_from_row(row)
        alone, now = predict(drawn, drawing_to_input(drawing)), read_drawing(drawn, drawing)
        assert (now.status, now.digit) == (alone.status, alone.digit)
        np.testing.assert_array_equal(now.input_image, alone.input_image)
        np.testing.assert_array_equal(now.probabilities, alone.probabilities)
        (digit,) = now.digits
        points = np.concatenate([stroke.points for stroke in drawing.strokes])
        x, y, width, height = digit.box
        assert (x, y) == pytest.approx(tuple(points.min(axis=0) - drawing.width / 2))
        assert (width, height) == pytest.approx(tuple(np.ptp(points, axis=0) + drawing.width))
        assert digit.digit == row["label"] and now.text == str(row["label"])


def test_several_digits_are_a_number(drawn):
    prediction = read_drawing(drawn, a_number())
    assert (prediction.status, prediction.digit, prediction.text) == ("several", None, "704")
    assert not prediction.probabilities.any() and not prediction.input_image.any()
    for digit, middle in zip(prediction.digits, (100, 200, 310), strict=True):
        x, y, width, height = digit.box
        assert x < middle < x + width and (y, height) == pytest.approx((194, 112))
        assert digit.probabilities.argmax() == digit.digit and digit.input_image.shape == (28, 28)


def test_a_bar_drawn_last_still_belongs_to_its_seven(drawn):
    first = read_drawing(drawn, a_number()).digits[0]
    alone = Drawing((placed(SEVEN, 100), placed(BAR, 100)))
    np.testing.assert_array_equal(first.input_image, drawing_to_input(alone))


def test_a_picture_of_a_number_gives_the_same_number_with_boxes_in_pixels(drawn):
    picture = drawing_to_picture(a_number(), 1000)
    prediction = read_ink(drawn, image_to_ink(picture))
    assert (prediction.status, prediction.text) == ("several", "704")
    for pixels, units in zip(prediction.digits, read_drawing(drawn, a_number()).digits, strict=True):
        assert pixels.box == pytest.approx([2 * length for length in units.box], abs=4)


def two_rows():
    """704 above 17."""
    above = [stroke._replace(buffer=stroke.points * 0.9 - (0, 130)) for stroke in a_number().strokes]
    return Drawing((*above, placed(ONE, 120, 320), placed(SEVEN, 260, 320)), 500.0, 12.0)


def test_two_rows_are_read_one_after_the_other(drawn):
    prediction = read_drawing(drawn, two_rows())
    assert (prediction.status, prediction.text) == ("several", "704 17")
    assert [digit.row for digit in prediction.digits] == [0, 0, 0, 1, 1]
    for digit in prediction.digits:
        assert (digit.box[1] > 300) == (digit.row == 1)


def test_two_rows_in_a_picture_have_boxes_in_pixels(drawn):
    prediction = read_ink(drawn, image_to_ink(drawing_to_picture(two_rows(), 1000)))
    assert prediction.text == "704 17"
    for pixels, units in zip(prediction.digits, read_drawing(drawn, two_rows()).digits, strict=True):
        assert pixels.box == pytest.approx([2 * length for length in units.box], abs=8)


@pytest.mark.parametrize("distance", [68, 62, 56])
def test_digits_that_touch_in_a_picture_are_two(drawn, distance):
    """Two zeros, wall at wall and wall on wall."""
    drawing = Drawing((placed(ZERO, 150), placed(ZERO, 150 + distance)), 500.0, 8.0)
    assert read_ink(drawn, image_to_ink(drawing_to_picture(drawing, 640))).text == "00"


def test_an_opened_picture_on_the_canvas_has_boxes_in_the_canvas_own_units(drawn):
    strokes = read_drawing(drawn, a_number()).digits
    opened = Drawing((), 500.0, 40.0, drawing_to_picture(a_number(), 1000))
    prediction = read_drawing(drawn, opened)
    assert prediction.text == "704"
    for digit, expected in zip(prediction.digits, strokes, strict=True):
        assert digit.box == pytest.approx(expected.box, abs=4)


def test_one_digit_in_a_picture_is_read_as_ever(drawn, stroke_rows):
    for row in stroke_rows:
        ink = drawing_to_ink(drawing_from_row(row))
        now = read_ink(drawn, ink)
        assert now.digit == row["label"]
        np.testing.assert_array_equal(now.input_image, ink_to_input(ink))


def test_an_input_image_is_one_digit_whatever_is_in_it(fake_classifier):
    image = np.zeros((28, 28), np.float32)
    image[4:24, [6, 7, 20, 21]] = 1
    prediction = read_ink(fake_classifier, image)
    assert prediction.text == "7" and prediction.digits[0].box == (6, 4, 16, 20)
    np.testing.assert_array_equal(prediction.input_image, image)


def test_a_dot_beside_a_digit_is_no_digit(fake_classifier):
    drawing = Drawing((placed(SEVEN, 100), placed([[0, 0]], 300)))
    prediction = read_drawing(fake_classifier, drawing)
    assert (prediction.status, prediction.text) == ("digit", "7")
    assert prediction.digits[0].box[2] < 120


def test_an_unsure_digit_in_a_number_is_a_question_mark(fake_classifier, monkeypatch):
    def classify(images):
        sure = images.sum(axis=(1, 2)) < 60  # the 1 has less ink than the 0
        return np.where(sure[:, np.newaxis], np.eye(10)[1], np.full(10, 0.1)).astype(np.float32)

    monkeypatch.setattr(fake_classifier, "classify", classify)
    prediction = read_drawing(fake_classifier, Drawing((placed(ONE, 100), placed(ZERO, 250))))
    assert (prediction.status, prediction.text) == ("several", "1?")


@pytest.mark.parametrize(
    ("zero", "text"),
    [
        ([0.19] + [0.09] * 9, "10"),  # a digit or none, but if one then surely that one
        ([0.109] + [0.099] * 9, "1?"),  # hardly a digit at all
        ([0.45, 0.45] + [0.0125] * 8, "1?"),  # one digit or another
        ([0.42, 0.42, 0.055] + [0.015] * 7, "1?"),
    ],
)
def test_a_mark_beside_a_digit_is_one_sooner_than_alone(fake_classifier, monkeypatch, zero, text):
    def classify(images):
        is_one = images.sum(axis=(1, 2)) < 60  # the 1 has less ink than the 0
        return np.where(is_one[:, np.newaxis], np.eye(10)[1], zero).astype(np.float32)

    monkeypatch.setattr(fake_classifier, "classify", classify)
    assert read_drawing(fake_classifier, Drawing((placed(ONE, 100), placed(ZERO, 250)))).text == text
    assert read_drawing(fake_classifier, Drawing((placed(ZERO, 250),))).status == "unsure"


@pytest.mark.parametrize(("first", "others", "text"), [(0.6, 0.1, "16"), (0.3, 0.8, "10"), (0.97, 0.1, "10")])
def test_a_digit_of_a_number_that_is_not_sure_is_looked_at_again(fake_classifier, monkeypatch, first, others, text):
    """The 0 as it stands is a 0 with the first probability and else a 6, turned or stretched with the second."""
    zero = Drawing((placed(ZERO, 250),))
    as_it_stands = drawing_to_input(zero)

    def classify(images):
        probabilities = np.zeros((len(images), 10), np.float32)
        for row, image in zip(probabilities, images, strict=True):
            if image.sum() < 60:
                row[1] = 1  # the 1 has less ink than the 0
            else:
                row[0] = first if np.array_equal(image, as_it_stands) else others
                row[6] = 1 - row[0]
        return probabilities

    monkeypatch.setattr(fake_classifier, "classify", classify)
    prediction = read_drawing(fake_classifier, Drawing((placed(ONE, 100), *zero.strokes)))
    assert prediction.text == text
    is_sure = first > 0.95
    assert prediction.digits[1].probabilities[0] == pytest.approx(first if is_sure else (first + 6 * others) / 7)
    assert [digit.looks for digit in prediction.digits] == [1, 1 if is_sure else 7]
    np.testing.assert_array_equal(prediction.digits[1].input_image, as_it_stands)
    np.testing.assert_array_equal(read_drawing(fake_classifier, zero).probabilities[0], np.float32(first))


@pytest.mark.parametrize(("others", "text"), [(0.2, "10"), (0.999, "1?")])
def test_a_mark_of_a_number_that_is_doubted_at_the_first_look_is_looked_at_again(
    fake_classifier, monkeypatch, others, text
):
    zero = Drawing((placed(ZERO, 250),))
    as_it_stands = drawing_to_input(zero)

    def classify(images):
        rows = []
        for image in images:
            doubt = 0.0 if image.sum() < 60 else 0.99 if np.array_equal(image, as_it_stands) else others
            rows.append(doubt / 10 + (1 - doubt) * np.eye(10)[1 if image.sum() < 60 else 0])
        return np.array(rows, np.float32)

    monkeypatch.setattr(fake_classifier, "classify", classify)
    prediction = read_drawing(fake_classifier, Drawing((placed(ONE, 100), *zero.strokes)))
    assert prediction.text == text and [digit.looks for digit in prediction.digits] == [1, 7]
    assert read_drawing(fake_classifier, zero).status == "unsure", "alone it is what it looks like"


def test_marks_none_of_which_is_a_digit_are_unsure(fake_classifier, monkeypatch):
    monkeypatch.setattr(fake_classifier, "classify", lambda images: np.full((len(images), 10), 0.1, np.float32))
    prediction = read_drawing(fake_classifier, Drawing((placed(ONE, 100), placed(ONE, 250), placed(ONE, 400))))
    assert (prediction.status, prediction.digits, prediction.text) == ("unsure", (), "")


def test_a_model_that_gives_no_numbers_is_told_of(fake_classifier, monkeypatch):
    monkeypatch.setattr(fake_classifier, "classify", lambda images: np.full((len(images), 10), np.nan))
    with pytest.raises(ValueError, match="finite"):
        read_drawing(fake_classifier, a_number())
