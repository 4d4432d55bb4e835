import numpy as np
import pytest

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.evaluation import as_input_images
from digitpad.core.images import square_image
from digitpad.core.ink import image_to_ink
from digitpad.core.preprocess import drawing_to_input, ink_to_input
from digitpad.core.reading import read_drawing
from digitpad.core.selection import answers_from, as_one_picture, as_opened_image, matching_rows, share_right

LABELS = np.array([4, 9, 4, 7, 4])


def probabilities(*rows):
    """One row of ten an image, from what is not 0."""
    table = np.zeros((len(rows), 10), np.float32)
    for row, values in zip(table, rows, strict=True):
        for digit, probability in values.items():
            row[digit] = probability
    return table


@pytest.fixture
def answers():
    """The first three images read: a 4, a 9 taken for a 4, a 4 taken for a 9; the others not."""
    return answers_from(probabilities({4: 0.9, 9: 0.1}, {4: 0.6, 9: 0.4}, {9: 0.55, 4: 0.45}), 5)


def test_the_two_most_likely_digits_are_kept_and_unread_images_are_none(answers):
    assert answers.digits.tolist() == [4, 4, 9, -1, -1]
    assert answers.seconds.tolist() == [9, 9, 4, -1, -1]
    np.testing.assert_allclose(answers.confidences, [0.9, 0.6, 0.55, 0, 0])
    np.testing.assert_allclose(answers.second_confidences, [0.1, 0.4, 0.45, 0, 0])


def test_the_answer_is_that_of_the_classifier_also_among_equals():
    table = np.full((1, 10), 0.1, np.float32)
    assert answers_from(table, 1).digits[0] == table.argmax()


def test_nothing_that_was_read_is_no_answer():
    assert answers_from(np.zeros((0, 10), np.float32), 3).digits.tolist() == [-1, -1, -1]


def test_without_a_wish_all_fit(answers):
    assert matching_rows(LABELS).tolist() == matching_rows(LABELS, answers).tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("wishes", "rows"),
    [
        ({"label": 4}, [0, 2, 4]),
        ({"label": 0}, []),
        ({"wrong_only": True}, [1, 2]),
        ({"wrong_only": True, "label": 9}, [1]),
        ({"least": 0.6}, [0, 1]),
        ({"most": 0.6}, [1, 2]),
        ({"least": 0.9, "most": 0.9}, [0]),
        ({"wrong_only": True, "most": 0.55}, [2]),
    ],
)
def test_wishes_are_met_together_and_unread_images_meet_none_about_the_model(answers, wishes, rows):
    assert matching_rows(LABELS, answers, **wishes).tolist() == rows


def test_where_no_model_has_read_nothing_is_wrong_or_confident():
    assert matching_rows(LABELS, None, wrong_only=True).tolist() == []
    assert matching_rows(LABELS, None, label=7).tolist() == [3]


def test_the_share_of_right_ones_is_that_of_the_read_ones(answers):
    assert share_right(LABELS, answers) == (3, pytest.approx(1 / 3))
    assert share_right(LABELS, answers_from(np.zeros((0, 10), np.float32), 5)) == (0, 0.0)


def test_each_row_of_the_one_picture_is_an_image_pixel_by_pixel():
    images = np.random.default_rng(0).integers(0, 256, (500, 28, 28), np.uint8)
    picture = as_one_picture(images)
    assert picture.shape == (1, 400, 784) and picture.dtype == np.float32
    np.testing.assert_allclose(picture[0, 399], images[399].ravel() / 255, rtol=1e-6)
    assert as_one_picture(images[:3]).shape == (1, 3, 784)
    assert as_one_picture(images[:0]).shape == (1, 0, 784)


def test_an_input_image_that_is_opened_gives_itself_again():
    seven = Drawing((Stroke.from_points([[150, 110], [350, 110], [220, 400]]),))
    image = np.rint(drawing_to_input(seven) * 255).astype(np.uint8)
    opened = as_opened_image(image)
    assert opened.shape == (28, 28, 3) and opened.dtype == np.uint8
    assert opened[0, 0].tolist() == [255] * 3 and opened.min() == 255 - image.max()
    seen = ink_to_input(image_to_ink(square_image(opened)))
    assert np.abs(seen - image / 255).mean() < 0.02


def test_an_input_image_on_the_canvas_is_what_the_model_receives(fake_classifier):
    seven = Drawing((Stroke.from_points([[150, 110], [350, 110], [220, 400]]),))
    image = np.rint(drawing_to_input(seven) * 255).astype(np.uint8)
    on_the_canvas = Drawing((), image=square_image(as_opened_image(image)))
    prediction = read_drawing(fake_classifier, on_the_canvas)
    np.testing.assert_array_equal(prediction.input_image, as_input_images(image))
    x, _, width, height = prediction.digits[0].box
    assert 0 < x < x + width < on_the_canvas.box and max(width, height) == pytest.approx(on_the_canvas.box * 20 / 28)
