"""Photographs step by step: what is paper, what is light, what is ink."""

import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from digitpad.core.drawing import Drawing, Stroke, drawing_from_row
from digitpad.core.images import square_image
from digitpad.core.ink import draw_strokes, drawing_to_ink, image_to_ink
from digitpad.core.paper import photographed
from digitpad.core.photograph import (
    WORKING_SIDE,
    dark_on_light,
    even_light,
    is_photograph,
    photograph_steps,
    photograph_to_ink,
    reduced_grey,
    ruling_of,
)
from digitpad.core.preprocess import drawing_to_input, ink_to_input

SIDE = 300
FOUR = ([[110, 80], [95, 190], [200, 190]], [[165, 130], [160, 240]])


def four(width: int = 12) -> np.ndarray:
    """A 4 in the middle: (300, 300) bool."""
    return draw_strokes(tuple(Stroke.from_points(points) for points in FOUR), 1, (0, 0), width, SIDE) > 0


def light(kind: str) -> np.ndarray:
    """Light on paper of 220: (300, 300)."""
    x, y = np.meshgrid(np.linspace(-1, 1, SIDE), np.linspace(-1, 1, SIDE))
    return {
        "even": np.full((SIDE, SIDE), 220.0),
        "from one side": 220 * (0.75 + 0.25 * x),
        "dark corners": 220 * (1 - 0.25 * (x**2 + y**2)),
        "soft shadow": 220 * (1 - 0.5 / (1 + np.exp((x + y) / 0.08))),
        "a shadow's corner": 220 * cv2.GaussianBlur(np.where((x > 0.1) & (np.abs(y) < x - 0.1), 0.6, 1), (0, 0), 3),
    }[kind]


LIGHTS = ("even", "from one side", "dark corners", "soft shadow", "a shadow's corner")


def photo(ink: np.ndarray, paper: np.ndarray, left: float = 0.3, grain: float = 3) -> np.ndarray:
    """Ink that leaves a part of the paper's light: (height, width, 3) uint8."""
    shades = np.where(ink, left, 1) * paper + grain * np.random.default_rng(0).standard_normal(paper.shape)
    return np.repeat(np.clip(np.rint(shades), 0, 255).astype(np.uint8)[..., np.newaxis], 3, axis=2)


def squared(spacing: int = 40, left: float = 0.75) -> np.ndarray:
    lines = np.ones((SIDE, SIDE))
    lines[7::spacing] = lines[:, 11::spacing] = left
    return lines


def agreement(found: np.ndarray, expected: np.ndarray) -> float:
    marked = found >= 0.5
    return float((marked & expected).sum() / (marked | expected).sum())


# What is a photograph


def test_drawings_are_no_photographs() -> None:
    drawn = photo(four(), light("even"), grain=0)
    assert not is_photograph(drawn)
    assert not is_photograph(255 - drawn)
    assert not is_photograph(np.full((200, 300, 3), 255, np.uint8))
    upright = np.full((SIDE, SIDE, 3), 255, np.uint8)
    upright[60:240, 145:155] = 0
    assert not is_photograph(upright)


@pytest.mark.parametrize("kind", LIGHTS)
def test_grain_or_uneven_light_is_a_photographs(kind: str) -> None:
    assert is_photograph(photo(four(), light(kind)))


def test_a_clean_scan_of_squared_paper_is_one_too() -> None:
    assert is_photograph(photo(four(), 255 * squared(), grain=0))


def test_a_photograph_made_square_for_the_canvas_is_still_one() -> None:
    landscape = photo(four(), light("soft shadow"))[40:-40]
    assert is_photograph(square_image(landscape))
    assert is_photograph(square_image(np.ascontiguousarray(np.rot90(landscape))))


def test_pictures_too_small_for_dirt_are_none() -> None:
    assert not is_photograph(cv2.resize(photo(four(), light("from one side")), (28, 28)))


# The steps


def test_a_large_picture_is_reduced_and_a_small_one_kept() -> None:
    large = np.zeros((1500, 3000, 3), np.uint8)
    assert reduced_grey(large).shape == (WORKING_SIDE // 2, WORKING_SIDE)
    small = np.zeros((50, 70), np.uint8)
    assert reduced_grey(small) is small


@pytest.mark.parametrize("kind", LIGHTS)
def test_blank_paper_is_evenly_lit_afterwards(kind: str) -> None:
    paper = even_light(photo(np.zeros((SIDE, SIDE), bool), light(kind))[:, :, 0], 0.06)
    assert paper.dtype == np.float32
    assert np.abs(cv2.GaussianBlur(paper, (0, 0), 2) - 1).max() < 0.2


@pytest.mark.parametrize("kind", LIGHTS)
def test_ink_is_as_dark_in_shadow_as_in_light(kind: str) -> None:
    paper = even_light(photo(four(), light(kind), grain=0)[:, :, 0])
    inside = cv2.erode(four().astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    np.testing.assert_allclose(paper[inside], 0.3, atol=0.08)


@pytest.mark.parametrize("kind", LIGHTS)
def test_light_ink_on_dark_paper_is_turned_round(kind: str) -> None:
    dark = photo(four(4), light(kind))[:, :, 0]
    assert dark_on_light(dark) is dark
    np.testing.assert_array_equal(dark_on_light(255 - dark), dark)


def test_one_or_two_long_strokes_are_not_taken_for_lines() -> None:
    ink = np.zeros((SIDE, SIDE), bool)
    ink[30:38, 10:-10] = ink[10:-10, 200:208] = True
    assert ruling_of(photo(ink, light("from one side"))[:, :, 0]) == ([], [])
    along, across = ruling_of(photo(four(), light("from one side") * squared())[:, :, 0])
    assert min(len(along), len(across)) >= 7


def test_the_steps_can_be_shown_one_by_one() -> None:
    picture = photo(four(), light("soft shadow") * squared())
    steps = photograph_steps(picture)
    assert [step.name for step in steps] == ["grey", "light", "ruling", "ink", "writing"]
    for step in steps:
        assert step.picture.shape == (SIDE, SIDE)
        assert step.picture.dtype == np.uint8
    np.testing.assert_array_equal(steps[-1].picture, np.rint(255 * (1 - photograph_to_ink(picture))))


# All of them


@pytest.mark.parametrize("paper", ["plain", "squared"])
@pytest.mark.parametrize("kind", LIGHTS)
@pytest.mark.parametrize("width", [4, 12, 24])
def test_a_digit_is_found_whatever_paper_light_and_pen(width: int, kind: str, paper: str) -> None:
    shades = light(kind) * (squared() if paper == "squared" else 1)
    assert agreement(photograph_to_ink(photo(four(width), shades)), four(width)) > 0.85


def test_a_table_and_dirt_are_no_ink() -> None:
    picture = photo(four(), light("from one side"))
    picture[:, :30] = 50
    cv2.circle(picture, (270, 30), 2, (30, 30, 30), -1)
    assert agreement(photograph_to_ink(picture), four()) > 0.9


def test_large_and_grey_pictures_come_back_as_large() -> None:
    picture = cv2.resize(photo(four(), light("dark corners"))[:, :, 0], (1600, 1600), interpolation=cv2.INTER_CUBIC)
    found = image_to_ink(picture)
    assert found.shape == (1600, 1600)
    assert found.dtype == np.float32
    assert agreement(cv2.resize(found, (SIDE, SIDE), interpolation=cv2.INTER_AREA), four()) > 0.85


@pytest.mark.parametrize("kind", LIGHTS[:-1])
def test_a_photograph_of_blank_paper_has_no_ink(kind: str) -> None:
    assert not photograph_to_ink(photo(np.zeros((SIDE, SIDE), bool), light(kind), grain=6)).any()


def test_the_ink_of_an_opened_photograph_is_the_same_with_every_stroke() -> None:
    image = photo(four(), light("soft shadow") * squared())
    alone = drawing_to_ink(Drawing(image=image))
    line = Stroke.from_points([[20, 20], [60, 20]])
    together = drawing_to_ink(Drawing((line,), float(SIDE), 8.0, image))
    np.testing.assert_array_equal(together[100:], alone[100:])
    assert together[30, 60] == 1
    assert not drawing_to_ink(Drawing(image=np.full_like(image, 255))).any()


def test_a_generated_photograph_becomes_the_drawings_own_input_image(stroke_rows) -> None:
    for index, row in enumerate(stroke_rows):
        drawing = drawing_from_row(row)
        picture = photographed(drawing, np.random.default_rng([3, index]), 600).picture
        seen, drawn = ink_to_input(image_to_ink(picture)), drawing_to_input(drawing)
        assert np.corrcoef(seen.ravel(), drawn.ravel())[0, 1] > 0.6


def test_photographs_of_pen_strokes_are_read() -> None:
    """A floor: `drawn` has seen these writers' strokes, but no photograph."""
    path = Path(os.environ.get("DIGITPAD_DATA") or "nowhere", "pen_strokes.jsonl.gz")
    if not path.is_file():
        pytest.skip("DIGITPAD_DATA names no folder with pen_strokes.jsonl.gz")
    from digitpad.core.model_store import find_model, load_classifier
    from digitpad.core.stroke_files import read_drawings

    drawings = [drawing for drawing in read_drawings(path) if drawing.line % 150 == 0]
    pictures = [photographed(entry.drawing, np.random.default_rng([4, entry.line]), 320).picture for entry in drawings]
    inputs = [ink_to_input(image_to_ink(picture)) for picture in pictures]
    images = np.stack([np.zeros((28, 28), np.float32) if image is None else image for image in inputs])
    digits = load_classifier(find_model("drawn")).classify(images).argmax(axis=1)
    assert np.mean(digits == [entry.label for entry in drawings]) >= 0.97
