import cv2
import numpy as np
import pytest

from digitpad.core.drawing import Drawing, Stroke, drawing_from_row
from digitpad.core.ink import drawing_to_ink, drawing_to_picture, image_to_ink
from digitpad.core.photograph import is_photograph
from digitpad.core.preprocess import drawing_to_input, find_ink, stroke_width
from digitpad.core.reading import read_drawing
from digitpad.core.selection import as_opened_image
from digitpad.core.steps import OURS, PHOTOGRAPH_STEPS, STEPS, TUTORIAL, climb

SEVEN = np.array([(150, 110), (350, 110), (220, 400)])


@pytest.fixture
def photograph():
    """A 7 on paper that is darker on one side, and grainy."""
    light = np.linspace(100, 200, 500, dtype=np.float32)
    paper = np.broadcast_to(light, (500, 500)) + np.random.default_rng(1).normal(0, 3, (500, 500))
    picture = cv2.cvtColor(np.clip(paper, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2RGB)
    cv2.polylines(picture, [SEVEN.reshape(-1, 1, 2)], False, (35, 35, 50), 12)
    assert is_photograph(picture)
    return Drawing((), 500, 40, picture)


def images(rungs):
    return {rung.step: rung.image for rung in rungs if rung.image is not None}


def off_centre_one():
    return Drawing((Stroke.from_points([(430, 60 + 8 * step) for step in range(20)]),))


@pytest.mark.parametrize("row", range(4))
def test_with_all_steps_the_last_rung_is_what_the_model_received(softmax, stroke_rows, row):
    drawing = drawing_from_row(stroke_rows[row])
    prediction = read_drawing(softmax, drawing)
    rungs = climb(drawing, prediction, OURS)
    assert [rung.step for rung in rungs] == ["canvas", *STEPS]
    np.testing.assert_array_equal(images(rungs)["average"], prediction.input_image)
    assert rungs[-1].image is None, "black and white is not among digitpad's steps"


@pytest.mark.parametrize("inverted", [False, True])
def test_a_picture_that_was_made_for_a_model_is_every_rung(softmax, stroke_rows, inverted):
    image = np.rint(255 * drawing_to_input(drawing_from_row(stroke_rows[1]))).astype(np.uint8)
    picture = as_opened_image(image)
    drawing = Drawing((), image=255 - picture if inverted else picture)
    prediction = read_drawing(softmax, drawing)
    np.testing.assert_array_equal(prediction.input_image, image / np.float32(255))
    climbed = images(climb(drawing, prediction, OURS))
    assert list(climbed) == ["canvas", "ink", *STEPS[:-1]]
    canvas = climbed.pop("canvas")
    np.testing.assert_allclose(1 - canvas if inverted else canvas, prediction.input_image, atol=1e-6)
    for rung in climbed.values():
        np.testing.assert_array_equal(rung, prediction.input_image)
    black = images(climb(drawing, prediction, OURS | TUTORIAL))["black_and_white"]
    np.testing.assert_array_equal(black, prediction.input_image > (255 - 140) / 255)


def test_a_speck_that_was_not_read_is_cut_away_too(softmax, stroke_rows):
    drawing = drawing_from_row(stroke_rows[3])
    drawing = drawing._replace(strokes=(*drawing.strokes, Stroke.from_points([(470, 470)])))
    prediction = read_drawing(softmax, drawing)
    assert prediction.digit == 7
    climbed = images(climb(drawing, prediction, OURS))
    np.testing.assert_array_equal(climbed["average"], prediction.input_image)
    assert climbed["canvas"][24:, 24:].max() > 0.5, "on the canvas it is still there"


def test_a_drawn_picture_has_the_same_steps(softmax, stroke_rows):
    picture = drawing_to_picture(drawing_from_row(stroke_rows[3]), 500)
    drawing = Drawing((), 500, 40, picture)
    prediction = read_drawing(softmax, drawing)
    rungs = climb(drawing, prediction, OURS)
    assert [rung.step for rung in rungs] == ["canvas", "ink", *STEPS]
    np.testing.assert_array_equal(images(rungs)["average"], prediction.input_image)


def test_a_photograph_is_developed_first(softmax, photograph):
    prediction = read_drawing(softmax, photograph)
    rungs = climb(photograph, prediction, OURS)
    assert [rung.step for rung in rungs] == ["canvas", *PHOTOGRAPH_STEPS, *STEPS]
    np.testing.assert_array_equal(images(rungs)["average"], prediction.input_image)
    shown = images(rungs)
    assert shown["canvas"][:, 0].mean() > shown["canvas"][:, -1].mean() + 0.2, "the dark side counts as ink"
    assert abs(shown["light"][:, 0].mean() - shown["light"][:, -1].mean()) < 0.05


def test_strokes_over_a_photograph_count_too(softmax, photograph):
    climb(photograph, read_drawing(softmax, photograph), OURS)
    drawing = photograph._replace(strokes=(Stroke.from_points([(180, 250), (330, 250)]),))
    prediction = read_drawing(softmax, drawing)
    np.testing.assert_array_equal(images(climb(drawing, prediction, OURS))["average"], prediction.input_image)


def test_each_step_of_a_photograph_can_be_skipped(softmax, photograph):
    prediction = read_drawing(softmax, photograph)
    without_light = images(climb(photograph, prediction, OURS - {"light"}))
    assert "light" not in without_light and "ink" in without_light
    raw = images(climb(photograph, prediction, frozenset()))
    assert list(raw) == ["canvas"]
    grey = cv2.cvtColor(photograph.image, cv2.COLOR_RGB2GRAY)
    assert raw["canvas"].mean() == pytest.approx(1 - grey.mean() / 255, abs=0.01)


def test_every_rung_is_an_input_image_whatever_was_skipped(softmax, stroke_rows):
    drawing = drawing_from_row(stroke_rows[2])
    prediction = read_drawing(softmax, drawing)
    for chosen in range(2 ** len(STEPS)):
        steps = {step for place, step in enumerate(STEPS) if chosen >> place & 1}
        climbed = images(climb(drawing, prediction, steps))
        assert climbed.keys() == {"canvas", *steps}
        for image in climbed.values():
            assert image.shape == (28, 28) and image.dtype == np.float32
            assert image.min() >= 0 and image.max() <= 1 and image.any()


def test_each_step_does_what_it_is_called(softmax):
    drawing = off_centre_one()
    climbed = images(climb(drawing, read_drawing(softmax, drawing), {*OURS, "black_and_white"}))
    boxes = {step: find_ink(image) for step, image in climbed.items()}
    assert boxes["canvas"][0] > 20, "where it was drawn"
    assert boxes["cut_out"][3] == 28 and boxes["scale"][3] == pytest.approx(20, abs=1)
    assert boxes["scale"][0] == pytest.approx(14 - boxes["scale"][2] / 2, abs=1)
    fine = cv2.resize(climbed["stroke_width"], (280, 280), interpolation=cv2.INTER_CUBIC)
    assert stroke_width(fine) / 10 == pytest.approx(2.5, abs=0.3)
    assert set(np.unique(climbed["black_and_white"])) == {0.0, 1.0}


def test_centring_moves_the_mass_to_the_middle(softmax, stroke_rows):
    drawing = drawing_from_row(stroke_rows[3])
    climbed = images(climb(drawing, read_drawing(softmax, drawing), OURS))
    across = [(image.sum(axis=0) @ np.arange(28)) / image.sum() for image in climbed.values()]
    last, before = dict(zip(climbed, across, strict=True)), climbed
    assert last["centre"] == pytest.approx(13.5, abs=0.15) and abs(last["stroke_width"] - 13.5) > 0.5, before.keys()


def test_the_tutorials_way_is_a_threshold_on_the_small_canvas(softmax):
    drawing = off_centre_one()
    climbed = images(climb(drawing, read_drawing(softmax, drawing), TUTORIAL))
    assert list(climbed) == ["canvas", "black_and_white"]
    np.testing.assert_array_equal(climbed["black_and_white"], 255 - 255 * climbed["canvas"] < 140)
    small = cv2.resize(drawing_to_ink(drawing), (28, 28), interpolation=cv2.INTER_AREA)
    np.testing.assert_allclose(climbed["canvas"], small, atol=0.3)  # cubic curves are sharper than means
    assert climbed["canvas"].sum() == pytest.approx(small.sum(), rel=0.05)


def test_a_one_off_the_centre_is_lost_on_the_linear_model_without_the_steps(softmax):
    drawing = off_centre_one()
    prediction = read_drawing(softmax, drawing)
    assert prediction.digit == 1
    for steps in (frozenset(), TUTORIAL):
        last = list(images(climb(drawing, prediction, steps)).values())[-1]
        assert softmax.classify(last[np.newaxis])[0].argmax() != 1


def test_a_picture_on_black_paper_needs_its_ink_to_be_found(softmax, stroke_rows):
    picture = 255 - drawing_to_picture(drawing_from_row(stroke_rows[3]), 500)
    drawing = Drawing((), 500, 40, picture)
    prediction = read_drawing(softmax, drawing)
    with_ink, without = (images(climb(drawing, prediction, steps)) for steps in (OURS, OURS - {"ink"}))
    assert with_ink["ink"].mean() < 0.3 < 0.7 < with_ink["canvas"].mean()
    assert "ink" not in without and image_to_ink(picture).mean() < 0.3


def test_the_last_rung_of_a_stretched_scan_is_what_the_model_received(softmax):
    slash = np.zeros((16, 16, 3), np.uint8)
    cv2.line(slash, (3, 14), (12, 1), (255, 255, 255), 5)
    assert find_ink(image_to_ink(slash))[2:] == (16, 16)
    drawing = Drawing((), image=255 - slash)
    prediction = read_drawing(softmax, drawing)
    rungs = images(climb(drawing, prediction, OURS))
    np.testing.assert_array_equal(rungs["average"], prediction.input_image)
    assert find_ink(prediction.input_image)[2] < 12
