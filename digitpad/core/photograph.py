"""The ink in a photograph of handwriting, step by step; each step can be shown."""

from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.bitmaps import find_blocks, flat_paper
from digitpad.core.ruling import Line, find_lines, printed_lines
from digitpad.core.sheet import continue_paper
from digitpad.core.writing import find_ink, keep_writing, middle, pen_width

WORKING_SIDE = 1000
"""The longer side of the reduced picture in which ink is looked for, in pixels."""
LEAST_SIDE = 64
"""The shorter side of a picture that can be a photograph, in pixels: in smaller ones there is no room for dirt."""
_LIGHT_SIDE = 160  # of the reduced picture in which the light is looked for, in pixels
_BROADEST = 0.25  # of the picture's longer side: a broader stroke counts as paper
_BROAD = 0.12
_SHADOW = 3  # pens: what is broader than by the closer light is a shadow
_NARROWEST = 0.05
_SURROUNDINGS = 3  # pen widths: as narrow may the light be seen between strokes
_CROSSING = 0.45  # of the picture's contrast: a shadow at the border is weaker
_EVEN = 0.04  # of the light: where the border varies less, all paper is lit like the border
_FAR = 0.12  # of the light: what differs by more is ink, on paper lit evenly
_LIGHTER = 1.5  # light ink is rare: the evidence has to be stronger by that


class Step(NamedTuple):
    """One step from a photograph to its ink."""

    name: str
    """`grey`, `light`, `ruling`, `ink` or `writing`."""
    picture: np.ndarray
    """(height, width) uint8, as people see it: dark ink on light paper."""
    ink: np.ndarray
    """(height, width) float32 in [0, 1]: the ink, if one stopped there."""


def is_photograph(picture: np.ndarray) -> bool:
    """Whether paper was photographed or scanned: it varies along the border, or there are lines printed on it."""
    if min(picture.shape[:2]) < LEAST_SIDE or find_blocks(picture) is not None:
        return False
    grey = reduced_grey(picture)
    grey = grey[_without_margin(grey)]
    border = _border(grey)
    beside = np.abs(border - np.median(border))
    if (beside <= 2).mean() < 0.9:
        return not _is_clean(border, grey)
    crossed = beside > 2
    if (beside <= 8).all() or (flat_paper(grey) is not None and _runs(crossed) < 4):  # two lines cross it four times
        return False
    along, across = ruling_of(grey)
    return len(along) + len(across) >= 2


def _is_clean(border: np.ndarray, grey: np.ndarray) -> bool:
    """Whether ink reaches over the border of paper that is all of one shade, as hardly any is in a photograph."""
    shade = flat_paper(grey)
    if shade is None:
        return False
    beside = np.abs(border - shade)
    contrast = int(grey.max()) - int(grey.min())
    return float(np.quantile(beside[beside > 2], 0.9)) >= _CROSSING * contrast


def _runs(marks: np.ndarray) -> int:
    return int(np.count_nonzero(marks[1:] > marks[:-1])) + int(marks[0])


def photograph_to_ink(picture: np.ndarray) -> np.ndarray:
    """Finds the ink in a photograph.

    Args:
        picture: (height, width) or (height, width, 3) uint8, RGB.

    Returns:
        (height, width) float32 in [0, 1], ink 1, paper 0.
    """
    return cv2.resize(photograph_steps(picture)[-1].ink, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)


def photograph_steps(picture: np.ndarray, skipped: Collection[str] = ()) -> list[Step]:
    """What `photograph_to_ink` does, as pictures at most `WORKING_SIDE` pixels long.

    Args:
        picture: as there.
        skipped: names of steps that change nothing, to see what they are good for.
    """
    grey = reduced_grey(picture)
    inside = _without_margin(grey)
    content = dark_on_light(continue_paper(grey[inside]))
    printed = np.float32(1) if "ruling" in skipped else printed_lines(*ruling_of(content), content.shape)
    if {"light", "ink"} & set(skipped):
        light = content / np.float32(255) if "light" in skipped else even_light(content, _BROADEST)
        ink = _darkness(light / printed) if "ink" in skipped else find_ink(light / printed)
    else:
        light, ink = _light_and_ink(content, printed)
    paper = light / printed
    writing = _in_place(ink if "writing" in skipped else keep_writing(ink), grey.shape, inside)
    return [
        Step("grey", grey, _darkness(grey / np.float32(255))),
        Step("light", _shown(light), _in_place(_darkness(light), grey.shape, inside)),
        Step("ruling", _shown(paper), _in_place(_darkness(paper), grey.shape, inside)),
        Step("ink", _shown(1 - ink), _in_place(ink, grey.shape, inside)),
        Step("writing", _shown(1 - writing), writing),
    ]


def _light_and_ink(content: np.ndarray, printed: "np.ndarray | np.float32") -> tuple[np.ndarray, np.ndarray]:
    """The evenly lit picture and the ink in it, both as good as what is known of the pen allows.

    A narrow stroke needs no wide surroundings: the light is followed the closer into a shadow's corner.
    """
    light = even_light(content, _BROADEST)
    ink = find_ink(light / printed)
    pen = pen_width(ink)
    closer = even_light(content, _BROAD)
    closer_ink = find_ink(closer / printed)
    closer_pen = pen_width(closer_ink)
    if pen and closer_pen and pen > _SHADOW * closer_pen:
        light, ink, pen = closer, closer_ink, closer_pen
    if pen and _SURROUNDINGS * pen < _BROADEST * max(content.shape):
        light = even_light(content, max(_NARROWEST, _SURROUNDINGS * pen / max(content.shape)))
        ink = find_ink(light / printed)
    return light, ink


def reduced_grey(picture: np.ndarray) -> np.ndarray:
    """The picture in grey, no longer than `WORKING_SIDE`: (height, width) uint8."""
    picture = _reduced(picture, WORKING_SIDE)
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture


def dark_on_light(grey: np.ndarray) -> np.ndarray:
    """The picture, or its negative if its ink is lighter than the paper."""
    small = _reduced(grey, _LIGHT_SIDE * 2).astype(np.float32)
    shade = _even_paper(grey)
    if shade is not None:
        lighter, darker = small - shade > _FAR * shade, shade - small > _FAR * shade
        if lighter.any() or darker.any():
            return 255 - grey if lighter.sum() > darker.sum() else grey
    # Thin things: in their middle they differ from the mean more than on either side; a step does so equally.
    relative = small / (cv2.GaussianBlur(small, (0, 0), 20) + 8)
    blurred = [cv2.GaussianBlur(relative, (0, 0), size) for size in (1, 2, 4, 8, 16)]
    beside = np.stack([fine - coarse for fine, coarse in pairwise(blurred)])
    cubes = beside * beside * beside
    return 255 - grey if cubes[cubes > 0].sum() > -_LIGHTER * cubes[cubes < 0].sum() else grey


def _even_paper(grey: np.ndarray) -> float | None:
    """The shade of paper that is lit evenly, as its border shows; None where the light varies."""
    border = _border(cv2.resize(grey, (16, 16), interpolation=cv2.INTER_AREA))
    usual = float(np.median(border))
    return usual if np.abs(border - usual).max() <= _EVEN * usual else None


def even_light(grey: np.ndarray, broadest: float = _BROADEST) -> np.ndarray:
    """Divides a picture of dark ink by the light on its paper.

    The light is what is left when everything narrower than a broad stroke is filled with its surroundings.

    Args:
        grey: (height, width) uint8.
        broadest: a stroke broader than that counts as paper; a share of the picture's longer side.

    Returns:
        (height, width) float32: blank paper 1, ink darker.
    """
    shade = _even_paper(grey)
    if shade is not None:
        paper = grey / np.float32(max(1.0, shade))
    else:
        small = _reduced(grey, _LIGHT_SIDE)
        side = max(3, round(broadest * max(small.shape)))
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        light = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), 5)
        light = cv2.GaussianBlur(light, (0, 0), side / 12).astype(np.float32)
        paper = grey / np.maximum(cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR), 8)
    return paper / max(0.1, middle(paper))


def ruling_of(grey: np.ndarray) -> tuple[list[Line], list[Line]]:
    """The printed lines from left to right, and from top to bottom (with x and y exchanged)."""
    # Only roughly evened out: the edge of the paper must not become a thin dark line.
    small = _reduced(grey, _LIGHT_SIDE)
    side = max(3, round(_BROADEST * max(small.shape)))
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    light = cv2.GaussianBlur(light, (0, 0), side / 2).astype(np.float32)
    paper = grey / np.maximum(cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR), 8)
    along, across = find_lines(paper), find_lines(paper.T)
    # One or two may be strokes of a digit that fills the picture.
    if len(along) + len(across) <= 2 and not all(line.is_certain for line in (*along, *across)):
        return [], []
    return along, across


def _without_margin(grey: np.ndarray) -> tuple[slice, slice]:
    """Rows and columns without the margin of one shade that `square_image` puts around a photograph."""
    for axis in (0, 1):
        lines = grey if axis == 0 else grey.T
        inside = np.flatnonzero((lines != lines[0, 0]).any(axis=1))
        if len(inside) < 3 or inside[0] == 0 or inside[-1] == len(lines) - 1:
            continue
        first, last = int(inside[0]), int(inside[-1])
        if abs(first - (len(lines) - 1 - last)) <= 2 and _varies(lines[first + 1]) and _varies(lines[last - 1]):
            cut = slice(first + 1, last)  # the outermost rows may be mixed with the margin
            return (cut, slice(None)) if axis == 0 else (slice(None), cut)
    return slice(None), slice(None)


def _varies(shades: np.ndarray) -> bool:
    """Whether a row of a picture varies along most of it, as a photograph's does and a drawing's doesn't."""
    return float(np.mean([part.min() < part.max() for part in np.array_split(shades, min(16, len(shades)))])) > 0.6


def _border(grey: np.ndarray) -> np.ndarray:
    return np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]).astype(np.float32)


def _reduced(picture: np.ndarray, side: int) -> np.ndarray:
    factor = side / max(picture.shape[:2])
    if factor >= 1:
        return picture
    size = [max(1, round(length * factor)) for length in picture.shape[1::-1]]
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _shown(paper: np.ndarray) -> np.ndarray:
    return np.rint(np.clip(paper, 0, 1) * 255).astype(np.uint8)


def _darkness(paper: np.ndarray) -> np.ndarray:
    """Whatever is darker than the paper, as ink: (height, width) float32 in [0, 1]."""
    return np.clip(1 - paper, 0, 1).astype(np.float32)


def _in_place(ink: np.ndarray, shape: tuple[int, ...], inside: tuple[slice, slice]) -> np.ndarray:
    """Ink with the margin around it that was left out."""
    whole = np.zeros(shape, np.float32)
    whole[inside] = ink
    return whole
