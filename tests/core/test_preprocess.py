import os
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from digitpad.core.classifier import predict
from digitpad.core.drawing import Drawing, Stroke, drawing_from_row
from digitpad.core.ink import draw_strokes, image_to_ink
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.preprocess import (
    DIGIT_SIDE,
    OVERSAMPLING,
    SIDE,
    STROKE_WIDTH,
    drawing_to_input,
    even_stroke_width,
    find_ink,
    ink_to_input,
    strokes_to_input,
    tutorial_input,
)

SEVEN = np.array([[150, 110], [350, 110], [220, 400]], float)
ONE = np.array([[250, 100], [250, 400]], float)
SMALLER = (0.5, 0.25, 0.125)
PLACES = ((250, 250), (130, 140), (380, 390), (130, 370))


def drawn(*strokes, width=40.0, image=None):
    return Drawing(tuple(Stroke.from_points(points) for points in strokes), 500.0, float(width), image)


def moved(points, scale=1.0, middle=(250, 250)):
    """Points about the middle of the box, scaled and put somewhere else."""
    return (np.asarray(points, float) - 250) * scale + middle


def pictured(*strokes, width, side=400, ink=0, paper=255):
    """A picture of strokes in a box of 500, with soft edges: (side, side, 3) uint8."""
    stroked = tuple(Stroke.from_points(points) for points in strokes)
    fine = draw_strokes(stroked, 4 * side / 500, (-0.5, -0.5), round(4 * side / 500 * width), 4 * side)
    share = cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    grey = np.rint(paper + (ink - paper) * share).astype(np.uint8)
    return np.repeat(grey[..., np.newaxis], 3, axis=2)


def read_picture(image):
    return ink_to_input(image_to_ink(image))


def longer_side(image):
    return max(find_ink(image)[2:])


def offset_of_mass(image):
    rows, columns = np.mgrid[:SIDE, :SIDE] - (SIDE - 1) / 2
    return np.array([(image * columns).sum(), (image * rows).sum()]) / image.sum()


def difference(image, other):
    """Ink that only one of two images has, as a share of the second's."""
    return float(np.abs(image - other).sum() / other.sum())


def line_width(image):
    """Ink per length of a straight vertical line, away from its ends."""
    return float(image[9:19].sum() / 10)


def assert_is_input_image(image):
    assert image.shape == (SIDE, SIDE)
    assert image.dtype == np.float32
    assert image.min() >= 0
    assert 0.9 < image.max() <= 1


def test_every_drawing_becomes_an_image_like_mnists(stroke_rows):
    for row in stroke_rows:
        image = drawing_to_input(drawing_from_row(row))
        assert_is_input_image(image)
        assert DIGIT_SIDE - 1 <= longer_side(image) <= DIGIT_SIDE + 1
        assert np.abs(offset_of_mass(image)).max() <= 0.5


def test_every_picture_becomes_an_image_like_mnists(stroke_rows):
    for row in stroke_rows:
        scale = 500 / row["box"]
        image = read_picture(pictured(*(np.array(points) * scale for points in row["strokes"]), width=30))
        assert_is_input_image(image)
        assert DIGIT_SIDE - 1 <= longer_side(image) <= DIGIT_SIDE + 1
        assert np.abs(offset_of_mass(image)).max() <= 0.5


@pytest.mark.parametrize("middle", PLACES)
@pytest.mark.parametrize("scale", SMALLER)
def test_neither_place_nor_size_of_a_drawing_changes_what_the_model_sees(scale, middle):
    whole = drawing_to_input(drawn(SEVEN, width=20))
    assert difference(drawing_to_input(drawn(moved(SEVEN, scale, middle), width=20)), whole) < 0.02


@pytest.mark.parametrize("box", [1.0, 28.0, 10_000.0])
def test_the_box_that_a_drawing_was_made_in_does_not_matter(box):
    image = drawing_to_input(Drawing((Stroke.from_points(SEVEN * box / 500),), box, 0.08 * box))
    assert difference(image, drawing_to_input(drawn(SEVEN))) < 0.02


@pytest.mark.parametrize("middle", PLACES)
@pytest.mark.parametrize("scale", SMALLER[:2])
def test_neither_place_nor_size_in_a_picture_changes_much_of_what_the_model_sees(scale, middle):
    """Pictures are cut at whole pixels and brought to one thickness, so edges differ by a part of a pixel."""
    whole = read_picture(pictured(SEVEN, width=30))
    part = read_picture(pictured(moved(SEVEN, scale, middle), width=30 * scale))
    assert difference(part, whole) < 0.25


@pytest.mark.parametrize("width", [1, 10, 40])
@pytest.mark.parametrize("scale", [1.0, 0.5, 0.2])
def test_strokes_are_as_thick_as_mnists_whatever_the_pen_and_the_size(scale, width):
    image = drawing_to_input(drawn(moved(ONE, scale), width=width))
    assert line_width(image) == pytest.approx(STROKE_WIDTH, abs=0.3)


@pytest.mark.parametrize("middle", [(250, 250), (10, 490)])
def test_a_click_is_a_dot_in_the_middle_and_stays_small(middle):
    image = drawing_to_input(drawn([middle]))
    assert_is_input_image(image)
    assert longer_side(image) <= 4
    assert image.sum() == pytest.approx(np.pi / 4 * STROKE_WIDTH**2, rel=0.3)
    assert np.abs(offset_of_mass(image)).max() <= 0.5


def test_a_trembling_dot_stays_small():
    tremor = 250 + np.random.default_rng(0).uniform(-3, 3, (50, 2))
    assert longer_side(drawing_to_input(drawn(tremor))) <= 6


def test_a_dot_beside_a_stroke_is_ink_too():
    line, dot = [[250, 200], [250, 400]], [[250, 120]]
    with_dot, without = drawing_to_input(drawn(line, dot)), drawing_to_input(drawn(line))
    ends = np.flatnonzero(with_dot.max(axis=1) > 0.5)
    gap = with_dot[ends[0] : ends[-1]].max(axis=1).min()
    assert gap < 0.1, "the dot and the line have grown together"
    assert difference(with_dot, without) > 0.1


@pytest.mark.parametrize(
    "drawing",
    [
        Drawing(),
        drawn(np.empty((0, 2))),
        Drawing((Stroke(np.zeros((64, 2), np.float32), 0),)),
        drawn(image=np.full((100, 100, 3), 255, np.uint8)),
        drawn(image=np.zeros((30, 30, 3), np.uint8)),
    ],
    ids=["no stroke", "a stroke without points", "a stroke just begun", "white paper", "black paper"],
)
def test_nothing_drawn_is_no_image(drawing):
    assert drawing_to_input(drawing) is None


def test_no_ink_is_no_image():
    assert ink_to_input(np.zeros((50, 80), np.float32)) is None
    assert strokes_to_input((), 40.0) is None
    assert find_ink(np.zeros((50, 80), np.float32)) is None


def test_the_points_that_a_growing_stroke_will_get_do_not_count_yet():
    buffer = np.full((64, 2), 1e4, np.float32)
    buffer[: len(SEVEN)] = SEVEN
    growing = Drawing((Stroke(buffer, len(SEVEN)),), 500.0, 40.0)
    np.testing.assert_array_equal(drawing_to_input(growing), drawing_to_input(drawn(SEVEN)))


@pytest.mark.parametrize("width", [0.5, 1, 3])
@pytest.mark.parametrize("scale", [0.1, 0.03])
def test_small_thin_strokes_do_not_vanish(scale, width):
    image = drawing_to_input(drawn(moved(SEVEN, scale, (60, 60)), width=width))
    assert difference(image, drawing_to_input(drawn(SEVEN))) < 0.02


@pytest.mark.parametrize("scale", [1.0, 0.3])
def test_hairlines_in_a_picture_do_not_vanish(scale):
    image = read_picture(pictured(moved(ONE, scale), width=1.25))  # one pixel of 400
    assert longer_side(image) >= DIGIT_SIDE - 1
    assert line_width(image) > 1.2


@pytest.mark.parametrize("width", [4, 15, 30, 60, 100])
def test_strokes_in_a_picture_become_about_as_thick_as_mnists(width):
    image = read_picture(pictured(SEVEN, width=width))
    assert longer_side(image) == pytest.approx(DIGIT_SIDE, abs=1)
    # MNIST's own strokes are between 1.6 and 4.2 pixels thick; what is within stays as it is.
    assert 0.6 < image.sum() / drawing_to_input(drawn(SEVEN)).sum() < 1.6


def test_strokes_as_thick_as_mnists_are_left_alone():
    fine = draw_strokes((Stroke.from_points([[10, 10], [60, 70]]),), 1, (0, 0), round(3 * OVERSAMPLING), 80)
    ink = fine.astype(np.float32) / 255
    assert even_stroke_width(ink) is ink


def test_a_blob_has_no_strokes_to_make_thinner():
    disc = cv2.circle(np.full((200, 200, 3), 255, np.uint8), (60, 60), 40, (0, 0, 0), -1)
    image = read_picture(disc)
    assert_is_input_image(image)
    assert image.sum() == pytest.approx(np.pi / 4 * DIGIT_SIDE**2, rel=0.1)


def test_a_picture_made_for_the_model_comes_back_untouched(stroke_rows):
    for row in stroke_rows:
        image = drawing_to_input(drawing_from_row(row))
        np.testing.assert_array_equal(ink_to_input(image), image)


@pytest.mark.parametrize(
    "change",
    [
        lambda image: np.roll(image, (-3, -3), axis=(0, 1)),
        lambda image: cv2.resize(image, (56, 56), interpolation=cv2.INTER_LINEAR),
        lambda image: np.pad(cv2.resize(image, (14, 14), interpolation=cv2.INTER_AREA), 7),
    ],
    ids=["off the centre", "56 × 56", "half as large"],
)
def test_a_picture_not_made_for_the_model_is_brought_into_shape(change):
    image = drawing_to_input(drawn(SEVEN))
    again = ink_to_input(change(image))
    assert longer_side(again) == pytest.approx(DIGIT_SIDE, abs=1)
    assert np.abs(offset_of_mass(again)).max() <= 0.5
    assert difference(again, image) < 0.5


@pytest.mark.parametrize("size", [(28, 28), (300, 300), (640, 480)], ids=["28 × 28", "square", "4:3"])
def test_the_tutorials_own_way_is_resizing_grey_a_threshold_and_inverting(size):
    colours = np.random.default_rng(0).integers(0, 256, (12, 12, 3), np.uint8)
    picture = cv2.resize(colours, size, interpolation=cv2.INTER_CUBIC)
    grey = cv2.cvtColor(cv2.resize(picture, (28, 28), interpolation=cv2.INTER_CUBIC), cv2.COLOR_RGB2GRAY)
    inverted = cv2.bitwise_not(cv2.threshold(grey, 140, 255, cv2.THRESH_BINARY)[1])
    image = tutorial_input(picture)
    assert image.dtype == np.float32
    assert 0 < image.mean() < 1
    np.testing.assert_array_equal(image, inverted / np.float32(255))


def test_the_tutorials_own_way_takes_grey_pictures_too():
    picture = pictured(SEVEN, width=60)
    np.testing.assert_array_equal(tutorial_input(picture[:, :, 0]), tutorial_input(picture))


def test_the_tutorials_own_way_centres_nothing():
    image = tutorial_input(pictured(moved(SEVEN, 0.4, (100, 100)), width=40))
    assert image[:14, :14].any()
    assert not image[14:].any()


def test_a_stroke_of_twenty_thousand_points_is_one_picture_among_others():
    turns = np.linspace(0, 2 * np.pi, 20_000)
    ring = np.stack([250 + 110 * np.sin(turns), 250 - 180 * np.cos(turns)], axis=1)
    begin = time.perf_counter()
    image = drawing_to_input(drawn(ring))
    assert time.perf_counter() - begin < 0.5
    assert difference(image, drawing_to_input(drawn(ring[::400]))) < 0.05


def test_strokes_over_an_opened_image_are_read_together_with_it():
    bar, stem = SEVEN[:2], SEVEN[1:]
    together = drawing_to_input(drawn(stem, image=pictured(bar, width=40)))
    assert difference(together, read_picture(pictured(SEVEN, width=40))) < 0.15
    alone = drawing_to_input(drawn(image=pictured(bar, width=40)))
    assert difference(alone, together) > 0.5


@pytest.mark.parametrize(("ink", "paper"), [(0, 255), (255, 0), (90, 200), (200, 90)])
def test_strokes_are_ink_over_any_paper(ink, paper):
    """What is drawn over an opened image counts as ink, whether its own ink is dark or light."""
    together = drawing_to_input(drawn(SEVEN[1:], image=pictured(SEVEN[:2], width=40, ink=ink, paper=paper)))
    assert difference(together, read_picture(pictured(SEVEN, width=40))) < 0.2


def test_strokes_over_blank_paper_are_read_like_strokes_alone():
    paper = np.full((300, 300, 3), 250, np.uint8)
    assert difference(drawing_to_input(drawn(SEVEN, image=paper)), drawing_to_input(drawn(SEVEN))) < 0.25


def test_preprocessing_leaves_its_input_alone():
    points = SEVEN.astype(np.float32)
    image = pictured(SEVEN, width=30)
    ink = image_to_ink(image)
    kept = points.copy(), image.copy(), ink.copy()
    drawing_to_input(drawn(points, image=image))
    ink_to_input(ink)
    for now, before in zip((points, image, ink), kept, strict=True):
        np.testing.assert_array_equal(now, before)


@pytest.mark.parametrize("as_picture", [False, True], ids=["strokes", "picture"])
def test_digits_are_read_wherever_they_are_and_however_large(stroke_rows, as_picture):
    classifier = load_classifier(find_model("cnn"))
    for row in stroke_rows:
        strokes = [np.array(points) * 500 / row["box"] for points in row["strokes"]]
        for scale, middle in ((1.0, (250, 250)), (0.5, (120, 380)), (0.3, (420, 90))):
            shown = [moved(points, scale, middle) for points in strokes]
            image = read_picture(pictured(*shown, width=20)) if as_picture else drawing_to_input(drawn(*shown))
            assert predict(classifier, image).digit == row["label"], f"{row['label']} at {middle}, × {scale}"


AS_PICTURES = {
    "light on dark": lambda image: image,
    "dark on light": lambda image: 255 - image,
    "enlarged": lambda image: cv2.resize(255 - image, (280, 280), interpolation=cv2.INTER_CUBIC),
    "in a corner": lambda image: np.pad(255 - image, ((0, 100), (80, 0)), constant_values=255),
    "half as large, in a corner": lambda image: np.pad(
        cv2.resize(255 - image, (14, 14), interpolation=cv2.INTER_AREA), ((0, 30), (20, 0)), constant_values=255
    ),
}


@pytest.mark.parametrize("make", AS_PICTURES.values(), ids=AS_PICTURES.keys())
def test_mnists_digits_are_read_as_pictures_too(make):
    path = Path(os.environ.get("DIGITPAD_DATA") or "nowhere", "mnist.npz")
    if not path.is_file():
        pytest.skip("DIGITPAD_DATA names no folder with mnist.npz")
    with np.load(path) as arrays:
        images, labels = arrays["x_test"][::25], arrays["y_test"][::25]
    inputs = np.stack([read_picture(make(image)) for image in images])
    digits = load_classifier(find_model("cnn")).classify(inputs).argmax(axis=1)
    assert np.mean(digits == labels) >= 0.97
