"""The ink in a photograph of handwriting, step by step; each step can be shown."""

from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.ruling import find_lines, without_ruling

WORKING_SIDE = 1000
"""The longer side of the reduced picture in which ink is looked for, in pixels."""
_LEAST_SIDE = 64  # of a photograph, in pixels
_LIGHT_SIDE = 160  # of the picture in which the light is looked for
_BROADEST = 0.15  # of the picture's longer side: a broader stroke counts as paper
_LEAST_DARKNESS = 0.06  # of the paper's light: less is no ink


class Step(NamedTuple):
    """One step from a photograph to its ink."""

    name: str
    """`grey`, `light`, `ruling`, `ink` or `writing`."""
    picture: np.ndarray
    """(height, width) uint8, as people see it: dark ink on light paper."""


def photograph_to_ink(picture: np.ndarray) -> tuple[np.ndarray, list[Step]]:
    """Finds the ink in a photograph.

    Args:
        picture: (height, width) or (height, width, 3) uint8, RGB.

    Returns:
        (height, width) float32 in [0, 1], ink 1, paper 0; and the steps, at most `WORKING_SIDE` pixels long.
    """
    grey = reduced_grey(picture)
    inside = _without_margin(grey)
    light = even_light(grey[inside])
    paper = without_ruling(light)
    ink = find_ink_levels(paper)
    writing = keep_writing(ink)
    shown = (grey, _shown(light), _shown(paper), _shown(1 - ink), _shown(1 - writing))
    names = ("grey", "light", "ruling", "ink", "writing")
    whole = np.zeros(grey.shape, np.float32)
    whole[inside] = writing
    whole = cv2.resize(whole, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return whole, [Step(name, step) for name, step in zip(names, shown, strict=True)]


def is_photograph(picture: np.ndarray) -> bool:
    """Whether paper was photographed or scanned: it varies along the border, or there are lines printed on it."""
    if min(picture.shape[:2]) < _LEAST_SIDE:
        return False
    grey = reduced_grey(picture)
    grey = grey[_without_margin(grey)]
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]).astype(int)
    beside = np.abs(border - np.median(border))
    if (beside <= 2).mean() < 0.9:
        return True
    if (beside <= 8).all():
        return False
    paper = even_light(grey)
    return len(find_lines(paper)) + len(find_lines(paper.T)) >= 2


def _without_margin(grey: np.ndarray) -> tuple[slice, slice]:
    """Rows and columns without the margin of one shade that `square_image` puts around a photograph."""
    for axis in (0, 1):
        lines = grey if axis == 0 else grey.T
        even = (lines == lines[0, 0]).all(axis=1)
        inside = np.flatnonzero(~even)
        if len(inside) < 2 or not even[0] or not even[-1]:
            continue
        first, last = int(inside[0]), int(inside[-1])
        if abs(first - (len(lines) - 1 - last)) <= 2 and (lines[[first + 1, last - 1]] != lines[0, 0]).mean() > 0.5:
            cut = slice(first + 1, last)  # the outermost rows may be mixed with the margin
            return (cut, slice(None)) if axis == 0 else (slice(None), cut)
    return slice(None), slice(None)


def reduced_grey(picture: np.ndarray) -> np.ndarray:
    """The picture in grey, no longer than `WORKING_SIDE`: (height, width) uint8."""
    factor = WORKING_SIDE / max(picture.shape[:2])
    if factor < 1:
        size = [max(1, round(length * factor)) for length in picture.shape[1::-1]]
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture


def even_light(grey: np.ndarray) -> np.ndarray:
    """Divides a picture by the light on its paper, and turns light ink on dark paper into its negative.

    The light is what is left when everything narrower than a broad stroke is filled with its surroundings.

    Returns:
        (height, width) float32: blank paper 1, ink darker.
    """
    factor = min(1.0, _LIGHT_SIDE / max(grey.shape))
    size = [max(1, round(length * factor)) for length in grey.shape[::-1]]
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    broadest = max(3, round(_BROADEST * max(size)))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (broadest, broadest))
    if _is_light_on_dark(grey):
        grey, small = 255 - grey, 255 - small
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
    light = cv2.GaussianBlur(cv2.medianBlur(light, 5), (0, 0), 2).astype(np.float32)
    whole = cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    paper = grey / np.maximum(whole, 8)
    return (paper / np.median(paper)).astype(np.float32)


def _is_light_on_dark(grey: np.ndarray) -> bool:
    """Whether thin things are rather lighter than their surroundings than darker."""
    factor = min(1.0, 400 / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    beside = small.astype(np.float32) - cv2.medianBlur(small, max(3, max(small.shape) // 8 | 1))
    beside[np.abs(beside) < 3 * np.median(np.abs(beside))] = 0
    return float(np.maximum(beside, 0).__pow__(2).sum()) > float(np.minimum(beside, 0).__pow__(2).sum())


def find_ink_levels(paper: np.ndarray) -> np.ndarray:
    """How much ink lies on each pixel: (height, width) float32 in [0, 1]."""
    darkness = cv2.GaussianBlur(1 - paper, (0, 0), max(0.5, max(paper.shape) / 1000))
    noise = 1.48 * float(np.median(np.abs(darkness - np.median(darkness))))
    faint = max(_LEAST_DARKNESS, 4 * noise)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((darkness > faint).astype(np.uint8), connectivity=8)
    if count < 2:
        return np.zeros(paper.shape, np.float32)
    mass = np.bincount(labels.ravel(), np.maximum(darkness, 0).ravel(), count)
    main = 1 + int(np.argmax(_likely(stats, mass, paper.shape)[1:]))
    level = float(np.quantile(darkness[labels == main], 0.6))
    floor, full = max(0.8 * faint, 0.3 * level), max(1.2 * faint, 0.65 * level)
    return np.clip((darkness - floor) / (full - floor), 0, 1).astype(np.float32)


def keep_writing(ink: np.ndarray) -> np.ndarray:
    """Leaves out dirt, and what reaches into the picture from its edges."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((ink > 0.1).astype(np.uint8), connectivity=8)
    if count < 2:
        return ink
    mass = np.bincount(labels.ravel(), ink.ravel(), count)
    likely = _likely(stats, mass, ink.shape)
    main = 1 + int(np.argmax(likely[1:]))
    longest = stats[:, 2:4].max(axis=1)
    kept = (longest >= 0.2 * longest[main]) & (mass >= 0.03 * mass[main]) & (likely > 0.02 * likely[main])
    kept[main], kept[0] = True, False
    return np.where(kept[labels], ink, 0).astype(np.float32)


def _likely(stats: np.ndarray, mass: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """How much each component looks like writing: by its ink, near the middle, not at an edge."""
    height, width = shape
    x, y, w, h = (stats[:, column].astype(float) for column in range(4))
    away = np.hypot((x + w / 2) / width - 0.5, (y + h / 2) / height - 0.5)
    edge = (x <= 1) | (y <= 1) | (x + w >= width - 1) | (y + h >= height - 1)
    return mass * np.exp(-2 * away**2 / 0.3**2 / 2) * np.where(edge, 0.02, 1)


def _shown(paper: np.ndarray) -> np.ndarray:
    return np.rint(np.clip(paper, 0, 1) * 255).astype(np.uint8)
