import numpy as np
import pytest

from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.not_digits import (
    CLASSES,
    GENERATORS,
    HELD_OUT,
    TUNED,
    images_of,
    not_digit_drawings,
)

ALL = {kind: tuple(makers) for kind, makers in GENERATORS.items()}
EVERY_ONE = [(kind, name) for kind in ALL for name in ALL[kind]]


def digit(*lines):
    return Drawing(tuple(Stroke.from_points(line) for line in lines))


def ring(x, y, radius):
    angles = np.linspace(0, 2 * np.pi, 30)
    return np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)


DIGITS = [
    digit(ring(250, 250, 90)),
    digit([[120, 100], [300, 100], [200, 400]]),
    digit(ring(250, 200, 60), ring(250, 320, 60)),
    digit([[200, 100], [120, 260], [320, 260]], [[260, 160], [260, 400]]),
]


def drawings(kind, name, count, seed=1):
    return [made.drawing for made in not_digit_drawings({kind: (name,)}, count, seed, DIGITS)]


def points_of(drawing):
    return np.concatenate([stroke.points for stroke in drawing.strokes])


def same(one, other):
    if one.image is not None or other.image is not None:
        return np.array_equal(one.image, other.image)
    return (
        one.width == other.width
        and len(one.strokes) == len(other.strokes)
        and np.array_equal(points_of(one), points_of(other))
    )


def test_every_class_is_made_in_three_ways_or_more_and_one_of_them_is_held_out():
    assert CLASSES == ("dot", "scribble", "shape", "two_digits", "letter")
    for kind in CLASSES:
        assert len(TUNED[kind]) >= 2 and len(HELD_OUT[kind]) == 1
        assert set(TUNED[kind]) | set(HELD_OUT[kind]) == set(GENERATORS[kind])
        assert not set(TUNED[kind]) & set(HELD_OUT[kind])


@pytest.mark.parametrize(("kind", "name"), EVERY_ONE)
def test_the_same_seed_draws_the_same_and_another_seed_something_else(kind, name):
    first, again, others = drawings(kind, name, 4), drawings(kind, name, 4), drawings(kind, name, 4, seed=2)
    assert all(map(same, first, again))
    assert not any(map(same, first, others))
    assert not same(first[0], first[1])


@pytest.mark.parametrize(("kind", "name"), EVERY_ONE)
def test_all_ink_lies_inside_the_box(kind, name):
    for drawing in drawings(kind, name, 25):
        assert drawing.box == 500
        if drawing.image is not None:
            edge = np.concatenate([drawing.image[0], drawing.image[-1], drawing.image[:, 0], drawing.image[:, -1]])
            assert (edge == 255).all() and drawing.image.min() < 100
            continue
        reach, points = drawing.width / 2 - 0.01, points_of(drawing)
        assert np.isfinite(points).all()
        assert points.min() >= reach and points.max() <= 500 - reach


@pytest.mark.parametrize(("kind", "name"), [one for one in EVERY_ONE if one != ("letter", "typed")])
def test_drawings_of_one_generator_differ_in_size_place_and_pen(kind, name):
    made = drawings(kind, name, 25)
    assert np.std([drawing.width for drawing in made]) > 3
    assert (np.std([points_of(drawing).mean(axis=0) for drawing in made], axis=0) > 40).all()
    if kind != "dot":
        extents = [np.ptp(points_of(drawing), axis=0).max() for drawing in made]
        assert min(extents) < 170 and max(extents) > 260


def test_generators_of_a_class_draw_differently():
    for kind, names in ALL.items():
        means = [images_of({kind: (name,)}, 30, 1, DIGITS).mean(axis=0) for name in names]
        differences = [np.abs(a - b).mean() for place, a in enumerate(means) for b in means[:place]]
        assert min(differences) > 1.5, kind


def test_a_drawing_does_not_depend_on_how_many_are_drawn():
    few = [made.drawing for made in not_digit_drawings(TUNED, 10, 1, DIGITS)]
    many = [made.drawing for made in not_digit_drawings(TUNED, 30, 1, DIGITS)]
    assert all(map(same, few, many[:10]))


def test_classes_and_their_generators_come_equally_often():
    made = list(not_digit_drawings(TUNED, 5 * 12 * 2, 1, DIGITS))
    for kind in CLASSES:
        of_kind = [one.generator for one in made if one.kind == kind]
        assert len(of_kind) == 24
        assert {of_kind.count(name) for name in TUNED[kind]} == {24 // len(TUNED[kind])}


def test_what_is_held_out_is_never_learnt_from(monkeypatch):
    asked = set()
    for kind, makers in GENERATORS.items():
        for name, make in makers.items():

            def watched(rng, digits, make=make, one=(kind, name)):
                asked.add(one)
                return make(rng, digits)

            monkeypatch.setitem(makers, name, watched)
    images_of(TUNED, 100, 1, DIGITS)
    assert asked == {(kind, name) for kind in CLASSES for name in TUNED[kind]}
    asked.clear()
    images_of(HELD_OUT, 20, 1, DIGITS)
    assert asked == {(kind, name) for kind in CLASSES for name in HELD_OUT[kind]}


def test_images_have_ink_and_the_first_ones_stay_the_same():
    images = images_of(TUNED, 60, 3, DIGITS)
    assert images.shape == (60, 28, 28) and images.dtype == np.uint8
    assert (images.max(axis=(1, 2)) > 60).all()
    np.testing.assert_array_equal(images_of(TUNED, 20, 3, DIGITS), images[:20])
    assert not np.array_equal(images_of(TUNED, 20, 4, DIGITS), images[:20])


def test_neither_of_two_digits_hides_the_other():
    upright, bent = digit([[250, 100], [250, 400]]), digit([[100, 100], [400, 100], [400, 130]])
    made = [drawing for _, _, drawing in not_digit_drawings({"two_digits": ("centred",)}, 30, 1, [upright, bent])]
    of_both = [drawing for drawing in made if {stroke.count for stroke in drawing.strokes} == {2, 3}]
    assert len(of_both) > 24  # half of them, were one line laid upon itself as good


def test_two_digits_need_digits():
    with pytest.raises(ValueError, match="digits"):
        next(not_digit_drawings(TUNED, 1, 1, []))
    assert len(list(not_digit_drawings({"dot": ("tap",)}, 3, 1, []))) == 3
