"""Bitmaps of few pixels: as other programs hand scanned digits on, from edge to edge, bare or enlarged."""

import cv2
import numpy as np
import pytest

from digitpad.core.bitmaps import enlarged_ink, find_blocks, flat_paper, is_coarse, unstretched
from digitpad.core.classifier import predict
from digitpad.core.drawing import Drawing, drawing_from_row
from digitpad.core.ink import drawing_to_ink, drawing_to_picture, image_to_ink
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.photograph import is_photograph
from digitpad.core.preprocess import drawing_to_input, find_ink, ink_to_input
from digitpad.core.reading import read_ink


@pytest.fixture(scope="module")
def drawn():
    return load_classifier(find_model("drawn"))


def scan(row, side=32, shades=1):
    """A digit from edge to edge: (side, side) uint8, ink 255; each pixel the mean of `shades`² black or white ones."""
    drawing = drawing_from_row(row)
    fine = 255 - drawing_to_picture(drawing._replace(width=0.1 * drawing.box), 320)[:, :, 0]
    rows, columns = (np.flatnonzero((fine > 128).any(axis=axis)) for axis in (1, 0))
    digit = fine[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    missing = max(digit.shape) - np.array(digit.shape)
    square = np.pad(digit, [(length // 2, length - length // 2) for length in missing])
    small = cv2.resize(square, (side * shades, side * shades), interpolation=cv2.INTER_AREA)
    pixels = np.where(small > 110, 255, 0).astype(np.float32)
    return cv2.resize(pixels, (side, side), interpolation=cv2.INTER_AREA).astype(np.uint8)


def in_blocks(pixels, side):
    return np.kron(pixels, np.ones((side, side), np.uint8))


def smooth(pixels, side):
    return cv2.resize(pixels, (side, side), interpolation=cv2.INTER_CUBIC)


def stretched(row, side=16, pen=0.1):
    """As Semeion's digits were scanned: (side, side) uint8, ink 255, filled from edge to edge both ways."""
    drawing = drawing_from_row(row)
    return fitted(255 - drawing_to_picture(drawing._replace(width=pen * drawing.box), 320)[:, :, 0], side)


def fitted(fine, side=16):
    """The ink of a picture stretched to a square, black and white."""
    rows, columns = (np.flatnonzero((fine > 128).any(axis=axis)) for axis in (1, 0))
    digit = fine[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    small = cv2.resize(digit, (side, side), interpolation=cv2.INTER_AREA)
    return np.where(small > 128, 255, 0).astype(np.uint8)


def line(*points, pen=24):
    """A pen's line in a picture of 320 pixels, ink 255."""
    fine = np.zeros((320, 320), np.uint8)
    cv2.polylines(fine, [np.array(points).reshape(-1, 1, 2)], False, 255, pen)
    return fine


STRETCHED = {
    "bare": lambda pixels: pixels,
    "in blocks": lambda pixels: in_blocks(pixels, 8),
    "made smooth": lambda pixels: smooth(pixels, 128),
    "with a margin": lambda pixels: np.pad(pixels, 6),
    "in blocks with a margin": lambda pixels: np.pad(in_blocks(pixels, 8), 20),
}
KINDS = {
    "32 × 32": scan,
    "32 × 32 in blocks": lambda row: in_blocks(scan(row), 8),
    "32 × 32 made smooth": lambda row: smooth(scan(row), 256),
    "8 × 8": lambda row: scan(row, 8, 4),
    "8 × 8 with a margin": lambda row: np.pad(scan(row, 8, 4), 3),
    "8 × 8 in blocks": lambda row: in_blocks(scan(row, 8, 4), 9),
    "8 × 8 in large blocks": lambda row: in_blocks(scan(row, 8, 4), 75),
    "8 × 8 in blocks with a margin": lambda row: np.pad(in_blocks(scan(row, 8, 4), 8), 10),
    "8 × 8 made smooth": lambda row: smooth(scan(row, 8, 4), 100),
    "20 × 20 in grey": lambda row: scan(row, 20, 4),
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_scans_are_read_light_on_dark_and_dark_on_light(drawn, stroke_rows, kind):
    for row in stroke_rows:
        picture = kind(row)
        for name, shown in {
            "light": picture,
            "dark": 255 - picture,
            "pale": np.dstack([200 - picture // 2] * 3),
        }.items():
            assert predict(drawn, ink_to_input(image_to_ink(shown))).digit == row["label"], name


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_no_scan_is_a_photograph(stroke_rows, kind):
    for row in stroke_rows:
        assert not is_photograph(kind(row))
        assert not is_photograph(255 - kind(row))


@pytest.mark.parametrize("side", [8, 20])
def test_an_opened_scan_is_read_on_the_canvas_too(drawn, stroke_rows, side):
    for row in stroke_rows:
        for pixels in (scan(row, side, 4), in_blocks(scan(row, side, 4), 10)):
            opened = Drawing(image=np.dstack([255 - pixels] * 3))
            assert drawing_to_ink(opened).shape == (448, 448)
            assert predict(drawn, drawing_to_input(opened)).digit == row["label"]


def test_strokes_of_few_pixels_stay_in_one_piece(drawn, stroke_rows):
    for row in stroke_rows:
        for margin in (0, 4):
            prediction = read_ink(drawn, image_to_ink(np.pad(scan(row, 8, 4), margin)))
            assert prediction.text == str(row["label"])
            x, y, width, height = prediction.digits[0].box
            assert max(width, height) == pytest.approx(8, abs=0.5)
            assert (x + width / 2, y + height / 2) == pytest.approx((4 + margin, 4 + margin), abs=0.6)


def test_blocks_give_back_the_pixels_that_they_were():
    pixels = np.random.default_rng(0).integers(0, 256, (9, 7), np.uint8)
    whole = find_blocks(in_blocks(pixels, 6))
    assert (whole.side, whole.offset, whole.shape) == (6, (0, 0), (54, 42))
    np.testing.assert_array_equal(whole.pixels, pixels)
    shifted = find_blocks(in_blocks(pixels, 6)[4:, 1:])
    assert shifted.offset == (1, 4)
    np.testing.assert_array_equal(shifted.pixels, pixels)
    assert shifted.enlarged(pixels / np.float32(255)).shape == (50, 41)


def opencv(pixels, width, height):
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_NEAREST)


def pillow(pixels, width, height):
    """Each pixel is the one that its middle lies in."""
    places = [
        ((np.arange(now) + 0.5) * before / now).astype(int)
        for before, now in zip(pixels.shape, (height, width), strict=True)
    ]
    return pixels[np.ix_(*places)]


@pytest.mark.parametrize("enlarge", [opencv, pillow])
@pytest.mark.parametrize(("across", "down", "factor"), [(8, 8, 3.5), (8, 8, 12.5), (16, 16, 6.25), (10, 20, 4.3)])
def test_blocks_that_differ_by_a_pixel_because_no_whole_number_fits_give_back_the_pixels_too(
    enlarge, across, down, factor
):
    pixels = np.random.default_rng(0).integers(0, 256, (down, across), np.uint8)
    blocks = find_blocks(enlarge(pixels, round(factor * across), round(factor * down)))
    np.testing.assert_array_equal(blocks.pixels, pixels)
    assert blocks.side == pytest.approx(factor) and blocks.offset == (0, 0)
    assert blocks.enlarged(pixels / np.float32(255)).shape == blocks.shape == (factor * down, factor * across)


def test_blocks_that_are_not_quite_square_because_no_whole_number_fits_fill_their_picture():
    pixels = np.random.default_rng(0).integers(0, 256, (20, 5), np.uint8)
    blocks = find_blocks(opencv(pixels, 23, 90))  # 4.6 and 4.5 pixels a block
    np.testing.assert_array_equal(blocks.pixels, pixels)
    assert blocks.enlarged(pixels / np.float32(255)).shape == (90, 23)


def test_uneven_blocks_of_which_some_are_alike_are_found_too():
    """Paper around a digit has no edges between its pixels."""
    pixels = np.zeros((16, 16), np.uint8)
    pixels[3:13, 4:12] = np.random.default_rng(0).integers(0, 256, (10, 8), np.uint8)
    np.testing.assert_array_equal(find_blocks(opencv(pixels, 100, 100)).pixels, pixels)


def test_coloured_blocks_are_blocks_too():
    pixels = np.random.default_rng(0).integers(0, 256, (9, 7, 3), np.uint8)
    picture = np.repeat(np.repeat(pixels, 5, axis=0), 5, axis=1)
    np.testing.assert_array_equal(find_blocks(picture).pixels, pixels)


def test_most_pictures_are_no_blocks():
    bars = np.full((100, 100), 255, np.uint8)
    bars[20:80, 20:30] = 0  # on a grid of ten, but only by chance
    noise = np.random.default_rng(0).integers(0, 256, (40, 40), np.uint8)
    one_off = in_blocks(noise, 4)
    one_off[17, 30] ^= 1
    large = in_blocks(np.random.default_rng(0).integers(0, 256, (200, 200), np.uint8), 2)
    uneven = opencv(noise[:8, :8], 100, 100)
    cut_off = uneven[5:, :90]
    uneven[17, 30] ^= 1
    pictures = (bars, noise, one_off, large, uneven, cut_off, np.zeros((30, 30), np.uint8), noise[:1], noise[:1, :1])
    for picture in pictures:
        assert find_blocks(picture) is None


def test_lines_that_cover_no_pixel_wholly_become_as_dark_as_a_pens():
    ink = np.zeros((8, 8), np.float32)
    ink[1:7, 3:5] = 0.5  # a line one pixel wide, between two
    ink[1, 3] = 1
    enlarged = enlarged_ink(ink, (80, 80))
    assert enlarged[40, 40] > 0.6
    assert (enlarged[40] > 0.3).sum() == pytest.approx(18, abs=4)
    assert (enlarged[:5] == 0).all()
    assert enlarged.min() == 0
    assert enlarged.max() == 1


def test_ink_is_coarse_by_its_own_size():
    ink = np.zeros((100, 100), np.float32)
    assert is_coarse(ink)
    ink[30:42, 30] = 0.2
    assert is_coarse(ink)
    ink[42, 30] = 0.2
    assert not is_coarse(ink)


def test_a_digit_that_covers_most_of_the_border_is_still_ink():
    five = np.array(
        [
            [0, 1, 1, 1, 1, 1],
            [1, 0, 0, 0, 0, 0],
            [1, 1, 1, 1, 1, 0],
            [0, 0, 0, 0, 1, 1],
            [1, 0, 0, 0, 1, 1],
            [0, 1, 1, 1, 1, 0],
        ],
        np.float32,
    )
    frame = np.ones((9, 7), np.float32)
    frame[1:-1, 1:-1] = 0
    frame[[0, 0, -1, -1], [0, -1, 0, -1]] = 0
    for ink in (five, frame, in_blocks(frame.astype(np.uint8), 20).astype(np.float32)):
        for picture in (255 * ink, 255 - 255 * ink):
            found = image_to_ink(picture.astype(np.uint8)) > 0.5
            assert (found == (ink > 0.5)).mean() > 0.95


def test_a_digit_whose_edges_are_most_of_what_is_there_is_not_blank():
    """From 8×8 pixels of which a third is pale, and which were taken for a blank sheet with grain."""
    three = [
        [95, 223, 255, 239, 191, 191, 127, 47],
        [143, 255, 255, 255, 255, 255, 255, 127],
        [0, 15, 175, 255, 175, 127, 95, 0],
        [0, 127, 255, 255, 223, 127, 31, 0],
        [0, 15, 127, 175, 191, 223, 239, 79],
        [31, 111, 0, 0, 0, 31, 255, 191],
        [79, 255, 239, 175, 223, 255, 255, 111],
        [0, 47, 175, 223, 191, 143, 63, 0],
    ]
    for picture in (np.array(three, np.uint8), 255 - np.array(three, np.uint8)):
        ink = image_to_ink(picture)
        assert find_ink(ink)[2:] == (8, 8)
        assert ink[1, 3] > 0.9
        assert ink[5, 3] == 0


def test_flat_paper_is_an_outermost_shade_of_the_border():
    picture = np.full((40, 40), 240, np.uint8)
    picture[10:30, 15:25] = 20
    assert flat_paper(picture) == 240
    assert flat_paper(255 - picture) == 15
    picture[20, 5] = 250
    assert flat_paper(picture) is None


@pytest.mark.parametrize("kind", STRETCHED.values(), ids=STRETCHED.keys())
def test_digits_stretched_both_ways_are_read(drawn, stroke_rows, kind):
    for row in (row for row in stroke_rows if row["label"] != 1):  # an upright 1 becomes a square
        for side in (12, 16, 20):
            picture = kind(stretched(row, side))
            for shown in (picture, 255 - picture):
                assert predict(drawn, ink_to_input(image_to_ink(shown))).digit == row["label"], side


@pytest.mark.parametrize("kind", STRETCHED.values(), ids=STRETCHED.keys())
@pytest.mark.parametrize("lean", [10, 30, 70])
def test_a_stretched_one_is_no_other_digit(drawn, kind, lean):
    pixels = fitted(line((160 + lean, 40), (160 - lean, 280), pen=30))
    assert find_ink(pixels / np.float32(255))[2:] == (16, 16)
    assert predict(drawn, ink_to_input(image_to_ink(255 - kind(pixels)))).digit == 1


@pytest.mark.parametrize("kind", ["bare", "in blocks", "made smooth"])
@pytest.mark.parametrize("lean", [10, 30, 70])
def test_nor_is_a_one_with_a_flag(drawn, kind, lean):
    pixels = fitted(line((120 + lean, 110), (160 + lean, 40), (160 - lean, 280), pen=20))
    assert predict(drawn, ink_to_input(image_to_ink(255 - STRETCHED[kind](pixels)))).digit == 1


def test_an_opened_stretched_scan_is_read_on_the_canvas_as_in_a_file(drawn):
    pixels = 255 - fitted(line((190, 40), (130, 280)))
    for picture in (pixels, in_blocks(pixels, 9), smooth(pixels, 140)):
        assert read_ink(drawn, image_to_ink(picture)).text == "1"
        assert predict(drawn, drawing_to_input(Drawing(image=np.dstack([picture] * 3)))).digit == 1


@pytest.mark.parametrize("width", [60, 75, 90])
def test_lines_tell_how_wide_a_digit_was(width):
    fine = line((160 - width // 2, 90), (160, 40), (160 + width // 2, 40), (160, 280), pen=20)
    height = find_ink(fine / np.float32(255))[3]
    was = find_ink(fine / np.float32(255))[2] / height
    ink = cv2.resize(fitted(fine, 32) / np.float32(255), (160, 160), interpolation=cv2.INTER_LINEAR)
    assert unstretched(ink, filling=True).shape == (160, pytest.approx(160 * was, rel=0.25))


def test_digits_of_their_own_width_stay_as_they_are(stroke_rows):
    for row in stroke_rows:
        for picture in (np.pad(scan(row, 20), 4), np.pad(scan(row, 16, 4), 2), np.pad(in_blocks(scan(row), 5), 20)):
            ink = image_to_ink(255 - picture)
            np.testing.assert_array_equal(ink_to_input(ink), ink_to_input(ink, whole=False))


def test_larger_pictures_and_parts_of_pictures_stay_as_they_are():
    slanted = line((160 + 100, 40), (160 - 100, 280), pen=60)
    ink = image_to_ink(255 - fitted(slanted, 250))
    np.testing.assert_array_equal(ink_to_input(ink), ink_to_input(ink, whole=False))
    few = image_to_ink(255 - fitted(slanted, 16))
    assert np.abs(ink_to_input(few) - ink_to_input(few, whole=False)).max() > 0.5


def test_bars_and_dots_of_few_pixels_are_not_made_narrower():
    bar = np.zeros((20, 20), np.float32)
    bar[9:11, 3:17] = 1
    ring = np.zeros((20, 20), np.float32)
    cv2.circle(ring, (10, 10), 6, 1, 1)
    for ink in (bar, ring):
        np.testing.assert_array_equal(ink_to_input(ink), ink_to_input(ink, whole=False))
