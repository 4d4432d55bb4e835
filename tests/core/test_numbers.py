import os
from pathlib import Path

import numpy as np
import pytest

from digitpad.core.drawing import drawing_from_row
from digitpad.core.model_store import find_model, load_classifier
from digitpad.core.numbers import compose_number, compose_numbers, measure
from digitpad.core.reading import read_drawing
from digitpad.core.stroke_files import LabelledDrawing, read_drawings

PENS = Path(os.environ.get("DIGITPAD_DATA", "no data folder")) / "pen_strokes.jsonl.gz"
needs_pens = pytest.mark.skipif(not PENS.is_file(), reason="no pen_strokes.jsonl.gz in DIGITPAD_DATA")


@pytest.fixture
def samples(stroke_rows):
    return [
        LabelledDrawing(line, row["label"], row["writer"], drawing_from_row(row))
        for line, row in enumerate(stroke_rows, 1)
    ]


@pytest.fixture(scope="module")
def pens():
    return list(read_drawings(PENS))


def boxes_of(number):
    """(left, top, right, bottom) of the lines of each digit."""
    points = [np.concatenate([stroke.points for stroke in digit.strokes]) for digit in number.digits()]
    return np.array([[*one.min(axis=0), *one.max(axis=0)] for one in points])


def test_a_number_stands_in_a_row_inside_its_box(samples):
    for number in compose_numbers(samples, 50, seed=1):
        boxes = boxes_of(number)
        assert len(boxes) == len(number.text) and 2 <= len(boxes) <= 6
        assert boxes.min() >= 0 and boxes.max() <= number.drawing.box
        heights = boxes[:, 3] - boxes[:, 1]
        assert (np.diff(boxes[:, 0] + boxes[:, 2]) > 0).all()
        assert np.ptp(boxes[:, 3]) < 0.2 * heights.max(), "on one line"
        gaps = (boxes[1:, 0] - boxes[:-1, 2]) / heights.mean()
        assert (gaps > -0.08).all() and (gaps < 0.45).all()


def test_the_digits_of_a_number_are_one_writers_and_in_the_order_of_its_text(samples):
    owner = {str(sample.label): sample.writer for sample in samples}
    strokes = {str(sample.label): len(sample.drawing.strokes) for sample in samples}
    for number in compose_numbers(samples, 50, seed=2):
        assert len({owner[letter] for letter in number.text}) == 1
        assert number.stroke_counts == tuple(strokes[letter] for letter in number.text)


def test_a_seed_gives_the_same_numbers_again(samples):
    once, again, other = ([number.text for number in compose_numbers(samples, 20, seed=seed)] for seed in (3, 3, 4))
    assert once == again != other


def test_gaps_are_as_wide_as_asked(samples):
    drawings = [samples[3].drawing, samples[3].drawing]
    apart, over = (compose_number(drawings, np.random.default_rng(1), (gap, gap)) for gap in (0.5, -0.1))
    left, right = apart.strokes
    assert right.points[:, 0].min() > left.points[:, 0].max()
    left, right = over.strokes
    assert right.points[:, 0].min() < left.points[:, 0].max()


def test_what_is_read_and_what_could_be_is_counted(samples, fake_classifier):
    sevens = [samples[3]]
    numbers = list(compose_numbers(sevens, 5, seed=5, gaps=(0.3, 0.4)))
    for as_pictures in (False, True):
        assert measure(fake_classifier, numbers, as_pictures) == (5, 1, 1)
    fake_classifier.digit = 3
    assert measure(fake_classifier, numbers) == (5, 0, 0)


@needs_pens
@pytest.mark.parametrize(("model", "least_read"), [("drawn", 0.97), pytest.param("cnn", 0.84, marks=pytest.mark.slow)])
def test_numbers_of_pen_strokes_are_read(pens, model, least_read):
    """`drawn` has seen these writers, `cnn` none; for both it counts what is lost where one digit meets the next."""
    others = [sample for sample in pens if int(sample.writer) % 2]
    scores = measure(load_classifier(find_model(model)), compose_numbers(others, 500, seed=2026))
    assert scores.read >= least_read
    assert scores.read >= scores.read_when_told - 0.01


@needs_pens
@pytest.mark.slow
@pytest.mark.parametrize(("model", "least_read"), [("drawn", 0.7), ("cnn", 0.6)])
def test_numbers_of_pen_strokes_are_read_from_pictures(pens, model, least_read):
    others = [sample for sample in pens if int(sample.writer) % 2]
    scores = measure(load_classifier(find_model(model)), compose_numbers(others, 500, seed=2026), as_pictures=True)
    assert scores.read >= least_read


@needs_pens
@pytest.mark.parametrize("model", ["drawn", pytest.param("cnn", marks=pytest.mark.slow)])
def test_single_digits_are_hardly_ever_torn_apart(pens, model):
    classifier = load_classifier(find_model(model))
    several = [sample for sample in pens if len(sample.drawing.strokes) > 1]
    torn = [sample.line for sample in several if read_drawing(classifier, sample.drawing).status == "several"]
    assert len(torn) <= 0.0005 * len(pens) + 1, torn
