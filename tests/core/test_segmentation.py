import numpy as np
import pytest

from digitpad.core.classifier import Prediction
from digitpad.core.reading_costs import INK_COSTS, STROKE_COSTS
from digitpad.core.segmentation import group_pieces, rows_of


def box(left, right, top=0, bottom=100):
    return [left, top, right, bottom]


class Reader:
    """Is sure of some groups of pieces, and half sure of all others."""

    def __init__(self, *sure):
        self.sure = sure
        self.asked = []

    def __call__(self, groups):
        self.asked += groups
        return [prediction(0.99 if group in self.sure else 0.3) for group in groups]


def prediction(likeliest, digit=7):
    probabilities = np.full(10, (1 - likeliest) / 9, np.float32)
    probabilities[digit] = likeliest
    return Prediction("digit" if likeliest > 0.5 else "unsure", probabilities, np.zeros((28, 28), np.float32))


def grouped(boxes, *sure):
    return group_pieces(np.array(boxes, float), Reader(*sure))


def test_pieces_over_each_other_are_one_digit_without_asking():
    reader = Reader()
    assert group_pieces(np.array([box(0, 70), box(60 - 30, 40, 20, 90)], float), reader) == [(0, 1)]
    assert group_pieces(np.array([box(0, 50)], float), reader) == [(0,)]
    assert not reader.asked


def test_pieces_far_apart_are_digits_from_left_to_right_in_whatever_order_they_were_drawn():
    assert grouped([box(300, 350), box(0, 50), box(150, 200)]) == [(1,), (2,), (0,)]


@pytest.mark.parametrize("gap", [-6, 0, 10, 25])
def test_digits_that_stand_close_or_overlap_are_told_apart(gap):
    assert grouped([box(0, 60), box(60 + gap, 120 + gap)], (0,), (1,)) == [(0,), (1,)]


@pytest.mark.parametrize("gap", [-20, -5, 5, 12])
def test_the_bar_of_a_five_belongs_to_it(gap):
    assert grouped([box(0, 50), box(50 + gap, 90 + gap, 0, 6)], (0, 1), (0,), (1,)) == [(0, 1)]


def test_the_parts_of_an_open_four_stay_together():
    assert grouped([box(0, 40, 0, 70), box(46, 54, 25, 100)], (0, 1), (0,), (1,)) == [(0, 1)]


def test_an_upright_within_the_rest_of_a_four_belongs_to_it_even_where_both_read_as_digits():
    rest, upright = box(0, 66, 0, 85), box(61, 66, 12, 100)
    assert grouped([rest, upright], (0, 1), (0,), (1,)) == [(0, 1)]
    upright_beside = box(72, 77, 12, 100)
    assert grouped([rest, upright_beside], (0, 1), (0,), (1,)) == [(0,), (1,)]


def test_a_second_stroke_is_a_fours_sooner_than_a_zeros():
    """Both ways read as well: a 4 of two strokes and a 0, and a bent 1 and a 0 with a line at its left."""
    boxes = np.array([box(0, 45, 0, 135), box(42, 70, 92, 148), box(66, 190, 5, 160)], float)
    readings = {(0, 1): (0.91, 4), (0,): (0.99, 1), (2,): (0.99, 0), (1, 2): (0.99, 0)}

    def predict_groups(groups):
        return [prediction(*readings.get(group, (0.3, 7))) for group in groups]

    assert group_pieces(boxes, predict_groups) == [(0, 1), (2,)]
    assert group_pieces(boxes, predict_groups, costs=STROKE_COSTS._replace(strokes=0.0)) == [(0,), (1, 2)]


def test_the_classifier_decides_where_geometry_does_not():
    boxes = [box(0, 45, 0, 80), box(45, 90, 20, 100)]
    assert grouped(boxes, (0, 1)) == [(0, 1)]
    assert grouped(boxes, (0,), (1,)) == [(0,), (1,)]


def test_a_bar_goes_to_the_digit_that_it_makes():
    boxes = [box(0, 50), box(52, 90, 0, 5), box(92, 140)]
    assert grouped(boxes, (0, 1), (2,)) == [(0, 1), (2,)]
    assert grouped(boxes, (0,), (1, 2)) == [(0,), (1, 2)]


@pytest.mark.parametrize("size", [0.01, 1, 1000])
def test_it_does_not_matter_how_large_people_write(size):
    boxes = np.array([box(0, 60), box(66, 120), box(110, 150, 0, 6)], float) * size
    assert group_pieces(boxes, Reader((0,), (1, 2))) == [(0,), (1, 2)]


def test_a_digit_is_cut_only_where_its_halves_read_better():
    halves = np.array([box(0, 40), box(40, 80)], float)
    cuts = np.array([0, 2.0])
    assert group_pieces(halves, Reader((0, 1), (0,), (1,)), cuts) == [(0, 1)]
    assert group_pieces(halves, Reader((0,), (1,)), cuts) == [(0,), (1,)]


def test_the_wall_between_two_digits_may_belong_to_both():
    boxes = np.array([box(0, 40), box(40, 52), box(52, 92)], float)
    cuts = np.array([0, 0.3, 0.3])
    whole_with_the_wall = Reader((0, 1), (1, 2))
    assert group_pieces(boxes, whole_with_the_wall, cuts, INK_COSTS) == [(0, 1), (1, 2)]
    assert group_pieces(boxes, Reader((0,), (1, 2)), cuts, INK_COSTS) == [(0,), (1, 2)]


def test_a_broad_piece_belongs_to_one_digit_only():
    boxes = np.array([box(0, 40), box(40, 80), box(80, 120)], float)
    groups = group_pieces(boxes, Reader((0, 1), (1, 2)), np.array([0, 0.3, 0.3]), INK_COSTS)
    assert sorted(piece for group in groups for piece in group) == [0, 1, 2]


def test_a_whole_blot_may_be_a_digit_however_wide():
    boxes = np.array([box(0, 60), box(60, 120), box(120, 190)], float)
    cuts = np.array([0, 1.0, 1.0])
    assert group_pieces(boxes, Reader((0, 1, 2)), cuts, INK_COSTS) == [(0, 1, 2)]


def test_loose_ink_speaks_against_a_cut():
    boxes, cuts = np.array([box(0, 45), box(45, 90)], float), np.array([0, 0.1])
    torn = Reader((0, 1), (0,), (1,))
    assert group_pieces(boxes, torn, cuts, INK_COSTS, lambda group: 0.0) == [(0,), (1,)]
    assert group_pieces(boxes, torn, cuts, INK_COSTS, lambda group: 0.4 * (len(group) == 1)) == [(0, 1)]


def test_rows_are_read_one_after_another():
    boxes = [box(200, 250, 300, 400), box(0, 50, 0, 100), box(150, 200, 10, 110), box(20, 70, 290, 390)]
    assert grouped(boxes) == [(1,), (2,), (3,), (0,)]
    assert rows_of(np.array(boxes, float)).tolist() == [1, 0, 0, 1]


@pytest.mark.parametrize(
    "boxes",
    [
        [box(0, 60, 40, 100), box(10, 70, 0, 6)],  # the bar of a 5 high above it
        [box(0, 60, 0, 100), box(100, 160, 60, 160)],  # a row that falls
        [box(0, 60, 0, 48), box(0, 60, 55, 100)],  # an 8 in two halves
    ],
)
def test_these_are_one_row(boxes):
    assert not rows_of(np.array(boxes, float)).any()


def test_a_thousand_pieces_are_a_scribble_and_take_no_time():
    scribble = np.array([box(20 * place, 20 * place + 9) for place in range(1000)], float)
    reader = Reader()
    assert group_pieces(scribble, reader) == [tuple(range(1000))]
    assert not reader.asked
