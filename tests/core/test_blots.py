import cv2
import numpy as np

from digitpad.core.blots import Blots, find_blots
from digitpad.core.preprocess import find_ink


def blots_of(ink) -> Blots:
    box = find_ink(ink)
    assert box is not None
    return find_blots(ink, box)


def drawn(*lines, shape=(120, 300), thickness=8):
    """Polylines as ink: float32 in [0, 1]."""
    pixels = np.zeros(shape, np.uint8)
    for line in lines:
        cv2.polylines(pixels, [np.array(line)], False, 255, thickness)
    return pixels.astype(np.float32) / 255


def bar(x):
    return [(x, 10), (x, 110)]


def ring(x, radius=35):
    return [(int(x + radius * np.cos(turn)), int(60 + 50 * np.sin(turn))) for turn in np.linspace(0, 2 * np.pi, 40)]


def test_every_blot_is_a_piece_with_its_own_ink_alone():
    ink = drawn(bar(20), bar(100))
    blots = blots_of(ink)
    assert len(blots.boxes) == 2 and not blots.cuts.any()
    for piece in range(2):
        assert 0 < blots.part((piece,)).sum() < ink.sum()
    assert blots.part((0, 1)).sum() == ink.sum()


def test_boxes_lead_back_to_the_picture():
    ink = np.zeros((3000, 4000), np.float32)
    ink[1000:1800, 500:600] = ink[1000:1800, 2500:2600] = 1
    blots = blots_of(ink)
    left = sorted((blots.boxes * blots.scale + np.tile(blots.offset, 2)).tolist())
    np.testing.assert_allclose(left, [[500, 1000, 600, 1800], [2500, 1000, 2600, 1800]], atol=5)
    assert max(blots.ink.shape) <= 1024


def test_digits_that_touch_are_cut_where_they_touch():
    ink = drawn(ring(50), ring(120))
    blots = blots_of(ink)
    assert len(blots.boxes) >= 2
    cuts = blots.cuts[blots.cuts > 0]
    edges = blots.boxes[blots.cuts > 0, 0]
    at_the_touch = edges[cuts == cuts.min()]
    assert abs(at_the_touch - (85 - blots.offset[0])).min() <= 10
    assert cuts.min() < 3


def test_a_cut_where_digits_touch_costs_less_than_one_through_a_stroke():
    blots = blots_of(drawn(ring(50), ring(125), [(125, 60), (125, 60)], thickness=6))
    edges = blots.boxes[:, 0] + blots.offset[0]
    prices = {round(edge): cut for edge, cut in zip(edges, blots.cuts, strict=True) if cut}
    (at_the_touch,) = [cut for edge, cut in prices.items() if abs(edge - 87) <= 6]
    assert at_the_touch < 0.5
    assert all(cut > 2 * at_the_touch for edge, cut in prices.items() if abs(edge - 87) > 12)


def test_a_way_between_two_digits_goes_round_what_overhangs():
    """A 7 whose bar reaches over a 1 and touches its top: straight down there is ink, whichever column."""
    seven, one = [(10, 20), (110, 20), (60, 110)], [(110, 24), (90, 110)]
    blots = blots_of(drawn(seven, one, thickness=6))
    x, y = blots.offset
    only_one = drawn(one, thickness=6)[y : y + len(blots.ink), x : x + blots.ink.shape[1]] > 0.5
    only_one[:12] = False  # there they touch
    owners = np.unique(blots.numbers[only_one])
    assert (np.isin(blots.numbers, owners) & ~only_one & (blots.numbers > 0)).sum() < 0.5 * only_one.sum()


def test_ink_that_a_cut_leaves_hanging_loose_is_told():
    blots = blots_of(drawn(ring(50), ring(120)))
    everything = tuple(range(len(blots.boxes)))
    assert blots.loose_ink(everything) == 0
    first, last = int(blots.boxes[:, 0].argmin()), int(blots.boxes[:, 0].argmax())
    assert blots.loose_ink((first,)) == 0
    assert 0.1 < blots.loose_ink((first, last)) <= 0.5


def test_pieces_that_were_never_one_are_not_loose():
    blots = blots_of(drawn(bar(20), bar(100)))
    assert blots.loose_ink((0, 1)) == 0


def test_a_long_line_is_not_cut():
    assert len(blots_of(drawn([(5, 60), (1800, 60)], shape=(120, 2000))).boxes) == 1


def test_all_ink_of_a_cut_blot_is_in_one_piece_or_another():
    blots = blots_of(drawn(ring(50), ring(120)))
    assert ((blots.numbers > 0) == (blots.ink >= 0.25)).all()
    assert set(np.unique(blots.numbers)) == set(range(len(blots.boxes) + 1))


def test_a_narrow_digit_is_never_cut():
    assert len(blots_of(drawn(ring(50, radius=20))).boxes) == 1


def test_specks_are_no_pieces():
    ink = drawn(bar(20), bar(100))
    ink[np.ix_([5, 50, 90], [60, 150, 200])] = 1
    assert len(blots_of(ink).boxes) == 2
