import cv2
import numpy as np
import pytest

from digitpad.core.redraw import redrawn, thinned


def ring(thickness):
    image = np.zeros((28, 28), np.uint8)
    cv2.circle(image, (14, 14), 7, 255, thickness, cv2.LINE_AA)
    return image


def width_of(image):
    """Of a ring's stroke, in pixels, along its middle row."""
    return image[14, :14].sum() / 255


@pytest.mark.parametrize("thickness", [1, 2, 3, 4])
def test_thin_and_thick_strokes_become_those_of_the_pen(thickness):
    drawn = redrawn(ring(thickness)[np.newaxis])[0]
    assert drawn.dtype == np.uint8 and drawn.max() == 255
    assert width_of(drawn) == pytest.approx(2.5, abs=0.4)
    far = np.abs(np.hypot(*np.indices((28, 28)) - 14) - 7) > 2.5
    assert not drawn[far].any(), "it stays where it was"


def test_a_loop_that_a_thick_pen_filled_stays_filled():
    filled = np.zeros((28, 28), np.uint8)
    cv2.line(filled, (17, 4), (11, 18), 255, 3, cv2.LINE_AA)
    cv2.circle(filled, (13, 20), 4, 255, cv2.FILLED, cv2.LINE_AA)  # a 6, which thinned alone would be a bent 1
    drawn = redrawn(filled[np.newaxis])[0]
    assert drawn[18:23, 12:15].min() > 200 and drawn[20, 11:16].min() > 200
    assert drawn[10, :].sum() / 255 == pytest.approx(2.7, abs=0.4), "its stem has the pen's width"


def test_what_has_no_ink_stays_and_so_do_the_images_that_were_given():
    images = np.stack([np.zeros((28, 28), np.uint8), ring(4)])
    before = images.copy()
    drawn = redrawn(images)
    np.testing.assert_array_equal(images, before)
    assert not drawn[0].any() and not np.array_equal(drawn[1], images[1])


def test_who_wishes_to_stop_keeps_the_rest_as_it_is():
    images = np.stack([ring(4)] * 3)
    answers = iter([False, True])
    drawn = redrawn(images, lambda: next(answers))
    assert [np.array_equal(image, ring(4)) for image in drawn] == [False, True, True]


def test_thinning_leaves_lines_of_one_pixel_in_as_many_pieces_with_as_many_holes():
    ink = np.zeros((60, 60), np.uint8)
    cv2.circle(ink, (20, 20), 12, 1, 6)
    cv2.line(ink, (40, 35), (52, 55), 1, 7)
    line = thinned(ink)
    assert not line[ink == 0].any()
    blocks = line[:-1, :-1] + line[1:, :-1] + line[:-1, 1:] + line[1:, 1:]
    assert (blocks == 4).sum() == 0, "no square of four"
    for table, connectivity in ((ink, 8), (line, 8), (1 - ink, 4), (1 - line, 4)):
        assert cv2.connectedComponents(table, connectivity=connectivity)[0] - 1 == 2
    assert 60 < line.sum() < 110


def test_a_single_pixel_and_an_empty_picture_stay():
    dot = np.zeros((9, 9), np.uint8)
    np.testing.assert_array_equal(thinned(dot), dot)
    dot[4, 4] = 1
    np.testing.assert_array_equal(thinned(dot), dot)
