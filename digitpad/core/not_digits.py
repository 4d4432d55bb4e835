"""Drawings that are no digits, to learn to refuse from and to measure refusal with.

Five classes, each made in several ways. One way a class is kept out of everything that is tuned: whoever refuses only
what it was shown does not refuse those.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from digitpad.core import scribbles, shapes
from digitpad.core.drawing import Drawing
from digitpad.core.hand import by_hand, coarse_mask, placed, scaled_to_one, smooth
from digitpad.core.ink import drawing_to_ink
from digitpad.core.letter_lines import LETTERS, handwritten, printed
from digitpad.core.preprocess import SIDE, drawing_to_input, ink_to_input

Maker = Callable[[np.random.Generator, Sequence[Drawing]], Drawing]
"""Makes one drawing by chance; the digits are drawings to make it from."""


class NotDigit(NamedTuple):
    """A drawing that is no digit, and where it comes from."""

    kind: str
    """One of `CLASSES`."""
    generator: str
    drawing: Drawing


def not_digit_drawings(
    kinds: Mapping[str, Sequence[str]], count: int, seed: int, digits: Sequence[Drawing]
) -> Iterator[NotDigit]:
    """Draws what is no digit, from each class as often, and within a class by each generator as often.

    A drawing depends on its generator, the seed, its index and the digits alone, not on which others are drawn.

    Args:
        kinds: generators of each class: `TUNED`, `HELD_OUT` or a part of them.
        count: how many.
        seed: not negative.
        digits: drawings of digits, for the class `two_digits`.

    Raises:
        ValueError: two digits are wanted and none are given.
    """
    if "two_digits" in kinds and not len(digits):
        raise ValueError("two_digits needs drawings of digits")
    classes = list(kinds)
    for index in range(count):
        kind = classes[index % len(classes)]
        name = kinds[kind][index // len(classes) % len(kinds[kind])]
        rng = np.random.default_rng([zlib.crc32(f"{kind}/{name}".encode()), seed, index])
        yield NotDigit(kind, name, GENERATORS[kind][name](rng, digits))


def images_of(
    kinds: Mapping[str, Sequence[str]],
    count: int,
    seed: int,
    digits: Sequence[Drawing],
    should_stop: Callable[[], bool] | None = None,
) -> np.ndarray:
    """Input images of `not_digit_drawings`: half of them as strokes, the others as a picture of them, pen and all.

    Args:
        kinds: as `not_digit_drawings` takes them, and so are the next three.
        count: how many.
        seed: not negative.
        digits: drawings of digits.
        should_stop: asked at each drawing; True ends it, and the images that are not done stay blank.

    Returns:
        (count, 28, 28) uint8, ink 255.
    """
    images = np.zeros((count, SIDE, SIDE), np.uint8)
    as_pictures = np.random.default_rng(seed).random(count) < 0.5
    drawn = not_digit_drawings(kinds, count, seed, digits)
    for image, (_, _, drawing), as_picture in zip(images, drawn, as_pictures, strict=True):
        if should_stop is not None and should_stop():
            break
        ink = ink_to_input(drawing_to_ink(drawing, _PICTURE_SIDE)) if as_picture else drawing_to_input(drawing)
        if ink is not None:
            image[:] = np.rint(ink * 255)
    return images


_PICTURE_SIDE = 224


def _printed_letter(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A letter in print, of straight lines and bows."""
    return by_hand(_one_of(printed(_one_of(LETTERS, rng)), rng), rng)


def _handwritten_letter(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A letter as in handwriting, with the strokes that lead into it and out of it."""
    return by_hand(_one_of(handwritten(_one_of(LETTERS, rng)), rng), rng)


def _hasty_letter(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A printed letter in one go: corners become bows."""
    lines = _one_of(printed(_one_of(LETTERS, rng)), rng)
    return by_hand([smooth(line) if len(line) > 2 else line for line in map(_fewer, lines)], rng, slant=0.3, warp=0.05)


def _fewer(line: np.ndarray) -> np.ndarray:
    """At most about a dozen points of a line, its ends among them."""
    return line[np.unique(np.linspace(0, len(line) - 1, 12).astype(int))]


def _typed_letter(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A picture of a letter in one of OpenCV's typefaces, in any weight, slanted and turned."""
    face, weight = (("sans", int(rng.integers(200, 700))), ("italic", int(rng.integers(200, 700))), ("uni", 400))[
        rng.integers(3)
    ]
    paper = np.full((256, 256), 255, np.uint8)
    cv2.putText(paper, _one_of(LETTERS, rng), (80, 170), (0,), cv2.FontFace(face), 140, weight)
    angle, lean = np.radians(rng.uniform(-10, 10)), rng.uniform(-0.2, 0.2)
    size, wide = rng.uniform(0.35, 1.1), np.exp(rng.uniform(-0.15, 0.15))
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = size * np.array([[cos, -sin], [sin, cos]]) @ np.array([[wide, lean], [0.0, 1.0]])
    offset = 128 - matrix @ np.array([120.0, 128.0])
    warped = cv2.warpAffine(paper, np.column_stack([matrix, offset]), (256, 256), borderValue=255)
    return Drawing((), 500.0, image=cv2.cvtColor(warped, cv2.COLOR_GRAY2RGB))


def _centred(rng: np.random.Generator, digits: Sequence[Drawing]) -> Drawing:
    """Two digits of one size, their middles on each other."""
    return _over_each_other(rng, digits, lambda: (1.0, rng.normal(0, 0.05, 2), 0.0))


def _shifted(rng: np.random.Generator, digits: Sequence[Drawing]) -> Drawing:
    """The second digit covers a part of the first."""

    def way() -> tuple[float, np.ndarray, float]:
        angle = rng.uniform(0, 2 * np.pi)
        return rng.uniform(0.8, 1.2), rng.uniform(0.15, 0.4) * np.array([np.cos(angle), np.sin(angle)]), 0.0

    return _over_each_other(rng, digits, way)


def _uneven(rng: np.random.Generator, digits: Sequence[Drawing]) -> Drawing:
    """The second digit is smaller."""
    return _over_each_other(rng, digits, lambda: (rng.uniform(0.5, 0.8), rng.uniform(-0.2, 0.2, 2), 0.0))


def _crossed(rng: np.random.Generator, digits: Sequence[Drawing]) -> Drawing:
    """The second digit lies across the first."""
    way = lambda: (rng.uniform(0.8, 1.2), rng.uniform(-0.12, 0.12, 2), rng.choice([-1, 1]) * rng.uniform(30, 100))  # noqa: E731
    return _over_each_other(rng, digits, way)


def _over_each_other(
    rng: np.random.Generator, digits: Sequence[Drawing], way: Callable[[], tuple[float, np.ndarray, float]]
) -> Drawing:
    """Two of the digits; the second is scaled, shifted and turned by what `way` says. Neither may hide the other."""
    for _ in range(_TRIES):
        first, second = (_lines_of(_one_of(digits, rng)) for _ in range(2))
        size, shift, degrees = way()
        cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        turn = size * np.array([[cos, -sin], [sin, cos]])
        second = [line @ turn.T + shift for line in second]
        if _both_show(first, second):
            break
    return placed([*first, *second], rng, widest=1 / 12)


_TRIES = 100


def _lines_of(drawing: Drawing) -> list[np.ndarray]:
    return scaled_to_one([stroke.points.astype(float) for stroke in drawing.strokes])


def _both_show(first: Sequence[np.ndarray], second: Sequence[np.ndarray]) -> bool:
    """True where they touch, and enough of each lies apart from the other: a 1 over the stem of a 4 is a 4."""
    one, other = coarse_mask(first, 3), coarse_mask(second, 3)
    least = 0.22 * np.count_nonzero(one | other)
    return bool((one & other).any()) and all(
        np.count_nonzero(ink > cv2.dilate(beside, _NEAR)) > max(0.45 * np.count_nonzero(ink), least)
        for ink, beside in ((one, other), (other, one))
    )


_NEAR = np.ones((5, 5), np.uint8)


def _one_of(things: Sequence, rng: np.random.Generator) -> Any:
    return things[int(rng.integers(len(things)))]


GENERATORS: dict[str, dict[str, Maker]] = {
    "dot": {
        "tap": scribbles.tap,
        "press": scribbles.press,
        "round": scribbles.filled_round,
        "across": scribbles.filled_across,
    },
    "scribble": {
        "wandering": scribbles.wandering,
        "swinging": scribbles.swinging,
        "hatching": scribbles.hatching,
        "strokes": scribbles.many_strokes,
        "knots": scribbles.from_knot_to_knot,
    },
    "shape": {
        "outline": shapes.outline,
        "sides": shapes.sides,
        "formula": shapes.formula,
        "thing": shapes.thing,
        "contour": shapes.contour,
    },
    "two_digits": {"centred": _centred, "shifted": _shifted, "uneven": _uneven, "crossed": _crossed},
    "letter": {
        "printed": _printed_letter,
        "handwritten": _handwritten_letter,
        "hasty": _hasty_letter,
        "typed": _typed_letter,
    },
}
"""How drawings of each class are made, by name; the last of each class is held out."""
CLASSES = tuple(GENERATORS)
"""What is no digit, beside the blank."""
HELD_OUT = {kind: tuple(makers)[-1:] for kind, makers in GENERATORS.items()}
"""The generator of each class that nothing is tuned with."""
TUNED = {kind: tuple(makers)[:-1] for kind, makers in GENERATORS.items()}
"""The generators of each class to learn and to choose from."""
