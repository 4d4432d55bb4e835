import cv2
import numpy as np
import pytest

from digitpad.core.drawing import Drawing, Stroke, drawing_from_row
from digitpad.core.ink import drawing_to_picture
from digitpad.core.moved_drawings import sweep_drawing
from digitpad.core.moves import POSITIONS, Moves, flips, sweep, sweep_images
from digitpad.core.preprocess import find_ink
from digitpad.core.reading import read_drawing


@pytest.mark.parametrize("as_picture", [False, True], ids=["strokes", "picture"])
def test_before_centring_neither_place_nor_size_matters_but_the_turn_does(softmax, seven, as_picture):
    drawing, prediction = seven
    if as_picture:
        drawing = Drawing((), 500, 40, drawing_to_picture(drawing, 500))
        prediction = read_drawing(softmax, drawing)
    images = sweep_drawing(drawing, prediction, Moves())
    np.testing.assert_array_equal(images[0], prediction.input_image)
    curves = sweep(softmax, images, Moves()).curves
    digit = prediction.digit
    for move in ("x", "y", "size", "thickness"):
        likely = curves[move][:, digit]
        assert np.ptp(likely) < (0.1 if as_picture else 0.01), move
        assert not flips(curves[move])
    assert {flip.after for flip in flips(curves["turn"])} - {digit}
    after = sweep(softmax, sweep_images(prediction.input_image, Moves()), Moves()).curves
    assert all(flips(after[move]) for move in ("x", "y"))


def test_a_stretched_scan_is_moved_as_wide_as_it_was_read(softmax):
    slash = np.full((16, 16, 3), 255, np.uint8)
    cv2.line(slash, (3, 14), (12, 1), (0, 0, 0), 5)
    drawing = Drawing((), image=slash)
    prediction = read_drawing(softmax, drawing)
    assert find_ink(prediction.input_image)[2] < 12
    images = sweep_drawing(drawing, prediction, Moves())
    aside = images[1:][POSITIONS // 2 + 1]  # a step to the right, after which it is centred again
    assert np.abs(aside - prediction.input_image).sum() < 0.1 * prediction.input_image.sum()


def test_a_speck_beside_the_digit_is_not_moved_into_it(softmax, stroke_rows):
    drawing = drawing_from_row(stroke_rows[3])
    drawing = drawing._replace(strokes=(*drawing.strokes, Stroke.from_points([(470, 470)])))
    prediction = read_drawing(softmax, drawing)
    np.testing.assert_array_equal(sweep_drawing(drawing, prediction, Moves())[0], prediction.input_image)


def test_noise_bends_the_lines(seven):
    drawing, prediction = seven
    images = sweep_drawing(drawing, prediction, Moves())
    noise = images[-POSITIONS:]
    np.testing.assert_array_equal(noise[0], prediction.input_image)
    apart = [float(np.abs(image - noise[0]).sum()) for image in noise]
    assert apart[4] < apart[12] < apart[40]
    assert noise[40].sum() == pytest.approx(noise[0].sum(), rel=0.4), "as thick as before"


def test_it_stops_between_moves(seven):
    drawing, prediction = seven
    assert sweep_drawing(drawing, prediction, Moves(), lambda: True) is None


def test_a_dot_can_be_moved_too(softmax):
    drawing = Drawing((Stroke.from_points([(100, 100)]),))
    prediction = read_drawing(softmax, drawing)
    assert np.isfinite(sweep_drawing(drawing, prediction, Moves(noise=0.5, size=0.4))).all()
