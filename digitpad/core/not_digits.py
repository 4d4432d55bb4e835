"""Drawings that are no digits, to learn to refuse from and to measure refusal with.

Five classes, each made in several ways. One way a class is kept out of everything that is tuned: whoever refuses only
what it was shown does not refuse those.
"""

import math
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from digitpad.core import shapes
from digitpad.core.drawing import Drawing, Stroke
from digitpad.core.hand import by_hand, placed, scaled_to_one, smooth
from digitpad.core.ink import draw_strokes, drawing_to_ink
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


def not_digit_images(count: int, seed: int, digits: Sequence[Drawing], held_out: bool = False) -> np.ndarray:
    """Input images to learn from, or where they are `held_out` to measure with; see `images_of`."""
    return images_of(HELD_OUT if held_out else TUNED, count, seed, digits)


def images_of(kinds: Mapping[str, Sequence[str]], count: int, seed: int, digits: Sequence[Drawing]) -> np.ndarray:
    """Input images of `not_digit_drawings`: half of them as strokes, the others as a picture of them, pen and all.

    Returns:
        (count, 28, 28) uint8, ink 255.
    """
    images = np.zeros((count, SIDE, SIDE), np.uint8)
    as_pictures = np.random.default_rng(seed).random(count) < 0.5
    drawn = not_digit_drawings(kinds, count, seed, digits)
    for image, (_, _, drawing), as_picture in zip(images, drawn, as_pictures, strict=True):
        ink = ink_to_input(drawing_to_ink(drawing, _PICTURE_SIDE)) if as_picture else drawing_to_input(drawing)
        if ink is not None:
            image[:] = np.rint(ink * 255)
    return images


_PICTURE_SIDE = 224


def _tap(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """The pen put down and lifted."""
    return placed([np.zeros((1, 2))], rng)


def _press(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """The pen put down, moved by less than half its width, and lifted."""
    drawing = placed([np.cumsum(rng.normal(size=(rng.integers(2, 15), 2)), axis=0)], rng)
    points = drawing.strokes[0].points
    extent = float(np.ptp(points, axis=0).max())
    shrunk = points.mean(axis=0) + (points - points.mean(axis=0)) * drawing.width * rng.uniform(0.1, 0.5) / extent
    return drawing._replace(strokes=(Stroke.from_points(shrunk),))


def _filled_round(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A large dot, filled by going round and round."""
    turns = rng.uniform(4.5, 8)
    t = np.linspace(0, 1, int(24 * turns))
    angle, radius = 2 * np.pi * turns * t, np.sqrt(t) if rng.random() < 0.5 else t
    return _solid([np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)], rng)


def _filled_across(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A large dot, filled by going to and fro."""
    heights = np.linspace(-0.97, 0.97, int(rng.integers(12, 20)))
    half = np.sqrt(1 - heights**2) * np.where(np.arange(len(heights)) % 2, -1, 1)
    return _solid([np.stack([half, heights], axis=1)], rng)


def _solid(lines: Sequence[np.ndarray], rng: np.random.Generator) -> Drawing:
    """Drawn so small for its pen that no paper shows between the lines."""
    drawing = by_hand(lines, rng, turn=180, warp=0.02)
    points = np.concatenate([stroke.points for stroke in drawing.strokes])
    middle, extent = points.mean(axis=0), float(np.ptp(points, axis=0).max())
    smaller = min(1.0, drawing.width * rng.uniform(1.5, 4) / extent)
    strokes = tuple(Stroke.from_points(middle + (stroke.points - middle) * smaller) for stroke in drawing.strokes)
    return drawing._replace(strokes=strokes)


def _wandering(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A line that turns this way and that, and turns back at the edges of its field."""

    def walk() -> np.ndarray:
        x, y = rng.uniform(0.3, 0.7, 2).tolist()
        heading, bend = rng.uniform(0, 2 * np.pi), 0.0
        points = [(x, y)]
        for push in rng.normal(0, 0.22, rng.integers(80, 240)).tolist():
            bend = 0.8 * bend + push
            heading += bend + (0.5 if max(abs(x - 0.5), abs(y - 0.5)) > 0.45 else 0.0)
            x = min(max(x + 0.07 * math.cos(heading), 0.0), 1.0)
            y = min(max(y + 0.07 * math.sin(heading), 0.0), 1.0)
            points.append((x, y))
        return np.array(points)

    return by_hand([_long(walk)], rng)


def _swinging(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """Sine waves of x and y over each other (Lissajous)."""

    def swing() -> np.ndarray:
        t = np.linspace(0, rng.uniform(2, 4) * 2 * np.pi, 220)
        slow = rng.uniform(0.6, 1.2)
        # Both alike would be a 0, one twice as fast as the other an 8.
        frequencies = slow * np.array([1.0, rng.uniform(1.3, 1.7)])[rng.permutation(2)]
        large = np.sin(np.outer(t, frequencies) + rng.uniform(0, 2 * np.pi, 2))
        small = np.sin(np.outer(t, slow * rng.uniform(0.3, 3, 2)) + rng.uniform(0, 2 * np.pi, 2))
        return large + rng.uniform(0.1, 0.7) * small

    return by_hand([_long(swing)], rng)


def _hatching(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """To and fro, slowly sideways, as one shades a field."""
    count = rng.integers(7, 20)
    across = np.where(np.arange(count) % 2, 1.0, -1.0) * rng.uniform(0.6, 1, count)
    along = np.linspace(-1, 1, count) * rng.uniform(0.55, 1.2) + rng.normal(0, 0.06, count)
    knots = np.stack([across, along], axis=1)
    angle = rng.uniform(0, np.pi)
    turned = knots @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return by_hand([smooth(turned) if rng.random() < 0.6 else turned], rng)


def _many_strokes(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """Short strokes over each other in all directions."""
    lines = []
    for _ in range(rng.integers(7, 16)):
        middle, angle = rng.uniform(-0.35, 0.35, 2), rng.uniform(0, np.pi)
        half = rng.uniform(0.25, 0.7) * np.array([np.cos(angle), np.sin(angle)])
        bow = rng.normal(0, 0.12, 2)
        lines.append(smooth(np.stack([middle - half, middle + bow, middle + half])))
    return by_hand(lines, rng)


def _from_knot_to_knot(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A curve through points that lie anywhere."""
    return by_hand([_long(lambda: smooth(rng.uniform(-1, 1, (rng.integers(9, 18), 2))))], rng)


def _long(draw: Callable[[], np.ndarray]) -> np.ndarray:
    """Tries until a line is no digit by chance: more ink than any digit of a pen set has, what lies on
    itself not counted, and not so narrow that it fills a thick 1."""
    while True:
        line = draw()
        spread = np.linalg.svd(line - line.mean(axis=0), compute_uv=False)
        is_long = np.count_nonzero(_mask(scaled_to_one([line]), 3)) > _SCRIBBLED
        if is_long and spread[1] > _LEAST_SPREAD * spread[0]:
            return line


_SCRIBBLED = 780  # pixels of `_mask`
_LEAST_SPREAD = 0.5  # across the line's main direction, as a share of that along it


def _printed_letter(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A letter in print, of straight lines and bows."""
    return by_hand(_one_of(printed(_one_of(LETTERS, rng)), rng), rng)


def _handwritten_letter(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A letter as in handwriting, with the strokes that lead into it and out of it."""
    return by_hand(_one_of(handwritten(_one_of(LETTERS, rng)), rng), rng)


def _hasty_letter(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A printed letter in one go: corners become bows."""
    lines = _one_of(printed(_one_of(LETTERS, rng)), rng)
    return by_hand([smooth(line) if len(line) > 2 else line for line in map(_fewer, lines)], rng, slant=0.35, warp=0.06)


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
    return _over_each_other(rng, digits, lambda: (1.0, rng.normal(0, 0.04, 2), 0.0))


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
    return placed([*first, *second], rng, widest=1 / 9)


_TRIES = 20


def _lines_of(drawing: Drawing) -> list[np.ndarray]:
    return scaled_to_one([stroke.points.astype(float) for stroke in drawing.strokes])


def _both_show(first: Sequence[np.ndarray], second: Sequence[np.ndarray]) -> bool:
    """True where they touch, and enough of each lies apart from the other: a 1 over the stem of a 4 is a 4."""
    one, other = _mask(first, 5), _mask(second, 5)
    least = 0.25 * np.count_nonzero(one | other)
    return bool((one & other).any()) and all(
        np.count_nonzero(ink > cv2.dilate(beside, _NEAR)) > max(0.5 * np.count_nonzero(ink), least)
        for ink, beside in ((one, other), (other, one))
    )


_NEAR = np.ones((7, 7), np.uint8)


def _mask(lines: Sequence[np.ndarray], thickness: int) -> np.ndarray:
    """(64, 64) uint8, ink 255, of lines whose longer side is 1: that is 40 pixels."""
    strokes = tuple(Stroke.from_points(line) for line in lines)
    return draw_strokes(strokes, 40.0, (32.0, 32.0), thickness, 64)


def _one_of(things: Sequence, rng: np.random.Generator) -> Any:
    return things[int(rng.integers(len(things)))]


GENERATORS: dict[str, dict[str, Maker]] = {
    "dot": {"tap": _tap, "press": _press, "round": _filled_round, "across": _filled_across},
    "scribble": {
        "wandering": _wandering,
        "swinging": _swinging,
        "hatching": _hatching,
        "strokes": _many_strokes,
        "knots": _from_knot_to_knot,
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
