"""Shapes that people doodle and nobody reads as a digit: no circle (0), no bare line (1), no zigzag (2, 7)."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from digitpad.core import outlines
from digitpad.core.drawing import Drawing
from digitpad.core.hand import by_hand, smooth

Lines = list[np.ndarray]
"""What is drawn, one (n, 2) array a stroke, y down, in any unit."""


def outline(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """One closed line around a shape, which the hand ends a little before or after its beginning."""
    corners = _pick(rng, _OUTLINES)(rng)
    start = rng.integers(len(corners))
    corners = np.roll(corners, -start, axis=0)
    if rng.random() < 0.5:
        corners = corners[::-1]
    end = corners[0] + rng.normal(0, 0.03, 2)
    return by_hand([np.concatenate([corners, [end]])], rng)


def sides(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A shape whose sides are a stroke each, a little too long or too short."""
    corners = _pick(rng, _STRAIGHT_OUTLINES)(rng)
    lines = list(np.stack([corners, np.roll(corners, -1, axis=0)], axis=1))
    return by_hand([_overshot(line, rng) for line in lines], rng, warp=0.03)


def formula(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A curve out of a formula: spiral, wave, rose, heart, star polygon, coil."""
    return by_hand([_pick(rng, _CURVES)(rng)], rng)


def thing(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """A sign or a thing of several strokes: cross, arrow, check mark, house, tree, envelope, person, sun."""
    lines = _pick(rng, _THINGS)(rng)
    return by_hand([_overshot(line, rng) if len(line) == 2 else line for line in lines], rng)


def contour(rng: np.random.Generator, _digits: Sequence[Drawing]) -> Drawing:
    """Around the edge of a filled shape, put together out of triangles, rectangles and discs."""
    mask = np.zeros((200, 200), np.uint8)
    _pick(rng, _FILLED)(mask, rng)
    edges, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    edge = max(edges, key=len)[::6, 0].astype(float)
    return by_hand([np.concatenate([edge, edge[:1]])], rng)


def _pick(rng: np.random.Generator, makers: Sequence[Callable]) -> Callable:
    return makers[int(rng.integers(len(makers)))]


def _overshot(line: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A straight line from (2, 2) that begins and ends up to a tenth too early or too late."""
    before, after = rng.uniform(-0.03, 0.1, 2)
    along = line[1] - line[0]
    return np.array([line[0] - before * along, line[1] + after * along])


def _circle(middle: tuple[float, float], radius: float, begin: float = 0.0, end: float = 2 * np.pi) -> np.ndarray:
    angles = np.linspace(begin, end, 25)
    return np.array(middle) + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _cross(rng: np.random.Generator) -> Lines:
    at = rng.uniform(-0.35, 0.1)
    return [np.array([[0.0, -1], [0, 1]]), np.array([[-0.75, at], [0.75, at]])]


def _times(rng: np.random.Generator) -> Lines:
    wide = rng.uniform(0.7, 1.2)
    return [np.array([[-wide, -1.0], [wide, 1]]), np.array([[wide, -1.0], [-wide, 1]])]


def _asterisk(rng: np.random.Generator) -> Lines:
    count = rng.integers(3, 5)
    angles = np.arange(count) * np.pi / count + rng.uniform(0, np.pi)
    return [np.outer([-1, 1], [np.cos(angle), np.sin(angle)]) for angle in angles]


def _hash(rng: np.random.Generator) -> Lines:
    a = rng.uniform(0.25, 0.4)
    upright = [np.array([[x, -1.0], [x, 1]]) for x in (-a, a)]
    return upright + [line[:, ::-1] for line in upright]


def _arrow(rng: np.random.Generator) -> Lines:
    """Its head is large, or one that points up would be a 1."""
    wide, back = rng.uniform(0.4, 0.7), rng.uniform(0.4, 0.7)
    turned = outlines.quarter_turns(rng)
    shaft, head = np.array([[-1.0, 0], [1, 0]]), np.array([[1 - back, -wide], [1, 0], [1 - back, wide]])
    double = [head * [-1, 1]] if rng.random() < 0.2 else []
    return [line @ turned for line in [shaft, head, *double]]


def _check(rng: np.random.Generator) -> Lines:
    return [np.array([[-1, rng.uniform(-0.2, 0.2)], [-0.4, 0.8], [1, rng.uniform(-1.2, -0.6)]])]


def _house(rng: np.random.Generator) -> Lines:
    roof = np.array([[-1.2, -0.2], [0, rng.uniform(-1.3, -0.8)], [1.2, -0.2]])
    walls = np.array([[-1.0, -0.2], [-1, 1], [1, 1], [1, -0.2]])
    door = np.array([[-0.3, 1.0], [-0.3, 0.3], [0.3, 0.3], [0.3, 1]])
    return [walls, roof] + ([door] if rng.random() < 0.6 else [np.array([[-1.0, -0.2], [1, -0.2]])])


def _tree(rng: np.random.Generator) -> Lines:
    crown = np.array([[-0.7, 0.4], [0, rng.uniform(-1.2, -0.8)], [0.7, 0.4], [-0.7, 0.4]])
    return [crown, np.array([[-0.12, 0.4], [-0.12, 1.0], [0.12, 1], [0.12, 0.4]])]


def _envelope(rng: np.random.Generator) -> Lines:
    box = outlines.square(rng)
    box = np.concatenate([box, box[:1]])
    if rng.random() < 0.5:
        return [box, np.array([box[0], [0.0, rng.uniform(0, 0.3)], box[1]])]
    return [box, box[[0, 2]], box[[1, 3]]]


def _window(rng: np.random.Generator) -> Lines:
    box = outlines.square(rng)
    box = np.concatenate([box, box[:1]])
    return [box, np.array([[0.0, -1], [0, 1]]), np.array([[box[0, 0], 0.0], [box[1, 0], 0]])]


def _person(rng: np.random.Generator) -> Lines:
    body = np.array([[0.0, -0.5], [0, 0.3]])
    arms = np.array([[-0.5, rng.uniform(-0.5, 0.1)], [0, -0.2], [0.5, rng.uniform(-0.5, 0.1)]])
    legs = np.array([[-0.45, 1.0], [0, 0.3], [0.45, 1]])
    return [_circle((0, -0.75), 0.25, -np.pi / 2, 1.5 * np.pi), body, arms, legs]


def _sun(rng: np.random.Generator) -> Lines:
    count = rng.integers(6, 10)
    rays = [np.outer([0.5, 1], [np.cos(angle), np.sin(angle)]) for angle in np.arange(count) * 2 * np.pi / count]
    return [_circle((0, 0), 0.5), *rays]


def _face(rng: np.random.Generator) -> Lines:
    eyes = [np.array([[x, -0.35], [x, rng.uniform(-0.25, -0.1)]]) for x in (-0.35, 0.35)]
    return [_circle((0, 0), 1), *eyes, _circle((0, 0.05), 0.5, 0.3, np.pi - 0.3)]


def _cube(rng: np.random.Generator) -> Lines:
    shift = np.array([rng.uniform(0.4, 0.7), -rng.uniform(0.3, 0.6)])
    front = np.array([[-1.0, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]])
    return [
        front,
        np.array([front[0], front[0] + shift, front[1] + shift, front[1]]),
        np.array([front[1] + shift, front[2] + shift, front[2]]),
    ]


def _fish(rng: np.random.Generator) -> Lines:
    fin = rng.uniform(0.35, 0.6)
    return [
        smooth(np.array([[1.0, -fin], [0.6, 0], [0, 0.5], [-1, 0], [0, -0.5], [0.6, 0], [1, fin]])),
        np.array([[1.0, -fin], [1, fin]]),
    ]


def _filled_arrow(mask: np.ndarray, rng: np.random.Generator) -> None:
    half = int(rng.integers(12, 22))
    cv2.rectangle(mask, (20, 100 - half), (110, 100 + half), 1, -1)
    _fill(mask, [[105, 100 - 60], [185, 100], [105, 100 + 60]])
    mask[:] = np.rot90(mask, int(rng.integers(4)))


def _filled_heart(mask: np.ndarray, _rng: np.random.Generator) -> None:
    for x in (62, 138):
        cv2.circle(mask, (x, 70), 41, 1, -1)
    _fill(mask, [[26, 88], [174, 88], [100, 180]])


def _filled_house(mask: np.ndarray, rng: np.random.Generator) -> None:
    cv2.rectangle(mask, (40, 90), (160, 180), 1, -1)
    _fill(mask, [[20, 90], [100, 20], [180, 90]])
    cv2.rectangle(mask, (120, 30), (140, int(rng.integers(60, 90))), 1, -1)


def _filled_tree(mask: np.ndarray, rng: np.random.Generator) -> None:
    for top, wide in ((10, 35), (50, 50), (95, 68)):
        _fill(mask, [[100, top], [100 - wide, top + 55], [100 + wide, top + 55]])
    cv2.rectangle(mask, (90, 145), (110, int(rng.integers(170, 195))), 1, -1)


def _filled_star(mask: np.ndarray, rng: np.random.Generator) -> None:
    turn = rng.uniform(0, np.pi)
    for angle in (0, 1):
        turns = np.arange(3) * 2 * np.pi / 3 + angle * np.pi + turn
        _fill(mask, 100 + 85 * outlines.polygon(turns))


def _filled_square(mask: np.ndarray, rng: np.random.Generator) -> None:
    half = int(rng.integers(60, 90))
    cv2.rectangle(mask, (20, 100 - half), (180, 100 + half), 1, -1)


def _filled_triangle(mask: np.ndarray, rng: np.random.Generator) -> None:
    _fill(mask, [[15, 175], [int(rng.integers(20, 180)), 20], [185, 175]])


def _filled_cross(mask: np.ndarray, rng: np.random.Generator) -> None:
    half = int(rng.integers(14, 30))
    cv2.rectangle(mask, (100 - half, 15), (100 + half, 185), 1, -1)
    cv2.rectangle(mask, (15, 100 - half), (185, 100 + half), 1, -1)


def _filled_flower(mask: np.ndarray, rng: np.random.Generator) -> None:
    for angle in np.arange(5) * 2 * np.pi / 5 + rng.uniform(0, 1):
        x, y = 100 + 60 * np.cos(angle), 100 + 60 * np.sin(angle)
        cv2.circle(mask, (round(x), round(y)), 37, 1, -1)


def _fill(mask: np.ndarray, corners: object) -> None:
    cv2.fillPoly(mask, [np.rint(np.array(corners, float)).astype(np.int32)], 1)


_STRAIGHT_OUTLINES = (
    outlines.triangle,
    outlines.triangle,
    outlines.square,
    outlines.square,
    outlines.diamond,
    outlines.trapezium,
    outlines.star,
    outlines.house,
)
_OUTLINES = (
    *_STRAIGHT_OUTLINES,
    outlines.star,
    outlines.heart,
    outlines.heart,
    outlines.arrow,
    outlines.cross,
    outlines.crown,
)
_CURVES = (
    outlines.spiral,
    outlines.wave,
    outlines.rose,
    outlines.star_polygon,
    outlines.closed_heart,
    outlines.coil,
    outlines.gear,
)
_THINGS = (
    *(_cross, _times, _asterisk, _hash, _arrow, _arrow, _check, _house, _tree),
    *(_envelope, _window, _person, _sun, _face, _cube, _fish),
)
_FILLED = (
    *(_filled_arrow, _filled_heart, _filled_house, _filled_tree, _filled_star),
    *(_filled_square, _filled_triangle, _filled_cross, _filled_flower),
)
