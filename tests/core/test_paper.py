"""Generated photographs: the same from the same seed, different from another, and they show the digit."""

import numpy as np
import pytest

from digitpad.core.drawing import Drawing, drawing_from_row
from digitpad.core.paper import PAPERS, PENS, photographed, photographs


def several(drawing: Drawing, count: int, side: int = 300):
    return [photographed(drawing, np.random.default_rng([1, seed]), side) for seed in range(count)]


@pytest.fixture
def drawing(stroke_rows) -> Drawing:
    return drawing_from_row(stroke_rows[3])


def test_a_seed_decides_on_everything(drawing: Drawing) -> None:
    first, again = (photographed(drawing, np.random.default_rng(5), 300) for _ in range(2))
    np.testing.assert_array_equal(first.picture, again.picture)
    assert first[1:] == again[1:]
    other = photographed(drawing, np.random.default_rng(6), 300)
    assert other.picture.shape != first.picture.shape or (other.picture != first.picture).any()


def test_photographs_are_of_every_paper_and_pen(drawing: Drawing) -> None:
    taken = several(drawing, 30)
    assert {photograph.paper for photograph in taken} == set(PAPERS)
    assert {photograph.pen for photograph in taken} == set(PENS)
    for photograph in taken:
        assert photograph.picture.dtype == np.uint8
        assert max(photograph.picture.shape) == 300


def test_a_photographs_size_is_a_phones_or_a_thumbnails(drawing: Drawing) -> None:
    sides = [max(photographed(drawing, np.random.default_rng(seed)).picture.shape) for seed in range(3)]
    assert len(set(sides)) == 3
    assert all(300 <= side <= 4000 for side in sides)


def test_the_digit_is_inside_and_of_a_natural_size(drawing: Drawing) -> None:
    middles = []
    for photograph in several(drawing, 30):
        height, width = photograph.picture.shape[:2]
        x, y, across, down = photograph.box
        assert x >= 0
        assert y >= 0
        assert x + across <= width
        assert y + down <= height
        assert 0.12 <= max(across, down) / min(height, width) <= 0.75
        middles.append(((x + across / 2) / width, (y + down / 2) / height))
    assert np.std(middles, axis=0).min() > 0.03


def test_ink_is_darker_than_the_paper_around_it(drawing: Drawing) -> None:
    for photograph in several(drawing, 10):
        x, y, across, down = photograph.box
        inside = photograph.picture[y : y + down, x : x + across].mean(axis=2)
        assert inside.min() < 0.85 * np.median(inside)


def test_a_dot_can_be_photographed_too() -> None:
    dot = drawing_from_row({"box": 100, "strokes": [[[50, 50]]]})
    assert photographed(dot, np.random.default_rng(0), 300).picture.any()


def test_a_set_of_photographs_begins_in_the_same_way_whatever_its_size(stroke_rows) -> None:
    drawings = [drawing_from_row(row) for row in stroke_rows]
    some, more = list(photographs(drawings, 2, 9)), list(photographs(drawings, 3, 9))
    assert [chosen for chosen, _ in some] == [chosen for chosen, _ in more[:2]]
    for (_, photograph), (_, again) in zip(some, more, strict=False):
        np.testing.assert_array_equal(photograph.picture, again.picture)
