"""Printed lines are found and divided out, and a pen's strokes stay whole."""

import cv2
import numpy as np
import pytest

from digitpad.core.ruling import find_lines, printed_lines

HEIGHT, WIDTH = 300, 400


def ruled(
    spacing: float = 60, slope: float = 0.0, bend: float = 0.0, width: float = 2.0, left: float = 0.8
) -> np.ndarray:
    """Paper with lines from left to right that leave a part of the light: (300, 400) float32."""
    x, y = np.meshgrid(np.arange(WIDTH) / WIDTH - 0.5, np.arange(HEIGHT, dtype=np.float32))
    beside = np.abs((y - slope * WIDTH * x - bend * WIDTH * (1 - 4 * x**2)) % spacing - spacing / 2)
    return (1 - (1 - left) * np.clip((width + 1) / 2 - beside, 0, 1)).astype(np.float32)


def grainy(paper: np.ndarray, grain: float = 0.01) -> np.ndarray:
    return (paper + grain * np.random.default_rng(1).standard_normal(paper.shape)).astype(np.float32)


def without_lines(paper: np.ndarray) -> np.ndarray:
    return paper / printed_lines(find_lines(paper), find_lines(paper.T), paper.shape)


def worst_paper(paper: np.ndarray, but: np.ndarray | None = None) -> float:
    """How much darker than blank paper the darkest hundredth is, leaving out some pixels."""
    shades = paper if but is None else paper[~but]
    return 1 - float(np.quantile(shades, 0.01))


@pytest.mark.parametrize("slope", [0, 0.03, -0.08])
@pytest.mark.parametrize("width", [1, 3, 12])
def test_lines_are_divided_out_whatever_their_slope_and_width(slope: float, width: float) -> None:
    paper = grainy(ruled(slope=slope, width=width))
    assert worst_paper(paper) > 0.1
    assert worst_paper(without_lines(paper)) < 0.07


@pytest.mark.parametrize("bend", [0.01, -0.015])
def test_the_lines_of_a_bent_sheet_are_followed(bend: float) -> None:
    assert worst_paper(without_lines(grainy(ruled(bend=bend)))) < 0.07


def test_squares_are_lines_both_ways() -> None:
    upright = cv2.resize(ruled(45).T, (WIDTH, HEIGHT))
    paper = grainy(np.minimum(ruled(45, slope=0.04), upright))
    assert len(find_lines(paper)) >= 5
    assert len(find_lines(paper.T)) >= 5
    assert worst_paper(without_lines(paper)) < 0.1


def test_a_line_that_leaves_the_picture_is_found_too() -> None:
    paper = grainy(ruled(spacing=130, slope=0.2))
    assert worst_paper(without_lines(paper)) < 0.07


def test_pale_lines_under_grain_are_found() -> None:
    paper = grainy(ruled(left=0.93, width=3), 0.015)
    lines = find_lines(paper)
    assert len(lines) == 5
    assert sorted(round(float(line.middle[WIDTH // 2])) for line in lines) == [30, 90, 150, 210, 270]


def test_a_stroke_across_and_along_a_line_stays_whole() -> None:
    pen = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.polylines(pen, [np.array([[150, 60], [230, 60], [150, 149], [240, 151]])], False, 1, 7)
    ink = pen > 0
    found = without_lines(grainy(ruled() * np.where(ink, np.float32(0.4), np.float32(1))))
    assert worst_paper(found, cv2.dilate(pen, np.ones((3, 3), np.uint8)) > 0) < 0.07
    assert float(np.quantile(found[ink], 0.99)) < 0.6


@pytest.mark.parametrize("grain", [0.0, 0.01, 0.05])
def test_blank_paper_has_no_lines(grain: float) -> None:
    paper = grainy(np.ones((HEIGHT, WIDTH), np.float32), grain)
    assert find_lines(paper) == []
    assert (printed_lines([], [], paper.shape) == 1).all()


def test_a_long_stroke_that_ends_inside_the_picture_is_no_line() -> None:
    paper = np.ones((HEIGHT, WIDTH), np.float32)
    paper[150:154, 60:-60] = 0.4
    assert find_lines(grainy(paper)) == []


def test_only_a_thin_line_from_border_to_border_is_certain() -> None:
    paper = np.ones((HEIGHT, WIDTH), np.float32)
    paper[100:102] = 0.7
    paper[200:203, 12:-12] = 0.7
    assert [line.is_certain for line in sorted(find_lines(grainy(paper)), key=lambda line: line.middle[0])] == [
        True,
        False,
    ]
    broad = np.ones((HEIGHT, WIDTH), np.float32)
    broad[140:164] = 0.7
    assert not any(line.is_certain for line in find_lines(grainy(broad)))
