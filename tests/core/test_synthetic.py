import itertools
import time
from dataclasses import fields, replace

import numpy as np
import pytest

from digitpad.core import datasets
from digitpad.core.datasets import SYNTHETIC, has_halves, load
from digitpad.core.errors import InputError
from digitpad.core.pen_styles import styles
from digitpad.core.preprocess import drawing_to_input
from digitpad.core.synthetic import BOX, USUAL, Variation, own_pen_input, synthetic_drawings, write

NONE = Variation(**{field.name: 0 for field in fields(Variation)})
MANY = 40


def points_of(drawing):
    return np.concatenate([stroke.points for stroke in drawing.strokes]).astype(float)


def same(one, other):
    return len(points_of(one)) == len(points_of(other)) and bool((points_of(one) == points_of(other)).all())


def style(digit, name):
    return next(style for style in styles(digit) if style.name == name)


def pairs(name, digit=2, style_name="round", amount=None):
    """Drawings with one idea alone, each beside the one of the same random numbers without any."""
    amount = getattr(USUAL, name) if amount is None else amount
    for seed in range(MANY):
        with_it, without = (
            write(style(digit, style_name), np.random.default_rng(seed), variation)
            for variation in (replace(NONE, **{name: amount}), NONE)
        )
        yield with_it, without


def matrix_between(varied, plain):
    """The matrix that makes the plain drawing's points the varied one's, its scale taken off; None if none does."""
    here, there = (points_of(drawing) - points_of(drawing).mean(axis=0) for drawing in (plain, varied))
    matrix = np.linalg.lstsq(here, there, rcond=None)[0].T
    if np.abs(here @ matrix.T - there).max() > 0.05:
        return None
    return matrix / np.sqrt(np.linalg.det(matrix))


# which drawings there are


def test_a_drawing_depends_on_its_seed_and_index_alone():
    few, more, other = (list(synthetic_drawings(count, seed)) for count, seed in ((20, 5), (30, 5), (20, 6)))
    for (label, drawing), (label_again, again) in zip(few, more, strict=False):
        assert label == label_again and same(drawing, again) and drawing.width == again.width
    assert not any(same(one[1], another[1]) for one, another in zip(few, other, strict=True))


def test_the_digits_take_turns():
    labels = [label for label, _ in synthetic_drawings(30, 1)]
    assert labels == list(range(10)) * 3


def test_no_two_drawings_are_alike():
    drawings = [drawing for _, drawing in synthetic_drawings(100, 1)]
    assert not any(same(one, other) for one, other in itertools.combinations(drawings, 2))


@pytest.mark.parametrize("digit", range(10))
def test_people_write_each_digit_in_several_ways_that_differ(digit):
    assert len(styles(digit)) >= 5
    plain = [write(style, np.random.default_rng(0), NONE) for style in styles(digit)]
    ways = [
        np.concatenate([points_of(drawing)[np.linspace(0, len(points_of(drawing)) - 1, 40).astype(int)]])
        for drawing in plain
    ]
    for one, other in itertools.combinations(ways, 2):
        assert np.abs((one - one.min(axis=0)) / np.ptp(one) - (other - other.min(axis=0)) / np.ptp(other)).max() > 0.04


def test_every_style_is_written():
    written = {(label, len(drawing.strokes)) for label, drawing in synthetic_drawings(600, 1)}
    meant = {(digit, len(style.paths)) for digit in range(10) for style in styles(digit)}
    assert written == meant


# how they differ


def test_without_variation_only_size_and_place_differ():
    sizes, places = set(), set()
    for seed in range(10):
        drawing = write(style(2, "round"), np.random.default_rng(seed), NONE)
        assert matrix_between(drawing, next(pairs("slant"))[1]) == pytest.approx(np.eye(2), abs=1e-3)
        sizes.add(round(np.ptp(points_of(drawing)), 1))
        places.add(tuple(points_of(drawing).mean(axis=0).round()))
    assert len(sizes) == len(places) == 10


def test_slant_moves_the_top_sideways_to_the_right_more_often():
    slants = []
    for varied, plain in pairs("slant"):
        matrix = matrix_between(varied, plain)
        assert matrix is not None and matrix[1, 0] == pytest.approx(0, abs=1e-3)
        assert matrix[0, 0] == pytest.approx(matrix[1, 1], abs=1e-3)
        slants.append(-matrix[0, 1])
    assert 0.02 < np.mean(slants) < 0.2 and 0.12 < np.std(slants) < 0.3


def test_turn_turns_and_no_more():
    angles = []
    for varied, plain in pairs("turn"):
        matrix = matrix_between(varied, plain)
        assert matrix is not None and matrix @ matrix.T == pytest.approx(np.eye(2), abs=1e-3)
        angles.append(np.degrees(np.arctan2(matrix[1, 0], matrix[0, 0])))
    assert abs(np.mean(angles)) < 3 and 3 < np.std(angles) < 8


def test_proportion_changes_width_against_height_and_the_parts_against_each_other():
    ratios, waists = [], []
    for varied, _ in pairs("proportion", 4, "open"):
        bar = varied.strokes[0].points
        whole = np.ptp(points_of(varied), axis=0)
        ratios.append(np.log(whole[0] / whole[1]))
        waists.append((bar[-1, 1] - points_of(varied)[:, 1].min()) / whole[1])
    assert 0.12 < np.std(ratios) < 0.4
    assert 0.03 < np.std(waists) < 0.15


def test_curvature_bends_the_way_between_the_same_ends():
    bends = []
    for varied, plain in pairs("curvature", 3, "round"):
        way, plain_way = (
            points[np.linspace(0, len(points) - 1, 60).round().astype(int)]
            for points in map(points_of, (varied, plain))
        )
        way, plain_way = ((points - points[0]) / np.hypot(*(points[-1] - points[0])) for points in (way, plain_way))
        assert np.abs(way[-1] - plain_way[-1]).max() < 1e-3
        bends.append(np.abs(way - plain_way).max())
    assert np.median(bends) > 0.01 and max(bends) < 0.2


def test_gaps_make_strokes_longer_and_shorter_and_nothing_else():
    ratios = []
    for varied, plain in pairs("gaps", 7, "plain"):
        stroke, plain_stroke = varied.strokes[0].points, plain.strokes[0].points
        corner, plain_corner = stroke[stroke[:, 0].argmax()], plain_stroke[plain_stroke[:, 0].argmax()]
        stem = plain_stroke[-1] - plain_corner
        along = (stroke[-1] - corner) / np.hypot(*(stroke[-1] - corner))
        assert along @ stem / np.hypot(*stem) > 0.999
        ratios.append(np.hypot(*(stroke[0] - corner)) / np.hypot(*(stroke[-1] - corner)))
    usual = np.hypot(*(plain_stroke[0] - plain_corner)) / np.hypot(*stem)
    assert min(ratios) < 0.93 * usual and max(ratios) > 1.07 * usual


def test_gaps_part_strokes_and_make_them_cross():
    distances = []
    for varied, _ in pairs("gaps", 9, "two strokes"):
        ring, stem = (stroke.points[:, 0] for stroke in varied.strokes)
        distances.append((stem.mean() - ring.max()) / np.ptp(ring))
    assert 0.03 < np.std(distances) < 0.12
    assert min(distances) < 0 < max(distances)


def test_wobble_is_small_and_smooth():
    for varied, plain in pairs("wobble", 1, "plain"):
        off = points_of(varied) - points_of(varied).mean(axis=0)
        line = points_of(plain) - points_of(plain).mean(axis=0)
        sideways = (off[:, 0] / np.ptp(off[:, 1]), line[:, 0] / np.ptp(line[:, 1]))
        assert np.abs(sideways[1]).max() < 1e-3
        assert 0.001 < np.abs(sideways[0]).max() < 0.06
        assert np.abs(np.diff(sideways[0], 2)).max() < 0.01


def test_thickness_changes_the_pen_alone():
    pens = []
    for varied, plain in pairs("thickness"):
        assert matrix_between(varied, plain) == pytest.approx(np.eye(2), abs=1e-3)
        pens.append(varied.width / np.ptp(points_of(varied), axis=0).max())
    assert 0.2 < np.std(np.log(pens)) < 0.4
    assert np.median(pens) == pytest.approx(0.14, rel=0.2)


# that they are drawings as people make them


def test_drawings_lie_in_the_box_with_the_whole_pen():
    for _, drawing in synthetic_drawings(1000, 3, replace(USUAL, thickness=0.6)):
        assert drawing.box == BOX == 500 and drawing.width > 0
        assert points_of(drawing).min() >= drawing.width / 2 - 0.01
        assert points_of(drawing).max() <= BOX - drawing.width / 2 + 0.01


def test_points_are_evenly_spaced_whatever_the_pen_s_speed():
    for _, drawing in synthetic_drawings(100, 1, NONE):
        for stroke in drawing.strokes:
            steps = np.hypot(*np.diff(stroke.points, axis=0).T)
            assert np.median(steps) == pytest.approx(steps.max(), rel=0.15)


def test_a_wider_pen_gives_a_thicker_input_image_and_the_usual_one_that_of_the_canvas():
    drawing = write(style(2, "round"), np.random.default_rng(0), NONE)
    thin, usual, thick = (own_pen_input(drawing._replace(width=drawing.width * factor)) for factor in (0.6, 1, 1.6))
    assert thin.sum() * 1.3 < usual.sum() < thick.sum() / 1.3
    assert np.abs(usual - drawing_to_input(drawing)).mean() < 0.01
    for image in (thin, usual, thick):
        rows, columns = np.nonzero(image > 0.3)
        assert 19 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 21


def test_a_blank_drawing_has_no_input_image():
    drawing = write(style(1, "plain"), np.random.default_rng(0))
    assert own_pen_input(drawing._replace(strokes=())) is None


def test_ten_thousand_are_drawn_and_preprocessed_in_seconds():
    begin = time.process_time()
    for _, drawing in synthetic_drawings(500, 1):
        own_pen_input(drawing)
    assert time.process_time() - begin < 20 * 500 / 10_000


# as a data set


@pytest.fixture
def small_halves(monkeypatch):
    monkeypatch.setattr(datasets, "SYNTHETIC_COUNTS", {"train": 60, "test": 40})


def test_the_shipped_model_reads_them():
    from digitpad.core.model_store import find_model_or_folder, load_classifier

    data = load(SYNTHETIC, limit=1000)
    read = load_classifier(find_model_or_folder("drawn")).classify(data.images / np.float32(255)).argmax(axis=1)
    assert (read == data.labels).mean() >= 0.97


def test_the_halves_hold_different_drawings_and_are_the_same_each_time(small_halves):
    train, test = load(SYNTHETIC, "train"), load(SYNTHETIC, "test")
    assert (len(train.labels), len(test.labels), train.name) == (60, 40, "synthetic")
    assert np.bincount(train.labels).tolist() == [6] * 10
    assert not (train.images[:40] == test.images).all(axis=(1, 2)).any()
    np.testing.assert_array_equal(load(SYNTHETIC, "train").images, train.images)
    assert has_halves(SYNTHETIC)


def test_training_drawings_vary_in_thickness_and_test_drawings_are_inked_like_the_canvas(small_halves):
    _, first = next(synthetic_drawings(1, seed=2))
    np.testing.assert_array_equal(load(SYNTHETIC, "test").images[0], np.rint(drawing_to_input(first) * 255))
    _, first = next(synthetic_drawings(1, seed=1))
    np.testing.assert_array_equal(load(SYNTHETIC, "train").images[0], np.rint(own_pen_input(first) * 255))


def test_limit_seed_and_perturbations_mean_what_they_mean_for_a_stroke_file(small_halves):
    whole = load(SYNTHETIC)
    np.testing.assert_array_equal(load(SYNTHETIC, limit=7).images, whole.images[:7])
    some = load(SYNTHETIC, limit=7, seed=3)
    assert some.labels.tolist() != whole.labels[:7].tolist()
    assert all((image == whole.images).all(axis=(1, 2)).any() for image in some.images)
    turned = load(SYNTHETIC, perturb=["turn15"])
    assert (turned.images != whole.images).any(axis=(1, 2)).all()
    np.testing.assert_array_equal(load(SYNTHETIC, perturb=["turn15"]).images, turned.images)
    with pytest.raises(InputError, match="no writer 3"):
        load(SYNTHETIC, writers=["3"])
    with pytest.raises(InputError, match="--limit"):
        load(SYNTHETIC, limit=0)


def test_a_file_of_that_name_is_meant_by_its_path(small_halves, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "synthetic").write_text('{"label": 7, "box": 10, "strokes": [[[1, 1], [5, 9]]]}\n')
    assert len(load("synthetic").labels) == 40
    assert load("./synthetic").labels.tolist() == [7]
    assert has_halves("synthetic") and not has_halves("./synthetic")


def test_training_needs_no_other_data(small_halves, tmp_path, monkeypatch):
    from digitpad.core.training_data import load_training_data

    monkeypatch.setenv("DIGITPAD_DATA", str(tmp_path))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    data, sources = load_training_data([SYNTHETIC])
    assert (len(data.labels), len(data.test_labels)) == (60, 40)
    assert [(source["name"], source["count"]) for source in sources] == [("synthetic", 60)]
