"""Strokes and pictures become ink: polarity, paleness, grain and uneven light are found out, not told."""

import cv2
import numpy as np
import pytest

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.images import decode_image, square_image
from digitpad.core.ink import INK_COLOUR, draw_strokes, drawing_to_ink, drawing_to_picture, image_to_ink

SIDE = 224


def drawn_nine(width: int = 18, scale: float = 1.0) -> np.ndarray:
    """A 9 that fills much of the square: (224, 224) bool, True where ink is."""
    turns = np.linspace(0, 2 * np.pi, 60)
    ring = np.stack([112 + 45 * np.cos(turns), 78 - 34 * np.sin(turns)], axis=1)
    points = 112 + scale * (np.concatenate([ring, [[157, 180]]]) - 112)
    return draw_strokes((Stroke.from_points(points),), 1, (0, 0), width, SIDE) > 0


def photo(
    ink: np.ndarray, paper: float | np.ndarray, shade: float | np.ndarray, grain: float = 0.0, rows: slice = slice(None)
) -> np.ndarray:
    """Ink of a shade on paper, each pixel off by the grain's standard deviation: (height, width, 3) uint8."""
    grey = np.where(ink, shade, paper) + np.random.default_rng(0).normal(0, 1, ink.shape) * grain
    return np.repeat(np.clip(np.rint(grey), 0, 255).astype(np.uint8)[rows, :, np.newaxis], 3, axis=2)


def agreement(found: np.ndarray, expected: np.ndarray) -> float:
    """Intersection over union of what counts as ink; preprocessing takes a quarter for ink."""
    assert found.dtype == np.float32
    assert found.min() >= 0
    assert found.max() <= 1
    marked = found >= 0.25
    return (marked & expected).sum() / (marked | expected).sum()


def stroke(*points: tuple[float, float]) -> Stroke:
    return Stroke.from_points(points)


# Strokes


def test_a_line_is_as_thick_as_asked_and_round_at_its_ends() -> None:
    ink = draw_strokes((stroke((20, 32), (44, 32)),), 1, (0, 0), 10, 64)
    assert ink.shape == (64, 64)
    assert ink.dtype == np.uint8
    assert set(np.unique(ink)) == {0, 255}
    assert 9 <= (ink[:, 32] > 0).sum() <= 11
    ends = np.flatnonzero(ink[32])
    assert abs(ends[0] - 15) <= 1
    assert abs(ends[-1] - 49) <= 1
    assert ink[28, 15] == 0  # a square end would have a corner there


def test_scale_and_offset_place_the_strokes() -> None:
    ink = draw_strokes((stroke((1, 2)),), 8, (4, 10), 5, 64)
    rows, columns = np.nonzero(ink)
    assert (columns.mean(), rows.mean()) == pytest.approx((12, 26), abs=0.5)


def test_a_single_point_becomes_a_dot_of_the_pens_width() -> None:
    ink = draw_strokes((stroke((30, 30)),), 1, (0, 0), 12, 64)
    assert (ink > 0).sum() == pytest.approx(np.pi * 6**2, rel=0.15)


def test_a_pen_that_stands_still_changes_nothing() -> None:
    moving = draw_strokes((stroke((10, 10), (50, 40)),), 1, (0, 0), 6, 64)
    resting = draw_strokes((stroke((10, 10), (10, 10), (10.01, 10), (50, 40), (50, 40)),), 1, (0, 0), 6, 64)
    np.testing.assert_array_equal(resting, moving)


def test_points_beyond_a_strokes_count_are_not_drawn() -> None:
    buffer = np.array([[10, 10], [20, 10], [60, 60]], np.float32)
    ink = draw_strokes((Stroke(buffer, 2),), 1, (0, 0), 4, 64)
    assert ink.any()
    assert not ink[15:].any()


def test_strokes_outside_the_square_are_cut_off() -> None:
    ink = draw_strokes((stroke((-500, 32), (900, 32)), stroke((5000, 5000))), 1, (0, 0), 4, 64)
    assert (ink[32] == 255).all()
    assert (ink[:20] == 0).all()


def test_no_strokes_are_no_ink() -> None:
    assert not draw_strokes((), 1, (0, 0), 4, 16).any()


# Drawings


def test_a_drawing_has_its_pens_width_whatever_the_box() -> None:
    for box in (100.0, 500.0, 2000.0):
        line = stroke((0.2 * box, 0.5 * box), (0.8 * box, 0.5 * box))
        ink = drawing_to_ink(Drawing((line,), box, 0.1 * box))
        assert ink.shape == (448, 448)
        assert ink.dtype == np.float32
        assert (ink[:, 224] > 0).sum() == pytest.approx(44.8, abs=3)


def test_strokes_lie_over_the_opened_images_own_ink() -> None:
    image = np.full((100, 100, 3), 255, np.uint8)
    image[20:80, 20:30] = 0
    ink = drawing_to_ink(Drawing((stroke((70, 20), (70, 80)),), 100.0, 10.0, image), side=100)
    assert ink[50, 25] == 1
    assert ink[50, 70] == 1
    assert ink[50, 50] == 0


def test_ink_over_a_white_on_black_image_is_ink_too() -> None:
    image = np.zeros((100, 100, 3), np.uint8)
    image[20:80, 20:30] = 255
    ink = drawing_to_ink(Drawing((stroke((70, 20), (70, 80)),), 100.0, 10.0, image), side=100)
    assert (ink[50, 25], ink[50, 70], ink[50, 50]) == (1, 1, 0)


def test_an_empty_drawing_is_blank() -> None:
    assert not drawing_to_ink(Drawing()).any()


def test_a_picture_of_a_drawing_shows_dark_ink_on_white_or_on_the_image() -> None:
    line = stroke((20, 50), (80, 50))
    picture = drawing_to_picture(Drawing((line,), 100.0, 10.0), side=50)
    assert picture.shape == (50, 50, 3)
    assert picture[25, 25].tolist() == list(INK_COLOUR)
    assert picture[5, 5].tolist() == [255, 255, 255]
    image = np.full((10, 10, 3), (200, 150, 100), np.uint8)
    over = drawing_to_picture(Drawing((line,), 100.0, 10.0, image), side=50)
    assert over[25, 25].tolist() == list(INK_COLOUR)
    assert over[5, 5].tolist() == [200, 150, 100]


# Pictures


@pytest.mark.parametrize(("paper", "shade"), [(255, 0), (0, 255), (235, 40), (30, 220), (128, 40), (128, 230)])
def test_ink_is_found_dark_on_light_and_light_on_dark(paper: int, shade: int) -> None:
    found = image_to_ink(photo(drawn_nine(), paper, shade))
    np.testing.assert_array_equal(found, drawn_nine().astype(np.float32))


def test_coloured_ink_on_coloured_paper_is_found() -> None:
    image = np.where(drawn_nine()[:, :, np.newaxis], (30, 60, 160), (250, 235, 150)).astype(np.uint8)
    np.testing.assert_array_equal(image_to_ink(image), drawn_nine().astype(np.float32))


def test_grey_pictures_need_no_third_axis() -> None:
    image = photo(drawn_nine(), 240, 20)
    np.testing.assert_array_equal(image_to_ink(image[:, :, 0]), image_to_ink(image))


@pytest.mark.parametrize("width", [2, 8, 60])
def test_pale_pencil_counts_like_a_felt_pen(width: int) -> None:
    found = image_to_ink(photo(drawn_nine(width), 240, 205))
    np.testing.assert_array_equal(found, drawn_nine(width).astype(np.float32))


def test_most_of_a_line_drawn_with_varying_pressure_is_full_ink() -> None:
    pressure = np.tile(np.linspace(0.5, 1, SIDE), (SIDE, 1))
    found = image_to_ink(photo(drawn_nine(), 240, 240 - 160 * pressure))
    assert (found[drawn_nine()] == 1).mean() > 0.7
    assert found[drawn_nine()].min() > 0.5


@pytest.mark.parametrize(
    ("width", "paper", "shade", "grain"),
    [(18, 220, 60, 8), (18, 200, 40, 16), (4, 220, 60, 8), (3, 240, 195, 4), (60, 220, 60, 8), (4, 30, 200, 8)],
    ids=["pen", "much grain", "thin pen", "pale pencil", "brush", "chalk"],
)
def test_grain_of_the_paper_is_no_ink(width: int, paper: int, shade: int, grain: float) -> None:
    expected = drawn_nine(width)
    found = image_to_ink(photo(expected, paper, shade, grain))
    assert agreement(found, expected) > 0.98
    assert (found[~expected] >= 0.25).mean() < 1e-3


@pytest.mark.parametrize("width", [3, 18])
@pytest.mark.parametrize("difference", [30, 60])
def test_uneven_light_is_no_ink(width: int, difference: float) -> None:
    paper = 190 + np.linspace(-difference, difference, SIDE)[np.newaxis] / 2 + np.zeros((SIDE, 1))
    expected = drawn_nine(width)
    assert agreement(image_to_ink(photo(expected, paper, 50, 3)), expected) > 0.95


def test_a_small_digit_on_a_large_sheet_with_dark_corners_is_found() -> None:
    across = np.linspace(-1, 1, SIDE)
    paper = 230 - 20 * (across[np.newaxis] ** 2 + across[:, np.newaxis] ** 2)
    expected = drawn_nine(3, scale=0.25)
    assert agreement(image_to_ink(photo(expected, paper, 60, 3)), expected) > 0.9


@pytest.mark.parametrize("margin", [28, 49], ids=["4:3", "16:9"])
def test_the_margin_of_a_squared_photo_does_not_hide_its_grain(margin: int) -> None:
    expected = drawn_nine(4, scale=0.8)
    square = square_image(photo(expected, 220, 120, 12, slice(margin, -margin)))
    assert square.shape == (SIDE, SIDE, 3)
    assert agreement(image_to_ink(square), expected) > 0.98


def test_soft_edges_stay_soft() -> None:
    blurred = cv2.GaussianBlur(drawn_nine().astype(np.float32), (0, 0), 2)
    found = image_to_ink(np.rint(255 * (1 - blurred)).astype(np.uint8))
    edge = (blurred > 0.3) & (blurred < 0.6)
    assert ((found[edge] > 0) & (found[edge] < 1)).mean() > 0.9
    assert (found[blurred < 0.01] < 0.02).all()


def test_a_digit_of_28_pixels_like_mnists_stays_what_it_is() -> None:
    fine = cv2.resize(drawn_nine(20).astype(np.float32), (28, 28), interpolation=cv2.INTER_AREA)
    for image in (255 * (1 - fine), 255 * fine):
        found = image_to_ink(np.rint(image).astype(np.uint8))
        assert np.abs(found - fine).mean() < 0.03


def test_a_picture_that_was_made_for_a_model_is_its_own_ink_pixel_by_pixel() -> None:
    fine = cv2.resize(255 * drawn_nine(20).astype(np.uint8), (28, 28), interpolation=cv2.INTER_AREA)
    assert len(np.unique(fine)) > 10 and fine.max() == 255, "there are greys"
    for picture in (255 - fine, fine, np.dstack([255 - fine] * 3)):
        np.testing.assert_array_equal(image_to_ink(picture), fine / np.float32(255))
    drawing = Drawing((), image=np.dstack([255 - fine] * 3))
    np.testing.assert_array_equal(drawing_to_ink(drawing), fine / np.float32(255))
    stroke = Stroke.from_points([[400, 450], [450, 450]])
    both = drawing_to_ink(drawing._replace(strokes=(stroke,)))
    assert both.shape == (448, 448) and both[403, 380] == 1
    assert agreement(both[:380], cv2.resize(fine, (448, 448))[:380] > 60) > 0.8, "the 9 is below the stroke"
    assert drawing_to_ink(drawing, 100).shape == (100, 100)


@pytest.mark.parametrize(("paper", "shade"), [(255, 150), (230, 0), (90, 255)])
def test_pale_ink_and_grey_paper_in_28_pixels_are_still_found_out(paper: int, shade: int) -> None:
    fine = cv2.resize(drawn_nine(20).astype(np.float32), (28, 28), interpolation=cv2.INTER_AREA)
    found = image_to_ink(np.rint(paper + (shade - paper) * fine).astype(np.uint8))
    assert found.max() == 1 and np.abs(found - fine).mean() < 0.04


def test_ink_may_reach_the_border() -> None:
    expected = np.zeros((60, 40), bool)
    expected[:, 15:25] = True
    np.testing.assert_array_equal(image_to_ink(photo(expected, 230, 20)), expected.astype(np.float32))


@pytest.mark.parametrize("shade", [0, 90, 255])
def test_a_blank_sheet_has_no_ink(shade: int) -> None:
    found = image_to_ink(np.full((50, 70, 3), shade, np.uint8))
    assert found.shape == (50, 70)
    assert found.dtype == np.float32
    assert not found.any()


@pytest.mark.parametrize("grain", [3, 8, 16])
@pytest.mark.parametrize("light", ["even", "from one side", "dark corners"])
def test_a_photo_of_a_blank_sheet_has_no_ink(grain: float, light: str) -> None:
    across = np.linspace(-1, 1, SIDE)
    darker = {
        "even": np.zeros((SIDE, SIDE)),
        "from one side": np.tile(across, (SIDE, 1)),
        "dark corners": across[np.newaxis] ** 2 + across[:, np.newaxis] ** 2,
    }[light]
    assert not image_to_ink(photo(np.zeros((SIDE, SIDE), bool), 200 - 20 * darker, 200, grain)).any()


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1), (2, 2)])
def test_tiny_pictures_are_no_trouble(shape: tuple[int, int]) -> None:
    for values in ([255], [0, 255], [0, 30, 255]):
        image = np.resize(np.array(values, np.uint8), shape)
        found = image_to_ink(image)
        assert found.shape == shape
        assert np.isfinite(found).all()


# Files


def encoded(pixels: np.ndarray) -> bytes:
    return cv2.imencode(".png", pixels)[1].tobytes()


@pytest.mark.parametrize("colour", [(0, 0, 0), (120, 20, 20), (255, 255, 255)])
def test_ink_of_any_colour_on_a_transparent_png_is_found(colour: tuple[int, int, int]) -> None:
    alpha = drawn_nine().astype(np.uint8) * 255
    pixels = np.dstack([np.full((SIDE, SIDE, 3), colour, np.uint8), alpha])
    np.testing.assert_array_equal(image_to_ink(decode_image(encoded(pixels), "picture")), drawn_nine())


@pytest.mark.parametrize(("paper", "shade"), [(60_000, 9_000), (3_000, 50_000)])
def test_ink_of_a_16_bit_grey_picture_is_found(paper: int, shade: int) -> None:
    pixels = np.where(drawn_nine(), shade, paper).astype(np.uint16)
    np.testing.assert_array_equal(image_to_ink(decode_image(encoded(pixels), "picture")), drawn_nine())


def test_a_blank_white_file_has_no_ink() -> None:
    assert not image_to_ink(decode_image(encoded(np.full((28, 28), 255, np.uint8)), "picture")).any()


def test_compression_noise_is_no_ink() -> None:
    data = cv2.imencode(".jpg", photo(drawn_nine(), 225, 50, 4), [cv2.IMWRITE_JPEG_QUALITY, 40])[1].tobytes()
    assert agreement(image_to_ink(decode_image(data, "picture")), drawn_nine()) > 0.93
