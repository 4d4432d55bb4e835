"""The ink in a photograph of handwriting, step by step; each step can be shown."""

from typing import NamedTuple

import cv2
import numpy as np

from digitpad.core.ruling import Line, find_lines, without_ruling
from digitpad.core.sheet import continue_paper

WORKING_SIDE = 1000
"""The longer side of the reduced picture in which ink is looked for, in pixels."""
_LEAST_SIDE = 64  # of a photograph, in pixels
_LIGHT_SIDE = 160  # of the reduced picture in which the light is looked for, in pixels
_BROADEST = 0.15  # of the picture's longer side: a broader stroke counts as paper
_NARROWEST = 0.05
_EVEN = 0.04  # of the light: where the border varies less, all paper is lit like the border
_LEAST_DARKNESS = 0.06  # of the paper's light: less is no ink
_SPREADS = 4.0  # ink is darker than the paper by more standard deviations of its grain
_CLEAR = 6.0  # ink as many standard deviations darker needs no smoothing
_LEAST_EXTENT = 0.03  # of the picture's longer side: smaller writing is dirt


class Step(NamedTuple):
    """One step from a photograph to its ink."""

    name: str
    """`grey`, `light`, `ruling`, `ink` or `writing`."""
    picture: np.ndarray
    """(height, width) uint8, as people see it: dark ink on light paper."""


def is_photograph(picture: np.ndarray) -> bool:
    """Whether paper was photographed or scanned: it varies along the border, or there are lines printed on it."""
    if min(picture.shape[:2]) < _LEAST_SIDE:
        return False
    grey = reduced_grey(picture)
    grey = grey[_without_margin(grey)]
    border = _border(grey)
    beside = np.abs(border - np.median(border))
    if (beside <= 2).mean() < 0.9:
        return True
    if (beside <= 8).all():
        return False
    along, across = ruling_of(grey)
    return len(along) + len(across) >= 2


def photograph_to_ink(picture: np.ndarray) -> np.ndarray:
    """Finds the ink in a photograph.

    Args:
        picture: (height, width) or (height, width, 3) uint8, RGB.

    Returns:
        (height, width) float32 in [0, 1], ink 1, paper 0.
    """
    return cv2.resize(_steps(picture)[1], picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)


def photograph_steps(picture: np.ndarray) -> list[Step]:
    """What `photograph_to_ink` does, as pictures at most `WORKING_SIDE` pixels long."""
    return _steps(picture)[0]


def _steps(picture: np.ndarray) -> tuple[list[Step], np.ndarray]:
    grey = reduced_grey(picture)
    inside = _without_margin(grey)
    content = continue_paper(dark_on_light(grey[inside]))
    lines = ruling_of(content)
    # A narrow stroke needs no wide surroundings: the light is followed the closer into a shadow's corner.
    light = even_light(content, _BROADEST)
    paper = without_ruling(light, lines)
    ink = find_ink(paper)
    broad = _broadness(ink)
    if broad < _BROADEST:
        light = even_light(content, broad)
        paper = without_ruling(light, lines)
        ink = find_ink(paper)
    writing = np.zeros(grey.shape, np.float32)
    writing[inside] = keep_writing(ink)
    shown = (grey, _shown(light), _shown(paper), _shown(1 - ink), _shown(1 - writing))
    names = ("grey", "light", "ruling", "ink", "writing")
    return [Step(name, step) for name, step in zip(names, shown, strict=True)], writing


def reduced_grey(picture: np.ndarray) -> np.ndarray:
    """The picture in grey, no longer than `WORKING_SIDE`: (height, width) uint8."""
    picture = _reduced(picture, WORKING_SIDE)
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture


def dark_on_light(grey: np.ndarray) -> np.ndarray:
    """The picture, or its negative if its ink is lighter than the paper."""
    small = _reduced(grey, _LIGHT_SIDE * 2).astype(np.float32)
    paper = _even_paper(grey)
    if paper is not None:
        beside = [small - paper]
    else:
        # Thin things: at their middle they differ from the mean more than on either side; a step does so equally.
        relative = small / (cv2.GaussianBlur(small, (0, 0), 20) + 8)
        blurred = [cv2.GaussianBlur(relative, (0, 0), size) for size in (1, 2, 4, 8, 16)]
        beside = [fine - coarse for fine, coarse in zip(blurred[:-1], blurred[1:], strict=True)]
    power = 2 if paper is not None else 3
    lighter = sum(float((np.maximum(part, 0) ** power).sum()) for part in beside)
    darker = sum(float((np.maximum(-part, 0) ** power).sum()) for part in beside)
    return 255 - grey if lighter > darker else grey


def _even_paper(grey: np.ndarray) -> float | None:
    """The shade of paper that is lit evenly, as its border shows; None where the light varies."""
    border = _border(cv2.resize(grey, (16, 16), interpolation=cv2.INTER_AREA))
    usual = float(np.median(border))
    return float(np.median(_border(grey))) if np.abs(border - usual).max() <= _EVEN * usual else None


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
    return paper / max(0.1, float(np.median(paper)))


def ruling_of(grey: np.ndarray) -> tuple[list[Line], list[Line]]:
    """The printed lines from left to right, and from top to bottom (with x and y exchanged)."""
    # Only roughly evened out: the edge of the paper must not become a thin dark line.
    small = _reduced(grey, _LIGHT_SIDE)
    side = max(3, round(_BROADEST * max(small.shape)))
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    light = cv2.GaussianBlur(light, (0, 0), side / 2).astype(np.float32)
    paper = grey / np.maximum(cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR), 8)
    return find_lines(paper), find_lines(paper.T)


def find_ink(paper: np.ndarray) -> np.ndarray:
    """How much ink lies on each pixel, by the darkness of what looks most like writing.

    Returns:
        (height, width) float32 in [0, 1]; all 0 where nothing looks like writing.
    """
    grainy = 1 - paper
    darkness = cv2.GaussianBlur(grainy, (0, 0), max(0.5, max(paper.shape) / 1000))
    faint = max(_LEAST_DARKNESS, _SPREADS * _spread(darkness))
    labels, likely, boxes = _pieces(darkness > faint, darkness)
    if not len(likely) or boxes[likely.argmax(), 2:].max() < _LEAST_EXTENT * max(paper.shape):
        return np.zeros(paper.shape, np.float32)
    level = float(np.quantile(darkness[labels == likely.argmax() + 1], 0.6))
    if level > _CLEAR * _spread(grainy):
        darkness = grainy
    floor, full = max(0.8 * faint, 0.3 * level), max(1.2 * faint, 0.65 * level)
    return np.clip((darkness - floor) / (full - floor), 0, 1).astype(np.float32)


def keep_writing(ink: np.ndarray) -> np.ndarray:
    """Leaves out dirt, and what reaches into the picture from its edges."""
    labels, likely, boxes = _pieces(ink > 0.1, ink)
    if not len(likely):
        return ink
    main = int(likely.argmax())
    low, high = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
    size = boxes[:, 2:].max(axis=1)
    gap = np.maximum(np.maximum(low - high[main], low[main] - high), 0).max(axis=1)
    fragment = (gap <= 0.3 * size[main]) & (size >= 0.12 * size[main]) & (likely > 0.01 * likely[main])
    # Other digits stand in the same line, and are about as tall.
    common = np.minimum(high[:, 1], high[main, 1]) - np.maximum(low[:, 1], low[main, 1])
    tall = boxes[:, 3]
    neighbour = (common >= 0.5 * np.minimum(tall, tall[main])) & (tall >= 0.5 * tall[main]) & (tall <= 2 * tall[main])
    kept = fragment | (neighbour & (likely > 0.02 * likely[main]))
    kept[main] = True
    return np.where(np.concatenate([[False], kept])[labels], ink, 0).astype(np.float32)


def _pieces(mask: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What hangs together: labels from 1 on, how much each looks like writing, and its box.

    Writing has much ink, is near the middle, doesn't touch an edge, and is long rather than broad.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    mass = np.bincount(labels.ravel(), np.maximum(weight, 0).ravel(), count)[1:]
    height, width = mask.shape
    x, y, w, h = (stats[1:, column].astype(float) for column in range(4))
    away = np.hypot((x + w / 2) / width - 0.5, (y + h / 2) / height - 0.5)
    edge = (x <= 1) | (y <= 1) | (x + w >= width - 1) | (y + h >= height - 1)
    extents = np.maximum(w, h)
    depth = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3)
    deepest = np.zeros(count)
    np.maximum.at(deepest, labels.ravel(), depth.ravel())
    blob = 2 * deepest[1:] > 0.35 * extents
    likely = mass * np.exp(-((away / 0.3) ** 2)) * np.where(edge, 0.02, 1) * np.where(blob, 0.05, 1)
    return labels, likely, stats[1:, :4]


def _broadness(ink: np.ndarray) -> float:
    """How wide the surroundings of a stroke have to be, as a share of the picture's longer side."""
    labels, likely, _ = _pieces(ink > 0.5, ink)
    if not len(likely):
        return _BROADEST
    mask = cv2.morphologyEx((labels == likely.argmax() + 1).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    depth = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_5)
    ridge = (depth >= cv2.dilate(depth, np.ones((3, 3), np.uint8))) & (depth > 0)
    return float(np.clip(3 * 2 * np.quantile(depth[ridge], 0.75) / max(ink.shape), _NARROWEST, _BROADEST))


def _without_margin(grey: np.ndarray) -> tuple[slice, slice]:
    """Rows and columns without the margin of one shade that `square_image` puts around a photograph."""
    for axis in (0, 1):
        lines = grey if axis == 0 else grey.T
        inside = np.flatnonzero((lines != lines[0, 0]).any(axis=1))
        if len(inside) < 3 or inside[0] == 0 or inside[-1] == len(lines) - 1:
            continue
        first, last = int(inside[0]), int(inside[-1])
        if abs(first - (len(lines) - 1 - last)) <= 2 and (lines[[first + 1, last - 1]] != lines[0, 0]).mean() > 0.5:
            cut = slice(first + 1, last)  # the outermost rows may be mixed with the margin
            return (cut, slice(None)) if axis == 0 else (slice(None), cut)
    return slice(None), slice(None)


def _border(grey: np.ndarray) -> np.ndarray:
    return np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]).astype(np.float32)


def _reduced(picture: np.ndarray, side: int) -> np.ndarray:
    factor = side / max(picture.shape[:2])
    if factor >= 1:
        return picture
    size = [max(1, round(length * factor)) for length in picture.shape[1::-1]]
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _spread(values: np.ndarray) -> float:
    """The standard deviation of most values."""
    return 1.48 * float(np.median(np.abs(values - np.median(values))))


def _shown(paper: np.ndarray) -> np.ndarray:
    return np.rint(np.clip(paper, 0, 1) * 255).astype(np.uint8)
