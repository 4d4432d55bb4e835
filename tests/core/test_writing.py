"""Writing is told from dirt, by how it lies and what it looks like."""

import cv2
import numpy as np
import pytest

from digitpad.core.writing import find_ink, keep_writing, pen_width, without_specks

SIDE = 300


def strokes(*paths: list[tuple[int, int]], width: int = 8) -> np.ndarray:
    """Ink of some paths: (300, 300) float32, 1 where ink is."""
    ink = np.zeros((SIDE, SIDE), np.uint8)
    for path in paths:
        cv2.polylines(ink, [np.array(path)], False, 1, width)
    return ink.astype(np.float32)


SEVEN = [(110, 90), (190, 90), (140, 210)]


def paper_with(ink: np.ndarray, darkness: float, grain: float = 0.01) -> np.ndarray:
    noise = grain * np.random.default_rng(0).standard_normal(ink.shape)
    return (1 - darkness * ink + noise).astype(np.float32)


@pytest.mark.parametrize("darkness", [0.15, 0.4, 0.8])
def test_pale_and_dark_ink_are_ink(darkness: float) -> None:
    seven = strokes(SEVEN)
    found = find_ink(paper_with(seven, darkness))
    assert found.dtype == np.float32
    assert (found[seven > 0] > 0.9).mean() > 0.99
    assert (found[seven == 0] < 0.1).mean() > 0.999


def test_faint_ink_under_strong_grain_is_found() -> None:
    seven = strokes(SEVEN)
    found = find_ink(paper_with(seven, 0.25, 0.06))
    marked = found >= 0.5
    assert (marked & (seven > 0)).sum() / (marked | (seven > 0)).sum() > 0.6


@pytest.mark.parametrize("grain", [0.0, 0.02, 0.1])
def test_blank_paper_has_no_ink(grain: float) -> None:
    assert not find_ink(paper_with(np.zeros((SIDE, SIDE), np.float32), 0, grain)).any()


def test_ink_is_measured_by_the_writing_and_not_by_darker_dirt() -> None:
    seven, dirt = strokes(SEVEN), strokes([(20, 280), (24, 284)])
    found = find_ink(paper_with(0.3 * seven + 0.9 * dirt, 1))
    assert (found[seven > 0] > 0.9).mean() > 0.99


@pytest.mark.parametrize(
    "other",
    [
        [(30, 250), (33, 252)],
        [(4, 0), (4, 299)],
        [(0, 290), (120, 290)],
        [(250, 20), (290, 20)],
    ],
    ids=["a speck", "an edge", "the rest of a table", "a mark far above"],
)
def test_what_is_no_writing_is_left_out(other: list[tuple[int, int]]) -> None:
    seven = strokes(SEVEN)
    np.testing.assert_array_equal(keep_writing(np.maximum(seven, strokes(other, width=4))), seven)


def test_a_piece_broken_off_and_the_bar_of_a_five_stay() -> None:
    ink = strokes([(110, 100), (110, 140), (160, 150), (170, 190), (110, 210)], [(128, 92), (180, 88)])
    np.testing.assert_array_equal(keep_writing(ink), ink)


def test_other_digits_of_a_number_stay() -> None:
    ink = strokes([(60, 100), (60, 200)], SEVEN, [(230, 110), (260, 110), (235, 205)])
    np.testing.assert_array_equal(keep_writing(ink), ink)


def test_a_digit_alone_may_touch_the_border() -> None:
    ink = strokes([(0, 90), (190, 90), (140, 299)])
    np.testing.assert_array_equal(keep_writing(ink), ink)


def test_specks_are_left_out_of_a_drawing_and_nothing_else() -> None:
    seven = strokes(SEVEN)
    assert without_specks(seven) is seven
    np.testing.assert_array_equal(without_specks(np.maximum(seven, strokes([(20, 280), (22, 280)], width=2))), seven)
    far_apart = strokes([(30, 40), (30, 90)], [(270, 200), (270, 260)])
    assert without_specks(far_apart) is far_apart


@pytest.mark.parametrize("keep", [keep_writing, without_specks])
def test_no_ink_stays_no_ink(keep) -> None:
    assert not keep(np.zeros((40, 50), np.float32)).any()


@pytest.mark.parametrize("width", [4, 9, 20])
def test_the_pens_width_is_measured(width: int) -> None:
    assert pen_width(strokes(SEVEN, width=width)) == pytest.approx(width, rel=0.5)
    assert pen_width(np.zeros((40, 40), np.float32)) is None
