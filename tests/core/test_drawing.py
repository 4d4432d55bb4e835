import json

import numpy as np
import pytest

from digitpad.core.drawing import (
    DEFAULT_PEN_WIDTH,
    Drawing,
    Stroke,
    distance_to_stroke,
    drawing_from_row,
    line_from_row,
    row_from_drawing,
)

SEVEN = {"label": 7, "writer": "12", "box": 100, "strokes": [[[20, 20], [80, 20], [40.25, 90]], [[30, 50], [70, 50]]]}


def test_a_row_becomes_a_drawing_with_the_default_pen():
    drawing = drawing_from_row(SEVEN)
    assert drawing.box == 100
    assert drawing.width == pytest.approx(DEFAULT_PEN_WIDTH * 100)
    assert [stroke.points.tolist() for stroke in drawing.strokes] == SEVEN["strokes"]
    assert all(stroke.points.dtype == np.float32 for stroke in drawing.strokes)


def test_a_drawing_written_as_a_line_comes_back_with_label_and_writer():
    drawing = drawing_from_row({**SEVEN, "width": 5.5})
    line = line_from_row(row_from_drawing(drawing, label=7, writer="Ähm"))
    assert line.endswith("\n") and line.count("\n") == 1
    row = json.loads(line)
    again = drawing_from_row(row)
    assert (row["label"], row["writer"]) == (7, "Ähm")
    assert (again.box, again.width) == (100, 5.5)
    assert [stroke.points.tolist() for stroke in again.strokes] == SEVEN["strokes"]


@pytest.mark.parametrize("box", [0.5, 1.0, 28.0, 5000.0])
def test_a_drawing_keeps_its_shape_in_a_box_of_any_size(box):
    points = np.array([[0.123, 0.456], [0.5, 0.25], [0.987, 0.654]]) * box
    drawing = Drawing((Stroke.from_points(points),), box, 0.08 * box)
    again = drawing_from_row(json.loads(line_from_row(row_from_drawing(drawing))))
    assert again.box == pytest.approx(box)
    assert again.width == pytest.approx(0.08 * box, rel=0.02)
    assert np.abs(again.strokes[0].points - points).max() <= 0.001 * box


def test_a_growing_stroke_is_written_up_to_its_count():
    buffer = np.zeros((64, 2), np.float32)
    buffer[:2] = [[10, 20], [30, 40]]
    row = row_from_drawing(Drawing((Stroke(buffer, 2),), 100.0, 8.0))
    assert row["strokes"] == [[[10, 20], [30, 40]]]


def test_an_image_under_the_strokes_comes_back_pixel_by_pixel():
    image = np.random.default_rng(0).integers(0, 256, (40, 40, 3), np.uint8)
    line = line_from_row(row_from_drawing(Drawing((), 500.0, 40.0, image), label=1))
    again = drawing_from_row(json.loads(line))
    assert again.image is not None
    np.testing.assert_array_equal(again.image, image)


def test_empty_strokes_are_dropped_and_an_empty_drawing_says_so():
    drawing = drawing_from_row({"box": 100, "strokes": [[], [[1, 2]]]})
    assert len(drawing.strokes) == 1
    assert not drawing.is_empty
    assert drawing_from_row({"box": 100, "strokes": [[]]}).is_empty
    assert drawing_from_row({"box": 100, "strokes": []}).is_empty


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"box": None}, "box"),
        ({"box": 0}, "box"),
        ({"box": -5}, "box"),
        ({"box": True}, "box"),
        ({"box": "500"}, "box"),
        ({"box": float("nan")}, "box"),
        ({"box": 10**400}, "box"),
        ({"width": 0}, "width"),
        ({"width": "wide"}, "width"),
        ({"strokes": None}, "strokes"),
        ({"strokes": {"x": 1}}, "strokes"),
        ({"strokes": [7]}, "stroke"),
        ({"strokes": [None]}, "stroke"),
        ({"strokes": [[1, 2]]}, "stroke"),
        ({"strokes": [[[1, 2, 3]]]}, "stroke"),
        ({"strokes": [[[1, 2], [3]]]}, "stroke"),
        ({"strokes": [[["a", "b"]]]}, "stroke"),
        ({"strokes": [{"x": 1}]}, "stroke"),
        ({"strokes": [[[float("nan"), 2]]]}, "stroke"),
        ({"strokes": [[[float("inf"), 2]]]}, "stroke"),
        ({"strokes": [[[1e7, 2]]]}, "stroke"),
        ({"strokes": [[[1e300, 2]]]}, "stroke"),
        ({"strokes": [[[10**400, 2]]]}, "stroke"),
        ({"image": "no base64!"}, ""),
        ({"image": "aGVsbG8="}, ""),
        ({"image": 7}, ""),
    ],
)
def test_a_bad_row_is_refused_with_what_is_wrong(change, named):
    with pytest.raises(ValueError) as error:
        drawing_from_row({**SEVEN, **change})
    assert named in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("row", [None, 7, "text", [1, 2]])
def test_a_row_that_is_no_object_is_refused(row):
    with pytest.raises(ValueError, match="not an object"):
        drawing_from_row(row)


def test_the_same_ink_is_known_in_another_pen_width_and_what_looks_alike_is_not():
    stroke = Stroke.from_points([[1, 2], [3, 4]])
    drawing = Drawing((stroke,))
    assert drawing.has_ink_of(Drawing((stroke,), width=9.0))
    assert not drawing.has_ink_of(Drawing((Stroke.from_points([[1, 2], [3, 4]]),)))
    assert not drawing.has_ink_of(Drawing((stroke, stroke)))
    assert not drawing.has_ink_of(drawing._replace(image=np.zeros((2, 2, 3), np.uint8)))
    assert not drawing.has_ink_of(Drawing((stroke._replace(count=1),)))


def test_distance_to_a_stroke_is_that_to_its_nearest_segment():
    corner = np.array([[0, 0], [10, 0], [10, 10]], np.float32)
    places = {(5, 3): 3, (13, 14): 5, (-3, -4): 5, (10, 5): 0, (7, 5): 3}
    for place, distance in places.items():
        assert distance_to_stroke(np.array(place, np.float32), corner) == pytest.approx(distance, abs=1e-4)
    dot = np.array([[1, 1]], np.float32)
    assert distance_to_stroke(np.array([4, 5], np.float32), dot) == pytest.approx(5)
