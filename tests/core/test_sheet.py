"""A table beside the paper is covered with paper; what only looks like one is left alone."""

import numpy as np
import pytest

from digitpad.core.sheet import continue_paper

SIDE = 300


def photograph(shade: float = 60, slope: float = 0.03) -> np.ndarray:
    """Paper of 200 with a table of that shade along its left side: (300, 300) uint8."""
    y, x = np.mgrid[:SIDE, :SIDE]
    grey = np.where(x < 40 + slope * (y - SIDE / 2), shade, 200.0)
    return np.rint(grey + 2 * np.random.default_rng(0).standard_normal(grey.shape)).astype(np.uint8)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("slope", [0, 0.03, -0.1])
def test_a_table_on_any_side_becomes_paper(turns: int, slope: float) -> None:
    grey = np.rot90(photograph(slope=slope), turns).copy()
    kept = grey.copy()
    covered = continue_paper(grey)
    assert covered.shape == grey.shape
    assert covered.min() > 180
    np.testing.assert_array_equal(grey, kept)


def test_the_paper_itself_is_left_as_it_is() -> None:
    grey = photograph()
    np.testing.assert_array_equal(continue_paper(grey)[:, 60:], grey[:, 60:])


def test_tables_on_two_sides_are_covered() -> None:
    grey = photograph()
    grey[:35] = 40
    assert continue_paper(grey).min() > 180


def test_lines_are_continued_with_the_paper() -> None:
    grey = photograph(slope=0)
    grey[100:103] = np.where(np.arange(SIDE) < 40, 60, 150)
    covered = continue_paper(grey)
    assert np.median(covered[101, :30]) < 160
    assert np.median(covered[130, :30]) > 190


@pytest.mark.parametrize("kind", ["paper alone", "a line beside the border", "light from one side", "a soft shadow"])
def test_paper_without_a_table_comes_back_itself(kind: str) -> None:
    x = np.tile(np.arange(SIDE), (SIDE, 1))
    grey = {
        "paper alone": np.full((SIDE, SIDE), 200.0),
        "a line beside the border": np.where(np.abs(x - 40) < 3, 90.0, 200.0),
        "light from one side": 100 + x / 3,
        "a soft shadow": 200 - 90 / (1 + np.exp((x - 60) / 12)),
    }[kind]
    pixels = np.rint(grey).astype(np.uint8)
    assert continue_paper(pixels) is pixels
